"""One sentence under reading: its words, the phrases found in it, and the frame of a clause: who speaks, who acts."""

from dataclasses import dataclass, field, replace

from mujaz.statements.clause_bounds import Segment
from mujaz.statements.cues.match import EntityEnd
from mujaz.statements.view import COMMAS, QUOTES, View
from mujaz.statements.who.mentions import Mention, mention_at
from mujaz.statements.who.story import Party, Story
from mujaz.statements.who.subjects import CARRIERS, THAT, after_verb, before_verb

NAMED = ("state", "own", "body")
PERSONS = ("person", "role")
JOINED = ("state", "body", "person", "role")  # noun phrases that و joins to one subject
TOPIC_REACH = 10  # words between أما and the verb behind ف
COUNTERPARTS = frozenset({"نظيره", "نظيرها", "نظيرته", "نظيرتها"})


@dataclass(frozen=True, slots=True)
class Frame:
    """A clause's words, its subject, the one speaking, and whether it tells what an adopted document states."""

    part: Segment
    subject: Party | None
    speaker: Party | None
    adopted: bool


@dataclass(slots=True)
class Scene:
    """A sentence and the story so far; noun phrases are read once and remembered.

    main: the subject of the sentence, once known; opener: the word of its first verb. givers: where a further giver
    stands with a sum of its own and the verb unsaid (…، والدنمارك 7 ملايين).
    """

    view: View
    story: Story
    found: dict[int, Mention | None] = field(default_factory=dict)
    main: Party | None = None
    opener: int = 0
    givers: dict[int, Mention] = field(default_factory=dict)

    def mention(self, at: int) -> Mention | None:
        """The noun phrase at a word."""
        if at not in self.found:
            self.found[at] = mention_at(self.view, at, self.story.known, self.story.cast.aliases)
        return self.found[at]

    def has(self, at: int, *prefixes: str) -> bool:
        """Whether a word has a reading of one of these classes ("verb:", "fem:")."""
        return at < len(self.view.tags) and not self.view.tags[at].isdisjoint(prefixes)

    def after(self, at: int) -> Mention | None:
        """The subject behind the finite verb at a word."""
        if not self.has(at, "verb:"):
            return None
        main = self.main if at > self.opener else None
        return after_verb(self.view, at, self.story, self.story.cast.aliases, main)

    def before(self, start: int, at: int) -> Mention | None:
        """The subject in front of the verb at a word, not before word `start`."""
        return before_verb(self.view, start, at, self.story, self.story.cast.aliases)

    def nested(self, part: Segment, speaker: Party | None) -> Party | None:
        """The party named behind the first أن of a clause: of whom the speaker speaks."""
        words = self.view.words
        for at in range(part.start, part.end - 1):
            if words[at] in THAT:
                carried = at + 2 < part.end and words[at + 1] in CARRIERS
                found = self.mention(at + 2 if carried else at + 1)
                return self.story.party(found, speaker) if found and found.kind in NAMED else None
        return None

    def party(self, found: Mention, speaker: Party | None = None) -> Party | None:
        """The party a subject's noun phrase means, with those who act together with it: قطر وتشاد."""
        first = self.story.party(found, speaker)
        if first is None or found.kind not in JOINED:
            return first
        others: list[Party] = []
        at = found.end
        while at < len(self.view.words):
            at += self.view.words[at] in COMMAS and found.kind in ("person", "role")
            further = self.further(at, found.kind)
            party = self.story.party(further, speaker) if further else None
            if further is None or party is None:
                break
            others += [party] * (party.key != first.key)
            at = further.end
        return replace(first, others=tuple(others)) if others else first

    def topic(self, at: int) -> Mention | None:
        """The topic that the verb at a word comments on: أما هولندا فتعهدت."""
        words = self.view.words
        if at >= len(words) or words[at][:1] != "ف":
            return None
        here = next((w for w in range(at - 1, max(-1, at - TOPIC_REACH), -1) if words[w] in ("اما", "واما")), -1)
        return self.mention(here + 1) if here >= 0 else None

    def further(self, at: int, kind: str) -> Mention | None:
        """A noun phrase of the same kind joined by و at a word; "his counterpart" is that of his State."""
        words = self.view.words
        if at >= len(words) or words[at][:1] != "و" or len(words[at]) < 3 or self.has(at, "verb:"):
            return None
        if words[at][1:] in COUNTERPARTS and at + 1 < len(words):
            country = self.story.known.nationality.get(words[at + 1], "")
            return Mention("state", at, at + 2, country, country, "f", country=country) if country else None
        found = self.mention(at)
        if found is not None and found.name.split()[0] == words[at]:  # وزارة, وفد: the letter is its own
            return None
        alike = found is not None and (found.kind in PERSONS) == (kind in PERSONS) and found.kind in JOINED
        return found if alike else None

    def named_before(self, part: Segment, at: int, speaker: Party | None) -> Party | None:
        """The party behind the last أن before a word: إن إيطاليا تدرس تقديم مليون."""
        for here in range(at - 1, part.start - 1, -1):
            if self.view.words[here] in THAT:
                found = self.mention(here + 1)
                return self.story.party(found, speaker) if found and found.kind in NAMED else None
        return None

    def entity_end(self) -> EntityEnd:
        """What the matcher asks: where a name of these kinds ends."""
        view = self.view

        def end(at: int, kinds: frozenset[str]) -> int:
            while at < len(view.words) and view.words[at] in QUOTES and view.words[at] not in ")»":
                at += 1
            if at >= len(view.words):
                return -1
            if "money" in kinds and at in view.money:
                return view.money[at]
            if "share" in kinds and at in view.shares:
                return view.shares[at]
            found = None if kinds <= {"money", "share"} else self.mention(at)
            if found is None:
                return -1
            kind = {"own": "state", "role": "person", "pronoun": "person"}.get(found.kind, found.kind)
            return found.end if kind in kinds or (kind == "body" and "state" in kinds) else -1

        return end
