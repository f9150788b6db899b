"""The HTML on paper, by a real browser; slow, and only where Chromium is installed."""

import shutil
import subprocess
from pathlib import Path

import pytest

from mujaz.briefing.fit import fit
from mujaz.briefing.render import render
from mujaz.pages.typst import page_count
from tests.support.sample_briefing import briefing

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
QUIET = [
    f"--{option}"
    for option in (
        "headless",
        "no-sandbox",
        "disable-gpu",
        "disable-quic",
        "no-first-run",
        "disable-background-networking",
        "disable-component-update",
        "disable-sync",
        "no-pdf-header-footer",
    )
]


@pytest.mark.slow
@pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine")
@pytest.mark.parametrize("commitments", [0, 4, 40])
def test_a_fitted_briefing_prints_on_one_page(tmp_path: Path, commitments: int) -> None:
    page, paper = tmp_path / "briefing.html", tmp_path / "briefing.pdf"
    page.write_bytes(render(fit(briefing(commitments)), "html"))
    assert CHROMIUM is not None
    subprocess.run(
        [CHROMIUM, *QUIET, f"--user-data-dir={tmp_path / 'profile'}", f"--print-to-pdf={paper}", page.as_uri()],
        check=True,
        capture_output=True,
        timeout=120,
    )
    assert page_count(paper.read_bytes()) == 1
