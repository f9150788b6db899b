"""New pairs out of old ones: other numbers on both sides, and short lexicon entries packed into lists."""

import random
import re

from training.pairs import Pair

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
