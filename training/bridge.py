"""Give every Arabic piece a useful first embedding: the mean of the French pieces that mean the same.

usage: python -m training.bridge OUT_DIR PARENTS CORPUS.tsv[.xz] ... [--french AR_FR.tsv[.xz]]

The parent's encoder reads French. Arabic piece -> English words (word alignment by eflomal) -> French (the en->fr
parent) -> the French embeddings of the fr->en parent, averaged by alignment count; Arabic-French pairs give the French
words directly. The child then starts as a rough word-by-word reader instead of a blank one: chrF 26 on FLORES dev
before the first step, 10 without. Changes OUT_DIR/init.pt. Needs eflomal besides the project's own packages.
"""

import argparse
import json
import subprocess
import tempfile
from collections import Counter, defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mujaz.arabic.normalise import for_model
from training.pairs import read_lines, read_pairs

MAX_PAIRS = 150_000
MAX_LENGTH = 60
SHARE = 0.08  # a word counts as a meaning of a piece when it gets this share of the piece's alignments
Rows = list[tuple[list[str], list[str]]]
Links = dict[str, Counter[str]]


def bare(word: str) -> str:
    """The word without punctuation around it."""
    return word.strip(".,;:!?()[]\"'«»“”") or word


def align(rows: Rows, folder: Path) -> Links:
    """Align (pieces, words) rows with eflomal: for each piece, how often it was linked with each word."""
    source, target, out = folder / "source", folder / "target", folder / "links"
    source.write_text("\n".join(" ".join(a) for a, _ in rows), encoding="utf-8")
    target.write_text("\n".join(" ".join(b) for _, b in rows), encoding="utf-8")
    options = ["--overwrite", "-m", "1", "-s", str(source), "-t", str(target), "-f", str(out)]
    subprocess.run(["eflomal-align", *options], check=True)
    links: Links = defaultdict(Counter)
    for (pieces, words), line in zip(rows, out.read_text().splitlines(), strict=True):
        for link in line.split():
            i, j = map(int, link.split("-"))
            links[pieces[i]][words[j]] += 1
    return links


def meanings(links: Links) -> Links:
    """The up to six most frequent words of each piece that make a fair share of its links."""
    return {p: Counter({w: n for w, n in c.most_common(6) if n >= SHARE * c.total()}) for p, c in links.items()}


def to_french(words: list[str], parents: Path, folder: Path) -> dict[str, str]:
    """One French rendering of each English word, by the en->fr parent."""
    import ctranslate2
    import sentencepiece
    from ctranslate2.converters import TransformersConverter

    TransformersConverter(str(parents / "en_fr")).convert(str(folder / "en_fr"), quantization="int8", force=True)
    engine = ctranslate2.Translator(str(folder / "en_fr"), compute_type="int8", intra_threads=2)
    source, target = (
        sentencepiece.SentencePieceProcessor(model_file=str(parents / "en_fr" / f"{side}.spm"))
        for side in ("source", "target")
    )
    got = engine.translate_batch(
        [[*source.encode(w, out_type=str), "</s>"] for w in words],
        beam_size=2,
        max_batch_size=1024,
        max_decoding_length=8,
    )
    return {w: target.decode(r.hypotheses[0]).strip(" .") for w, r in zip(words, got, strict=True)}


@dataclass(frozen=True)
class French:
    """The French side of the fr->en parent: text to the mean of its pieces' embeddings."""

    pieces: Any
    ids: dict[str, int]
    table: Any

    def embed(self, text: str) -> Any:
        """The mean embedding of the pieces of `text`, None when none is known."""
        rows = [self.ids[p] for p in self.pieces.encode(text, out_type=str) if p in self.ids and p != "▁"]
        return self.table[rows].mean(0) if rows else None


def embeddings(french_of: Links, french: French) -> dict[str, Any]:
    """For each piece, the mean of its French words weighted by count, brought to the length usual in the table."""
    typical = french.table.norm(dim=1).median()
    out: dict[str, Any] = {}
    for piece, words in french_of.items():
        found = [(n, e) for w, n in words.items() if (e := french.embed(w)) is not None]
        total = sum((n * e for n, e in found), start=0 * french.table[0])
        if total.norm() > 0:
            out[piece] = total / total.norm() * typical
    return out


def main() -> None:
    """Command line."""
    import sentencepiece
    import torch

    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", type=Path)
    parser.add_argument("parents", type=Path)
    parser.add_argument("corpora", type=Path, nargs="+")
    parser.add_argument("--french", type=Path)
    options = parser.parse_args()
    arabic = sentencepiece.SentencePieceProcessor(model_file=str(options.out / "source.spm"))
    rows: Rows = [
        (arabic.encode(ar, out_type=str), [bare(w) for w in en.lower().split()])
        for path in options.corpora
        for ar, en in read_pairs(path)
    ]
    rows = [r for r in rows if max(map(len, r)) <= MAX_LENGTH]
    rows = rows[:: max(1, len(rows) // MAX_PAIRS)]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        english = meanings(align(rows, folder))
        words = sorted({w for c in english.values() for w in c if any(ch.isalpha() for ch in w)})
        rendering = to_french(words, options.parents, folder)
        french_of: Links = defaultdict(Counter)
        for piece, counts in english.items():
            french_of[piece].update({rendering.get(w, w): n for w, n in counts.items()})
        if options.french:
            sides = [line.split("\t") for line in read_lines(options.french)]
            direct = [
                (arabic.encode(for_model(a), out_type=str), [bare(w) for w in for_model(f).split()]) for a, f in sides
            ]
            for piece, counts in meanings(
                align([r for r in direct if min(map(len, r)) > 0 and max(map(len, r)) <= MAX_LENGTH], folder)
            ).items():
                french_of[piece].update(counts)
    parent = options.parents / "fr_en"
    french = French(
        sentencepiece.SentencePieceProcessor(model_file=str(parent / "source.spm")),
        json.loads((parent / "vocab.json").read_text(encoding="utf-8")),
        torch.load(parent / "pytorch_model.bin", map_location="cpu", weights_only=True)["model.shared.weight"],
    )
    vocab = json.loads((options.out / "vocab.json").read_text(encoding="utf-8"))
    init = torch.load(options.out / "init.pt", weights_only=True)
    table = init["model"]["model.shared.weight"].float()
    found = {p: e for p, e in embeddings(french_of, french).items() if p in vocab and p not in french.ids}
    for piece, vector in found.items():
        table[vocab[piece]] = vector
    init["model"]["model.shared.weight"] = table.half()
    torch.save(init, options.out / "init.pt")
    print("Arabic pieces given a French meaning:", len(found))


if __name__ == "__main__":
    main()
