"""From points to bullets: the line that is printed, with its sum and its date, and which sentences it rests on."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace

from mujaz.arabic.normalise import fold_word
from mujaz.briefing.lines import best_line, quality, when_of
from mujaz.briefing.points import Point, section_of
from mujaz.briefing.previous import parted
from mujaz.english import text as prose
from mujaz.records.briefing import Bullet, Reference
from mujaz.records.labels import tag_of
from mujaz.records.statement import Actor

SAME_WORDS = 0.72  # share of common Arabic words from which two statements say the same


def bullet_of(point: Point, name: Callable[[Actor], str]) -> Bullet:
    """The point as one line, marked where it is not sure; form "withheld" where no English of it can be trusted.

    name: an actor's English name. A withheld line has no `what`: who, sum, date and label were read in the Arabic.
    """
    line = best_line(point, name)
    shown = line if line and line.quality >= quality().shown else None
    section = section_of(point)
    who = name(point.actor) if point.actor else name(point.speaker) if point.speaker else ""
    now, earlier = parted(point.amounts, point.ar)
    how_much = prose.sums(now) + (f" (was {prose.sums(earlier)})" if earlier else "")
    by_when = when_of(point)
    ruled = bool(shown and shown.rendering.form == "predicate")
    return Bullet(
        what=shown.what if shown else "",
        refs=(point.ref,),
        who=who,
        how_much=how_much,
        by_when="" if by_when and by_when in how_much else by_when,
        tag=tag_of(point.labels) if section == "positions" or not ruled else "",
        form=shown.form if shown else "withheld",
        implied=bool(shown and shown.implied),
        review=shown is None or shown.quality < quality().sure or bool(shown.failed),
        quality=round(shown.quality, 3) if shown else 0.0,
        labels=point.labels,
        ar=prose.clean(point.ar),
        score=point.score + (2.0 if point.key else 0.0) + (1.0 if point.amounts else 0.0),
    )


def merged(pairs: Iterable[tuple[Point, Bullet]], articles: Sequence[str]) -> list[Bullet]:
    """One bullet for statements that say the same, with all their references; best first.

    Statements are the same when `duplicate_of` says so, or when they share most of their Arabic words and a label;
    never when they name different actors or different sums. articles: ids by number, for `duplicate_of`.
    """
    kept: list[tuple[set[str], set[Reference], Bullet]] = []
    number = {article: n for n, article in enumerate(articles, 1)}
    for point, bullet in sorted(pairs, key=lambda pair: (-pair[1].score, pair[1].refs)):
        words = set(fold_word(point.ar).split())
        original = reference_of(point.statement.duplicate_of, number)
        for index, (others, refs, other) in enumerate(kept):
            same = original in refs or (alike(words, others) >= SAME_WORDS and set(other.labels) & set(bullet.labels))
            if same and agree(other, bullet):
                kept[index] = (others, refs | set(bullet.refs), join(other, bullet))
                break
        else:
            kept.append((words, set(bullet.refs), bullet))
    return [bullet for _, _, bullet in kept]


def agree(one: Bullet, other: Bullet) -> bool:
    """Whether two lines may be one: the same actor and the same sum, as far as both name one."""
    actors = not one.who or not other.who or one.who == other.who
    return actors and (not one.how_much or not other.how_much or one.how_much == other.how_much)


def join(best: Bullet, other: Bullet) -> Bullet:
    """The better bullet with the references of both; what only the other knows is filled in.

    The wording that a person looked at is kept, else the surer one.
    """
    worded = max((best, other), key=lambda b: (b.reviewed is not None, b.form != "withheld", not b.review, b is best))
    return replace(
        worded,
        refs=tuple(sorted({*best.refs, *other.refs})),
        who=best.who or other.who,
        how_much=best.how_much or other.how_much,
        by_when=best.by_when or other.by_when,
        score=best.score + 0.25,
    )


def alike(one: set[str], other: set[str]) -> float:
    """Share of common words, by the smaller set but never for very short ones."""
    smaller = min(len(one), len(other))
    return len(one & other) / max(smaller, 5) if smaller else 0.0


def reference_of(duplicate_of: str, number: Mapping[str, int]) -> Reference | None:
    """`article:index` as a Reference; None for "" or an article of another event."""
    article, _, index = duplicate_of.rpartition(":")
    return Reference(number[article], int(index)) if article in number and index.isdigit() else None
