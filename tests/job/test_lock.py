import subprocess
import sys
from pathlib import Path

import pytest

from mujaz.errors import LockedError
from mujaz.job.lock import locked

HOLD = """
import sys, time
from pathlib import Path
from mujaz.job.lock import locked
with locked(Path(sys.argv[1])):
    print("held", flush=True)
    time.sleep(60)
"""


def test_two_runs_never_meet_and_the_holder_is_named(tmp_path: Path) -> None:
    store = tmp_path / "store.sqlite"
    with subprocess.Popen([sys.executable, "-c", HOLD, str(store)], stdout=subprocess.PIPE) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == b"held\n"
        with pytest.raises(LockedError, match=str(holder.pid)), locked(store):
            pytest.fail("the lock was given twice")
        holder.kill()
        holder.wait()
    with locked(store):  # the system lifted it with the process
        pass


def test_waiting_for_the_lock(tmp_path: Path) -> None:
    store = tmp_path / "store.sqlite"
    with subprocess.Popen(
        [sys.executable, "-c", HOLD.replace("60", "0.5"), str(store)], stdout=subprocess.PIPE
    ) as holder:
        assert holder.stdout is not None
        holder.stdout.readline()
        with locked(store, wait=20):
            assert holder.wait() == 0


def test_the_lock_can_be_taken_again_and_after_an_error(tmp_path: Path) -> None:
    store = tmp_path / "new" / "store.sqlite"
    for _ in range(2):
        with pytest.raises(ZeroDivisionError), locked(store):
            raise ZeroDivisionError
