"""Each check passes what is sound and fails what it is there for; all of them over pairs written for the project."""

from pathlib import Path
from types import ModuleType

import pytest

from mujaz.checks.check import check
from mujaz.lexicon.names import Glossary, load_glossary

HERE = Path(__file__).parent


@pytest.fixture(scope="module")
def glossary() -> Glossary:
    return load_glossary()


def failed(source: str, english: str, glossary: Glossary | None = None) -> set[str]:
    return {c.name for c in check(source, english, glossary) if not c.ok}


SOURCE = (
    "أعلنت دولة قطر في 3 مايو 2019 أنها لن تغلق مكتبها في دوشنبه، وستدعم برنامج الأغذية العالمي بمبلغ 15 مليون دولار."
)
ENGLISH = (
    "On 3 May 2019 the State of Qatar announced that it would not close its office in Dushanbe and would support the "
    "World Food Programme with $15 million."
)


def test_a_sound_translation_passes_every_check(glossary: Glossary) -> None:
    checks = check(SOURCE, ENGLISH, glossary)
    assert [c.name for c in checks if not c.ok] == []
    assert len({c.name for c in checks}) == len(checks) == 15


@pytest.mark.parametrize(
    ("english", "name"),
    [
        (ENGLISH.replace("15", "50"), "numbers"),
        (ENGLISH.replace("million", "billion"), "numbers"),
        (ENGLISH.replace("2019", "2012"), "numbers"),
        (ENGLISH.replace("May", "March"), "numbers"),
        (ENGLISH.replace("Dushanbe", "Tashkent"), "names"),
        (ENGLISH.replace("the State of Qatar", "the Government"), "names"),
        (ENGLISH.replace("would not close", "would close"), "negation"),
        (ENGLISH.replace(" and would support the World Food Programme with $15 million", ""), "coverage"),
        (ENGLISH.replace("office", "مكتب"), "leftover"),
        (ENGLISH.replace("office", "office &quot;"), "leftover"),
        (ENGLISH.replace("its office", '"its office'), "quotes"),
        (ENGLISH.replace("announced", "announced announced announced"), "loops"),
        (ENGLISH[:60], "length"),
        (SOURCE, "copy"),
        ("", "empty"),
    ],
)
def test_what_is_broken_is_found(english: str, name: str, glossary: Glossary) -> None:
    assert name in failed(SOURCE, english, glossary)


def test_a_name_out_of_nowhere_is_found_even_when_none_is_missing(glossary: Glossary) -> None:
    source = "زار الوزير قطر."
    assert failed(source, "The Minister visited Qatar.", glossary) == set()
    detail = next(c.detail for c in check(source, "The Minister visited Qatar and Peru.", glossary) if not c.ok)
    assert detail == "not in the Arabic: Peru"


def test_number_words_and_figures_count_as_the_same(glossary: Glossary) -> None:
    assert "numbers" not in failed("حضر خمسون خبيرا من سبع دول.", "Fifty experts from 7 countries attended.", glossary)


def test_a_failed_number_check_shows_the_arabic_figure(glossary: Glossary) -> None:
    found = next(c for c in check("صرفت 15 مليون دولار.", "She spent $50 million.", glossary) if c.name == "numbers")
    assert "15 مليون" in found.detail


def test_still_is_no_denial(glossary: Glossary) -> None:
    assert failed("لا يزال الطريق مغلقا أمام الشاحنات.", "The road is still closed to trucks.", glossary) == set()


def test_a_person_in_no_glossary_must_still_be_named(glossary: Glossary) -> None:
    source = "وقع الاتفاق عن الجانب التونسي السيد المنصف بوزعرور المدير العام للوكالة."
    assert "names" not in failed(source, "The agreement was signed by Mr. Al-Monsef Bouzaarour.", glossary)
    assert "names" in failed(source, "The agreement was signed by the Director General.", glossary)


def test_words_from_nowhere_are_told() -> None:
    source = "حذر الأمين العام للأمم المتحدة من مجاعة وشيكة في القطاع."
    invented = "The Secretary-General of the United Nations warned of an old neighbourhood and a small school."
    assert "addition" in failed(source, invented)
    sound = "The Secretary-General of the United Nations warned of imminent famine in the Strip."
    assert "addition" not in failed(source, sound)


def test_a_second_sentence_may_not_get_lost() -> None:
    source = "وصل الوفد إلى العاصمة مساء أمس في زيارة رسمية. وسيلتقي غدا كبار المسؤولين في الحكومة."
    assert "sentences" in failed(source, "The delegation arrived in the capital yesterday evening on an official visit")


def test_a_blank_source_needs_a_blank_translation() -> None:
    assert failed(" ", "") == set()
    assert failed(" ", "Something") == {"empty"}


def test_no_glossary_no_names() -> None:
    assert {"names", "terms"}.isdisjoint(c.name for c in check(SOURCE, "Nothing.", None))


def test_breakages_of_own_pairs_are_caught(quality: ModuleType, glossary: Glossary) -> None:
    pairs = quality.pairs_of(HERE / "pairs.tsv")
    assert len(pairs) >= 60
    seen = quality.watch(pairs, glossary)
    assert seen.false_alarms <= 0.05, seen.alarms
    assert seen.recall >= 0.95, seen.missed
    assert seen.additions_caught >= 0.88
    kinds = {"dropped clause", "changed number", "swapped name", "removed negation", "other act", "added clause"}
    assert set(seen.caught) == kinds


def test_breakages_of_the_gold_references_are_caught(quality: ModuleType, glossary: Glossary, shared: Path) -> None:
    seen = quality.watch(quality.gold_pairs(shared / "gold"), glossary)
    assert seen.false_alarms <= 0.05, seen.alarms
    assert seen.recall >= 0.95, seen.missed
    assert seen.additions_caught >= 0.62  # the vocabulary of one field: an added clause often fits
