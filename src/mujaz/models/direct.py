"""Packed weights straight to CTranslate2's own format: numpy alone, without torch, transformers or a detour.

What comes out is byte for byte what CTranslate2's converter makes of the expanded transformers folder (a test compares
the two): weights rounded to float16 first, matrices then to int8 with one scale a row; query, key and value of an
attention in one matrix; the last row of embeddings and projection (<pad>) left out; sinusoidal positions computed.

A model.bin reads: uint32 version of the file, name and uint32 revision of the specification, the variables by name
(name, dimensions, type, bytes), then the aliases (name, name of the variable it equals). Texts are a uint16 length
with the zero byte that ends them; everything is little endian.
"""

import json
import math
import shutil
import struct
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, BinaryIO, TypeAlias

import numpy as np

from mujaz.errors import ModelError
from mujaz.models.packed import unpack
from mujaz.models.pieces import END, UNKNOWN, read_vocabulary

Array: TypeAlias = "np.ndarray[Any, Any]"
Variables: TypeAlias = "dict[str, Array]"

VERSION = 6  # of the file
SPECIFICATION = ("TransformerSpec", 7)
TYPES = ("float32", "int8", "int16", "int32", "float16")
ACTIVATIONS = {"relu": 0, "swish": 2}  # CTranslate2's numbers
PAD = "<pad>"
SHARED = {  # one table serves both sides and the output, one set of positions both sides
    "encoder/embeddings_0/weight": "decoder/embeddings/weight",
    "decoder/projection/weight": "decoder/embeddings/weight",
    "encoder/position_encodings/encodings": "decoder/position_encodings/encodings",
}


def convert_packed(folder: Path, into: Path) -> None:
    """Write a CTranslate2 folder, int8, from a packed one. Raises ModelError when the packed one is damaged."""
    weights, config = unpack(folder)
    pieces = read_vocabulary(folder / "vocab.json")
    if pieces[-1] == PAD:
        pieces.pop()
    into.mkdir()
    try:
        variables = quantised(variables_of(weights, config))
        with (into / "model.bin").open("wb") as file:
            write_model(file, variables)
        for name in ("source.spm", "target.spm"):
            shutil.copyfile(folder / name, into / name)
    except KeyError as error:
        raise ModelError(f"{folder}: the packed model lacks {error}", "install the package anew") from error
    except OSError as error:
        raise ModelError(f"{into}: cannot be written ({error})", "set MUJAZ_CACHE to a folder you may write") from error
    (into / "shared_vocabulary.json").write_text(json.dumps(pieces, indent=2), encoding="utf-8", newline="\n")
    (into / "config.json").write_text(
        json.dumps(settings(), indent=2, sort_keys=True) + "\n", encoding="utf-8", newline="\n"
    )


def settings() -> dict[str, Any]:
    """What CTranslate2 keeps beside the weights of a Marian model."""
    return {
        "add_source_bos": False,
        "add_source_eos": False,
        "bos_token": "<s>",
        "decoder_start_token": END,  # any: decoding starts from a zero embedding
        "eos_token": END,
        "layer_norm_epsilon": None,
        "multi_query_attention": False,
        "unk_token": UNKNOWN,
    }


def variables_of(weights: Mapping[str, Array], config: Mapping[str, Any]) -> Variables:
    """The network's variables by CTranslate2's names, float16, not yet quantised. Raises KeyError for a missing one."""
    half: Variables = {name: array.astype(np.float16) for name, array in weights.items()}
    activation = ACTIVATIONS[config["activation_function"]]
    scale = math.sqrt(config["d_model"]) if config["scale_embedding"] else 1.0
    made: Variables = {
        "encoder/embeddings_merge": np.array(0, np.int8),
        "encoder/multi_query_attention": np.array(0, np.int8),
        "decoder/alibi": np.array(0, np.int8),
        "decoder/alibi_use_positive_positions": np.array(0, np.int8),
        "decoder/scale_alibi": np.array(0, np.int8),
        "decoder/start_from_zero_embedding": np.array(1, np.int8),
        "decoder/alignment_heads": np.array(1, np.int16),
        "decoder/alignment_layer": np.array(-1, np.int16),
        "decoder/embeddings/weight": half["model.shared.weight"][:-1],
        "decoder/position_encodings/encodings": positions(config["max_position_embeddings"], config["d_model"]),
    }
    bias = half.get("final_logits_bias")
    if bias is not None and bias.any():
        made["decoder/projection/bias"] = bias.reshape(-1)[:-1]
    for side in ("encoder", "decoder"):
        made |= {
            f"{side}/activation": np.array(activation, np.int8),
            f"{side}/pre_norm": np.array(0, np.int8),
            f"{side}/num_heads": np.array(config[f"{side}_attention_heads"], np.int16),
            f"{side}/scale_embeddings": np.array(scale, np.float32),
        }
        for number in range(config[f"{side}_layers"]):
            made |= layer(half, f"model.{side}.layers.{number}", f"{side}/layer_{number}", crossed=side == "decoder")
    return made


