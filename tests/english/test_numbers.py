"""Numbers in English: made for comparing, so precision comes first."""

import pytest

from mujaz.english.numbers import english_numbers


def values(text: str) -> list[int | float]:
    found = english_numbers(text)
    assert all(text[n.start : n.end] == n.ar for n in found)
    return [n.value for n in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("15 million", [15_000_000]),
        ("$1.5bn and US$10k", [1_500_000_000, 10_000]),
        ("$15m", [15_000_000]),
        ("15m high", [15]),
        ("1,500", [1500]),
        ("two and a half million", [2_500_000]),
        ("two million and a half", [2_500_000]),
        ("twenty-five", [25]),
        ("the second meeting", [2]),
        ("21st, twenty-first", [21, 21]),
        ("a hundred", [100]),
        ("one hundred and fifty thousand", [150_000]),
        ("half a million", [500_000]),
        ("three quarters of a million", [750_000]),
        ("five hundred thousand three hundred", [500_300]),
        ("one billion and 200 million", [1_200_000_000]),
        ("15-million-dollar", [15_000_000]),
        ("King Abdullah II", [2]),
        ("COVID-19", [19]),
        ("16-17 May 2019", [16, 17, 2019]),
        ("1.500.000", [1_500_000]),
        ("2.220", [2.22]),
        ("between 2 and 3 million", [2, 3_000_000]),
        ("2018 and 2019", [2018, 2019]),
        ("3 million and 20 towns", [3_000_000, 20]),
        ("one of them, no one", []),
        ("hundreds of thousands, millions", []),
        ("a third of the people", []),
        ("40 metres per second, at first", [40]),
        ("half the people", []),
        ("", []),
    ],
)
def test_values(text: str, expected: list[float]) -> None:
    assert values(text) == expected


@pytest.mark.parametrize(
    ("text", "kind"),
    [("15", "figure"), ("fifteen", "words"), ("15 million", "mixed"), ("$10k", "mixed"), ("fifteenth", "ordinal")],
)
def test_kinds(text: str, kind: str) -> None:
    assert [n.kind for n in english_numbers(text)] == [kind]
