"""Whose statement it is: the subject of a clause, the one speaking, the one bound, the one addressed."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace

from mujaz.arabic.normalise import fold_word
from mujaz.lexicon.verbs import has_article
from mujaz.statements.view import COMMAS, QUOTES, View
from mujaz.statements.who.calling import addressee_only, plural_ending
from mujaz.statements.who.cast import Cast, Person
from mujaz.statements.who.entities import OWN, Names
from mujaz.statements.who.mentions import POINTERS, Mention, mention_at

THAT = frozenset({"ان", "بان", "وان", "وبان", "لان", "فان"})
THAT_HE = frozenset(
    {
        "انه",
        "انها",
        "بانه",
        "بانها",
        "انهم",
        "بانهم",
        "وانه",
        "وانها",
        "فانهم",
        "فانه",
        "انهما",
        "اننا",
        "باننا",
        "واننا",
        "انني",
    }
)
SHE = frozenset({"انها", "بانها", "وانها"})
ADVERBS = frozenset(
    (
        "اليوم امس ايضا كذلك السبت الاحد الاثنين الثلاثاء الاربعاء الخميس الجمعة مجددا رسميا الليلة بدوره "
        "بدورها قد بشدة فيه فيها له لها عنه"
    ).split()
)
WAS = frozenset({"كان", "كانت", "وكان", "وكانت"})
KINGDOMS = frozenset({"Saudi Arabia", "Jordan", "Morocco", "Bahrain", "United Kingdom"})
MAX_UNKNOWN = 3  # words of an unknown subject between أن and its verb
ASIDE = 14  # words an aside between commas may have
FLEETING = 1  # sentences after which a meeting is
STALE = 3  # sentences after which a document or meeting is no longer the unsaid subject
PRIVATE = frozenset(
    (
        "شركة الشركة لشركة نادي النادي لنادي المنتدب فريق صحيفة مجلة قناة خبير باحث محلل لاعب مدرب بنك "
        "المنتخب قسم كلية جامعة الجامعة معهد المعهد مجموعة تحرير"
    ).split()
)
LAY = frozenset({"الممثل", "الممثلة", "المدير", "المديرة", "العضو"})  # alone: actor, manager; الممثل الخاص is an envoy
STATE_OFFICES = frozenset(
    "وزير وزيرة رئيس رئيسة ملك ملكة امير سلطان عاهل ولي سفير سفيرة مبعوث نائب مندوب وكيل مستشارة".split()
)
NATIONAL = frozenset({"وطني", "وطنية"})
MINISTRY = frozenset({"وزارة", "لوزارة", "بوزارة", "الوزارة", "بالوزارة", "للوزارة"})
ELSEWHERE = frozenset(
    (
        "مؤتمر لجنة منظمة مجلس بنك صندوق جمعية مركز مكتب برنامج حزب جامعة اتحاد متحدة امم اممي مفوضية مؤسسة هيئة شركة "
        "كتلة منتدي جلسة وفد تحالف ائتلاف حركة بعثة وكالة"
    ).split()
)
CARRIERS = frozenset({"تقرير", "كلمة", "خطاب", "رسالة", "بيان"})
STANCE = tuple(
    (
        "اكد شدد جدد كرر دعا طالب حث ناشد طلب رحب اشاد ايد ادان استنكر ندد شجب رفض اعرب ابدي اقر خلص قرر "
        "اوصي حذر تعهد التزم لفت اشار بين اوضح اتفق اعتبر نوه ثمن نص تبني اعتمد اعلن اضاف ذكر اعاد"
    ).split()
)
SPEAKING = tuple(
    (
        "قال اكد شدد اضاف اوضح اشار لفت بين ابان ذكر صرح افاد تابع اعتبر راي كشف نبه استطرد اردف اعرب ابدي "
        "وصف توقع كتب غرد نفي اعلن جدد كرر اعاد استعرض تحدث نوه اختتم زعم جزم توجه وجه القي زاد نقل خلص"
    ).split()
)
_STANCE_TAGS = frozenset(f"act:{lemma}" for lemma in STANCE)
_SPEAKING_TAGS = frozenset(f"act:{lemma}" for lemma in SPEAKING)
_FINITE_SPEAKING = frozenset(f"verb:{lemma}" for lemma in SPEAKING)


@dataclass(frozen=True, slots=True)
class Party:
    """An actor resolved within its article. key tells parties apart; kind as Mention.kind (person, state, body …)."""

    kind: str
    name: str
    english: str = ""
    role_ar: str = ""
    country: str = ""
    gender: str = "m"
    plural: bool = False
    adopts: bool = False
    resolved_from: str = ""
    shown: str = ""

    @property
    def key(self) -> str:
        """Same key, same party."""
        return self.country if self.kind == "state" and self.country else self.english or self.name

    @property
    def official(self) -> bool:
        """Whether it is a State, a body, a group, a document, a meeting, or a person who holds a role."""
        if self.kind in ("other", "minor") or PRIVATE.intersection(self.role_ar.split()):
            return False
        if self.role_ar in LAY:
            return False
        return self.kind != "person" or bool(self.role_ar) or bool(self.country)


@dataclass(slots=True)
class Story:
    """What an article has said so far: who spoke, what was adopted, between whom a meeting was held."""

    cast: Cast
    known: Names
    spoken: list[Party] = field(default_factory=list)
    times: list[int] = field(default_factory=list)
    clock: int = 0
    now: int = 0
    adopted: str = ""
    paper: str = ""
    parties: str = ""
    noise: str = ""
    signed: bool = False  # the text speaks as "we": a communique that opens with نحن

    def party(self, mention: Mention, speaker: Party | None = None) -> Party | None:  # noqa: PLR0911 – one a kind
        """Resolve a mention: short names, roles and pronoun titles to the person, بلاده to the speaker's country."""
        if mention.kind == "pronoun":
            found = self.last_person(mention.gender)
            return None if found is None else with_origin(found, mention.name)
        if mention.kind == "own":
            return self.own_side(speaker or (self.spoken[-1] if self.spoken else None), mention.name)
        if mention.kind == "person":
            person = self.cast.find(mention.name)
            if person:
                return of_person(person, mention.shown if mention.name != person.name else "")
            return Party(
                "person", mention.name, "", mention.role_ar, mention.country, mention.gender, shown=mention.shown
            )
        if mention.kind == "role":
            words = (mention.role_ar or mention.name).split()
            person = (
                self.cast.by_role(
                    words, mention.country, self.known.nationality, [p.name for p in self.spoken], self.now
                )
                if mention.role_ar
                else None
            )
            if person:
                return of_person(person, mention.shown)
            if not mention.role_ar:
                found = self.last_person(mention.gender)
                if found:
                    return with_origin(found, mention.shown)
                return Party(
                    "role", mention.name, mention.honorific, mention.name, "", mention.gender, shown=mention.shown
                )
            return Party(
                "role", mention.name, "", mention.role_ar, mention.country, mention.gender, shown=mention.shown
            )
        if mention.name == "المملكة":
            country = next((c for c in self.cast.countries if c in KINGDOMS), "Kingdom")
            return self.state(country, mention.shown)
        if mention.kind == "body" and not mention.english and mention.name in self.cast.bodies:
            name, what = self.cast.bodies[mention.name]
            return Party("body", name, what.english, "", what.country, what.gender, resolved_from=mention.shown)
        return Party(
            mention.kind, mention.name, mention.english, "", mention.country, mention.gender, mention.plural,
            mention.adopts,
            shown=mention.shown,
        )  # fmt: skip

    def last_person(self, gender: str) -> Party | None:
        """The person who spoke last, of this gender; else the last one named in the cast."""
        for party in reversed(self.spoken):
            if party.kind == "person" and party.gender == gender:
                return party
        for party in reversed(self.spoken):
            if party.kind == "person":
                return party
        person = next((p for p in reversed(self.cast.persons) if p.gender == gender), None)
        return of_person(person, "") if person else None

    def state(self, country: str, origin: str) -> Party:
        """A country by its English name, reached from another word."""
        name = self.known.arabic.get(country, origin or country)
        return Party("state", fold_word(name), country, country=country, gender="f", resolved_from=origin, shown=name)

    def own_side(self, speaker: Party | None, origin: str) -> Party | None:
        """The country, or body, a speaker speaks for; the speaker where the text does not tell."""
        if speaker is None:
            return None
        country = self.side(speaker)
        if not country and origin in OWN and MINISTRY.intersection(speaker.role_ar.split()):
            country = self.cast.home  # an official of "the Ministry" says بلاده
        if country:
            return self.state(country, origin)
        return with_origin(speaker, origin)

    def side(self, speaker: Party) -> str:
        """English name of the country a speaker speaks for: of name or role, else home for one who governs; or ""."""
        if speaker.country or speaker.kind not in ("person", "role"):
            return speaker.country
        return self.cast.home if governs_state(speaker.role_ar) else ""

    def implicit(self, *, plural: bool, feminine: bool) -> Party | None:
        """The subject a verb leaves unsaid: the last one of its number and gender, else the last one."""
        recent = [
            party for party, time in zip(self.spoken[-4:], self.times[-4:], strict=True)
            if party.kind in ("person", "role") or self.clock - time <= (FLEETING if party.kind == "event" else STALE)
        ]  # fmt: skip
        if plural:
            group = next((party for party in reversed(recent) if party.plural), None)
            return (
                group
                or next((p for p in reversed(recent) if p.kind in ("document", "event")), None)
                or (recent[-1] if recent else None)
            )
        for party in reversed(recent):
            if not party.plural and (party.gender == "f") == feminine:
                return party
        return recent[-1] if recent else None

    def note(self, party: Party) -> None:
        """Remember who spoke."""
        self.spoken.append(party)
        self.times.append(self.clock)


