"""places.tsv and states.tsv: every name has English in the name table; Oman and Amman are told apart."""

from pathlib import Path

import pytest

from mujaz.errors import DataError
from mujaz.lexicon import places as module
from mujaz.lexicon.names import load_glossary
from mujaz.lexicon.places import dateline_places, place_of, places, states


def test_the_english_is_that_of_the_name_table() -> None:
    glossary = load_glossary()
    for place in dateline_places().values():
        assert (glossary.english(place.name or place.ar) or "").startswith(place.english)


@pytest.mark.parametrize(
    ("written", "text", "full"),
    [
        ("عمّان", "", "Amman, Jordan"),
        ("عُمان", "زار الوفد الأردن", "Oman"),
        ("عمان", "يعقد في عمان مؤتمر بين سلطنة عمان واليمن", "Oman"),
        ("عمان", "قال وزير الخارجية الأردني في عمان", "Amman, Jordan"),
        ("عمان", "زار وفد أردني سلطنة عمان", "Oman"),
        ("عمان", "استضافت عمان المحادثات", "Oman"),
        ("دوشانبيه", "", "Dushanbe, Tajikistan"),
        ("القدس", "", "Jerusalem"),
        ("سيول", "", "Seoul, South Korea"),
    ],
)
def test_what_a_name_means(written: str, text: str, full: str) -> None:
    place = place_of(written, text)
    assert place is not None
    assert place.full == full


@pytest.mark.parametrize(("written", "full"), [("الكويت", "Kuwait City, Kuwait"), ("تونس", "Tunis, Tunisia")])
def test_a_dateline_names_the_city(written: str, full: str) -> None:
    place = place_of(written, dateline=True)
    assert place is not None
    assert place.full == full
    assert places()[written].country == ""


def test_capitals_stand_for_their_states() -> None:
    by_english = {state.english: state for state in states()}
    assert "طهران" in by_english["Iran"].capitals
    assert by_english["European Union"].capitals == ("بروكسل",)
    assert "عدن" not in by_english["Yemen"].capitals
    assert sum(bool(state.capitals) for state in states()) >= 55


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("وادي السرو\t\tلا دولة", "no State"),
        ("وادي السرو", "no English"),
        ("الدوحة|الدوحة", "given twice"),
        ("\tx", "no arabic"),
    ],
)
def test_a_bad_line_is_named(line: str, words: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    states()
    head = "arabic\tname\tstate\tcapital\tspeaks_for\tdateline"
    (tmp_path / "places.tsv").write_text(f"{head}\n{line}\n", encoding="utf-8")
    monkeypatch.setattr(module, "package_path", lambda *parts: tmp_path / parts[-1])
    with pytest.raises(DataError, match=words) as caught:
        module._lines.__wrapped__()
    assert "places.tsv: " in str(caught.value)
