"""What the README promises of `make brief`, on samples/ and the embedded model."""

import json
import re
import shutil
import time
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess, Popen

import pytest
from pypdf import PdfReader

from mujaz.pages.formats import NAMES
from mujaz.store.store import Store

WITHHELD = re.compile(r'<span dir="rtl" lang="ar">[^<]*</span>')  # the Arabic of a line whose English is not shown
SAMPLES = Path(__file__).resolve().parents[2] / "samples"
Mujaz = Callable[..., CompletedProcess[str]]
Start = Callable[..., "Popen[bytes]"]


@pytest.fixture(scope="session")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One store for the session: what one test translated the next one remembers."""
    return tmp_path_factory.mktemp("store") / "mujaz.sqlite"


@pytest.fixture(scope="session")
def briefings(mujaz: Mujaz, store: Path, tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Brief samples/; the folders written."""
    out = tmp_path_factory.mktemp("briefings")
    done = mujaz("brief", SAMPLES, "--out", out, "--store", store)
    assert done.returncode == 0, done.stderr
    assert all(Path(line).is_file() for line in done.stdout.splitlines())
    return sorted(path for path in out.iterdir())


def test_every_event_has_every_format(briefings: list[Path]) -> None:
    assert len(briefings) >= 4
    for folder in briefings:
        assert {path.name for path in folder.iterdir()} >= {f"briefing.{name}" for name in NAMES}


def test_every_page_is_one_page(briefings: list[Path]) -> None:
    for folder in briefings:
        assert len(PdfReader(folder / "briefing.pdf").pages) == 1


def test_two_outlets_become_one_briefing(briefings: list[Path]) -> None:
    sources = [len(json.loads((folder / "briefing.json").read_text())["sources"]) for folder in briefings]
    assert sources.count(2) >= 2


def test_json_fits_its_own_schema(briefings: list[Path], mujaz: Mujaz) -> None:
    from pydantic import TypeAdapter

    from mujaz.records.briefing import Briefing

    schema = json.loads(mujaz("schema", "briefing").stdout)
    for folder in briefings:
        data = json.loads((folder / "briefing.json").read_text())
        assert set(schema["required"]) <= set(data)
        TypeAdapter(Briefing).validate_json((folder / "briefing.json").read_bytes())


def test_no_arabic_is_left_in_the_english(briefings: list[Path]) -> None:
    from mujaz.arabic.script import ARABIC

    for folder in briefings:
        page = WITHHELD.sub("", (folder / "briefing.md").read_text().split("## Sources")[0])
        assert not ARABIC.search(page), folder.name


def same_files(found: Path, briefings: list[Path], *, all_there: bool = True) -> None:
    """Every file under `found` holds the bytes it should, and none is missing unless that is allowed."""
    wanted = {f"{folder.name}/{path.name}": path for folder in briefings for path in folder.iterdir()}
    written = {path.relative_to(found).as_posix(): path for path in found.rglob("*") if path.is_file()}
    finished = {name: path for name, path in written.items() if name in wanted}
    assert set(finished) == set(wanted) if all_there else set(finished) <= set(wanted)
    for name, path in finished.items():
        assert path.read_bytes() == wanted[name].read_bytes(), name


def forget_finished(store: Path) -> None:
    with Store(store) as opened, opened.transaction() as connection:
        connection.execute("DELETE FROM finished")


def test_a_second_run_gives_the_same_bytes(briefings: list[Path], mujaz: Mujaz, store: Path, tmp_path: Path) -> None:
    assert mujaz("brief", SAMPLES, "--out", tmp_path / "kept", "--store", store).returncode == 0
    same_files(tmp_path / "kept", briefings)
    forget_finished(store)
    assert mujaz("brief", SAMPLES, "--out", tmp_path / "made", "--store", store).returncode == 0
    same_files(tmp_path / "made", briefings)


def test_a_run_killed_at_any_moment_leaves_whole_files_only(
    briefings: list[Path], mujaz: Mujaz, start: Start, store: Path, tmp_path: Path
) -> None:
    out, copy = tmp_path / "out", tmp_path / "store.sqlite"
    forget_finished(store)
    shutil.copy(store, copy)
    everything = sum(len(list(folder.iterdir())) for folder in briefings)
    for written in (1, 8, everything):  # killed as soon as so many files are there
        running = start("brief", SAMPLES, "--out", out, "--store", copy)
        while running.poll() is None and sum(path.is_file() for path in out.rglob("*")) < written:
            time.sleep(0.002)
        running.kill()
        running.wait()
        same_files(out, briefings, all_there=False)
        shutil.rmtree(out)
    assert mujaz("brief", SAMPLES, "--out", out, "--store", copy).returncode == 0
    same_files(out, briefings)


def test_bad_inputs_cost_one_line_each_and_nothing_else(mujaz: Mujaz, store: Path, tmp_path: Path) -> None:
    inputs = tmp_path / "in"
    inputs.mkdir()
    shutil.copy(SAMPLES / "riyadh-dialogue.txt", inputs)
    (inputs / "empty.txt").write_bytes(b"")
    (inputs / "binary.txt").write_bytes(bytes(range(256)) * 40)
    (inputs / "english.txt").write_text("An article that holds no Arabic at all, only English words.\n" * 5)
    (inputs / "broken.docx").write_bytes(b"PK\x03\x04 not really")
    (inputs / "broken.pdf").write_bytes(b"%PDF-1.7 not really")
    given = [*sorted(inputs.iterdir()), tmp_path / "missing.txt"]
    done = mujaz("brief", *given, "--out", tmp_path / "out", "--store", store)
    assert done.returncode == 4
    lines = [line for line in done.stderr.splitlines() if line.startswith("mujaz:")]
    assert len(lines) == 6
    for name in ("empty.txt", "binary.txt", "english.txt", "broken.docx", "broken.pdf", "missing.txt"):
        assert sum(name in line for line in lines) == 1, name
    assert "Traceback" not in done.stderr
    assert len(list((tmp_path / "out").iterdir())) == 1


def test_standard_input(mujaz: Mujaz, store: Path, tmp_path: Path) -> None:
    text = (SAMPLES / "riyadh-dialogue.txt").read_text(encoding="utf-8")
    done = mujaz("brief", "-", "--format", "md", "--out", tmp_path / "out", "--store", store, stdin=text)
    assert done.returncode == 0, done.stderr
    assert [Path(line).name for line in done.stdout.splitlines() if line.endswith("briefing.md")] == ["briefing.md"]


def test_doctor_finds_nothing_wrong(mujaz: Mujaz, store: Path) -> None:
    done = mujaz("doctor", "--store", store)
    assert done.returncode == 0, done.stdout
