"""The compact form in which weights ship with the package, and the way back to a folder transformers can load.

A packed folder holds config.json (shape of the network), source.spm, target.spm, vocab.json, SHA256SUMS and the weights
as weights.00, weights.01, … of at most 15 MiB. Matrices are rounded, row by row, to whole multiples of a step that is a
fixed share of the row's own spread; what remains to be stored has little entropy and is Huffman coded (zlib does that).
At a step of 0.085 that makes about 5.6 bits a weight. One-dimensional weights are kept as float16.

The joined weight files read: MAGIC, length of the header (uint32, little endian), the header in JSON, then for each
tensor of the header its zlib stream(s). Needs numpy only.
"""

import hashlib
import json
import shutil
import struct
import zlib
from pathlib import Path
from typing import Any, TypeAlias

import numpy as np

from mujaz.errors import ModelError

Array: TypeAlias = "np.ndarray[Any, Any]"

MAGIC = b"MUJAZW1\n"
FILE_SIZE = 15 * 2**20
STEP = 0.085  # share of a row's root mean square; see training/README.md for what it costs
TEXT_FILES = ("source.spm", "target.spm", "vocab.json")
SUMS = "SHA256SUMS"


def pack(weights: dict[str, Array], folder: Path, *, step: float = STEP, file_size: int = FILE_SIZE) -> int:
    """Write `weights` as weights.00 … into `folder`, replacing those there; gives the number of bytes written.

    step: rounding step as a share of each row's root mean square; smaller is more exact and larger.
    """
    tensors: list[dict[str, Any]] = []
    blobs: list[bytes] = []
    for name in sorted(weights):
        array: Array = weights[name].astype(np.float32)
        kind = "rounded" if array.ndim == 2 and min(array.shape) > 1 else "half"
        parts = _rounded(array, step) if kind == "rounded" else [array.astype("<f2").tobytes()]
        stored = [_squeeze(part) for part in parts]
        tensors.append({"name": name, "shape": list(array.shape), "kind": kind, "bytes": [len(s) for s in stored]})
        blobs += stored
    header = json.dumps({"tensors": tensors, "step": step}, separators=(",", ":")).encode()
    data = b"".join([MAGIC, struct.pack("<I", len(header)), header, *blobs])
    folder.mkdir(parents=True, exist_ok=True)
    for old in _weight_files(folder):
        old.unlink()
    for number, start in enumerate(range(0, len(data), file_size)):
        (folder / f"weights.{number:02}").write_bytes(data[start : start + file_size])
    return len(data)


def unpack(folder: Path) -> tuple[dict[str, Array], dict[str, Any]]:
    """Read a packed folder: the weights by their transformers names (float32), and config.json.

    Raises ModelError when files are missing, damaged or not of this format.
    """
    try:
        config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
        data = memoryview(b"".join(path.read_bytes() for path in _weight_files(folder)))
        if bytes(data[: len(MAGIC)]) != MAGIC:
            raise ModelError(f"{folder}: weights.00 … do not hold packed weights", "install the package anew")
        (size,) = struct.unpack_from("<I", data, len(MAGIC))
        at = len(MAGIC) + 4
        header = json.loads(bytes(data[at : at + size]))
        at += size
        weights: dict[str, Array] = {}
        for tensor in header["tensors"]:
            parts = []
            for length in tensor["bytes"]:
                parts.append(zlib.decompress(data[at : at + length]))
                at += length
            weights[tensor["name"]] = _tensor(tensor["kind"], tensor["shape"], parts)
    except (OSError, ValueError, KeyError, TypeError, struct.error, zlib.error) as error:
        raise ModelError(f"{folder}: the packed model is damaged ({error})", "install the package anew") from error
    if at != len(data):
        raise ModelError(f"{folder}: {len(data) - at} bytes too many in the weights", "install the package anew")
    return weights, config


def write_sums(folder: Path) -> None:
    """Record the SHA-256 of every other file of the folder in SHA256SUMS, in the format of sha256sum."""
    lines = [f"{_sha256(path)}  {path.name}\n" for path in sorted(folder.iterdir()) if path.name != SUMS]
    (folder / SUMS).write_text("".join(lines), encoding="utf-8", newline="\n")


def verify(folder: Path) -> None:
    """Compare the files with SHA256SUMS; raises ModelError for one that is missing or differs."""
    try:
        lines = (folder / SUMS).read_text(encoding="utf-8").splitlines()
    except OSError as error:
        raise ModelError(f"{folder}: no {SUMS}", "install the package anew") from error
    for line in lines:
        expected, _, name = line.partition("  ")
        if not (folder / name).is_file() or _sha256(folder / name) != expected:
            raise ModelError(f"{folder / name}: missing or not as shipped", "install the package anew")


