"""English for actors and their roles: glossary first, then the lexicons, then romanisation."""

import re
from typing import TYPE_CHECKING

from mujaz.lexicon.verbs import nominal_splits
from mujaz.records.statement import Actor
from mujaz.statements.homographs import spelt
from mujaz.statements.who.entities import Names
from mujaz.statements.who.offices import office
from mujaz.statements.who.story import Party, Story

if TYPE_CHECKING:
    from mujaz.lexicon.names import Glossary


UNKNOWN = "?"
QUOTED = ' "«»'  # marks around a proper name
UNSURE = ("other",)  # a noun phrase no lexicon knows
PASS_ON = ("صحيفة", "وكالة", "قناة", "موقع", "مجلة", "شبكة", "وسائل", "الصحيفة", "الوكالة", "القناة")  # they report
SOURCES = frozenset({"Sources", "A source", "The source", "Officials", "Experts", "Analysts"})
GARBLED = re.compile(
    r"\?|\b(\w+) of \1\b|\bof (?:of|to|for|and|General|Special|High|Assistant|Deputy)\b|\b(?:of|to|for)$|\bto of\b"
    r"|\b(\w+) \2\b|\bof (?:Affairs|Office|Department|Ministry|Council|Programme|Administration)$",
    re.IGNORECASE,
)


def good(role: str) -> str:
    """A role phrase in English, "" where it is garbled or holds a word without English."""
    return "" if GARBLED.search(role) else role


