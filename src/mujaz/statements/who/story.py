"""Who acts in an article, resolved within it, and what the article has said so far."""

from dataclasses import dataclass, field, replace

from mujaz.arabic.normalise import fold_word
from mujaz.statements.who.cast import KINGDOMS, Cast, Person
from mujaz.statements.who.entities import OWN, Names
from mujaz.statements.who.mentions import Mention
from mujaz.statements.word_sets import word_set

FLEETING = 1  # sentences after which a meeting is
STALE = 3  # sentences after which a document or meeting is no longer the unsaid subject
LAY = frozenset({"الممثل", "الممثلة", "المدير", "المديرة", "العضو"})  # alone: actor, manager; الممثل الخاص is an envoy
NATIONAL = frozenset({"وطني", "وطنية"})
# Organs that every State has once: named without a country they are those of the State the article is about.
ORGANS = ("مجلس الوزراء", "الحكومة", "البرلمان", "مجلس النواب", "مجلس الشوري", "مجلس الامة", "مجلس الشيوخ")
MINISTRY = frozenset({"وزارة", "لوزارة", "بوزارة", "الوزارة", "بالوزارة", "للوزارة"})


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
    others: tuple["Party", ...] = ()  # who act together with it: the further givers, signers
    guess: bool = False  # taken from an earlier sentence, though another one may be meant

    @property
    def key(self) -> str:
        """Same key, same party."""
        return self.country if self.kind == "state" and self.country else self.english or self.name

    @property
    def official(self) -> bool:
        """Whether it is a State, a body, a group, a document, a meeting, or a person who holds a role."""
        if self.kind in ("other", "minor") or word_set("private").intersection(self.role_ar.split()):
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
    accord: Party | None = None  # who signed or reached the last accord
    signed: bool = False  # the text speaks as "we": a communique that opens with نحن

    def party(self, mention: Mention, speaker: Party | None = None) -> Party | None:  # noqa: PLR0911 – one a kind
        """Resolve a mention: short names, roles and pronoun titles to the person, بلاده to the speaker's country."""
        if mention.kind == "pronoun":
            found = self.last_person(mention.gender, mention.name)
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
            if not mention.role_ar and mention.country:  # الملك البلجيكي
                return Party(
                    "role", mention.name, "", mention.name, mention.country, mention.gender, shown=mention.shown
                )
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
        if mention.kind == "body" and not mention.english:
            return self.body(mention)
        return Party(
            mention.kind, mention.name, mention.english, "", mention.country, mention.gender, mention.plural,
            mention.adopts,
            shown=mention.shown,
        )  # fmt: skip

    def body(self, mention: Mention) -> Party:
        """A body of whose name the lexicons know the head alone: by the full name given before, organs by the State."""
        full = self.cast.body(mention.name, self.now)
        name, what = full or (mention.name, None)
        english, country = (what.english, what.country) if what else ("", mention.country)
        gender = what.gender if what else mention.gender
        if not english and not country and name.startswith(ORGANS):
            country = self.cast.home
        if full:
            return Party("body", name, english, "", country, gender, resolved_from=mention.shown)
        return Party("body", name, english, "", country, gender, shown=mention.shown)

    def last_person(self, gender: str, title: str = "") -> Party | None:
        """The person who spoke last, of this gender; else the last one named in the cast.

        title: سموه, معاليه: somebody who bears it, where there is one; a king is no سموه.
        """
        if title:
            fitting = [p for p in self.cast.persons if p.gender == gender and bears(p, title)]
            spoke = [party.name for party in self.spoken if party.kind == "person"]
            fitting.sort(key=lambda p: (last_index(spoke, p.name), p.first if p.first <= self.now else -1))
            if fitting:
                return of_person(fitting[-1], "")
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


def bears(person: Person, title: str) -> bool:
    """Whether a title said instead of a name fits a person: سموه a prince, فخامته a president."""
    royal = person.role_ar.startswith(("خادم", "ملك", "الملك", "العاهل")) or person.honorific in ("King", "H.M.")
    prince = person.honorific in ("H.H.", "Prince", "Princess", "Sheikh", "Sheikha") and not royal
    head = person.role_ar.removeprefix("ال").startswith("رئيس")
    if title.startswith("سمو"):
        return prince
    if title.startswith("جلال"):
        return royal
    if title.startswith("فخام"):
        return head
    return not royal and not prince


def last_index(names: list[str], name: str) -> int:
    """Where a name stands last in a list; -1 where it does not."""
    return max((at for at, other in enumerate(names) if other == name), default=-1)


def governs_state(role_ar: str) -> bool:
    """Whether a role without a country is one of the State the article is about: a minister, an ambassador, a king."""
    words = [word.removeprefix("ال") for word in role_ar.split()]
    if NATIONAL.intersection(words):  # the National Committee is the State's
        return True
    return bool(words) and words[0] in word_set("state-offices") and not word_set("elsewhere").intersection(words)


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
