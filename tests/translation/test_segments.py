"""Cutting what is too long, copying what is foreign, and joining it again."""

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mujaz.resources import package_path
from mujaz.tables import read_toml
from mujaz.translation.segments import (
    LATIN_MARKS,
    LETTERED,
    File,
    Segment,
    depths,
    join,
    lead_of,
    load_ranks,
    segment,
    sentences,
    with_end_of,
)

LONG = (
    "استعرض وفد الوزارة في اجتماعه مع ممثلي المنظمات الدولية ما تحقق من نتائج خلال العام الماضي، "
    "وأكد أهمية مواصلة العمل المشترك لحماية المدنيين؛ ودعا إلى زيادة الدعم المقدم للدول المتضررة "
    "وشدد على ضرورة احترام القانون الدولي في جميع الأحوال."
)


def words(text: str) -> int:
    """A stand-in for pieces that counts long words more than once."""
    return sum(1 + len(word) // 12 for word in text.split())


@pytest.mark.parametrize("rank", load_ranks(), ids=lambda rank: rank.id)
def test_the_example_of_each_rank_is_cut_where_it_says(rank: object) -> None:
    assert isinstance(rank, type(load_ranks()[0]))
    assert rank.reason
    at = rank.example.index("|")
    assert at in {m.end() for m in rank.pattern.finditer(rank.example.replace("|", ""))}


def test_a_short_sentence_is_left_whole() -> None:
    assert segment("رحب المجلس بالاتفاق.", words, 40) == (Segment("رحب المجلس بالاتفاق."),)


def test_a_long_sentence_is_cut_at_its_clauses() -> None:
    cut = segment(LONG, words, 20)
    assert [s.text.split()[0] for s in cut] == ["استعرض", "وأكد", "ودعا"]
    assert [s.mark for s in cut] == ["", ",", ";"]
    assert {s.joint for s in cut[1:]} == {"clause"}


@pytest.mark.parametrize("limit", [2, 5, 8, 13, 20])
def test_no_segment_is_too_long_and_nothing_is_lost(limit: int) -> None:
    cut = segment(LONG, words, limit)
    assert all(words(s.text) <= limit for s in cut)
    assert re.sub(r"[\s،؛]", "", "".join(s.text for s in cut)) == re.sub(r"[\s،؛]", "", LONG)


def test_quotations_and_brackets_are_spared_while_there_is_another_place() -> None:
    text = (
        "أوضح البيان أن «برنامج بناء القدرات، ودعم المؤسسات، وحماية الحدود» بدأ هذا العام "
        "في دول المنطقة كلها (مصر، والأردن، والعراق) بتمويل مشترك"
    )
    for part in segment(text, words, 14):
        assert part.text.count("«") == part.text.count("»")
        assert part.text.count("(") == part.text.count(")")


def test_figures_are_not_parted() -> None:
    text = "بلغ المجموع 1,500 مليون دولار 2،500 درهم " * 6
    for part in segment(text, words, 9):
        assert not re.search(r"(?:^|\s)(?:500|,500)\b", part.text.replace("1,500", "").replace("2،500", ""))


def test_a_word_without_end_is_cut_at_last() -> None:
    cut = segment("ب" * 10_000, lambda t: len(t) // 3 + 1, 100)
    assert "".join(s.text for s in cut) == "ب" * 10_000
    assert {s.joint for s in cut[1:]} == {"close"}


def test_ten_thousand_characters() -> None:
    text = " ".join([LONG] * 45)
    assert len(text) > 10_000
    cut = segment(text, words, 30)
    assert all(words(s.text) <= 30 for s in cut)
    assert sum(s.joint == "sentence" for s in cut) == 44


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("وصل الوفد. وبدأ الاجتماع.", ["وصل الوفد.", "وبدأ الاجتماع."]),
        ("هل وصل؟ نعم! وصل.", ["هل وصل؟", "نعم!", "وصل."]),
        ("قال د. سمير إن العدد 2.5 مليون.", ["قال د. سمير إن العدد 2.5 مليون."]),
        ("قال «انتهى الأمر. عدنا» ثم خرج.", ["قال «انتهى الأمر. عدنا» ثم خرج."]),
        ("", []),
    ],
)
def test_sentences(text: str, parts: list[str]) -> None:
    assert sentences(text) == parts


def test_unbalanced_quotation_marks_do_not_swallow_the_rest() -> None:
    assert len(sentences("قال «نعم. ثم خرج. ثم عاد.")) == 3
    assert max(depths('" واحد')) == 0


