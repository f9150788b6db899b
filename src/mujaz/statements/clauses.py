"""One sentence read whole: its clauses, who speaks, which rules hold in each clause, and who is bound."""

from collections.abc import Collection
from dataclasses import dataclass

from mujaz.statements.cues import CueSet
from mujaz.statements.match import EntityEnd, Hit, find_hits, occurs
from mujaz.statements.mentions import Mention, mention_at
from mujaz.statements.segments import Segment, segments
from mujaz.statements.subjects import (
    CARRIERS,
    THAT,
    THAT_HE,
    Party,
    Story,
    after_verb,
    before_verb,
    is_speaking,
    is_stance,
)
from mujaz.statements.view import COMMAS, QUOTES, View

TITLES = frozenset({"سعادته", "سعادتها", "سعادة"})
PAPERS = frozenset({"البيان", "بيان", "الاعلان", "اعلان", "بيانهم", "الوثيقة", "البيانات"})
NOBODY = frozenset({"يذكر", "ويذكر", "يشار", "ويشار", "يعتبر", "ويعتبر", "تعتبر", "وتعتبر", "يعد", "ويعد", "تعد", "وتعد"})
PASSIVE = frozenset({"تم", "يتم", "جري", "وتم", "وجري"})
RELATIVE = frozenset({"الذي", "التي", "الذين", "اللذان", "اللتان", "والذي", "والتي", "مما", "ما", "وما"})
SPEECHES = frozenset({"كلمة", "خطاب", "رسالة"})
GOVERNING = ("call", "concern", "endorsement")
BOUND_NOUNS = frozenset(
    f"noun:{lemma}"
    for lemma in ("التزم", "حرص", "تعهد", "تطلع", "استعد", "عزم", "اعتزم", "نوي", "دعم", "ساند", "ايد", "تضامن", "واصل", "استمر",
                  "تمسك", "رفض", "ارتاح", "قدر", "شكر", "امتن", "سعد", "اعتز", "قلق", "اسف", "سعي", "ادان", "استنكر", "امل")
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause with what holds in it. hits: the rules that stand, the one that governs first."""

    segment: Segment
    subject: Party | None
    speaker: Party | None
    adopted: bool
    hits: tuple[Hit, ...]


class Reader:
    """Reads the sentences of one article in order, keeping the story between them."""

    def __init__(self, cues: CueSet, story: Story, noisy: str = "") -> None:
        self.cues = cues
        self.story = story
        self.noisy = noisy
        self.aliases: Collection[str] = story.cast.aliases
        self._mentions: dict[int, Mention | None] = {}
        self.stated = False

    def mention(self, view: View, at: int) -> Mention | None:
        """The noun phrase at a word of the sentence being read, remembered."""
        if at not in self._mentions:
            self._mentions[at] = mention_at(view, at, self.story.known, self.aliases)
        return self._mentions[at]

    def entity_end(self, view: View) -> EntityEnd:
        """What the matcher asks: where a name of these kinds ends."""

        def end(at: int, kinds: frozenset[str]) -> int:
            while at < len(view.words) and view.words[at] in QUOTES and view.words[at] not in ")»":
                at += 1
            if at >= len(view.words):
                return -1
            if "money" in kinds and at in view.money:
                return view.money[at]
            if "share" in kinds and at in view.shares:
                return view.shares[at]
            if kinds <= {"money", "share"}:
                return -1
            found = self.mention(view, at)
            if found is None:
                return -1
            kind = {"own": "state", "role": "person", "pronoun": "person"}.get(found.kind, found.kind)
            return found.end if kind in kinds or (kind == "body" and "state" in kinds) else -1

        return end

    def read(self, view: View) -> list[Clause]:
        """The clauses of a sentence, and the story moved on."""
        self._mentions = {}
        self.story.now = view.sentence.index
        entity_end = self.entity_end(view)
        hits = find_hits(view, self.cues, entity_end)
        verbs = {hit.start for hit in hits if hit.verbal}
        verbs |= {at for at, tags in enumerate(view.tags) if is_speaking(tags)}
        prefix = self.prefix(view)
        parts = segments(view, verbs)
        main, explicit = self.main_subject(view, parts[0], prefix)
        adopted = self.adopted(view, parts[0], main, explicit=explicit)
        clauses: list[Clause] = []
        stated = {
            hit.start for hit in hits if hit.verbal and hit.rule.label != "fact" and "speaker" not in hit.rule.needs
        }
        self.stated = parts[0].opener in stated
        subject, speaker = main, main if self.speaks(view, parts[0], prefix) else None
        if speaker is None and main is None and self.story.spoken and any(view.words[:1]):
            speaker = self.continued(view)
        nested: Party | None = None
        for number, part in enumerate(parts):
            if number and nested and carries_on(view, part):
                subject = nested
            elif number:
                subject, speaker, adopted = self.next_subject(view, part, main or subject, speaker, adopted)
            mine = [hit for hit in hits if part.start <= hit.start < part.end]
            standing = self.standing(view, part, mine, subject, speaker, adopted, entity_end)
            clauses.append(Clause(part, subject, speaker, adopted, tuple(standing)))
            nested = self.nested(view, part, speaker) or nested
        self.remember(view, parts[0], main, adopted, explicit=explicit, prefix=prefix)
        return clauses

    def nested(self, view: View, part: Segment, speaker: Party | None) -> Party | None:
        """The party named behind the first أن of a clause: of whom the speaker speaks."""
        for at in range(part.start, part.end - 1):
            if view.words[at] in THAT:
                carried = at + 2 < part.end and view.words[at + 1] in CARRIERS
                found = self.mention(view, at + 2 if carried else at + 1)
                return self.story.party(found, speaker) if found and found.kind in ("state", "own", "body") else None
        return None

    def prefix(self, view: View) -> int:
        """The word behind "اليحيا:" in front of a sentence or heading; 0 without one."""
        for at in range(1, min(8, len(view.words))):
            if view.words[at] == ":":
                found = self.mention(view, 0)
                rest = view.words[found.end : at] if found else view.words[:at]
                return at + 1 if found and all(w in QUOTES for w in rest) else 0
        return 0

    def main_subject(self, view: View, part: Segment, prefix: int) -> tuple[Party | None, bool]:
        """Who the sentence is about: the subject of its first verb; and whether it is named in it."""
        if prefix:
            found = self.mention(view, 0)
            if found:
                return self.story.party(found), True
        speech = speech_of(view, part)
        if speech >= 0:
            found = self.mention(view, speech)
            if found:
                return self.story.party(found), True
        at = part.opener
        verbal = any(t.startswith(("act:",)) for t in view.tags[at]) if view.tags else False
        if verbal and at < part.end:
            found = self.subject_of(view, part, at)
            if found:
                return self.story.party(found), True
            tags = view.tags[at]
            if view.words[at] in NOBODY:
                return None, False
            if at <= part.start + 8:
                plural = any(t.startswith("plur:") for t in tags) and not any(t.startswith("we:") for t in tags)
                feminine = any(t.startswith("fem:") for t in tags)
                return self.story.implicit(plural=plural, feminine=feminine), False
        found = self.first_mention(view, part)
        return (self.story.party(found), True) if found else (None, False)

    def subject_of(self, view: View, part: Segment, at: int) -> Mention | None:
        """The subject named beside a verb: right before it (قطر تدعو), behind it, else further before."""
        if any(t.startswith("we:") for t in view.tags[at]):
            return None
        before = before_verb(view, part.start, at, self.story, self.aliases)
        if before and view.words[at - 1] not in COMMAS and before.end >= at - 1:
            return before
        after = (
            after_verb(view, at, self.story, self.aliases)
            if any(t.startswith("verb:") for t in view.tags[at])
            else None
        )
        if before and (after is None or after.kind == "other"):
            return before
        return after

    def first_mention(self, view: View, part: Segment) -> Mention | None:
        """A named party at the head of a sentence without a verb the rules know, or right behind its first verb."""
        for at in range(part.start, min(part.start + 4, part.end)):
            if view.words[at] in COMMAS:
                break
            found = self.mention(view, at)
            if found and found.kind in ("state", "body", "person", "group", "role", "document", "event", "pronoun"):
                return found
        return None

    def speaks(self, view: View, part: Segment, prefix: int) -> bool:
        """Whether the main subject of the sentence is reported as saying something."""
        return (
            bool(prefix)
            or self.stated
            or speech_of(view, part) >= 0
            or (part.opener < part.end
            and bool(view.tags)
            and (is_speaking(view.tags[part.opener]) or is_stance(view.tags[part.opener])))
        )

    def continued(self, view: View) -> Party | None:
        """The one still speaking, where a sentence opens with a quotation mark."""
        first = view.words[0] if view.words else ""
        goes_on = bool(first) and first in '«"'
        return self.story.spoken[-1] if goes_on and self.story.spoken else None

    def adopted(self, view: View, part: Segment, main: Party | None, *, explicit: bool) -> bool:
        """Whether the sentence tells what an adopted document, or those who adopted it, state."""
        if main is None or not view.tags:
            return False
        if main.kind == "document" and " " not in main.name and not self.story.paper:
            return False  # "the announcement", of whatever was announced
        stance = is_stance(view.tags[part.opener]) or any(w == ":" for w in view.words[:8])
        if main.kind == "document":
            return stance
        if main.kind == "event":
            return stance and not self.paperless(view)
        if main.kind == "group" and main.adopts:
            return stance and (bool(self.story.paper) or not PAPERS.isdisjoint(view.words))
        return False

    def paperless(self, view: View) -> bool:
        """A press conference states nothing of its own."""
        return any(w in ("الصحفي", "الصحافي", "صحفي", "صحافي") for w in view.words[:8])

    def next_subject(
        self, view: View, part: Segment, main: Party | None, speaker: Party | None, adopted: bool
    ) -> tuple[Party | None, Party | None, bool]:
        """Subject, speaker and adoption in a later clause: its own subject, else that of the clause before."""
        at = part.opener
        if at < part.end and any(t.startswith("verb:") for t in view.tags[at]):
            found = self.subject_of(view, part, at)
            if found:
                party = self.story.party(found, speaker)
                if party:
                    now = (party.kind == "document" and is_stance(view.tags[at])) or (adopted and party.adopts)
                    return party, speaker, now
        return main, speaker, adopted

    def standing(
        self, view: View, part: Segment, hits: list[Hit], subject: Party | None, speaker: Party | None, adopted: bool,
        entity_end: EntityEnd,
    ) -> list[Hit]:  # fmt: skip
        """The hits of a clause whose conditions hold, one a label, those under a governing verb left out."""
        kept: list[Hit] = []
        for hit in sorted(hits, key=lambda h: (h.start, h.rule.rank == "weak", -h.end)):
            if not self.holds(view, part, hit, subject, speaker, adopted, entity_end):
                continue
            if any(governs(view, other, hit) for other in kept):
                continue
            if "beside" in hit.rule.needs and not any(
                other.rule.label in ("endorsement", "commitment") for other in kept
            ):
                continue
            same = next((other for other in kept if other.rule.label == hit.rule.label), None)
            if same is None:
                kept.append(hit)
        return kept

    def holds(
        self, view: View, part: Segment, hit: Hit, subject: Party | None, speaker: Party | None, adopted: bool,
        entity_end: EntityEnd,
    ) -> bool:  # fmt: skip
        """Whether what a rule needs is there."""
        rule, needs = hit.rule, hit.rule.needs
        if rule.label == "funding" and hit.end > part.end:
            return False
        if rule.unless_in and occurs(view, rule.unless_in, part.start, part.end, entity_end):
            return False
        if "adopted" in needs and not (adopted and hit.start == part.opener):
            return False
        if "speech" in needs and adopted:
            return False
        if "assertion" in needs and in_relative(view, part, hit.start):
            return False
        if "speaker" in needs and speaker is None and not self.continued(view):
            return False
        if not needs & {"own", "official"} and not self.noisy:
            return True
        actor = self.actor(view, part, hit, subject, speaker)
        if "own" in needs and not self.own(actor, speaker):
            return False
        if "official" in needs or self.noisy:
            return actor is not None and actor.official and not (self.noisy and not self.weighty(actor))
        return True

    def weighty(self, party: Party) -> bool:
        """In an article about sport, films or goods: a State, an international body, or one who speaks for a State."""
        if party.kind in ("state", "document"):
            return True
        if party.kind == "body":
            if "الاتحاد" in party.name and self.noisy == "noise.sport":
                return False
            return bool(party.english) or party.name.startswith(("وزارة", "حكومة", "الحكومة", "برلمان", "مجلس", "رئاسة"))
        return bool(party.role_ar) and any(
            w in party.role_ar
            for w in ("وزير", "الوزراء", "رئيس الجمهورية", "الرئيس ا", "ملك", "امير", "سفير", "الامم المتحدة", "مبعوث")
        )

    def own(self, actor: Party | None, speaker: Party | None) -> bool:
        """Whether the one bound is the speaker or the speaker's own side."""
        if actor is None or actor.kind == "event" or (actor.kind == "group" and not actor.adopts and actor != speaker):
            return False
        if not actor.official:
            return False
        if speaker is None or actor.resolved_from or actor.key == speaker.key:
            return True
        side = speaker.country or (self.story.cast.home if speaker.kind in ("person", "role") else "")
        if actor.kind == "state":
            return not side or actor.country == side or speaker.kind in ("document", "group")
        return actor.kind == "body" and (not actor.country or not side or actor.country == side)

    def actor(self, view: View, part: Segment, hit: Hit, subject: Party | None, speaker: Party | None) -> Party | None:
        """Who does, or is bound by, what a rule found: named beside it, else the subject of the clause."""
        if hit.rule.binds in ("speaker", "judge", "before", "after", "adopters", "donor"):
            return self.placed(view, part, hit, subject, speaker)
        plain_verb = hit.verbal and not is_speaking(view.tags[hit.start])
        noun = -1 if plain_verb else bound_noun(view, hit)
        if noun >= 0:
            after = self.after_noun(view, noun, speaker or subject)
            if after:
                return self.bound_state(hit, view, after)
            if noun != hit.start or any(t.startswith("own:") for t in view.tags[noun]):
                return self.bound_state(hit, view, subject or speaker)
            return speaker or subject
        at = hit.start
        antecedent = self.antecedent(view, part, at)
        if antecedent:
            return antecedent
        if any(t.startswith(("verb:", "part:")) for t in view.tags[at]) or view.words[at] in (
            "سوف",
            "لن",
            "وسوف",
            "ولن",
        ):
            if view.words[at] in ("سوف", "لن", "وسوف", "ولن"):
                found = before_verb(view, part.start, at, self.story, self.aliases) or after_verb(
                    view, at + 1, self.story, self.aliases
                )
            elif at == part.opener and at == part.start:
                found = (
                    after_verb(view, at, self.story, self.aliases)
                    if any(t.startswith("verb:") for t in view.tags[at])
                    else None
                )
            else:
                found = before_verb(view, part.start, at, self.story, self.aliases)
                if not found and any(t.startswith("verb:") for t in view.tags[at]):
                    found = after_verb(view, at, self.story, self.aliases)
            if found:
                party = self.story.party(found, speaker or subject)
                if party and party.kind == "event" and speaker and speaker.kind in ("person", "role"):
                    return speaker
                if party:
                    return self.bound_state(hit, view, party)
            if (
                speaker
                and speaker.kind == "person"
                and speaker.gender == "m"
                and at != part.opener
                and "pres:" in "".join(view.tags[at])
            ):
                tags = view.tags[at]
                if any(t.startswith("fem:") for t in tags) and hit.rule.label == "commitment":
                    return self.story.own_side(speaker, view.words[at])  # "that (the State) is committed"
        elif hit.rule.label == "funding":
            named = self.named_before(view, part, hit, speaker)
            if named:
                return named
        return self.bound_state(hit, view, subject or speaker)

    def antecedent(self, view: View, part: Segment, at: int) -> Party | None:
        """The party a relative clause tells of: تركيا التي تعهدت."""
        here = at - 1
        while here > part.start and view.words[here] in ("قد", "لم", "لن", "سوف"):
            here -= 1
        if here <= 0 or view.words[here] not in ("الذي", "التي", "الذين", "والذي", "والتي"):
            return None
        end = here - 1 if view.words[here - 1] in COMMAS else here
        for start in range(end - 1, max(-1, end - 10), -1):
            found = self.mention(view, start)
            if found and found.end == end:
                earlier = self.mention(view, start - 1) if start else None
                return self.story.party(earlier if earlier and earlier.end == end else found)
        return None

    def placed(self, view: View, part: Segment, hit: Hit, subject: Party | None, speaker: Party | None) -> Party | None:
        """The actor of a rule that says where to look for it."""
        binds = hit.rule.binds
        if binds == "speaker":
            return speaker or subject
        if binds == "judge":  # the report or committee that is reported to have found it
            return self.nested(view, part, speaker) or subject or speaker
        if binds == "adopters":
            found = (
                after_verb(view, hit.start, self.story, self.aliases)
                if hit.verbal and view.words[hit.start] not in PASSIVE
                else None
            )
            found = found or (
                before_verb(view, part.start, hit.start, self.story, self.aliases) if hit.verbal else None
            )
            party = self.story.party(found, speaker) if found else None
            if party and party.kind != "event":
                return party
            paper = next(
                (
                    m
                    for at in range(hit.content, min(hit.content + 3, part.end))
                    if (m := self.mention(view, at)) and m.kind == "document"
                ),
                None,
            )
            return self.story.party(paper) if paper else party or subject
        if binds == "donor":
            for at in range(hit.start, min(hit.start + 4, part.end)):
                country = self.story.known.nationality.get(view.words[at].lstrip("و"))
                if country:
                    return Party("state", country, country, country=country, gender="f", resolved_from=view.words[at])
            owner = self.after_noun(view, hit.start, speaker or subject)
            return (
                owner or self.named_before(view, part, hit, speaker) or self.bound_state(hit, view, subject or speaker)
            )
        places = range(hit.start - 1, part.start - 1, -1) if binds == "before" else range(hit.start + 1, part.end)
        for at in places:
            found = self.mention(view, at)
            if found and found.kind in ("state", "body", "own", "group"):
                return self.story.party(found, speaker)
        return self.bound_state(hit, view, speaker or subject)

    def named_before(self, view: View, part: Segment, hit: Hit, speaker: Party | None) -> Party | None:
        """The party behind the last أن before a hit: إن إيطاليا تدرس تقديم مليون."""
        for at in range(hit.start - 1, part.start - 1, -1):
            if view.words[at] in THAT:
                found = self.mention(view, at + 1)
                return self.story.party(found, speaker) if found and found.kind in ("state", "own", "body") else None
        return None

    def bound_state(self, hit: Hit, view: View, party: Party | None) -> Party | None:
        """A minister who announces that money will be given, or says "we will", binds the State."""
        if party is None or party.kind not in ("person", "role"):
            return party
        first_words = view.tags[hit.start : hit.start + 2]
        we = any(t.startswith("we:") for tags in first_words for t in tags) and hit.rule.label == "commitment"
        if (hit.rule.binds == "state" or we) and party.role_ar and party.official and not self.noisy:
            return self.story.own_side(party, "")
        return party

    def after_noun(self, view: View, noun: int, speaker: Party | None) -> Party | None:
        """Whose commitment, keenness or support a verbal noun tells of: التزام دولة قطر, دعم بلاده."""
        if any(t.startswith("own:") for t in view.tags[noun]) and not view.words[noun].endswith("ات"):
            return None
        here = noun + 1
        if (
            here < len(view.words)
            and any(t in BOUND_NOUNS for t in view.tags[here])
            and not view.words[here].startswith("ال")
        ):
            here += 1
        if here >= len(view.words) or view.words[here] in QUOTES:
            return None
        found = self.mention(view, here)
        if (
            not found
            or found.kind in ("document", "event")
            or (view.words[here][:1] in "بل"
            and not found.name.startswith(view.words[here][:2]))
        ):
            return None
        return self.story.party(found, speaker)

    def remember(
        self, view: View, part: Segment, main: Party | None, adopted: bool, *, explicit: bool, prefix: int
    ) -> None:
        """Move the story on by one sentence."""
        story = self.story
        story.clock += view.sentence.kind == "body"
        for at, tags in enumerate(view.tags):
            if "any:اعتمد" in tags or "part:صدر" in tags or "any:تمخض" in tags or at == 0:
                for near in range(at, min(at + 14, len(view.words))):
                    found = (
                        self.mention(view, near) if "اعلا" in view.words[near] or "بيان" in view.words[near] else None
                    )
                    if found and found.kind == "document" and len(found.name.split()) > 1:
                        story.paper = found.name
                        break
        if main is None:
            return
        if main.kind == "document" and len(main.name.split()) > 1:
            story.paper = main.name
        if main.kind in ("event", "document") or self.speaks(view, part, prefix):
            story.note(main)


def carries_on(view: View, part: Segment) -> bool:
    """Whether a clause goes on in reported speech: a finite verb joined by و that is not a verb of saying."""
    tags = view.tags[part.opener]
    return "and" in tags and any(t.startswith("verb:") for t in tags) and not is_speaking(tags)


def speech_of(view: View, part: Segment) -> int:
    """The word behind "in the address of", "the address of … contained" at the head of a sentence; -1 without one."""
    for at in range(part.start, min(part.start + 5, part.end - 1)):
        if view.words[at].lstrip("و") in SPEECHES and not view.words[at + 1].startswith("له"):
            return at + 1
    return -1


def bound_noun(view: View, hit: Hit) -> int:
    """The verbal noun inside a match that says what its owner is bound to or feels; -1 when there is none."""
    for at in range(hit.start, min(hit.end, len(view.words))):
        if not view.tags[at].isdisjoint(BOUND_NOUNS) and view.words[at] not in TITLES:
            return at
    return -1


def in_relative(view: View, part: Segment, at: int) -> bool:
    """Whether a word stands in a relative clause: behind الذي or التي with no comma and no أن between."""
    for here in range(at - 1, max(part.start - 1, at - 12), -1):
        if view.words[here] in RELATIVE:
            return True
        if view.words[here] in COMMAS or view.words[here] in THAT or view.words[here] in THAT_HE:
            return False
    return False


def governs(view: View, head: Hit, other: Hit) -> bool:
    """Whether a hit stands inside what another one asks, fears or praises, and so is not a statement of its own."""
    if head.rule.label == "endorsement" and other.rule.label == "agreement":
        return False
    if (
        head.rule.label == other.rule.label
        or other.start == head.start
        or other.rule.label in ("declaration", "fact", "funding")
    ):
        return False
    return not (head.rule.label not in GOVERNING or other.start < head.content)
