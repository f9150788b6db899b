"""The five seeds, read as the command reads them: each gives the gold event's title, place and dates where stated."""

import json
from pathlib import Path

import pytest

from mujaz.analyse import analyse
from mujaz.arabic.normalise import fold_word
from mujaz.events.group import group
from mujaz.events.headline import wanted
from mujaz.lexicon.names import load_glossary
from mujaz.records.event import Event
from mujaz.sources import Failure, read
from tests.support.sample_analysis import with_english


@pytest.fixture(scope="module")
def events(shared: Path) -> dict[str, Event]:
    glossary = load_glossary([])
    articles = [item for item in read([str(shared / "seeds")]) if not isinstance(item, Failure)]
    by_id = {article.id: Path(article.url).stem for article in articles}
    found = group([analyse(article, glossary) for article in articles], glossary=glossary)
    return {by_id[event.articles[0]]: event for event in found}


GOLD = {
    # name: words its Arabic title must hold, start, known, end, place
    "doha-parliamentary-dialogue-2022": ("حوار السياسات البرلمانية", None, None, None, "Doha"),
    "dushanbe-conference-2019": ("المؤتمر الدولي الرفيع المستوى", "2019-05-16", "stated", "2019-05-17", "Dushanbe"),
    "dushanbe-conference-2022": ("المؤتمر الرفيع المستوى حول التعاون", "2022-10-18", "stated", None, "Dushanbe"),
    "kuwait-declaration-2024": ("المؤتمر الرفيع المستوى الرابع", None, None, None, "Kuwait"),
    "qatar-unoct-dialogue-4-2022": ("الحوار الاستراتيجي الرابع رفيع المستوى", "2022-03-29", "inferred", None, "Doha"),
}


def test_five_articles_five_events(events: dict[str, Event]) -> None:
    assert set(events) == set(GOLD)


@pytest.mark.parametrize("name", GOLD)
def test_title_place_dates_and_kind(shared: Path, events: dict[str, Event], name: str) -> None:
    title, start, known, end, place = GOLD[name]
    event = events[name]
    gold = json.loads((shared / "gold" / f"{name}.json").read_text(encoding="utf-8"))["event"]
    assert fold_word(title) in fold_word(event.title_ar)
    assert event.kind == gold["kind"]
    assert (event.date_start.value if event.date_start else None) == start == gold["date_start"]["value"]
    assert (event.date_start.known if event.date_start else None) == known
    assert (event.date_end.value if event.date_end else None) == end
    assert event.place_en.startswith(place)
    assert gold["place_en"].startswith(place)


@pytest.mark.parametrize("name", GOLD)
def test_the_english_title_is_that_of_the_gold_set(shared: Path, name: str) -> None:
    """With the reference translation of its subject, the title is the gold one, a word or two aside."""
    glossary = load_glossary([])
    articles = [item for item in read([str(shared / "seeds" / f"{name}.txt")]) if not isinstance(item, Failure)]
    gold = json.loads((shared / "gold" / f"{name}.json").read_text(encoding="utf-8"))["event"]["title_en"]
    head, _, rest = gold.partition(" on ")
    subject, _, aside = rest.partition(" – the ")

    told = analyse(articles[0], glossary)
    english = {text: {"حوار": head, "مرحلة": aside}.get(text.split()[0], subject).lower() for text in wanted(told)}
    event = group([with_english(told, english)], glossary)[0]
    words, expected = set(event.title_en.lower().split()), set(gold.lower().split())
    assert len(words & expected) / len(words | expected) >= 0.8, f"{event.title_en!r} against {gold!r}"
