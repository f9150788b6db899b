"""Whose statement a rule found: who does it, is bound by it, or feels it."""

from collections.abc import Callable
from dataclasses import replace

from mujaz.lexicon.verbs import class_tags, has_article
from mujaz.statements.clause_bounds import Segment
from mujaz.statements.cues.match import Hit
from mujaz.statements.scene import Frame, Scene
from mujaz.statements.view import COMMAS, QUOTES
from mujaz.statements.who.mentions import Mention
from mujaz.statements.who.story import Party
from mujaz.statements.who.subjects import is_speaking

PASSIVE = frozenset({"تم", "يتم", "جري", "وتم", "وجري"})
WILL = frozenset({"سوف", "لن", "وسوف", "ولن"})
WHICH = frozenset({"الذي", "التي", "الذين", "والذي", "والتي"})
TITLES = frozenset({"سعادته", "سعادتها", "سعادة"})
ADDRESS = 12  # words behind the verb within which the addressee is named
TITLE_REACH = 20  # words of a document's name between quotation marks
ACCORDS = frozenset({"مذكرة", "اتفاقية", "اتفاق", "عقد", "معاهدة", "بروتوكول", "صفقة"})
REACH = 10  # words of the phrase before a relative clause


def actor_of(scene: Scene, frame: Frame, hit: Hit) -> Party | None:
    """Who does, or is bound by, what a rule found: named beside it, else the subject of the clause."""
    if hit.rule.binds in PLACES:
        return PLACES[hit.rule.binds](scene, frame, hit)
    plain_verb = hit.verbal and not is_speaking(scene.view.tags[hit.start])
    noun = -1 if plain_verb else bound_noun(scene, hit)
    if noun >= 0:
        return owner_of(scene, frame, hit, noun)
    antecedent = antecedent_of(scene, frame.part, hit.start)
    if antecedent:
        return antecedent
    named = beside_verb(scene, frame, hit)
    if named and appointed(scene, hit):
        return None  # عين فلان في مايو: by whom is not said
    if named and hit.rule.label == "agreement" and named.name.split()[0].removeprefix("ال") in ACCORDS:
        named = behind_object(scene, frame, hit) or named  # وقع المذكرة عن الجانب العماني وكيل الوزارة
    unsaid = frame.subject or frame.speaker
    if named is None and unsaid and hit.verbal and mismatch(scene, hit.start, unsaid):
        return None
    if named is None and unsaid and hit.verbal and hit.start != frame.part.opener and doubtful(scene, hit.start):
        unsaid = replace(unsaid, guess=True)
    return named or bound_state(scene, hit, unsaid)


def appointed(scene: Scene, hit: Hit) -> bool:
    """Whether the person behind a verb of appointing is the one appointed: nobody else is named behind it."""
    view, at = scene.view, hit.start
    if view.tags[at].isdisjoint(class_tags("appoint", "past")):
        return False
    found = scene.mention(at + 1)
    if found is None or found.kind != "person" or found.role_ar:
        return False
    return not any(
        (later := scene.mention(here)) and later.kind in ("person", "role")
        for here in range(found.end, min(found.end + ADDRESS, len(view.words)))
    )


def doubtful(scene: Scene, at: int) -> bool:
    """Whether the word behind a verb may be a subject that no lexicon knows."""
    words, behind = scene.view.words, at + 1
    if not scene.has(at, "verb:") or scene.has(at, "we:") or behind >= len(words) or not words[behind].isalpha():
        return False
    if words[behind] in scene.story.known.stop or scene.has(
        behind, "pre:ب", "pre:ل", "pre:ك", "noun:", "own:", "verb:"
    ):
        return False
    return has_article(words[behind])


def behind_object(scene: Scene, frame: Frame, hit: Hit) -> Party | None:
    """The first who sign where what they sign stands before them."""
    for at in range(hit.start + 2, min(hit.start + REACH + 4, frame.part.end)):
        found = scene.mention(at)
        if found and found.kind in ("person", "role", "state", "body"):
            return scene.story.party(found, frame.speaker)
    return None


def mismatch(scene: Scene, at: int, party: Party) -> bool:
    """Whether a verb is feminine and the party it would belong to is a man: it speaks of somebody else."""
    people = party.kind == "group" and party.name.endswith(("ون", "ين", "اء"))
    if (
        people
        and scene.has(at, "verb:")
        and not scene.has(at, "plur:")
        and at
        and scene.view.words[at - 1] not in COMMAS
    ):
        return scene.has(at, "fut:") and scene.has(at, "fem:")  # يرى خبراء أن الإجراءات ستوفر
    he = party.kind in ("person", "role", "body") and party.gender == "m"
    return he and scene.has(at, "verb:") and scene.has(at, "fem:") and not scene.has(at, "we:")


