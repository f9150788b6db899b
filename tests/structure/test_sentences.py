"""Sentence boundaries and kinds, offsets exact."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mujaz.records.article import Article, Sentence
from mujaz.structure.sentences import Abbreviation, Domain, SourceLine, Starter, WordList, read_sentences, split


def sentences(text: str, title: str = "") -> list[Sentence]:
    article = Article(id="a", text=text, title=title)
    found = list(split(article))
    assert [s.index for s in found] == list(range(1, len(found) + 1))
    for sentence in found:
        assert text[sentence.start : sentence.end] == sentence.text
        assert sentence.text == sentence.text.strip()
    assert all(a.end <= b.start for a, b in pairwise(found))
    return found


def texts(text: str) -> list[str]:
    return [s.text for s in sentences(text)]


def kinds(text: str, title: str = "") -> list[str]:
    return [s.kind for s in sentences(text, title)]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("وصل الوفد. ثم غادر.", 2),
        ("قال الوزير: «سنواصل. لن نتوقف.» ثم انصرف.", 2),
        ("قال: «نص «داخلي. هنا» وبقية. الكلام» في اللقاء.", 1),
        ('أضاف أن "العمل مستمر. والدعم قائم" في كل المناطق.', 1),
        ("أضاف “العمل مستمر. والدعم قائم” في المناطق. وختم كلمته.", 2),
        ('أكد "أن العمل قائم " . واعتبر ذلك مهما.', 2),
        ('قال "الطريق طويل" .و شدد على الصبر.', 2),
        ('قال: "سندعم الجميع." وأضاف أن الخطة جاهزة.', 2),
        ('سأل "لماذا تأخرتم؟" ثم غادر القاعة.', 1),
        ("افتتح د. سامي الورشة. وشكر الحضور.", 2),
        ("حضر أ.د. سامي وم. هدى. ثم غادرا.", 2),
        ("ارتفع المؤشر 2.5 في المئة. وتراجع غيره.", 2),
        ("زوروا www.example.org.qa للمزيد من البيانات. شكرا لكم.", 2),
        ("نشر موقع المرفأ.نت الخبر. ثم حذفه.", 2),
        ("قالت هيئة بي.بي.سي. إن الخبر صحيح.", 1),
        ("في الأشهر الماضية.وقال الوزير إن العمل جار.", 2),
        ("هل تنجح الخطة؟ نعم! ستنجح… وسترون.", 4),
        ("وقع الحادث.. وتدخلت السلطات.", 1),
        ("وقع الحادث... وتدخلت السلطات.", 2),
        ("عقد اللقاء (كان مغلقا. ولم يصدر بيان) في المقر.", 1),
        ("وقعت الاتفاقية عام 1445 هـ. في الرياض. وبدأ العمل.", 2),
        ("وقعت الاتفاقية عام 2019م. وبدأ العمل.", 2),
        ("قال «هذا اقتباس لم يغلق. ثم جاء كلام. وانتهى الأمر.", 3),
        ('قال "هذا اقتباس لم يغلق. ثم جاء كلام. وانتهى الأمر.', 3),
        ("نص مغلق فقط» ثم كلام. وكلام آخر.", 2),
        ("1. البند الأول من الخطة. 2. البند الثاني منها.", 2),
        ("وقع الانفجار في 13 شباط. 2018. وقالت الشرطة إنها تحقق.", 2),
        ("شهد عام 1200 ق.م. تقريبا بناء المعبد.", 1),
    ],
)
def test_breaks(text: str, count: int) -> None:
    found = texts(text)
    assert len(found) == count, found


@pytest.mark.parametrize(
    "entry",
    [*read_sentences().abbreviation, *read_sentences().domain, *read_sentences().starter],
    ids=lambda entry: entry.id,
)
def test_examples_of_abbreviations(entry: Abbreviation | Domain | Starter) -> None:
    assert len(texts(entry.example)) == entry.sentences


@pytest.mark.parametrize("entry", read_sentences().dangling, ids=lambda entry: entry.id)
def test_examples_of_broken_lines(entry: WordList | SourceLine) -> None:
    text = f"انعقد اللقاء أمس. {entry.example}\nالخطة الجديدة بدأت فعلا. وسيصدر بيان لاحق."
    found = texts(text)
    assert len(found) == 3
    assert found[1].startswith(entry.example)
    assert "\n" in found[1]


@pytest.mark.parametrize("entry", read_sentences().continuing, ids=lambda entry: entry.id)
def test_examples_of_lines_that_go_on(entry: WordList | SourceLine) -> None:
    assert len(texts(f"انعقد اللقاء أمس. وبحث المجتمعون جدول القمة\n{entry.example}\nثم غادروا.")) == 3


def test_a_quotation_broken_over_a_line_is_joined() -> None:
    assert len(texts('وأضافت الوزيرة "سنواصل العمل\nولن نتراجع". وشكرت الحضور.')) == 2
    assert len(texts("تضمن البيان ما يلي:\n1. حماية الساحل؛\nأولا: في مجال البيئة تدعم الدول الخطة.")) == 3


@pytest.mark.parametrize("entry", read_sentences().opener, ids=lambda entry: entry.id)
def test_examples_of_openers_are_text_without_full_stop(entry: WordList | SourceLine) -> None:
    assert kinds(f"عنوان قصير\n{entry.example}\nوانتهى اللقاء.") == ["heading", "body", "body"]


@pytest.mark.parametrize("entry", read_sentences().source_line, ids=lambda entry: entry.id)
def test_examples_of_source_lines(entry: WordList | SourceLine) -> None:
    assert kinds(f"انتهى اللقاء أمس.\n{entry.example}") == ["body", "source"]


def test_kinds_of_a_press_release() -> None:
    text = (
        "الوزيرة تفتتح منتدى المياه\n"
        "المنتدى يجمع خبراء من عشرين دولة\n\n"
        "مسقط – المكتب الإعلامي - ٣ مايو ٢٠٢١\n"
        "افتتحت وزيرة البيئة المنتدى اليوم. وحضره خبراء.\n"
        "تمويل جديد\n"
        "وأعلنت الوزيرة تخصيص تمويل للمشروع.\n"
        "• آبار في القرى\n"
        "المصدر: صحيفة المرفأ"
    )
    assert kinds(text) == ["heading", "heading", "dateline", "body", "body", "heading", "body", "body", "source"]


def test_a_dateline_in_front_of_text_is_a_sentence_of_its_own() -> None:
    first, second, third = sentences("الدوحة في 3 مايو /قنا/ بحث الوزيران التعاون. ووقعا مذكرة.")
    assert (first.kind, first.text) == ("dateline", "الدوحة في 3 مايو /قنا/")
    assert second.text == "بحث الوزيران التعاون."
    assert third.kind == "body"


@pytest.mark.parametrize(
    ("dateline", "rest"),
    [
        ("مسقط في 11 نوفمبر 2025 /المدى/", "اعتمد المجتمعون الخطة الجديدة أمس."),
        ("جيبوتي في 23 سبتمبر 2025 /المدى/", "أطلق المشاركون نداء عاجلا أمس."),
        ("عمّان - الضفتين -", "أنهى المؤتمر الدولي أعماله أمس"),
        ("الكويت (كونا) --", "أكد المدير أن العمل في المرفأ مستمر."),
        ("الرباط – صحيفة الأفق – ٤ فبراير/شباط 2026", "\nأنهى المؤتمر الدولي أعماله أمس."),
    ],
)
def test_datelines_are_split_off(dateline: str, rest: str) -> None:
    found = sentences(f"المؤتمر يقر خطة العمل\n{dateline} {rest}\nوانتهى اللقاء.")
    assert [(s.kind, s.text) for s in found[1:3]] == [("dateline", dateline), ("body", rest.strip())]
    assert len(found) == 4


def test_what_only_looks_like_a_dateline() -> None:
    assert kinds("عنوان\nالدوحة: قمة للمياه في الخريف\nانتهى اللقاء أمس.") == ["heading", "heading", "body"]
    text = "مسقط في 11 نوفمبر 2025 اعتمدت اللجنة خطتها الجديدة."
    assert texts(text) == [text]
    below = "انتهى اللقاء أمس.\n" * 9 + "الدوحة في 3 مايو 2021 /قنا/ بحث الوزيران التعاون.\n" + "انتهى.\n" * 3
    assert kinds(below)[9] == "body"


def test_a_place_of_issue_at_the_end() -> None:
    assert kinds("انتهى اللقاء أمس.\nصدر في عمّان في 18 حزيران 2025") == ["body", "dateline"]


def test_rows_of_a_table_are_text() -> None:
    rows = ["الجهة | المبلغ | المدة", "بلدية المرفأ | 5 ملايين دينار | 2025-2027", "مصرف الساحل | مليون دينار | سنتان"]
    text = "انتهى اللقاء أمس.\nالتعهدات\n" + "\n".join(rows) + "\nوستنشر النتائج في الربيع."
    found = sentences(text)
    assert [s.kind for s in found] == ["body", "heading", "body", "body", "body", "body"]
    assert [s.text for s in found[2:5]] == rows
    wide = [f"{row} | {'مركز الأبحاث والدراسات ' * 2}" for row in rows]
    assert len(sentences("\n".join(wide) + "\nنهاية")) == 4
    assert kinds("افتتاح المرفأ الجديد | صحيفة الساحل\nانتهى اللقاء أمس.") == ["heading", "body"]


def test_the_title_is_a_heading_whatever_it_ends_with() -> None:
    title = "هل تنجح الخطة الجديدة في حماية المرفأ القديم؟"
    assert kinds(f"{title}\nبدأ العمل أمس.", title) == ["heading", "body"]


def test_a_noun_left_waiting_is_joined_to_the_next_line() -> None:
    first = "وأضافت أن المركز صار مرجعا لتبادل الخبرة في مجال الإغاثة، وتوفير"
    found = texts(f"{first}\n\nالدعم الفني، وتنسيق العمل. كما أشارت إلى النتائج.")
    assert len(found) == 2
    assert found[0].endswith("وتنسيق العمل.")


def test_headings_are_not_joined_to_the_text_below() -> None:
    text = "انتهى الاجتماع أمس.\nمنع التلوث\nوجدد المشاركون التزامهم بالخطة."
    assert kinds(text) == ["body", "heading", "body"]


def test_lines_wrapped_by_a_machine_are_joined() -> None:
    text = (
        "عقدت اللجنة المشتركة اجتماعها السنوي في العاصمة لبحث\n"
        "سبل حماية السواحل من التلوث وتطوير قدرات الموانئ في\n"
        "المنطقة. وأقرت اللجنة خطة للعمل تمتد ثلاث سنوات يشارك\n"
        "فيها خبراء من دول عدة.\n\nوستجتمع مرة أخرى في الربيع."
    )
    found = texts(text)
    assert len(found) == 3
    assert found[0].endswith("المنطقة.")


def test_lines_without_words_give_nothing() -> None:
    assert texts("-----------\n\n***\n\u00a0\nانتهى اللقاء.\n• \n") == ["انتهى اللقاء."]
    assert texts("") == []


def test_a_quotation_that_never_ends_does_not_swallow_the_paragraph() -> None:
    long_quote = "«" + "كلام طويل جدا هنا. " * 200 + "» انتهى."
    assert len(texts(long_quote)) > 100


ODD = st.text(alphabet='ابكلم نوق.!؟?…"«»“”()،؛:\n\r\u00a0\u200f\u064b0129-–/دهـ•', max_size=120)


@settings(max_examples=600, deadline=None)
@given(ODD)
def test_any_text_is_split_without_loss(text: str) -> None:
    found = sentences(text)
    covered = "".join(s.text for s in found)
    # Letters are never lost; lines without letter or digit are.
    assert sum(c.isalpha() for c in covered) == sum(c.isalpha() for c in text)
