"""Who is in an article: every person named with a title or role, merged over short and long forms of the name."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from mujaz.lexicon.verbs import nominal_splits
from mujaz.statements.view import View
from mujaz.statements.who.entities import Known, Names, lookup
from mujaz.statements.who.mentions import Mention, body_at, mention_at
from mujaz.statements.word_sets import word_set


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
    bodies: dict[str, list[tuple[int, str, Known]]] = field(default_factory=dict)
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
            if "بن" in words and "بن" in person.words and wanted[0] != mine[0]:
                continue  # brothers and cousins: سعود بن فيصل بن عبدالعزيز, خالد بن فيصل بن عبدالعزيز
            if (
                set(wanted) <= set(mine)
                or (len(wanted) > 1 and "".join(wanted[-2:]) in mine)
                or (len(mine) < len(wanted) and set(mine) <= set(wanted) and mine[-1] == wanted[-1])
                or (len(mine) > 1 and len(wanted) == 1 and wanted[0] == "".join(mine[-2:]))
                or (len(wanted) >= 2 and len(mine) >= 2 and wanted[-2:] == mine[-2:])
                or (len(wanted) >= 2 and len(mine) >= 2 and one_ending("".join(wanted), "".join(mine), wanted[-1]))
            ):
                best = index
        return best

    def body(self, short: str, now: int) -> tuple[str, Known] | None:
        """The body a short name means: the one named in full last before sentence `now`, else the first."""
        found = self.bodies.get(short)
        if not found:
            return None
        _, name, what = next((entry for entry in reversed(found) if entry[0] <= now), found[0])
        return name, what

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
            grown = len(words) == len(old.words) + 1 and words[:-1] == old.words and len(old.words) > 1
            longer = len(words) > len(old.words) and not (grown and words[-1].startswith("ال"))
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
            fits = bool(have and wanted) and wanted[0] in have and all(w in have for w in wanted[:3])
            if fits and (not country or not person.country or country == person.country):
                return person
        return None


PERSON, NAME, BODY, ADJECTIVE, NOTHING = "person", "name", "body", "adjective", "nothing"
ENDING = 9  # letters in which two spellings of one family name agree: مهرالدين, مهر الدين
KINGDOMS = frozenset({"Saudi Arabia", "Jordan", "Morocco", "Bahrain", "United Kingdom"})
KINGDOM = ("المملكة", "بالمملكة", "للمملكة", "والمملكة", "الحرمين")
SMALL = frozenset({"بن", "ابن", "بنت", "ال"})


def one_ending(wanted: str, mine: str, last: str) -> bool:
    """Whether two names, written without spaces, end alike and in more than their last word."""
    return len(last) < ENDING and wanted[-ENDING:] == mine[-ENDING:]


def short_names(words: tuple[str, ...]) -> Iterable[str]:
    """The single words a person may be called by later: the family name, a last word, the first name of one آل …."""
    if not words:
        return
    yield words[-1]
    if len(words) > 2 and words[-2] == "ال":
        yield words[0]
    if words[-1].endswith("الدين") and len(words[-1]) > 6:
        yield words[-1].removesuffix("الدين")
    if len(words) >= 2 and words[-1] == "الدين":
        yield words[-2] + words[-1]
        yield words[-2]
    for word in words[1:-1]:
        if word.startswith("ال") and len(word) > 4:
            yield word


def build_cast(views: Sequence[View], known: Names) -> Cast:
    """Collect the persons of an article, the bodies it names in full, and its countries by how often they are named."""
    cast = Cast()
    countries: Counter[str] = Counter()
    for view in views:
        at = 0
        for index, word in enumerate(view.words):
            role = known.opening.get(word)
            if role is None:
                role = known.opening[word] = opening(word, known)
            if role == NOTHING or index < at:
                continue
            if role == PERSON:
                mention = mention_at(view, index, known)
                if mention and mention.kind == "person" and mention.name not in known.stop:
                    cast.add(mention, view.sentence.index)
                    at = mention.end
            elif role == ADJECTIVE:
                countries[known.nationality[word]] += 1
            elif role == BODY:
                note_body(view, index, known, cast)
            else:
                note_name(view, index, known, cast, countries)
    kingdom = sum(view.words.count(word) for view in views for word in KINGDOM)
    if kingdom:
        named = next((name for name, _ in countries.most_common() if name in KINGDOMS), "Saudi Arabia")
        countries[named] += kingdom
    if countries:
        cast.countries = tuple(name for name, _ in countries.most_common())
        first, *others = countries.most_common(2)
        cast.home = first[0] if not others or first[1] > others[0][1] else ""  # as often named: it is neither's
    return cast


def note_name(view: View, at: int, known: Names, cast: Cast, countries: Counter[str]) -> None:
    """Count a State named at a word; remember a body by the short name it may be called by later."""
    found = lookup(known, view.words, at)
    if not found:
        return
    what, end, first = found
    if what.kind == "state":
        countries[what.country] += 1
    elif what.kind == "body" and end > at + 1 and not word_set("sports").intersection(view.words[end : end + 1]):
        name = " ".join([first, *view.words[at + 1 : end]])
        cast.bodies.setdefault("ال" + first.removeprefix("ال"), []).append((view.sentence.index, name, what))


def note_body(view: View, at: int, known: Names, cast: Cast) -> None:
    """Remember a body that its own words name, وزارة الدفاع اليمنية, by its head: الوزارة."""
    found = body_at(view, at, known)
    if found is None or found.kind != "body" or found.end == at + 1:
        return
    head = "ال" + found.name.split()[0].removeprefix("ال")
    what = Known("body", "", found.gender, country=found.country)
    cast.bodies.setdefault(head, []).append((view.sentence.index, found.name, what))


def opening(word: str, known: Names) -> str:
    """What may begin at a word: a person's title or role, a known name, a nationality; else nothing."""
    bare = [b for _, _, b in nominal_splits(word)]
    if any(b in known.roles or b in known.honorifics or "ال" + b in known.honorifics for b in bare):
        return PERSON
    if any(b in known.by_first for b in bare):
        return NAME
    if any(b in known.body_heads for b in bare):
        return BODY
    return ADJECTIVE if word in known.nationality else NOTHING
