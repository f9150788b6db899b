import random
import re

import pytest
from training.augment import coded, fragment, other_numbers, packed, respelled

from mujaz.lexicon.names import load_glossary


@pytest.mark.parametrize("seed", range(20))
def test_new_numbers_are_the_same_on_both_sides(seed: int) -> None:
    ar, en = other_numbers(
        ("دفع 45 مليونا يوم 12 مايو 2019 وفق القرار 60/214", "paid 45 million on 12 May 2019 under 60/214"),
        random.Random(seed),
    )
    assert sorted(re.findall(r"\d+", ar)) == sorted(re.findall(r"\d+", en))
    assert ar.startswith("دفع ")
    assert en.startswith("paid ")


def test_numbers_keep_their_kind() -> None:
    seen = {
        other_numbers(("12 مايو 2019 و7 دول و1", "12 May 2019 and 7 and 1"), random.Random(n))[1] for n in range(40)
    }
    assert len(seen) > 20
    for text in seen:
        day, year, few, one = map(int, re.findall(r"\d+", text))
        assert 11 <= day <= 31
        assert 1945 <= year <= 2035
        assert 3 <= few <= 10
        assert one == 1


def test_a_pair_whose_numbers_differ_stays_as_it_is() -> None:
    pair = ("قبل 20 عاما", "twenty years ago, in 1999")
    assert other_numbers(pair, random.Random(1)) == pair


def test_lists_hold_every_entry_once_in_the_same_order_on_both_sides() -> None:
    entries = [(f"اسم{n}", f"name{n}") for n in range(10)]
    lists = packed(entries, 4, random.Random(3))
    arabic = "، ".join(a for a, _ in lists).split("، ")
    assert sorted(arabic) == sorted(a for a, _ in entries)
    for a, e in lists:
        assert [x.replace("اسم", "") for x in a.split("، ")] == [x.replace("name", "") for x in e.split(", ")]


def test_a_fragment_is_what_follows_the_opening_verb_on_both_sides() -> None:
    pair = ("وإذ ترحب بإنشاء الصندوق الجديد", "Welcoming the establishment of the new fund")
    assert fragment(pair) == ("إنشاء الصندوق الجديد", "The establishment of the new fund")
    assert fragment(("تحيط علما بالتقرير", "Takes note of the report")) is None
    assert fragment(("ترحب بإنشاء الصندوق الجديد", "Recalling the new fund")) is None


def test_names_go_behind_the_codes_the_product_uses() -> None:
    pair = ("أشادت دولة قطر بدور الأمم المتحدة", "The State of Qatar commended the role of the United Nations")
    assert coded(pair, load_glossary()) == ("أشادت X1 بدور X2", "X1 commended the role of X2")


def test_a_name_that_stands_otherwise_in_the_english_keeps_its_letters() -> None:
    glossary = load_glossary()
    assert coded(("أشادت دولة قطر بالتقرير", "The emirate commended the report"), glossary) is None
    pair = ("التقى وزير من قطر وزيرا من قطر في الأمم المتحدة", "Ministers of Qatar and Qatar met at the United Nations")
    assert coded(pair, glossary) == (
        "التقى وزير من قطر وزيرا من قطر في X1", "Ministers of Qatar and Qatar met at X1"
    )  # fmt: skip


@pytest.mark.parametrize("seed", range(30))
def test_respelling_changes_letters_of_the_arabic_only_and_keeps_the_words(seed: int) -> None:
    pair = (
        "أكّدَ الوزير أن الحكومة إلى جانب آلاف الأسر في الأردن",
        "The minister affirmed that the government stands by",
    )
    ar, en = respelled(pair, random.Random(seed))
    assert en == pair[1]
    assert not re.search("[\u064b-\u0652]", ar)
    assert len(ar.split()) == len(pair[0].split())
    plain = str.maketrans("أإآةى", "اااهي")
    assert ar.translate(plain) == "أكد الوزير أن الحكومة إلى جانب آلاف الأسر في الأردن".translate(plain)


def test_most_respelt_pairs_have_no_hamza_on_alif_and_few_another_final_letter() -> None:
    pair = ("أعلنت الحكومة أن الوزارة أرسلت 20 شاحنة إلى المدينة", "sent 20 trucks")
    made = [respelled(pair, random.Random(n))[0] for n in range(300)]
    assert 0.5 < sum(not re.search("[أإآ]", ar) for ar in made) / 300 < 0.75
    assert 0.02 < sum(ar.split()[1] == "الحكومه" for ar in made) / 300 < 0.09


def test_hashtags_are_opened_on_both_sides() -> None:
    ar, en = respelled(("اجتمعت #القمة_العربية في الرياض", "The #Arab_Summit met in Riyadh"), random.Random(2))
    assert ar.split()[1].startswith("القم")
    assert len(ar.split()) == 5
    assert en == "The Arab Summit met in Riyadh"
