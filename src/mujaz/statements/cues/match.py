"""Match compiled patterns against the words of a sentence."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from mujaz.statements.cues.pattern import MONEY_TAG, Choice, Content, Gap, Nodes, Pattern, Word
from mujaz.statements.cues.rules import CueRule, CueSet
from mujaz.statements.view import COMMAS, QUOTES, STOPS, View

PREPOSITIONS = frozenset(
    ("في من علي الي عن بعد قبل مع عبر رغم خلال اي كل بدون وفي ومن بسبب نتيجة جراء عقب اثر وسط منذ مقابل بفضل").split()
)
PARTICLES = frozenset({"قد", "وقد", "فقد", "لقد", "ولقد"})  # a verb follows
AUXILIARY = frozenset({"=تم", "=يتم", "=جري", "=سوف", "=لن"})
VERBAL = ("act:", "verb:", "past:", "pres:", "fut:", "part:", "we:", "fem:", "plur:")
SUBJECTS = frozenset({"state", "body", "person", "group"})
EntityEnd = Callable[[int, frozenset[str]], int]
"""Where the known name of one of these kinds that begins at a word ends; -1 when there is none."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A rule that fired on the words start … end-1; its content begins at `content`."""

    rule: CueRule
    start: int
    end: int
    content: int
    verbal: bool = False  # the first word is read as a verb or participle


def find_hits(view: View, cues: CueSet, entity_end: EntityEnd) -> list[Hit]:
    """Every place where a rule's pattern matches, conditions not yet asked; one hit a rule and place."""
    hits = []
    present: frozenset[str] | None = None
    known = cues.starts
    for at, tags in enumerate(view.tags):
        candidates = known.get(tags)
        if candidates is None:
            candidates = cues.at(tags)
        if not candidates:
            continue
        if present is None:
            present = frozenset().union(*view.tags, MONEY_TAG if view.money else ())
        fired: set[str] = set()
        noun_only = at > 0 and under_noun(view, at)
        for rule, pattern in candidates:
            if missing(pattern, present) or rule.id in fired or (noun_only and only_verbal(pattern, tags)):
                continue
            found = match_at(view, pattern, at, entity_end)
            if found and not forbidden(view, rule, at, found[0], entity_end):
                fired.add(rule.id)
                hits.append(Hit(rule, at, *found, verbal=begins_verbal(pattern, tags)))
    return hits


def missing(pattern: Pattern, present: frozenset[str]) -> bool:
    """Whether a word that every match of a pattern holds is not in the sentence at all."""
    return any(needed.isdisjoint(present) for needed in pattern.required)


def under_noun(view: View, at: int) -> bool:
    """Whether the word before leaves room for a noun only: a preposition, a finite verb, a noun without article.

    Auxiliaries leave room for a verb; quotation marks between are passed over.
    """
    here = at - 1
    while here > 0 and view.words[here] in QUOTES:
        here -= 1
    tags = view.tags[here]
    if view.words[here] in PARTICLES:
        return False
    if view.words[here] in PREPOSITIONS or ("verb:" in tags and "any:كان" not in tags):
        return True
    return (
        "bare:" in tags and tags.isdisjoint(("part:", "verb:")) and view.tags[at].isdisjoint(("and", "fem:", "plur:"))
    )


def only_verbal(pattern: Pattern, tags: frozenset[str]) -> bool:
    """Whether a pattern asks for a verb where the word may also be the verbal noun: behind a preposition it is that."""
    wanted = pattern.first & tags
    return all(tag.startswith(VERBAL) and f"noun:{tag.partition(':')[2]}" in tags for tag in wanted)


def begins_verbal(pattern: Pattern, tags: frozenset[str]) -> bool:
    """Whether the reading that the pattern's first element asks for is a verb or participle."""
    wanted = pattern.first & tags
    if not AUXILIARY.isdisjoint(wanted):
        return True
    return any(tag.startswith(VERBAL) for tag in wanted) or any(
        t.startswith("any:") and f"act:{t[4:]}" in tags and f"noun:{t[4:]}" not in tags for t in wanted
    )


