"""Kinds of failure met in real press, each by invented sentences: what is said, by whom, how much, by when.

The file ../shared/press/cases.jsonl holds more of them; it is read where it is present.
"""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from mujaz.lexicon.names import Glossary, load_glossary
from mujaz.records.article import Article, When
from mujaz.records.statement import Statement, StatementSpan
from mujaz.statements.find import find_statements
from mujaz.structure.sentences import split
from tests.support.known_failures import known_failures

ELSEWHERE = ("events", "fetch")  # cases of other rooms


@pytest.fixture(scope="module")
def glossary() -> Glossary:
    return load_glossary()


def read(text: str, glossary: Glossary) -> tuple[Statement, ...]:
    article = Article(id="x", text=text, published=When("2025-05-01", "day"))
    return find_statements(article, split(article), glossary=glossary)


def spans(text: str, glossary: Glossary) -> list[StatementSpan]:
    return [span for statement in read(text, glossary) for span in statement.spans]


def told(span: StatementSpan) -> tuple[str, list[tuple[float, str]]]:
    return span.actor.name_en if span.actor else "", [(a.value, a.currency) for a in span.amounts]


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("صنّفت وزارة الداخلية الإستونية، بالتنسيق مع لاتفيا، ثلاث شركات شحن كيانات محظورة.", {"declaration"}),
        ("أبرمت مساء أمس وزيرة البيئة الصربية ونظيرها الكرواتي بروتوكولا لحماية النهر.", {"agreement"}),
        ("ويقضي البروتوكول بإنشاء لجنة مشتركة لمراقبة جودة المياه.", {"agreement"}),
        ("أعلن الرئيس التشيكي، في خطاب ألقاه الجمعة، عن تأسيس مبادرة براغ.", {"declaration"}),
        ("وينص القانون على تغريم المصانع التي تلوث النهر.", {"declaration"}),
        ("صدر أمر ملكي بإعفاء محافظ البنك من منصبه.", {"declaration"}),
        ("وقاطعت بولندا والمجر المؤتمر.", {"declaration", "concern"}),
        ("قررت الحكومة النرويجية توسيع ميناء برغن.", {"commitment"}),
        ("سددت ليتوانيا حصتها المتأخرة في موازنة المنظمة والبالغة 3 ملايين يورو.", {"funding"}),
        ("صدر عن رئيسي بلغاريا وقبرص بيان مشترك.", {"declaration"}),
        ("خطة حكومية لغرس نصف مليون زيتونة في الجنوب.", {"commitment"}),
        ("وقال المدير إن على كينيا خفض الرسوم.", {"call"}),
        ("ووصف المندوب اللقاء بالمثمر.", {"endorsement"}),
        ("وقال متحدث باسم الحكومة الكينية إن تصريحات الشركة كاذبة.", {"concern"}),
    ],
)
def test_a_kind_that_was_missed_is_found(text: str, labels: set[str], glossary: Glossary) -> None:
    assert labels <= {label for span in spans(text, glossary) for label in span.labels}


@pytest.mark.parametrize(
    ("text", "never"),
    [
        ("علّقت النرويج تمويلها للمعهد البالغ 4 ملايين دولار.", {"funding", "commitment"}),
        ("تراجعت بولندا عن تعهدها بتقديم 5 ملايين دولار للصندوق.", {"funding", "commitment"}),
        ("وتمنح ليتوانيا عادة نحو 3 ملايين يورو سنويا لمعهد البحار.", {"funding", "commitment"}),
        ("ويرى خبراء أن الإجراءات ستوفر 40 مليون دولار.", {"commitment"}),
        ("وقع الوزير في مأزق بعد تصريحاته عن المعاهدة.", {"agreement"}),
        ("رفض المتحدث التعليق على النبأ.", {"concern"}),
    ],
)
def test_what_is_not_said_bears_no_label(text: str, never: set[str], glossary: Glossary) -> None:
    assert not never & {label for span in spans(text, glossary) for label in span.labels}


@pytest.mark.parametrize(
    ("text", "parties"),
    [
        (
            "تعهدت بلجيكا خلال الاجتماع بتقديم 6 ملايين دولار، والنرويج 4 ملايين دولار.",
            [("Belgium", [(6e6, "USD")]), ("Norway", [(4e6, "USD")])],
        ),
        (
            "وقالت بلجيكا إنها ستدفع 5 ملايين يورو للمتحف، أما هولندا فتعهدت بدفع 7 ملايين يورو.",
            [("Belgium", [(5e6, "EUR")]), ("Netherlands", [(7e6, "EUR")])],
        ),
        ("تعهدت كرواتيا وسلوفينيا، بتمويل محطة بمبلغ 12 مليون يورو.", [("Croatia and Slovenia", [(12e6, "EUR")])]),
        ("وحصلت ناورو من البنك الدولي على منحة قدرها 4 ملايين دولار.", [("World Bank", [(4e6, "USD")])]),
        ("الكويت: 50 مليون دولار.", [("Kuwait", [(5e7, "USD")])]),
        (
            "حذر الأمين العام للأمم المتحدة من الجفاف. وتعهد الملك البلجيكي بتقديم مليون يورو.",
            [("United Nations Secretary-General", []), ("Belgium", [(1e6, "EUR")])],
        ),
    ],
)
def test_each_giver_has_its_own_sum(
    text: str, parties: list[tuple[str, list[tuple[float, str]]]], glossary: Glossary
) -> None:
    found = [told(span) for span in spans(text, glossary)]
    assert [amounts for _, amounts in found] == [amounts for _, amounts in parties]
    assert [name for name, amounts in found if amounts] == [name for name, amounts in parties if amounts]


