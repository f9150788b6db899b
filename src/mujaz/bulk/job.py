"""What every task of a bulk run knows, and where its files lie."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from mujaz.config import Settings

if TYPE_CHECKING:
    from mujaz.briefing.verdicts import Verdicts

SUFFIX = ".parquet"
UNDATED = "__HIVE_DEFAULT_PARTITION__"  # what readers of partitioned data take for "no day"


@dataclass(frozen=True, slots=True)
class Job:
    """A run as its tasks see it. out: a folder that every machine sees. translate: whether English is wanted.

    signature: of the translation, for pages. corrections: (Arabic, English) given by people. verdicts: on lines.
    where: of which events briefings are wanted; "" for none.
    """

    out: str
    settings: Settings
    translate: bool = True
    signature: str = ""
    corrections: tuple[tuple[str, str], ...] = ()
    verdicts: "Verdicts | None" = None
    where: str = ""

    @property
    def work(self) -> Path:
        """What is kept between two runs, so that the second goes on where the first stood."""
        return Path(self.out) / ".work"

    def part(self, source: int, chunk: int) -> Path:
        """The Arabic side of one stretch of articles."""
        return self.work / "arabic" / f"{source:06}-{chunk:06}{SUFFIX}"

    def length(self, source: int) -> Path:
        """How many stretches a source has; there once the source was read to its end."""
        return self.work / "arabic" / f"{source:06}.count"

    def under_way(self, what: str, number: int) -> Path:
        """What of a piece of work was begun; there while it is under way."""
        return self.work / "under-way" / f"{what}-{number:06}"

    def parts(self) -> list[Path]:
        """Every stretch of the Arabic side, in the order of the inputs."""
        return sorted((self.work / "arabic").glob(f"*{SUFFIX}"))

    @property
    def copies(self) -> Path:
        """Which articles are copies of earlier ones."""
        return self.work / f"copies{SUFFIX}"

    def links(self, slab: int) -> Path:
        """Which articles of one stretch of days report one event."""
        return self.work / "links" / f"{slab:06}{SUFFIX}"

    def told(self, slab: int) -> Path:
        """Which statements of one stretch of days were told before."""
        return self.work / "told" / f"{slab:06}{SUFFIX}"

    def marks(self) -> list[Path]:
        """Every file of statements told before."""
        return sorted((self.work / "told").glob(f"*{SUFFIX}"))

    @property
    def plan(self) -> Path:
        """The batches: a row group for each."""
        return self.work / f"plan{SUFFIX}"

    def analyses(self, batch: int) -> Path:
        """The analyses of a finished batch; written last, so that where it lies all else of the batch lies, too."""
        return self.work / "english" / f"{batch:06}{SUFFIX}"

    def events(self, batch: int) -> Path:
        """The events of a finished batch, whole."""
        return self.work / "events" / f"{batch:06}{SUFFIX}"

    def table(self, name: str, batch: int, day: str | None = None) -> Path:
        """A file of the result. day: "" for undated; None for tables without days."""
        folder = Path(self.out) / name
        if day is not None:
            folder /= f"day={day or UNDATED}"
        return folder / f"{batch:06}{SUFFIX}"


def position(source: int, chunk: int, row: int) -> int:
    """Where an article stands among all inputs, as one number that sorts."""
    return (source << 38) | (chunk << 12) | row
