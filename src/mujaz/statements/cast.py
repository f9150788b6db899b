"""Who is in an article: every person named with a title or role, merged over short and long forms of the name."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from mujaz.statements.entities import Known, Names, lookup
from mujaz.statements.mentions import Mention, mention_at
from mujaz.statements.view import View
from mujaz.statements.words import nominal_splits


@dataclass(frozen=True, slots=True)
class Person:
    """One person: full name as first written, folded words of it, role, country it speaks for, gender."""

    name: str
    words: tuple[str, ...]
    role_ar: str = ""
    country: str = ""
    gender: str = "m"
    honorific: str = ""
    shown: str = ""
    first: int = 0


@dataclass(slots=True)
class Cast:
    """The persons of an article in order of appearance, and the short names that lead to them."""

    persons: list[Person] = field(default_factory=list)
    aliases: dict[str, int] = field(default_factory=dict)
    bodies: dict[str, tuple[str, Known]] = field(default_factory=dict)
    countries: tuple[str, ...] = ()
    home: str = ""

    def find(self, name: str) -> Person | None:
        """The person a full or short name means."""
        index = self.index(tuple(name.split()))
        return None if index is None else self.persons[index]

    def index(self, words: tuple[str, ...]) -> int | None:
        """Where in the cast a name stands: the same words, or a short form of exactly one person."""
        wanted = [w for w in words if w not in SMALL]
        best = None
        for index, person in enumerate(self.persons):
            mine = [w for w in person.words if w not in SMALL]
            if "".join(wanted) == "".join(mine):
                return index
            if set(wanted) <= set(mine) or (len(wanted) > 1 and "".join(wanted[-2:]) in mine) or (len(mine) < len(wanted) and set(mine) <= set(wanted) and mine[-1] == wanted[-1]) or (len(mine) > 1 and len(wanted) == 1 and wanted[0] == "".join(mine[-2:])) or (len(wanted) >= 2 and len(mine) >= 2 and wanted[-2:] == mine[-2:]) or (len(wanted) >= 2 and len(mine) >= 2 and "".join(wanted)[-9:] == "".join(mine)[-9:]):
                best = index
        return best

    def add(self, mention: Mention, sentence: int) -> None:
        """Enter a person met in a sentence, or lay what a later mention says over what is known."""
        words = tuple(mention.name.split())
        index = self.index(words)
        if index is None:
            self.persons.append(
                Person(
                    mention.name,
                    words,
                    mention.role_ar,
                    mention.country,
                    mention.gender,
                    mention.honorific,
                    mention.shown,
                    sentence,
                )
            )
            index = len(self.persons) - 1
        else:
            old = self.persons[index]
            longer = len(words) > len(old.words)
            self.persons[index] = replace(
                old,
                name=mention.name if longer else old.name,
                words=words if longer else old.words,
                shown=mention.shown if longer else old.shown,
                role_ar=max(old.role_ar, mention.role_ar, key=len),
                country=old.country or mention.country,
                gender="f" if "f" in (old.gender, mention.gender) else "m",
                honorific=old.honorific or mention.honorific,
            )
        for alias in short_names(self.persons[index].words):
            self.aliases.setdefault(alias, index)

    def by_role(
        self, words: Sequence[str], country: str, nationality: Mapping[str, str], order: Sequence[str], now: int
    ) -> Person | None:
        """The person whose role holds the words of a phrase: الوزير, المبعوث الخاص, الرئيس الطاجيكي.

        order: names of those who spoke, the last one last; they come first, then who was named last up to sentence
        `now`, then anybody.
        """
        wanted = [w.removeprefix("ال").rstrip("ة") for w in words if w not in nationality]
        feminine = bool(words) and words[0].endswith("ة")
        rank = {name: at for at, name in enumerate(order)}
        ordered = sorted(
            self.persons, key=lambda p: (rank.get(p.name, -1), p.first <= now, p.first if p.first <= now else -p.first)
        )
        for person in reversed(ordered):
            if feminine and person.gender != "f":
                continue
            have = [w.removeprefix("ال").rstrip("ة") for w in person.role_ar.split()]
            if have and wanted and wanted[0] in have and all(w in have for w in wanted[:3]):
                if not country or not person.country or country == person.country:
                    return person
        return None


SMALL = frozenset({"بن", "ابن", "بنت", "ال"})


def short_names(words: tuple[str, ...]) -> Iterable[str]:
    """The single words a person may be called by later: the family name, a foreign name's last word, a first name of two."""
    if not words:
        return
    yield words[-1]
    if len(words) > 2 and words[-2] == "ال":
        yield words[0]
    if words[-1].endswith("الدين") and len(words[-1]) > 6:
        yield words[-1].removesuffix("الدين")
    if len(words) >= 2 and words[-1] == "الدين":
        yield words[-2] + words[-1]
    for word in words[1:-1]:
        if word.startswith("ال") and len(word) > 4:
            yield word


def build_cast(views: Iterable[View], known: Names) -> Cast:
    """Collect the persons of an article."""
    cast = Cast()
    countries: Counter[str] = Counter()
    views = list(views)
    for view in views:
        at = 0
        while at < len(view.words):
            word = view.words[at]
            opens = known.openers.get(word)
            if opens is None:
                opens = known.openers[word] = can_open(word, known)
            if opens:
                mention = mention_at(view, at, known)
                if mention and mention.kind == "person" and mention.name not in known.stop:
                    cast.add(mention, view.sentence.index)
                    at = max(at + 1, mention.end)
                    continue
            elif names_state(word, known):
                found = lookup(known, view.words, at)
                if found and found[0].kind == "state":
                    countries[found[0].country] += 1
                elif found and found[0].kind == "body" and found[1] > at + 1:
                    name = " ".join([found[2], *view.words[at + 1 : found[1]]])
                    cast.bodies.setdefault("ال" + found[2].removeprefix("ال"), (name, found[0]))
            elif word in known.nationality:
                countries[known.nationality[word]] += 1
            at += 1
    if countries:
        cast.countries = tuple(name for name, _ in countries.most_common())
        cast.home = cast.countries[0]
    return cast


def names_state(word: str, known: Names) -> bool:
    """Whether a known name may begin at a word; remembered."""
    answer = known.starters.get(word)
    if answer is None:
        answer = known.starters[word] = any(bare in known.by_first for _, _, bare in nominal_splits(word))
    return answer


def can_open(word: str, known: Names) -> bool:
    """Whether a title or role may begin at a word."""
    return any(
        bare in known.roles or bare in known.honorifics or "ال" + bare in known.honorifics
        for _, _, bare in nominal_splits(word)
    )
