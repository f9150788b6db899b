"""Repetition within and across articles, and differing figures."""

from mujaz.records.article import Article, When
from mujaz.records.statement import Statement
from mujaz.statements.duplicates import disagreements, mark_duplicates
from mujaz.statements.find import find_statements
from mujaz.structure.sentences import split

PUBLISHED = When("2025-03-10", "day")


def read(name: str, *lines: str) -> tuple[Statement, ...]:
    article = Article(id=name, text="\n".join(lines), published=PUBLISHED)
    return find_statements(article, split(article))


PLEDGE = "تعهدت النرويج بتقديم 12 مليون دولار لضحايا الجفاف في القرن الأفريقي."
AGAIN = "كما تعهدت النرويج بتقديم 12 مليون دولار إلى ضحايا الجفاف في القرن الأفريقي."
OTHER = "وتعهدت النرويج بتقديم 15 مليون دولار لضحايا الجفاف في القرن الأفريقي."
ELSE = "وتعهدت النرويج باستقبال ألف طالب من جامعات المنطقة العربية."


def test_second_telling_in_one_article_is_marked_and_counts_less() -> None:
    first, second = read("a", PLEDGE, AGAIN)
    assert second.duplicate_of == "a:1"
    assert first.duplicate_of == ""
    assert second.score < first.score


def test_other_outlets() -> None:
    one, two = mark_duplicates([read("a", PLEDGE), read("b", AGAIN, ELSE)])
    assert one[0].duplicate_of == ""
    assert two[0].duplicate_of == "a:1"
    assert two[1].duplicate_of == ""


def test_differing_figures_are_a_disagreement_not_a_duplicate() -> None:
    groups = mark_duplicates([read("a", PLEDGE), read("b", OTHER)])
    assert groups[1][0].duplicate_of == ""
    (found,) = disagreements(groups)
    assert (found.first, found.second) == ("a:1", "b:1")
    assert [a.value for a in (*found.first_amounts, *found.second_amounts)] == [12e6, 15e6]


def test_equal_figures_do_not_disagree() -> None:
    assert disagreements([read("a", PLEDGE), read("b", AGAIN)]) == ()


def test_different_matters_do_not_disagree() -> None:
    assert disagreements([read("a", PLEDGE), read("b", "قدمت كندا 3 ملايين دولار لبناء مدرسة.")]) == ()
