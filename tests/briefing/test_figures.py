import pytest

from mujaz.briefing import figures
from mujaz.errors import DataError
from mujaz.records.briefing import Reference
from mujaz.records.statement import Amount

from .test_compose import analysis, statement


@pytest.mark.parametrize("example", figures.rules().examples, ids=lambda example: example.id)
def test_figures_of_the_data_file(example: figures.Example) -> None:
    assert tuple(item.english for item in figures.counted(example.ar)) == example.figures


@pytest.mark.parametrize(("form", "english"), figures.rules().nouns.items())
def test_every_noun_is_counted(form: tuple[str, ...], english: str) -> None:
    assert [item.english for item in figures.counted(f"شمل ذلك 45 {' '.join(form)}")] == [f"45 {english}"]


@pytest.mark.parametrize(("form", "english"), figures.rules().adjectives.items())
def test_every_adjective_stands_before_its_noun(form: tuple[str, ...], english: str) -> None:
    assert [item.english for item in figures.counted(f"شمل ذلك 45 منظمة {' '.join(form)}")] == [
        f"45 {english} organizations"
    ]


@pytest.mark.parametrize(("form", "english"), figures.rules().before.items())
def test_every_word_before_a_number(form: tuple[str, ...], english: str) -> None:
    assert [item.english for item in figures.counted(f"شمل ذلك {' '.join(form)} 45 منظمة")] == [
        f"{english} 45 organizations"
    ]


@pytest.mark.parametrize("word", sorted(figures.rules().not_after))
def test_a_number_behind_the_name_of_a_text_counts_nothing(word: str) -> None:
    assert figures.counted(f"شمل ذلك {word} 45 منظمة") == []


@pytest.mark.parametrize(("form", "english"), figures.rules().sums.items())
def test_every_name_of_a_sum(form: tuple[str, ...], english: str) -> None:
    text = f"بلغت {' '.join(form)} 380 مليون دولار"
    start = text.index("380")
    one = statement(1, text, "x", labels=(), amounts=(Amount(380e6, "USD", start=start, end=len(text)),))
    assert list(figures.named_sums(one)) == [f"{english}: $380 million"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("مثلت الملتقى وفود من 38 دولة", ["38 States"]),
        ("يضم الصندوق 3 محاور و26 بندا", []),
        ("المادة 12 من الاتفاقية", []),
        ("أحيلت 87 قضية بزيادة 12٪", ["87 cases"]),
        ("قد يواجه 27 مليون شخص الجوع", ["27 million people"]),
        ("حضر وزراء الدول الخمس", []),
        ("وصل 30، طلاب آخرون", []),
    ],
)
def test_only_what_the_lexicon_knows_is_counted(text: str, found: list[str]) -> None:
    assert [item.english for item in figures.counted(text)] == found


def test_a_sum_stands_only_with_what_it_is() -> None:
    gap = "تبلغ فجوة التمويل 380 مليون دولار"
    start = gap.index("380")
    one = statement(1, gap, "x", labels=(), amounts=(Amount(380e6, "USD", start=start, end=len(gap)),))
    other = statement(2, "صرف 5 ملايين دولار", "x", labels=(), amounts=(Amount(5e6, "USD", start=4, end=18),))
    assert [b.what for b in figures.bullets([analysis(one, other)], ())] == ["Funding gap: $380 million"]
    assert figures.bullets([analysis(one)], {Reference(1, 1)}) == [], "a commitment shows it already"


def test_a_single_figure_under_ten_is_no_line() -> None:
    assert figures.bullets([analysis(statement(1, "مشاريع في خمس دول", "x", labels=()))], ()) == []


def test_a_form_under_two_nouns_is_an_error() -> None:
    with pytest.raises(DataError, match="stands under"):
        figures.by_form({"a": ["خبير"], "b": ["خبير"]}, "f.toml")
