"""Packed weights -> the checkpoint that a run goes on from.

usage: python -m training.start PACKED_DIR INIT.pt

PACKED_DIR is a folder as it ships (config.json, weights.*). INIT.pt is what `training.train --init` and
`training.extend` take.
"""

import argparse
from pathlib import Path
from typing import Any

from mujaz.models.packed import unpack


def shape_of(config: dict[str, Any]) -> dict[str, Any]:
    """The network's shape as `training.model.Config` names it, out of a transformers config.json."""
    return {
        "vocab_size": config["vocab_size"], "d_model": config["d_model"], "ffn_dim": config["encoder_ffn_dim"],
        "heads": config["encoder_attention_heads"], "encoder_layers": config["encoder_layers"],
        "decoder_layers": config["decoder_layers"], "dropout": config["dropout"],
        "max_positions": config["max_position_embeddings"], "activation": config["activation_function"],
        "pad": config["pad_token_id"], "eos": config["eos_token_id"],
    }  # fmt: skip


def main() -> None:
    """Command line."""
    import torch

    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("packed", type=Path)
    parser.add_argument("out", type=Path)
    options = parser.parse_args()
    weights, config = unpack(options.packed)
    model = {name: torch.from_numpy(value) for name, value in weights.items()}
    torch.save({"model": model, "config": shape_of(config), "tokens": 0}, options.out)


if __name__ == "__main__":
    main()
