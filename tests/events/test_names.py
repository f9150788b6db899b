import pytest

from mujaz.arabic.normalise import fold_word
from mujaz.events.names import Name, content_words, find_names, stem


def only(text: str) -> Name:
    names = list(find_names(text))
    assert len(names) == 1, names
    return names[0]


def test_head_adjectives_and_quoted_subject() -> None:
    name = only("شاركت الوزارة في المؤتمر الدولي الثالث الرفيع المستوى حول «حماية الموانئ من القرصنة»، في مسقط.")
    assert name.ar == "المؤتمر الدولي الثالث الرفيع المستوى حول «حماية الموانئ من القرصنة»"
    assert sorted(name.modifiers) == [(1, "Third"), (2, "High-Level"), (4, "International")]
    assert (name.head, name.link, name.subject) == ("Conference", "on", "حماية الموانئ من القرصنة")
    assert name.kind == "conference"


def test_subject_without_marks_ends_at_the_comma_the_city_or_the_verb() -> None:
    assert only("عقد منتدى حول إدارة المياه الجوفية في تونس العاصمة أمس").subject == "إدارة المياه الجوفية"
    assert only("المنتدى الثاني حول إدارة المياه الجوفية يناقش التمويل").subject == "إدارة المياه الجوفية"
    assert only("المنتدى الثاني حول إدارة المياه الجوفية، الذي عقد").subject == "إدارة المياه الجوفية"


def test_a_country_may_be_part_of_the_subject() -> None:
    assert only("انعقد مؤتمر حول مستقبل التعليم في اليمن بمشاركة واسعة").subject == "مستقبل التعليم في اليمن"


def test_between_two_sides() -> None:
    name = only("اختتم الحوار الاستراتيجي الخامس بين سلطنة عمان والبنك الأفريقي، أعماله")
    assert (name.link, name.subject) == ("between", "سلطنة عمان والبنك الأفريقي")


def test_words_between_head_and_subject() -> None:
    name = only("حضر النائب حوار السياسات البلدية بشأن النقل العام في المدن الكبرى")
    assert (name.rest, name.subject) == ("السياسات البلدية", "النقل العام في المدن الكبرى")


def test_place_as_name() -> None:
    name = only("كان مؤتمر طشقند قويا ومؤثرا")
    assert name.rest == "طشقند"
    further = only("أنهى مؤتمر طشقند الدولي بشأن المياه المشتركة أعماله")
    assert (further.rest, further.modifiers, further.subject) == ("طشقند", ((4, "International"),), "المياه المشتركة")


def test_part_set_off() -> None:
    name = only("أعلن ختام المؤتمر السابع حول «تأمين الممرات البحرية المشتركة مرحلة مسقط من عملية بحر العرب»")
    assert (name.subject, name.aside) == ("تأمين الممرات البحرية المشتركة", "مرحلة مسقط من عملية بحر العرب")


@pytest.mark.parametrize(
    "text",
    [
        "جاء ذلك خلال المؤتمر الصحفي حول نتائج الانتخابات",
        "قال أمام المؤتمر إن العمل مستمر",
        "اعتمد المؤتمر «إعلان صحار بشأن الصيد الساحلي» في ختام أعماله",
        "لا يوجد هنا شيء من هذا القبيل",
        "",
    ],
)
def test_no_name(text: str) -> None:
    assert list(find_names(text)) == []


def test_glued_head_is_read() -> None:
    assert only("انطلق المؤتمرالدولي الأول حول «سلامة الجسور القديمة»").ar.startswith("المؤتمر الدولي الأول")


def test_offsets_are_those_of_the_original_text() -> None:
    text = "شاركتْ في المؤتمـر الثاني حول إدارة الموانئ الصغيرة، اليوم"
    name = only(text)
    assert text[name.start : name.end].split(maxsplit=1)[0] == "المؤتمـر"


def test_unclosed_quotation_mark_ends_with_the_clause() -> None:
    assert only("عقد المؤتمر الرابع حول «تأمين الموانئ البحرية، بمشاركة واسعة").subject == "تأمين الموانئ البحرية"


def test_stems_even_out_clitics() -> None:
    assert stem("والمؤتمرات") == stem("المؤتمرات")
    assert content_words(fold_word("في الموانئ على البحر")) == ["موانئ", "بحر"]
