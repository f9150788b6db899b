"""Standard streams that are closed, full or cut off, other encodings, Ctrl-C: no trace, nothing half done."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from tests.support.hostile import good

MUJAZ = [sys.executable, "-m", "mujaz"]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for number in range(1, 4):
        (tmp_path / f"{number}.txt").write_bytes(good(number))
    return tmp_path


def shell(command: str, folder: Path, **environment: str) -> "subprocess.CompletedProcess[bytes]":
    own = {**os.environ, "MUJAZ_STORE": str(folder / "s.sqlite"), **environment}
    script = command.replace("mujaz", f"{sys.executable} -m mujaz", 1)
    return subprocess.run(["bash", "-c", script], cwd=folder, env=own, capture_output=True, check=False, timeout=120)


def test_a_reader_that_goes_away_stops_the_output_without_a_word(folder: Path) -> None:
    done = shell("mujaz statements --no-translate [123].txt [123].txt | head -1; exit ${PIPESTATUS[0]}", folder)
    assert (done.returncode, done.stderr) == (0, b"")


def test_the_briefings_are_written_also_when_nobody_reads_their_names(folder: Path, tiny: Path) -> None:
    own = {"MUJAZ_MODEL": str(tiny), "MUJAZ_CACHE": str(folder / "cache")}
    done = shell("mujaz brief [123].txt --quiet --format json --format md >&-", folder, **own)
    assert done.returncode == 0, done.stderr
    whole = sorted(path.relative_to(folder) for path in (folder / "briefings").rglob("*.*"))
    assert len(whole) >= 2
    cut = "mujaz brief [123].txt --quiet --format json --format md --out cut | true; exit ${PIPESTATUS[0]}"
    done = shell(cut, folder, **own)
    assert done.returncode == 0, done.stderr
    assert len(list((folder / "cut").rglob("*.*"))) == len(whole)


def test_a_full_disk_behind_standard_output_is_named(folder: Path) -> None:
    done = shell("mujaz statements --no-translate 1.txt > /dev/full", folder)
    assert done.returncode == 1
    assert b"No space left on device" in done.stderr
    assert done.stderr.count(b"\n") == 1
    assert b"report it" not in done.stderr


@pytest.mark.parametrize(
    "command", ["statements --no-translate 1.txt", "events --no-translate 1.txt", "translate 1.txt"]
)
def test_a_closed_standard_output_is_an_error_where_it_is_the_result(folder: Path, command: str) -> None:
    done = shell(f"mujaz {command} >&-", folder)
    assert done.returncode == 2
    assert b"standard output is closed" in done.stderr


@pytest.mark.parametrize("command", ["statements --no-translate -", "translate -"])
def test_a_closed_standard_input_is_named(folder: Path, command: str) -> None:
    done = shell(f"mujaz {command} <&-", folder)
    assert done.returncode == 4
    assert b"closed" in done.stderr or b"empty" in done.stderr
    assert done.stderr.count(b"\n") == 1


def test_a_closed_stream_does_not_let_the_store_take_its_place(folder: Path) -> None:
    for closed in (">&-", "2>&-", "<&-", "<&- >&- 2>&-"):
        (folder / "s.sqlite").unlink(missing_ok=True)
        shell(f"mujaz ledger {closed}", folder)
        assert (folder / "s.sqlite").read_bytes()[:15] == b"SQLite format 3"


@pytest.mark.parametrize("encoding", ["latin-1", "ascii", "cp1256"])
def test_output_is_utf_8_whatever_the_environment_says(folder: Path, encoding: str) -> None:
    usual = shell("mujaz statements --no-translate 1.txt", folder)
    other = shell("mujaz statements --no-translate 1.txt", folder, PYTHONIOENCODING=encoding)
    assert (other.returncode, other.stdout) == (0, usual.stdout)


@pytest.mark.parametrize("after", [0.05, 0.15, 0.3, 0.6])
def test_ctrl_c_leaves_no_trace(folder: Path, after: float) -> None:
    with subprocess.Popen([*MUJAZ, "statements", "--no-translate", "-"], cwd=folder, stdin=subprocess.PIPE,
                          stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:  # fmt: skip
        try:
            process.wait(after)
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGINT)
        assert process.stdin is not None
        assert process.wait(60) in (1, -signal.SIGINT)
        assert process.stderr is not None
        trace = process.stderr.read()
    assert b"mujaz/" not in trace  # a trace of Python's own start is not ours
