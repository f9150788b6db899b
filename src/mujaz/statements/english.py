"""English for actors and their roles: glossary first, then the lexicons, then romanisation."""

from typing import TYPE_CHECKING

from mujaz.statements.entities import Names
from mujaz.statements.record import Actor
from mujaz.statements.subjects import Party, Story
from mujaz.statements.words import nominal_splits

if TYPE_CHECKING:
    from mujaz.translation.glossary import Glossary

QUALITIES = {
    "المركزي": "Central",
    "الوطني": "National",
    "الوطنية": "National",
    "الدولي": "International",
    "الدولية": "International",
    "الاوروبي": "European",
    "الاوروبية": "European",
    "العربي": "Arab",
    "العربية": "Arab",
    "القومي": "National",
    "العليا": "Supreme",
    "العسكري": "Military",
    "العسكرية": "Military",
    "المسلحة": "Armed",
    "الاممي": "United Nations",
    "الاممية": "United Nations",
    "الخاص": "Special",
    "الخاصة": "Special",
    "خاص": "Special",
    "الدائم": "Permanent",
    "الدائمة": "Permanent",
    "السابق": "former",
    "السابقة": "former",
    "المنتخب": "elect",
    "التنفيذي": "Executive",
    "الاعلي": "Supreme",
    "السامي": "High",
    "الاول": "First",
    "الاقليمي": "Regional",
    "المقيم": "Resident",
    "الرسمي": "official",
    "المكلف": "acting",
    "بالانابة": "Acting",
    "بالوكالة": "Acting",
}


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
        return Actor(party.shown or party.name, english, role, party.resolved_from)

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
            return self.role(party.role_ar or party.name)
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
        """As `text`, without the cache."""
        for _, _, bare in nominal_splits(arabic):
            for form in (bare, "ال" + bare):
                found = self.glossary.english(form) if self.glossary else None
                if found:
                    return found
        words = arabic.split()
        head = words[0] if words else ""
        if head in self.known.documents and len(words) > 1:
            place = self.text(words[1])
            return f"{place} {self.known.documents[head]}"
        for entry, what in self.known.by_first.get(head, ()):
            if list(entry) == words:
                return what.english
        from mujaz.arabic.names import romanise

        return romanise(arabic)

    def body(self, party: Party) -> str:
        """A ministry, army or parliament of a country: head, field, country."""
        found = self.glossary.english(party.name) if self.glossary else None
        if found:
            return found
        first = party.name.split()[0]
        head = self.known.body_heads.get(first) or self.known.body_heads.get(first.removeprefix("ال"))
        return self.compose(party.name.split(), head.english if head else "")

    def role(self, arabic: str) -> str:
        """English of a role phrase."""
        if not arabic:
            return ""
        found = self.glossary.english(arabic) if self.glossary else None
        if found:
            return found
        words = arabic.split()
        head = words[0].removeprefix("ال")
        return self.compose(words, self.known.roles.get(head, ""))

    def compose(self, words: list[str], head: str) -> str:
        """Head, qualities, then the complements joined with of: Minister of Foreign Affairs of Kuwait."""
        before, fields, countries = [], [], []
        at = 1
        for end in range(min(4, len(words)), 1, -1):
            phrase = self.known.role_phrases.get(" ".join(words[:end]))
            if phrase:
                head, at = phrase, end
                break
        while at < len(words):
            word = words[at]
            if word.endswith("مكافحة") and words[at + 1 : at + 2] == ["الارهاب"]:
                fields.append("for Counter-Terrorism")
                at += 1
            elif word[:1] == "و" and word[1:].removeprefix("ال") in self.known.roles:
                return f"{self.compose(words[:at], head)} and {self.role(' '.join([word[1:], *words[at + 1 :]]))}"
            elif word in QUALITIES:
                before.append(QUALITIES[word])
            elif word in self.known.nationality:
                countries.append(self.known.nationality[word])
            else:
                inner, end = self.longest(words, at)
                if inner and self.glossary:
                    fields.append(inner)
                    at = end
                    continue
                bare = next(
                    (b for _, _, b in nominal_splits(word) if b in self.known.complements or b in self.known.roles), ""
                )
                english = (
                    self.known.complements.get(word)
                    or self.known.complements.get(bare)
                    or self.known.roles.get(bare, "")
                )
                if english:
                    fields.append(english)
            at += 1
        text = " ".join([*before, head])
        for field in fields:
            text += (
                f" {field}" if text.endswith((" for", " to")) or field.startswith(("for", "to ")) else f" of {field}"
            )
        return text + "".join(f" of {country}" for country in dict.fromkeys(countries))

    def longest(self, words: list[str], at: int) -> tuple[str, int]:
        """The longest run of words from `at` that the glossary names: (English, end)."""
        if self.glossary:
            for end in range(min(len(words), at + 7), at, -1):
                for _, _, bare in nominal_splits(words[at]):
                    found = self.glossary.english(" ".join([bare, *words[at + 1 : end]]))
                    if found and (end - at > 1 or bare not in self.known.complements):
                        return found, end
        return "", at
