"""What can go wrong, said so that the reader knows what to do next.

Every error of Mujaz derives from MujazError, carries a remedy and the exit code of design.md.
The command line prints `message` and `remedy` on one line; nothing else formats errors.
"""


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


class LockedError(MujazError):
    """Another run holds the lock."""

    exit_code = 6


class NetworkError(MujazError):
    """An address could not be reached, or may not be."""


class RefusedError(NetworkError):
    """An address that may not be asked, or an answer that may not be taken; asking again would not help."""


class MissingError(NetworkError):
    """There is nothing at an address (404, 410): the server has spoken, though it may change its mind."""
