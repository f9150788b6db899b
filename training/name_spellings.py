"""Usual English spellings of foreign names, out of the name lexicons: src/mujaz/arabic/spellings.tsv.

usage: python -m training.name_spellings LEXICON.tsv.xz ... --corpus ARTICLES.jsonl.xz --out spellings.tsv

A spelling is taken when two entries agree on it, or when the corpus holds the name twice; never for a word that the
word lexicon knows as a common one, nor for a name that names.tsv spells already, nor behind the article ال, nor for one
with letters of Arab names, where the house has its own way. Of several spellings the one most entries give is kept, the
first among equals, and only where the rules of letters come to something quite different.
"""

import argparse
import json
import lzma
import re
from collections import Counter
from collections.abc import Iterator
from difflib import SequenceMatcher
from pathlib import Path

from mujaz.arabic.normalise import fold, fold_word
from mujaz.arabic.romanise import is_known, romanise
from mujaz.lexicon.stems import arabic_stem
from mujaz.lexicon.words import load_lexicon

NAME = re.compile(r"[A-ZÀ-Ý][A-Za-zÀ-ÿ'’-]+")
ARAB = re.compile(r"^ال|[عحضظصذق]|ه$|ي[هة]$|^.ا..$")  # letters and endings of Arab names rather than foreign ones
ALIKE = 0.9  # from here on the rules of letters do as well
WORD = re.compile(r"[ء-ي]{3,}")
HEAD = """\
# Usual English spellings of foreign names and places as the press writes them in Arabic, by training/name_spellings.py
# out of name lexicons under open licences (arabnamer and Google's transliteration list, Apache-2.0; CAMeL Morph, MIT).
# Only for spelling: a word that stands here is no proof of a name. Keys are folded.
arabic\tenglish
"""


def entries(paths: list[Path]) -> Iterator[tuple[str, str]]:
    """Folded Arabic and English of every entry of one word that looks like a name."""
    for path in paths:
        with lzma.open(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                arabic, _, english = line.rstrip("\n").partition("\t")
                if NAME.fullmatch(english) and " " not in arabic:
                    yield fold_word(arabic), english


def seen_in(corpus: Path) -> Counter[str]:
    """How often each folded word stands in the articles."""
    found: Counter[str] = Counter()
    with lzma.open(corpus, "rt", encoding="utf-8") as lines:
        for line in lines:
            found.update(WORD.findall(fold(json.loads(line)["text"]).text))
    return found


def chosen(spellings: dict[str, Counter[str]], seen: Counter[str]) -> Iterator[tuple[str, str]]:
    """The names worth a line, in order of the alphabet."""
    lexicon = load_lexicon()
    for arabic, english in sorted(spellings.items()):
        spelling, votes = english.most_common(1)[0]
        if len(arabic) < 4 or ARAB.search(arabic) or is_known(arabic) or arabic_stem(arabic) in lexicon:
            continue
        if SequenceMatcher(None, romanise(arabic).lower(), spelling.lower(), autojunk=False).ratio() > ALIKE:
            continue
        if votes > 1 or seen[arabic] > 1:
            yield arabic, spelling


def main() -> None:
    """Command line; prints how many names were written."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("lexicons", type=Path, nargs="+")
    parser.add_argument("--corpus", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    spellings: dict[str, Counter[str]] = {}
    for arabic, english in entries(options.lexicons):
        spellings.setdefault(arabic, Counter())[english] += 1
    rows = [f"{arabic}\t{english}\n" for arabic, english in chosen(spellings, seen_in(options.corpus))]
    options.out.write_text(HEAD + "".join(rows), encoding="utf-8")
    print(len(rows), "names")


if __name__ == "__main__":
    main()