def governs_state(role_ar: str) -> bool:
    """Whether a role without a country is one of the State the article is about: a minister, an ambassador, a king."""
    words = [word.removeprefix("ال") for word in role_ar.split()]
    if NATIONAL.intersection(words):  # the National Committee is the State's
        return True
    return bool(words) and words[0] in STATE_OFFICES and not ELSEWHERE.intersection(words)


def with_origin(party: Party, origin: str) -> Party:
    """The same party, reached from another word."""
    return replace(party, resolved_from=origin)


def of_person(person: Person, origin: str) -> Party:
    """A member of the cast, reached from a short name, title or role."""
    return Party(
        "person",
        person.name,
        "",
        person.role_ar,
        person.country,
        person.gender,
        resolved_from=origin,
        shown=person.shown,
    )


def is_speaking(tags: frozenset[str], *, finite: bool = False) -> bool:
    """Whether a word may be a verb of saying."""
    return not tags.isdisjoint(_FINITE_SPEAKING if finite else _SPEAKING_TAGS)


def is_stance(tags: frozenset[str]) -> bool:
    """Whether a word may be a verb that states a position."""
    return not tags.isdisjoint(_STANCE_TAGS)


def after_verb(
    view: View, at: int, story: Story, aliases: Collection[str], main: Party | None = None
) -> Mention | None:
    """The subject standing behind the verb at word `at`: adverbs, and one aside between commas, may come between.

    main: the subject of the sentence, where the verb belongs to a later clause of it.
    """
    if "we:" in view.tags[at] or plural_ending(view.words[at], view.tags[at]):
        return None
    found = behind_verb(view, at, story, aliases)
    if found is None:
        return None
    opens = main is None
    unsaid = main or story.implicit(plural=False, feminine="fem:" in view.tags[at])
    return None if addressee_only(view, at, found, unsaid, opens=opens) else found


