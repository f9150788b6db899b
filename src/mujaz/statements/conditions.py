"""Which of the rules that matched in a clause stand: their conditions, and what governs what."""

from collections.abc import Iterable

from mujaz.lexicon.verbs import class_tags, has_article
from mujaz.records.labels import labels_that
from mujaz.statements.actors import actor_of
from mujaz.statements.cues.match import EntityEnd, Hit, occurs
from mujaz.statements.scene import Frame, Scene
from mujaz.statements.view import COMMAS, QUOTES, View
from mujaz.statements.who.entities import LONG_FORMS
from mujaz.statements.who.story import Party, governs_state
from mujaz.statements.who.subjects import THAT, THAT_HE
from mujaz.statements.word_sets import word_set

RELATIVE = frozenset({"الذي", "التي", "الذين", "اللذان", "اللتان", "والذي", "والتي", "مما", "ما", "وما"})
NEAR = 80  # words around a match in which `unless_in` looks: more than a clause has, and the time stays linear
EXPECTED = frozenset("المتوقع المنتظر المرجح يتوقع المحتمل".split())
ABSENT = frozenset("عدم بعدم لعدم دون بدون".split())
NOT = frozenset("لم ولم فلم لا ولا فلا لن ولن".split())
CHAIRS = frozenset("رئيس رئيسة مدير مديرة منسق منسقة عضو مستشار مساعد".split())
CHAIRED = frozenset(
    {"مؤتمر", "جلسة", "وفد", "منتدي", "لجنة", "هيئة", "مجلس"}
)  # may be at home, though no office of the State
SPOKESMEN = frozenset("متحدث متحدثة ناطق ناطقة مسؤول مسؤولة قائد زعيم زعيمة امين ممثل حاكم مرشد".split())
SOURCES = frozenset({"Sources", "A source", "The source", "Officials"})
MEDIA = ("صحيفة", "وكالة", "قناة", "موقع", "مجلة", "شبكة", "وسائل")
SHORT = 4  # letters of words too short for a plural in ات
IF = frozenset({"اذا", "لو"})
OWNED = ("ه", "ها", "هم", "هما", "نا")  # endings of a noun that has an owner, and so is definite
SUBJUNCTIVE = frozenset({"ان", "بان", "كي", "لكي", "قد", "حتي", "ربما"})
OFFICES = ("وزير", "الوزراء", "رئيس الجمهورية", "الرئيس ا", "ملك", "امير", "سفير", "الامم المتحدة", "مبعوث")
STATE_PAPERS = frozenset("اعلان قرار بيان ميثاق معاهدة اتفاقية".split())
ORGANS = ("وزارة", "حكومة", "الحكومة", "برلمان", "مجلس", "رئاسة")
RELATIVE_REACH = 12
ORDER = {"broad": 1, "weak": 2}  # of rules that match at one word: the particular before the general
HEAD_REACH = 5  # words of "1 - " and the like before the first word of a list item


def standing(scene: Scene, frame: Frame, hits: Iterable[Hit], continued: Party | None) -> tuple[Hit, ...]:
    """The hits of a clause whose conditions hold, one a label; those under a governing verb are left out.

    continued: the one still speaking from the sentence before, where a quotation goes on.
    """
    kept: list[Hit] = []
    entity_end = scene.entity_end()
    for hit in sorted(hits, key=lambda h: (h.start, ORDER.get(h.rule.rank, 0), -h.end)):
        if any(other.rule.label == hit.rule.label or governs(other, hit) for other in kept):
            continue
        if "beside" in hit.rule.needs and not any(o.rule.label in ("endorsement", "commitment") for o in kept):
            continue
        if holds(scene, frame, hit, continued, entity_end):
            kept.append(hit)
    return tuple(kept)


