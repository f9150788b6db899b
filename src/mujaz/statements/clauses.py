"""One sentence read whole: its clauses, who speaks in each, which rules hold, and the story moved on."""

import itertools
from collections.abc import Collection
from dataclasses import dataclass, replace

from mujaz.lexicon.verbs import class_tags
from mujaz.statements.clause_bounds import FURTHER, Segment, segments
from mujaz.statements.conditions import standing
from mujaz.statements.cues.match import Hit, find_hits
from mujaz.statements.cues.rules import CueSet
from mujaz.statements.scene import Frame, Scene
from mujaz.statements.view import COMMAS, QUOTES, View
from mujaz.statements.who.mentions import Mention
from mujaz.statements.who.story import Party, Story
from mujaz.statements.who.subjects import THAT, THAT_HE, is_speaking, is_stance

SPEECHES = frozenset({"كلمة", "خطاب", "رسالة"})
PAPERS = frozenset({"البيان", "بيان", "الاعلان", "اعلان", "بيانهم", "الوثيقة"})
BARE_PAPERS = frozenset({"البيان", "القرار", "المرسوم", "اللائحة", "الوثيقة"})
PRESS = frozenset({"الصحفي", "الصحافي", "صحفي", "صحافي"})
NOBODY = frozenset("يذكر ويذكر يشار ويشار يعتبر ويعتبر تعتبر وتعتبر يعد ويعد تعد وتعد".split())
ADOPTION = frozenset({"any:اعتمد", "part:صدر", "any:تمخض"})
HEADS = ("state", "body", "person", "group", "role", "document", "event", "pronoun")
SIGNATORIES = Party("group", "المشاركون", "Participants", plural=True, adopts=True)  # the "we" of a communique
PREFIX = 8  # words before the colon of "اليحيا: …"
SAYING = frozenset({"قوله", "قولها", "قولهم", "تاكيده", "تاكيدها"})
LONGEST_SOURCE = 7  # words up to "his saying"
RELAY_REACH = 9  # words behind "relayed" within which "from" names the source
NEAR = 14  # words behind "adopted" within which the document is named


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause with what holds in it. hits: the rules that stand, in the order of their words."""

    frame: Frame
    hits: tuple[Hit, ...]


@dataclass(frozen=True, slots=True)
class Head:
    """How a sentence begins. prefix: the word behind "اليحيا:", else 0. stated: its first verb is a rule's."""

    part: Segment
    prefix: int
    stated: bool


