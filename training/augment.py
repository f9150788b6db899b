"""New pairs out of old ones: other numbers on both sides, lists of entries, fragments, codes for names, spellings."""

import random
import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from mujaz.lexicon.names.entry import spoken
from mujaz.translation.codes import mask
from training.pairs import Pair

if TYPE_CHECKING:
    from mujaz.lexicon.names import Entry, Glossary

NUMBER = re.compile(r"\d+")


def _other(number: str, rng: random.Random) -> str:
    """Another number of the same kind (3-10, 11-31, 32-99, a year, n digits): grammar and calendars still agree."""
    value = int(number)
    if number != str(value) or value < 3:  # 0, 1, 2 and 007 carry meaning of their own
        return number
    for low, high in ((3, 10), (11, 31), (32, 99), (1945, 2035)):
        if low <= value <= high:
            return str(rng.randint(low, high))
    return str(rng.randint(10 ** (len(number) - 1), 10 ** len(number) - 1))


def other_numbers(pair: Pair, rng: random.Random) -> Pair:
    """The same pair with other numbers, each replaced alike on both sides.

    Where the two sides do not hold the same numbers the pair comes back unchanged: there is no telling what belongs
    to what.
    """
    ar, en = pair
    if sorted(NUMBER.findall(ar)) != sorted(NUMBER.findall(en)):
        return pair
    chosen: dict[str, str] = {}
    for number in dict.fromkeys(NUMBER.findall(ar)):
        chosen[number] = _other(number, rng)
    if len(set(chosen.values())) < len(chosen):  # two numbers fell together: the pair would say something else
        return pair
    return tuple(NUMBER.sub(lambda m: chosen[m.group()], side) for side in (ar, en))  # type: ignore[return-value]


def packed(entries: list[Pair], size: int, rng: random.Random) -> list[Pair]:
    """Short entries joined to lists of up to `size`: a name alone makes a poor training sentence."""
    shuffled = rng.sample(entries, len(entries))
    out: list[Pair] = []
    while shuffled:
        part = [shuffled.pop() for _ in range(min(rng.randint(1, size), len(shuffled)))]
        out.append(("، ".join(a for a, _ in part), ", ".join(e for _, e in part)))
    return out


HAMZA = str.maketrans("أإآ", "ااا")
SWAPS = str.maketrans("ةهىي", "هةيى")
MARKS = re.compile("[\u064b-\u0652\u0670]")
FINAL = re.compile(r"[ةهىي]\b")


def respelled(pair: Pair, rng: random.Random) -> Pair:
    """The pair with its Arabic spelt as hurried newsrooms spell it.

    Always without vowel signs and with hashtags opened; by chance without hamza on alif (all of them, or one word in
    three), and, seldom, with ة for ه or ى for ي at the end of a word, one way or the other.
    """
    ar, en = pair
    words = MARKS.sub("", ar).replace("#", "").replace("_", " ").split()
    everywhere = rng.random() < 0.6
    out = []
    for word in words:
        if everywhere or rng.random() < 0.33:
            word = word.translate(HAMZA)  # noqa: PLW2901 - one word, respelt in two steps
        if rng.random() < 0.04:
            word = FINAL.sub(lambda m: m.group().translate(SWAPS), word)  # noqa: PLW2901
        out.append(word)
    return " ".join(out), en.replace("#", "").replace("_", " ")


@cache
def openings() -> tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]:
    """The pairs of openings.tsv."""
    lines = (Path(__file__).parent / "openings.tsv").read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if not line.startswith("#")]
    return tuple((re.compile(rf"(?:و?إذ )?{ar}"), re.compile(en)) for ar, en in rows)


def fragment(pair: Pair) -> Pair | None:
    """What follows the opening verb of a clause, on both sides; None where the openings are not each other's."""
    ar, en = pair
    for arabic, english in openings():
        found, said = arabic.match(ar), english.match(en)
        if found and said and len(ar) - found.end() > 12:
            rest, content = en[said.end() :], ar[found.end() :]
            content = f"ال{content[1:]}" if content.startswith("ل") and ar[found.end() - 1] == "ل" else content
            return content, rest[0].upper() + rest[1:]
    return None


def coded(pair: Pair, glossary: "Glossary") -> Pair | None:
    """The pair with codes for its names, as the product masks them; None when it has no name that can be masked.

    A name gets a code where it stands once in the Arabic and its approved or an admitted form once in the English. The
    article goes with the name: the product puts it back.
    """
    ar, en = pair
    hits = glossary.find(ar)
    leave = []
    for entry in {hit.entry for hit in hits}:
        said = next((form for form in forms(entry) if re.search(rf"\b{re.escape(form)}\b", en)), "")
        once = sum(hit.entry == entry for hit in hits) == 1 and said and en.count(said) == 1
        if not once:
            leave.append(entry)
    masked = mask(ar, hits, leave=leave)
    for slot in masked.slots:
        entry = next(hit.entry for hit in hits if hit.entry not in leave and slot.english.endswith(spoken(hit.entry)))
        for form in forms(entry):
            changed = re.sub(rf"\b(?:[Tt]he )?{re.escape(form)}\b", slot.code, en)
            if changed != en:
                en = changed
                break
        else:
            return None
    return (masked.text, en) if masked.slots else None


def forms(entry: "Entry") -> list[str]:
    """The ways an entry may stand in English, longest first."""
    return sorted({spoken(entry), entry.english, *entry.admitted}, key=len, reverse=True)
