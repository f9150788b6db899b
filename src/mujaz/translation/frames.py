"""Reporting frames: who said it and how is put into English by rule; the model translates only what was said.

"وأوضح سعادته أن …" opens with a frame: connector, verb, subject, link. Small models turn such openings into other
verbs and other speakers, and then an appeal reads as a pledge. So a sentence is cut into parts, each with the English
that leads it in; `assemble` puts the translated parts together again. What a frame does not fully understand it leaves
to the model untouched. The frames are data: frames.toml.
"""

import re
import tomllib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from mujaz.arabic.normalise import fold, fold_word
from mujaz.errors import DataError
from mujaz.resources import package_path

SUBJECT_WORDS = 24
THAT = ("إن", "أن", "بأن")
PRONOUNS = {"ه": "هو ", "ها": "هي "}
# After أنه these words show that ه stands for nothing ("it is possible that …"), so it is left out.
DUMMY = re.compile(
    r"(?:يمكن|يجب|ينبغي|يتعين|تم|سيتم|يتم|لابد|من|لا|ليس|في|على|اذا|كلما|بعد|قبل|بفضل|بموجب|وفقا|تطبيقا|نظرا|ثمة|حان)"
    r"(?![ء-ي])|ل[ء-ي]{3}|[«\"]"
)
QUOTED_NAME_WORDS = 7  # a quotation this short with the sentence going on after it is a name, not speech
PRONOUN_OF = {"m": "He", "f": "She", "p": "They"}
Subject = Callable[[str], str | None]


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of source for the model, and the English that stands before its translation."""

    lead: str
    text: str


@dataclass(frozen=True, slots=True)
class Verb:
    """One verb of frames.toml, its inflected forms spelled out on folded text: form → "m", "f" or "p"."""

    id: str
    past: str
    ing: str
    forms: dict[str, str]
    participles: dict[str, str]
    links: tuple[tuple[re.Pattern[str], str], ...]
    closed: bool


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
    examples: tuple[tuple[str, str], ...]


@cache
def load_frames() -> Frames:
    """Read and validate frames.toml. Raises DataError naming the entry."""
    data = tomllib.loads(package_path("translation", "frames.toml").read_text(encoding="utf-8"))
    try:
        objects = [entry for item in data["object"] for entry in object_links(item)]
        verbs = tuple(verb_of(item, objects) for item in data["verb"])

        def longest_first(items: Sequence[tuple[Any, ...]]) -> tuple[Any, ...]:
            return tuple(sorted(items, key=lambda item: -len(item[0])))

        adverbials = [(fold_word(item["ar"]), item["en"], item.get("inside", False)) for item in data["adverbial"]]
        subjects = {fold_word(name): item["en"] for item in data["subject"] for name in item["ar"]}
        forms = sorted({form for verb in verbs for form in verb.forms}, key=len, reverse=True)
        participles = sorted({form for verb in verbs for form in verb.participles}, key=len, reverse=True)
        return Frames(
            tuple((fold_word(item["ar"]), item["en"], item.get("also", False)) for item in data["lead"]),
            longest_first([(fold_word(item["ar"]), item["en"]) for item in data["opener"]]),
            longest_first(adverbials),
            subjects,
            frozenset(fold_word(name) for item in data["subject"] if not item.get("body") for name in item["ar"]),
            verbs,
            re.compile(rf"[وف]?({'|'.join(forms)})(?![ء-ي])[ ،,]*"),
            re.compile(rf"[ ،,]+و?({'|'.join(participles)})(?![ء-ي])[ ،,]*"),
            tuple((item["example"]["ar"], item["example"]["en"]) for item in data["verb"]),
        )
    except (KeyError, TypeError, AttributeError) as error:
        raise DataError(f"frames.toml: an entry lacks {error}", "compare it with its neighbours") from error


@cache
def feelings() -> tuple[tuple[str, re.Pattern[str], str], ...]:
    """What can be expressed: its folded stem, a pattern for it with its link, and the English of both.

    The pattern lets an adjective stand between: "امتنانه الشديد ل".
    """
    data = tomllib.loads(package_path("translation", "frames.toml").read_text(encoding="utf-8"))
    links = [(fold_word(item["ar"]), *link) for item in data["object"] for link in object_links(item)]
    return tuple(
        (stem, re.compile(link_pattern(words).replace(" ", r"(?: ال\w+)? ", 1)), english)
        for stem, words, english in sorted(links, key=lambda link: -len(link[1]))
    )


def object_links(item: dict[str, Any]) -> list[tuple[str, str]]:
    """Every way to link one thing expressed: قلقه إزاء → concern at. "" marks where عن may stand before it."""
    stem = fold_word(item["ar"])
    found = []
    for own in ("", "ه", "ها", "هم", "هما", "نا"):
        for link, english in item["links"].items():
            for ar in THAT if link == "that" else (link,):
                pattern = fold_word(ar)
                joined = f"{stem}{own} {pattern}" if own else f"ال{stem} {pattern}"
                found.append((joined, f"{item['en']} {english}"))
    return found


def verb_of(item: dict[str, Any], objects: Sequence[tuple[str, str]]) -> Verb:
    """Spell out one verb: regular endings unless the entry gives its own, and all its links on folded text."""
    base = fold_word(item["ar"])
    forms = {fold_word(form): gender for form, gender in zip(item.get("forms", ()), "mfp", strict=False)}
    if not forms:
        forms = {
            base: "m",
            fold_word(item.get("f", base + "ت")): "f",
            fold_word(item.get("pl", base + "وا")): "p",
            base + "ا": "p",
            fold_word(item.get("f", base + "ت")) + "ا": "p",
        }
    stem = fold_word(item.get("part", ""))
    endings = {"": "m", "ا": "m", "ة": "f", "ين": "p", "ون": "p", "ان": "p", "تين": "p"}
    participles = {stem + ending: gender for ending, gender in endings.items() if ending} if stem else {}
    links: list[tuple[str, str]] = []
    for link, english in item["links"].items():
        if link == "that":
            links += [(fold_word(word), english) for word in THAT]
        elif link == "object":
            links += [(f"عن {words}", words_en) for words, words_en in objects]
        elif link == "object-bare":
            links += list(objects)
        else:
            links.append((link if link in ("quote", "+ب") else fold_word(link), english))
    links.sort(key=lambda pair: -len(pair[0]))
    compiled = tuple((re.compile(link_pattern(link)), english) for link, english in links)
    return Verb(item["id"], item["past"], item.get("ing", ""), forms, participles, compiled, item.get("closed", False))


def link_pattern(link: str) -> str:
    """The regular expression of one link: a word, a clitic to take off, or a quotation."""
    if link == "quote":
        return r"(?::\s*[«\"]?\s*(?:ان(?:ه|ها|هم|نا)?\s)?|[«\"](?:ان(?:ه|ها)?\s)?)"
    if link == "+ب":
        return r"(?<![ء-ي])ب(?=[ء-ي«\"])"
    if link.endswith("ل+"):
        return rf"(?<![ء-ي]){link[:-2]}(?:لل|ل)(?=[ء-ي])"
    if link.endswith(("ان", "بان")):
        return rf"(?<![ء-ي]){link}(?P<own>ه|ها|هم|هما|نا|ني|هن)?(?![ء-ي])\s*"
    return rf"(?<![ء-ي]){link}(?![ء-ي])\s*"


@dataclass(frozen=True, slots=True)
class Opening:
    """What was understood between a verb and what it reports.

    who: subject in English, "" where the text has none. front, inside: adverbials before the subject and before the
    verb. verb: the entry of frames.toml. link: English link. end: where the reported words begin, on folded text.
    insert: Arabic to put before them, where a suffix or an article went with the link.
    """

    who: str
    front: str
    inside: str
    verb: Verb
    link: str
    end: int
    insert: str


def parts(text: str, subject: Subject = lambda _: None) -> tuple[Part, ...]:
    """Cut a sentence at its reporting frames.

    subject turns an Arabic noun phrase into English, or gives None where it is not sure; then the model gets the whole
    opening. Without any frame the answer is one part with an empty lead.
    """
    frames, folded = load_frames(), fold(text)
    pieces = [opening(folded.text, frames, subject)]  # (English lead, Arabic to insert, start of the content)
    ends = []
    for match in frames.participle.finditer(folded.text, pieces[0][2] + 1):
        verbs = [verb for verb in frames.verbs if match[1] in verb.participles and verb.ing]
        found = between(folded.text, match.end(), verbs, frames, lambda _: None)
        if found and not found.who:
            words = (found.front, found.verb.ing, found.inside, found.link)
            pieces.append((tidy(", " + " ".join(filter(None, words))), found.insert, found.end))
            ends.append(match.start())
    made = []
    for (lead, insert, start), end in zip(pieces, [*ends, len(folded.text)], strict=True):
        stretch = folded.span(start, end).of(text) if start < end else ""
        made.append(Part(lead, insert + unquoted(stretch) if lead else stretch))
    if any(not part.text.strip(" .،,؛:") for part in made):
        return (Part("", text),)
    return tuple(made)


def unquoted(stretch: str) -> str:
    """Take off quotation marks that the frame has opened or that enclose the whole stretch."""
    bare = stretch.strip().strip(".").strip()
    opened, closed = bare.count("«") + bare.count("“"), bare.count("»") + bare.count("”")
    if closed > opened and bare.endswith(("»", "”")):
        return bare[:-1]
    if bare[:1] in "«“" and bare[-1:] in "»”" and opened == closed == 1:
        return bare[1:-1]
    if bare.count('"') == 1 and bare.endswith('"'):
        return bare[:-1]
    if bare.count('"') == 2 and bare[0] == bare[-1] == '"':
        return bare[1:-1]
    return stretch


def opening(folded: str, frames: Frames, subject: Subject) -> tuple[str, str, int]:
    """The English of the opening frame, Arabic to insert, and where the rest begins; ("", "", 0) without one."""
    at, leads, also = skip_leads(folded, frames)
    for words, english in frames.openers:
        for prefix in ("", "و"):
            if folded.startswith(prefix + words + " ", at):
                return english, "", at + len(prefix + words) + 1
    match = frames.opening.match(folded, at)
    if match:
        verbs = [verb for verb in frames.verbs if match[1] in verb.forms]
        found = between(folded, match.end(), verbs, frames, subject)
        if found:
            who = found.who or PRONOUN_OF[found.verb.forms[match[1]]]
            front = [f"{found.front[0].upper()}{found.front[1:]},"] if found.front else []
            inside = " ".join(filter(None, ("also" if also else "", found.inside)))
            said = filter(None, [*leads, *front, who, inside, found.verb.past, found.link])
            return tidy(" ".join(said)), found.insert, found.end
    participle = frames.participle.match(" " + folded)
    if participle and not leads:  # the release broke the sentence before "موضحا أن"
        verbs = [verb for verb in frames.verbs if participle[1] in verb.participles]
        found = between(folded, participle.end() - 1, verbs, frames, lambda _: None)
        if found and not found.who:
            who = PRONOUN_OF[found.verb.participles[participle[1]]]
            english = tidy(" ".join(filter(None, (who, found.inside, found.verb.past, found.link))))
            return english, found.insert, found.end
    return "", "", 0


def tidy(english: str) -> str:
    """One colon close to its word, and a subject after a comma in lower case."""
    english = re.sub(r", (In|At|He|She|They|The) ", lambda m: f", {m[1].lower()} ", english)
    return english.replace(" :", ":")


def skip_leads(folded: str, frames: Frames) -> tuple[int, list[str], bool]:
    """Read the connectors at the start: where the verb may begin, their English, and whether one says "also"."""
    at, english, also = 0, [], False
    more = True
    while more:
        more = False
        for words, said, is_also in frames.leads:
            match = re.compile(rf"و?{words}[ ،,]+").match(folded, at)
            if match:
                at, more, also = match.end(), True, also or is_also
                english += [said] if said else []
                break
    return at, english, also


def between(folded: str, start: int, verbs: Sequence[Verb], frames: Frames, subject: Subject) -> Opening | None:
    """Subject, adverbials and link after a verb; of all links the earliest, then the longest. None when unclear."""
    limit = end_of_words(folded, start, SUBJECT_WORDS)
    found = [
        (match.start(), -len(match[0]), number, match, english)
        for number, verb in enumerate(verbs)
        for pattern, english in verb.links
        if (match := pattern.search(folded, start, limit))
    ]
    for _, _, number, match, english in sorted(found, key=lambda item: item[:3]):
        read = who_and_when(folded[start : match.start()], frames, verbs[number], subject)
        if read is None or (english == ":" and is_name(folded, match)):
            continue
        insert, own = "", match.groupdict().get("own")
        if own and not DUMMY.match(folded, match.end()):
            if own not in PRONOUNS:
                continue  # they, we, I: the model reads the person better than we can
            insert = PRONOUNS[own]
        elif match[0].endswith("لل"):
            insert = "ال"
        return Opening(*read, verbs[number], english, match.end(), insert)
    return None


def is_name(folded: str, link: re.Match[str]) -> bool:
    """True when the quotation that seems to open speech is a short name with the sentence going on after it."""
    at = next((at for at in range(link.start(), link.end()) if folded[at] in "«\""), -1)
    if at < 0 or ":" in link[0]:
        return False
    end = folded.find("»" if folded[at] == "«" else '"', at + 1)
    return end > 0 and len(folded[at:end].split()) < QUOTED_NAME_WORDS and len(folded[end + 1 :].strip(" .،")) > 1


def end_of_words(folded: str, start: int, words: int) -> int:
    """Where the given number of words after `start` ends, not beyond the end of a clause."""
    match = re.compile(rf"(?:[^\s.؛;]+\s+){{0,{words}}}[^\s.؛;]*").match(folded, start)
    return match.end() if match else start


def who_and_when(stretch: str, frames: Frames, verb: Verb, subject: Subject) -> tuple[str, str, str] | None:
    """Split what stands between verb and link into subject, front and inner adverbials; None when unclear."""
    rest, more = stretch.strip(" ،,"), True
    front: list[str] = []
    inner: list[str] = []
    while more and rest:
        more = False
        for words, english, inside in frames.adverbials:
            if rest == words or rest.startswith((words + " ", words + "،")):
                rest, more = rest[len(words) :].strip(" ،,"), True
            elif rest.endswith((" " + words, "،" + words)):
                rest, more = rest[: -len(words)].strip(" ،,"), True
            if more:
                (inner if inside else front).append(english)
                break
    if verb.closed and rest and rest not in frames.persons:
        return None
    who = (frames.subjects.get(rest) or subject(rest)) if rest else ""
    return None if who is None else (who, ", ".join(front), " ".join(inner))


def assemble(leads_and_english: Sequence[tuple[str, str]]) -> str:
    """Put translated parts together: each after its lead, lower-case where a lead stands before it, one full stop."""
    out = ""
    for lead, english in leads_and_english:
        text = english.strip()
        if lead:
            text = lower_first(text.lstrip("\"'“ "))
            out = out.rstrip(" .,;") + lead if lead.startswith(",") else out + lead
            out += " "
        out += text
    return out.strip()


def lower_first(text: str) -> str:
    """Lower-case the first letter, unless the word is a name, an acronym, I, or opens a name of several words."""
    match = re.match(r"([A-Z][a-z]*)(?:['’]s)?(?:\s+(\S))?", text)
    if not match or (len(match[1]) == 1 and match[1] != "A"):
        return text
    word, following = match[1], match[2] or ""
    if word.lower() in openers():
        return text[0].lower() + text[1:]
    return text if word in names() or following.isupper() else text[0].lower() + text[1:]


@cache
def openers() -> frozenset[str]:
    """English words that are capital only because they open a sentence: openers.txt, any number a line."""
    return frozenset(package_path("translation", "openers.txt").read_text(encoding="utf-8").split())


@cache
def names() -> frozenset[str]:
    """The capital words in the English of the shipped glossary's persons, places, countries and nationalities."""
    from mujaz.translation.glossary.entry import read

    kinds = ("person", "place", "country", "nationality")
    entries = (entry for entry in read(package_path("data", "glossary.tsv")) if entry.type in kinds)
    words = {word for entry in entries for form in (entry.english, *entry.admitted) for word in form.split()}
    return frozenset(word for word in words if word[0].isupper())
