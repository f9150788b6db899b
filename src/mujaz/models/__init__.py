"""Translation models: what models.txt names, where it lies, how it becomes usable on this machine.

catalogue: the parser of models.txt. find: where a model lies. cache: digests, records, locks. convert: expanding and
converting. hub: pulling.
engine: what runs one; load chooses between ctranslate2_engine and torch_engine.
selftest: known sentences before first use. Everything heavy is imported where it is used.
"""

from mujaz.models.catalogue import Entry, read_catalogue
from mujaz.models.convert import ctranslate2_folder, transformers_folder
from mujaz.models.find import Model, resolve

__all__ = ["Entry", "Model", "ctranslate2_folder", "read_catalogue", "resolve", "transformers_folder"]
