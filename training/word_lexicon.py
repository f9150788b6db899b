"""Which English words an Arabic word can become: IBM model 1 over the training pairs, pruned, as a small TSV.

    python training/word_lexicon.py src/mujaz/data/words.tsv ../shared/train/data/un_resolutions.tsv.xz:30000 ...

Takes TSV files (arabic TAB english, .xz or plain), each with an optional limit of pairs. Gives lines of
`arabic stem TAB english stems TAB kept TAB chance TAB name`: the English most probable first; in per cent, how often
one of them stands in the translation and in an unrelated sentence; `name` is x for words that mostly become a proper
name. The coverage check reads it to find clauses that a translation lost. Expectation maximisation over stems
(mujaz.lexicon.stems), in numpy, a few minutes on one core.
"""

import argparse
import lzma
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from mujaz.checks.coverage import matched
from mujaz.lexicon.stems import arabic_stem, arabic_words, english_stem, english_words

SENSES, LEAST = 14, 0.02  # English stems kept of a word, and the least probability of one
NAME = 0.85  # share of capitals, but for the first word, from which an English stem is a proper name
LONGEST = 45  # words; longer pairs say little about single words and cost the square of their length
FUNCTION = set(
    "a an the of in on to for with by at from and or as is are was were be been that which who this these those its it "
    "their his her he she they we our will shall would not also has have had".split()
)


def pairs(spec: str) -> Iterator[tuple[list[str], list[str]]]:
    """Stemmed pairs of one file; `spec` is PATH or PATH:LIMIT."""
    name, _, limit = spec.partition(":")
    kept = 0
    with (lzma.open if name.endswith(".xz") else open)(name, "rt", encoding="utf-8") as lines:
        for line in lines:
            arabic, tab, english = line.rstrip("\n").partition("\t")
            if not tab or "\t" in english:
                continue
            source = [arabic_stem(w) for w in arabic_words(arabic) if not w.isdigit()]
            target = [english_stem(w) for w in english_words(english) if not w.isdigit() and w.lower() not in FUNCTION]
            if not (2 <= len(source) <= LONGEST and 2 <= len(target) <= LONGEST):
                continue
            yield source, target
            kept += 1
            if limit and kept >= int(limit):
                return


def proper_names(specs: Sequence[str]) -> frozenset[str]:
    """English stems that are nearly always written with a capital: the Arabic word that becomes one is a name."""
    seen, capital = Counter[str](), Counter[str]()
    for spec in specs:
        name = spec.partition(":")[0]
        with (lzma.open if name.endswith(".xz") else open)(name, "rt", encoding="utf-8") as lines:
            for line in lines:
                for word in english_words(line.rpartition("\t")[2])[1:]:
                    seen[english_stem(word)] += 1
                    capital[english_stem(word)] += word[0].isupper()
    return frozenset(stem for stem, n in seen.items() if capital[stem] >= NAME * n)


def train(data: list[tuple[list[str], list[str]]], rounds: int = 6) -> dict[str, list[tuple[str, float]]]:
    """p(english | arabic) by IBM model 1 with a NULL word; the pruned table."""
    source_counts = Counter(w for source, _ in data for w in set(source))
    target_counts = Counter(w for _, target in data for w in set(target))
    source_id = {w: i + 1 for i, (w, n) in enumerate(source_counts.most_common()) if n >= 3}
    target_id = {w: i for i, (w, n) in enumerate(target_counts.most_common()) if n >= 3}
    targets = len(target_id)
    link_key: list[Any] = []
    link_slot: list[Any] = []
    slot = 0
    for source, target in data:
        ids = np.array([0, *sorted({source_id[w] for w in source if w in source_id})], dtype=np.int64)
        for word in {w for w in target if w in target_id}:
            link_key.append(ids * targets + target_id[word])
            link_slot.append(np.full(len(ids), slot, dtype=np.int32))
            slot += 1
    keys, inverse = np.unique(np.concatenate(link_key), return_inverse=True)
    slots = np.concatenate(link_slot)
    del link_key, link_slot
    owner = keys // targets
    table = np.ones(len(keys))
    for _ in range(rounds):
        weight = table[inverse]
        weight /= np.bincount(slots, weight, minlength=slot)[slots]
        table = np.bincount(inverse, weight, minlength=len(keys))
        table /= np.bincount(owner, table)[owner]
    names, words = {i: w for w, i in source_id.items()}, list(target_id)
    result: dict[str, list[tuple[str, float]]] = {}
    for key, p in zip(keys.tolist(), table.tolist(), strict=True):
        if key >= targets and p >= LEAST:
            result.setdefault(names[key // targets], []).append((words[key % targets], p))
    return {w: sorted(found, key=lambda x: (-x[1], x[0])) for w, found in result.items()}


def reliability(
    data: list[tuple[list[str], list[str]]], wanted: dict[str, frozenset[str]]
) -> dict[str, tuple[int, int]]:
    """Per word: how often, in per cent, it finds a match in its own translation and in the one of another pair."""
    seen, kept, chance = Counter[str](), Counter[str](), Counter[str]()
    by_length = sorted(data, key=lambda pair: (len(pair[1]), pair))
    step = max(1, len(by_length) // 60_000)
    for index in range(0, len(by_length), step):
        source, target = by_length[index]
        other = by_length[(index + 7919) % len(by_length)][1]
        own = matched(source, target, wanted)
        foreign = matched(source, other, wanted)
        for word, in_own, in_foreign in zip(source, own, foreign, strict=True):
            seen[word] += 1
            kept[word] += in_own
            chance[word] += in_foreign
    # A few sentences are added as if seen, so that a rare word never claims certainty.
    return {
        w: (min(98, round(100 * (kept[w] + 2) / (n + 4))), max(2, round(100 * (chance[w] + 1) / (n + 4))))
        for w, n in seen.items()
    }


def main() -> None:
    """Read the files named, write the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", type=Path)
    parser.add_argument("corpora", nargs="+")
    parser.add_argument("--words", type=int, default=8000, help="how many Arabic stems to keep")
    given = parser.parse_args()
    data = [pair for spec in given.corpora for pair in pairs(spec)]
    counts = Counter(w for source, _ in data for w in source)
    table = train(data)
    kept = [w for w, _ in counts.most_common(given.words * 2) if w in table and len(w) > 1 and w[0] >= "\u0621"]
    names = proper_names(given.corpora)
    kept = sorted(sorted(kept, key=lambda w: -counts[w])[: given.words])
    wanted = {w: frozenset(e for e, _ in table[w][:SENSES]) for w in kept}
    sure = reliability(data, wanted)
    name = {w: "x" if table[w][0][0] in names else "" for w in kept}
    lines = [
        "\t".join((w, " ".join(e for e, _ in table[w][:SENSES]), *map(str, sure[w]), name[w])) + "\n"
        for w in kept
        if w in sure and sure[w][0] > sure[w][1] + 10  # a word that tells nothing is left out
    ]
    given.out.write_text("arabic\tenglish\tkept\tchance\tname\n" + "".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main()
