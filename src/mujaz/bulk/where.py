"""Which events are wanted: a small expression over the statements of an event, read without running anything.

    label == "funding" and amount >= 1_000_000 and country == "Norway"
    "Council" in actor and date >= "2024-03-01"

An event is wanted when one of its statements fits. A name that stands for several values (labels, countries, sums) fits
when one of them does; `!=` and `not in` when none does.
"""

import ast
import operator
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from mujaz.bulk.rows import countries
from mujaz.errors import UsageError
from mujaz.records.analysis import Analysis
from mujaz.records.statement import Actor, Statement

Value = str | float
Values = Sequence[Value]
Test = Callable[["Told"], bool]
REMEDY = 'as in: label == "funding" and amount >= 1e6 and country == "Norway"; see docs/scale.md'
LONGEST = 2000  # characters


@dataclass(frozen=True, slots=True)
class Told:
    """What an expression may ask of one statement."""

    statement: Statement
    day: str

    def values(self, name: str) -> Values:
        """The values behind a name."""
        return NAMES[name](self)


def names(actor: Actor | None) -> list[Value]:
    """English and Arabic name, where there are any."""
    return [name for name in (actor.name_en, actor.name_ar) if name] if actor else []


NAMES: dict[str, Callable[[Told], Values]] = {
    "actor": lambda told: names(told.statement.actor) + names(told.statement.speaker),
    "label": lambda told: told.statement.labels,
    "country": lambda told: countries(told.statement),
    "amount": lambda told: [one.value for one in told.statement.amounts if one.currency != "%"],
    "currency": lambda told: [one.currency for one in told.statement.amounts if one.currency != "%"],
    "date": lambda told: [told.day] if told.day else [],
}
ORDER: dict[type[ast.cmpop], Callable[[Any, Any], bool]] = {
    ast.Eq: operator.eq,
    ast.Lt: operator.lt,
    ast.LtE: operator.le,
    ast.Gt: operator.gt,
    ast.GtE: operator.ge,
}


def compiled(text: str) -> Test:
    """The test that an expression stands for. Raises UsageError that says what is wrong with it."""
    if len(text) > LONGEST:
        raise UsageError(f"--where: longer than {LONGEST} characters", REMEDY)
    try:
        return test(ast.parse(text.strip(), mode="eval").body)
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        raise UsageError(f"--where: {text}: {error}", REMEDY) from error


def test(node: ast.expr) -> Test:
    """The test of a part. Raises ValueError."""
    if isinstance(node, ast.BoolOp):
        parts, every = [test(value) for value in node.values], all if isinstance(node.op, ast.And) else any
        return lambda told: every(part(told) for part in parts)
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        inner = test(node.operand)
        return lambda told: not inner(told)
    if isinstance(node, ast.Compare):
        sides = [node.left, *node.comparators]
        pairs = [compared(*three) for three in zip(sides, node.ops, sides[1:], strict=False)]
        return lambda told: all(pair(told) for pair in pairs)
    raise ValueError(f"{ast.unparse(node)} is no comparison")


def compared(left: ast.expr, op: ast.cmpop, right: ast.expr) -> Test:
    """One comparison."""
    if isinstance(op, ast.NotEq | ast.NotIn):
        positive = compared(left, ast.Eq() if isinstance(op, ast.NotEq) else ast.In(), right)
        return lambda told: not positive(told)
    one, other = side(left), side(right)
    if isinstance(op, ast.In):
        listed = isinstance(right, ast.List | ast.Tuple)
        return lambda told: any(within(a, b, listed=listed) for a in one(told) for b in other(told))
    if type(op) not in ORDER:
        raise ValueError("compare with ==, !=, <, <=, >, >=, in, not in")
    holds = ORDER[type(op)]
    return lambda told: any(
        holds(*alike(a, b)) for a in one(told) for b in other(told) if isinstance(a, str) == isinstance(b, str)
    )


def within(a: Value, b: Value, *, listed: bool) -> bool:
    """Whether a text stands in another, or a value is one of a list."""
    a, b = alike(a, b)
    return a == b if listed or not (isinstance(a, str) and isinstance(b, str)) else a in b


def alike(a: Value, b: Value) -> tuple[Any, Any]:
    """Texts without their capitals."""
    return (a.casefold() if isinstance(a, str) else a), (b.casefold() if isinstance(b, str) else b)


def side(node: ast.expr) -> Callable[[Told], Values]:
    """The values on one side of a comparison. Raises ValueError."""
    if isinstance(node, ast.Name):
        if node.id not in NAMES:
            raise ValueError(f"{node.id} is not known; known: {', '.join(NAMES)}")
        name = node.id
        return lambda told: told.values(name)
    items = node.elts if isinstance(node, ast.List | ast.Tuple) else [node]
    constants = [constant(item) for item in items]
    return lambda _: constants


def constant(node: ast.expr) -> Value:
    """A text or number. Raises ValueError."""
    if (
        isinstance(node, ast.Constant)
        and isinstance(node.value, str | int | float)
        and not isinstance(node.value, bool)
    ):
        return node.value
    raise ValueError(f"{ast.unparse(node)} is neither name, text nor number")


def wanted(fits: Test, members: Sequence[Analysis]) -> bool:
    """Whether one statement of an event fits."""
    return any(fits(Told(one, member.article.day)) for member in members for one in member.statements if one.labels)
