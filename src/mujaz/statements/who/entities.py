"""The names and phrases the lexicons know: States, bodies, groups, documents, meetings; looked up by words."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from mujaz.arabic.normalise import FoldedText, fold_word
from mujaz.errors import DataError
from mujaz.lexicon.named import named_bodies, named_documents
from mujaz.lexicon.names.entry import read
from mujaz.lexicon.places import states
from mujaz.lexicon.verbs import nominal_splits
from mujaz.resources import package_path
from mujaz.statements.homographs import word_key
from mujaz.tables import read_toml

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


@dataclass(frozen=True, slots=True)
class Stop:
    """Words of the table stop of people.toml."""

    words: frozenset[FoldedText]


@dataclass(frozen=True, slots=True)
class Given:
    """Words of the table given of people.toml."""

    names: frozenset[FoldedText]


@dataclass(frozen=True, slots=True)
class NamedBodies:
    """Words of the table named_bodies of people.toml."""

    heads: frozenset[FoldedText]


@dataclass(frozen=True, slots=True)
class People:
    """What people.toml holds: Arabic → English, in tables that the file explains."""

    honorifics: dict[str, str]
    pronouns: dict[str, str]
    roles: dict[str, str]
    role_phrases: dict[str, str]
    complements: dict[str, str]
    body_heads: dict[str, str]
    groups: dict[str, str]
    leaders: dict[str, str]
    documents: dict[str, str]
    events: dict[str, str]
    named_bodies: NamedBodies
    regions: dict[str, str]
    qualities: dict[str, str]
    fields: dict[str, str]
    wide: dict[str, str]
    stop: Stop
    given: Given


@lru_cache(maxsize=1)
def names() -> Names:
    """The lexicons of the package. Raises DataError naming the file at fault."""
    people = read_toml(package_path("lexicon", "people.toml"), People)
    made = Names(
        honorifics=folded(people.honorifics),
        pronouns=folded(people.pronouns),
        roles=folded(people.roles),
        role_phrases=folded(people.role_phrases),
        complements=folded(people.complements),
        documents=folded(people.documents),
        events=folded(people.events),
        stop=people.stop.words,
        given=people.given.names,
        persons=frozenset(map(tuple, map(str.split, map(fold_word, [*known_persons(), *people.leaders])))),
        qualities=folded(people.qualities),
        fields=folded(people.fields),
        wide=folded(people.wide),
        regions={
            article + fold_word(word) + ending: str(english)
            for word, english in people.regions.items()
            for article in ("", "ال")
            for ending in ("", "ة", "ون", "ين")
        },
        named_bodies=people.named_bodies.heads,
        body_heads={fold_word(k): body_head(k, v) for k, v in people.body_heads.items()},
        nationality={},
        titles={word_key(name): row.english for row in named_documents() for name in row.names},
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
    for row in named_bodies():
        for name in row.names:
            feminine = fold_word(name).split()[0].endswith(("ة", "يا", "ات"))
            made.add(name, Known("body", row.english, "f" if feminine else row.gender))
    add_people(made, people)
    return made


def known_persons() -> Iterator[str]:
    """The people of the glossary, by every spelling."""
    for entry in read(package_path("lexicon", "names", "glossary.tsv")):
        if entry.type == "person":
            yield entry.arabic
            yield from entry.variants


def add_people(made: Names, people: People) -> None:
    """The groups, leaders, documents and meetings of people.toml."""
    for name, value in people.groups.items():
        english, _, flag = value.partition(";")
        made.add(name, Known("group", english, plural=True, adopts=flag == "adopts"))
    for name, value in people.leaders.items():
        english, _, country = value.partition(";")
        made.add(name, Known("person", english, "m", country=country))
    for kind, table in (("document", people.documents), ("event", people.events)):
        for name, english in table.items():
            gender = "f" if fold_word(name).split()[0].endswith("ة") else "m"
            made.add(name, Known(kind, english, gender, adopts=True))


def folded(table: Mapping[str, str]) -> dict[str, str]:
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