def behind_verb(view: View, at: int, story: Story, aliases: Collection[str]) -> Mention | None:
    """As after_verb, whatever the verb asks for."""
    words = view.words
    here = behind_adverbs(words, at + 1)
    if here >= len(words) or words[here] in THAT:
        return None
    if words[here] in CARRIERS and here + 1 < len(words):
        here += 1
    found = mention_at(view, here, story.known, aliases)
    if found:
        said = words[here - 1] in '«"' and not quoted_paper(words, found)
        return (
            found if not said and not under_preposition(view, here, found, story) and agrees(view, at, found) else None
        )
    if view.tags[at].isdisjoint(("plur:", "we:")):
        quoted = any(word in QUOTES for word in words[at + 1 : here])
        guess = quoted_name(view, at + 1) if quoted else unknown_subject(view, here, story)
        if guess:
            return guess
    return behind_aside(view, here, story, aliases)


def behind_adverbs(words: Sequence[str], here: int) -> int:
    """The word behind adverbs, quotation marks and "each of"."""
    for _ in range(4):
        if here < len(words) and (words[here] in ADVERBS or words[here] in QUOTES):
            here += 1
    return here + 2 if list(words[here : here + 2]) == ["كل", "من"] else here


def quoted_paper(words: Sequence[str], found: Mention) -> bool:
    """Whether a phrase in quotation marks is the name of a document, not what somebody says."""
    return found.kind == "document" and list(words[found.end : found.end + 1]) in (["»"], ['"'])


def under_preposition(view: View, here: int, found: Mention, story: Story) -> bool:
    """Whether a State or body behind a verb stands under ب ل ك and so is its object."""
    word = view.words[here]
    glued = word not in story.known.stop and word[:1] in "بلك" and "pre:" + word[0] in view.tags[here]
    return glued and found.kind in ("state", "body", "own") and not found.name.startswith(word[:2])


def behind_aside(view: View, here: int, story: Story, aliases: Collection[str]) -> Mention | None:
    """The subject behind an aside between commas, as in وجدد، في بيان، الوزير."""
    words = view.words
    if words[here] in COMMAS:
        for later in range(here + 1, min(here + ASIDE, len(words) - 1)):
            if words[later] in COMMAS and words[later - 1] not in COMMAS:
                return mention_at(view, later + 1, story.known, aliases)
    return None