def owner_of(scene: Scene, frame: Frame, hit: Hit, noun: int) -> Party | None:
    """Whose commitment or feeling a verbal noun names; without a name, the clause's subject or speaker."""
    after = after_noun(scene, noun, frame.speaker or frame.subject)
    if after:
        return bound_state(scene, hit, after)
    if noun != hit.start or scene.has(noun, "own:"):
        return bound_state(scene, hit, frame.subject or frame.speaker)
    return frame.speaker or frame.subject


def beside_verb(scene: Scene, frame: Frame, hit: Hit) -> Party | None:
    """The subject named beside the verb or predicate of a hit; for money, also before its verbal noun."""
    at, speaker = hit.start, frame.speaker
    if not (scene.has(at, "verb:", "part:") or scene.view.words[at] in WILL):
        return scene.named_before(frame.part, at, speaker) if hit.rule.label == "funding" else None
    found = subject_beside(scene, frame.part, at)
    party = scene.party(found, speaker or frame.subject) if found else None
    if party:
        through_person = party.kind == "event" and speaker is not None and speaker.kind in ("person", "role")
        return speaker if through_person else bound_state(scene, hit, party)
    he_says_she = speaker is not None and speaker.kind == "person" and speaker.gender == "m" and at != frame.part.opener
    if he_says_she and hit.rule.label == "commitment" and scene.has(at, "pres:") and scene.has(at, "fem:"):
        return scene.story.own_side(speaker, scene.view.words[at])  # "that (the State) is committed"
    return None


def subject_beside(scene: Scene, part: Segment, at: int) -> Mention | None:
    """The noun phrase that is the subject of the verb at a word."""
    if topic := scene.topic(at):
        return topic
    if scene.view.words[at] in WILL:
        return scene.before(part.start, at) or scene.after(at + 1)
    if at == part.opener == part.start:
        return scene.after(at)
    return scene.before(part.start, at) or scene.after(at)


def antecedent_of(scene: Scene, part: Segment, at: int) -> Party | None:
    """The party a relative clause tells of: تركيا التي تعهدت."""
    words = scene.view.words
    here = at - 1
    while here > part.start and words[here] in ("قد", "لم", "لن", "سوف"):
        here -= 1
    if here <= 0 or words[here] not in WHICH:
        return None
    if words[here].endswith("الذي") and scene.has(at, "fem:"):
        return None  # الإعلان الذي تلتزم الدول بموجبه: the verb has a subject of its own
    end = here - 1 if words[here - 1] in COMMAS else here
    if end and words[end - 1] in '»"':  # «إعلان الرباط بشأن …»، الذي
        opening = next((w for w in range(end - 2, max(-1, end - TITLE_REACH), -1) if words[w] in '«"'), -1)
        paper = scene.mention(opening + 1) if opening >= 0 else None
        return scene.story.party(paper) if paper and paper.kind == "document" else None
    for start in range(end - 1, max(-1, end - REACH), -1):
        found = scene.mention(start)
        if found and found.end == end:
            earlier = scene.mention(start - 1) if start else None
            return scene.story.party(earlier if earlier and earlier.end == end else found)
    return None


def bound_state(scene: Scene, hit: Hit, party: Party | None) -> Party | None:
    """A minister who announces that money will be given, or says "we will", binds the State."""
    if party is None or party.kind not in ("person", "role"):
        return party
    we = hit.rule.label == "commitment" and (scene.has(hit.start, "we:") or scene.has(hit.start + 1, "we:"))
    bound = hit.rule.binds == "state" or we or hit.rule.label in ("commitment", "agreement")
    speaks_for_state = party.role_ar or party.country
    if bound and speaks_for_state and party.official and not scene.story.noise and scene.story.side(party):
        state = scene.story.own_side(party, "")
        state = replace(state, guess=party.guess) if state else None
        sides = [scene.story.own_side(other, "") or other for other in party.others]
        return replace(state, others=tuple(s for s in sides if s.key != state.key)) if state else None
    if (hit.rule.binds == "state" or we) and party.role_ar and party.official and not scene.story.noise:
        return scene.story.own_side(party, "")
    return party


def after_noun(scene: Scene, noun: int, speaker: Party | None) -> Party | None:
    """Whose commitment, keenness or support a verbal noun tells of: التزام دولة قطر, دعم بلاده."""
    words, tags = scene.view.words, scene.view.tags
    if scene.has(noun, "own:") and not words[noun].endswith("ات"):
        return None
    here = noun + 1
    if (
        here < len(words)
        and not tags[here].isdisjoint(class_tags("bound", "noun"))
        and not words[here].startswith("ال")
    ):
        here += 1
    if here >= len(words) or words[here] in QUOTES:
        return None
    found = scene.mention(here)
    if not found or found.kind in ("document", "event"):
        return None
    proclitic = words[here][:1] in "بل" and not found.name.startswith(words[here][:2])
    return None if proclitic else scene.story.party(found, speaker)


