"""Cut a sentence into clauses, so that each statement in it has its own span, label and actor."""

import itertools
from collections.abc import Collection
from dataclasses import dataclass

from mujaz.statements.view import COMMAS, QUOTES, STOPS, View

SUBORDINATE = frozenset(
    {
        "الذي",
        "التي",
        "الذين",
        "اللذان",
        "اللتان",
        "مما",
        "ما",
        "ان",
        "بان",
        "انه",
        "انها",
        "بانه",
        "بانها",
        "وان",
        "لان",
        "اذ",
    }
)
FURTHER = frozenset({"وان", "وانه", "وانها"})
THAT = frozenset({"ان", "بان", "وان", "لان", "فان"})
OPENERS = frozenset({"كما", "حيث", "فيما", "بينما", "اذ"})
LONGEST_SUBJECT = 18  # words between أن and the predicate of its noun phrase


@dataclass(frozen=True, slots=True)
class Segment:
    """Words start … end-1: one clause with its punctuation. opener: the word whose verb opens it, else start."""

    start: int
    end: int
    opener: int


def segments(view: View, verbs: Collection[int]) -> list[Segment]:
    """The clauses of a sentence. verbs: words where a rule or a verb of speaking begins.

    A clause begins at a finite verb or participle of `verbs` after a comma or closing quotation mark, or joined by و,
    or at كما, حيث before one. Relative clauses and the inside of quotations begin none.
    """
    starts: list[tuple[int, int]] = [(0, first_verb(verbs, 0, len(view.words)))]
    depth = 0
    for at, word in enumerate(view.words):
        if word in ("«", "("):
            depth += 1
        elif word in ("»", ")"):
            depth = max(0, depth - 1)
        if at and word in FURTHER and view.words[at - 1] in COMMAS and not depth:
            starts.append((at, at))
            continue
        if at and word in OPENERS and view.words[at - 1] in COMMAS and not depth and at > starts[-1][1]:
            starts.append((at, first_verb(verbs, at, min(at + 6, len(view.words)))))
            continue
        if at == 0 or at not in verbs or at <= starts[-1][1]:
            continue
        begin = clause_start(view, at)
        if begin is not None and awaits_predicate(view, begin):
            continue  # أن أمير قطر، فلان، تعهد; أن موسكو مستعدة
        if begin is None or begin <= starts[-1][0] or (begin <= starts[-1][1] < at and begin == starts[-1][1]):
            continue
        if depth and view.words[begin - 1] not in COMMAS and view.words[begin - 1] not in STOPS:
            continue
        starts.append((begin, at))
    bounds = [*starts, (len(view.words), 0)]
    return [Segment(a, b, opener) for (a, opener), (b, _) in itertools.pairwise(bounds)]


def first_verb(verbs: Collection[int], start: int, end: int) -> int:
    """The first word of `verbs` in a range, else its start."""
    return next((at for at in range(start, end) if at in verbs), start)


def awaits_predicate(view: View, at: int) -> bool:
    """Whether a word is what أن and the noun phrase behind it lead up to: no finite verb stands between."""
    if "and" in view.tags[at] and not any(tag.startswith("any:و") for tag in view.tags[at]):
        return False  # joined by و, not a verb like وعد that begins with the letter
    before = at - 1
    while before > 0 and view.words[before] in QUOTES:
        before -= 1
    for here in range(before, max(-1, before - LONGEST_SUBJECT), -1):
        if view.words[here] in THAT:
            return here < before or view.words[before] not in COMMAS
        if "verb:" in view.tags[here] or view.words[here] in STOPS:
            return False
    return False


def is_predicate(view: View, at: int) -> bool:
    """Whether the word behind is the predicate of a verb of being or becoming: كان, بات, أصبح."""
    return not view.tags[at].isdisjoint(("verb:كان", "verb:صار"))


def clause_start(view: View, at: int) -> int | None:  # noqa: PLR0911 – one a ground
    """Where the clause whose verb or participle is word `at` begins; None when it opens no clause of its own."""
    tags = view.tags[at]
    verbal = "act:" in tags or view.words[at] in ("تم", "يتم", "جري")
    before = at - 1
    while before >= 0 and view.words[before] in QUOTES:
        before -= 1
    if before < 0:
        return None
    previous = view.words[before]
    if previous in ("قد", "وقد", "لم", "لن", "سوف", "وسوف", "لا", "تم", "وتم"):
        at, before = before, before - 1
        while before >= 0 and view.words[before] in QUOTES:
            before -= 1
        previous = view.words[before] if before >= 0 else "."
        verbal = True
    if previous in OPENERS or previous.removeprefix("و") in OPENERS:
        return before
    if not verbal:
        return None
    if previous in ("الذي", "التي", "والذي", "والتي") and before and view.words[before - 1] in COMMAS:
        return before
    if previous in SUBORDINATE or (is_predicate(view, before) and "part:" in tags):
        return None
    if previous in COMMAS or previous in STOPS or (view.words[at - 1] in ("»", ")", '"') and before != at - 1):
        return at
    if "and" in tags and not tags.isdisjoint(
        (
            "past:",
            "part:",
            "pres:",
            "fut:",
        )
    ):
        return at
    if "part:" in tags and view.words[at].endswith(("ا", "ين", "ة")) and not view.words[at].startswith("ال"):
        return at
    return None
