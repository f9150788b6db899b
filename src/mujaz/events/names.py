"""Named events in Arabic sentences: "the Fourth High-Level Conference on «…»", taken apart into head and subject."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from mujaz.arabic.normalise import Folded, fold
from mujaz.events.kinds import kind_of_name
from mujaz.events.lexicon import alternatives, lexicon

LONGEST_SUBJECT = 34  # words
LONGEST_REST = 7
WORD = re.compile(r"[^\W_]+(?:[-.'][^\W_]+)*")
CLOSING = {"«": "»", '"': '"', "“": "”"}
END = re.compile(r"[،؛:.!?؟()\[\]/|\n«»\"“”]| [-–—] ")


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """The name of an event, in the words of one sentence.

    ar: as written, one line. head: English noun; modifiers: (rank, English). rest: Arabic between head and subject, as
    in "Paris climate conference". link: "on", "between" …; subject: Arabic; aside: a part set off at its end.
    start, end: offsets in the sentence. words: what the name is about, folded without clitics, for comparing.
    """

    ar: str
    head: str
    kind: str
    weight: float
    modifiers: tuple[tuple[int, str], ...]
    rest: str
    link: str
    subject: str
    aside: str
    start: int
    end: int
    words: frozenset[str]
    score: float = 0.0
    sentence: int = 0


@cache
def patterns() -> dict[str, re.Pattern[str]]:
    """Compiled from the lexicon: head, modifier, link, press, aside."""
    lex = lexicon()
    mods = alternatives(lex.modifiers)
    return {
        "head": re.compile(rf"(?<![^\W_])(?:[وف]?(?:[بكل]|لل)?)({alternatives(lex.heads)})(?=[^\w]|$|ال)"),
        "modifier": re.compile(rf"\s*(?:و\s?)?({mods})(?![^\W_])"),
        "link": re.compile(rf"\s*+,?+\s*+({alternatives(w for w in lex.links if not w.endswith(' ب'))})(?![^\W_])"),
        "link_b": re.compile(rf"\s*({alternatives(w for w in lex.links if w.endswith(' ب'))})(?=[^\W_«\"])"),
        "press": re.compile(rf"\s*(?:{alternatives(lex.words.press)})(?![^\W_])"),
        "aside": re.compile(rf"(?<=\s)(?:{alternatives(lex.words.asides)})(?= )"),
    }


def find_names(text: str) -> Iterator[Name]:
    """Every named event of a sentence, in order; a head alone ("the conference") is no name."""
    folded = fold(text)
    for match in patterns()["head"].finditer(folded.text):
        parts = read_parts(folded.text, match)
        if parts:
            yield name_of(parts, text, folded)


@dataclass(frozen=True, slots=True)
class Parts:
    """A name in offsets of the folded sentence; rest, subject and aside may be empty stretches."""

    noun: str
    start: int
    end: int
    modifiers: tuple[tuple[int, str], ...]
    rest: tuple[int, int]
    link: str
    subject: tuple[int, int]
    aside: tuple[int, int]


def name_of(parts: Parts, text: str, folded: Folded) -> Name:
    """A name in the words of the sentence, with what it is about for comparing."""

    def written(stretch: tuple[int, int]) -> str:
        span = folded.span(*stretch)
        return " ".join(text[span.start : span.end].split()).strip(" -–")

    span = folded.span(parts.start, parts.end)
    rest = folded.text[slice(*parts.rest)].strip()
    english, weight = lexicon().heads[parts.noun]
    return Name(
        ar=re.sub(r"(?<=مؤتمر)(?=ال)", " ", written((parts.start, parts.end))),
        head=english,
        kind=kind_of_name(f"{parts.noun} {rest}".strip()) or "conference",
        weight=weight,
        modifiers=parts.modifiers,
        rest=written(parts.rest),
        link=parts.link,
        subject=written(parts.subject),
        aside=written(parts.aside),
        start=span.start,
        end=span.end,
        words=frozenset(content_words(f"{rest} {folded.text[slice(*parts.subject)]}")),
    )


def read_parts(text: str, match: re.Match[str]) -> Parts | None:
    """The name that opens with this head; None when nothing follows that tells it from other such events."""
    noun = match.group(1)
    position, modifiers = read_modifiers(text, match.end())
    if patterns()["press"].match(text, position):
        return None
    rest = (position, position)
    subject = read_subject(text, position)
    if subject is None and (not noun.startswith("ال") or text[position : position + 2] == " ل"):
        rest = (position, rest_end(text, position))
        if rest[1] > position:
            position, more = read_modifiers(text, rest[1])
            place = text[slice(*rest)].strip() in lexicon().places
            if (
                more and not place and all(rank > 2 for rank, _ in more)
            ):  # "the parliamentary policies": part of the rest
                rest = (rest[0], position)
            else:
                modifiers += more
            subject = read_subject(text, position)
    if subject is None and rest[0] == rest[1] and len(modifiers) < 2:
        return None
    link, start, end, stop = subject or ("", position, position, position)
    aside = aside_start(text, start, end)
    return Parts(noun, match.start(1), stop, modifiers, rest, link, (start, aside), (aside, end))


def rest_end(text: str, position: int) -> int:
    """Where the words between head and subject end; after a place only "for …" may follow."""
    end = words_end(text, position, LONGEST_REST, at_link=True)
    words = list(WORD.finditer(text, position, end))
    if words and words[0].group() in lexicon().places and (len(words) == 1 or words[1].group()[:1] != "ل"):
        return words[0].end()
    while words and words[-1].group() in COMMON:
        words.pop()
    return words[-1].end() if words else position


def read_modifiers(text: str, position: int) -> tuple[int, tuple[tuple[int, str], ...]]:
    """The adjectives from `position` on: where they end, and their (rank, English)."""
    found = []
    while match := patterns()["modifier"].match(text, position):
        found.append(lexicon().modifiers[match.group(1)])
        position = match.end()
    return position, tuple(dict.fromkeys(found))


def read_subject(text: str, position: int) -> tuple[str, int, int, int] | None:
    """What the event is about: (English link, start, end, where the name stops), or None when no subject follows."""
    link = "on"
    match = patterns()["link"].match(text, position) or patterns()["link_b"].match(text, position)
    if match:
        link, position = lexicon().links[match.group(1)], match.end()
    at = position + len(text[position:]) - len(text[position:].lstrip(" "))
    if text[at : at + 1] in CLOSING:
        end = closing(text, at)
        if not match and text[at + 1 : end].split(" ", 1)[0] in lexicon().words.documents:
            return None
        if end > at + 1 and len(text[at + 1 : end].split()) >= 2:
            return link, at + 1, end, min(end + 1, len(text))
        return None
    if not match:
        return None
    end = words_end(text, position, LONGEST_SUBJECT, at_link=False)
    return (link, position, end, end) if len(text[position:end].strip()) >= 4 else None


def closing(text: str, opening: int) -> int:
    """Where the quotation mark at `opening` closes, nested marks counted; the end of the clause when it never does."""
    mark, depth = text[opening], 0
    for index in range(opening, min(len(text), opening + 400)):
        if text[index] == mark and (mark != CLOSING[mark] or index == opening):
            depth += 1
        elif text[index] == CLOSING[mark]:
            depth -= 1
            if depth == 0:
                return index
    return words_end(text, opening + 1, LONGEST_SUBJECT, at_link=False)


def words_end(text: str, position: int, limit: int, *, at_link: bool) -> int:
    """Where a run of words ends: at punctuation, a stop word, a verb, "in CITY", a link (if asked), `limit` words."""
    lex = lexicon()
    mark = END.search(text, position)
    last = mark.start() if mark else len(text)
    end, count = position, 0
    for word in WORD.finditer(text, position, last):
        token = word.group()
        bare = token[1:] if token[:1] in "وف" and token[1:] in lex.words.stops | lex.words.verbs else token
        if token.isdigit() and count == 0:
            break
        pair = text[word.start() : last].split()[:2]
        if bare in lex.words.stops or bare in lex.words.verbs or " ".join(pair) in lex.words.stops or count == limit:
            break
        if at_link and (
            patterns()["link"].match(text, word.start()) or patterns()["modifier"].match(text, word.start())
        ):
            break
        if count and city_follows(text, word):
            break
        end, count = word.end(), count + 1
    return end


def city_follows(text: str, word: re.Match[str]) -> bool:
    """True at "in CITY" or "bi-CITY", "in the city of …": the place of the event, no part of its name."""
    said = word.group()
    following = [m.group() for m, _ in zip(WORD.finditer(text, word.end()), range(3), strict=False)]
    if said == "في":
        if following[:1] and following[0] in ("العاصمة", "مدينة", "عاصمة", "مقر", "قاعة", "فندق"):
            return True
        found = [lexicon().places.get(" ".join(following[:n])) for n in (3, 2, 1)]
        return any(place and place.country for place in found)
    if said.startswith("ب") and len(said) > 3:
        found = [lexicon().places.get(" ".join([said[1:], *following[:n]])) for n in (1, 0)]
        return any(place and place.country for place in found)
    return False


def aside_start(text: str, start: int, end: int) -> int:
    """Where a part set off at the end of the subject begins ("the Kuwait phase of …"); `end` when there is none."""
    matches = list(patterns()["aside"].finditer(text, start, end))
    return matches[-1].start() if matches and len(text[start : matches[-1].start()].split()) >= 3 else end


PREFIX = re.compile(r"^(?:[وف]?(?:[بكل]?ال|لل)|[وف](?=\w{4})|[بل](?=\w{4}))")
COMMON = frozenset(
    "في من على الى عن مع او ان لا ما هذا هذه ذلك التي الذي بين كل بعد قبل خلال حول منذ حتى عند لدى كما قد".replace(
        "ى", "ي"
    ).split()
)


def stem(word: str) -> str:
    """A folded word without clitics and article, feminine and dual endings evened out."""
    word = PREFIX.sub("", word)
    return word[:-1] if word.endswith(("ة", "ه")) and len(word) > 3 else word


def content_words(text: str) -> list[str]:
    """The words of a folded text that carry meaning, stemmed."""
    return [stem(w) for w in WORD.findall(text) if w not in COMMON and len(w) > 2]