def write_hf(folder: Path, out: Path) -> None:
    """Expand a packed folder to one that `MarianMTModel.from_pretrained` and `MarianTokenizer` load.

    Writes config.json, generation_config.json, tokenizer_config.json, the SentencePiece models, vocab.json and
    model.safetensors (float16). `out` is made and must not hold another model. Raises ModelError.
    """
    from safetensors.numpy import save_file

    weights, config = unpack(folder)
    out.mkdir(parents=True, exist_ok=True)
    for name in TEXT_FILES:
        try:
            shutil.copyfile(folder / name, out / name)
        except OSError as error:
            raise ModelError(f"{folder / name}: {error.strerror}", "install the package anew") from error
    pad, eos = config["pad_token_id"], config["eos_token_id"]
    generation = {
        "bad_words_ids": [[pad]],
        "bos_token_id": eos,
        "decoder_start_token_id": pad,
        "eos_token_id": eos,
        "forced_eos_token_id": eos,
        "max_length": 512,
        "num_beams": 4,
        "pad_token_id": pad,
    }
    tokenizer = {
        "tokenizer_class": "MarianTokenizer",
        "source_lang": "ar",
        "target_lang": "en",
        "separate_vocabs": False,
        "model_max_length": 512,
        "eos_token": "</s>",
        "pad_token": "<pad>",
        "unk_token": "<unk>",
    }
    for name, value in (("config", config), ("generation_config", generation), ("tokenizer_config", tokenizer)):
        text = json.dumps(value, indent=1, ensure_ascii=False, sort_keys=True)
        (out / f"{name}.json").write_text(text + "\n", encoding="utf-8", newline="\n")
    half = {name: np.ascontiguousarray(array.astype(np.float16)) for name, array in weights.items()}
    save_file(half, out / "model.safetensors", metadata={"format": "pt"})


def hf_config(shape: dict[str, Any]) -> dict[str, Any]:
    """The config.json of transformers' MarianMTModel for a network of this shape (fields of training.model.Config)."""
    heads, ffn, pad, eos = shape["heads"], shape["ffn_dim"], shape["pad"], shape["eos"]
    return {
        "architectures": ["MarianMTModel"],
        "model_type": "marian",
        "activation_function": shape["activation"],
        "d_model": shape["d_model"],
        "encoder_layers": shape["encoder_layers"],
        "decoder_layers": shape["decoder_layers"],
        "encoder_attention_heads": heads,
        "decoder_attention_heads": heads,
        "encoder_ffn_dim": ffn,
        "decoder_ffn_dim": ffn,
        "max_position_embeddings": shape["max_positions"],
        "vocab_size": shape["vocab_size"],
        "decoder_vocab_size": shape["vocab_size"],
        "dropout": shape["dropout"],
        "attention_dropout": 0.0,
        "activation_dropout": 0.0,
        "pad_token_id": pad,
        "eos_token_id": eos,
        "bos_token_id": eos,
        "decoder_start_token_id": pad,
        "forced_eos_token_id": eos,
        "scale_embedding": True,
        "static_position_embeddings": True,
        "share_encoder_decoder_embeddings": True,
        "tie_word_embeddings": True,
        "is_encoder_decoder": True,
        "use_cache": True,
        "dtype": "float16",
    }


def _weight_files(folder: Path) -> list[Path]:
    return sorted(folder.glob("weights.[0-9][0-9]"))


def _rounded(array: Array, step: float) -> list[bytes]:
    """A matrix as [steps of the rows, int8 multiples]; a row with outliers gets a step at which they fit."""
    spread = np.sqrt(np.mean(array**2, axis=1, keepdims=True))
    steps = np.maximum(spread * step, np.abs(array).max(axis=1, keepdims=True) / 127)
    steps = np.maximum(steps, 1e-8).astype("<f4")
    return [steps.tobytes(), np.clip(np.rint(array / steps), -127, 127).astype(np.int8).tobytes()]


def _tensor(kind: str, shape: list[int], parts: list[bytes]) -> Array:
    if kind == "half":
        half: Array = np.frombuffer(parts[0], "<f2").reshape(shape).astype(np.float32)
        return half
    steps = np.frombuffer(parts[0], "<f4").reshape(shape[0], 1)
    product: Array = np.frombuffer(parts[1], np.int8).reshape(shape) * steps
    return product.astype(np.float32)


def _squeeze(data: bytes) -> bytes:
    """Huffman coding alone: there are no repetitions worth looking for in weights."""
    coder = zlib.compressobj(9, strategy=zlib.Z_HUFFMAN_ONLY)
    return coder.compress(data) + coder.flush()


def _sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