@dataclass(slots=True)
class Reader:
    """Reads the sentences of one article in order, keeping the story between them."""

    cues: CueSet
    story: Story

    def read(self, view: View) -> tuple[Scene, tuple[Clause, ...]]:
        """The sentence as a scene, and its clauses; the story is moved on."""
        scene = Scene(view, self.story)
        self.story.now = view.sentence.index
        if not view.words:
            return scene, ()
        hits = find_hits(view, self.cues, scene.entity_end())
        verbs = {hit.start for hit in hits if hit.verbal}
        verbs |= {at for at, tags in enumerate(view.tags) if "act:" in tags and is_speaking(tags)}
        hits += gapped(scene, hits)
        parts = cut_at(segments(view, verbs), scene.givers)
        head = Head(parts[0], colon_prefix(scene), parts[0].opener in stating(hits))
        scene.opener = head.part.opener
        main = scene.main = self.main_subject(scene, head)
        continued = self.continued(view)
        clauses: list[Clause] = []
        for frame in self.frames(scene, head, parts, main, continued):
            mine = [hit for hit in hits if frame.part.start <= hit.start < frame.part.end]
            clauses.append(Clause(frame, standing(scene, frame, mine, continued)))
        self.remember(scene, head, main)
        return scene, tuple(clauses)

    def frames(
        self, scene: Scene, head: Head, parts: list[Segment], main: Party | None, continued: Party | None
    ) -> list[Frame]:
        """Subject, speaker and adoption of each clause."""
        speaker = main if speaks(scene, head) else None
        if speaker is None and main is None:
            speaker = continued
        out = [Frame(parts[0], main, speaker, self.adopted(scene, head, main))]
        nested = scene.nested(parts[0], speaker)
        for part in parts[1:]:
            if part.start in scene.givers:
                giver = scene.story.party(scene.givers[part.start], speaker)
                out.append(Frame(part, giver, speaker, out[-1].adopted))
                continue
            if nested and carries_on(scene.view, part, nested):
                out.append(Frame(part, nested, speaker, out[-1].adopted))
            else:
                out.append(self.next_frame(scene, part, main or out[-1].subject, out[-1]))
            nested = scene.nested(part, speaker) or nested
        return out

    def next_frame(self, scene: Scene, part: Segment, main: Party | None, before: Frame) -> Frame:
        """A later clause: its own subject where its verb has one, else that of the sentence."""
        at = part.opener
        found = subject_of(scene, part, at) if at < part.end and scene.has(at, "verb:") else None
        party = scene.party(found, before.speaker) if found else None
        if party is None:
            return Frame(part, main, before.speaker, before.adopted)
        adopted = (party.kind == "document" and is_stance(scene.view.tags[at])) or (before.adopted and party.adopts)
        return Frame(part, party, before.speaker, adopted)

    def main_subject(self, scene: Scene, head: Head) -> Party | None:
        """Who the sentence is about: named before a colon, in "the address of", beside its first verb, or unsaid."""
        if self.speaks_as_we(scene, head):
            return SIGNATORIES
        start = 0 if head.prefix else speech_of(scene.view, head.part)
        found = scene.mention(start) if start >= 0 else None
        at = head.part.opener
        if found is None and at < head.part.end and scene.has(at, "act:"):
            found = relayed(scene, head.part, at) or subject_of(scene, head.part, at)
            found = found or earlier_subject(scene, head.part, at)
            if found is None and scene.view.words[at] in NOBODY:
                return None
            if found is None and at <= head.part.start + PREFIX:
                plural = scene.has(at, "plur:") and not scene.has(at, "we:")
                unsaid = self.story.implicit(plural=plural, feminine=scene.has(at, "fem:"))
                calls = not scene.view.tags[at].isdisjoint(
                    class_tags("object-needed", "verb") | class_tags("object-possible", "verb")
                )
                person = unsaid is None or unsaid.kind in ("person", "role")
                somebody = names_somebody(scene, at + 1)
                if unsaid is None or not (person or calls or not somebody):
                    return None
                return replace(unsaid, guess=True) if somebody or not matches(scene, at, unsaid) else unsaid
        found = found or first_mention(scene, head.part) or earlier_subject(scene, head.part, at)
        return scene.party(found) if found else None

    def speaks_as_we(self, scene: Scene, head: Head) -> bool:
        """Whether the signatories of a communique speak: "نحن، رؤساء الوفود", later any "we" outside quotations."""
        words, at = scene.view.words, head.part.opener
        self.story.signed = self.story.signed or words[0] == "نحن"
        if not self.story.signed or not QUOTES.isdisjoint(words[: at + 1]):
            return False
        return words[0] == "نحن" or (at < head.part.end and scene.has(at, "we:"))

    def continued(self, view: View) -> Party | None:
        """The one still speaking, where a sentence opens with a quotation mark."""
        return self.story.spoken[-1] if view.words[0] in '«"' and self.story.spoken else None

    def adopted(self, scene: Scene, head: Head, main: Party | None) -> bool:
        """Whether the sentence tells what an adopted document, or those who adopted it, state."""
        view = scene.view
        if (
            main is None
            or view.words[head.part.opener] in NOBODY
            or not (is_stance(view.tags[head.part.opener]) or ":" in view.words[:PREFIX])
        ):
            return False
        if main.kind == "document":  # a bare "the announcement" may be of anything
            return " " in main.name or bool(self.story.paper) or main.name in BARE_PAPERS
        if main.kind == "event":  # a press conference states nothing of its own
            return PRESS.isdisjoint(view.words[:PREFIX])
        return main.kind == "group" and main.adopts and (bool(self.story.paper) or not PAPERS.isdisjoint(view.words))

    def remember(self, scene: Scene, head: Head, main: Party | None) -> None:
        """Move the story on by one sentence: which paper was adopted, who spoke."""
        story, view = self.story, scene.view
        story.clock += view.sentence.kind == "body"
        for at, tags in enumerate(view.tags):
            if at == 0 or not tags.isdisjoint(ADOPTION):
                story.paper = paper_near(scene, at) or story.paper
        if main is None:
            return
        if main.kind == "document" and " " in main.name:
            story.paper = main.name
        press = main.kind == "event" and not PRESS.isdisjoint(view.words)
        if not press and (main.kind in ("event", "document") or speaks(scene, head)):
            story.note(main)


def gapped(scene: Scene, hits: list[Hit]) -> list[Hit]:
    """The statements of further givers whose verb is left unsaid; noted in scene.givers."""
    view = scene.view
    given = [hit for hit in hits if hit.rule.label in ("funding", "commitment") and view.money]
    if not any(hit.rule.label == "funding" for hit in given):
        return []
    more: list[Hit] = []
    for at in range(min(hit.start for hit in given) + 1, len(view.words) - 1):
        if view.words[at][:1] != "و" or len(view.words[at]) < 3 or scene.has(at, "verb:"):
            continue
        found = scene.mention(at)
        if found is None or found.kind not in ("state", "body") or found.end not in view.money:
            continue
        if found.name.split()[0] == view.words[at]:  # وزارة: its first letter is no "and"
            continue
        scene.givers[at] = found
        rules = {hit.rule.label: hit.rule for hit in given if hit.start < at}
        more += [Hit(rule, at, found.end, found.end) for rule in rules.values()]
    return more


def cut_at(parts: list[Segment], places: Collection[int]) -> list[Segment]:
    """The clauses cut once more at these words."""
    out: list[Segment] = []
    for part in parts:
        starts = [at for at in sorted(places) if part.start < at < part.end]
        for start, end in itertools.pairwise([part.start, *starts, part.end]):
            out.append(Segment(start, end, part.opener if start == part.start else start))
    return out


