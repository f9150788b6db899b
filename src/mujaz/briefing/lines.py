"""The line that is printed for a statement: every way to say it, weighed, and the best one taken or none.

What a way is worth is the chance that a reader would sign it, by the small model of quality.toml over what is known of
it: how sure the translator was, which checks it failed, what shape it has. Two thresholds: below `sure` the line is
marked, below `shown` no English is printed.
"""

import math
import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from mujaz.briefing.points import Point
from mujaz.checks.coverage import evidence
from mujaz.checks.printed import Printed, line_checks
from mujaz.english import text as prose
from mujaz.errors import DataError
from mujaz.lexicon.words import load_lexicon
from mujaz.records.briefing import Form
from mujaz.records.statement import Actor, Rendering
from mujaz.records.translation import Check
from mujaz.resources import package_path
from mujaz.tables import read_toml

PREDICATE: Form = "predicate"
IMPLIED = re.compile(  # a sentence that does not say who acts
    r"(?:He|She|It|They|We|I|You|His|Her|Its|Their|Our|My)\b|(?!During\b|According\b|Following\b)[A-Z][a-z]+ing\b"
)
LONG = 24  # words from which a line grows tiring; what is beyond prose.LONGEST_BULLET is cut


@dataclass(frozen=True, slots=True)
class Line:
    """One way to print a statement. what: follows `who` when form is "predicate", else a sentence of its own.

    implied: a sentence that leaves its subject out or says "he", so that `who` must stand before it.
    failed: names of the checks that the English or the line failed. features: what quality, the chance that it is
    right (0 to 1), is worked out from.
    """

    who: str
    what: str
    form: Form
    rendering: Rendering
    implied: bool
    failed: frozenset[str]
    features: Mapping[str, float]
    quality: float


@dataclass(frozen=True, slots=True)
class Quality:
    """The model of quality.toml: a weight for each feature, added up and made a chance; thresholds; proven openings."""

    weights: Mapping[str, float]
    shown: float
    sure: float
    proven: re.Pattern[str]
    never: frozenset[str]

    def chance(self, features: Mapping[str, float]) -> float:
        """The chance that a line with these features is right: a feature without a weight counts as `other-check`.

        0 where a check has failed of which none may fail.
        """
        if self.never & features.keys():
            return 0.0
        rest = self.weights["other-check"]
        total = sum(self.weights.get(name, rest) * value for name, value in features.items())
        return 1 / (1 + math.exp(-total))


@dataclass(frozen=True, slots=True)
class Weight:
    """What one feature of a line adds."""

    feature: str
    weight: float
    reason: str


@dataclass(frozen=True, slots=True)
class QualityFile:
    """What quality.toml holds."""

    weight: tuple[Weight, ...]
    shown: float
    sure: float
    proven: tuple[str, ...]
    never: frozenset[str]


@cache
def quality() -> Quality:
    """The packaged quality.toml."""
    return load_quality(package_path("briefing", "quality.toml"))


def load_quality(path: Path) -> Quality:
    """A quality file. Raises DataError naming what is wrong."""
    file = read_toml(path, QualityFile)
    weights = {row.feature: row.weight for row in file.weight}
    needed = {"base", "confidence", "unknown-confidence", "other-check", "cut", "long"} - weights.keys()
    if needed:
        raise DataError(f"{path.name}: no weight for {', '.join(sorted(needed))}", "write a [[weight]] for each")
    return Quality(weights, file.shown, file.sure, re.compile("|".join(map(re.escape, file.proven))), file.never)


def best_line(point: Point, name: Callable[[Actor], str]) -> Line | None:
    """The best way to print a statement; None when it has no English at all. name: an actor's English name."""
    lines = (line_of(point, rendering, name) for rendering in point.renderings)
    return max(filter(None, lines), key=lambda line: line.quality, default=None)


def line_of(point: Point, rendering: Rendering, name: Callable[[Actor], str]) -> Line | None:
    """One rendering as a line; None where it cannot stand: a predicate without an actor, or no words at all."""
    who = name(point.actor) if point.actor else name(point.speaker) if point.speaker else ""
    told = bool(point.actor and point.speaker and name(point.speaker) != who)
    if rendering.form == "predicate" and not who:
        return None
    english = prose.without_honours(prose.clean(rendering.text))
    what, form = clause_line(english, who, told=told) if rendering.form != "predicate" else (english, PREDICATE)
    short = prose.shortened(prose.unquoted(what)).rstrip(" .;,:")
    if not short:
        return None
    made = short if form == "predicate" else prose.capital(short)
    implied = form == "sentence" and bool(IMPLIED.match(made))
    faults = failed_of(point, rendering, made, who, form, implied=implied)
    failed = frozenset(check.name for check in faults)
    seen = features(rendering, made, failed, cut=short.endswith("…"))
    return Line(who, made, form, rendering, implied, failed, seen, quality().chance(seen))


def clause_line(english: str, who: str, *, told: bool) -> tuple[str, Form]:
    """A machine clause without the words that only report, and without its subject where the line names it in front.

    told: somebody else than the actor speaks.
    """
    text = prose.trimmed(english, reported=told) if who else english
    if who:
        predicate = prose.predicate_of(prose.unquoted(text), who, speaks=not told)
        if predicate:
            predicate = predicate[:1].lower() + predicate[1:]
            return (prose.direct(predicate) if text != english else predicate), "predicate"
    return text, "sentence"


def failed_of(
    point: Point, rendering: Rendering, what: str, who: str, form: Form, *, implied: bool
) -> tuple[Check, ...]:
    """The checks that failed: of the English against the Arabic behind it, and of the line as it is printed.

    who: the actor's English name; it stands in front of the line when form is "predicate".
    """
    named = point.actor or point.speaker
    line = Printed(
        arabic=rendering.ar if rendering.form == "sentence" else point.ar,
        said=what,
        actor=who if form == "predicate" else "",
        actor_ar=named.name_ar if named else "",
        meant=who,
        implied=implied,
        beside=" – ".join(filter(None, (prose.sums(point.amounts), when_of(point)))),
        amounts=point.amounts,
        modality=point.modality,
    )
    return tuple(check for check in (*rendering.checks, *line_checks(line)) if not check.ok)


def when_of(point: Point) -> str:
    """By when, for readers; "" where the Arabic does not say."""
    return prose.when(point.deadline) if point.deadline else ""


def features(rendering: Rendering, what: str, failed: Collection[str], *, cut: bool) -> dict[str, float]:
    """What the quality of a line is judged by: name of the feature → value.

    Beside `base`: the translator's confidence, what words are unsaid and unasked (checks.coverage.evidence), the form,
    whether a predicate opens in a proven way or before a colon, words beyond LONG, whether it was cut, and each failed
    check by its name.
    """
    made = {"base": 1.0, f"form-{rendering.form}": 1.0, "cut": float(cut)}
    if rendering.form == "predicate":
        made["proven"] = float(bool(quality().proven.match(rendering.lead)))
        made["colon"] = float(rendering.lead.endswith(":"))
    made["confidence" if rendering.confidence is not None else "unknown-confidence"] = (
        rendering.confidence if rendering.confidence is not None else 1.0
    )
    words = evidence(rendering.ar, rendering.en, load_lexicon())
    made |= {"unsaid": words.unsaid, "unasked": words.unasked}
    made["long"] = max(0, len(what.split()) - LONG) / 10
    return made | dict.fromkeys(failed, 1.0)
