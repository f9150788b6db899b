"""The digest of a week as a record: events, commitments with their history, declarations, what changed, what to check.

Pure: everything comes in as arguments, so that the same store gives the same digest.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from mujaz.briefing.outlet import in_latin
from mujaz.briefing.review import DIFFER
from mujaz.english.dates import format_when
from mujaz.job.settings import WatchSettings
from mujaz.job.weeks import Week
from mujaz.ledger.deadlines import DAYS_AHEAD, Due, deadlines, soon, within
from mujaz.ledger.ledger import histories, note_of, paid_of, payments
from mujaz.ledger.watch import Told, lists_of, of_commitment
from mujaz.records.article import When
from mujaz.records.briefing import Briefing, Bullet
from mujaz.records.digest import (
    STATUS_WORDS,
    CommitmentLine,
    Count,
    Digest,
    DueLine,
    Entry,
    EventLine,
    Line,
    SourceTrouble,
)
from mujaz.records.event import Continuation

CHART_WEEKS = 8
CHART_ACTORS = 8
LETTERS = re.compile(r" \([A-Z]{2,6}\)$")  # behind an outlet's name; it stands in brackets itself


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """What a digest is made of. late, archive: ids of articles. ledger: all entries up to the end of the period.

    outlets: of each article. watches: the watch-lists whose lines are marked.
    """

    briefings: Sequence[Briefing]
    ledger: Sequence[Entry]
    articles: frozenset[str]
    late: frozenset[str] = frozenset()
    archive: int = 0
    troubles: Sequence[SourceTrouble] = ()
    outlets: dict[str, tuple[str, ...]]
    watches: Sequence[WatchSettings] = ()


def compose(
    material: Material, *, week: str, first: date, last: date, zone: str, title: str, issued: str, signature: str
) -> Digest:
    """The digest of the days `first` to `last`; week: "2024-W45", or "" for a free period."""
    commitments = commitment_lines(material)
    events = tuple(event_line(briefing, material) for briefing in material.briefings)
    declarations = tuple(
        line_of(bullet, briefing, material.watches)
        for briefing in material.briefings
        for bullet in briefing.section("declarations").bullets
    )
    doubts = [(bullet, briefing) for briefing in material.briefings for bullet in briefing.section("to_check").bullets]
    differing = [line_of(b, briefing) for b, briefing in doubts if b.what.startswith(DIFFER)]
    differing += contradicted(material, commitments, {ref for line in differing for ref in line.refs})
    told = [(b, briefing) for b, briefing in doubts if b.refs and not b.what.startswith(DIFFER)]
    to_check = (
        *(line_of(bullet, briefing) for bullet, briefing in told if bullet.review),
        *remarks(line_of(bullet, briefing) for bullet, briefing in told if not bullet.review),
    )
    digest = Digest(
        week=week,
        start=first.isoformat(),
        end=last.isoformat(),
        time_zone=zone,
        title=title,
        issued=issued,
        events=events,
        commitments=commitments,
        declarations=declarations,
        changes=tuple(change_lines(commitments)),
        due=due_lines(material, last),
        disagreements=tuple(differing),
        to_check=to_check,
        troubles=tuple(material.troubles),
        by_week=by_week(material.ledger, Week.of(last)),
        by_actor=by_actor(commitments),
        articles=len(material.articles),
        late=len(material.late),
        archive=material.archive,
        signature=signature,
    )
    from dataclasses import replace

    return replace(digest, glance=tuple(glance(digest)))


def event_line(briefing: Briefing, material: Material) -> EventLine:
    """One event with its bottom line, and the outlets that report it."""
    ids = [source.article for source in briefing.sources]
    outlets = dict.fromkeys(
        LETTERS.sub("", in_latin(outlet)) for article in ids for outlet in material.outlets.get(article, ()) if outlet
    )
    bottom = " ".join(bullet.what for bullet in briefing.bottom_line)
    text = f"{briefing.title} {briefing.title_ar} {bottom}"
    start = briefing.date_start
    return EventLine(
        id=briefing.event,
        folder=briefing.folder,
        title=briefing.title,
        kind=briefing.kind,
        date=briefing.date,
        day=start.value.partition("/")[0] if start else "",
        place=briefing.place,
        bottom_line=bottom,
        articles=len(ids),
        outlets=tuple(outlets),
        late=bool(ids) and all(article in material.late for article in ids),
        review=bool(briefing.flags),
        watched=lists_of(material.watches, Told(text, text, briefing.place)),
        since=since(briefing.continues) if briefing.continues else "",
    )


def since(continues: Continuation) -> str:
    """What an event goes on from, for readers: "3 June 2025 (2025-W23)"."""
    day = format_when(When(continues.since, "day")) if continues.since else ""
    return f"{day} ({continues.week})" if day else continues.week


def commitment_lines(material: Material) -> tuple[CommitmentLine, ...]:
    """The commitments reported in the period: changed and new ones first, money before words, then as reported.

    One that a source of an earlier week had reported already is shown as repeated, with the day of that report.
    """
    lines, before, paid = [], histories(material.ledger), payments(material.ledger)
    for entry in material.ledger:
        here = [article for article in entry.sources if article in material.articles]
        if not here:
            continue
        commitment = entry.commitment
        change, note = entry.change, note_of(entry)
        if commitment.article not in material.articles:
            change, note = "repeated", f"first reported on {readable(commitment.day)}"
        briefing, refs = place_of(here, commitment.article, commitment.sentence, material.briefings)
        lines.append(
            CommitmentLine(
                who=commitment.actor,
                what=commitment.what,
                how_much=commitment.how_much,
                by_when=commitment.by_when,
                status=commitment.status,
                change=change,
                note=note,
                history=tuple(told(old) for old in before[commitment.id]),
                event=briefing.event if briefing else "",
                folder=briefing.folder if briefing else "",
                refs=refs,
                sources=len(entry.sources),
                review=commitment.review,
                thread=entry.thread,
                paid=paid_of(entry, paid.get(commitment.id, ())),
                confidence=commitment.confidence,
                watched=lists_of(material.watches, of_commitment(commitment, briefing.place if briefing else "")),
                ar="" if commitment.what else commitment.ar,
                reviewed=commitment.reviewed,
            )
        )
    order = {"changed": 0, "extended": 0, "new": 1, "repeated": 2}
    return tuple(sorted(lines, key=lambda line: (not line.how_much, order[line.change])))


def due_lines(material: Material, last: date) -> tuple[DueLine, ...]:
    """The open deadlines of the days after the period, the earliest first."""
    return tuple(due_line(due, material.watches) for due in within(deadlines(material.ledger), soon(last)))


def due_line(due: Due, watches: Sequence[WatchSettings] = ()) -> DueLine:
    """An open deadline as a line of a page."""
    said = due.entry.commitment
    return DueLine(
        day=due.last.isoformat(),
        who=said.actor,
        what=said.what,
        how_much=said.how_much,
        by_when=said.by_when,
        paid=due.paid,
        reported=said.day,
        review=said.review,
        thread=due.entry.thread,
        watched=lists_of(watches, of_commitment(said)),
        ar="" if said.what else said.ar,
    )


def place_of(
    here: Sequence[str], article: str, sentence: int, briefings: Sequence[Briefing]
) -> tuple[Briefing | None, tuple[str, ...]]:
    """The briefing that rests on these articles, and the reference of the sentence in it ("2:7")."""
    for briefing in briefings:
        numbers = {source.article: source.number for source in briefing.sources}
        if article in numbers:
            return briefing, (f"{numbers[article]}:{sentence}",)
        if set(here) & set(numbers):
            return briefing, ()
    return None, ()


def told(entry: Entry) -> str:
    """One earlier entry of a history, in words."""
    commitment = entry.commitment
    parts = [readable(commitment.day)]
    parts += [STATUS_WORDS[commitment.status]] if commitment.status != "none" else []
    parts += [part for part in (commitment.how_much, commitment.by_when) if part]
    return ", ".join(parts)


def change_lines(commitments: Iterable[CommitmentLine]) -> Iterable[Line]:
    """What is no longer as earlier weeks had it."""
    for line in commitments:
        if line.change in ("changed", "extended"):
            sum_now = f" – {line.how_much}" if line.how_much else ""
            before = f" Before: {line.history[-1]}." if line.history else ""
            text = f"{line.who or 'Unnamed'}: {line.shown}{sum_now} – {line.change}, {line.note}.{before}"
            yield Line(text=text, event=line.event, folder=line.folder, refs=line.refs, review=line.review)


def contradicted(material: Material, commitments: Sequence[CommitmentLine], known: set[str]) -> Iterable[Line]:
    """Commitments of which sources of the same days say different things, unless the briefing tells of them already."""
    differing = {entry.commitment.id: entry for entry in material.ledger if entry.differing}
    for entry in differing.values():
        said = entry.commitment
        for line in commitments:
            if (line.thread, line.what) == (entry.thread, said.what) and not set(line.refs) & known:
                first = ", ".join(part for part in (said.how_much, said.by_when) if part) or "no sum"
                text = f"{line.who or 'Unnamed'}: {line.shown} – {first}, or {' or '.join(entry.differing)}"
                yield Line(text=text, event=line.event, folder=line.folder, refs=line.refs, review=True)


def line_of(bullet: Bullet, briefing: Briefing, watches: Sequence[WatchSettings] = ()) -> Line:
    """A bullet of a briefing as a line of the digest."""
    return Line(
        text=bullet.plain,
        event=briefing.event,
        folder=briefing.folder,
        refs=tuple(ref.mark for ref in bullet.refs),
        review=bullet.review,
        watched=lists_of(watches, Told(bullet.who, arabic_too(bullet, briefing), briefing.place)),
    )


def arabic_too(bullet: Bullet, briefing: Briefing) -> str:
    """The text of a bullet with the Arabic of its sentences, for words that are watched in Arabic."""
    return " ".join([bullet.plain, bullet.ar, *(found.ar for found in briefing.evidence if found.ref in bullet.refs)])


def remarks(lines: Iterable[Line]) -> Iterable[Line]:
    """What is worth knowing though nothing failed (a dollar taken for the American one): said once for all events."""
    by_text: dict[str, list[Line]] = {}
    for line in lines:
        by_text.setdefault(line.text, []).append(line)
    for text, same in by_text.items():
        yield same[0] if len(same) == 1 else Line(text=f"{text} (in {len(same)} events)", event="")


def glance(digest: Digest) -> Iterable[str]:
    """At most five lines that say what the week was; sums are named, never added."""
    outlets = {outlet for event in digest.events for outlet in event.outlets}
    late = f", {digest.late} of them late" if digest.late else ""
    if not digest.events:
        yield f"No event in this period ({count(digest.articles, 'article')} collected{late})."
    else:
        by = f" from {count(len(outlets), 'outlet')}" if outlets else ""
        yield f"{count(len(digest.events), 'event')} in {count(digest.articles, 'article')}{by}{late}."
    if digest.commitments:
        kinds = Counter(line.change for line in digest.commitments)
        shares = ", ".join(f"{kinds[k]} {k}" for k in ("new", "repeated", "extended", "changed") if kinds[k])
        yield f"{count(len(digest.commitments), 'commitment')}: {shares}."
        money = [line for line in digest.commitments if line.how_much and line.status != "none"]
        if money:
            shown = "; ".join(f"{m.who or 'unnamed'} {m.how_much} ({STATUS_WORDS[m.status]})" for m in money[:3])
            rest = f"; +{len(money) - 3} more" if len(money) > 3 else ""
            yield f"Sums as reported: {shown}{rest}."
    also = []
    if digest.declarations:
        also.append(
            f"{count(len(digest.declarations), 'declaration or decision', 'declarations or decisions')} reported"
        )
    if digest.due:
        due = f"{count(len(digest.due), 'deadline')} in the next {DAYS_AHEAD} days"
        also.append(f"{due}, the first on {readable(digest.due[0].day)}")
    if also:
        yield f"{'; '.join(also)}."
    doubts = sum(line.review for line in digest.to_check) + len(digest.disagreements)
    broken = len(digest.troubles)
    if doubts or broken:
        said = [f"{count(doubts, 'thing')} to check"] if doubts else []
        said += [f"{count(broken, 'source')} failed"] if broken else []
        yield f"{' and '.join(said).capitalize()}."


def by_week(ledger: Sequence[Entry], last: Week) -> tuple[Count, ...]:
    """Commitments of the last weeks by change; weeks without any count too, but none before the first of all."""
    first = min((Week.parse(entry.commitment.week) for entry in ledger), default=last)
    weeks = [week for back in range(CHART_WEEKS - 1, -1, -1) if (week := last.plus(-back)) >= min(first, last)]
    made = {week: Counter[str]() for week in weeks}
    for entry in ledger:
        week = Week.parse(entry.commitment.week)
        if week in made:
            made[week][entry.change] += 1
    return tuple(counted(str(week), changes) for week, changes in made.items())


def by_actor(commitments: Sequence[CommitmentLine]) -> tuple[Count, ...]:
    """Commitments of the period by actor, most first; names that tie by alphabet."""
    made: dict[str, Counter[str]] = {}
    for line in commitments:
        made.setdefault(line.who or "not named", Counter())[line.change] += 1
    ranked = sorted(made.items(), key=lambda item: (-item[1].total(), item[0]))
    return tuple(counted(actor, changes) for actor, changes in ranked[:CHART_ACTORS])


def counted(label: str, changes: Counter[str]) -> Count:
    """One bar."""
    return Count(
        label=label,
        new=changes["new"],
        repeated=changes["repeated"],
        other=changes["extended"] + changes["changed"],
    )


def count(number: int, one: str, many: str = "") -> str:
    """A number with its noun: "1 event", "3 events"."""
    return f"{number} {one if number == 1 else many or one + 's'}"


def readable(day: str) -> str:
    """2024-11-04 as "4 November 2024"."""
    return format_when(When(day, "day"))