def holds(scene: Scene, frame: Frame, hit: Hit, continued: Party | None, entity_end: EntityEnd) -> bool:
    """Whether what a rule needs is there, and nothing that speaks against it."""
    rule, part = hit.rule, frame.part
    if (rule.label == "funding" and hit.end > part.end) or (
        rule.label in labels_that("deed") and unreal(scene, hit.start)
    ):
        return False
    if rule.label == "funding" and withdrawn(scene, part.start, hit.start):
        return False
    before = scene.view.words[hit.start - 1] if hit.start else ""
    if rule.label in labels_that("negatable") and not EXPECTED.isdisjoint(
        scene.view.words[max(0, hit.start - 5) : hit.start]
    ):
        return False
    if rule.label in labels_that("negatable") and (before in ABSENT or (hit.verbal and before in NOT)):
        return False  # who did not welcome or condemn has stated nothing
    near = max(part.start, hit.start - NEAR), min(part.end, hit.end + NEAR)
    if rule.unless_in and occurs(scene.view, rule.unless_in, *near, entity_end):
        return False
    unmet = (
        ("adopted" in rule.needs and not (frame.adopted and hit.start == part.opener))
        or ("speech" in rule.needs and frame.adopted)
        or ("assertion" in rule.needs and in_relative(scene.view, part.start, hit.start))
        or ("speaker" in rule.needs and frame.speaker is None and continued is None)
        or ("head" in rule.needs and not heads(scene.view, hit.start))
        or ("predicate" in rule.needs and not predicates(scene, hit.start))
    )
    return not unmet and eligible(scene, frame, hit)


def withdrawn(scene: Scene, start: int, at: int) -> bool:
    """Whether money spoken of at a word is suspended, cut or taken back: a verb of withdrawing stands before it."""
    tags = class_tags("withdraw", "any")
    return any(not scene.view.tags[here].isdisjoint(tags) for here in range(start, at + 1))


def heads(view: View, at: int) -> bool:
    """Whether a word is the first of its sentence, the number or letter of a list item aside."""
    return at < HEAD_REACH and not any(word.isalpha() and len(word) > 1 for word in view.words[:at])


def predicates(scene: Scene, at: int) -> bool:
    """Whether a word says something of the noun before it, not merely qualifies it: إن اللقاء مثمر, وصفه بالمثمر."""
    view, word = scene.view, scene.view.words[at]
    before = view.words[at - 1] if at else ""
    if word.startswith(("بال", "كال")) or before in QUOTES or before in THAT_HE:
        return True
    if has_article(word):
        return False
    return (
        has_article(before)
        or before.endswith(OWNED)
        or scene.has(at - 1, "verb:كان", "verb:صار", "verb:شكل", "verb:مثل")
    )


def unreal(scene: Scene, at: int) -> bool:
    """Whether the verb at a word only may or should happen: طلب أن يتبنى, قد تفرض, إذا قررت."""
    if at and scene.view.words[at - 1] in IF:
        return True
    if not at or scene.has(at, "past:") or not scene.has(at, "pres:"):
        return False
    return scene.view.words[at - 1] in SUBJUNCTIVE


def eligible(scene: Scene, frame: Frame, hit: Hit) -> bool:
    """Whether the actor is one the rule, and the kind of article, allow."""
    needs, noise = hit.rule.needs, scene.story.noise
    if not noise and not needs & {"own", "official"}:
        return True
    actor = actor_of(scene, frame, hit)
    if "own" in needs and not own(scene, actor, frame):
        return False
    if noise:
        return actor is not None and actor.official and weighty(actor, noise)
    return "official" not in needs or (actor is not None and actor.official)


def weighty(party: Party, noise: str) -> bool:
    """In an article about sport, films or goods: a State, an international body, or one who speaks for a State."""
    if party.kind == "state" and noise == "noise.sport":  # "Spain" is a team there, "the Kingdom of Spain" is not
        return party.name.split()[0] in LONG_FORMS
    if party.kind == "document":  # guidelines and recommendations of doctors and makers are no declarations
        return party.name.split()[0].removeprefix("ال") in STATE_PAPERS
    if party.kind == "state":
        return True
    if party.kind == "body":
        federation = "الاتحاد" in party.name and noise == "noise.sport"
        return not federation and (bool(party.english) or party.name.startswith(ORGANS))
    return any(office in party.role_ar for office in OFFICES)


