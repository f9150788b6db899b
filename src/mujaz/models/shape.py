"""Whether the network a config.json describes is one that can be, before anything is built after it."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from mujaz.errors import ModelError

MOST = {
    "encoder_layers": 64,
    "decoder_layers": 64,
    "d_model": 8_192,
    "encoder_ffn_dim": 65_536,
    "decoder_ffn_dim": 65_536,
    "encoder_attention_heads": 128,
    "decoder_attention_heads": 128,
    "max_position_embeddings": 65_536,
    "vocab_size": 1_000_000,
}
"""What no Marian model comes near."""


def check_shape(config: Mapping[str, Any], weights: Path) -> None:
    """Raise ModelError unless config.json gives a possible shape and the weight file can hold that many parameters."""
    remedy = "pull the model again, or name another one"
    for name, most in MOST.items():
        value = config.get(name)
        if type(value) is not int or not 1 <= value <= most:
            raise ModelError(f"{weights.parent}: config.json says {name} = {str(value)[:40]}", remedy)
    width = config["d_model"]
    parameters = width * config["vocab_size"]
    for side in ("encoder", "decoder"):
        parameters += config[f"{side}_layers"] * (4 * width * width + 2 * width * config[f"{side}_ffn_dim"])
    size = weights.stat().st_size
    if parameters > size:  # a parameter takes a byte at least
        raise ModelError(f"{weights}: {size} bytes cannot hold the {parameters} parameters of config.json", remedy)


def check_vocabulary(folder: Path) -> None:
    """Raise ModelError unless vocab.json gives each piece a number of its own."""
    path = folder / "vocab.json"
    try:
        said = json.loads(path.read_text(encoding="utf-8"))
        sound = isinstance(said, dict) and len(set(said.values())) == len(said) > 0
        sound = sound and all(type(number) is int and 0 <= number < MOST["vocab_size"] for number in said.values())
    except (OSError, ValueError, TypeError, RecursionError):
        sound = False
    if not sound:
        raise ModelError(f"{path} is no vocabulary", "pull the model again, or name another one")