class Namer:
    """Gives English names; one per article, with the story whose persons and documents it names."""

    def __init__(self, known: Names, story: Story, glossary: "Glossary | None") -> None:
        self.known = known
        self.story = story
        self.glossary = glossary
        self._cache: dict[str, str] = {}

    def actor(self, party: Party | None, *, adopted: bool = False) -> Actor | None:
        """The record of a party. adopted: it speaks through an adopted document, whose name goes along."""
        if party is None:
            return None
        english = self.name(party)
        if party.others:
            return self.together(party)
        if party.kind in ("group", "document", "event") and adopted:
            paper = party.name if party.kind == "document" and len(party.name.split()) > 1 else self.story.paper
            joint = self.joint(party)
            paper_en = self.text(paper) if paper else ""
            english = (
                joint if joint and party.kind != "group" else f"Participants ({paper_en})" if paper_en else english
            )
            if english == party.english and party.kind == "event":
                english = f"Participants in the {english}"
        elif party.kind in ("group", "event") and (joint := self.joint(party)):
            english = joint
        role = self.role(party.role_ar) if party.kind in ("person", "role") and party.role_ar else ""
        sure = self.sure(party)
        return Actor(spelt(party.shown or party.name), english, role, spelt(party.resolved_from), sure)

    def sure(self, party: Party) -> bool:
        """Whether a party is known for what it is, and for the one meant: no bare name that nobody knows."""
        if party.kind in UNSURE or party.guess or party.name.startswith(PASS_ON) or party.english in SOURCES:
            return False
        if party.kind == "body" and not party.english and " " not in party.name:
            return False  # "the Authority", of which no full name is known
        bare = party.kind == "person" and not (party.role_ar or party.country or party.english)
        return not bare or bool(self.glossary and self.glossary.english(party.name))

    def together(self, party: Party) -> Actor:
        """The record of several who act together: "Serbia, Croatia and Hungary"."""
        all_of_them = (party, *party.others)
        english = list(dict.fromkeys(self.name(one) for one in all_of_them))
        arabic = " و".join(dict.fromkeys(spelt(one.shown or one.name) for one in all_of_them))
        joined = " and ".join([", ".join(english[:-1]), english[-1]]) if len(english) > 1 else english[0]
        return Actor(arabic, joined, "", "", all(self.sure(one) for one in all_of_them))

    def joint(self, party: Party) -> str:
        """The two parties of a meeting, where the group or meeting stands for them: الطرفان, الحوار."""
        if not self.story.parties or party.kind == "document":
            return ""
        if party.kind == "event" or party.english.startswith("The two"):
            return self.story.parties
        return ""

    def name(self, party: Party) -> str:
        """English name of a party."""
        if party.kind == "role":
            role = party.role_ar or party.name
            return self.role(role) or self.bare_role(role)
        if party.english and party.kind in ("state", "group", "event"):
            return party.english
        if party.kind in ("body", "minor") and not party.english:
            return self.body(party)
        return self.text(party.name) if not party.english or party.kind == "document" else party.english

    def text(self, arabic: str) -> str:
        """English of a name: glossary, known documents and their places, else letters."""
        if arabic not in self._cache:
            self._cache[arabic] = self.look_up(arabic)
        return self._cache[arabic]

    def look_up(self, arabic: str) -> str:
        """As `text`, without the cache. Documents first: their names are not made of the names in them."""
        paper = self.known.titles.get(arabic)
        if paper:
            return paper
        arabic = spelt(arabic)
        for _, _, bare in nominal_splits(arabic):
            for form in (bare, "ال" + bare):
                found = self.glossary.english(form) if self.glossary else None
                if found:
                    return found
        words = arabic.split()
        head = words[0] if words else ""
        if head in self.known.documents and len(words) > 1:
            if head.startswith("ال") and words[1].startswith("ال"):  # القرار الملكي: no name, only a quality
                return self.known.documents[head]
            place = self.text(words[1])
            return f"{place} {self.known.documents[head]}"
        for entry, what in self.known.by_first.get(head, ()):
            if list(entry) == words:
                return what.english
        from mujaz.arabic.romanise import romanise

        return romanise(arabic)

    def body(self, party: Party) -> str:
        """A ministry, army or parliament of a country: head, field, country."""
        found = self.glossary.english(party.name) if self.glossary else None
        if found:
            return found
        words = party.name.split()
        if plain := self.office(words):
            return plain if not party.country or party.country in plain else f"{plain} of {party.country}"
        first = words[0]
        head = self.known.body_heads.get(first) or self.known.body_heads.get(first.removeprefix("ال"))
        text = self.compose(party.name.split(), head.english if head else "").replace(f" of {UNKNOWN}", "")
        if head and text == head.english and len(words) > 1 and first.removeprefix("ال") in self.known.named_bodies:
            text = f"{head.english} {self.text(' '.join(words[1:]).strip(QUOTED))}"  # Company Tasila
        return text if not party.country or party.country in text else f"{text} of {party.country}"

    def role(self, arabic: str) -> str:
        """English of a role phrase."""
        if not arabic:
            return ""
        found = self.glossary.english(arabic) if self.glossary else None
        if found:
            return found
        words = arabic.split()
        head = words[0].removeprefix("ال")
        plain = good(self.compose(words, self.known.roles.get(head, "")))
        if plain and not self.nested(words):
            return plain
        return self.office(words) or plain

    def nested(self, words: list[str]) -> bool:
        """Whether an office holds a body with words of its own: رئيس الهيئة العامة للسياحة."""
        heads = self.known.body_heads
        return any(word.removeprefix("ال") in heads for word in words[1:-1])

    def office(self, words: list[str]) -> str:
        """A long office or body, part by part."""
        return good(
            office(words, self.known, {**self.known.fields, **self.known.qualities, **self.known.wide}, self.text)
        )

    def bare_role(self, arabic: str) -> str:
        """The head of a role whose whole cannot be put into English: Secretary-General."""
        words = arabic.split()
        for end in range(min(4, len(words)), 1, -1):
            phrase = self.known.role_phrases.get(" ".join(words[:end]))
            if phrase:
                return phrase
        return self.known.roles.get(words[0].removeprefix("ال"), "") if words else ""

    def compose(self, words: list[str], head: str) -> str:
        """Head, qualities, then the complements joined with of: Minister of Foreign Affairs of Kuwait."""
        at = 1
        for end in range(min(4, len(words)), 1, -1):
            phrase = self.known.role_phrases.get(" ".join(words[:end]))
            if phrase:
                head, at = phrase, end
                break
        before: list[str] = []
        fields: list[str] = []
        countries: list[str] = []
        while at < len(words):
            word = words[at]
            if word[:1] == "و" and word[1:].removeprefix("ال") in self.known.roles:
                second = self.role(" ".join([word[1:], *words[at + 1 :]]))
                return f"{self.compose(words[:at], head)} and {second or UNKNOWN}"
            if word in self.known.qualities:
                quality = self.known.qualities[word]
                before += [quality] * (quality not in head)
            elif word in self.known.nationality:
                countries.append(self.known.nationality[word])
            else:
                field, at = self.field(words, at)
                fields += [field] * bool(field)
                continue
            at += 1
        text = " ".join([*before, head])
        owners = "".join(f" of {country}" for country in dict.fromkeys(countries))
        if any(field.startswith("for") for field in fields):  # Special Envoy of Oman for …
            text, owners = text + owners, ""
        for field in fields:
            glued = text.endswith((" for", " to")) or field.startswith(("for", "to "))
            text += f" {field}" if glued else f" of {field}"
        return text + owners

    def field(self, words: list[str], at: int) -> tuple[str, int]:
        """One complement of a role at a word: (English, end); UNKNOWN where there is none, "" where none is needed."""
        word, following = words[at], words[at + 1 : at + 2]
        if word.endswith("مكافحة") and following == ["الارهاب"]:
            return "for Counter-Terrorism", at + 2
        if word.endswith("شؤون") and following:
            affairs = self.known.fields.get(following[0])
            return (f"for {affairs} Affairs", at + 2) if affairs else ("for", at + 1)
        inner, end = self.longest(words, at)
        if inner:
            return inner, end
        names = (self.known.complements, self.known.roles)
        for form in (word, *(b for _, _, b in nominal_splits(word))):
            for table in names:
                if form in table:
                    return table[form], at + 1
        return UNKNOWN, at + 1

    def longest(self, words: list[str], at: int) -> tuple[str, int]:
        """The longest run of words from `at` that the glossary names: (English, end)."""
        if self.glossary:
            for end in range(min(len(words), at + 7), at, -1):
                for _, _, bare in nominal_splits(words[at]):
                    found = self.glossary.english(" ".join([bare, *words[at + 1 : end]]))
                    if found and (end - at > 1 or bare not in self.known.complements):
                        return found, end
        return "", at
