"""The same statement told twice, in one article or by several outlets; and figures on which outlets differ."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import TypeVar

from mujaz.arabic.normalise import fold_word
from mujaz.arabic.script import PRONOUNS
from mujaz.lexicon.verbs import lexicon, nominal_splits
from mujaz.records.statement import Amount, Statement
from mujaz.statements.alike import Alike
from mujaz.statements.rank import is_key, score

T = TypeVar("T")
WINDOW = 21  # days; as long as a grant's announcement and delivery are one event (events/weights.toml)
SAME = 0.65  # share of the shorter statement's content words found in the longer one
LEAST = 5  # shared content words below which nothing is a repetition
_SMALL = frozenset(
    (
        "في من على الى الي علي عن ان انه انها كما قد لم لن لا ما هذا هذه ذلك التي الذي خلال بين مع حول بشان "
        "ازاء او ثم كل جميع يتم تم اليوم امس"
    ).split()
)


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Two statements on the same matter whose figures differ. first, second: "article:index"; the sums as said."""

    first: str
    second: str
    first_amounts: tuple[Amount, ...]
    second_amounts: tuple[Amount, ...]


def reference(statement: Statement) -> str:
    """How another statement names this one: "article:index"."""
    return f"{statement.article}:{statement.sentence}"


def mark_within(statements: Sequence[Statement]) -> tuple[Statement, ...]:
    """Set duplicate_of where a labelled body sentence repeats an earlier one of its article, or a heading another."""
    told = Told(statements)
    for statement in statements:
        earlier = told.before(statement, lambda one, other: one.kind == other.kind)
        told.add(told_again(statement, earlier) if earlier else statement)
    return tuple(told.statements)


class Told:
    """Statements told so far, and the first of them that a further one repeats."""

    def __init__(self, every: Iterable[Statement], told: Iterable[Statement] = ()) -> None:
        """every: the statements that will be met; others are found, too, if more slowly. told: those told already."""
        self.statements: list[Statement] = []
        self.sums: list[frozenset[tuple[float, str]]] = []
        self.alike = Alike(SAME, [compared(statement) for statement in every])
        self.adopted: defaultdict[str, list[int]] = defaultdict(list)
        for statement in told:
            self.add(statement)

    def add(self, statement: Statement) -> None:
        """Keep a statement."""
        number = len(self.statements)
        self.statements.append(statement)
        self.sums.append(sums(statement))
        self.alike.add(compared(statement), number)
        if adopts(statement):
            for document in statement.documents:
                self.adopted[document].append(number)

    def before(self, statement: Statement, counts: Callable[[Statement, Statement], bool]) -> Statement | None:
        """The earliest statement that this one repeats and that counts beside it."""
        words, own = compared(statement), sums(statement)
        if plain(statement):
            if len(words) <= 2 * LEAST:
                return None  # too short to repeat anything
            own = frozenset()  # its sums do not count
        near = self.alike.like(words)
        if adopts(statement):
            near.update(number for document in statement.documents for number in self.adopted[document])
        same_sums = (number for number in sorted(near) if not own or self.sums[number] == own)
        others = (self.statements[number] for number in same_sums)
        return next((other for other in others if counts(statement, other) and repeats(statement, other)), None)

    def marked(
        self, group: Sequence[Statement], counts: Callable[[Statement, Statement], bool]
    ) -> tuple[Statement, ...]:
        """The statements of one article, duplicate_of set where they were told before; from now on they are told."""
        made = []
        for statement in group:
            if not statement.duplicate_of:
                earlier = self.before(statement, counts)
                if earlier:
                    statement = replace(statement, duplicate_of=root(earlier))  # noqa: PLW2901
            made.append(statement)
        for statement in made:
            if statement.labels and statement.kind == "body" and not statement.duplicate_of:
                self.add(statement)
        return tuple(made)


def compared(statement: Statement) -> frozenset[str]:
    """The content words by which a statement is compared with others."""
    return content(statement.ar if plain(statement) else core(statement))


