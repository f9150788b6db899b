"""A data mix (mix.toml) -> one array of training examples in piece numbers.

usage: python -m training.encode MODEL_DIR MIX.toml OUT.npz [--data DIR ...] [--bar TEXT ...] [--seed N]

MODEL_DIR holds source.spm, target.spm and vocab.json. The mix says how often each corpus is passed, which part of it
and what is done to it; see mix.toml. Prints a line a corpus: pairs, pieces, and how many pairs were left out for which
reason; nothing is left out without being counted. Read the line: a column of "English pieces unknown" means that the
vocabulary lacks what the corpus is about (training.extend).
"""

import argparse
import json
import random
import re
import tomllib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from mujaz.arabic.normalise import for_model
from mujaz.errors import DataError
from mujaz.lexicon.names import Glossary, load_glossary
from training.augment import coded, fragment, other_numbers, packed, respelled
from training.pairs import Pair, most_novel, read_lines, same_numbers, sifted_pairs

EOS, UNK = 0, 1
MAX_PIECES = 200


@dataclass(frozen=True)
class Corpus:
    """One entry of the mix, as mix.toml explains it."""

    file: str
    passes: float
    words: int = 0
    pieces: tuple[int, int] = (1, 100)
    pack: int = 0
    numbers: float = 0.0
    any_numbers: bool = False
    boost: str = ""
    boost_passes: float = 0.0
    fragments: float = 0.0
    codes: float = 0.0
    respelt: float = 0.0


def read_mix(path: Path) -> list[Corpus]:
    """The corpora of a mix file; raises TypeError on an unknown key."""
    rows = tomllib.loads(path.read_text(encoding="utf-8"))["corpus"]
    return [Corpus(**{**row, "pieces": tuple(row.get("pieces", (1, 100)))}) for row in rows]


class Encoder:
    """Text to piece numbers of the joint vocabulary, with the end piece."""

    def __init__(self, folder: Path) -> None:
        import sentencepiece

        self.ids: dict[str, int] = json.loads((folder / "vocab.json").read_text(encoding="utf-8"))
        self.models = {
            side: sentencepiece.SentencePieceProcessor(model_file=str(folder / f"{side}.spm"))
            for side in ("source", "target")
        }

    def __call__(self, text: str, side: str) -> list[int]:
        """Piece numbers of `text`; side is "source" (Arabic) or "target" (English)."""
        return [self.ids.get(p, UNK) for p in self.models[side].encode(text, out_type=str)] + [EOS]


def repeats(passes: float, rng: random.Random) -> int:
    """How often one pair is taken: the whole part of `passes`, and one more with the chance of the rest."""
    return int(passes) + (rng.random() < passes % 1)


def examples(corpus: Corpus, path: Path, rng: random.Random, glossary: Glossary) -> tuple[list[Pair], Counter[str]]:
    """The pairs that one corpus gives to the mix, repeated, packed and changed as the mix asks.

    The second value counts the lines of the file that no pair was made of, by reason.
    """
    clean, left_out = sifted_pairs(path)
    pairs = [p for p in clean if corpus.any_numbers or same_numbers(*p)]
    left_out["numbers differ"] += len(clean) - len(pairs)
    if corpus.pack:
        out: list[Pair] = []
        for n in range(repeats(corpus.passes, rng) or 1):
            lists = packed(pairs, corpus.pack, rng)
            out += lists[: int(len(lists) * min(1.0, corpus.passes - n))]
        return out, left_out
    wanted = re.compile(corpus.boost) if corpus.boost else None
    chosen = dict.fromkeys(most_novel(pairs, corpus.words) if corpus.words else pairs, corpus.passes)
    if wanted:
        chosen |= {p: corpus.boost_passes for p in pairs if wanted.search(p[0])}
    left_out["not novel enough"] += len(pairs) - len(chosen)
    out = []
    for pair, passes in chosen.items():
        for _ in range(repeats(passes, rng)):
            new = other_numbers(pair, rng) if rng.random() < corpus.numbers else pair
            new = (rng.random() < corpus.fragments and fragment(new)) or new
            new = (rng.random() < corpus.codes and coded(new, glossary)) or new
            out.append(respelled(new, rng) if rng.random() < corpus.respelt else new)
    return out, left_out


def find(file: str, folders: Sequence[Path]) -> Path:
    """The file of a corpus in the first folder that has it. Raises DataError naming the folders."""
    for folder in folders:
        if (folder / file).exists():
            return folder / file
    raise DataError(f"{file} is in none of {', '.join(map(str, folders))}", "name its folder with --data")


def unfit(source: list[int], target: list[int], pieces: tuple[int, int]) -> str:
    """Why a pair of piece numbers is not learnt from: "" when it is."""
    low, high = pieces
    longest = max(len(source), len(target))
    if longest < low:
        return "too short"
    if longest > min(high, MAX_PIECES):
        return "too long"
    if source.count(UNK) > 1:
        return "Arabic pieces unknown"
    return "English pieces unknown" if target.count(UNK) else ""


def main() -> None:
    """Command line; prints the pairs and tokens that each corpus gives, and what was left out and why."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("model", type=Path)
    parser.add_argument("mix", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--data", type=Path, nargs="+", default=[Path("data")])
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument(
        "--bar", type=Path, nargs="*", default=[], help="Arabic texts of which no 8 words in a row may be learnt"
    )
    options = parser.parse_args()
    rng, encode, glossary = random.Random(options.seed), Encoder(options.model), load_glossary()
    barred = {run for path in options.bar for line in read_lines(path) for run in word_runs(line)}
    sources: list[list[int]] = []
    targets: list[list[int]] = []
    for corpus in read_mix(options.mix):
        tokens = count = 0
        pairs, left_out = examples(corpus, find(corpus.file, options.data), rng, glossary)
        for ar, en in pairs:
            if barred and not barred.isdisjoint(word_runs(ar)):
                left_out["barred"] += 1
                continue
            s, t = encode(ar, "source"), encode(en, "target")
            if reason := unfit(s, t, corpus.pieces):
                left_out[reason] += 1
                continue
            sources.append(s)
            targets.append(t)
            tokens += len(s) + len(t)
            count += 1
        reasons = ", ".join(f"{n} {reason}" for reason, n in sorted(left_out.items()) if n)
        print(f"{corpus.file}\t{count} pairs\t{tokens} tokens\tleft out: {reasons or 'none'}", flush=True)
    save(options.out, sources, targets)
    print(f"{len(sources)} pairs, {sum(map(len, sources)) + sum(map(len, targets))} tokens")


def word_runs(text: str, size: int = 8) -> set[str]:
    """All runs of `size` words of a text, punctuation aside."""
    words = re.findall(r"\w+", for_model(text))
    return {" ".join(words[i : i + size]) for i in range(len(words) - size + 1)}


def save(path: Path, sources: list[list[int]], targets: list[list[int]]) -> None:
    """Write flat arrays and lengths; `training.batches.Examples` reads them. Piece numbers go up to 65,535.

    Raises OverflowError for a larger one.
    """
    flat = {
        name: np.fromiter((t for row in rows for t in row), dtype=np.uint16)
        for name, rows in (("src", sources), ("tgt", targets))
    }
    np.savez(
        path,
        **flat,
        src_len=np.array([len(r) for r in sources], np.uint16),
        tgt_len=np.array([len(r) for r in targets], np.uint16),
    )


if __name__ == "__main__":
    main()
