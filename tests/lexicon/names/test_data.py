"""The shipped glossary is sound, sorted, wide enough, and has every name of the gold set in its official form."""

import csv
import re
from collections import Counter
from pathlib import Path

import pytest

from mujaz.english.articles import rules, takes_article
from mujaz.lexicon.names import Entry, Glossary, load_glossary, parse, to_tsv
from mujaz.lexicon.names.accepted import plain, spoken_forms
from mujaz.lexicon.names.entry import KINDS
from mujaz.resources import package_path

PATH = package_path("lexicon", "names", "glossary.tsv")


@pytest.fixture(scope="module")
def entries() -> list[Entry]:
    found, problems = parse(PATH.read_text(encoding="utf-8"))
    assert problems == []
    return found


@pytest.fixture(scope="module")
def glossary() -> Glossary:
    return load_glossary()


def test_size_and_types(entries: list[Entry]) -> None:
    counts = Counter(e.type for e in entries)
    assert len(entries) >= 1500
    assert set(counts) == set(KINDS)
    assert min(counts.values()) >= 80


def test_sorted_by_type_then_arabic(entries: list[Entry]) -> None:
    assert to_tsv(entries) == PATH.read_text(encoding="utf-8")


def test_every_entry_names_its_authority(entries: list[Entry]) -> None:
    assert [e.arabic for e in entries if not e.source] == []


def test_no_stray_characters(entries: list[Entry]) -> None:
    forms = [f for e in entries for f in (e.arabic, e.english, *e.variants, *e.admitted)]
    assert [f for f in forms if re.search(r"\s\s|[\u200b-\u200f\u0640\u064b-\u0652]", f)] == []


def test_every_entry_is_found_where_it_stands(entries: list[Entry], glossary: Glossary) -> None:
    lost = []
    for entry in entries:
        for spelling in (entry.arabic, *entry.variants):
            hits = glossary.find_all(f"قيل {spelling} أمس")
            lost += [] if any(h.entry == entry for h in hits) else [spelling]
    assert lost == []


def test_article_rules_fit_their_examples() -> None:
    for rule in rules():
        first = {
            kind: next(r for r in rules() if kind in r.types and r.pattern.search(rule.example)) for kind in rule.types
        }
        assert rule in first.values(), rule.id
        for kind in rule.types:
            assert takes_article(rule.example, kind) == first[kind].the


def test_gold_names_have_their_official_form(shared: Path, glossary: Glossary) -> None:
    """Every row of names.tsv is an entry whose approved or admitted form is the official one."""
    with (shared / "gold" / "names.tsv").open(encoding="utf-8") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t"))
    wrong = []
    for row in rows:
        arabic = re.sub(r" \d+ \(\d+م\)$", "", row["arabic"])  # a resolution is found by the words before its number
        row["english"] = re.sub(r" \d+ \(\d+\)$", "", row["english"])
        found = glossary.get(arabic) or next(
            (h.entry for h in glossary.find(arabic) if h.end - h.start >= len(arabic) - 3), None
        )
        known = {plain(f) for form in (found.english, *found.admitted) for f in spoken_forms(form)} if found else set()
        if not {plain(f) for f in spoken_forms(row["english"])} & known:
            wrong.append((row["arabic"], row["english"], found.english if found else None))
    assert wrong == []
