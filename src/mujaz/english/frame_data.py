"""The reporting frames of frames.toml, read, validated and spelled out for matching on folded text."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from mujaz.arabic.normalise import FoldedText, fold_word
from mujaz.arabic.script import AND, ENDS, FOLDED, STARTS
from mujaz.english.verb_forms import of_several
from mujaz.errors import DataError
from mujaz.lexicon.verbs import lexicon
from mujaz.resources import package_path
from mujaz.tables import read_toml

THAT = ("إن", "أن", "بأن")
# What may stand behind a subject and still belong to it: an adjective that its ending shows, a relative clause.
ENDED_ADJECTIVE = r"ال\w+(?:ي|ية|يون|يين|يتان|يتين)|الم\w\w+(?:ون|ان)"
RELATIVE = "الذين|اللذان|اللذين|اللتان|اللتين"


@dataclass(frozen=True, slots=True)
class Verb:
    """One verb of frames.toml, its inflected forms spelled out on folded text: form → "m", "f" or "p".

    now: English present for one actor and for several. direct: what its object looks like, where one may follow the
    subject without a link; None for a verb that takes none.
    """

    id: str
    past: str
    ing: str
    now: tuple[str, str]
    forms: dict[str, str]
    present: dict[str, str]
    participles: dict[str, str]
    links: tuple[tuple[re.Pattern[str], str], ...]
    direct: re.Pattern[str] | None
    closed: bool

    def english(self, form: str) -> str:
        """The English verb for one of its Arabic forms."""
        return self.past if form in self.forms else self.now[self.present[form] == "p"]


@dataclass(frozen=True, slots=True)
class Lead:
    """Words before the verb: exact Arabic, English ("" to leave them out), and whether the verb gets an "also"."""

    id: str
    ar: FoldedText
    reason: str
    en: str = ""
    also: bool = False


@dataclass(frozen=True, slots=True)
class Opener:
    """An opening without a speaker: جدير بالذكر أن."""

    id: str
    ar: FoldedText
    en: str
    reason: str


@dataclass(frozen=True, slots=True)
class Adverbial:
    """Words between subject and link; inside: they stand before the English verb, not in front of all."""

    id: str
    ar: FoldedText
    en: str
    reason: str
    inside: bool = False


@dataclass(frozen=True, slots=True)
class Feeling:
    """What is expressed: أعرب عن قلقه إزاء; links: Arabic preposition → English one."""

    id: str
    ar: FoldedText
    en: str
    links: dict[str, str]


@dataclass(frozen=True, slots=True)
class Named:
    """Who speaks, when the text says no more. body: not a person or group of persons."""

    id: str
    ar: tuple[FoldedText, ...]
    en: str
    body: bool = False


@dataclass(frozen=True, slots=True)
class Example:
    """Arabic cut after the link, the English opening made of it, and the words behind it where any will not do."""

    ar: str
    en: str
    rest: str = ""


@dataclass(frozen=True, slots=True)
class VerbRow:
    """A verb as frames.toml has it; the head of that file says what each field is."""

    id: str
    ar: FoldedText
    links: dict[str, str]
    example: Example
    f: FoldedText = ""
    pl: FoldedText = ""
    forms: tuple[FoldedText, ...] = ()
    part: FoldedText = ""
    past: str = ""
    ing: str = ""
    present: FoldedText = ""
    now: str = ""
    only: tuple[FoldedText, ...] = ()
    never: tuple[FoldedText, ...] = ()
    closed: bool = False

    def __post_init__(self) -> None:
        if self.past:
            if bool(self.present) != bool(self.now):
                raise ValueError("present and now belong together")
            if bool(self.part) != bool(self.ing):
                raise ValueError("part and ing belong together")
        elif self.ing or self.now:
            raise ValueError("past, ing and now are given together, or all taken from lexicon/verbs.tsv")


@dataclass(frozen=True, slots=True)
class File:
    """What frames.toml holds."""

    lead: tuple[Lead, ...]
    opener: tuple[Opener, ...]
    adverbial: tuple[Adverbial, ...]
    object: tuple[Feeling, ...]
    subject: tuple[Named, ...]
    verb: tuple[VerbRow, ...]
    bare: frozenset[str]
    no_object: tuple[FoldedText, ...]
    impersonal: tuple[FoldedText, ...]
    of_subject: tuple[FoldedText, ...]


@dataclass(frozen=True, slots=True)
class Frames:
    """The data of frames.toml, ready for matching; all Arabic is folded."""

    leads: tuple[tuple[str, str, bool], ...]
    openers: tuple[tuple[str, str], ...]
    adverbials: tuple[tuple[str, str, bool], ...]
    subjects: dict[str, str]
    persons: frozenset[str]
    verbs: tuple[Verb, ...]
    opening: re.Pattern[str]
    participle: re.Pattern[str]
    bare: frozenset[str]
    no_object: re.Pattern[str]
    impersonal: re.Pattern[str]
    of_subject: re.Pattern[str]


@cache
def read_frames() -> File:
    """The packaged frames.toml as it stands."""
    return read_toml(package_path("english", "frames.toml"), File)


@cache
def load_frames() -> Frames:
    """The packaged frames.toml, ready for matching."""
    return frames_of(read_frames())


def frames_of(file: File) -> Frames:
    """The frames of a file, spelled out."""
    objects = [entry for item in file.object for entry in object_links(item)]
    verbs = tuple(verb_of(item, objects) for item in file.verb)
    forms = sorted({form for verb in verbs for form in (*verb.forms, *verb.present)}, key=len, reverse=True)
    participles = sorted({form for verb in verbs for form in verb.participles}, key=len, reverse=True)
    return Frames(
        tuple((item.ar, item.en, item.also) for item in file.lead),
        tuple((item.ar, item.en) for item in sorted(file.opener, key=lambda item: -len(item.ar))),
        tuple((item.ar, item.en, item.inside) for item in sorted(file.adverbial, key=lambda item: -len(item.ar))),
        {name: item.en for item in file.subject for name in item.ar},
        frozenset(name for item in file.subject if not item.body for name in item.ar),
        verbs,
        re.compile(rf"{AND}?({'|'.join(forms)}){ENDS}[ ،,]*"),
        re.compile(rf"[ ،,]+و?({'|'.join(participles)}){ENDS}[ ،,]*"),
        file.bare,
        re.compile(rf"(?:{'|'.join(file.no_object)}){ENDS}"),
        re.compile(rf"(?:{'|'.join(file.impersonal)}){ENDS}|ل[{FOLDED}]{{3}}|[«\"]"),
        re.compile(rf"(?:{ENDED_ADJECTIVE}|{RELATIVE}|ال(?:{'|'.join(file.of_subject)})\w*){ENDS}"),
    )


@cache
def feelings() -> tuple[tuple[str, re.Pattern[str], str], ...]:
    """What can be expressed: its folded stem, a pattern for it with its link, and the English of both.

    The pattern lets an adjective stand between: "امتنانه الشديد ل".
    """
    links = [(item.ar, *link) for item in read_frames().object for link in object_links(item)]
    return tuple(
        (stem, re.compile(link_pattern(words).replace(" ", r"(?: ال\w+)? ", 1)), english)
        for stem, words, english in sorted(links, key=lambda link: -len(link[1]))
    )


def object_links(item: Feeling) -> list[tuple[str, str]]:
    """Every way to link one thing expressed: قلقه إزاء → concern at. "" marks where عن may stand before it."""
    found = []
    for own in ("", "ه", "ها", "هم", "هما", "نا"):
        for link, english in item.links.items():
            for ar in THAT if link == "that" else (link,):
                pattern = fold_word(ar)
                joined = f"{item.ar}{own} {pattern}" if own else f"ال{item.ar} {pattern}"
                found.append((joined, f"{item.en} {english}"))
    return found


def verb_of(item: VerbRow, objects: Sequence[tuple[str, str]]) -> Verb:
    """Spell out one verb: regular endings unless the entry gives its own, and all its links on folded text."""
    feminine, plural = item.f or item.ar + "ت", item.pl or item.ar + "وا"
    forms = dict(zip(item.forms, "mfp", strict=False))
    if not forms:
        forms = {item.ar: "m", feminine: "f", plural: "p", item.ar + "ا": "p", feminine + "ا": "p"}
    endings = {"ا": "m", "ة": "f", "ين": "p", "ون": "p", "ان": "p", "تين": "p"}
    participles = {item.part + ending: gender for ending, gender in endings.items()} if item.part else {}
    stem = item.present
    present = {f"ي{stem}": "m", f"ت{stem}": "f", f"ي{stem.removesuffix('و')}ون": "p"} if stem else {}
    past, now, ing = english_of(item)
    links = verb_links(item, objects)
    return Verb(
        item.id,
        past,
        ing,
        now,
        forms,
        present,
        participles,
        tuple((re.compile(link_pattern(link)), english) for link, english in links),
        object_pattern(item) if "direct" in item.links else None,
        item.closed,
    )


def english_of(item: VerbRow) -> tuple[str, tuple[str, str], str]:
    """English past, present for one and for several, -ing: the entry's own, else those of lexicon/verbs.tsv.

    "" for a form that the entry has no Arabic for. Raises DataError for a verb whose English is nowhere.
    """
    if item.past:
        one, _, several = item.now.partition("|")
        return item.past, (one, several), item.ing
    english = lexicon().english.get(item.ar)
    if not english:
        raise DataError(f"frames.toml: {item.id}: no past", f"give it, or give {item.ar} its English in verbs.tsv")
    past, present, ing = english
    return past, (present, of_several(present)) if item.present else ("", ""), ing if item.part else ""


def verb_links(item: VerbRow, objects: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    """The links of a verb with their English, the longest first; what it expresses is written out."""
    links: list[tuple[str, str]] = []
    for link, english in item.links.items():
        if link == "that":
            links += [(fold_word(word), english) for word in THAT]
        elif link == "object":
            links += [(f"عن {words}", words_en) for words, words_en in objects]
        elif link == "object-bare":
            links += list(objects)
        elif link != "direct":
            links.append((link if link in ("quote", "+ب") else fold_word(link), english))
    return sorted(links, key=lambda pair: -len(pair[0]))


def object_pattern(item: VerbRow) -> re.Pattern[str]:
    """What the object of a verb must begin with (only) and must not hold in its first words (never)."""
    only, never = "|".join(item.only), "|".join(item.never)
    ahead = rf"(?!(?:\w+ ){{0,3}}(?:{never}){ENDS})" if never else ""
    return re.compile(ahead + (rf"(?:ال)?(?:{only})" if only else ""))


def link_pattern(link: str) -> str:
    """The regular expression of one link: a word, a clitic to take off, or a quotation."""
    if link == "quote":
        return r"(?::\s*[«\"]?\s*(?:ان(?:ه|ها|هم|نا)?\s)?|[«\"](?:ان(?:ه|ها)?\s)?)"
    if link == "+ب":
        return rf"{STARTS}ب(?=[{FOLDED}«\"])"
    if link.endswith("ل+"):
        return rf"{STARTS}{link[:-2]}(?:لل|ل)(?=[{FOLDED}])"
    if link.endswith(" ب+"):
        return rf"{STARTS}{link[:-1]}(?=[{FOLDED}«\"])"
    if link.endswith(("ان", "بان")):
        return rf"{STARTS}{link}(?P<own>ه|ها|هم|هما|نا|ني|هن)?{ENDS}\s*"
    return rf"{STARTS}{link}{ENDS}\s*"
