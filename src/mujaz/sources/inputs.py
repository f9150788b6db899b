"""What the user names, made into a list of single inputs: files, folders, patterns, addresses, standard input."""

import glob
import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from mujaz.errors import InputError
from mujaz.sources.record import Failure
from mujaz.sources.registry import FORMATS, in_folders, is_known, suffix_of


@dataclass(frozen=True, slots=True)
class Item:
    """One thing to read: "-", an address, or the path of a file. place: where that lies when not at its name."""

    name: str
    place: str = ""

    @property
    def shown(self) -> str:
        """The name as it can be written anywhere: see `shown`."""
        return shown(self.name)

    @property
    def is_address(self) -> bool:
        """True for http and https addresses, and for others that shall be refused by name."""
        return "://" in self.name


def shown(name: str | os.PathLike[str]) -> str:
    """A file's name in letters that can be written: bytes that are no UTF-8, as of archives from Windows, become �."""
    return os.fsencode(name).decode("utf-8", "replace")


def expand(
    inputs: Sequence[str], also: Callable[[str], bool] = lambda _: False, formats: str = FORMATS
) -> Iterator[Item | Failure]:
    """Single inputs in the order given, the files of a folder or pattern sorted by path; each file once.

    also: which further files of folders and patterns are wanted, by name. formats: what to say is read.
    """
    seen: set[str] = set()
    for given in inputs:
        for item in _expand_one(given, also, formats):
            key = item.name if isinstance(item, Item) and (item.is_address or item.name == "-") else ""
            if isinstance(item, Item):
                key = key or os.path.realpath(item.name)
                if key in seen:
                    continue
                seen.add(key)
            yield item


def _expand_one(given: str, also: Callable[[str], bool], formats: str) -> Iterator[Item | Failure]:
    if given == "-" or "://" in given:
        yield Item(given)
        return
    try:
        path = Path(given)
        if path.is_dir():
            yield from _folder(given, also, formats)
        elif os.path.lexists(given):
            yield Item(given)
        elif glob.has_magic(given):
            yield from _pattern(given, also, formats)
        else:
            yield _failure(given, "no such file or folder", "check the path")
    except (OSError, ValueError) as error:  # ValueError: a null character in the path
        yield _failure(given, f"cannot be opened ({error})", "check the path")


def _folder(given: str, also: Callable[[str], bool], formats: str) -> Iterator[Item | Failure]:
    """The files of known formats under a folder; hidden files and folders stay out, links to folders too."""
    problems: list[OSError] = []
    found: list[Path] = []
    for folder, folders, files in os.walk(given, onerror=problems.append):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        found += [
            Path(folder, name)
            for name in files
            if not name.startswith(".") and (in_folders(suffix_of(name)) or also(name))
        ]
    for problem in problems:
        yield _failure(problem.filename, f"cannot be opened ({problem.strerror})", "check its permissions")
    if not found and not problems:
        yield _failure(given, "no article in this folder", f"Mujaz reads {formats}")
    # Files only: a pipe in a folder would wait for a writer for ever. One that is named is read.
    kept = (path for path in found if path.is_file() or not path.exists())
    yield from (Item(str(path)) for path in sorted(kept, key=lambda path: path.parts))


def _pattern(given: str, also: Callable[[str], bool], formats: str) -> Iterator[Item | Failure]:
    """The files a pattern such as news/*.txt matches; folders among them are read as folders."""
    matches = sorted(glob.glob(given, recursive=True))  # noqa: PTH207 - Path.glob refuses absolute patterns
    folders = [match for match in matches if Path(match).is_dir()]
    files = [
        match
        for match in matches
        if not Path(match).is_dir() and (is_known(suffix_of(match)) or also(match)) and not is_pipe(match)
    ]
    if not files and not folders:
        yield _failure(given, "matches no article", "check the pattern and the folder it starts from")
    if "**" not in given:  # with ** the files inside are matched by themselves
        for folder in folders:
            yield from _folder(folder, also, formats)
    yield from map(Item, files)


def is_pipe(name: str) -> bool:
    """Whether a name is neither file nor folder nor nothing: a pipe, a socket, a device."""
    return Path(name).exists() and not Path(name).is_file() and not Path(name).is_dir()


def _failure(name: str, what: str, remedy: str) -> Failure:
    return Failure(shown(name), InputError(f"{shown(name)}: {what}", remedy))
