"""Who calls and who is called upon; whose side is bound; what is signed; names in full."""

import pytest

from mujaz.lexicon.names import Glossary, load_glossary
from mujaz.records.article import Article, When
from mujaz.records.statement import Statement, StatementSpan
from mujaz.statements.find import find_statements
from mujaz.structure.sentences import split


@pytest.fixture(scope="module")
def glossary() -> Glossary:
    return load_glossary()


def read(text: str, glossary: Glossary) -> tuple[Statement, ...]:
    article = Article(id="a", text=text, published=When("2025-05-20", "day"))
    return find_statements(article, split(article), glossary=glossary)


def spans(text: str, glossary: Glossary) -> list[StatementSpan]:
    return [span for statement in read(text, glossary) for span in statement.spans]


def who(span: StatementSpan) -> tuple[str, str]:
    return (
        span.actor.name_en if span.actor else "",
        span.addressee.name_en if span.addressee else "",
    )


WOMAN = "قالت السفيرة مريم حسن القاضي إن الوضع صعب.\n"
MAN = "قال السفير سعيد حسن القاضي إن الوضع صعب.\n"


@pytest.mark.parametrize(
    ("text", "actor", "addressee"),
    [
        ("أدان المجتمعون الهجوم، ودعوا الدول إلى حماية المدارس.", "Participants", "States"),
        ("شكر المشاركون كندا، وحثوا الأطراف على التهدئة.", "Participants", "The parties"),
        ("شكر المشاركون كندا، وطالبوا المانحين بزيادة الدعم.", "Participants", "Donors"),
        (MAN + "ودعا جميع الدول إلى تبادل الخبرات.", "Saeed Hassan Al-Qadi", "States"),
        (MAN + "ودعا الأطراف إلى التهدئة.", "Saeed Hassan Al-Qadi", "The parties"),
        (WOMAN + "وحثت الشركات المعنية على الإفصاح.", "Mariam Hassan Al-Qadi", "Companies"),
        (WOMAN + "وناشدت المجتمع الدولي ألا يتأخر.", "Mariam Hassan Al-Qadi", "International community"),
        (WOMAN + "ودعت الدول المانحة إلى الوفاء بوعودها.", "Mariam Hassan Al-Qadi", "Donor States"),
        ("رحبت تونس بالقرار، ودعت إيران إلى احترامه.", "Tunisia", "Iran"),
        ("ويحث الإعلان الدول على سن قوانين.", "Declaration", "States"),
        ("ودعت قطر الأطراف إلى الحوار.", "Qatar", "The parties"),
        ("ودعت الأمم المتحدة إلى هدنة.", "United Nations", ""),
        ("وطالب الاتحاد الأوروبي بوقف القصف.", "European Union", ""),
        ("وحث مجلس الأمن الأطراف على ضبط النفس.", "United Nations Security Council", "The parties"),
        ("ودعتهم فرنسا إلى التهدئة.", "France", ""),
    ],
)
def test_one_phrase_behind_a_calling_verb_is_the_addressee(
    text: str, actor: str, addressee: str, glossary: Glossary
) -> None:
    calls = [span for span in spans(text, glossary) if "call" in span.labels]
    assert [who(span) for span in calls] == [(actor, addressee)]


def test_a_relative_clause_behind_a_quoted_title_speaks_for_the_document(glossary: Glossary) -> None:
    found = spans("اعتمد المؤتمر «إعلان طنجة بشأن المياه»، الذي يحث الدول على خفض التلوث.", glossary)
    (call,) = [span for span in found if "call" in span.labels]
    assert who(call) == ("Participants (Tangier Declaration)", "States")
    bound = spans("اعتمد المؤتمر «إعلان طنجة بشأن المياه»، الذي تلتزم الدول الموقعة بموجبه بخفض التلوث.", glossary)
    assert [who(span)[0] for span in bound if "commitment" in span.labels] == ["States"]


def test_the_side_is_the_one_the_text_gives(glossary: Glossary) -> None:
    official = "استقبل الرياض الحضور.\nقال الدكتور سالم بن علي الغامدي، الأمين العام المساعد للشؤون السياسية، إن {}"
    text = "السعودية تستضيف اللقاء.\n" + official.format("الحوار مهم، معلنا عن تقديم 3 ملايين دولار للبرنامج.")
    (span,) = spans(text, glossary)
    assert span.actor is not None
    assert span.actor.name_en == "Salem bin Ali Al-Ghamdi"
    assert span.actor.role_en == "Assistant Secretary-General for Political Affairs"
    own, *_ = reversed(spans("وجدد السفير حسن علي القاضي تأكيد دول المجلس أنها ستواصل دعم البرنامج.", glossary))
    assert own.actor is not None
    assert own.actor.name_en == "GCC States"