def bound_noun(scene: Scene, hit: Hit) -> int:
    """The verbal noun inside a match that says what its owner is bound to or feels; -1 when there is none."""
    view = scene.view
    for at in range(hit.start, min(hit.end, len(view.words))):
        if not view.tags[at].isdisjoint(class_tags("bound", "noun")) and view.words[at] not in TITLES:
            return at
    return -1


def addressee_of(scene: Scene, frame: Frame, hit: Hit, actor: Party | None) -> Party | None:
    """Who is called upon, thanked or given to: named between the verb and the content, or behind ل."""
    if hit.rule.label not in ("call", "endorsement", "commitment", "funding"):
        return None
    words, call = scene.view.words, hit.rule.label == "call"
    here = hit.start + 1
    first = scene.mention(here) if here < len(words) else None
    if first and actor and scene.story.party(first) == actor:
        here = first.end
    for at in range(here, min(here + ADDRESS, frame.part.end)):
        if (words[at] in COMMAS and at > here + 1 and not call) or (
            call and at >= hit.content and words[at - 1] in ("الي", "ان")
        ):
            break
        found = scene.mention(at) if call or "pre:ل" in scene.view.tags[at] else None
        if found and found.kind in ("state", "body", "person", "role", "group") and found.name:
            party = scene.story.party(found)
            if party and (actor is None or party.key != actor.key):
                return party
    return None


def the_speaker(_scene: Scene, frame: Frame, _hit: Hit) -> Party | None:
    """Binds = "speaker": the one who judges, warns or asks."""
    return frame.speaker or frame.subject


def the_judge(scene: Scene, frame: Frame, _hit: Hit) -> Party | None:
    """Binds = "judge": the report or committee that is reported to have found it."""
    return scene.nested(frame.part, frame.speaker) or frame.subject or frame.speaker


def the_adopters(scene: Scene, frame: Frame, hit: Hit) -> Party | None:
    """Binds = "adopters": the body that adopts; where a meeting does, or nobody is named, the document adopted."""
    found = None
    if hit.verbal:
        found = scene.after(hit.start) if scene.view.words[hit.start] not in PASSIVE else None
        found = found or scene.before(frame.part.start, hit.start)
    party = scene.story.party(found, frame.speaker) if found else None
    if party and party.kind != "event":
        return party
    for at in range(hit.content, min(hit.content + 3, frame.part.end)):
        paper = scene.mention(at)
        if paper and paper.kind == "document":
            return scene.story.party(paper)
    return party or frame.subject


def the_donor(scene: Scene, frame: Frame, hit: Hit) -> Party | None:
    """Binds = "donor": whose aid it is: a nationality adjective, an owner, the party spoken of."""
    for at in range(hit.start, min(hit.start + 4, frame.part.end)):
        word = scene.view.words[at]
        country = scene.story.known.nationality.get(word.lstrip("و"))
        if country:
            return scene.story.state(country, word)
    owner = after_noun(scene, hit.start, frame.speaker or frame.subject)
    named = owner or scene.named_before(frame.part, hit.start, frame.speaker)
    return named or bound_state(scene, hit, frame.subject or frame.speaker)


def the_nearest(scene: Scene, frame: Frame, hit: Hit) -> Party | None:
    """Binds = "before" or "after": the nearest party named on that side within the clause."""
    part = frame.part
    places = range(hit.start - 1, part.start - 1, -1) if hit.rule.binds == "before" else range(hit.start + 1, part.end)
    for at in places:
        found = scene.mention(at)
        if found and found.kind in ("state", "body", "own", "group"):
            return scene.story.party(found, frame.speaker)
    if hit.rule.label == "funding" and hit.rule.binds == "after":
        return None  # "it is financed", by whom is not said
    return bound_state(scene, hit, frame.speaker or frame.subject)


def the_giver(scene: Scene, frame: Frame, hit: Hit) -> Party | None:
    """Binds = "giver": who stands behind من, where the subject receives."""
    words = scene.view.words
    for at in range(hit.start + 1, frame.part.end - 1):
        if words[at] == "من":
            found = scene.mention(at + 1)
            if found and found.kind in ("state", "body", "group"):
                return scene.story.party(found, frame.speaker)
    return None


PLACES: dict[str, Callable[[Scene, Frame, Hit], Party | None]] = {
    "speaker": the_speaker, "judge": the_judge, "adopters": the_adopters, "donor": the_donor,
    "giver": the_giver,
    "before": the_nearest, "after": the_nearest,
}  # fmt: skip
