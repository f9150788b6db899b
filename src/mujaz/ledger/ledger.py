"""The ledger: which commitment is new, repeated, extended or changed, with its history.

A pure function over Commitment records. What counts as the same commitment is decided by actor, addressee, sum,
period and topic, with the thresholds of ledger.toml; nothing is ever added up.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from mujaz.arabic.normalise import fold_word
from mujaz.ledger.rules import LedgerRules, rules, stem
from mujaz.records.digest import Change, Commitment, Entry
from mujaz.records.statement import Amount


@dataclass(frozen=True, slots=True)
class Relation:
    """How a commitment relates to an earlier one. score: how alike they are, 0 to 2. pays: it pays the earlier one."""

    change: Change
    note: str
    score: float
    pays: bool = False


@dataclass
class _Thread:
    """The history of one commitment while the ledger is being built; entries in order of time."""

    entries: list[int] = field(default_factory=list)


def build(commitments: Iterable[Commitment]) -> tuple[Entry, ...]:
    """The ledger of these commitments, in order of day, then article and place in it."""
    made: list[Entry] = []
    threads: dict[frozenset[str], list[_Thread]] = {}
    names: dict[str, dict[frozenset[str], None]] = {}  # word of an actor's name → names with it; a set in order
    for new in sorted(commitments, key=lambda c: (c.day, c.article, c.sentence, c.id)):
        actor = actor_words(new)
        alike = dict.fromkeys(name for word in sorted(actor) for name in names.get(word, ()))
        near = [thread for name in alike if same_actor(name, actor) for thread in threads[name]]
        if actor <= rules().generic:
            days = rules().same_report_days
            near = [thread for thread in near if days_between(made[thread.entries[-1]], new) <= days]
        best = _best(made, near, new)
        if best is None:
            threads.setdefault(actor, []).append(_Thread([len(made)]))
            for word in actor:
                names.setdefault(word, {})[actor] = None
            made.append(first_entry(new))
            continue
        thread, index, relation = best
        earlier = made[index]
        if is_same_report(earlier, new, relation):
            made[index] = joined(earlier, new, relation)
            continue
        latest = made[thread.entries[-1]]
        thread.entries.append(len(made))
        made.append(
            Entry(
                commitment=new,
                thread=latest.thread,
                change=relation.change,
                previous=earlier.commitment.id,
                note=relation.note,
                sources=(new.article,),
                pays=earlier.commitment.id if relation.pays else "",
            )
        )
    return tuple(made)


def first_entry(new: Commitment) -> Entry:
    """The entry that begins a thread; one that itself names an earlier sum is a change of something older."""
    change: Change = "changed" if new.was else "new"
    note = f"was {new.was}" if new.was else ""
    return Entry(commitment=new, thread=new.id, change=change, note=note, sources=(new.article,))


def histories(ledger: Iterable[Entry]) -> dict[str, tuple[Entry, ...]]:
    """For each entry, by the id of its commitment: the earlier entries of the same thread, oldest first."""
    threads: dict[str, list[Entry]] = {}
    made = {}
    for entry in ledger:
        thread = threads.setdefault(entry.thread, [])
        made[entry.commitment.id] = tuple(thread)
        thread.append(entry)
    return made


def relate(earlier: Commitment, new: Commitment, data: LedgerRules | None = None) -> Relation | None:
    """How `new` relates to `earlier` (of the same actor); None when they are different commitments."""
    limits = data or rules()
    if earlier.addressee_ar and new.addressee_ar and not same_actor(
        name_words(earlier.addressee_ar), name_words(new.addressee_ar)
    ):  # fmt: skip
        return None
    topic = overlap(earlier.topic, new.topic, limits.smallest)
    before, now = main_amount(earlier), main_amount(new)
    if before and now:
        return _by_sum(earlier, new, before, now, topic, limits)
    if topic < limits.no_sum:
        return None
    if now:
        return Relation("changed", "a sum is now named", topic)
    if before:
        return Relation("repeated", "without the sum this time", topic)
    return Relation(*_by_time(earlier, new), score=topic)


def _by_sum(  # noqa: PLR0917 - all of it is needed, and only here
    earlier: Commitment, new: Commitment, before: Amount, now: Amount, topic: float, limits: LedgerRules
) -> Relation | None:
    """Both name a sum: the same one asks for little likeness of the words, another one for much.

    A payment may be a part of what was pledged; a pledge is never a new version of a payment.
    """
    equal = (before.value, before.currency, before.per) == (now.value, now.currency, now.per)
    if not equal and earlier.status == "paid":
        return None
    if not equal and new.status == "paid" and earlier.status in ("pledged", "committed"):
        if topic < limits.payment or before.currency != now.currency or now.value > before.value:
            return None
        return Relation("changed", part_paid(earlier, new), topic, pays=True)
    if topic < (limits.same_sum if equal else limits.other_sum):
        return None
    if equal:
        paid = new.status == "paid" and earlier.status in ("pledged", "committed")
        return Relation(*_by_time(earlier, new), score=1 + topic, pays=paid)
    return Relation("changed", f"was {new.was or earlier.how_much or plain(before)}", topic)


def part_paid(pledge: Commitment, payment: Commitment) -> str:
    """What a payment is of a pledge, in words: "$10 million of $65 million reported paid"."""
    told = [said.how_much or (plain(amount) if (amount := main_amount(said)) else "") for said in (payment, pledge)]
    return f"{told[0]} of {told[1]} reported paid"


def _by_time(earlier: Commitment, new: Commitment) -> tuple[Change, str]:
    """Same thing: until later (extended), in another state or until earlier (changed), or just said again."""
    if new.status != earlier.status:
        return "changed", f"was {earlier.status}, now {new.status}"
    before, now = end_of(earlier), end_of(new)
    if before and now and now[: len(before)] > before[: len(now)]:
        return "extended", f"until {now} instead of {before}"
    if before and now and now[: len(before)] < before[: len(now)]:
        return "changed", f"until {now} instead of {before}"
    return "repeated", ""


def is_same_report(earlier: Entry, new: Commitment, relation: Relation) -> bool:
    """Whether `new` is the same thing told by another source, not said a second time.

    Within these days another article with another sum contradicts the first; the actor has not changed its mind.
    """
    if days_between(earlier, new) > rules().same_report_days or relation.pays:
        return False
    return relation.change == "repeated" or (relation.change == "changed" and new.article not in earlier.sources)


def joined(earlier: Entry, new: Commitment, relation: Relation) -> Entry:
    """The entry with one more source: with the sum it lacked, or with what this source says instead."""
    sources = tuple(dict.fromkeys((*earlier.sources, new.article)))
    if relation.change == "repeated":
        return replace(earlier, sources=sources)
    if main_amount(new) and not main_amount(earlier.commitment):
        return replace(earlier, commitment=replace(new, id=earlier.commitment.id), sources=sources)
    told = ", ".join(part for part in (new.how_much, new.by_when) if part) or relation.note
    return replace(earlier, sources=sources, differing=tuple(dict.fromkeys((*earlier.differing, told))))


def payments(ledger: Iterable[Entry]) -> dict[str, tuple[Entry, ...]]:
    """The payments reported towards each entry, by the id of its commitment, oldest first."""
    made: dict[str, tuple[Entry, ...]] = {}
    for entry in ledger:
        if entry.pays:
            made[entry.pays] = (*made.get(entry.pays, ()), entry)
    return made


def paid_of(entry: Entry, paid: Iterable[Entry]) -> str:
    """What is reported paid of an entry, in words; several payments are named, never added up. "" for none."""
    told = list(dict.fromkeys(pay.commitment.how_much for pay in paid if pay.commitment.how_much))
    whole = entry.commitment.how_much
    if not told or not whole:
        return ""
    return f"{whole} reported paid" if told == [whole] else f"{' and '.join(told)} of {whole} reported paid"


def note_of(entry: Entry) -> str:
    """What is to be said beside an entry: what changed, and what other sources say instead."""
    return "; ".join([entry.note] * bool(entry.note) + [f"another source: {said}" for said in entry.differing])


def days_between(earlier: Entry, new: Commitment) -> int:
    """Days from an entry of the ledger to a later commitment."""
    return (date.fromisoformat(new.day) - date.fromisoformat(earlier.commitment.day)).days


def _best(made: list[Entry], threads: list[_Thread], new: Commitment) -> tuple[_Thread, int, Relation] | None:
    """The thread `new` belongs to, the entry to compare it with, and how they relate.

    The likeliest thread wins, the later on a tie. Within it, an entry that says exactly the same comes first, else
    the latest that relates.
    """
    found: tuple[tuple[float, int], _Thread, int, Relation] | None = None
    for thread in threads:
        related = [(i, r) for i in reversed(thread.entries) if (r := relate(made[i].commitment, new))]
        if not related:
            continue
        index, relation = next(((i, r) for i, r in related if is_same_report(made[i], new, r)), related[0])
        rank = (relation.score, index)
        if found is None or rank > found[0]:
            found = (rank, thread, index, relation)
    return found[1:] if found else None


def main_amount(commitment: Commitment) -> Amount | None:
    """The largest sum of money of a commitment; shares do not count."""
    sums = [amount for amount in commitment.amounts if amount.currency != "%"]
    return max(sums, key=lambda amount: amount.value, default=None)


def end_of(commitment: Commitment) -> str:
    """When a commitment runs out: end of the sum's period, else of the deadline, as ISO 8601; "" when unknown."""
    amount = main_amount(commitment)
    for value in (amount.period if amount else "", commitment.deadline.value if commitment.deadline else ""):
        end = value.rpartition("/")[2]
        if end and end != ".." and end[0].isdigit():
            return end
    return ""


def actor_words(commitment: Commitment) -> frozenset[str]:
    """What an actor is recognised by: the stems of the Arabic name, else the English words."""
    return name_words(commitment.actor_ar or commitment.actor)


def name_words(name: str) -> frozenset[str]:
    """The stems of a name without words such as "state" that come and go."""
    return frozenset(stem(word) for word in fold_word(name).lower().split()) - rules().stop


def same_actor(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether two names are one: equal, or one only shorter, but more than "the Ministry". Nobody is never the same."""
    if one == other:
        return bool(one)
    shorter = min(one, other, key=len)
    return (one <= other or other <= one) and not shorter <= rules().generic


def overlap(one: Sequence[str], other: Sequence[str], smallest: int) -> float:
    """Share of common stems, by the smaller set but never by less than `smallest` stems."""
    common = len(set(one) & set(other))
    return common / max(min(len(one), len(other)), smallest)


def plain(amount: Amount) -> str:
    """A sum in plain words, for notes: "15,000,000 USD a year"."""
    per = f" a {amount.per}" if amount.per else ""
    return f"{amount.value:,.15g} {amount.currency}{per}"
