"""The five articles the project began with: each event with its title, place and date where the article states them."""

import json
import tomllib
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess
from types import ModuleType
from typing import Any

import pytest
from pypdf import PdfReader

Mujaz = Callable[..., CompletedProcess[str]]
# What each article says of its event. A date that the article does not state must not be made up.
EVENTS = {
    "dushanbe-conference-2019": ("2019-05-16", "2019-05-17", "Dushanbe", ("terrorism", "financing")),
    "dushanbe-conference-2022": ("2022-10-18", "", "Dushanbe", ("border", "security")),
    "doha-parliamentary-dialogue-2022": ("", "", "Doha", ("border", "security")),
    "kuwait-declaration-2024": ("", "", "Kuwait", ("border", "security")),
    "qatar-unoct-dialogue-4-2022": ("03-29", "", "Doha", ("dialogue", "counter-terrorism")),
}


@pytest.fixture(scope="module")
def events(shared: Path, mujaz: Mujaz, tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, Any]]:
    """Brief the seeds; the JSON of each event by the seed it came from."""
    out = tmp_path_factory.mktemp("seeds")
    done = mujaz("brief", shared / "seeds", "--out", out / "b", "--store", out / "s.sqlite")
    assert done.returncode == 0, done.stderr
    found = {}
    for folder in (out / "b").iterdir():
        assert len(PdfReader(folder / "briefing.pdf").pages) == 1
        data = json.loads((folder / "briefing.json").read_text())
        assert len(data["sources"]) == 1
        found[Path(str(data["sources"][0]["address"])).stem] = data
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


def test_translations_of_the_gold_sentences_keep_their_floors(
    shared: Path, events: dict[str, dict[str, Any]], quality: ModuleType
) -> None:
    import sacrebleu

    from mujaz.english.numbers import english_numbers
    from mujaz.lexicon.names import load_glossary

    english = {item["ar"]: item["en"] for event in events.values() for item in event["evidence"]}
    pairs, sources, numbers, kept = [], [], 0, 0
    for path in sorted((shared / "gold").glob("*.json")):
        for sentence in json.loads(path.read_text(encoding="utf-8"))["sentences"]:
            if sentence["kind"] == "body" and sentence["ar"] in english:
                said = english[sentence["ar"]]
                pairs.append((said, sentence["en"]))
                sources.append(sentence["ar"])
                found = {number.plain for number in english_numbers(said)}
                numbers += len(sentence["numbers"])
                kept += len(found & set(sentence["numbers"]))
    assert len(pairs) > 100
    hypotheses, references = [pair[0] for pair in pairs], [[pair[1] for pair in pairs]]
    names = quality.fidelity(sources, hypotheses, load_glossary())
    scores = {
        "bleu": sacrebleu.corpus_bleu(hypotheses, references).score,
        "chrf": sacrebleu.corpus_chrf(hypotheses, references).score,
        "numbers": kept / numbers,
        "names": names.names_official / names.names,
    }
    floors = tomllib.loads((Path(__file__).parents[1] / "gates" / "translation.toml").read_text(encoding="utf-8"))
    assert set(floors) == set(scores)
    assert all(scores[name] >= floor for name, floor in floors.items()), scores
