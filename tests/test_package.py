"""What `pip install .` brings along: rules, templates, models.txt, weights – and nothing that only we need."""

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    out = tmp_path_factory.mktemp("wheel")
    built = subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(out)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert built.returncode == 0, built.stderr
    with zipfile.ZipFile(next(out.glob("*.whl"))) as archive:
        return archive.namelist()


@pytest.mark.parametrize(
    "name",
    [
        "mujaz/models.txt",
        "mujaz/templates/briefing.md.j2",
        "mujaz/templates/briefing.html.j2",
        "mujaz/templates/briefing.typ.j2",
        "mujaz/templates/briefing.docx",
        "mujaz/templates/digest.html.j2",
        "mujaz/statements/cues/commitment.toml",
        "mujaz/english/frames.toml",
        "mujaz/arabic/months.toml",
        "mujaz/lexicon/names/glossary.tsv",
        "mujaz/data/ar-en-mini/source.spm",
        "mujaz/data/ar-en-mini/weights.00",
        "mujaz/store/migrations/001_core.sql",
        "mujaz/py.typed",
    ],
)
def test_the_wheel_holds(wheel: list[str], name: str) -> None:
    assert name in wheel


def test_the_wheel_holds_no_tests(wheel: list[str]) -> None:
    assert not [name for name in wheel if name.startswith(("tests/", "samples/", "training/"))]
