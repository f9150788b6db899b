"""Documents by their standard English names."""

import pytest

from mujaz.lexicon.verbs import lexicon
from mujaz.records.article import Sentence
from mujaz.statements.view import view_of
from mujaz.statements.what.documents import find_documents


def documents(text: str) -> tuple[str, ...]:
    return find_documents(view_of(Sentence("a", 1, 0, len(text), text), lexicon()))


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("قرار مجلس الأمن رقم 2462 (2019م)", ("United Nations Security Council resolution 2462 (2019)",)),
        (
            "لقرارات مجلس الأمن، 2178 (2014)، و2396 (2017 )",
            (
                "United Nations Security Council resolution 2178 (2014)",
                "United Nations Security Council resolution 2396 (2017)",
            ),
        ),
        ("القرار 1701 لعام 2006", ("United Nations Security Council resolution 1701 (2006)",)),
        ("في «إعلان الكويت» وميثاق المستقبل", ("Kuwait Declaration", "Pact for the Future")),
        ("باتفاق باريس للمناخ", ("Paris Agreement",)),
        ("قرار الجمعية العامة 72/284", ("United Nations General Assembly resolution 72/284",)),
        ("قرار صدر عام 2019 عن الوزارة", ()),
        ("قرر الوزير بناء 2300 منزل", ()),
    ],
)
def test_documents(text: str, names: tuple[str, ...]) -> None:
    assert documents(text) == names
