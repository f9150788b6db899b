"""One run at a time: a lock beside the store that the system itself lifts when its holder dies."""

import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from mujaz import files
from mujaz.errors import LockedError


@contextmanager
def locked(store: Path, wait: float = 0) -> Iterator[None]:
    """Hold STORE.lock while the block runs, waiting at most `wait` seconds for it. Raises LockedError, OSError.

    STORE.lock.pid says who holds it: a lock file itself cannot be read on every system while it is held.
    """
    path = store.with_name(store.name + ".lock")
    note = path.with_name(path.name + ".pid")
    with ExitStack() as held:
        try:
            held.enter_context(files.locked(path, wait))
        except TimeoutError as error:
            raise LockedError(
                f"another run (process {_holder(note)}) holds {path}", "let it finish, or wait for it with --wait 600"
            ) from error
        files.write_atomic(note, str(os.getpid()).encode(), private=True)
        try:
            yield
        finally:
            with suppress(OSError):
                note.unlink(missing_ok=True)


def _holder(note: Path) -> str:
    try:
        return note.read_text(encoding="ascii").strip() or "unknown"
    except (OSError, UnicodeDecodeError):
        return "unknown"
