"""Press-style sentence pairs out of a hand-written grammar (templates.toml, countries.tsv).

usage: python -m training.templates OUT.tsv --count 12000 [--seed N] [--names NAMES.tsv ...]

The parallel text that may be had freely is resolutions, manuals and encyclopaedia; what a ministry's press release is
made of (who stressed, renewed, pledged, received whom, on the margins of what) hardly occurs in it. The grammar gives
these constructions with names, titles, sums and dates put in at random, both sides alike.
"""

import argparse
import random
import re
import tomllib
from dataclasses import dataclass
from pathlib import Path

from training.pairs import Pair, read_pairs

HERE = Path(__file__).parent
SLOT = re.compile(r"\{([a-z]+(?::\d+:\d+)?)(#\d)?(~)?\}")
AL = re.compile(r"(?:Al|El)[ -]?([A-Za-z]+)")
PREFIXED = re.compile(r"ال|آل|عبد|بن|ابن|أبو|ابو|بو")
GENDER = re.compile(r"\[([^\[\]/]*)/([^\[\]/]*)\]")
TABLE = {"country": ("ar", "en"), "state": ("state_ar", "state_en"), "capital": ("capital_ar", "capital_en"),
         "adj": ("", "adj_en"), "adjm": ("adj_m", ""), "adjf": ("adj_f", "")}  # fmt: skip


@dataclass(frozen=True)
class Phrase:
    """One expanded symbol; `feminine` says that it names a woman."""

    ar: str
    en: str
    feminine: bool = False


class Grammar:
    """Symbols with their productions, and the table of countries whose columns are symbols too."""

    def __init__(self, rules: dict[str, list[list[str]]], countries: list[dict[str, str]]) -> None:
        self.rules, self.countries = rules, countries

    def expand(self, symbol: str, rng: random.Random) -> Phrase:
        """A random production of `symbol`, its slots filled; equal slots of the two sides get the same filling.

        Raises KeyError for a symbol that the grammar does not define.
        """
        return self.fill(rng.choice(self.rules[symbol]), rng)[0]

    def fill(self, production: list[str], rng: random.Random) -> tuple[Phrase, bool]:
        """Fill one production; also says whether its {speaker} is a woman."""
        filled: dict[str, Phrase] = {}
        rows: dict[str, dict[str, str]] = {}

        def value(name: str, number: str) -> Phrase:
            key = name + number
            if name in TABLE:  # slots of one production and number speak of one country
                if number not in rows:
                    rows[number] = rng.choice([c for c in self.countries if c not in rows.values()])
                ar, en = TABLE[name]
                return Phrase(rows[number].get(ar, ""), rows[number].get(en, ""))
            if key not in filled:
                if name.startswith("int:"):
                    low, high = map(int, name.split(":")[1:])
                    digits = str(rng.randint(low, high))
                    filled[key] = Phrase(digits, digits)
                else:
                    filled[key] = self.expand(name, rng)
            return filled[key]

        def english(m: re.Match[str]) -> str:
            direct, _, reported = value(m[1], m[2] or "").en.partition(" || ")
            return reported if m[3] and reported else direct

        ar = SLOT.sub(lambda m: value(m[1], m[2] or "").ar, production[0])
        en = " || ".join(SLOT.sub(english, part) for part in production[1].split(" || "))
        woman = filled["speaker"].feminine if "speaker" in filled else False
        return Phrase(ar, en, "f" in production[2:]), woman

    def sentence(self, rng: random.Random) -> Pair:
        """One finished pair."""
        phrase, woman = self.fill(rng.choice(self.rules["sentence"]), rng)
        side = 2 if woman else 1
        ar, en = (GENDER.sub(lambda m: m[side], text) for text in (phrase.ar, phrase.en))
        en = re.sub(r",(?=[.,:;]|$)", "", en)  # an apposition closes with a comma, unless the sentence does
        return joined(ar), en[:1].upper() + en[1:]


def joined(ar: str) -> str:
    """Join the particles that end in "+" to the next word; ل and the article become لل."""
    return re.sub(r"ل\+ال(?=ل)", "ل", ar).replace("ل+ال", "لل").replace("+", "")


def read_grammar(folder: Path = HERE) -> Grammar:
    """The grammar that lies beside this module (or in `folder`)."""
    rules = tomllib.loads((folder / "templates.toml").read_text(encoding="utf-8"))
    head, *rows = (folder / "countries.tsv").read_text(encoding="utf-8").splitlines()
    return Grammar(rules, [dict(zip(head.split("\t"), row.split("\t"), strict=True)) for row in rows])


def with_names(grammar: Grammar, names: list[Pair]) -> Grammar:
    """The grammar with more family names: a model that sees the same fifty for hours writes them for every other.

    Of several spellings the shortest is taken; names with the article become Al-…, as the Gulf's ministries write them.
    Single names without an Arabic prefix are used as foreign first and last names.
    """
    family, foreign = dict[str, str](), dict[str, str]()
    for ar, en in sorted(names, key=lambda n: (len(n[1]), n[1])):
        if found := AL.fullmatch(en):
            if ar.startswith("ال") and len(ar) > 4 and " " not in ar:
                family.setdefault(ar, "Al-" + found[1].capitalize())
        elif not PREFIXED.match(ar) and " " not in ar + en and en[0].isupper():
            foreign.setdefault(ar, en)
    rules = dict(grammar.rules)
    share = max(1, len(family) // (2 * len(rules["family"])))  # half the mentions are of the listed ones
    rules["family"] = rules["family"] * share + [[a, e] for a, e in family.items()]
    rules["foreignname"] = [[a, e] for a, e in foreign.items()]
    for symbol in ("foreignm", "foreignf"):
        rules[symbol] = rules[symbol] + [["{foreignname} {foreignname#2}", "{foreignname} {foreignname#2}"]] * len(
            rules[symbol]
        )
    return Grammar(rules, grammar.countries)


def generate(count: int, seed: int, grammar: Grammar) -> list[Pair]:
    """`count` pairs, each once, the same for the same seed."""
    rng, found = random.Random(seed), dict[Pair, None]()
    while len(found) < count:
        found[grammar.sentence(rng)] = None
    return list(found)


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", type=Path)
    parser.add_argument("--count", type=int, default=12000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument(
        "--names", type=Path, nargs="*", default=[], help="TSVs of names to use besides the listed ones"
    )
    options = parser.parse_args()
    names = [pair for path in options.names for pair in read_pairs(path)]
    pairs = generate(options.count, options.seed, with_names(read_grammar(), names) if names else read_grammar())
    options.out.write_text("".join(f"{ar}\t{en}\n" for ar, en in pairs), encoding="utf-8")


if __name__ == "__main__":
    main()
