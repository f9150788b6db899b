"""Parallel text: reading TSVs, cleaning them as the product cleans its input, and leaving out what is not a pair."""

import lzma
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from mujaz.arabic.normalise import for_model

Pair = tuple[str, str]

ARABIC = re.compile(r"[\u0621-\u064a]")
DIGITS = re.compile(r"\d+")


def read_lines(path: Path) -> Iterator[str]:
    """Lines of a text file, plain or .xz, without line ends."""
    if path.suffix == ".xz":
        with lzma.open(path, "rt", encoding="utf-8") as packed:
            yield from (line.rstrip("\n") for line in packed)
    else:
        with path.open(encoding="utf-8") as plain:
            yield from (line.rstrip("\n") for line in plain)


def is_pair(ar: str, en: str) -> bool:
    """Whether two clean texts can be each other's translation by length, script and numbers."""
    a, e = len(ar.split()), len(en.split())
    if not (1 <= a <= 200 and 1 <= e <= 220) or (max(a, e) > 12 and not 0.4 <= a / e <= 2.5):
        return False
    return len(ARABIC.findall(ar)) >= 0.4 * len(ar.replace(" ", "")) and not ARABIC.search(en) and ar != en


def same_numbers(ar: str, en: str) -> bool:
    """Whether both sides hold the same digit strings of two digits and more; small ones are often written in words."""
    return _long_numbers(ar) == _long_numbers(en)


def _long_numbers(text: str) -> Counter[str]:
    return Counter(n for n in DIGITS.findall(text) if len(n) > 1)


def read_pairs(path: Path) -> list[Pair]:
    """Clean pairs of a TSV (arabic TAB english), each once, in the order of the file."""
    return sifted_pairs(path)[0]


def sifted_pairs(path: Path) -> tuple[list[Pair], Counter[str]]:
    """The clean pairs of a TSV, and how many lines gave none, by reason."""
    found: dict[Pair, None] = {}
    left_out: Counter[str] = Counter()
    for line in read_lines(path):
        columns = line.split("\t")
        if len(columns) != 2:
            left_out["not of two columns"] += 1
            continue
        pair = for_model(columns[0]), for_model(columns[1])
        if pair in found:
            left_out["said before"] += 1
        elif is_pair(*pair):
            found[pair] = None
        else:
            left_out["no pair"] += 1
    return list(found), left_out


def most_novel(pairs: list[Pair], words: int) -> list[Pair]:
    """The part of `pairs` (about `words` Arabic words) that says most that is new, best first.

    Official texts repeat themselves from year to year. Each pair is scored by the share of its Arabic word pairs
    not seen in pairs taken before it; passes with falling thresholds keep this linear.
    """
    seen: set[tuple[str, str]] = set()
    left, taken, count = pairs, [], 0
    for threshold in (0.9, 0.7, 0.5, 0.3, 0.0):
        rest: list[Pair] = []
        for pair in left:
            tokens = pair[0].split()
            grams = list(zip(["<s>", *tokens], tokens, strict=False))
            new = sum(g not in seen for g in grams)
            if new >= threshold * len(grams) and count < words:
                seen.update(grams)
                taken.append(pair)
                count += len(tokens)
            else:
                rest.append(pair)
        left = rest
    return taken
