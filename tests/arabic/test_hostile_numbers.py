"""Numbers that are none, and numbers without end: read as what they are, never an error, never for ever."""

import sys
import unicodedata

import pytest

from mujaz.arabic.numbers import find_numbers
from mujaz.english.numbers import english_numbers

# Digits to str.isdigit (², ①) that no int can read.
FALSE_DIGITS = [chr(code) for code in range(sys.maxunicode) if chr(code).isdigit() and not chr(code).isdecimal()]


@pytest.mark.parametrize("text", ["عام 2027²", "(¹) 2022", "السنة 2020⁽¹⁾", "① 5", "10⁶", "كم²", "²"])
def test_a_footnote_mark_is_no_figure(text: str) -> None:
    assert all(number.value in {2027, 2022, 2020, 5, 10} for number in find_numbers(text))


def test_no_character_that_only_looks_like_a_digit_is_read_as_one() -> None:
    assert len(FALSE_DIGITS) > 100
    for mark in FALSE_DIGITS:
        assert find_numbers(f"عام 2027 {mark}")[0].value == 2027, unicodedata.name(mark)
        assert [number.value for number in english_numbers(f"in 2027 {mark}")] == [2027]


@pytest.mark.parametrize("digits", [25, 310, 5000])
def test_a_row_of_digits_longer_than_any_count_is_no_number(digits: int) -> None:
    assert find_numbers(f"الرقم {'7' * digits} من") == ()
    assert english_numbers("9" * digits) == ()


@pytest.mark.parametrize("repeat", ["مئة و", "خمسة وعشرون و", "مليون و", "مليار ", "نصف مليون و"])
def test_number_words_without_end_are_read(repeat: str) -> None:
    for number in find_numbers(repeat * 3000):
        float(number.value)


@pytest.mark.parametrize("repeat", ["one hundred ", "million ", "two million ", "and ", "half a million and "])
def test_english_number_words_without_end_are_read(repeat: str) -> None:
    for number in english_numbers(repeat * 3000):
        float(number.value)


def test_a_number_of_many_terms_is_still_one() -> None:
    text = "تسعمئة وتسعة وتسعون مليارا وتسعمئة وتسعة وتسعون مليونا وتسعمئة وتسعة وتسعون ألفا وتسعمئة وتسعة وتسعون"
    assert [number.value for number in find_numbers(text)] == [999_999_999_999]