def plain(statement: Statement) -> bool:
    """Whether a sentence of the body states nothing."""
    return statement.kind == "body" and not statement.labels


def adopts(statement: Statement) -> bool:
    """Whether a statement tells of the adoption of a document."""
    return bool(statement.cue and statement.cue.id == "declaration.adopts")


def told_again(statement: Statement, earlier: Statement) -> Statement:
    """A statement marked as a repetition; within its article it counts less for that."""
    total = round(statement.score + score(["repeats"]), 2)
    return replace(statement, duplicate_of=root(earlier), score=total, key=is_key(total, statement.kind))


def mark_duplicates(groups: Sequence[Sequence[Statement]]) -> tuple[tuple[Statement, ...], ...]:
    """The same groups, one an article, with duplicate_of set where an earlier article has the statement already.

    A statement whose figures differ is kept: see `disagreements`.
    """
    known = Told(statement for group in groups for statement in group)
    return tuple(known.marked(group, of_other_articles) for group in groups)


class Recent:
    """What was told in the last WINDOW days; the articles of one day after the other are held against it.

    What is said again later than that is said anew. Undated articles come first, and repeat each other alone. Only the
    statements of two windows are held.
    """

    def __init__(self) -> None:
        self.known = Told(())
        self.told_on: dict[str, int] = {}
        self.begun: int | None = None

    def marked(self, day: int | None, groups: Sequence[Sequence[Statement]]) -> list[tuple[Statement, ...]]:
        """The groups of a day, an ordinal not before the last one, with duplicate_of set as in mark_duplicates."""
        since = (day or 0) - WINDOW
        if day is not None and (self.begun is None or day - self.begun > WINDOW):
            self.begin(day, since, groups)

        def counts(one: Statement, other: Statement) -> bool:
            return of_other_articles(one, other) and self.told_on.get(other.article, since) >= since

        done = []
        for group in groups:
            if day is not None:
                self.told_on.update((one.article, day) for one in group[:1])
            done.append(self.known.marked(group, counts))
        return done

    def begin(self, day: int, since: int, groups: Sequence[Sequence[Statement]]) -> None:
        """Let go of what was told before `since`."""
        live = [one for one in self.known.statements if self.told_on.get(one.article, since - 1) >= since]
        self.told_on = {one.article: self.told_on[one.article] for one in live}
        self.known = Told([*live, *(one for group in groups for one in group)], live)
        self.begun = day


def of_other_articles(one: Statement, other: Statement) -> bool:
    """Whether two statements stand in different articles."""
    return one.article != other.article


def in_days(items: Iterable[T], day: Callable[[T], str]) -> list[tuple[int | None, list[T]]]:
    """The items of each day, as `Recent` wants them: undated ones first. day: ISO day of an item, or ""."""
    found: defaultdict[str, list[T]] = defaultdict(list)
    for item in items:
        found[day(item)].append(item)
    return [(date.fromisoformat(iso).toordinal() if iso else None, found[iso]) for iso in sorted(found)]


def disagreements(groups: Sequence[Sequence[Statement]]) -> tuple[Disagreement, ...]:
    """Pairs of statements of different articles on the same matter whose sums differ, in order."""
    found = []
    statements = [s for group in groups for s in group if s.kind == "body" and s.labels and money(s)]
    told = [content(statement.ar) for statement in statements]
    alike = Alike(SAME - 0.1, told)
    for number, words in enumerate(told):
        alike.add(words, number)
    for number, first in enumerate(statements):
        for second in (statements[other] for other in sorted(alike.like(told[number])) if other > number):
            if first.article == second.article or not set(first.labels) & set(second.labels):
                continue
            if sums(first) != sums(second) and same_matter(first, second):
                found.append(Disagreement(reference(first), reference(second), money(first), money(second)))
    return tuple(found)


