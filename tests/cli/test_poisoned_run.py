"""One bad input never costs the others: a run over more than fifty kinds of bad input beside two good articles."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.support.hostile import good, poison

Run = Callable[..., subprocess.CompletedProcess[str]]
GOOD = {"good-1.txt": good(3), "zz-good-2.txt": good(9)}


@pytest.fixture(scope="module")
def inputs(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """The good articles among the bad ones, in a folder, and beside it what is read only when named."""
    folder = tmp_path_factory.mktemp("in")
    for name, data in {**poison(), **GOOD}.items():
        (folder / name).write_bytes(data)
    os.mkfifo(folder / "pipe.txt")
    (folder / "dangling.txt").symlink_to("nowhere")
    (folder / "ring.txt").symlink_to("ring.txt")
    (Path(os.fsdecode(bytes(folder) + b"/\307\341\316\310\321.txt"))).write_bytes(good(4))
    beside = tmp_path_factory.mktemp("named")
    for name, data in poison(named=True).items():
        (beside / name).write_bytes(data)
    return [folder, *sorted(beside.iterdir())]


@pytest.fixture
def run(tmp_path: Path, tiny: Path) -> Run:
    def run(*args: object, seconds: float = 120) -> subprocess.CompletedProcess[str]:
        own = {"MUJAZ_MODEL": str(tiny), "MUJAZ_STORE": str(tmp_path / "s.sqlite"), "MUJAZ_CACHE": str(tmp_path / "c")}
        return subprocess.run(
            [sys.executable, "-m", "mujaz", *map(str, args)], env={**os.environ, **own}, cwd=tmp_path,
            capture_output=True, text=True, check=False, timeout=seconds, stdin=subprocess.DEVNULL,
        )  # fmt: skip

    return run


ADDRESSES = ("http://a b/", "http://%00/", "http://①②⑦.⓪.⓪.①/", "http://[bad", "ftp://a.example/", "http://127.0.0.1/")


def each_failure_is_one_named_line(done: "subprocess.CompletedProcess[str]") -> None:
    assert done.returncode == 4, done.stderr[-2000:]
    lines = [line for line in done.stderr.splitlines() if line.startswith("mujaz: ")]
    assert len(lines) >= 25
    assert "Traceback" not in done.stderr
    assert "unexpected" not in done.stderr
    for name in ("empty.txt", "latin.txt", "deep.html", "million-paragraphs.docx", "pages.pdf", "long.txt"):
        assert [line for line in lines if line.split(": ")[1].endswith(name)], name


def test_statements_of_the_good_articles_come_out(run: Run, inputs: list[Path]) -> None:
    done = run("statements", "--no-translate", "--quiet", *inputs, *ADDRESSES, "\udcc7\udce1.txt")
    each_failure_is_one_named_line(done)
    sums = {record["amounts"][0]["value"] for record in map(json.loads, done.stdout.splitlines()) if record["amounts"]}
    assert {3e6, 9e6, 4e6} <= sums


def test_events_of_the_good_articles_come_out(run: Run, inputs: list[Path]) -> None:
    done = run("events", "--no-translate", "--quiet", *inputs)
    each_failure_is_one_named_line(done)
    sources = {Path(json.loads(line)["source"]).name for line in done.stdout.splitlines()}
    assert {*GOOD, "footnote.txt", "hundreds.txt", "comments.txt", "�����.txt"} <= sources


@pytest.mark.slow
def test_briefings_of_the_good_articles_come_out(run: Run, inputs: list[Path], tmp_path: Path) -> None:
    done = run("brief", "--quiet", "--format", "json", "--out", tmp_path / "out", *inputs, seconds=900)
    each_failure_is_one_named_line(done)
    briefings = [json.loads(Path(line).read_text()) for line in done.stdout.splitlines()]
    sources = {Path(source["address"]).name for briefing in briefings for source in briefing["sources"]}
    assert set(GOOD) <= sources


def test_a_brief_beside_what_used_to_end_it(run: Run, tmp_path: Path) -> None:
    names = ("footnote.txt", "digits-310.txt", "hundreds.txt", "comments.txt", "empty.txt")
    for name, data in {**{name: poison()[name] for name in names}, **GOOD}.items():
        (tmp_path / name).write_bytes(data)
    given = [tmp_path / name for name in (*names, *GOOD)]
    done = run("brief", "--quiet", "--format", "json", "--out", tmp_path / "out", *given, *ADDRESSES)
    assert done.returncode == 4, done.stderr
    assert len(done.stderr.splitlines()) == 1 + len(ADDRESSES)
    briefings = [json.loads(Path(line).read_text()) for line in done.stdout.splitlines()]
    sources = {Path(source["address"]).name for briefing in briefings for source in briefing["sources"]}
    assert {*names[:4], *GOOD} <= sources


def test_a_line_that_breaks_the_translation_costs_no_other(run: Run, tmp_path: Path) -> None:
    lines = ["تعهدت الدولة بتقديم الدعم.", "ب" * 100_001, "عام 2027²", "خصصت " + "7" * 5000, "لكل فرد الحق في التعليم."]
    (tmp_path / "lines.txt").write_text("\n".join(lines) + "\n")
    done = run("translate", "--quiet", tmp_path / "lines.txt")
    assert done.returncode == 4, done.stderr
    english = done.stdout.splitlines()
    assert len(english) == 5
    assert (english[0], english[1], english[4]) == (
        "The State pledged to provide support.", "", "Everyone has the right to education.",
    )  # fmt: skip
    assert "line 2" in done.stderr
