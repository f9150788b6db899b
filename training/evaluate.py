"""Score a CTranslate2 model on the development sets.

usage: python -m training.evaluate CT2_DIR --shared ../shared [--sets gold,flores:150] [--curve FILE --tokens N]

Sets: references (real news sentences, ../shared/press/references.tsv), gold (all sentences of ../shared/gold),
gold-body (those of kind "body"), flores (FLORES dev), un_dev; NAME:N is its first N. Prints one line a set: sacrebleu
BLEU and chrF, the share of the source's digit strings found in the output, the share of names of gold/names.tsv in
their official form, sentences with loops, length against the reference.
"""

import argparse
import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mujaz.arabic.normalise import for_model
from training.pairs import read_lines

DIGITS = re.compile(r"\d+")
THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")  # 9,000 and 9000 are the same number


@dataclass(frozen=True)
class Set:
    """A test set: name, Arabic sources, English references."""

    name: str
    sources: list[str]
    references: list[str]


def read_set(spec: str, shared: Path) -> Set:
    """A set by name, NAME:N for its first N sentences. Raises OSError where its file is absent."""
    name, _, limit = spec.partition(":")
    if name.startswith("gold"):
        rows = []
        for path in sorted((shared / "gold").glob("*.json")):
            rows += json.loads(path.read_text(encoding="utf-8"))["sentences"]
        # a sentence that the article repeats counts once
        found = {r["ar"]: r["en"] for r in rows if name == "gold" or r["kind"] == "body"}
        pairs = list(found.items())
    elif name == "flores":
        sides = [list(read_lines(shared / "eval" / f"flores-dev.{x}")) for x in ("ar", "en")]
        pairs = list(zip(*sides, strict=True))
    else:
        file = "press/references.tsv" if name == "references" else f"train/data/{name}.tsv.xz"
        pairs = [(a, e) for a, _, e in (line.partition("\t") for line in read_lines(shared / file))]
    pairs = pairs[: int(limit)] if limit else pairs
    return Set(spec, [a for a, _ in pairs], [e for _, e in pairs])


class Translator:
    """Beam search over a CTranslate2 folder, one sentence a segment; no glossary, no repair: the bare model."""

    def __init__(self, folder: Path, threads: int = 2, beam: int = 4) -> None:
        import ctranslate2
        import sentencepiece

        self.engine = ctranslate2.Translator(str(folder), compute_type="int8", intra_threads=threads)
        self.source, self.target = (
            sentencepiece.SentencePieceProcessor(model_file=str(folder / f"{side}.spm"))
            for side in ("source", "target")
        )
        self.beam = beam

    def __call__(self, texts: list[str]) -> list[str]:
        """English for each Arabic text, in order."""
        pieces = [[*self.source.encode(for_model(t), out_type=str)[:500], "</s>"] for t in texts]
        got: Any = self.engine.translate_batch(
            pieces, beam_size=self.beam, max_batch_size=1500, batch_type="tokens", max_decoding_length=400
        )
        return [self.target.decode(r.hypotheses[0]) for r in got]


def numbers_kept(sources: list[str], outputs: list[str]) -> float:
    """Share of the digit strings of the sources, thousands unmarked, that stand in their translations."""
    kept = total = 0
    for source, output in zip(sources, outputs, strict=True):
        there = DIGITS.findall(THOUSANDS.sub("", output))
        for number in DIGITS.findall(THOUSANDS.sub("", for_model(source))):
            total += 1
            if number in there:
                there.remove(number)
                kept += 1
    return kept / total if total else 1.0


def loops(text: str) -> bool:
    """Whether some one to six words are said four times in a row."""
    words = text.split()
    for size in range(1, 7):
        for at in range(len(words) - 4 * size + 1):
            part = words[at : at + size]
            if all(words[at + k * size : at + (k + 1) * size] == part for k in (1, 2, 3)):
                return True
    return False


def read_names(path: Path) -> list[tuple[str, str]]:
    """Arabic and official English of names.tsv, longest Arabic first."""
    rows = [line.split("\t") for line in list(read_lines(path))[1:]]
    return sorted(((for_model(r[0]), r[1]) for r in rows), key=lambda r: -len(r[0]))


def names_kept(sources: list[str], outputs: list[str], names: list[tuple[str, str]]) -> float:
    """Share of the names in the sources (longest match, no overlaps) whose official form stands in the output."""
    kept = total = 0
    for source, output in zip(sources, outputs, strict=True):
        rest, flat = for_model(source), _flat(output)
        for ar, en in names:
            found = re.findall(rf"(?<!\w)(?:[وفبلك]|لل)?{re.escape(ar)}(?!\w)", rest)
            if found:
                rest = rest.replace(ar, " | ")
                total += len(found)
                kept += min(len(found), flat.count(_flat(en)))
    return kept / total if total else 1.0


def _flat(text: str) -> str:
    return re.sub(r"[\W_]+", " ", text.lower()).removeprefix("the ")


def score(test: Set, outputs: list[str], names: list[tuple[str, str]]) -> dict[str, float]:
    """All measures of one set."""
    import sacrebleu

    length = sum(len(o.split()) for o in outputs) / sum(len(r.split()) for r in test.references)
    return {
        "bleu": sacrebleu.corpus_bleu(outputs, [test.references]).score,
        "chrf": sacrebleu.corpus_chrf(outputs, [test.references]).score,
        "numbers": 100 * numbers_kept(test.sources, outputs),
        "names": 100 * names_kept(test.sources, outputs, names),
        "loops": sum(map(loops, outputs)),
        "length": 100 * length,
    }


def main() -> None:
    """Command line."""
    import sacrebleu

    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("model", type=Path)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--sets", default="references,gold,flores:150,un_dev:120")
    parser.add_argument("--curve", type=Path, help="append a line a set to this TSV")
    parser.add_argument("--tokens", type=int, default=0, help="tokens seen, for the curve")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--show", action="store_true", help="print source, output and reference of each sentence")
    options = parser.parse_args()
    translate = Translator(options.model, options.threads)
    names = read_names(options.shared / "gold" / "names.tsv")
    known: dict[str, str] = {}
    for spec in options.sets.split(","):
        test = read_set(spec, options.shared)
        new = [s for s in dict.fromkeys(test.sources) if s not in known]
        known |= dict(zip(new, translate(new), strict=True))
        outputs = [known[s] for s in test.sources]
        found = score(test, outputs, names)
        print(spec, len(outputs), " ".join(f"{k} {v:.1f}" for k, v in found.items()), flush=True)
        if options.curve:
            with options.curve.open("a", encoding="utf-8") as curve:
                curve.write("\t".join([str(options.tokens), spec, *(f"{v:.1f}" for v in found.values())]) + "\n")
        if options.show:
            for source, output, reference in zip(test.sources, outputs, test.references, strict=True):
                print(f"  AR  {source}\n  OUT {output}\n  REF {reference}\n")
    for metric in (sacrebleu.BLEU(), sacrebleu.CHRF()):
        metric.corpus_score(["a"], [["a"]])
        print(metric.get_signature())


if __name__ == "__main__":
    main()
