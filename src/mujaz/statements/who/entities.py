"""The names and phrases the lexicons know: States, bodies, groups, documents, meetings; looked up by words."""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from mujaz.arabic.normalise import fold_word
from mujaz.errors import DataError
from mujaz.lexicon.names.entry import read
from mujaz.lexicon.places import states
from mujaz.lexicon.verbs import nominal_splits, read_table
from mujaz.resources import package_path
from mujaz.statements.homographs import word_key

LONG_FORMS = {
    "دولة": "State of ", "جمهورية": "Republic of ", "مملكة": "Kingdom of ", "سلطنة": "Sultanate of ",
    "حكومة": "Government of ", "ولاية": "",
}  # fmt: skip
OWN = {
    "بلاده", "بلادها", "بلادنا", "بلدنا", "بلده", "بلدها", "بلادهم", "بلدي", "بلادي",
    "حكومته", "حكومتها", "حكومتنا", "حكومتي", "دولته", "دولتنا", "منظمته", "منظمتها", "ادارته", "ادارتنا",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Known:
    """A name of the lexicons. kind: as in pattern.KINDS. gender: m or f. adopts: a group whose position is adopted."""

    kind: str
    english: str
    gender: str = "m"
    plural: bool = False
    adopts: bool = False
    country: str = ""


@dataclass(frozen=True, slots=True)
class Names:
    """Everything `entities.names()` knows. Keys are folded; multi-word names are tuples of words."""

    by_first: dict[str, list[tuple[tuple[str, ...], Known]]] = field(default_factory=dict)
    nationality: dict[str, str] = field(default_factory=dict)
    honorifics: dict[str, str] = field(default_factory=dict)
    pronouns: dict[str, str] = field(default_factory=dict)
    roles: dict[str, str] = field(default_factory=dict)
    role_phrases: dict[str, str] = field(default_factory=dict)
    complements: dict[str, str] = field(default_factory=dict)
    body_heads: dict[str, Known] = field(default_factory=dict)
    named_bodies: frozenset[str] = frozenset()
    regions: dict[str, str] = field(default_factory=dict)
    qualities: dict[str, str] = field(default_factory=dict)
    fields: dict[str, str] = field(default_factory=dict)
    wide: dict[str, str] = field(default_factory=dict)
    documents: dict[str, str] = field(default_factory=dict)
    events: dict[str, str] = field(default_factory=dict)
    stop: frozenset[str] = frozenset()
    given: frozenset[str] = frozenset()
    persons: frozenset[tuple[str, ...]] = frozenset()  # full names of known people, and leaders called by one name
    arabic: dict[str, str] = field(default_factory=dict)  # English name of a country to its Arabic one
    titles: dict[str, str] = field(default_factory=dict)  # names of documents.tsv with their English
    beginning: dict[str, bool] = field(default_factory=dict)  # cache of mentions.begins
    opening: dict[str, str] = field(default_factory=dict)  # cache of cast.opening

    def add(self, name: str, known: Known) -> None:
        """Enter one name under its first word; the first entry of a name wins."""
        words = tuple(word_key(name).split())
        entries = self.by_first.setdefault(words[0], [])
        if not any(other == words for other, _ in entries):
            entries.append((words, known))
            entries.sort(key=lambda entry: -len(entry[0]))


@lru_cache(maxsize=1)
def names() -> Names:
    """The lexicons of the package. Raises DataError naming the file at fault."""
    path = package_path("lexicon", "people.toml")
    try:
        people = tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise DataError(f"{path.name}: {error}", "correct the TOML") from error
    made = Names(
        honorifics=folded(people["honorifics"]),
        pronouns=folded(people["pronouns"]),
        roles=folded(people["roles"]),
        role_phrases=folded(people["role_phrases"]),
        complements=folded(people["complements"]),
        documents=folded(people["documents"]),
        events=folded(people["events"]),
        stop=frozenset(map(fold_word, people["stop"]["words"])),
        given=frozenset(map(fold_word, people["given"]["names"])),
        persons=frozenset(map(tuple, map(str.split, map(fold_word, [*known_persons(), *people["leaders"]])))),
        qualities=folded(people["qualities"]),
        fields=folded(people["fields"]),
        wide=folded(people["wide"]),
        regions={
            article + fold_word(word) + ending: str(english)
            for word, english in people["regions"].items()
            for article in ("", "ال")
            for ending in ("", "ة", "ون", "ين")
        },
        named_bodies=frozenset(map(fold_word, people["named_bodies"]["heads"])),
        body_heads={fold_word(k): body_head(k, v) for k, v in people["body_heads"].items()},
        nationality={},
        titles={
            word_key(name): row["english"]
            for row in read_table("documents.tsv", ("names", "english"))
            for name in row["names"].split("|")
        },
    )
    for state in states():
        if state.spellings:
            made.arabic.setdefault(state.english, state.spellings[0])
        country = Known("state", state.english, state.gender, country=state.english)
        for name in state.spellings:
            made.add(name, country)
        for capital in state.capitals:  # a city is feminine, whatever the State is
            made.add(capital, Known("state", state.english, "f", country=state.english))
        for adjective in state.adjectives:
            add_nationality(made, fold_word(adjective), state.english)
    for row in read_table("bodies.tsv", ("names", "english", "gender")):
        for name in row["names"].split("|"):
            feminine = fold_word(name).split()[0].endswith(("ة", "يا", "ات"))
            made.add(name, Known("body", row["english"], "f" if feminine else row["gender"] or "f"))
    add_people(made, people)
    return made


def known_persons() -> Iterator[str]:
    """The people of the glossary, by every spelling."""
    for entry in read(package_path("lexicon", "names", "glossary.tsv")):
        if entry.type == "person":
            yield entry.arabic
            yield from entry.variants


def add_people(made: Names, people: dict[str, Any]) -> None:
    """The groups, leaders, documents and meetings of people.toml."""
    for name, value in people["groups"].items():
        english, _, flag = value.partition(";")
        made.add(name, Known("group", english, plural=True, adopts=flag == "adopts"))
    for name, value in people["leaders"].items():
        english, _, country = value.partition(";")
        made.add(name, Known("person", english, "m", country=country))
    for kind, table in (("document", people["documents"]), ("event", people["events"])):
        for name, english in table.items():
            gender = "f" if fold_word(name).split()[0].endswith("ة") else "m"
            made.add(name, Known(kind, english, gender, adopts=True))


def folded(table: dict[str, Any]) -> dict[str, str]:
    """A table with folded keys."""
    return {fold_word(key): str(value) for key, value in table.items()}


def body_head(key: str, value: str) -> Known:
    """The head noun of a body: English; gender; "minor" for those that bind nobody (courts, police)."""
    english, _, rest = value.partition(";")
    gender, _, flag = rest.partition(";")
    if gender not in ("m", "f") or flag not in ("", "minor"):
        raise DataError(f"people.toml: body_heads: {key} = {value!r}", "write English;m or English;f, and ;minor")
    return Known("minor" if flag else "body", english, gender)


def add_nationality(made: Names, adjective: str, country: str) -> None:
    """Every form of a nationality adjective leads to its country: كويتي الكويتي كويتية الكويتية كويتيون …."""
    first, _, second = adjective.partition(" ")
    for ending in ("", "ة", "ون", "ين", "ان"):
        for article in ("", "ال"):
            if not second:
                made.nationality.setdefault(article + first + ending, country)
            else:
                made.nationality[f"{article}{first}{ending} {article}{second}{ending}"] = country


def lookup(known: Names, words: list[str], at: int) -> tuple[Known, int, str] | None:
    """The longest known name that begins at word `at`, under any proclitic: (what, end, its first word bare)."""
    for _, _, bare in nominal_splits(words[at]):
        for candidate in (bare, "ال" + bare) if words[at].endswith(bare) and "لل" in words[at][:3] else (bare,):
            for entry, what in known.by_first.get(candidate, ()):
                end = at + len(entry)
                if len(entry) == 1 or tuple(words[at + 1 : end]) == entry[1:]:
                    return what, end, candidate
    return None
