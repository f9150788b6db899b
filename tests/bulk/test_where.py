"""The expression that says which events are wanted."""

import pytest

from mujaz.errors import UsageError
from mujaz.records.statement import Actor, Amount, Statement

pytest.importorskip("pyarrow", reason="mujaz[bulk] is not installed")
from mujaz.bulk.where import Told, compiled

PLEDGE = Told(
    Statement(
        article="a", sentence=1, start=0, end=1, ar="", labels=("commitment", "funding"),
        actor=Actor("النرويج", "Norway"), amounts=(Amount(12e6, "USD"), Amount(40, "%")),
    ),
    "2024-03-05",
)  # fmt: skip
BARE = Told(Statement(article="a", sentence=2, start=0, end=1, ar="", labels=("call",)), "")


@pytest.mark.parametrize(
    "text",
    [
        'label == "funding"',
        'label == "commitment" and amount >= 1_000_000',
        'country == "Norway"',
        '"norw" in actor',
        '"النرويج" == actor',
        'actor in ["Norway", "Sweden"]',
        '"2024-03-01" <= date < "2024-04-01"',
        "not amount < 1e6",
        'currency == "USD" or label == "concern"',
        'label != "concern"',
        'actor not in ["Sweden", "Finland"]',
    ],
)
def test_what_fits(text: str) -> None:
    assert compiled(text)(PLEDGE)


@pytest.mark.parametrize(
    "text",
    [
        'label == "concern"',
        'label != "funding"',
        "amount > 12e6",
        "amount == 40",
        'country == "Sweden"',
        'date > "2024-03-05"',
        '"Sweden" in actor',
        'amount == "12000000"',
    ],
)
def test_what_does_not(text: str) -> None:
    assert not compiled(text)(PLEDGE)


@pytest.mark.parametrize("text", ["amount > 0", 'date > "1900"', 'actor == "Norway"', 'country == "Norway"'])
def test_what_is_not_stated_fits_nothing(text: str) -> None:
    assert not compiled(text)(BARE)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("__import__('os').system('true')", "no comparison"),
        ("actor.__class__ == 1", "neither name"),
        ("speaker == 'x'", "speaker is not known"),
        ("label ==", "invalid syntax"),
        ("label", "no comparison"),
        ("amount is 3", "compare with"),
        ("amount > -f()", "neither name"),
        ("(" * 500 + "amount > 1" + ")" * 500, "nested"),
        ("amount > 1 and " * 400 + "amount > 1", "longer than"),
        ("label == b'x'", "neither name"),
        ("amount > True", "neither name"),
        ("label == [x for x in actor]", "neither name"),
    ],
)
def test_what_is_no_expression_is_refused(text: str, said: str) -> None:
    with pytest.raises(UsageError, match=said):
        compiled(text)
