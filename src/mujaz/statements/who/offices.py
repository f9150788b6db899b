"""English of long offices and bodies, part by part: Secretary-General of the Council of Cooperative Health Insurance.

An adjective stands before the noun it follows in Arabic, further nouns are joined with "of", "for" (لـ) and "and" (و).
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from mujaz.lexicon.verbs import has_article, nominal_splits
from mujaz.statements.who.entities import Names

PLACES = frozenset({"منطقة", "المنطقة", "محافظة", "المحافظة", "مدينة", "اقليم", "امارة", "ولاية", "بلدية"})
Place = Callable[[str], str]


@dataclass(slots=True)
class Part:
    """One noun of an office: how it is joined to what stands before it, its English, the adjectives in front."""

    link: str
    english: str
    before: list[str] = field(default_factory=list)

    def text(self) -> str:
        """The part with its adjectives: Arabic has the nearest one first, English last."""
        return " ".join([*reversed(self.before), self.english]).strip()


def office(words: Sequence[str], known: Names, qualities: dict[str, str], place: Place) -> str:
    """The English of an office or body given by its Arabic words; "" where a word has none.

    qualities: adjectives with their English. place: English of a place name.
    """
    parts: list[Part] = []
    countries: list[str] = []
    at = 0
    while at < len(words):
        end, part = phrase_at(words, at, known, first=not parts)
        if parts and has_article(words[at]) and words[at] in qualities:
            parts[-1].before.append(qualities[words[at]])
            end = at + 1
        elif part:
            parts.append(part)
        elif words[at] in known.nationality:
            countries.append(known.nationality[words[at]])
        elif parts and (quality := adjective(words[at], known, qualities)):
            parts[-1].before.append(quality)
        elif parts and words[at - 1] in PLACES:
            parts[-1].english = f"{parts[-1].english} of {place(words[at])}" if parts[-1].english else place(words[at])
        elif words[at] not in known.complements:
            return ""
        at = end
    return joined([part for part in parts if part.text()], countries)


def phrase_at(words: Sequence[str], at: int, known: Names, *, first: bool) -> tuple[int, Part | None]:
    """(end, part) of the noun at a word: a listed phrase, a role, the head of a body, a complement."""
    for end in range(min(len(words), at + 5), at + 1, -1):
        phrase = known.role_phrases.get(" ".join(words[at:end]))
        if phrase:
            return end, Part(" of " if not first else "", phrase)
    word = words[at]
    link = (
        " and " if word.startswith("و") and not first else " for the " if word.startswith("ل") and not first else " of "
    )
    for _, _, bare in nominal_splits(word):
        for form in (bare, bare.removeprefix("ال")):
            english = known.roles.get(form, "")
            if not english and form in known.body_heads and (first or not known.complements.get(bare)):
                english = known.body_heads[form].english
                link = " of the " if not first else link
            if english:
                return at + 1, Part("" if first else link, english)
    if has_article(word) and word.endswith(("ي", "ية")) and not first:
        return at + 1, None  # an adjective, whatever noun it also is
    for _, _, bare in nominal_splits(word):
        for form in (bare, "ال" + bare):
            if known.complements.get(form):
                return at + 1, Part("" if first else link.replace(" the ", " "), known.complements[form])
    return at + 1, None


def adjective(word: str, known: Names, qualities: dict[str, str]) -> str:
    """The English of an adjective, "" where there is none."""
    for _, _, bare in nominal_splits(word):
        for form in (bare, "ال" + bare):
            if form in qualities:
                return qualities[form]
    return known.complements.get(word, "").removeprefix("the ")


def joined(parts: Sequence[Part], countries: Sequence[str]) -> str:
    """The parts in a row, then the countries."""
    if not parts:
        return ""
    text = parts[0].text() + "".join(part.link + part.text() for part in parts[1:])
    for doubled, once in ((" of for of the ", " for the "), (" of for ", " for "), (" the the ", " the ")):
        text = text.replace(doubled, once)
    return text + "".join(f" of {country}" for country in dict.fromkeys(countries))
