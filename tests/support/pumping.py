"""Finding regular expressions that backtrack: each is fed texts pumped from its own loops, and the time is watched.

A loop of a pattern is where it can lose itself: for each one a text is built that leads into it, goes round many times,
and then fails. Where four times as long takes more than eight times the time, the pattern is named.
"""

import itertools
import re
import signal
import time
from collections.abc import Callable, Iterator, Sequence
from types import FrameType
from typing import Any

from re import _parser  # type: ignore[attr-defined]  # isort: skip - the parser of the standard library itself

FEW = 4  # alternatives tried of a branch or set
EXPONENTIAL, SMALL = 40, 1_000  # characters
MOST, TOO_SHORT, LIMIT = 8.0, 0.02, 0.5  # times; seconds


class TooLong(BaseException):
    """A call that has used its processor time."""


def samples(nodes: Sequence[Any], pick: int = 0) -> str:
    """A text that a sequence of nodes matches, as far as that is easily found; pick: which of alternatives."""
    return "".join(_sample(op, arg, pick) for op, arg in nodes)


def _sample(op: Any, arg: Any, pick: int) -> str:
    match str(op):
        case "LITERAL":
            made = chr(arg)
        case "NOT_LITERAL":
            made = "ب" if arg != ord("ب") else "ت"
        case "ANY":
            made = "ب"
        case "IN":
            made = _of_set(arg, pick)
        case "MAX_REPEAT" | "MIN_REPEAT" | "POSSESSIVE_REPEAT":
            made = samples(arg[2], pick) * max(arg[0], 1 if arg[0] else pick % 2)
        case "SUBPATTERN":
            made = samples(arg[3], pick)
        case "ATOMIC_GROUP":
            made = samples(arg, pick)
        case "BRANCH":
            made = samples(arg[1][pick % len(arg[1])], pick)
        case _:
            made = ""  # positions and looks ahead and behind
    return made


def _of_set(items: Sequence[Any], pick: int) -> str:
    if str(items[0][0]) == "NEGATE":
        taken = {chr(arg) for op, arg in items[1:] if str(op) == "LITERAL"}
        return next(c for c in "ب a1.<\n" if c not in taken)
    op, arg = items[pick % len(items)]
    if str(op) == "LITERAL":
        return chr(arg)
    if str(op) == "RANGE":
        return chr(arg[0] + pick % (arg[1] - arg[0] + 1))
    return {"CATEGORY_DIGIT": "1", "CATEGORY_SPACE": " ", "CATEGORY_WORD": "ب", "CATEGORY_NOT_SPACE": "ب",
            "CATEGORY_NOT_DIGIT": "ب", "CATEGORY_NOT_WORD": "."}[str(arg)]  # fmt: skip


def loops(nodes: Sequence[Any], before: str = "") -> Iterator[tuple[str, Sequence[Any]]]:
    """What leads into each loop of a pattern, and its body."""
    for op, arg in nodes:
        name = str(op)
        if name in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"):
            if arg[1] == _parser.MAXREPEAT or arg[1] > 50:
                yield before, arg[2]
            yield from loops(arg[2], before)
        elif name == "SUBPATTERN":
            yield from loops(arg[3], before)
        elif name == "ATOMIC_GROUP":
            yield from loops(arg, before)
        elif name == "BRANCH":
            for branch in arg[1]:
                yield from loops(branch, before)
        elif name in ("ASSERT", "ASSERT_NOT"):
            yield from loops(arg[1], before)
        before += _sample(op, arg, 0)


def pumped(pattern: re.Pattern[Any]) -> Iterator[tuple[str, str]]:
    """Beginnings and texts to repeat, for every loop of a pattern."""
    source = pattern.pattern
    tree = _parser.parse(source, pattern.flags & ~(re.UNICODE if isinstance(source, bytes) else 0))
    seen = set()
    found = list(loops(list(tree)))
    for before, body in found:
        for pick in range(FEW):
            seen.add((before, samples(body, pick)))
    for (_, one), (_, other) in itertools.islice(itertools.combinations(found, 2), 40):  # two loops that take turns
        seen.add(("", samples(one) + samples(other)))
    for before, pump in sorted(seen):
        if pump:
            yield before, pump
            yield "", pump


def seconds(work: Callable[[Any], object], data: Any, limit: float = LIMIT) -> float:
    """Processor seconds of a call, `limit` where it has to be stopped."""

    def ring(_signal: int, _frame: FrameType | None) -> None:
        raise TooLong

    before = signal.signal(signal.SIGVTALRM, ring)
    signal.setitimer(signal.ITIMER_VIRTUAL, limit)
    began = time.process_time()
    try:
        work(data)
    except TooLong:
        return limit
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)
    return time.process_time() - began


def loses_itself(pattern: re.Pattern[Any]) -> str:
    """ "" for a pattern that comes to its end from every place where it may begin; else the text and the times.

    From one place the time must stay in proportion. To search a text is to begin at every letter of it, which squares
    what one place costs; more than that, as when a pattern backtracks, is over LIMIT at SMALL letters.
    """
    for before, pump in pumped(pattern):
        for end in ("\0", ""):

            def text(length: int, before: str = before, pump: str = pump, end: str = end) -> Any:
                made = before + pump * (length // len(pump) + 1) + end
                return made.encode("utf-8", "replace") if isinstance(pattern.pattern, bytes) else made

            shown = f"{before[:30]!r} + {pump[:30]!r} × n + {end!r}"
            for length in (EXPONENTIAL, SMALL):
                if seconds(pattern.search, text(length)) >= LIMIT:
                    return f"{shown}: over {LIMIT} s at {length} characters"
            for way in (pattern.match, pattern.fullmatch):
                small = seconds(way, text(SMALL))
                if small < TOO_SHORT / 30:  # four times as much, even squared, is nothing
                    continue
                large = seconds(way, text(4 * SMALL))
                if large > TOO_SHORT and large > MOST * small and seconds(way, text(4 * SMALL)) > TOO_SHORT:
                    return f"{shown}: {small:.3f} s, four times as much {large:.3f} s"
    return ""
