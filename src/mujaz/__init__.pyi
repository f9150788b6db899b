from mujaz.api import Session as Session
from mujaz.api import from_records as from_records
from mujaz.api import read as read
from mujaz.api import table as table
from mujaz.errors import ConfigError as ConfigError
from mujaz.errors import InputError as InputError
from mujaz.errors import ModelError as ModelError
from mujaz.errors import MujazError as MujazError
from mujaz.errors import UsageError as UsageError
from mujaz.records.analysis import Analysis as Analysis
from mujaz.records.article import Article as Article
from mujaz.records.briefing import Briefing as Briefing
from mujaz.records.event import Event as Event
from mujaz.records.statement import Statement as Statement
from mujaz.records.translation import Translation as Translation
from mujaz.sources.record import Failure as Failure

__version__: str
NAMES: dict[str, str]
