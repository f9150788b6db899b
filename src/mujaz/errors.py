"""What can go wrong, said so that the reader knows what to do next.

Every error of Mujaz derives from MujazError, carries a remedy and the exit code of design.md.
The command line prints `message` and `remedy` on one line; nothing else formats errors.
"""

import errno
from collections.abc import Iterator
from contextlib import contextmanager


class MujazError(Exception):
    """Base of all errors: `message` says what is wrong, naming the input; `remedy` says what to do."""

    exit_code = 1

    def __init__(self, message: str, remedy: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.remedy = remedy

    def __str__(self) -> str:
        return f"{self.message} – {self.remedy}" if self.remedy else self.message


class UsageError(MujazError):
    """The command or its options do not fit together."""

    exit_code = 2


class InputError(MujazError):
    """One input cannot be read, or is not an Arabic article. The others go on."""

    exit_code = 4


class ConfigError(MujazError):
    """mujaz.toml, an environment variable or an option holds something unusable."""

    exit_code = 2


class DataError(MujazError):
    """A rule, lexicon, glossary or template file breaks its own format; names file and entry."""


class ModelError(MujazError):
    """No usable translation model: missing, damaged, or it failed its self-test."""

    exit_code = 5


class StoreError(MujazError):
    """The store cannot be opened or was written by a newer Mujaz."""


class DiskError(MujazError):
    """A file or folder that cannot be read or written: no room, no permission, not there."""


class ClockError(MujazError):
    """The clock of this machine and what the store remembers cannot both be right."""


class LockedError(MujazError):
    """Another run holds the lock."""

    exit_code = 6


class NetworkError(MujazError):
    """An address could not be reached, or may not be."""


class RefusedError(NetworkError):
    """An address that may not be asked, or an answer that may not be taken; asking again would not help."""


class MissingError(NetworkError):
    """There is nothing at an address (404, 410): the server has spoken, though it may change its mind."""


REMEDIES = {
    errno.ENOSPC: "free some room on that disk; what was finished is kept, run the same command again",
    errno.EDQUOT: "free some room: the quota is used up; what was finished is kept, run the same command again",
    errno.EFBIG: "the system limits the size of files here (ulimit -f); raise it, run the same command again",
    errno.EROFS: "that disk is read-only; name another place",
    errno.EACCES: "check the permissions and whether another program has it open, or name another place",
    errno.EPERM: "check the permissions, or name another place",
    errno.ENOTDIR: "a file stands where a folder is wanted; name another place",
    errno.EISDIR: "a folder stands where a file is wanted; name another place",
    errno.EEXIST: "a file stands where a folder is wanted; name another place",
    errno.ENOENT: "check the path",
    errno.ENAMETOOLONG: "name a shorter path",
    errno.EMFILE: "too many files are open (ulimit -n)",
    errno.EIO: "the disk reports an error; check it before anything else",
}


def of_system(error: OSError) -> DiskError:
    """What the system refused, with the path and what to do."""
    where = f"{error.filename}: " if error.filename else ""
    remedy = REMEDIES.get(error.errno or 0, "run the same command again; nothing finished is lost")
    return DiskError(f"{where}{error.strerror or str(error) or type(error).__name__}", remedy)


@contextmanager
def contained(what: str) -> Iterator[None]:
    """Whatever breaks on one input, entry, article or event becomes an InputError that names it; the others go on.

    Errors of ours pass as they are. So do those of store and disk: without these there is nothing to go on with.
    """
    try:
        yield
    except MujazError:
        raise
    except OSError as error:
        if error.errno in {errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EIO}:
            raise
        raise InputError(f"{what}: {error.strerror or error}", "check it, then run the same command again") from error
    except Exception as error:
        if type(error).__module__ == "sqlite3":
            raise
        if isinstance(error, RecursionError):
            raise InputError(f"{what}: nested too deep", "save the text alone as .txt") from error
        if isinstance(error, MemoryError):
            raise InputError(f"{what}: takes more memory than there is", "give the parts that matter") from error
        said = " ".join(str(error).split())[:200]
        raise InputError(f"{what}: unexpected {type(error).__name__}: {said}", "please report it") from error