def agrees(view: View, at: int, mention: Mention) -> bool:
    """Whether a noun phrase behind a verb can be its subject: gender of States and bodies, no accusative."""
    tags = view.tags[at]
    if (
        mention.kind in ("group", "other")
        and view.words[mention.start].endswith("ين")
        and mention.name in (view.words[mention.start], view.words[mention.start].lstrip("و"))
    ):
        return False
    if mention.kind in ("person", "role") and "verb:" in tags and mention.gender == "f" and "fem:" not in tags:
        return "plur:" in tags  # سيساند رئيسة الوزراء: she is the object
    if mention.kind not in ("state", "body") or "verb:" not in tags:
        return True
    return ("fem:" in tags) == (mention.gender == "f") or (mention.kind == "body" and not mention.english)


def quoted_name(view: View, at: int) -> Mention | None:
    """A name of one to three words in quotation marks at a word: "واتساب"."""
    if at >= len(view.words) or view.words[at] not in '"«':
        return None
    for end in range(at + 2, min(at + 5, len(view.words))):
        if view.words[end] in '"»':
            name = " ".join(view.words[at + 1 : end])
            return Mention("other", at, end + 1, name, shown=view.text(at + 1, end))
    return None


def unknown_subject(view: View, at: int, story: Story) -> Mention | None:  # noqa: PLR0911 – one a ground for refusal
    """A subject the lexicons do not know: the noun or bare name right behind a finite verb."""
    if view.words[at].lstrip("وف") in POINTERS and at + 1 < len(view.words):
        at += 1
    word = view.words[at]
    if not word.isalpha() or word in story.known.stop or word in THAT_HE or len(word) < 3:
        return None
    if any(t in ("pre:ب", "pre:ل", "pre:ك") for t in view.tags[at]) and not word.startswith("ال"):
        return None
    if not view.tags[at].isdisjoint(
        (
            "verb:",
            "own:",
        )
    ) or (word[0] == "و" and at > 1):
        return None
    if not view.tags[at].isdisjoint(
        (
            "noun:",
            "act:",
        )
    ):
        return None
    if not has_article(word) and word.endswith(("ا", "ة")) and word not in story.known.given:
        return None  # an object or adverb: خطرا, جاهدة
    end = at + 1
    while (
        end < len(view.words)
        and end - at < 3
        and view.words[end].isalpha()
        and view.words[end] not in story.known.stop
        and not any(t.startswith(("act:", "noun:", "pre:ب", "pre:ل")) or t == "and" for t in view.tags[end])
        and view.words[end].startswith("ال") == word.startswith("ال")
    ):
        end += 1
    if word.startswith("ال") and word.endswith("ين"):
        return None  # in the accusative: those called upon, not those who call
    text = " ".join(view.words[at:end])
    return Mention("other", at, end, text, gender="f" if word.endswith("ة") else "m", shown=view.text(at, end))


def opens_clause(view: View, at: int) -> bool:
    """Whether a subject may stand behind a word: أن, كان, a colon or an opening quotation mark."""
    word = view.words[at]
    return (
        word in THAT
        or word in WAS
        or word in ":«"
        or (word == '"' and (at == 0 or view.words[at - 1] == ":" or view.words[:at].count('"') % 2 == 0))
    )


def before_that(view: View, start: int, at: int, story: Story, aliases: Collection[str]) -> Mention | None:
    """The States or body that أنها speaks of, standing right before it: تأكيد دول المجلس أنها."""
    for here in range(at - 1, max(start, at - 5) - 1, -1):
        found = mention_at(view, here, story.known, aliases)
        if found is None or found.end != at:
            continue
        if found.kind == "group" or (found.kind in ("state", "body") and found.gender == "f"):
            return found
    return None


def before_verb(view: View, start: int, at: int, story: Story, aliases: Collection[str]) -> Mention | None:
    """The subject standing in front of the verb at word `at`: right behind أن, or at the head of the clause."""
    if at and view.words[at - 1] in SHE and (found := before_that(view, start, at - 1, story, aliases)):
        return found
    floor = max(start, at - 16)
    for here in range(at - 1, floor - 1, -1):
        if opens_clause(view, here) or here == start:
            begin = here + 1 if opens_clause(view, here) else here
            if begin < at and view.words[begin] in CARRIERS:
                begin += 1
            if begin < at:
                found = mention_at(view, begin, story.known, aliases)
                if found and found.end <= at:
                    between = view.words[found.end : at]
                    if not any(w in THAT for w in between):
                        return found
                if found is None and (
                    view.words[here] in WAS or (view.words[here] in THAT and at - begin <= MAX_UNKNOWN)
                ):
                    return unknown_subject(view, begin, story)
            if opens_clause(view, here):
                return None
    return None
