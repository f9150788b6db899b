"""What is true of a statement, by the names of lexicon/rank.toml: the grounds of its score."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from mujaz.arabic.quantity import Number
from mujaz.records.article import When
from mujaz.records.labels import labels_that
from mujaz.records.statement import Amount
from mujaz.statements.clauses import Clause
from mujaz.statements.cues.match import Hit
from mujaz.statements.rank import score
from mujaz.statements.view import View
from mujaz.statements.who.story import Party
from mujaz.statements.word_sets import word_set


@dataclass(frozen=True, slots=True)
class Tenor:
    """What an article is: the field of noise it belongs to, whether it tells of a meeting; lead: its first sentence."""

    noise: str = ""
    meeting: bool = False
    lead: int = -1


@dataclass(frozen=True, slots=True)
class Grounds:
    """Everything about one statement that its score may rest on."""

    clause: Clause
    hits: Sequence[Hit]
    labels: Sequence[str]
    amounts: Sequence[Amount]
    deadline: When | None
    documents: Sequence[str]
    party: Party | None
    modality: str


def statement_features(
    view: View, grounds: Grounds, dates: Sequence[When], published: When | None, tenor: Tenor
) -> list[str]:
    """The features of a statement, in a fixed order."""
    praises = {hit.rule.mark for hit in grounds.hits} == {"praise"} and not tenor.meeting
    return [
        *of_labels(grounds),
        *of_content(grounds),
        *of_circumstance(view, grounds, dates, published),
        *(["praise"] if praises else []),
        *(["lead"] if view.sentence.index == tenor.lead and not tenor.noise else []),
        *(["noisy"] if tenor.noise else []),
    ]


def of_labels(grounds: Grounds) -> Iterator[str]:
    """Its best label, each further one, and whether it binds firmly."""
    yield "label." + max(grounds.labels, key=lambda label: score([f"label.{label}"]))
    yield from ["label.more"] * (len(grounds.labels) - 1)
    strengths = {hit.rule.strength for hit in grounds.hits}
    if strengths & {"firm", "soft"}:
        yield "firm" if "firm" in strengths else "soft"


def of_content(grounds: Grounds) -> Iterator[str]:
    """A sum, a date, a document it rests on."""
    if any(a.currency != "%" for a in grounds.amounts):
        yield "money"
    if grounds.deadline and labels_that("dated").intersection(grounds.labels):
        yield "deadline"
    if grounds.clause.frame.adopted:
        yield "adopted"
    if grounds.documents:
        yield "document"


def of_circumstance(view: View, grounds: Grounds, dates: Sequence[When], published: When | None) -> Iterator[str]:
    """Who makes it, how sure it is, whether it is news."""
    party, part = grounds.party, grounds.clause.frame.part
    if party and party.kind in ("state", "document", "body"):
        yield "state"
    past = long_past(view, part.start, part.end, dates, published)
    if past or any(hit.rule.rank == "background" for hit in grounds.hits):
        yield "background"
    if all(hit.rule.rank == "weak" for hit in grounds.hits):
        yield "weak"
    if grounds.modality in ("denied", "conditional"):
        yield grounds.modality
    passive = party is None and {"agreement", "declaration"}.intersection(grounds.labels)
    if not passive and (party is None or not party.official):
        yield "unofficial"
    if grounds.labels[0] == "endorsement" and not word_set("guests").isdisjoint(view.words[part.start : part.end]):
        yield "courtesy"


def long_past(view: View, start: int, end: int, dates: Sequence[When], published: When | None) -> bool:
    """Whether words start … end-1 are dated, and with no date of the article's own or the preceding year."""
    if published is None or not published.value[:4].isdigit():
        return False
    years = []
    for date in dates:
        year = date.value.rpartition("/")[2][:4]
        if year.isdigit() and start <= view.word_at(date.start) < end:
            years.append(int(year))
    return bool(years) and max(years) < int(published.value[:4]) - 1


def fact_features(view: View, clauses: Sequence[Clause], numbers: Sequence[Number], tenor: Tenor) -> list[str]:
    """Facts that put a sentence without a label on the page of a meeting: where it was, who came, counts, deeds."""
    if not tenor.meeting:
        return []
    found = list(dict.fromkeys(hit.rule.id for clause in clauses for hit in clause.hits if hit.rule.label == "fact"))
    if any(counts_parties(view, number) for number in numbers):
        found.append("figure")
    return [*found, *(["noisy"] if tenor.noise else [])]


def counts_parties(view: View, number: Number) -> bool:
    """Whether a number counts States, participants, organisations."""
    after = view.word_at(number.end)
    if number.kind not in ("figure", "mixed", "words") or number.value < 3 or after >= len(view.words):
        return False
    return view.words[after] in word_set("counted") or view.words[after].lstrip("و") in word_set("counted")
