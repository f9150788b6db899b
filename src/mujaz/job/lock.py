"""One run at a time: a lock beside the store that the system itself lifts when its holder dies."""

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from mujaz.errors import LockedError

PAUSE = 0.2


@contextmanager
def locked(store: Path, wait: float = 0) -> Iterator[None]:
    """Hold STORE.lock while the block runs, waiting at most `wait` seconds for it. Raises LockedError.

    flock belongs to the open file, so a killed run leaves no lock behind; the file itself stays, empty of meaning.
    """
    import fcntl

    path = store.with_name(store.name + ".lock")
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a+", encoding="ascii") as file:
        give_up = time.monotonic() + wait
        while True:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                if time.monotonic() >= give_up:
                    file.seek(0)
                    holder = file.read().strip() or "unknown"
                    raise LockedError(
                        f"another run (process {holder}) holds {path}", "let it finish, or wait for it with --wait 600"
                    ) from None
                time.sleep(PAUSE)
        file.truncate(0)
        file.write(str(os.getpid()))
        file.flush()
        yield
