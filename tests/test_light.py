"""The light installation (requirements-light.txt): everything without torch and transformers."""

import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
HEAVY = {"torch", "transformers"}
ARTICLE = "تعهدت النرويج بتقديم 20 مليون دولار لتوسيع محطة المياه قبل نهاية عام 2027.\n"


def names(lines: list[str]) -> set[str]:
    return {re.split(r"[^\w.-]", line, maxsplit=1)[0] for line in lines if line and line[0] not in "#-"}


def test_it_names_every_other_package_that_mujaz_needs() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    light = (ROOT / "requirements-light.txt").read_text(encoding="utf-8").splitlines()
    assert names(light) == names(project["dependencies"]) - HEAVY
    assert "-c constraints.txt" in light


def test_a_briefing_in_every_format_where_torch_and_transformers_cannot_be_imported(tmp_path: Path) -> None:
    (tmp_path / "article.txt").write_text(ARTICLE, encoding="utf-8")
    code = "import sys; sys.modules['torch'] = sys.modules['transformers'] = None\n"
    code += "from mujaz.cli import main; main(['brief', 'article.txt', '--out', 'made'])"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, env=os.environ, cwd=tmp_path, check=False
    )
    assert done.returncode == 0, done.stderr
    (folder,) = (tmp_path / "made").iterdir()
    assert {path.suffix for path in folder.glob("briefing.*")} == {".md", ".html", ".pdf", ".docx", ".json"}
    assert "Norway" in (folder / "briefing.md").read_text(encoding="utf-8")


@pytest.mark.slow
def test_a_fresh_environment_briefs_the_samples(tmp_path: Path) -> None:
    """Needs the package index (about 150 MB); takes some minutes."""
    venv = tmp_path / "venv"
    subprocess.run([sys.executable, "-m", "venv", str(venv)], check=True)
    bin_ = venv / ("Scripts" if os.name == "nt" else "bin")
    pip = [str(bin_ / "python"), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    fetched = subprocess.run(
        [*pip, "-r", "requirements-light.txt"], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )
    if fetched.returncode and "connection" in fetched.stderr.lower():
        pytest.skip("the package index cannot be reached")
    assert fetched.returncode == 0, fetched.stderr
    subprocess.run([*pip, "--no-deps", str(ROOT)], check=True, env=environment)
    listed = subprocess.run(
        [str(bin_ / "python"), "-m", "pip", "list", "--format=freeze"], check=True, capture_output=True, text=True
    )
    assert not names(listed.stdout.splitlines()) & HEAVY
    size = sum(path.stat().st_size for path in venv.rglob("*") if path.is_file() and not path.is_symlink())
    assert size < 520e6
    done = subprocess.run(
        [str(bin_ / "mujaz"), "brief", str(ROOT / "samples"), "--out", str(tmp_path / "made")],
        cwd=tmp_path, env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert len(list((tmp_path / "made").glob("*/briefing.pdf"))) == 5
