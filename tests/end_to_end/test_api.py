"""The examples of docs/api.md run as they stand, one after the other, with the embedded model."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


def test_the_examples_of_the_page_run(environment: dict[str, str], tmp_path: Path) -> None:
    pytest.importorskip("pandas", reason="pandas comes with mujaz[bulk]")
    blocks = re.findall(r"```python\n(.*?)```", (ROOT / "docs" / "api.md").read_text(encoding="utf-8"), re.DOTALL)
    assert len(blocks) == 5
    script = tmp_path / "page.py"
    script.write_text("\n".join(blocks), encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-W", "error", script],
        cwd=ROOT,
        env=environment | {"PYTHONIOENCODING": "utf-8", "PYTHONPATH": os.environ.get("PYTHONPATH", "")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "briefing.html" in done.stdout
    assert "Norway 12000000.0 USD" in done.stdout
    assert "nowhere.txt: no such file" in done.stdout