@pytest.mark.parametrize(
    "address",
    [
        "https://example.org/a?b=1&c=2",
        "www.example.org/path",
        "press.office@example.org",
        "#COP28",
    ],
)
def test_addresses_are_copied(address: str) -> None:
    cut = segment(f"للمزيد زوروا {address}.", words, 40)
    assert Segment(address, "word", copy=True) in cut
    english = join(cut, [s.text if s.copy else "for more visit." for s in cut], f"… {address}.")
    assert english.endswith(f"visit {address}.")


@pytest.mark.parametrize("text", ["UNOCT/2024/15", "Global Counter-Terrorism Forum", "12/05/2024 – 14:30", "😀"])
def test_what_holds_no_arabic_is_copied(text: str) -> None:
    assert all(s.copy for s in segment(text, words, 40))
    assert " ".join(s.text for s in segment(text, words, 40)) == text


def test_a_model_of_another_language_gets_its_latin_text() -> None:
    assert segment("Le ministre est arrivé.", words, 40, arabic=False) == (Segment("Le ministre est arrivé."),)


@pytest.mark.parametrize(
    ("line", "marker"),
    [
        ("1- حماية الحدود", "1-"),
        ("• حماية الحدود", "•"),
        ("(3) حماية الحدود", "(3)"),
        ("أ) حماية الحدود", "a)"),
        ("هـ) حماية الحدود", "e)"),
    ],
)
def test_line_markers_are_copied(line: str, marker: str) -> None:
    cut = segment(line, words, 40)
    assert cut[0] == Segment(marker, copy=True)
    assert join(cut, [marker, "Border protection."], line) == f"{marker} Border protection"


def test_join_lowers_what_goes_on_and_keeps_names() -> None:
    parts = (Segment("أ"), Segment("ب", "clause", ","), Segment("ج", "clause"), Segment("د.", "clause", ";"))
    joined = join(parts, ["He spoke.", "The meeting ended.", "Qatar agreed.", "UNOCT thanked them."], "نص.")
    assert joined == "He spoke, the meeting ended Qatar agreed; UNOCT thanked them."


def test_join_keeps_sentences_apart() -> None:
    parts = (Segment("أ."), Segment("ب؟", "sentence"))
    assert join(parts, ["It ended.", "Who came?"], "أ. ب؟") == "It ended. Who came?"


@pytest.mark.parametrize(
    ("source", "english", "ends"),
    [
        ("انتهى الاجتماع.", "The meeting ended", "The meeting ended."),
        ("برنامج الحدود", "Border programme.", "Border programme"),
        ("من حضر؟", "Who came.", "Who came?"),
        ("الأهداف:", "Objectives.", "Objectives:"),
        ("قال «نعم».", 'He said "yes."', 'He said "yes".'),
        ("قال «نعم.»", 'He said "yes".', 'He said "yes."'),
        ("شركة النقل", "Transport Co.", "Transport Co."),
        ("مقره في أمريكا.", "Based in the U.S.", "Based in the U.S."),
        ("وهكذا...", "And so on...", "And so on..."),
        ("", "", ""),
    ],
)
def test_the_end_follows_the_source(source: str, english: str, ends: str) -> None:
    assert with_end_of(source, english) == ends


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(alphabet='بتج وأكد،؛.؟!"«»()[] 123,abc@/:\n\t', max_size=200), st.integers(2, 30))
def test_any_text_is_covered(text: str, limit: int) -> None:
    cut = segment(text, lambda t: len(t) // 4 + 1, limit)
    assert all(s.copy or len(s.text) // 4 + 1 <= limit for s in cut)

    def core(raw: str) -> str:
        return re.sub(r"[\s,;،؛]", "", raw.translate(LATIN_MARKS).translate(LETTERED))  # أ. is a. in English

    assert core("".join(s.text for s in cut)) == core(text)


def test_a_limit_that_cannot_be_met() -> None:
    with pytest.raises(ValueError, match="limit"):
        segment("نص", words, 1)


@pytest.mark.parametrize(
    ("text", "lead", "rest"),
    [
        ("خامسا: في 9 يونيو صدر قرار", "Fifth:", "في 9 يونيو صدر قرار"),
        ("ثالثا : تشكل لجنة", "Third:", "تشكل لجنة"),
        ("أولا في الترتيب", "", "أولا في الترتيب"),
    ],
)
def test_what_numbers_a_point_is_english_by_rule(text: str, lead: str, rest: str) -> None:
    found, begin = lead_of(text, arabic=True)
    assert (found, text[begin:]) == (lead, rest)


def test_each_enumerator_gives_its_example() -> None:
    file = read_toml(package_path("translation", "segments.toml"), File)
    for entry in file.enumerator:
        assert len(entry.forms) == len(entry.english)
        assert lead_of(entry.example, arabic=True)[0] == entry.gives
