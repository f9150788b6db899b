"""The tokenizer files, the joint vocabulary and the first weights of a child of opus-mt fr->en.

usage: python -m training.prepare OUT_DIR PARENTS CORPUS.tsv[.xz] ... [--pieces 14000] [--min-count 8]

Trains a SentencePiece model for Arabic on the Arabic side of the corpora, takes the parent's for English (numbers cut
into digits in both), gives the pieces of both one numbering (English first, the most frequent first: training.batches
relies on it), and writes OUT_DIR/{source.spm,target.spm,vocab.json,init.pt}. Next: training.bridge, which gives the
Arabic pieces a meaning.
"""

import argparse
import json
import shutil
import tempfile
from collections import Counter
from pathlib import Path
from typing import Any

import numpy as np

from training.pairs import Pair, read_pairs

EOS, UNK = 0, 1
BARRED = -50.0  # output bias of pieces that are never to be written


def train_pieces(texts: list[str], size: int, out: Path) -> None:
    """Train a SentencePiece unigram model of `size` pieces and write it to `out`."""
    import sentencepiece

    with tempfile.TemporaryDirectory() as folder:
        corpus, prefix = Path(folder, "corpus.txt"), Path(folder, "pieces")
        corpus.write_text("\n".join(texts), encoding="utf-8")
        sentencepiece.SentencePieceTrainer.train(
            input=str(corpus), model_prefix=str(prefix), vocab_size=size, model_type="unigram",
            character_coverage=0.9999, input_sentence_size=1_500_000, shuffle_input_sentence=True, num_threads=2,
            pad_id=-1, bos_id=-1, eos_id=EOS, unk_id=UNK, minloglevel=2, split_digits=True,
        )  # fmt: skip
        shutil.move(f"{prefix}.model", out)


def digits_apart(model: Path, out: Path) -> int:
    """A copy of a SentencePiece model that cuts numbers into single digits, so that copying them is easy to learn.

    Pieces of several characters with a digit among them are retired, not removed: the numbering stays. Gives their
    count. Needs protobuf.
    """
    from sentencepiece import sentencepiece_model_pb2 as schema

    proto = schema.ModelProto()
    proto.ParseFromString(model.read_bytes())
    normal, unused = schema.ModelProto.SentencePiece.NORMAL, schema.ModelProto.SentencePiece.UNUSED
    retired = 0
    for piece in proto.pieces:
        text = piece.piece.removeprefix("▁")
        if piece.type == normal and len(text) > 1 and any(ch in "0123456789" for ch in text):
            piece.type, retired = unused, retired + 1
    out.write_bytes(proto.SerializeToString())
    return retired


def joint_vocabulary(arabic: list[str], english: Counter[str], known: set[str], min_count: int) -> dict[str, int]:
    """Numbers for all pieces: end, unknown, English ones seen often enough and known to the parent, Arabic, padding."""
    written = [piece for piece, n in english.most_common() if n >= min_count and piece in known]
    pieces = [*dict.fromkeys(["</s>", "<unk>", *written, *arabic]), "<pad>"]
    return {piece: number for number, piece in enumerate(pieces)}


def first_weights(parent: dict[str, Any], ids: dict[str, int], vocab: dict[str, int], written: set[str],
                  decoder_layers: int) -> dict[str, Any]:  # fmt: skip
    """The child's weights: layers and shared pieces from the parent, other pieces at random and of like size.

    ids: the parent's vocabulary. written: the pieces that may be written. With fewer decoder layers than the parent's
    six, evenly spaced ones are kept.
    """
    import torch

    old = parent["model.shared.weight"]
    table = torch.randn(len(vocab), old.size(1), generator=torch.Generator().manual_seed(1)) * old.std()
    bias = torch.zeros(1, len(vocab))
    for piece, number in vocab.items():
        if piece in ids:
            table[number], bias[0, number] = old[ids[piece]], parent["final_logits_bias"][0, ids[piece]]
        if piece not in written:
            bias[0, number] = BARRED
    kept = np.linspace(0, 5, decoder_layers).round().astype(int).tolist()
    weights = {"model.shared.weight": table, "final_logits_bias": bias}
    for name, value in parent.items():
        if ".encoder.layers." in name:
            weights[name] = value
        elif ".decoder.layers." in name and (layer := int(name.split(".")[3])) in kept:
            weights[name.replace(f".layers.{layer}.", f".layers.{kept.index(layer)}.")] = value
    return {name: value.half().contiguous().clone() for name, value in weights.items()}


def main() -> None:
    """Command line."""
    import sentencepiece
    import torch

    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", type=Path)
    parser.add_argument("parents", type=Path)
    parser.add_argument("corpora", type=Path, nargs="+")
    parser.add_argument("--pieces", type=int, default=14000)
    parser.add_argument("--min-count", type=int, default=8)
    parser.add_argument("--decoder-layers", type=int, default=6)
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    pairs: list[Pair] = list(dict.fromkeys(p for path in options.corpora for p in read_pairs(path)))
    train_pieces([ar for ar, _ in pairs], options.pieces, options.out / "source.spm")
    parent = options.parents / "fr_en"
    digits_apart(parent / "target.spm", options.out / "target.spm")
    source, target = (
        sentencepiece.SentencePieceProcessor(model_file=str(options.out / f"{side}.spm"))
        for side in ("source", "target")
    )
    english = Counter(piece for _, en in pairs for piece in target.encode(en, out_type=str))
    arabic = [source.id_to_piece(i) for i in range(2, len(source))]
    ids = json.loads((parent / "vocab.json").read_text(encoding="utf-8"))
    vocab = joint_vocabulary(arabic, english, set(ids), options.min_count)
    (options.out / "vocab.json").write_text(json.dumps(vocab, ensure_ascii=False), encoding="utf-8")
    written = {"</s>", "<unk>", *(p for p, n in english.items() if n >= options.min_count)} & set(vocab)
    weights = torch.load(parent / "pytorch_model.bin", map_location="cpu", weights_only=True)
    shape = {
        "vocab_size": len(vocab), "d_model": 512, "ffn_dim": 2048, "heads": 8, "encoder_layers": 6,
        "decoder_layers": options.decoder_layers, "dropout": 0.1, "max_positions": 512, "activation": "swish",
        "pad": len(vocab) - 1, "eos": EOS,
    }  # fmt: skip
    model = first_weights(weights, ids, vocab, written, options.decoder_layers)
    torch.save({"model": model, "config": shape, "tokens": 0}, options.out / "init.pt")
    print(f"{len(vocab)} pieces, {len(written)} of them English; {len(pairs)} pairs read")


if __name__ == "__main__":
    main()
