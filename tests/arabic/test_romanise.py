"""Names in English letters: one table, the usual spellings, a sensible guess for the rest."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mujaz.arabic.normalise import fold_word
from mujaz.arabic.romanise import is_known, romanise
from mujaz.resources import package_path

ROWS = [
    line.split("\t")
    for line in package_path("arabic", "names.tsv").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith(("#", "arabic\t"))
]

# Rows that spell a name together with its article go before the rows without it.
WITH_ARTICLE = {fold_word(row[0]) for row in ROWS if row[0].startswith("ال")}


@pytest.mark.parametrize(
    ("arabic", "english"),
    [
        ("القحطاني", "Al-Qahtani"),
        ("إيفانكا شوارتز", "Ivanka Schwartz"),  # no rule of letters gives these: spellings.tsv
        ("برونو إنريكي", "Bruno Enrique"),
        ("الأنصاري", "Al-Ansari"),
        ("الشمري", "Al-Shammari"),  # the article is not assimilated
        ("مطلق بن ماجد القحطاني", "Mutlaq bin Majed Al-Qahtani"),
        ("هند بنت حمد", "Hind bint Hamad"),
        ("بن علي", "Ben Ali"),
        ("عبد العزيز", "Abdulaziz"),
        ("عبدالعزيز", "Abdulaziz"),
        ("عبد الله الأنصاري", "Abdullah Al-Ansari"),
        ("عبد الجبار", "Abduljabar"),
        ("عبدالجبار", "Abduljabar"),
        ("تميم بن حمد آل ثاني", "Tamim bin Hamad Al-Thani"),
        ("خالد بن أحمد آل خليفة", "Khalid bin Ahmed Al-Khalifa"),
        ("أحمد سيف الدولة", "Ahmed Seif El-Dawla"),
        ("نجوى", "Najwa"),
        ("هدى", "Huda"),
        ("فلاديمير فورونكوف", "Vladimir Voronkov"),
        ("محمَّـد", "Mohammed"),
        ("ﻣﺤﻤﺪ", "Mohammed"),
        # by rule alone
        ("بدرية", "Badriya"),
        ("نيكولاي", "Nikolai"),
        ("كازاروف", "Kazarov"),
        ("الجرباني", "Al-Jarbani"),
        ("NATO", "NATO"),
        ("", ""),
    ],
)
def test_romanise(arabic: str, english: str) -> None:
    assert romanise(arabic) == english


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[1])
def test_every_row_gives_its_own_spelling(row: list[str]) -> None:
    arabic, english, kind = row
    if kind == "family":
        assert is_known(f"ال{arabic}")
        if fold_word(f"ال{arabic}") not in WITH_ARTICLE:
            assert romanise(f"ال{arabic}") == f"Al-{english}"
    else:
        assert romanise(arabic) == english
        assert is_known(arabic)


def test_the_table_holds_no_name_twice() -> None:
    keys = [(fold_word(row[0]), row[2]) for row in ROWS]
    assert len(keys) == len(set(keys))
    assert all(len(row) == 3 for row in ROWS)
    assert len(ROWS) > 500


def test_unknown_names_are_told_apart() -> None:
    assert not is_known("محمد الزنجباري")
    assert is_known("محمد بن خالد القحطاني")


@given(st.text(alphabet="ابتثجحخدذرزسشصضطظعغفقكلمنهويىةءأإآؤئ -عبدال", max_size=25))
def test_whatever_is_asked_no_arabic_letter_stays(name: str) -> None:
    assert not any("\u0600" <= letter <= "\u06ff" for letter in romanise(name))


def test_the_people_of_gold(shared: Path) -> None:
    rows = [line.split("\t") for line in (shared / "gold" / "names.tsv").read_text(encoding="utf-8").splitlines()]
    people = [row for row in rows if len(row) > 2 and row[2] == "person"]
    right = sum(romanise(row[0]) == row[1] for row in people)
    assert len(people) >= 20
    assert right >= 0.9 * len(people)