def stating(hits: list[Hit]) -> set[int]:
    """Where verbs stand that make a statement by themselves, without a speaker being asked for."""
    return {h.start for h in hits if h.verbal and h.rule.label != "fact" and "speaker" not in h.rule.needs}


def speaks(scene: Scene, head: Head) -> bool:
    """Whether the main subject of the sentence is reported as saying something."""
    if head.prefix or head.stated or speech_of(scene.view, head.part) >= 0:
        return True
    tags = scene.view.tags[head.part.opener]
    return is_speaking(tags) or is_stance(tags)


def colon_prefix(scene: Scene) -> int:
    """The word behind "اليحيا:" in front of a sentence or heading; 0 without one."""
    words = scene.view.words
    for at in range(1, min(PREFIX, len(words))):
        if words[at] == ":":
            found = scene.mention(0)
            return at + 1 if found and all(word in QUOTES for word in words[found.end : at]) else 0
    return 0


def subject_of(scene: Scene, part: Segment, at: int) -> Mention | None:
    """The subject named beside a verb: right before it (قطر تدعو), behind it, else further before."""
    if scene.has(at, "we:"):
        return None
    if topic := scene.topic(at):
        return topic
    before = scene.before(part.start, at)
    if before and scene.view.words[at - 1] not in COMMAS and before.end >= at - 1:
        return before
    after = scene.after(at)
    return before if before and (after is None or after.kind == "other") else after


def matches(scene: Scene, at: int, party: Party) -> bool:
    """Whether a verb in the singular may have this party for its unsaid subject, by gender."""
    if (
        party.plural
        or not scene.has(at, "verb:")
        or scene.has(at, "we:", "plur:")
        or party.kind in ("document", "event")
    ):
        return True
    return scene.has(at, "fem:") == (party.gender == "f")


def relayed(scene: Scene, part: Segment, at: int) -> Mention | None:
    """Whose words an agency or paper passes on: نقلت الوكالة عن المتحدث قوله إنه."""
    if scene.view.tags[at].isdisjoint(class_tags("relay", "verb")):
        return None
    for here in range(at + 1, min(at + RELAY_REACH, part.end - 1)):
        if scene.view.words[here] == "عن":
            return scene.mention(here + 1) or named_up_to(scene.view, here + 1, SAYING)
    return None


def named_up_to(view: View, at: int, stops: Collection[str]) -> Mention | None:
    """The few words from a word up to one of these, as a name no lexicon knows."""
    end = next(
        (here for here in range(at + 1, min(at + LONGEST_SOURCE, len(view.words))) if view.words[here] in stops), 0
    )
    if not end or not all(word.isalpha() for word in view.words[at:end]):
        return None
    return Mention("other", at, end, " ".join(view.words[at:end]), shown=view.text(at, end))


def earlier_subject(scene: Scene, part: Segment, at: int) -> Mention | None:
    """The subject of a verb that stands in the sentence before the first one a rule knows: صعدت طهران اللهجة وأعلنت."""
    for here in range(part.start, at):
        found = scene.after(here) if scene.has(here, "past:", "pres:") else None
        if found and found.kind in HEADS and found.kind != "pronoun":
            return found
    return None


def names_somebody(scene: Scene, at: int) -> bool:
    """Whether the word behind a verb is a subject the lexicons do not know, so that none is left unsaid."""
    words, known = scene.view.words, scene.story.known
    if (
        at >= len(words)
        or not words[at].isalpha()
        or words[at] in known.stop
        or words[at] in THAT
        or words[at] in THAT_HE
    ):
        return False
    return not scene.has(at, "noun:", "pre:ب", "pre:ل", "pre:ك")


def first_mention(scene: Scene, part: Segment) -> Mention | None:
    """A named party at the head of a sentence without a verb the rules know, or right behind its first verb."""
    for at in range(part.start, min(part.start + 4, part.end)):
        if scene.view.words[at] in COMMAS:
            break
        found = scene.mention(at)
        if found and found.kind in HEADS:
            return found
    return None


def paper_near(scene: Scene, at: int) -> str:
    """The document named shortly behind a word; "" without one."""
    words = scene.view.words
    for near in range(at, min(at + NEAR, len(words))):
        if "اعلا" in words[near] or "بيان" in words[near]:
            found = scene.mention(near)
            if found and found.kind == "document" and " " in found.name:
                return found.name
    return ""


def carries_on(view: View, part: Segment, nested: Party) -> bool:
    """Whether a clause goes on in reported speech about `nested`: وأنه, وأنها, or a verb joined by و, not of saying."""
    tags = view.tags[part.opener]
    if view.words[part.opener] in FURTHER:
        return view.words[part.opener] == ("وانها" if nested.gender == "f" else "وانه")
    return "and" in tags and "verb:" in tags and not is_speaking(tags)


def speech_of(view: View, part: Segment) -> int:
    """The word behind "in the address of", "the address of … contained" at the head of a sentence; -1 without one."""
    for at in range(part.start, min(part.start + 5, part.end - 1)):
        if view.words[at].lstrip("و") in SPEECHES and not view.words[at + 1].startswith("له"):
            return at + 1
    return -1
