"""An article with its English: sums and purposes by rule, everything translated once."""

from collections.abc import Sequence

import pytest

from mujaz.analyse import analyse
from mujaz.bilingual import predicate_for, translated
from mujaz.english.predicates import Predicate, with_purpose
from mujaz.records.article import Article, When
from mujaz.records.translation import Progress, Translation

TEXT = "تعهدت النرويج بتقديم 85 مليون كرونة نرويجية لدعم المدارس في عام 2026. وأدان المشاركون الهجمات على المدارس."


class Echo:
    """A translator that marks what it was given."""

    def __init__(self) -> None:
        self.given: list[str] = []

    def translate(self, texts: Sequence[str], progress: Progress | None = None) -> list[Translation]:
        self.given += texts
        return [Translation(text, f"<{text}>", "model") for text in texts]


@pytest.fixture
def article() -> Article:
    return Article(id="a", text=TEXT, title="مؤتمر المدارس", published=When("2025-06-18", "day"))


def test_a_sum_and_its_purpose_are_english_by_rule(article: Article) -> None:
    span = analyse(article).statements[0].spans[0]
    assert predicate_for(span, article.text) == Predicate(
        "pledged to provide NOK 85 million to support", "المدارس في عام 2026"
    )


def test_every_text_is_translated_once_and_lands_where_it_belongs(article: Article) -> None:
    echo = Echo()
    (done,) = translated([analyse(article)], echo)
    assert len(echo.given) == len(set(echo.given))
    assert done.title_en == "<مؤتمر المدارس>"
    assert [statement.en for statement in done.statements] == [f"<{s.text}>" for s in done.sentences]
    assert done.statements[1].spans[0].predicate_en == "condemned <الهجمات على المدارس>"


def test_a_purpose_needs_an_object() -> None:
    assert with_purpose(Predicate("will provide $1", "لدعم")) == Predicate("will provide $1", "لدعم")
    assert with_purpose(Predicate("will provide $1", "للمدارس")) == Predicate("will provide $1", "للمدارس")
