"""A checkpoint -> the packed folder that ships, a transformers folder, and a CTranslate2 int8 folder.

usage: python -m training.export CHECKPOINT.pt TEXT_DIR OUT [--step 0.085] [--exact]

TEXT_DIR holds source.spm, target.spm and vocab.json. Writes OUT/packed, OUT/hf and OUT/ct2; hf and ct2 are made from
the packed form, so that what is measured is what ships. --exact skips the packing (for judging what it costs).
"""

import argparse
import json
import shutil
from pathlib import Path
from typing import Any

import numpy as np

from mujaz.models import packed


def checkpoint(path: Path) -> tuple[dict[str, Any], dict[str, Any]]:
    """Weights as float32 arrays and the network's shape, out of what training.train writes."""
    import torch

    stored = torch.load(path, map_location="cpu", weights_only=True)
    return {name: w.float().numpy() for name, w in stored["model"].items()}, stored["config"]


def write_packed(weights: dict[str, Any], shape: dict[str, Any], text: Path, out: Path, step: float) -> int:
    """The folder that ships: weights, config.json, tokenizer files, checksums. Gives the bytes of the weights."""
    size = packed.pack(weights, out, step=step)
    for name in packed.TEXT_FILES:
        shutil.copyfile(text / name, out / name)
    config = json.dumps(packed.hf_config(shape), indent=1, sort_keys=True)
    (out / "config.json").write_text(config + "\n", encoding="utf-8")
    packed.write_sums(out)
    return size


def write_ct2(hf: Path, out: Path) -> None:
    """Convert a transformers folder to CTranslate2 int8, with the SentencePiece models beside it."""
    from ctranslate2.converters import TransformersConverter

    from mujaz.models.quiet import quiet_transformers

    with quiet_transformers():
        converter = TransformersConverter(str(hf), copy_files=["source.spm", "target.spm"])
        converter.convert(str(out), quantization="int8", force=True)


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("checkpoint", type=Path)
    parser.add_argument("text", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--step", type=float, default=packed.STEP)
    parser.add_argument("--exact", action="store_true")
    options = parser.parse_args()
    weights, shape = checkpoint(options.checkpoint)
    size = write_packed(weights, shape, options.text, options.out / "packed", options.step)
    print(f"packed: {size / 2**20:.1f} MiB")
    packed.write_hf(options.out / "packed", options.out / "hf")
    if options.exact:
        from safetensors.numpy import save_file

        half = {name: np.ascontiguousarray(w.astype(np.float16)) for name, w in weights.items()}
        save_file(half, options.out / "hf" / "model.safetensors", metadata={"format": "pt"})
    write_ct2(options.out / "hf", options.out / "ct2")
    print("wrote", options.out)


if __name__ == "__main__":
    main()
