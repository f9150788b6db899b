"""The data files of sources are complete and free of contradictions."""

import re
from collections.abc import Iterator

import pytest

from mujaz.errors import DataError
from mujaz.sources import tables


def test_outlets() -> None:
    rows = tables.outlets()
    assert len(rows) > 40
    assert all(row.en and row.ar for row in rows)
    assert all(re.fullmatch(r"[a-z0-9-]+(\.[a-z0-9-]+)+", domain) for row in rows for domain in row.domains)
    assert all(re.fullmatch("[a-z0-9-]+", row.id) for row in rows)


def test_places_are_arabic_and_listed_once() -> None:
    assert {"الدوحه", "دوشنبه", "عمان", "الكويت"} <= {place.replace("ة", "ه") for place in tables.places()}
    assert tables.nowhere() < tables.places()


def test_agencies_are_outlets_that_datelines_name() -> None:
    assert tables.agencies()["قنا"] == "Qatar News Agency (QNA)"
    assert "الجزيرة" not in tables.agencies()


@pytest.mark.parametrize("name", ["offices", "links", "weekdays", "labels", "sources"])
def test_words(name: str) -> None:
    assert tables.words(name)


@pytest.fixture
def fresh() -> Iterator[None]:
    tables.outlets.cache_clear()
    yield
    tables.outlets.cache_clear()


@pytest.mark.usefixtures("fresh")
@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ([{"id": "a", "en": "A"}], "lacks 'ar'"),
        ([{"id": "a", "en": "A", "ar": ["أ"]}, {"id": "b", "en": "B", "ar": ["ا"]}], "given twice"),
        ([{"id": "a", "en": "A", "ar": []}, {"id": "a", "en": "B", "ar": []}], "given twice"),
    ],
)
def test_a_bad_table_is_named(rows: list[dict[str, object]], words: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables, "load", lambda _: {"outlet": rows})
    with pytest.raises(DataError, match=words):
        tables.outlets()
