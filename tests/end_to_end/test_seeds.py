"""The five articles the project began with: each event with its title, place and date where the article states them."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

# What each article says of its event. A date that the article does not state must not be made up.
EVENTS = {
    "dushanbe-conference-2019": ("2019-05-16", "2019-05-17", "Dushanbe", ("terrorism", "financing")),
    "dushanbe-conference-2022": ("2022-10-18", "", "Dushanbe", ("border", "security")),
    "doha-parliamentary-dialogue-2022": ("", "", "Doha", ("border", "security")),
    "kuwait-declaration-2024": ("", "", "Kuwait", ("border", "security")),
    "qatar-unoct-dialogue-4-2022": ("03-29", "", "Doha", ("dialogue", "counter-terrorism")),
}


@pytest.fixture(scope="module")
def events(
    shared: Path, environment: dict[str, str], tmp_path_factory: pytest.TempPathFactory
) -> dict[str, dict[str, Any]]:
    """Brief the seeds; the JSON of each event by the seed it came from."""
    out = tmp_path_factory.mktemp("seeds")
    done = subprocess.run(
        [sys.executable, "-m", "mujaz", "brief", str(shared / "seeds"), "--out", str(out / "b"), "--store",
         str(out / "s.sqlite")],
        capture_output=True, text=True, check=False, env=environment, cwd=out,
    )
    assert done.returncode == 0, done.stderr
    found = {}
    for folder in (out / "b").iterdir():
        assert len(PdfReader(folder / "briefing.pdf").pages) == 1
        data = json.loads((folder / "briefing.json").read_text())
        assert len(data["sources"]) == 1
        found[Path(str(data["sources"][0]["url"])).stem] = data
    return found


def test_five_articles_are_five_events(events: dict[str, dict[str, Any]]) -> None:
    assert set(events) == set(EVENTS)


@pytest.mark.parametrize("seed", EVENTS)
def test_place_date_and_title(events: dict[str, dict[str, Any]], seed: str) -> None:
    start, end, place, words = EVENTS[seed]
    event = events[seed]
    assert (event["date_start"] or {"value": ""})["value"].endswith(start)
    assert bool(event["date_start"]) == bool(start)
    if end:
        assert event["date_end"]["value"] == end
    assert place in event["place"]
    for word in words:
        assert word in event["title"].lower()