def own(scene: Scene, actor: Party | None, frame: Frame) -> bool:  # noqa: PLR0911 – one a ground
    """Whether the one bound is the speaker or the speaker's own side; in an adopted document any States are."""
    speaker = frame.speaker
    if actor is None or actor.kind == "event" or not actor.official:
        return False
    if speaker is not None and reports(speaker) and actor.key != speaker.key:
        return True
    if actor.kind == "group" and not actor.adopts and actor != speaker:
        return frame.adopted or scene.view.words[frame.part.start] in RELATIVE  # of the paper just named
    if speaker is None or actor.resolved_from or actor.key == speaker.key:
        return True
    side = scene.story.side(speaker)
    if speaker.kind in ("person", "role") and not side and actor.kind == "state":
        return may_speak_for(speaker, home=actor.country == scene.story.cast.home)
    if actor.kind == "state":
        return not side or actor.country == side or speaker.kind in ("document", "group")
    return actor.kind == "body" and (not actor.country or not side or actor.country == side)


def reports(speaker: Party) -> bool:
    """Whether a speaker only passes on what others do: papers, agencies, sources."""
    return speaker.kind == "minor" or speaker.english in SOURCES or speaker.name.startswith(MEDIA)


def may_speak_for(speaker: Party, *, home: bool) -> bool:
    """Whether a State may be spoken for by one of whom the text says no country: an official, not a researcher.

    home: it is the country the article is about, for which also one who presides over a conference there may speak.
    """
    words = [word.removeprefix("ال") for word in speaker.role_ar.split()]
    abroad = word_set("elsewhere") - CHAIRED
    chairs = home and bool(words) and words[0] in CHAIRS and abroad.isdisjoint(words)
    leads = chairs or (bool(words) and words[0] in SPOKESMEN)
    return speaker.official and (governs_state(speaker.role_ar) or leads)


def in_relative(view: View, start: int, at: int) -> bool:
    """Whether a word stands in a relative clause: behind الذي or التي with no comma and no أن between."""
    for here in range(at - 1, max(start - 1, at - RELATIVE_REACH), -1):
        word = view.words[here]
        if word in RELATIVE or (adjoins(view, here, at) and qualified(view, here, at)):
            return True
        if word in COMMAS or word in THAT or word in THAT_HE:
            return False
    return False


def adjoins(view: View, here: int, at: int) -> bool:
    """Whether nothing but a particle stands between two words: مخاطر قد تهدد."""
    return here == at - 1 or (here == at - 2 and view.words[at - 1] in ("قد", "لا", "لم", "لن"))


def qualified(view: View, noun: int, verb: int) -> bool:
    """Whether a present verb right behind an indefinite noun only qualifies it: رؤية تسعى إلى, خطة تهدف إلى."""
    tags = view.tags[noun]
    word = view.words[noun]
    if (
        view.tags[verb].isdisjoint(("pres:", "fut:"))
        or "and" in view.tags[verb]
        or has_article(word)
        or not word.isalpha()
    ):
        return False
    if not tags.isdisjoint(("verb:", "own:")):
        return False
    return ("bare:" in tags and "part:" not in tags) or (word.endswith("ات") and len(word) > SHORT)


def governs(head: Hit, other: Hit) -> bool:
    """Whether a hit stands inside what another one asks, fears or praises, and so is not a statement of its own."""
    free = other.rule.label == "fact" or other.rule.label in labels_that("free")
    if head.rule.label not in labels_that("governs") or free or other.start == head.start:
        return False
    if head.rule.rank == "weak":
        return False
    if head.rule.label == "endorsement" and other.rule.label == "agreement":
        return False
    return other.start >= head.content
