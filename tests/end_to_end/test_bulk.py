"""`mujaz bulk` on a real Ray of this machine: the records of the plain commands, whatever is killed on the way."""

import lzma
import os
import shutil
import signal
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from subprocess import CompletedProcess, Popen

import pytest
from tests.support.bulk_news import write

pytest.importorskip("ray", reason="mujaz[bulk] is not installed")
import pyarrow.dataset as ds
import pyarrow.parquet as pq

Mujaz = Callable[..., CompletedProcess[str]]
Start = Callable[..., "Popen[bytes]"]
TABLES = ("statements", "articles", "events", "translations", "failures")


def records(out: Path, table: str) -> list[str]:
    """The JSON records of a table, in the order of the inputs."""
    found = ds.dataset(str(out / table), format="parquet").to_table().to_pylist()
    return [row["record"] for row in sorted(found, key=lambda row: (row["position"], row.get("sentence", 0)))]


def files(out: Path) -> dict[str, bytes]:
    """Every file of the result."""
    return {
        str(path.relative_to(out)): path.read_bytes()
        for table in (*TABLES, "briefings")
        for path in sorted((out / table).rglob("*"))
        if path.is_file()
    }


def below(process: int) -> Iterator[int]:
    """The processes that a process started, and theirs."""
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = path.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[1]) == process:
            child = int(path.parent.name)
            yield child
            yield from below(child)


def workers(process: int) -> list[int]:
    """The processes in which Ray does the work of a run; without its agents, which are a machine's."""
    found = []
    for child in below(process):
        try:
            if Path(f"/proc/{child}/cmdline").read_bytes().startswith(b"ray::MapWorker"):
                found.append(child)
        except OSError:
            continue
    return found


@pytest.fixture(scope="module")
def news(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two files, one of them packed, with a copy of an article and a line that is none."""
    folder = tmp_path_factory.mktemp("news")
    first = write(folder / "a.jsonl", 9)
    second = write(folder / "b.jsonl", 7, first=8)
    first.write_text(first.read_text(encoding="utf-8") + '{"text": 7}\n', encoding="utf-8")
    with lzma.open(folder / "b.jsonl.xz", "wb") as packed:
        packed.write(second.read_bytes())
    return folder


@pytest.fixture(scope="module")
def plain(news: Path, mujaz: Mujaz) -> list[str]:
    """What `mujaz statements` says of the same articles."""
    done = mujaz("statements", news / "a.jsonl", news / "b.jsonl", "--no-translate")
    return done.stdout.splitlines()


def test_a_run_gives_the_records_of_the_plain_commands_once_and_again(
    news: Path, plain: list[str], mujaz: Mujaz, tmp_path: Path
) -> None:
    command = ("bulk", news / "a.jsonl", news / "b.jsonl.xz", "--no-translate", "--workers", "2", "--out", tmp_path)
    done = mujaz(*command)
    assert done.returncode == 4, done.stderr
    assert records(tmp_path, "statements") == plain
    assert len(plain) > 40
    events = mujaz("events", news / "a.jsonl", news / "b.jsonl", "--no-translate").stdout.splitlines()
    unpacked = [line.replace("b.jsonl.xz", "b.jsonl") for line in records(tmp_path, "articles")]
    assert unpacked == events
    failure = pq.read_table(tmp_path / "failures").to_pylist()
    assert [row["source"] for row in failure] == [f"{news / 'a.jsonl'}:10"]
    before = files(tmp_path)
    again = mujaz(*command)
    assert "batches were there already" in again.stderr
    assert files(tmp_path) == before
    other = mujaz("bulk", news / "a.jsonl", "--no-translate", "--out", tmp_path)
    assert other.returncode == 2
    assert "other inputs" in other.stderr


@pytest.mark.slow
@pytest.mark.parametrize("count", [1, 2, 4])
def test_tables_and_briefings_are_the_same_for_any_number_of_workers(
    count: int, news: Path, mujaz: Mujaz, tmp_path: Path
) -> None:
    given = (news / "a.jsonl", news / "b.jsonl")
    bulk = mujaz("bulk", *given, "--where", 'label != ""', "--workers", count, "--out", tmp_path / "bulk")
    assert bulk.returncode == 4, bulk.stderr
    store = ("--store", tmp_path / "store.sqlite")
    said = mujaz("statements", *given, *store)
    assert records(tmp_path / "bulk", "statements") == said.stdout.splitlines()
    assert records(tmp_path / "bulk", "articles") == mujaz("events", *given, *store).stdout.splitlines()
    mujaz("brief", *given, *store, "--out", tmp_path / "plain")
    wanted = {str(p.relative_to(tmp_path / "plain")): p.read_bytes() for p in (tmp_path / "plain").rglob("*.*")}
    assert len(wanted) > 20
    found = tmp_path / "bulk" / "briefings"
    assert {str(p.relative_to(found)): p.read_bytes() for p in found.rglob("*.*")} == wanted


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Enough articles for several stretches and batches."""
    return write(tmp_path_factory.mktemp("many") / "many.jsonl", 400)


@pytest.fixture(scope="module")
def whole(many: Path, mujaz: Mujaz, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The files of a run that nobody disturbed."""
    out = tmp_path_factory.mktemp("whole")
    assert mujaz("bulk", many, "--no-translate", "--workers", "2", "--out", out).returncode == 0
    return files(out)


def begun(path: Path, pattern: str, least: int) -> bool:
    """Whether so many files of a stage are there."""
    return len(list(path.glob(pattern))) >= least


@pytest.mark.slow
@pytest.mark.parametrize("stage", ["arabic/*.parquet", "links/*.parquet", "english/*.parquet"])
def test_workers_killed_in_any_stage_cost_nothing(
    stage: str, many: Path, whole: dict[str, bytes], start: Start, tmp_path: Path
) -> None:
    running = start("bulk", many, "--no-translate", "--workers", "2", "--out", tmp_path)
    killed = 0
    while running.poll() is None:
        if killed < 3 and begun(tmp_path / ".work", stage, killed + 1):
            for worker in workers(running.pid)[:2]:
                os.kill(worker, signal.SIGKILL)
            killed += 1
        time.sleep(0.05)
    assert running.returncode == 0
    assert killed
    assert files(tmp_path) == whole


@pytest.mark.slow
def test_a_driver_killed_again_and_again_goes_on_where_it_stood(
    many: Path, whole: dict[str, bytes], start: Start, tmp_path: Path
) -> None:
    for stage, least in (("arabic/*.parquet", 2), ("plan.parquet", 1), ("english/*.parquet", 3)):
        running = start("bulk", many, "--no-translate", "--workers", "2", "--out", tmp_path)
        while running.poll() is None and not begun(tmp_path / ".work", stage, least):
            time.sleep(0.02)
        running.kill()
        running.wait()
        done = {path: path.stat().st_mtime_ns for path in (tmp_path / ".work").glob("*/*.parquet")}
    last = start("bulk", many, "--no-translate", "--workers", "2", "--out", tmp_path)
    assert last.wait() == 0
    assert files(tmp_path) == whole
    assert all(path.stat().st_mtime_ns == at for path, at in done.items())
    shutil.rmtree(tmp_path / ".work")
    assert not [path for path in tmp_path.rglob("*") if path.name.startswith(".mujaz-")]
