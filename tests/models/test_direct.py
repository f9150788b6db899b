"""Packed weights straight to CTranslate2, held against the way through torch and transformers."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from mujaz.errors import ModelError
from mujaz.models.convert import ctranslate2_folder
from mujaz.models.direct import convert_packed
from mujaz.models.find import Model, kind_of
from mujaz.models.packed import pack, write_hf, write_sums
from mujaz.resources import package_path

SAME = ("model.bin", "config.json", "shared_vocabulary.json", "source.spm", "target.spm", "vmap.txt", "mujaz.json")


@pytest.fixture(scope="module")
def packed(tiny: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tiny model, packed."""
    from safetensors.numpy import load_file

    folder = tmp_path_factory.mktemp("packed")
    weights: dict[str, Any] = {k: v.astype(np.float32) for k, v in load_file(tiny / "model.safetensors").items()}
    pack(weights, folder, step=0.02)
    for name in ("source.spm", "target.spm", "vocab.json"):
        shutil.copy(tiny / name, folder / name)
    config = json.loads((tiny / "config.json").read_text(encoding="utf-8"))
    (folder / "config.json").write_text(json.dumps({**config, "dtype": "float16"}), encoding="utf-8")  # as hf_config
    write_sums(folder)
    return folder


def both_ways(folder: Path, tmp_path: Path) -> tuple[Path, Path]:
    """The packed folder converted straight, and by way of a transformers folder."""
    write_hf(folder, tmp_path / "hf")
    straight = ctranslate2_folder(Model("m", "0" * 12, kind_of(folder), folder, tmp_path / "straight"))
    detour = ctranslate2_folder(Model("m", "0" * 12, "transformers", tmp_path / "hf", tmp_path / "detour"))
    return straight, detour


def test_both_ways_give_the_same_bytes(packed: Path, tmp_path: Path) -> None:
    straight, detour = both_ways(packed, tmp_path)
    assert {p.name for p in straight.iterdir()} == {p.name for p in detour.iterdir()} == set(SAME)
    for name in SAME:
        assert (straight / name).read_bytes() == (detour / name).read_bytes(), name


@pytest.mark.slow
@pytest.mark.parametrize("which", ["shipped", "larger vocabulary"])
def test_the_real_models_too(which: str, request: pytest.FixtureRequest, tmp_path: Path) -> None:
    shipped = which == "shipped"
    folder = package_path("data", "ar-en-mini") if shipped else request.getfixturevalue("shared") / "model"
    if not folder.is_dir():
        pytest.skip(f"{folder} is not here")
    straight, detour = both_ways(folder, tmp_path)
    for name in SAME:
        assert (straight / name).read_bytes() == (detour / name).read_bytes(), name


def test_vectors_that_are_equal_are_kept_once(packed: Path, tmp_path: Path) -> None:
    from mujaz.models.packed import unpack

    weights, _ = unpack(packed)
    for side in ("encoder", "decoder"):
        weights[f"model.{side}.layers.0.fc2.bias"][:] = 0.25
        weights[f"model.{side}.layers.0.self_attn_layer_norm.bias"][:] = 0.25
    for name in ("source.spm", "target.spm", "vocab.json", "config.json"):
        (tmp_path / "equal").mkdir(exist_ok=True)
        shutil.copy(packed / name, tmp_path / "equal" / name)
    pack(weights, tmp_path / "equal", step=0.02)
    straight, detour = both_ways(tmp_path / "equal", tmp_path)
    assert (straight / "model.bin").read_bytes() == (detour / "model.bin").read_bytes()


def test_a_missing_weight_is_named(packed: Path, tmp_path: Path) -> None:
    from mujaz.models.packed import unpack

    weights, _ = unpack(packed)
    shutil.copytree(packed, tmp_path / "short")
    del weights["model.encoder.layers.0.fc1.bias"]
    pack(weights, tmp_path / "short")
    with pytest.raises(ModelError, match=r"encoder\.layers\.0\.fc1\.bias"):
        convert_packed(tmp_path / "short", tmp_path / "out")


def python(code: str, home: Path) -> subprocess.CompletedProcess[str]:
    """A fresh interpreter with a cache of its own, in which torch and transformers cannot be imported."""
    blocked = "import sys; sys.modules['torch'] = sys.modules['transformers'] = None\n"
    environment = {**os.environ, "MUJAZ_CACHE": str(home / "cache")}
    return subprocess.run(
        [sys.executable, "-c", blocked + code], capture_output=True, text=True, env=environment, cwd=home, check=False
    )


def test_first_use_needs_neither_torch_nor_transformers(tmp_path: Path) -> None:
    (tmp_path / "line.txt").write_text("رحب المجلس بالاتفاق.\n", encoding="utf-8")
    code = "from mujaz.cli import main; main(['translate', '--plain', 'line.txt'])"
    done = python(code, tmp_path)
    assert done.returncode == 0, done.stderr
    assert "agreement" in done.stdout


def test_the_torch_engine_says_what_is_missing(tmp_path: Path) -> None:
    (tmp_path / "line.txt").write_text("رحب المجلس بالاتفاق.\n", encoding="utf-8")
    done = python("from mujaz.cli import main; main(['translate', '--engine', 'torch', 'line.txt'])", tmp_path)
    assert done.returncode == 5
    assert "pip install torch transformers" in done.stderr


def test_a_transformers_folder_says_what_is_missing_and_forgets_nothing(tiny: Path, tmp_path: Path) -> None:
    (tmp_path / "line.txt").write_text("رحب المجلس بالاتفاق.\n", encoding="utf-8")
    code = f"from mujaz.cli import main; main(['translate', '--plain', '--model', {str(tiny)!r}, 'line.txt'])"
    done = python(code, tmp_path)
    assert done.returncode == 5
    assert "pip install torch transformers" in done.stderr
    for record in (tmp_path / "cache").rglob("record.json"):
        assert "convertible" not in json.loads(record.read_text(encoding="utf-8"))