def layer(half: Mapping[str, Array], theirs: str, ours: str, *, crossed: bool) -> Variables:
    """One layer: attention to itself, to the other side (crossed), and the two steps behind."""
    made = attention(half, f"{theirs}.self_attn", f"{ours}/self_attention", fused=("qkv",))
    if crossed:
        made |= attention(half, f"{theirs}.encoder_attn", f"{ours}/attention", fused=("q", "kv"))
    for number in (0, 1):
        made |= {
            f"{ours}/ffn/linear_{number}/{kind}": half[f"{theirs}.fc{number + 1}.{kind}"] for kind in ("weight", "bias")
        }
    return made | norm(half, f"{theirs}.final_layer_norm", f"{ours}/ffn")


def attention(half: Mapping[str, Array], theirs: str, ours: str, *, fused: tuple[str, ...]) -> Variables:
    """One attention; fused: the projections that share a matrix, in order."""
    made: Variables = {}
    for kind in ("weight", "bias"):
        for number, group in enumerate(fused):
            parts = [half[f"{theirs}.{letter}_proj.{kind}"] for letter in group]
            made[f"{ours}/linear_{number}/{kind}"] = np.concatenate(parts)
        made[f"{ours}/linear_{len(fused)}/{kind}"] = half[f"{theirs}.out_proj.{kind}"]
    return made | norm(half, f"{theirs}_layer_norm", ours)


def norm(half: Mapping[str, Array], theirs: str, ours: str) -> Variables:
    """The normalisation behind a step."""
    return {f"{ours}/layer_norm/gamma": half[f"{theirs}.weight"], f"{ours}/layer_norm/beta": half[f"{theirs}.bias"]}


def positions(count: int, width: int) -> Array:
    """Sinusoidal positions: sines in the left half of a row, cosines in the right; float16."""
    steps = np.array([np.power(10000, 2 * (column // 2) / width) for column in range(width)])
    angles = np.arange(count)[:, None] / steps
    table: Array = np.concatenate([np.sin(angles[:, 0::2]), np.cos(angles[:, 1::2])], axis=1)
    half: Array = table.astype(np.float32).astype(np.float16)
    return half


def quantised(variables: Variables) -> Variables:
    """The same with every matrix of weights as int8 and a scale for each of its rows."""
    made: Variables = {}
    for name, array in variables.items():
        if not name.endswith("/weight"):
            made[name] = array
            continue
        exact: Array = array.astype(np.float32)
        largest = np.amax(np.absolute(exact), axis=1)
        largest[largest == 0] = 127.0
        largest = np.maximum(largest, np.float32(127) / np.finfo(np.float32).max)
        scale = np.float32(127.0) / largest
        made[name] = np.rint(exact * scale[:, None]).astype(np.int8)
        made[f"{name}_scale"] = scale
    return made


def write_model(file: BinaryIO, variables: Variables) -> None:
    """Write the variables as a model.bin; one that equals an earlier one becomes an alias of it."""
    aliases = SHARED | doubles(variables)
    kept = [(name, variables[name]) for name in sorted(variables) if name not in aliases]
    name, revision = SPECIFICATION
    file.write(struct.pack("<I", VERSION) + text(name) + struct.pack("<II", revision, len(kept)))
    for name, array in kept:
        shape, kind = array.shape, TYPES.index(array.dtype.name)
        file.write(text(name) + struct.pack(f"<B{len(shape)}IBI", len(shape), *shape, kind, array.nbytes))
        file.write(array.tobytes())
    file.write(struct.pack("<I", len(aliases)))
    for name in sorted(aliases):
        file.write(text(name) + text(aliases[name]))


def doubles(variables: Variables) -> dict[str, str]:
    """Names of vectors that equal one of an earlier name (fresh layers have such), with that name."""
    first: dict[tuple[str, tuple[int, ...], bytes], str] = {}
    found = {}
    for name, array in sorted(inexact(variables)):
        key = (array.dtype.name, array.shape, (array + array.dtype.type(0)).tobytes())  # -0.0 equals 0.0
        if key in first:
            found[name] = first[key]
        else:
            first[key] = name
    return found


def inexact(variables: Variables) -> Iterator[tuple[str, Array]]:
    """The float16 vectors and tables."""
    return ((name, array) for name, array in variables.items() if array.ndim and array.dtype == np.float16)


def text(value: str) -> bytes:
    """A text of the file: its length with the zero byte, then both."""
    data = value.encode() + b"\0"
    return struct.pack("<H", len(data)) + data
