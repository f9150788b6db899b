"""Writing files so that a reader never sees half of one, whatever moment the run is killed; and locks."""

import os
import secrets
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

PRIVATE = 0o600  # for what holds names of readers: store, lock, mails
USUAL = 0o666  # less the user's umask
PATIENCE = 2.0  # seconds to try again where Windows lets nobody touch a file that is open elsewhere
# Names Windows keeps for devices, whatever ending they have.
DEVICES = frozenset(("con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10))))


def write_atomic(path: Path, data: bytes, *, private: bool = False) -> None:
    """Write beside the target under a temporary name, then rename; makes the folder. Raises OSError that names `path`.

    private: readable for the user alone; otherwise the umask decides.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary = path.parent / f".mujaz-{secrets.token_hex(8)}"
        flags = os.O_CREAT | os.O_EXCL | os.O_WRONLY | getattr(os, "O_BINARY", 0)
        descriptor = os.open(temporary, flags, PRIVATE if private else USUAL)
        try:
            with os.fdopen(descriptor, "wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            move(temporary, path)
        except BaseException:
            temporary.unlink(missing_ok=True)
            raise
    except OSError as error:  # the file the user knows, not the temporary one
        raise OSError(error.errno, error.strerror or str(error), str(path)) from error


def move(source: Path, target: Path) -> None:
    """Rename a file or folder; a file takes the place of one that is there. Raises OSError.

    Windows refuses while another program has either open: a search index for a moment, a word processor for longer.
    """
    end = time.monotonic() + PATIENCE
    while True:
        try:
            source.replace(target)
        except PermissionError as error:
            if not hasattr(error, "winerror") or time.monotonic() > end:
                raise
            time.sleep(0.05)
        else:
            return


def portable(name: str) -> str:
    """A name of letters, digits and hyphens as every system takes it: "con" and its like become "con-"."""
    return f"{name}-" if name.lower() in DEVICES else name


@contextmanager
def locked(path: Path, wait: float = -1) -> Iterator[None]:
    """Hold a lock file for the time of the block. wait: seconds; -1 for as long as it takes.

    The system lifts the lock when its holder dies; the file itself stays, empty. Raises TimeoutError when another
    process holds it, OSError when it cannot be made.
    """
    from filelock import FileLock, Timeout

    path.parent.mkdir(parents=True, exist_ok=True)
    lock = FileLock(path, timeout=wait, mode=PRIVATE, poll_interval=0.1)
    try:
        lock.acquire()
    except Timeout as error:
        raise TimeoutError(f"{path} is held by another process") from error
    try:
        yield
    finally:
        lock.release()


def cores() -> int:
    """How many processors this process may use; of systems that do not say, how many there are."""
    with suppress(AttributeError, OSError):  # macOS and Windows have no affinity
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
