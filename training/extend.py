"""Give a checkpoint the English pieces of its parent that its vocabulary left out.

usage: python -m training.extend CHECKPOINT.pt PARENTS TEXT_DIR OUT_DIR

CHECKPOINT.pt is what `training.train` or `training.start` writes; PARENTS is the folder of `training.parents`; TEXT_DIR
holds source.spm, target.spm and vocab.json as the checkpoint knows them. Writes OUT_DIR/{source.spm,target.spm,
vocab.json,init.pt}: the same model with a row and a bias for each new piece. A model cannot write a piece that has no
number, and `training.encode` has to leave out every pair that holds one.

A new piece takes the row that the parent has for it, moved by as much as the rows that both have moved since, on
average: so it lands among its neighbours of today, not among those of the parent. Numbers that are given stay as they
are; the new pieces follow them, and padding is the last again.
"""

import argparse
import json
import re
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mujaz.errors import DataError

if TYPE_CHECKING:
    from torch import Tensor

PAD = "<pad>"
LATIN = re.compile(
    r"▁?[A-Za-zÀ-ÿ’'.\-&]*[A-Za-zÀ-ÿ][A-Za-zÀ-ÿ’'.\-&]*"
)  # holds a letter, and nothing foreign to English
SHARED = 4000  # frequent pieces that say how far the rows have moved
TABLE, BIAS = "model.shared.weight", "final_logits_bias"


@dataclass(frozen=True, slots=True)
class Numbered:
    """A model's weights, and the numbers of its pieces: rows of the table."""

    weights: Mapping[str, "Tensor"]
    ids: Mapping[str, int]


def live_pieces(model: Path) -> list[str]:
    """The pieces that a SentencePiece model cuts text into, in its order, without retired ones and controls."""
    from sentencepiece import sentencepiece_model_pb2 as schema

    proto = schema.ModelProto()
    proto.ParseFromString(model.read_bytes())
    return [piece.piece for piece in proto.pieces if piece.type == schema.ModelProto.SentencePiece.NORMAL]


def left_out(live: Sequence[str], parent: Mapping[str, int], vocab: Mapping[str, int]) -> list[str]:
    """The live pieces in Latin letters that the parent can write and the child cannot, in the order of `live`."""
    return [piece for piece in live if piece in parent and piece not in vocab and LATIN.fullmatch(piece)]


def larger(vocab: Mapping[str, int], new: Sequence[str]) -> dict[str, int]:
    """The vocabulary with `new` behind what it has, padding last. Raises DataError when it does not count from 0."""
    if list(vocab.values()) != list(range(len(vocab))) or list(vocab)[-1:] != [PAD]:
        raise DataError(f"vocab.json does not count 0, 1, 2 … to {PAD}", "take the folder the checkpoint was made with")
    return {piece: number for number, piece in enumerate([*list(vocab)[:-1], *new, PAD])}


def extended(child: Numbered, parent: Numbered, live: Sequence[str], new: Sequence[str]) -> dict[str, "Tensor"]:
    """The child's weights with a row and a bias for each piece of `new`, before those of padding; the rest as it was.

    Raises DataError when vocabulary and weights are not of one size, or when child and parent share no piece.
    """
    import torch

    table, bias = child.weights[TABLE].float(), child.weights[BIAS].float()
    if len(child.ids) != table.size(0):
        raise DataError(
            f"{len(child.ids)} pieces in vocab.json, {table.size(0)} rows in the checkpoint",
            "they belong to two models",
        )
    shared = [piece for piece in live if piece in parent.ids and piece in child.ids][:SHARED]
    if not shared:
        raise DataError("the checkpoint and the parent share no piece", "give the parent the checkpoint comes from")
    here, there = (torch.tensor([side.ids[piece] for piece in shared]) for side in (child, parent))
    old_table, old_bias = parent.weights[TABLE].float(), parent.weights[BIAS].float()
    moved = (table[here] - old_table[there]).mean(0)
    raised = (bias[0, here] - old_bias[0, there]).mean()
    at = torch.tensor([parent.ids[piece] for piece in new], dtype=torch.long)
    rows, biases = old_table[at] + moved, old_bias[0, at] + raised
    changed = {
        TABLE: torch.cat([table[:-1], rows, table[-1:]]),
        BIAS: torch.cat([bias[:, :-1], biases[None], bias[:, -1:]], 1),
    }
    return {name: changed.get(name, value).half().contiguous() for name, value in child.weights.items()}


def extend(checkpoint: Path, parents: Path, text: Path, out: Path) -> tuple[int, int]:
    """The whole step, files in and files out; gives (pieces before, pieces after)."""
    import torch

    stored: dict[str, Any] = torch.load(checkpoint, map_location="cpu", weights_only=True)
    parent: dict[str, Tensor] = torch.load(
        parents / "fr_en" / "pytorch_model.bin", map_location="cpu", weights_only=True
    )
    ids: dict[str, int] = json.loads((parents / "fr_en" / "vocab.json").read_text(encoding="utf-8"))
    vocab: dict[str, int] = json.loads((text / "vocab.json").read_text(encoding="utf-8"))
    live = live_pieces(text / "target.spm")
    new = left_out(live, ids, vocab)
    grown = larger(vocab, new)
    weights = extended(Numbered(stored["model"], vocab), Numbered(parent, ids), live, new)
    out.mkdir(parents=True, exist_ok=True)
    for side in ("source.spm", "target.spm"):
        shutil.copyfile(text / side, out / side)
    (out / "vocab.json").write_text(json.dumps(grown, ensure_ascii=False), encoding="utf-8")
    shape = {**stored["config"], "vocab_size": len(grown), "pad": grown[PAD]}
    torch.save({"model": weights, "config": shape, "tokens": stored.get("tokens", 0)}, out / "init.pt")
    return len(vocab), len(grown)


def main() -> None:
    """Command line; prints the sizes before and after."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("checkpoint", type=Path)
    parser.add_argument("parents", type=Path)
    parser.add_argument("text", type=Path)
    parser.add_argument("out", type=Path)
    options = parser.parse_args()
    before, after = extend(options.checkpoint, options.parents, options.text, options.out)
    print(f"{before} pieces before, {after - before} more: {after}")


if __name__ == "__main__":
    main()
