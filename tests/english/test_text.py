from pathlib import Path

import pytest

from mujaz.english import text as prose
from mujaz.english.wordings import Currency, File, Prefix, Short, load, words
from mujaz.errors import DataError
from mujaz.records.article import When
from mujaz.records.statement import Amount
from mujaz.resources import package_path
from mujaz.tables import read_toml


@pytest.mark.parametrize("prefix", words().prefixes, ids=lambda prefix: prefix.id)
def test_example_of_each_opening(prefix: Prefix) -> None:
    assert prefix.pattern.match(prefix.example), "the opening does not match its own example"
    assert prose.trimmed(prefix.example) == prefix.gives


@pytest.mark.parametrize("report", words().reports, ids=lambda report: report.id)
def test_example_of_each_report(report: Prefix) -> None:
    assert prose.trimmed(report.example, reported=True) == report.gives
    assert prose.trimmed(report.example) == report.example


def file() -> File:
    return read_toml(package_path("english", "wordings.toml"), File)


@pytest.mark.parametrize("row", file().short, ids=lambda row: row.short)
def test_every_short_name(row: Short) -> None:
    assert prose.short_name(f"the {row.long}") == row.short


@pytest.mark.parametrize("row", file().currency, ids=lambda row: row.code)
def test_every_currency(row: Currency) -> None:
    value = 5 if row.code == "%" else 5e6
    assert prose.money(Amount(value, row.code)) == row.example


@pytest.mark.parametrize(
    "text",
    [
        "The ministry will build a bridge",
        "He said that x",  # too little would be left
        "Qatar, which said that it was ready, will build a bridge",
        "The statement that was issued yesterday is binding",
    ],
)
def test_other_openings_stay(text: str) -> None:
    assert prose.trimmed(text) == text


def test_clean_takes_control_and_direction_marks_away() -> None:
    assert prose.clean("a\u202eb\u2066c\x00 d\n\te\u200f") == "abc d e"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('He adopted the "Muscat Charter" today', "He adopted the “Muscat Charter” today"),
        (
            'He said "we will build the bridge before anybody else does"',
            "He said we will build the bridge before anybody else does",
        ),
        ('the "so called" group', "the so called group"),
        ("an unclosed “mark", "an unclosed mark"),
        ("nothing", "nothing"),
    ],
)
def test_only_short_names_keep_quotation_marks(text: str, expected: str) -> None:
    assert prose.unquoted(text) == expected


def test_long_text_is_cut_at_a_clause_visibly() -> None:
    text = " ".join(["word"] * 20) + ", and " + " ".join(["more"] * 30)
    assert prose.shortened(text, 30) == " ".join(["word"] * 20) + " …"
    assert prose.shortened("word " * 40, 30).endswith("word …")
    assert prose.shortened("short text", 30) == "short text"


@pytest.mark.parametrize(
    ("text", "name", "speaks", "expected"),
    [
        ("The State of Qatar will pay", "Qatar", True, "will pay"),
        ("Qatar pays", "Qatar", True, "pays"),
        ("Qatar and Oman will pay", "Qatar", True, ""),
        ("Qatari ships sail", "Qatar", True, ""),
        ("Mr. Salim Nouri, head of the board, welcomed the plan", "Salim Nouri", True, "welcomed the plan"),
        ("Major General Nouri said nothing", "Salim Nouri", True, "said nothing"),
        ("He commended the plan", "Salim Nouri", True, "commended the plan"),
        ("He commended the plan", "Oman", False, ""),
        ("The Special Envoy commended the plan", "Salim Nouri", True, "commended the plan"),
        ("The plan was praised", "Salim Nouri", True, ""),
    ],
)
def test_predicates(text: str, name: str, speaks: bool, expected: str) -> None:
    assert prose.predicate_of(text, name, speaks=speaks) == expected


def test_short_names() -> None:
    assert prose.short_name("the State of Qatar") == "Qatar"
    assert prose.short_name("United Nations Office of Counter-Terrorism (UNOCT)") == "UNOCT"
    assert prose.short_name("Government of the State of Kuwait") == "Government of Kuwait"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (15e6, "15 million"),
        (1.5e9, "1.5 billion"),
        (2e12, "2 trillion"),
        (500_000, "500,000"),
        (2.5, "2.5"),
        (1_250_000, "1.25 million"),
        (0, "0"),
    ],
)
def test_numbers(value: float, text: str) -> None:
    assert prose.number(value) == text


@pytest.mark.parametrize(
    ("amount", "text"),
    [
        (Amount(15e6, "USD", "year"), "$15 million a year"),
        (Amount(50e6, "QAR"), "QAR 50 million"),
        (Amount(500_000, "EUR"), "500,000 euros"),
        (Amount(25, "%"), "25%"),
        (Amount(2e6, "GBP", "month"), "£2 million a month"),
    ],
)
def test_sums(amount: Amount, text: str) -> None:
    assert prose.money(amount) == text
    assert prose.sums((amount, amount)) == text


def test_a_sum_with_its_period() -> None:
    assert (
        prose.sums((Amount(15e6, "USD", "year", period="2024/2026"),))
        == f"$15 million a year ({prose.when(When('2024/2026', 'interval'))})"
    )


def test_direct_speech_again() -> None:
    assert prose.direct("would continue to pay") == "will continue to pay"
    assert prose.direct("had paid") == "has paid"
    assert prose.direct("pays") == "pays"


def test_first_letters() -> None:
    assert prose.lower_first("The plan") == "the plan"
    assert prose.lower_first("Continuing support") == "continuing support"
    assert prose.lower_first("UNOCT support") == "UNOCT support"
    assert prose.lower_first("Qatar pays") == "Qatar pays"


@pytest.mark.parametrize(
    "content",
    [
        "[[prefix]]\nid = 'x'\n",
        "[[currency]]\ncode = ''\nform = 'x'\n",
        "no toml [",
        "[[prefix]]\nid='x'\npattern='('\nexample='a'\ngives='b'\n",
    ],
)
def test_broken_word_files_are_named(tmp_path: Path, content: str) -> None:
    path = tmp_path / "words.toml"
    path.write_text(content)
    with pytest.raises(DataError, match=r"words\.toml"):
        load(path)
