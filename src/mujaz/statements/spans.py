"""From clauses to records: labels, spans, modality, amounts, deadline, score."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from mujaz.arabic.quantity import Number
from mujaz.article import When
from mujaz.statements.clauses import Clause, Reader
from mujaz.statements.cues import CueRule, CueSet
from mujaz.statements.deadlines import find_deadline
from mujaz.statements.english import Namer
from mujaz.statements.match import EntityEnd, Hit, match_at
from mujaz.statements.rank import is_key, score
from mujaz.statements.record import Actor, Amount, Cue, Modality, Statement, StatementSpan
from mujaz.statements.subjects import Party
from mujaz.statements.view import COMMAS, View

if TYPE_CHECKING:
    from mujaz.statements.prepare import Read

COUNTED = frozenset(
    "دولة دول مشارك مشاركا مشاركين وزيرا وزير وزراء منظمة منظمات كيانا كيان كيانات وفدا وفد وفود ممثلا ممثلين بلدا بلد بلدان جهة".split()
)
GUESTS = frozenset(
    "المشاركين بالمشاركين المشاركة بالمشاركة بالحضور الحضور استضافة حفاوة ضيافة الاستقبال بالضيوف للمشاركين".split()
)


@dataclass(slots=True)
class SpanMaker:
    """Builds the records of one article."""

    rules: CueSet
    namer: Namer
    reader: Reader
    published: When | None
    noise: str = ""

    def statement(self, read: "Read", documents: tuple[str, ...]) -> Statement:
        """The record of one sentence. documents: the English names of those it cites."""
        view, clauses, dates, amounts = read.view, read.clauses, read.dates, read.amounts
        sentence = view.sentence
        spans = [
            span
            for clause in clauses
            if (span := self.span(view, clause, dates, amounts, documents, alone=len(clauses) == 1))
        ]
        if sentence.kind == "heading" and not self.heading_speaks(view, clauses):
            spans = []
        labels = tuple(dict.fromkeys(label for span in spans for label in span.labels))
        best = max(spans, key=lambda span: span.score, default=None)
        facts = self.facts(view, clauses, read.numbers)
        total = round(max([best.score + 0.4 * (len(labels) - len(best.labels)) if best else 0.0, score(facts)]), 2)
        head = clauses[0] if clauses else None
        lone_actor = None if best or head is None else self.lone_actor(view, clauses)
        lone_speaker = None if best or head is None else head.speaker
        firm = [a for a in amounts if a.currency != "%"]
        return Statement(
            article=sentence.article, sentence=sentence.index, start=sentence.start, end=sentence.end, ar=sentence.text,
            kind=sentence.kind, labels=labels, key=is_key(total, sentence.kind), score=total,
            cue=best.cue if best else None,
            actor=best.actor if best else self.namer.actor(lone_actor, adopted=bool(head and head.adopted)),
            speaker=best.speaker if best else self.spoken(lone_speaker),
            addressee=best.addressee if best else None,
            amounts=amounts if firm or best else (),
            deadline=self.deadline(view, spans, best, dates),
            dates=tuple(dates), numbers=tuple(dict.fromkeys(n.plain for n in read.numbers)), documents=documents,
            modality=best.modality if best else "", plover=best.plover if best else "",
            spans=tuple(spans),
        )  # fmt: skip

    def spoken(self, party: Party | None) -> Actor | None:
        """A speaker's record: persons, roles, bodies; documents and meetings speak through their content."""
        return self.namer.actor(party) if party and party.kind in ("person", "role", "body", "state") else None

    def lone_actor(self, view: View, clauses: Sequence[Clause]) -> Party | None:
        """Who a sentence without a label is about: the party named behind أن, else its subject."""
        head = clauses[0]
        for at in range(head.segment.start, min(head.segment.end, head.segment.start + 14)):
            if view.words[at] in ("ان", "بان", "وان"):
                found = self.reader.mention(view, at + 1) if at + 1 < len(view.words) else None
                if found and found.kind in ("state", "own", "body", "person"):
                    return self.reader.story.party(found, head.speaker) or head.subject
                break
        return head.subject

    def deadline(
        self, view: View, spans: Sequence[StatementSpan], best: StatementSpan | None, dates: Sequence[When]
    ) -> When | None:
        """The deadline of the best span, else of another; of the whole sentence when it has no label."""
        if best and best.deadline:
            return best.deadline
        for span in spans:
            if span.deadline:
                return span.deadline
        return None if spans else find_deadline(view, dates, self.published, 0, len(view.sentence.text))

    def heading_speaks(self, view: View, clauses: Sequence[Clause]) -> bool:
        """Whether a heading says something: it has a subject, a finite verb, or a speaker before a colon."""
        prefix = self.reader.prefix(view)
        if prefix:
            return True
        first = next((at for at, word in enumerate(view.words) if word.isalpha()), None)
        if first is None:
            return False
        found = self.reader.mention(view, first)
        if found and found.kind in ("state", "body", "person", "role", "group") and found.end < len(view.words):
            return True
        return any(t.startswith(("past:", "pres:", "fut:")) for t in view.tags[first]) and not any(
            t.startswith("noun:") for t in view.tags[first]
        )

    def span(
        self, view: View, clause: Clause, dates: Sequence[When], amounts: tuple[Amount, ...], documents: tuple[str, ...],
        *, alone: bool,
    ) -> StatementSpan | None:  # fmt: skip
        """The statement of a clause, None when no rule but facts holds in it."""
        hits = [hit for hit in clause.hits if hit.rule.label != "fact"]
        if not hits:
            return None
        labels = list(dict.fromkeys(hit.rule.label for hit in hits))
        if clause.adopted and "declaration" not in labels:
            labels.append("declaration")
        head = next((hit for hit in hits if hit.rule.id != "declaration.position"), hits[0])
        start, end = self.bounds(view, clause)
        first, last = view.original(head.start, head.end)
        content, _ = view.original(min(head.content, clause.segment.end - 1), clause.segment.end)
        mine = tuple(a for a in amounts if start <= a.start < end)
        origin = view.sentence.start
        deadline = find_deadline(view, dates, self.published, start - origin, end - origin)
        party = self.reader.actor(view, clause.segment, head, clause.subject, clause.speaker)
        if clause.adopted and clause.subject and (party is None or party.kind in ("group", "document", "event")):
            party = clause.subject
        modality = self.modality(view, clause, head)
        features = self.features(view, clause, hits, labels, mine, deadline, documents, party, modality, dates)
        total = score(features)
        return StatementSpan(
            start=start, end=end, ar=view.sentence.text[start - origin : end - origin], labels=tuple(labels),  # type: ignore[arg-type]
            cue=Cue(head.rule.id, first, last), content_start=min(max(content, start), end), content_end=end,
            actor=self.namer.actor(party, adopted=clause.adopted or head.rule.binds == "adopters"), speaker=self.spoken(clause.speaker),
            addressee=self.namer.actor(self.addressee(view, clause, head, party)),
            modality=modality, plover=head.rule.plover, amounts=mine, deadline=deadline,
            key=is_key(total, view.sentence.kind), score=total,
        )  # fmt: skip

    def bounds(self, view: View, clause: Clause) -> tuple[int, int]:
        """Offsets of a clause in the article: the first from the sentence's start, the last to its end."""
        part = clause.segment
        start, end = view.original(part.start, part.end)
        if part.start == 0:
            start = view.sentence.start
        if part.end >= len(view.words):
            end = view.sentence.start + len(view.sentence.text.rstrip())
        return start, end

    def modality(self, view: View, clause: Clause, head: Hit) -> Modality:
        """The rule's own modality, lowered by negation, condition or expectation."""
        part = clause.segment
        entity_end = self.reader.entity_end(view)
        for rule in self.rules.modality:
            if self.applies(view, rule, part.start, part.end, head, entity_end):
                if rule.modality == "denied" and head.rule.id == "commitment.will-not":
                    continue
                return rule.modality  # type: ignore[return-value]
        return head.rule.modality  # type: ignore[return-value]

    def applies(self, view: View, rule: CueRule, start: int, end: int, head: Hit, entity_end: EntityEnd) -> bool:
        """Whether a modality rule matches within a clause, on the side it asks for."""
        first, last = (max(start, head.start - 3), head.start) if rule.side == "next" else (start, end)
        for at in range(first, last if rule.side == "in" else head.start + (rule.side == "before")):
            for pattern in rule.patterns:
                if pattern.first.isdisjoint(view.tags[at]):
                    continue
                found = match_at(view, pattern, at, entity_end)
                if found and (
                    rule.side == "in" or found[0] == head.start or (rule.side == "before" and found[0] <= head.start + 1)
                ):
                    return True
        return False

    def addressee(self, view: View, clause: Clause, head: Hit, actor: Party | None) -> Party | None:
        """Who is called upon or thanked: named between the verb and the content, or behind ل at its head."""
        if head.rule.label not in ("call", "endorsement", "commitment", "funding"):
            return None
        here = head.start + 1
        first = self.reader.mention(view, here) if here < len(view.words) else None
        if first and actor and self.reader.story.party(first) == actor:
            here = first.end
        for at in range(here, min(here + 12, clause.segment.end)):
            if view.words[at] in COMMAS and at > here + 1 and head.rule.label != "call":
                break
            if head.rule.label != "call" and "pre:ل" not in view.tags[at]:
                continue
            if head.rule.label == "call" and at >= head.content and view.words[at - 1] in ("الي", "ان"):
                break
            found = self.reader.mention(view, at)
            if found and found.kind in ("state", "body", "person", "role", "group") and found.name:
                party = self.reader.story.party(found)
                if party and (actor is None or party.key != actor.key):
                    return party
        return None

    def features(
        self, view: View, clause: Clause, hits: Sequence[Hit], labels: Sequence[str], amounts: Sequence[Amount],
        deadline: When | None, documents: Sequence[str], party: Party | None, modality: str, dates: Sequence[When],
    ) -> list[str]:  # fmt: skip
        """What is true of a statement, by the names of rank.toml."""
        best = max(labels, key=lambda label: score([f"label.{label}"]))
        found = [f"label.{best}", *["label.more"] * (len(labels) - 1)]
        strengths = {hit.rule.strength for hit in hits}
        if "firm" in strengths:
            found.append("firm")
        elif "soft" in strengths:
            found.append("soft")
        if any(a.currency != "%" for a in amounts):
            found.append("money")
        if deadline and set(labels) & {"commitment", "funding", "agreement", "declaration"}:
            found.append("deadline")
        if clause.adopted:
            found.append("adopted")
        if documents:
            found.append("document")
        if party and party.kind in ("state", "document", "body"):
            found.append("state")
        if any(hit.rule.rank == "background" for hit in hits):
            found.append("background")
        if all(hit.rule.rank == "weak" for hit in hits):
            found.append("weak")
        if self.long_past(view, clause, dates) and "background" not in found:
            found.append("background")
        if modality in ("denied", "conditional"):
            found.append(modality)
        passive = party is None and set(labels) & {"agreement", "declaration"}
        if not passive and (party is None or not party.official):
            found.append("unofficial")
        if labels[0] == "endorsement" and any(
            view.words[at] in GUESTS for at in range(clause.segment.start, clause.segment.end)
        ):
            found.append("courtesy")
        if self.noise:
            found.append("noisy")
        return found

    def long_past(self, view: View, clause: Clause, dates: Sequence[When]) -> bool:
        """Whether a clause is dated, and with no date of the article's own or the preceding year."""
        if self.published is None or not self.published.value[:4].isdigit():
            return False
        part = clause.segment
        years = {
            int(d.value.rpartition("/")[2][:4]) for d in dates
            if part.start <= view.word_at(d.start) < part.end and d.value.rpartition("/")[2][:4].isdigit()
        }  # fmt: skip
        return bool(years) and max(years) < int(self.published.value[:4]) - 1

    def facts(self, view: View, clauses: Sequence[Clause], numbers: Sequence[Number]) -> list[str]:
        """Facts that put a sentence without a label on the page: the meeting, who came, counts, deeds."""
        found = list(
            dict.fromkeys(hit.rule.id for clause in clauses for hit in clause.hits if hit.rule.label == "fact")
        )
        for number in numbers:
            after = view.word_at(number.end)
            if number.kind in ("figure", "mixed", "words") and number.value >= 3 and after < len(view.words):
                near = view.words[after : after + 2]
                if near and (near[0] in COUNTED or near[0].lstrip("و") in COUNTED):
                    found.append("figure")
                    break
        if self.noise:
            found.append("noisy")
        return found
