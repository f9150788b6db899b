"""English as it stands on the page: cleaned of control marks, trimmed, in sentence case, never shown as a quotation."""

import re
import unicodedata
from collections.abc import Collection
from functools import cache

from mujaz.english.wordings import words
from mujaz.lexicon.english_words import ARTICLES, POSSESSIVES, SCALES
from mujaz.lexicon.places import places
from mujaz.records.article import When
from mujaz.records.statement import Amount

LONGEST_QUOTED_NAME = 7  # words; a longer passage between quotation marks reads as somebody's own words
LONGEST_BULLET = 32  # words
UNSAFE = re.compile(r"[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
QUOTED = re.compile(r"[\"“”«»]([^\"“”«»]*)[\"“”«»]")
STRAY_QUOTE = re.compile(r"[\"“”«»]")
BREAK = re.compile(r"[,;:](?= )| – ")
# Words that open a phrase without being a name, though a name follows: "support Libya", "all States".
SMALL = ARTICLES | POSSESSIVES | {"to", "all", "any", "this", "these", "support", "for", "of", "in"}


def clean(text: str) -> str:
    """One line without control characters or direction marks, spaces single, NFC."""
    kept = "".join(" " if unicodedata.category(c) in ("Cc", "Zl", "Zp", "Cs") else c for c in UNSAFE.sub("", text))
    return unicodedata.normalize("NFC", " ".join(kept.split()))


def without_honours(text: str) -> str:
    """Without "H.E.", "His Excellency": a briefing names people by name and office."""
    return re.sub(
        r"\b(?:H\.E\.|H\.H\.|H\.M\.|(?:His|Her) (?:Excellency|Highness|Majesty)(?= (?:the |[A-Z]))) ?", "", text
    )


def unquoted(text: str) -> str:
    """Machine translation must not look like somebody's words: only short names keep their quotation marks."""

    def keep(match: re.Match[str]) -> str:
        inner = match.group(1).strip()
        named = inner[:1].isupper() and len(inner.split()) <= LONGEST_QUOTED_NAME and not inner.endswith((".", ","))
        return f"\u201c{inner}\u201d" if named else inner

    parts, last = [], 0
    for match in QUOTED.finditer(text):
        parts += [STRAY_QUOTE.sub("", text[last : match.start()]), keep(match)]
        last = match.end()
    return "".join(parts) + STRAY_QUOTE.sub("", text[last:])


def trimmed(text: str, *, reported: bool = False) -> str:
    """Without the openings of words.toml that only report who speaks; at most three are cut.

    reported: somebody else than the actor speaks, so "She drew attention to …" goes too.
    """
    openings = (*words().prefixes, *(words().reports if reported else ()))
    for _ in range(3):
        for opening in openings:
            match = opening.pattern.match(text)
            if match and len(text) - match.end() >= 12:
                text = capital(text[match.end() :])
                break
        else:
            return text
    return text


def capital(text: str) -> str:
    """First letter upper case."""
    return text[:1].upper() + text[1:]


def lower_first(text: str, proper: Collection[str] = ()) -> str:
    """First letter lower case, unless the word is a name.

    A name has more capitals in it or right after it, is a known place, or one of the `proper` words.
    """
    first, _, rest = text.partition(" ")
    bare = re.sub(r"['’]s?$|[,;:]$", "", first)
    named = any(c.isupper() for c in first[1:]) or bare in proper or bare in place_words() or first == "I"
    named = named or (rest[:1].isupper() and first.lower() not in SMALL)
    return text if named else text[:1].lower() + text[1:]


@cache
def place_words() -> frozenset[str]:
    """The first words of the places of lexicon.places, and what their people are called."""
    names = {word for place in places().values() for word in (place.english.split()[0], place.country.split(" ")[0])}
    return frozenset(names | {name + "i" for name in names} | {name + "n" for name in names}) - {
        "",
        "The",
        "South",
        "North",
    }


def shortened(text: str, limit: int = LONGEST_BULLET) -> str:
    """At most `limit` words, cut at a clause when there is one, with … to show it."""
    parts = text.split()
    if len(parts) <= limit:
        return text
    cut = " ".join(parts[:limit])
    breaks = [match.start() for match in BREAK.finditer(cut) if len(cut[: match.start()].split()) > limit // 2]
    return (cut[: breaks[-1]] if breaks else cut).rstrip(" ,;:–-") + " …"


def short_name(name: str) -> str:
    """The common short form of a country or body, also inside a longer name; no "the", no part in brackets."""
    name = re.sub(r"^the\s+", "", clean(name), flags=re.IGNORECASE)
    for long, short in words().short.items():
        name = re.sub(rf"(?:\bthe )?{re.escape(long)}", short, name, flags=re.IGNORECASE)
    return re.sub(r"\s*\([^()]*\)", "", name).strip()


PRONOUN = re.compile(r"(?:He|She|They|It|His Excellency|Her Excellency) (?:also |then |further |had )?(?=[a-z]+\b)")
HONORIFIC = (
    r"(?:(?:H\.E\.|H\.H\.|Mr\.?|Mrs\.?|Ms\.?|Dr\.?|Major|General|Sheikha?|Prince|President|Minister|Ambassador) )*"
)
AFTER_NAME = r"(?:, (?-i:[a-z])[^,.;]{2,90},)? (?!and\b|of\b)(?=(?-i:[a-z]))"  # an apposition is no second actor
ROLE = re.compile(
    r"(?:The )?(?:[A-Z][\w’'-]+ ){0,4}"
    r"(?:President|Minister|Envoy|Ambassador|Chairman|Vice-Chairman|Chairperson|Director|Representative|Secretary-General"
    r"|Commissioner|Spokesman|spokesman|spokesperson|General|Amir|Emir|King|participants|Participants|parties|sides)"
    r" (?:also |then |further )?(?=[a-z]+ed\b)"
)


def predicate_of(text: str, name: str, *, speaks: bool = True) -> str:
    """What follows when `text` opens with the actor, by name or long form ("The State of Qatar will …"); else "".

    speaks: the actor is the one who speaks, so a pronoun ("He commended …") or a role before a past verb ("The Special
    Envoy commended …") means the actor too.
    """
    longs = [long for long, short in words().short.items() if short == name]
    for form in sorted({name, *longs}, key=len, reverse=True):
        if form and (match := re.match(rf"(?:the )?{HONORIFIC}{re.escape(form)}{AFTER_NAME}", text, re.IGNORECASE)):
            return text[match.end() :]
    family = name.rsplit(maxsplit=1)[-1] if name and len(name.split()) <= 5 else ""  # "Dr. Al-Qahtani"
    match = re.match(rf"{HONORIFIC}{re.escape(family)}{AFTER_NAME}", text) if family else None
    if speaks:
        match = match or PRONOUN.match(text) or ROLE.match(text)
    return text[match.end() :] if match else ""


TENSES = {"would": "will", "had": "has", "was": "is", "were": "are"}


def direct(predicate: str) -> str:
    """A predicate out of "said that …" in direct speech again: would continue → will continue."""
    first, _, rest = predicate.partition(" ")
    return f"{TENSES[first]} {rest}" if first in TENSES and rest else predicate


def number(value: float) -> str:
    """A figure for readers: 15 million, 1.5 billion, 500,000, 2.5."""
    for word, size in reversed(SCALES.items()):
        if abs(value) >= size > 1000:
            return f"{value / size:,.3f}".rstrip("0").rstrip(".") + f" {word}"
    return f"{value:,.0f}" if float(value).is_integer() else f"{value:,.3f}".rstrip("0")


def money(amount: Amount) -> str:
    """A sum for readers: "$15 million a year", "QAR 50 million", "500,000 euros", "25%"."""
    form = words().currencies.get(amount.currency, f"{amount.currency} {{value}}" if amount.currency else "{value}")
    text = form.format(value=number(amount.value))
    return f"{text} a {amount.per}" if amount.per else text


def sums(amounts: tuple[Amount, ...]) -> str:
    """All sums of a statement, each with the period it covers, equal ones once."""
    shown = []
    for amount in amounts:
        period = period_of(amount)
        shown.append(f"{money(amount)} ({period})" if period else money(amount))
    return "; ".join(dict.fromkeys(shown))


def period_of(amount: Amount) -> str:
    """The years or months a sum covers, for readers."""
    if not amount.period:
        return ""
    return when(When(amount.period, "duration" if amount.period.startswith("P") else "interval"))


def when(date: When) -> str:
    """A date for readers."""
    from mujaz.english.dates import format_when

    return format_when(date)
