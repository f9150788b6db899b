"""Weights that ship, taken up again by a run."""

import sys
from pathlib import Path
from typing import Any

import pytest
import torch
from training import start
from training.export import checkpoint, write_packed
from training.model import Config, Marian
from training.start import shape_of
from training.train import Run, Settings

from mujaz.models.packed import hf_config

SHAPE: dict[str, Any] = {
    "vocab_size": 40, "d_model": 32, "ffn_dim": 64, "heads": 4, "encoder_layers": 1, "decoder_layers": 2,
    "dropout": 0.1, "max_positions": 64, "activation": "swish", "pad": 39, "eos": 0,
}  # fmt: skip


def test_the_shape_comes_back_out_of_the_config_it_went_into() -> None:
    assert shape_of(hf_config(SHAPE)) == SHAPE


def test_a_run_starts_from_a_folder_as_it_ships(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    torch.manual_seed(1)
    before = Marian(Config(**SHAPE))
    torch.save({"model": before.state_dict(), "config": SHAPE}, tmp_path / "a.pt")
    for name in ("source.spm", "target.spm", "vocab.json"):
        (tmp_path / name).touch()
    weights, shape = checkpoint(tmp_path / "a.pt")
    write_packed(weights, shape, tmp_path, tmp_path / "packed", 0.02)
    monkeypatch.setattr(sys, "argv", ["start", str(tmp_path / "packed"), str(tmp_path / "init.pt")])
    start.main()
    stored = torch.load(tmp_path / "init.pt", weights_only=True)
    assert stored["tokens"] == 0
    run = Run(stored, Settings(), "cpu")
    for name, value in run.model.state_dict().items():
        assert torch.allclose(value, before.state_dict()[name], atol=0.05), name