@pytest.mark.parametrize(
    ("text", "value", "currency"),
    [
        ("خصصت فرنسا منحة قدرها 15 مليون أورو للبلديات.", 15e6, "EUR"),
        ("دفعت فرنسا (2.35) مليار دولار للصندوق.", 2.35e9, "USD"),
        ("قدمت فرنسا 53ر12 مليون دولار للصندوق.", 12.53e6, "USD"),
        ("قدمت فرنسا بين 12 و15 مليون دولار للصندوق.", 12e6, "USD"),
        ("قدمت فرنسا 4.400.000 دولار للصندوق.", 4.4e6, "USD"),
        ("تعهدت اإلمارات بتقديم 20 مليون دوالر للصندوق.", 20e6, "USD"),
        ("وأعلنت بريطانيا تقديم 6 ملايين جنيه للمتحف.", 6e6, "GBP"),
    ],
)
def test_sums_are_read_in_every_way_of_writing(text: str, value: float, currency: str, glossary: Glossary) -> None:
    (statement,) = read(text, glossary)
    assert (value, currency) in [(a.value, a.currency) for a in statement.amounts]


@pytest.mark.parametrize(
    ("text", "deadline"),
    [
        ("تعهدت الوزارة بتسليم الطريق قبل نهاية السداسي الأول من سنة 2026.", "../2026-06"),
        ("يلتزم المغرب برفع حصة الطاقات المتجددة في أفق 2030.", "../2030"),
        ("وقالت فرنسا إنها ستقدم خلال عام 2026 مليون يورو للصندوق.", "2026"),
        ("تعهدت فرنسا بتقديم مليون يورو على مدى 36 شهرا.", "P36M"),
        ("تعهدت الهيئة بإنجاز المشروع في موعد أقصاه ١٥ / ٦ / ١٤٤٧هـ.", "../2025-12-06"),
        ("تعهدت الوزارة بدفع المستحقات قبل 15 كانون 2 2026.", "../2026-01-15"),
    ],
)
def test_deadlines_are_read_in_every_way_of_writing(text: str, deadline: str, glossary: Glossary) -> None:
    (statement,) = read(text, glossary)
    assert statement.deadline is not None
    assert statement.deadline.value == deadline


def test_a_signing_still_to_come_is_not_done(glossary: Glossary) -> None:
    (span,) = spans("يوقّع وزير الزراعة التونسي غدا مذكرة تفاهم في الصيد.", glossary)
    assert span.modality == "will"


def test_an_actor_no_lexicon_knows_is_unsure(glossary: Glossary) -> None:
    (known,) = spans("وتعهدت بولندا بتقديم مليون يورو.", glossary)
    (guess,) = spans("وتعهد رومانديس بتقديم مليون يورو.", glossary)
    assert known.actor is not None
    assert guess.actor is not None
    assert (known.actor.sure, guess.actor.sure) == (True, False)


def test_the_cases_of_the_shared_set(shared: Path, glossary: Glossary) -> None:
    lines = (shared / "press" / "cases.jsonl").read_text(encoding="utf-8").splitlines()
    cases = [case for line in lines if (case := json.loads(line))["run"] not in ELSEWHERE]
    wrong = {case["id"]: faults for case in cases if (faults := faults_of(case, glossary))}
    known = {case.id for case in known_failures().press}
    assert {name: faults for name, faults in wrong.items() if name not in known} == {}
    assert sorted(known - set(wrong)) == [], "these pass now: strike them from tests/known_failures.toml"


def faults_of(case: dict[str, Any], glossary: Glossary) -> list[str]:
    """What a case asks of the statements and does not get."""
    want, found = case["expected"], read(case["ar"], glossary)
    labels = [set(s.labels) for s in found]
    amounts = {(a.value, a.currency) for s in found for a in s.amounts}
    pledges = [told(span) for s in found for span in s.spans]
    parts: list[Statement | StatementSpan] = [*found, *(span for s in found for span in s.spans)]
    actors = [one.actor.name_en.lower() for one in parts if one.actor]
    checks: dict[str, Callable[[Any], bool]] = {
        "labels": lambda v: any(set(v) <= have for have in labels),
        "labels_not": lambda v: not any(set(v) & have for have in labels),
        "amounts": lambda v: {(float(a["value"]), a["currency"]) for a in v} <= amounts,
        "deadline": lambda v: v is None or v in [s.deadline.value for s in found if s.deadline],
        "actor": lambda v: any(v.lower() in a or a in v.lower() for a in actors),
        "modality": lambda v: v in [s.modality for s in found],
        "pledges": lambda v: "column" in case.get("note", "") or all(
            any(who == name and (float(value), unit) in sums for who, sums in pledges) for name, value, unit in v
        ),
    }  # fmt: skip
    return [f"{name}: {want[name]}" for name, check in checks.items() if name in want and not check(want[name])]