def match_at(view: View, pattern: Pattern, at: int, entity_end: EntityEnd) -> tuple[int, int] | None:
    """(end, content) of the shortest match that begins at word `at`, or None."""
    if at >= len(view.words) or (pattern.first and pattern.first.isdisjoint(view.tags[at])):
        return None
    if pattern.one_word:
        return at + 1, at + 1
    found = Attempt(view, at, entity_end).step(pattern.nodes, 0, at, -1)
    if found is None:
        return None
    end, content = found
    return end, content if content >= 0 else end


@dataclass(frozen=True, slots=True)
class Attempt:
    """One attempt to match a pattern from word `at` on."""

    view: View
    at: int
    entity_end: EntityEnd

    def step(self, nodes: Nodes, index: int, here: int, content: int) -> tuple[int, int] | None:
        """Match nodes[index:] from word `here`; content: where the content began, -1 if not yet."""
        while index < len(nodes):
            node = nodes[index]
            if isinstance(node, Gap):
                return self.after_gap(nodes, index, here, content)
            if isinstance(node, Choice):
                tried = (self.step((*option, *nodes[index + 1 :]), 0, here, content) for option in node.options)
                return next((found for found in tried if found), None)
            if isinstance(node, Content):
                content = here
            else:
                here = self.word(node, here) if isinstance(node, Word) else self.entity_end(here, node.kinds)
                if here < 0:
                    return None
            index += 1
        return here, content

    def word(self, node: Word, here: int) -> int:
        """The word behind the one that `node` matches at `here`, quotation marks before it skipped; -1 if none does."""
        words = self.view.words
        while here != self.at and here < len(words) and words[here] in QUOTES:
            here += 1
        if here >= len(words) or node.tags.isdisjoint(self.view.tags[here]):
            return -1
        return here + 1

    def after_gap(self, nodes: Nodes, index: int, here: int, content: int) -> tuple[int, int] | None:
        """Match what stands behind the gap nodes[index]; behind a verb its subject is no part of the gap."""
        if index == 1 and here == self.at + 1 and "verb:" in self.view.tags[self.at]:
            behind = self.entity_end(here, SUBJECTS)
            found = self.within_gap(nodes, index, behind, content) if behind > here + 1 else None
            if found:
                return found
        return self.within_gap(nodes, index, here, content)

    def within_gap(self, nodes: Nodes, index: int, here: int, content: int) -> tuple[int, int] | None:
        """Match what stands behind the gap nodes[index], as soon as it can be."""
        words, tags, count = self.view.words, self.view.tags, len(self.view.words)
        gap, following, taken = nodes[index], nodes[index + 1], 0
        wanted = following.tags if isinstance(following, Word) else None
        most, wide = (gap.most, gap.wide) if isinstance(gap, Gap) else (0, False)
        while True:
            if wanted is None or (here < count and (words[here] in QUOTES or not wanted.isdisjoint(tags[here]))):
                found = self.step(nodes, index + 1, here, content)
                if found:
                    return found
            if here >= count or taken >= most or words[here] in STOPS:
                return None
            if words[here] in COMMAS and (not wide or words[here] in "؛;"):
                return None
            taken += words[here] not in QUOTES and words[here] not in COMMAS
            here += 1


def occurs(view: View, patterns: Iterable[Pattern], start: int, end: int, entity_end: EntityEnd) -> bool:
    """Whether any of the patterns matches wholly inside the words start … end-1."""
    tags = view.tags
    for pattern in patterns:
        first = pattern.first
        for at in range(start, end):
            if first and first.isdisjoint(tags[at]):
                continue
            found = match_at(view, pattern, at, entity_end)
            if found and found[0] <= end:
                return True
    return False


def forbidden(view: View, rule: CueRule, start: int, end: int, entity_end: EntityEnd) -> bool:
    """Whether a rule's `without`, `unless_before` or `unless_after` speaks against a match."""
    if rule.without and occurs(view, rule.without, start + 1, end, entity_end):
        return True
    for pattern in rule.unless_after:
        if match_at(view, pattern, end, entity_end):
            return True
    for pattern in rule.unless_before:
        for at in range(max(0, start - 3), start):
            found = match_at(view, pattern, at, entity_end)
            if found and found[0] == start:
                return True
    return False
