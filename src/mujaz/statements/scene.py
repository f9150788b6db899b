"""One sentence under reading: its words, the phrases found in it, and the frame of a clause: who speaks, who acts."""

from dataclasses import dataclass, field

from mujaz.statements.clause_bounds import Segment
from mujaz.statements.cues.match import EntityEnd
from mujaz.statements.view import QUOTES, View
from mujaz.statements.who.mentions import Mention, mention_at
from mujaz.statements.who.story import Party, Story
from mujaz.statements.who.subjects import CARRIERS, THAT, after_verb, before_verb

NAMED = ("state", "own", "body")


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

    main: the subject of the sentence, once known; opener: the word of its first verb.
    """

    view: View
    story: Story
    found: dict[int, Mention | None] = field(default_factory=dict)
    main: Party | None = None
    opener: int = 0

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
