"""A communique that speaks as "we": its signatories act, not whoever was named last."""

from mujaz.records.article import Article, When
from mujaz.statements.find import find_statements
from mujaz.structure.sentences import split

TEXT = (
    "البيان الختامي لمنتدى المياه\n"
    "نحن، وزراء الري في عشر دول، نعرب عن قلقنا إزاء الجفاف.\n"
    "وأكدت الدكتورة سلمى الحداد، وزيرة الري، أن بلادها ستستضيف الدورة المقبلة.\n"
    "ندين الاعتداء على السدود، ونطالب جميع الأطراف بوقفه.\n"
    "وقالت الوزيرة: «ندعو المانحين إلى دعم المشروع».\n"
)


def test_we_outside_quotation_marks_are_those_who_signed() -> None:
    article = Article(id="a", text=TEXT, title="البيان الختامي لمنتدى المياه", published=When("2025-05-01", "day"))
    found = find_statements(article, split(article))
    actors = {s.sentence: s.actor.name_en for s in found if s.labels and s.actor}
    assert actors[2].startswith("Participants")
    assert actors[4].startswith("Participants")
    assert "Haddad" in actors[5]


def test_without_such_an_opening_we_is_the_speaker() -> None:
    text = "وقالت الدكتورة سلمى الحداد، وزيرة الري، في كلمتها أمام المنتدى.\nندين الاعتداء على السدود.\n"
    article = Article(id="a", text=text, published=When("2025-05-01", "day"))
    actors = [s.actor.name_en for s in find_statements(article, split(article)) if s.labels and s.actor]
    assert actors
    assert all("Haddad" in name for name in actors)
