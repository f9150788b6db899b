"""From clauses to records: labels, spans, actors, amounts, deadline, score."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from mujaz.records.article import When
from mujaz.records.labels import by_first
from mujaz.records.statement import Actor, Cue, Statement, StatementSpan
from mujaz.statements.actors import ACCORDS, actor_of, addressee_of
from mujaz.statements.clauses import BARE_PAPERS, Clause, colon_prefix
from mujaz.statements.cues.match import Hit
from mujaz.statements.cues.rules import CueSet
from mujaz.statements.features import Grounds, Tenor, fact_features, statement_features
from mujaz.statements.modality import modality_of
from mujaz.statements.rank import is_key, score
from mujaz.statements.scene import Scene
from mujaz.statements.what.deadlines import find_deadline
from mujaz.statements.who.naming import Namer
from mujaz.statements.who.story import Party
from mujaz.statements.who.subjects import THAT, THAT_HE

if TYPE_CHECKING:
    from mujaz.statements.prepare import Read

SPOKEN_BY = ("person", "role", "body", "state")  # documents and meetings speak through their content
HEADS = ("state", "body", "person", "role", "group")
ABOUT = 14  # words within which "… said that X" names whom a sentence is about
ISSUERS = ("state", "body", "group")  # who issue a statement
POSITION = "declaration.position"


@dataclass(slots=True)
class SpanMaker:
    """Builds the records of one article."""

    rules: CueSet
    namer: Namer
    published: When | None
    tenor: Tenor

    def statement(self, read: "Read", documents: tuple[str, ...]) -> Statement:
        """The record of one sentence. documents: the English names of those it cites."""
        sentence, clauses = read.view.sentence, read.clauses
        silent = sentence.kind == "heading" and not heading_speaks(read.scene)
        spans = () if silent else tuple(s for c in clauses if (s := self.span(read, c, documents)))
        labels = tuple(dict.fromkeys(label for span in spans for label in span.labels))
        best = max(spans, key=lambda span: span.score, default=None)
        more = score(["label.more"] * (len(labels) - len(best.labels))) if best else 0.0
        facts = score(fact_features(read.view, clauses, read.numbers, self.tenor))
        total = round(max(best.score + more if best else 0.0, facts), 2)
        frame = clauses[0].frame if clauses and not best else None
        return Statement(
            article=sentence.article, sentence=sentence.index, start=sentence.start, end=sentence.end, ar=sentence.text,
            kind=sentence.kind, labels=labels, key=is_key(total, sentence.kind), score=total,
            cue=best.cue if best else None,
            actor=best.actor if best else self.about(read),
            speaker=best.speaker if best else self.spoken(frame.speaker if frame else None),
            addressee=best.addressee if best else None,
            amounts=read.amounts,
            deadline=self.deadline(read, spans, best),
            dates=tuple(when.moved(sentence.start) for when in read.dates),
            numbers=tuple(dict.fromkeys(n.plain for n in read.numbers)), documents=documents,
            modality=best.modality if best else "", plover=best.plover if best else "", spans=spans,
        )  # fmt: skip

    def spoken(self, party: Party | None) -> Actor | None:
        """A speaker's record."""
        return self.namer.actor(party) if party and party.kind in SPOKEN_BY else None

    def about(self, read: "Read") -> Actor | None:
        """Who a sentence without a label is about: the party named behind أن, else its subject."""
        if not read.clauses:
            return None
        frame, view = read.clauses[0].frame, read.view
        party = frame.subject
        for at in range(frame.part.start, min(frame.part.end, frame.part.start + ABOUT, len(view.words) - 1)):
            if view.words[at] in ("ان", "بان", "وان"):
                found = read.scene.mention(at + 1)
                if found and found.kind in ("state", "own", "body", "person"):
                    party = read.scene.story.party(found, frame.speaker) or party
                break
        return self.namer.actor(party, adopted=frame.adopted)

    def deadline(self, read: "Read", spans: Sequence[StatementSpan], best: StatementSpan | None) -> When | None:
        """The deadline of the best span, else of another; of the whole sentence when it has no label."""
        if best is None:
            sentence = read.view.sentence
            found = find_deadline(read.view, read.dates, self.published, 0, len(sentence.text))
            return found.moved(sentence.start) if found else None
        return best.deadline or next((span.deadline for span in spans if span.deadline), None)

    def span(self, read: "Read", clause: Clause, documents: tuple[str, ...]) -> StatementSpan | None:
        """The statement of a clause, None when no rule but facts holds in it."""
        hits = [hit for hit in clause.hits if hit.rule.label != "fact"]
        if not hits:
            return None
        view, scene, frame, origin = read.view, read.scene, clause.frame, read.view.sentence.start
        labels = sorted({name for hit in hits for name in (hit.rule.label, *hit.rule.also)}, key=by_first().index)
        if frame.adopted and "declaration" not in labels:
            labels.append("declaration")
        head = min(hits, key=lambda hit: (hit.rule.id == POSITION, hit.start, by_first().index(hit.rule.label)))
        start, end = bounds(scene, clause)
        first, last = view.original(head.start, head.end)
        content, _ = view.original(min(content_of(scene, clause, head), frame.part.end - 1), frame.part.end)
        amounts = tuple(a for a in read.amounts if start <= a.start < end)
        deadline = find_deadline(view, read.dates, self.published, start - origin, end - origin)
        party = self.party(scene, clause, head)
        modality = modality_of(scene, frame.part, head, self.rules.modality)
        grounds = Grounds(clause, hits, labels, amounts, deadline, documents, party, modality)
        total = score(statement_features(view, grounds, read.dates, self.published, self.tenor))
        return StatementSpan(
            start=start, end=end, ar=view.sentence.text[start - origin : end - origin],
            labels=tuple(labels),
            cue=Cue(head.rule.id, first, last), content_start=min(max(content, start), end), content_end=end,
            actor=self.namer.actor(party, adopted=frame.adopted or head.rule.binds == "adopters"),
            speaker=self.spoken(frame.speaker),
            addressee=self.namer.actor(addressee_of(scene, frame, head, party)),
            modality=modality, plover=head.rule.plover, amounts=amounts,
            deadline=deadline.moved(origin) if deadline else None,
            key=is_key(total, view.sentence.kind), score=total,
        )  # fmt: skip

    def party(self, scene: Scene, clause: Clause, head: Hit) -> Party | None:
        """The actor of a statement; what an adopted document tells is its adopters'."""
        party, frame = actor_of(scene, clause.frame, head), clause.frame
        if head.rule.label == "agreement":
            if party and party.name.split()[0].removeprefix("ال") in ACCORDS:
                return scene.story.accord  # what an accord provides for is its signatories'
            scene.story.accord = party or scene.story.accord
        if party and party.kind == "document" and party.name in BARE_PAPERS and not scene.story.paper:
            return next((p for p in reversed(scene.story.spoken) if p.kind in ISSUERS), party)  # who issued it
        if frame.adopted and frame.subject and (party is None or party.kind in ("group", "document", "event")):
            return frame.subject
        return party


