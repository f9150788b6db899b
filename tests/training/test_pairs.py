import lzma
from pathlib import Path

from training.pairs import is_pair, most_novel, read_pairs, same_numbers


def test_pairs_are_cleaned_as_the_product_cleans_and_read_once(tmp_path: Path) -> None:
    file = tmp_path / "x.tsv.xz"
    with lzma.open(file, "wt", encoding="utf-8") as f:
        f.write("زار ١٢ خبيرًا  المركز\tTwelve “experts” came\nزار ١٢ خبيرًا المركز\tTwelve “experts” came\none column\n")
    assert read_pairs(file) == [("زار 12 خبيرا المركز", 'Twelve "experts" came')]


def test_what_cannot_be_a_translation_is_left_out() -> None:
    assert is_pair("وصل الوفد", "The delegation arrived")
    assert not is_pair("The delegation", "The delegation")
    assert not is_pair("وصل الوفد", "وصل")
    assert not is_pair("وصل " * 30, "short one")


def test_numbers_must_agree_but_small_ones_may_be_words() -> None:
    assert same_numbers("عقدت 3 جلسات عام 2019", "three meetings were held in 2019")
    assert not same_numbers("القرار 2178", "resolution 2187")


def test_novel_pairs_come_first_and_repetitions_last() -> None:
    old = ("يرحب المجلس بالتقرير السنوي", "welcomes")
    new = ("زار الوزير مركز التدريب أمس", "visited")
    assert most_novel([old, (old[0] + " أيضا", "too"), new], 9) == [old, new]