def test_what_goes_on_behind_wa_anna_is_said_of_the_same_party(glossary: Glossary) -> None:
    text = "قالت الوزيرة الأردنية هند محمد القاضي إن بلادها سوف تواصل دعم المدارس، وأنها تعتزم افتتاح معهدين."
    assert [who(span)[0] for span in spans(text, glossary)] == ["Jordan", "Jordan"]


@pytest.mark.parametrize(
    ("text", "english"),
    [
        ("استضافت عمّان المؤتمر. واعتمد المؤتمر «إعلان عمّان بشأن التعليم».", "Participants (Amman Declaration)"),
        ("استضاف الأردن المؤتمر. واعتمد المؤتمر «إعلان عمان بشأن التعليم».", "Participants (Amman Declaration)"),
        ("وتعهدت عُمان بتقديم 5 ملايين دولار.", "Oman"),
        ("وتعهدت عمان بتقديم 5 ملايين دولار.", "Oman"),
        ("وتعهدت عمّان بتقديم 5 ملايين دولار.", "Jordan"),
    ],
)
def test_amman_is_not_oman(text: str, english: str, glossary: Glossary) -> None:
    found = [span for span in spans(text, glossary) if span.labels]
    assert who(found[-1])[0] == english


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("ودعا السفير سمير نور الدين بولحية، مدير المركز، إلى الهدوء.", "سمير نور الدين بولحية"),
        ("ودعت السيدة فاطمة ديوب كامارا، منسقة البرنامج، إلى الهدوء.", "فاطمة ديوب كامارا"),
        ("ودعا ممثل اليونيسف في تونس، السيد هنري لاكور، إلى الهدوء.", "هنري لاكور"),
        ("ودعا السفير ماجد بن حمد الصالحي، المبعوث الخاص لشؤون الأمن المائي، إلى الهدوء.", "ماجد بن حمد الصالحي"),
        ("ودعا المدير العام للزراعة في كينيا، السيد جون موانغي، إلى الهدوء.", "جون موانغي"),
    ],
)
def test_names_are_read_to_their_end(text: str, name: str, glossary: Glossary) -> None:
    (span,) = [span for span in spans(text, glossary) if "call" in span.labels]
    assert span.actor is not None
    assert span.actor.name_ar == name


def test_two_sides_are_called_by_their_countries(glossary: Glossary) -> None:
    (span,) = spans("ووقّع الجانبان التونسي والمالطي مذكرة تفاهم في الصيد.", glossary)
    assert who(span)[0] == "Tunisia and Malta"


def test_words_that_only_look_like_names(glossary: Glossary) -> None:
    (planned,) = read("ومن المقرر أن تعقد الدورة المقبلة في روما.", glossary)
    assert planned.actor is None or "Rapporteur" not in planned.actor.name_en
    (money,) = spans("أنهى المؤتمر أعماله بتعهدات مالية تجاوزت 20 مليون دولار.", glossary)
    assert money.actor is None or money.actor.name_en != "Mali"
    found = spans("أكدت المفوضية أنها على استعداد لمناقشة الخطة.", glossary)
    assert all(span.actor and span.actor.name_ar == "المفوضية" for span in found)


@pytest.mark.parametrize(
    ("role", "english"),
    [
        ("المبعوث العُماني الخاص لشؤون الأمن البحري", "Special Envoy of Oman for maritime security"),
        ("الأمينة العامة لوزارة التربية والتعليم", "Secretary-General of Ministry of Education"),
        ("مدير الشؤون متعددة القراءات", ""),
        ("الأمين العام المساعد للشؤون الأمنية", "Assistant Secretary-General for Security Affairs"),
        ("وزير الصحة الأردني", "Minister of Health of Jordan"),
    ],
)
def test_a_role_is_in_good_english_or_empty(role: str, english: str, glossary: Glossary) -> None:
    (span,) = spans(f"ودعا السيد سعيد حسن القاضي، {role}، إلى الهدوء.", glossary)
    assert span.actor is not None
    assert span.actor.role_en == english


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("ووقّع الجانبان التونسي والمالطي مذكرة تفاهم في الصيد.", "مذكرة تفاهم في الصيد."),
        ("ووقّعا على هامش الحوار مذكرة تعاون لحفظ المياه.", "مذكرة تعاون لحفظ المياه."),
        ("وقال المبعوث إن الجفاف يشكل خطرا على القرى.", "الجفاف يشكل خطرا على القرى."),
        ("وقال الرئيس إن العالم بات مهددا بالعطش.", "العالم بات مهددا بالعطش."),
    ],
)
def test_the_content_is_whole(text: str, content: str, glossary: Glossary) -> None:
    (statement,) = read(text, glossary)
    (span,) = statement.spans
    assert text[span.content_start : span.content_end] == content
    assert span.cue is not None
    assert span.cue.id != "concern.threatens"