def content_of(scene: Scene, clause: Clause, head: Hit) -> int:
    """The word where the content begins; what is called a danger is told whole, from behind أن on."""
    if head.rule.label != "concern" or head.rule.binds != "speaker":
        return head.content
    words = scene.view.words
    for at in range(head.start - 1, clause.frame.part.start - 1, -1):
        if words[at] in THAT or words[at] in ":«":
            return at + 1
        if words[at] in THAT_HE:
            return head.start
    return head.start


def bounds(scene: Scene, clause: Clause) -> tuple[int, int]:
    """Offsets of a clause in the article: the first from the sentence's start, the last to its end."""
    part, sentence = clause.frame.part, scene.view.sentence
    start, end = scene.view.original(part.start, part.end)
    if part.start == 0:
        start = sentence.start
    if part.end >= len(scene.view.words):
        end = sentence.start + len(sentence.text.rstrip())
    return start, end


def heading_speaks(scene: Scene) -> bool:
    """Whether a heading says something: it has a subject, a finite verb, or a speaker before a colon."""
    view = scene.view
    first = next((at for at, word in enumerate(view.words) if word.isalpha()), None)
    if first is None:
        return False
    found = scene.mention(first)
    if colon_prefix(scene) or (found and found.kind in HEADS and found.end < len(view.words)):
        return True
    return scene.has(first, "past:", "pres:", "fut:") and not scene.has(first, "noun:")
