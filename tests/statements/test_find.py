"""Whole articles: cast, subjects, spans, adoption, offsets, determinism."""

import pytest

from mujaz.records.article import Article, When
from mujaz.records.statement import Statement
from mujaz.statements.find import find_statements
from mujaz.structure.sentences import split


def read(text: str, published: str = "2025-05-20") -> tuple[Statement, ...]:
    article = Article(id="a", text=text, published=When(published, "day"))
    return find_statements(article, split(article))


def actor(statement: Statement) -> str:
    assert statement.actor is not None
    return statement.actor.name_ar


def test_one_record_a_sentence_with_exact_offsets() -> None:
    text = "قال الوزير إن الطقس معتدل.\nوتعهّدت قطر بتقديم ٥ ملايين دولار."
    found = read(text)
    assert [s.sentence for s in found] == [1, 2]
    assert all(text[s.start : s.end] == s.ar for s in found)
    (amount,) = found[1].amounts
    assert text[amount.start : amount.end] == amount.ar == "٥ ملايين دولار"
    span = found[1].spans[0]
    assert text[span.cue.start : span.cue.end] == "وتعهّدت"


def test_empty_and_odd_sentences() -> None:
    assert read("") == ()
    assert read("***")[0].labels == () if read("***") else True


def test_same_input_same_output() -> None:
    text = "دعت فرنسا إلى وقف القتال، معربة عن قلقها."
    assert read(text) == read(text)


def test_clauses_become_spans() -> None:
    (found,) = read("أدان وزير الخارجية التونسي محمد علي الهجوم، داعيا الأطراف إلى ضبط النفس، ومتعهدا بدعم الضحايا.")
    assert [span.labels for span in found.spans] == [("concern",), ("call",), ("commitment",)]
    assert {span.actor.name_ar for span in found.spans if span.actor} == {"محمد علي", "تونس"}
    assert all(a.end <= b.start for a, b in zip(found.spans, found.spans[1:], strict=False))


def test_pronoun_titles_roles_and_short_names_lead_to_the_person() -> None:
    found = read(
        "قال سعادة الدكتور خالد بن ناصر المهندي المبعوث الخاص لوزير الخارجية إن الوضع صعب.\n"
        "وأشاد سعادته بالوساطة.\nودعا المبعوث الخاص إلى الحوار.\n"
        "ورحب الدكتور المهندي بالاتفاق.\nوأعرب عن قلقه من التصعيد."
    )
    assert [actor(s) for s in found[1:]] == ["خالد بن ناصر المهندي"] * 4
    assert found[1].actor is not None
    assert found[1].actor.resolved_from == "سعادته"


def test_the_minister_announces_the_state_commits() -> None:
    (found,) = read("أعلن وزير المالية الأردني سامي حداد تخصيص 3 ملايين دولار للإغاثة.")
    assert found.actor is not None
    assert (found.actor.name_en, found.actor.name_ar) == ("Jordan", "الأردن")
    assert found.speaker is not None
    assert found.speaker.name_ar == "سامي حداد"


def test_addressee_of_a_call() -> None:
    (found,) = read("دعت قطر المجتمع الدولي إلى تمويل الإغاثة.")
    assert found.addressee is not None
    assert found.addressee.name_ar == "المجتمع الدولي"


def test_adopted_document_lends_declaration_to_what_it_states() -> None:
    found = read(
        "اعتمد المشاركون «إعلان طنجة» بشأن المياه.\nوأكد الإعلان أهمية التعاون.\n"
        "وجدد المشاركون التزامهم بحماية الأنهار."
    )
    assert found[1].labels == ("declaration",)
    assert set(found[2].labels) == {"commitment", "declaration"}
    assert found[2].actor is not None
    assert found[2].actor.name_en.startswith("Participants (")


def test_speech_stays_a_speech() -> None:
    found = read("أكد الوزير أهمية التعاون.\nوشدد على أهمية الحوار.")
    assert all(s.labels == () for s in found)


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("لم تتعهد كندا بشيء.", "denied"),
        ("تعهدت كندا بالانسحاب إذا توقف القصف.", "conditional"),
        ("من المتوقع أن تتعهد كندا بمبلغ جديد.", "soft"),
        ("جددت كندا التزامها بالاتفاق.", "renewed"),
        ("تعهدت كندا بالانسحاب.", "will"),
        ("وقعت كندا اتفاقية مع المكسيك.", "done"),
        ("أكدت كندا حرصها على السلام.", "soft"),
    ],
)
def test_modality(text: str, modality: str) -> None:
    (found,) = read(text)
    assert found.labels
    assert found.modality == modality


def test_headings_are_never_key() -> None:
    found = read(
        "قطر تتعهد بتقديم 10 ملايين دولار\n\nتعهدت قطر بتقديم 10 ملايين دولار لإعمار المدارس في القرى البعيدة."
    )
    assert found[0].kind == "heading"
    assert found[0].labels
    assert not found[0].key
    assert found[1].key


def test_content_is_what_is_asked() -> None:
    text = "ودعت المفوضية الدول المجاورة إلى فتح حدودها."
    (span,) = read(text)[0].spans
    assert text[span.content_start : span.content_end] == "فتح حدودها."
