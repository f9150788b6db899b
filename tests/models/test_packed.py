import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from mujaz.errors import ModelError
from mujaz.models import packed
from mujaz.resources import package_path

SHAPE = {
    "vocab_size": 12, "d_model": 8, "ffn_dim": 16, "heads": 2, "encoder_layers": 1, "decoder_layers": 1,
    "dropout": 0.1, "max_positions": 32, "activation": "swish", "pad": 11, "eos": 0,
}  # fmt: skip


def weights(seed: int = 0) -> dict[str, Any]:
    random = np.random.default_rng(seed)
    table = random.normal(0, 0.3, (12, 8)).astype(np.float32)
    table[3, 5] = 40.0  # an outlier, beyond 127 ordinary steps
    table[4] = 0
    return {
        "model.shared.weight": table,
        "final_logits_bias": np.full((1, 12), -50, np.float32),
        "model.encoder.layers.0.fc1.bias": random.normal(0, 1, 16).astype(np.float32),
    }


def folder_of(path: Path, step: float = packed.STEP) -> Path:
    packed.pack(weights(), path, step=step)
    for name in packed.TEXT_FILES:
        (path / name).write_bytes(name.encode())
    (path / "config.json").write_text(json.dumps(packed.hf_config(SHAPE)), encoding="utf-8")
    packed.write_sums(path)
    return path


def test_packing_and_unpacking_gives_the_weights_back_within_half_a_step(tmp_path: Path) -> None:
    found, config = packed.unpack(folder_of(tmp_path))
    assert config["d_model"] == 8
    assert set(found) == set(weights())
    for name, wanted in weights().items():
        assert found[name].shape == wanted.shape
        assert found[name].dtype == np.float32
        spread = np.sqrt(np.mean(wanted**2, axis=-1, keepdims=True))
        step = np.maximum(packed.STEP * spread, np.abs(wanted).max(axis=-1, keepdims=True) / 127)
        assert (np.abs(found[name] - wanted) <= step / 2 + 1e-3).all(), name


def test_a_smaller_step_is_more_exact(tmp_path: Path) -> None:
    wanted = weights()["model.shared.weight"][:3]

    def error(step: float) -> float:
        packed.pack(weights(), tmp_path / str(step), step=step)
        (tmp_path / str(step) / "config.json").write_text("{}", encoding="utf-8")
        found = packed.unpack(tmp_path / str(step))[0]["model.shared.weight"][:3]
        return float(np.abs(found - wanted).mean())

    assert error(0.02) < error(0.1) < error(0.5)


def test_large_weights_are_cut_into_files_and_joined_again(tmp_path: Path) -> None:
    size = packed.pack(weights(), tmp_path, file_size=100)
    parts = sorted(tmp_path.glob("weights.*"))
    assert len(parts) == -(-size // 100)
    assert parts[0].name == "weights.00"
    (tmp_path / "config.json").write_text("{}", encoding="utf-8")
    assert set(packed.unpack(tmp_path)[0]) == set(weights())


def test_packing_again_leaves_no_old_part_behind(tmp_path: Path) -> None:
    packed.pack(weights(), tmp_path, file_size=100)
    packed.pack(weights(), tmp_path)
    assert [p.name for p in tmp_path.glob("weights.*")] == ["weights.00"]


def test_same_weights_give_the_same_bytes(tmp_path: Path) -> None:
    one, two = folder_of(tmp_path / "a"), folder_of(tmp_path / "b")
    assert (one / "SHA256SUMS").read_bytes() == (two / "SHA256SUMS").read_bytes()


@pytest.mark.parametrize(
    "damage",
    [
        lambda b: b[:-7],
        lambda b: b + b"x",
        lambda b: b"X" + b[1:],
        lambda b: b"",
        lambda b: b[:60] + bytes(40) + b[100:],
    ],
)
def test_damaged_weights_are_an_error_with_a_remedy(tmp_path: Path, damage: Callable[[bytes], bytes]) -> None:
    folder = folder_of(tmp_path)
    part = folder / "weights.00"
    part.write_bytes(damage(part.read_bytes()))
    with pytest.raises(ModelError) as caught:
        packed.unpack(folder)
    assert caught.value.remedy
    with pytest.raises(ModelError, match=r"weights\.00"):
        packed.verify(folder)


def test_an_untouched_folder_verifies_and_a_missing_file_does_not(tmp_path: Path) -> None:
    folder = folder_of(tmp_path)
    packed.verify(folder)
    (folder / "source.spm").unlink()
    with pytest.raises(ModelError, match=r"source\.spm"):
        packed.verify(folder)


def test_the_expanded_folder_has_what_transformers_asks_for(tmp_path: Path) -> None:
    from safetensors.numpy import load_file

    packed.write_hf(folder_of(tmp_path / "in"), tmp_path / "out")
    config = json.loads((tmp_path / "out" / "config.json").read_text(encoding="utf-8"))
    assert config["model_type"] == "marian"
    assert config["decoder_start_token_id"] == config["pad_token_id"] == 11
    assert json.loads((tmp_path / "out" / "generation_config.json").read_text(encoding="utf-8"))["bad_words_ids"] == [
        [11]
    ]
    stored = load_file(tmp_path / "out" / "model.safetensors")
    assert stored["model.shared.weight"].dtype == np.float16
    assert {p.name for p in (tmp_path / "out").iterdir()} >= {
        "source.spm",
        "target.spm",
        "vocab.json",
        "tokenizer_config.json",
    }


def test_missing_folder_is_a_model_error(tmp_path: Path) -> None:
    with pytest.raises(ModelError):
        packed.unpack(tmp_path / "nowhere")


def test_the_shipped_model_is_whole_and_fits_the_repository() -> None:
    folder = package_path("data", "ar-en-mini")
    packed.verify(folder)
    parts = sorted(folder.glob("weights.*"))
    assert all(part.stat().st_size <= packed.FILE_SIZE for part in parts)
    assert sum(part.stat().st_size for part in parts) <= 50 * 2**20  # what one set may take in the history
    assert (folder / "MODEL_CARD.md").is_file()


@pytest.mark.slow
def test_the_shipped_weights_fit_their_config_and_vocabulary() -> None:
    folder = package_path("data", "ar-en-mini")
    found, config = packed.unpack(folder)
    vocabulary = json.loads((folder / "vocab.json").read_text(encoding="utf-8"))
    assert found["model.shared.weight"].shape == (config["vocab_size"], config["d_model"])
    assert len(vocabulary) == config["vocab_size"]
    assert vocabulary["<pad>"] == config["pad_token_id"]
    layers = config["encoder_layers"] + config["decoder_layers"]
    assert sum(name.endswith(".fc1.weight") for name in found) == layers
    assert all(np.isfinite(array).all() for array in found.values())
