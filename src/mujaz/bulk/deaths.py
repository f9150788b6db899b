"""Articles on which processes die: a crash inside a library, or more memory than there is."""

from itertools import pairwise
from pathlib import Path
from typing import Self

from mujaz.errors import InputError
from mujaz.records.article import Article
from mujaz.sources.record import Failure

MOST_DEATHS = 3


class Deaths:
    """Remembers on disk which article is under way, so that one on which processes die is found out and left out.

    A process that is killed from outside dies on an article once; the one that dies of it, again and again.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.lines = path.read_text(encoding="ascii").split() if path.exists() else []

    def __enter__(self) -> Self:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        self.file = self.path.open("a", encoding="ascii")
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: object) -> None:
        self.file.close()
        if kind is None:
            self.path.unlink(missing_ok=True)

    def checked(self, number: int, item: Article | Failure) -> Article | Failure:
        """The article of this number, or the failure that it is when too many processes died on it."""
        if isinstance(item, Failure):
            return item
        if self.died_on(number) >= MOST_DEATHS:
            what = f"{item.source}: {MOST_DEATHS} processes died while they read it"
            return Failure(item.source, InputError(what, "give the parts that matter, and report it"))
        self.begun(number)
        return item

    def begun(self, number: int) -> None:
        """Write down that this number is under way."""
        self.file.write(f"{number}\n")
        self.file.flush()

    def died_on(self, number: int) -> int:
        """How often a process got as far as this article, and no further."""
        runs = [last for last, following in pairwise([*map(int, self.lines), -1]) if following <= last]
        return runs.count(number)
