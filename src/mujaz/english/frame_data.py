"""The reporting frames of frames.toml, read, validated and spelled out for matching on folded text."""

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from mujaz.arabic.normalise import fold_word
from mujaz.errors import DataError
from mujaz.resources import package_path

THAT = ("إن", "أن", "بأن")


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
    examples: tuple[tuple[str, str, str], ...]


@cache
def load_frames() -> Frames:
    """Read and validate frames.toml. Raises DataError naming the entry."""
    data = tomllib.loads(package_path("english", "frames.toml").read_text(encoding="utf-8"))
    try:
        objects = [entry for item in data["object"] for entry in object_links(item)]
        verbs = tuple(verb_of(item, objects) for item in data["verb"])

        def longest_first(items: Sequence[tuple[Any, ...]]) -> tuple[Any, ...]:
            return tuple(sorted(items, key=lambda item: -len(item[0])))

        adverbials = [(fold_word(item["ar"]), item["en"], item.get("inside", False)) for item in data["adverbial"]]
        subjects = {fold_word(name): item["en"] for item in data["subject"] for name in item["ar"]}
        forms = sorted({form for verb in verbs for form in (*verb.forms, *verb.present)}, key=len, reverse=True)
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
            frozenset(data["bare"]),
            re.compile(rf"(?:{'|'.join(fold_word(words) for words in data['no_object'])})(?![ء-ي])"),
            tuple((e["ar"], e["en"], e.get("rest", "")) for e in (item["example"] for item in data["verb"])),
        )
    except (KeyError, TypeError, AttributeError) as error:
        raise DataError(f"frames.toml: an entry lacks {error}", "compare it with its neighbours") from error


@cache
def feelings() -> tuple[tuple[str, re.Pattern[str], str], ...]:
    """What can be expressed: its folded stem, a pattern for it with its link, and the English of both.

    The pattern lets an adjective stand between: "امتنانه الشديد ل".
    """
    data = tomllib.loads(package_path("english", "frames.toml").read_text(encoding="utf-8"))
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
    present = {}
    if "now" in item:
        stem_now = fold_word(item["present"])
        present = {f"ي{stem_now}": "m", f"ت{stem_now}": "f", f"ي{stem_now.removesuffix('و')}ون": "p"}
    one, _, several = item.get("now", "").partition("|")
    links: list[tuple[str, str]] = []
    for link, english in item["links"].items():
        if link == "direct":
            continue
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
    return Verb(
        item["id"],
        item["past"],
        item.get("ing", ""),
        (one, several),
        forms,
        present,
        participles,
        compiled,
        object_pattern(item) if "direct" in item["links"] else None,
        item.get("closed", False),
    )


def object_pattern(item: dict[str, Any]) -> re.Pattern[str]:
    """What the object of a verb must begin with (only) and must not hold in its first words (not)."""
    only = "|".join(fold_word(word) for word in item.get("only", ()))
    never = "|".join(fold_word(word) for word in item.get("not", ()))
    ahead = rf"(?!(?:\w+ ){{0,3}}(?:{never})(?![ء-ي]))" if never else ""
    return re.compile(ahead + (rf"(?:ال)?(?:{only})" if only else ""))


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