def same_matter(first: Statement, second: Statement) -> bool:
    """Whether two statements speak of one thing, figures left aside: same actor, most words shared."""
    if first.actor and second.actor and not same_actor(first, second):
        return False
    a, b = content(first.ar), content(second.ar)
    return len(a & b) >= LEAST and overlap(a, b) >= SAME - 0.1


def same_actor(first: Statement, second: Statement) -> bool:
    """Whether the actors have the same name, in either language, or one name holds the other."""
    one, two = first.actor, second.actor
    if one is None or two is None:
        return False
    if one.name_en and two.name_en and (one.name_en in two.name_en or two.name_en in one.name_en):
        return True
    return fold_word(one.name_ar) == fold_word(two.name_ar)


def repeats(statement: Statement, other: Statement) -> bool:  # noqa: PLR0911 – one a ground for refusal
    """Whether a statement says what the other has said: a shared label, no differing figure, most words shared."""
    if not set(statement.labels) & set(other.labels) and (statement.labels or other.labels):
        return False
    if plain(statement):
        return (
            overlap(content(statement.ar), content(other.ar)) >= SAME + 0.1 and len(content(statement.ar)) > 2 * LEAST
        )
    if sums(statement) != sums(other) and sums(statement):
        return False
    if statement.deadline and other.deadline and statement.deadline.value != other.deadline.value:
        return False
    if statement.actor and other.actor and not same_actor(statement, other):
        return False
    a, b = content(core(statement)), content(core(other))
    if len(a & b) < min(LEAST, len(a), len(b)):
        return False
    return overlap(a, b) >= SAME or same_adoption(statement, other)


def same_adoption(statement: Statement, other: Statement) -> bool:
    """Whether both tell of the adoption of the same document."""
    return bool(
        adopts(statement)
        and adopts(other)
        and content(core(statement)) & content(core(other))
        and set(statement.documents) & set(other.documents)
    )


def core(statement: Statement) -> str:
    """The content of the highest-scoring span, up to its first comma where enough stands before it; else all."""
    if not statement.spans:
        return statement.ar
    best = max(statement.spans, key=lambda span: span.score)
    text = best.ar[best.content_start - best.start :]
    head = text.partition("،")[0]
    return head if len(head.split()) >= LEAST else text


def money(statement: Statement) -> tuple[Amount, ...]:
    """The sums of a statement, shares left out."""
    return tuple(a for a in statement.amounts if a.currency != "%")


def sums(statement: Statement) -> frozenset[tuple[float, str]]:
    """Its sums as a set."""
    return frozenset((a.value, a.currency) for a in money(statement))


def root(statement: Statement) -> str:
    """The first telling of a statement."""
    return statement.duplicate_of or reference(statement)


def overlap(a: frozenset[str], b: frozenset[str]) -> float:
    """Shared words as a share of the smaller set."""
    return len(a & b) / min(len(a), len(b)) if a and b else 0.0


@lru_cache(maxsize=4096)
def content(text: str) -> frozenset[str]:
    """The content words of a text, bare of clitics and suffix pronouns, lexemes for words the rules know."""
    return frozenset(
        stem for word in words_of(text) if word not in _SMALL and len(word) > 2 for stem in [stem_of(word)]
    )


def words_of(text: str) -> Iterable[str]:
    """Folded words."""
    return "".join(c if c.isalnum() else " " for c in fold_word(text)).split()


@lru_cache(maxsize=20000)
def stem_of(word: str) -> str:
    """A word's lexeme, else the word without clitics and pronoun."""
    lemmas = sorted(t[4:] for t in lexicon().tags(word) if t.startswith("any:") and len(t) > 4)
    if lemmas:
        return lemmas[0]
    bare = min((b for _, c, b in nominal_splits(word) if c in ("", "ال", "لل") or len(b) > 3), key=len)
    for pronoun in PRONOUNS[:6]:
        if bare.endswith(pronoun) and len(bare) > len(pronoun) + 3:
            return bare[: -len(pronoun)]
    return bare
