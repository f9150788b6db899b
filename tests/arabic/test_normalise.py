"""The model's view equals the one it was trained on; the matching view finds its way back to the original."""

import re
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from mujaz.arabic.normalise import clitics_joined, fold, fold_word, for_model

# Characters that make trouble: letters, signs, digits of three scripts, ligatures, bidi marks, quotes, spaces.
TROUBLE = (
    "ابتكلمنهويىةأإآٱؤئءكیـًٌٍَُِّْٰٔٓ٠٥٩۰۵09٫٬٪.,%«»“”'‘’…½²ﷺﻻﻵﷲﻓﺮﻳﻖﹰﹷée "
    "\u200f\u200e\u202b\u2067\ufeff\u00ad\u200c\u00a0\n\t\u0301"
)
texts = st.one_of(st.text(alphabet=TROUBLE, max_size=40), st.text(max_size=40))


def training_clean(shared: Path) -> ModuleType:
    """The training code's own `clean`, taken out of the script without running the rest of it."""
    source = (shared / "train" / "prepare.py").read_text(encoding="utf-8")
    kept = source[source.index("AR_LETTER") : source.index("def lines(")]
    module = ModuleType("training_clean")
    exec(compile("import re, unicodedata\n" + kept, "prepare.py", "exec"), module.__dict__)
    return module


def test_for_model_is_the_training_preprocessing(shared: Path) -> None:
    clean = training_clean(shared).clean

    @settings(max_examples=1500, deadline=None)
    @given(texts)
    @example(TROUBLE)
    def same(text: str) -> None:
        assert for_model(text) == clean(text)

    same()


def test_for_model_on_a_press_line() -> None:
    line = "  الـدوحة – «قنا»:\u200f تعهّدت بـ ١٥٫٥ مليون  دولار و٢٠٪\n"
    assert for_model(line) == 'الدوحة – "قنا": تعهدت ب 15.5 مليون دولار و20%'


@pytest.mark.parametrize(
    ("raw", "folded"),
    [
        ("أُعْلِنَت", "اعلنت"),
        ("إعـــلان", "اعلان"),
        ("مستوى", "مستوي"),
        ("مؤتمر", "مؤتمر"),
        ("مو\u0654تمر", "مؤتمر"),
        ("ا\u0653سيا", "اسيا"),
        ("ﻓﺮﻳﻖ ﺍﻟﻌﻤﻞ", "فريق العمل"),
        ("ﷺ", "صلي الله عليه وسلم"),
        ("ﻻ ﻵن", "لا لان"),
        ("۲۰۲۴ ٢٠٢٤ 2024", "2024 2024 2024"),
        ("٢٫٥٪ ١٬٥٠٠", "2.5% 1,500"),
        ("«قال» “نعم”", '«قال» "نعم"'),
        ("ی ک ہ", "ي ك ه"),
        ("م² ½", "م² ½"),
        ("أ\u200f\u202bب\u2069", "اب"),
        ("واحد \u00a0\n اثنان", "واحد اثنان"),
    ],
)
def test_fold(raw: str, folded: str) -> None:
    assert fold(raw).text == folded
    assert fold_word(f" {raw} ") == folded


def test_span_goes_back_over_ligatures_and_dropped_signs() -> None:
    text = "قال ﷺ: ﻻ ضَرَرَ  أبدا"
    view = fold(text)
    for word, original in (("الله", "ﷺ"), ("لا", "ﻻ"), ("ضرر", "ضَرَرَ"), ("ابدا", "أبدا"), ("قال", "قال")):
        at = view.text.index(word)
        assert view.span(at, at + len(word)).of(text) == original
    at = view.text.index("ضرر")
    assert view.span(at, at + 1).of(text) == "ضَ"
    assert view.span(at, at).of(text) == ""
    assert view.span(len(view.text), len(view.text)).start == len(text)


TURNED = re.compile(r"[اأإآٱ]\W*[اأإآٱ]\W*ل")


@settings(max_examples=800, deadline=None)
@given(texts, st.data())
def test_folded_spans_cover_the_right_characters(text: str, data: st.DataObject) -> None:
    view = fold(text)
    assert fold(view.text).text == view.text
    if not view.text:
        return
    start = data.draw(st.integers(0, len(view.text) - 1))
    end = data.draw(st.integers(start + 1, len(view.text)))
    span = view.span(start, end)
    assert 0 <= span.start < span.end <= len(text)
    part = fold(span.of(text)).text
    if TURNED.search(
        text
    ):  # letters that a PDF turned round change places inside their word: no part stands for itself
        assert fold(text).text == view.text
        return
    assert view.text[start:end] in part
    # Beyond what was asked for stands only the rest of a ligature at either end.
    before, _, after = part.partition(view.text[start:end])
    assert len(before) <= 17
    assert len(after) <= 17
    whole = view.span(0, len(view.text))
    assert fold(whole.of(text)).text == view.text


@pytest.mark.parametrize("text", ["اإلمارات", "باألمم", "آآل", "الإمارات"])
def test_turned_letters_keep_the_place_of_their_word(text: str) -> None:
    view = fold(f"قالت {text} إنها")
    at = view.text.index(" ", 5) - len(text)
    assert view.span(at, at + len(text)).of(f"قالت {text} إنها") == text


def test_plain_text_needs_no_map() -> None:
    assert fold("وقعت الدولتان اتفاقا في 2024.").runs == ()


@pytest.mark.parametrize(
    ("text", "joined"),
    [
        ("أشاد بـ «إعلان المنامة»", "أشاد ب«إعلان المنامة»"),
        ("ولـ UNESCO دور", "ولUNESCO دور"),
        ("وصل بـ 12 سيارة", "وصل ب12 سيارة"),
        ("هـ «اسم»", "هـ «اسم»"),
        ("حب «الناس»", "حب «الناس»"),
    ],
)
def test_a_preposition_goes_back_to_its_word(text: str, joined: str) -> None:
    assert clitics_joined(text) == joined
