"""The embedded model's way: packed weights in the package → expanded → converted → tested, at first use."""

import json
import shutil
from pathlib import Path
from typing import Literal

import pytest

from mujaz.arabic.normalise import for_model
from mujaz.config import Settings, StoreSettings, TranslationSettings
from mujaz.errors import ModelError
from mujaz.models import find
from mujaz.models.cache import digest
from mujaz.models.convert import transformers_folder
from mujaz.models.engine import Decoding
from mujaz.models.find import resolve
from mujaz.models.load import load_engine
from mujaz.models.packed import pack, write_sums
from tests.support.tiny_marian import PAIRS

Engine = Literal["auto", "torch"]


@pytest.fixture
def package(tiny: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A package folder with the tiny model packed in data/tiny, and a models.txt that names it."""
    import numpy as np
    from safetensors.numpy import load_file

    folder = tmp_path / "package" / "data" / "tiny"
    folder.mkdir(parents=True)
    weights = {name: array.astype(np.float32) for name, array in load_file(tiny / "model.safetensors").items()}
    pack(weights, folder, step=0.02)
    for name in ("source.spm", "target.spm", "vocab.json", "config.json"):
        shutil.copy(tiny / name, folder / name)
    write_sums(folder)
    monkeypatch.setattr(find, "package_path", lambda *parts: tmp_path.joinpath("package", *parts))
    return folder


def settings_for(folder: Path, tmp_path: Path, sha256: str = "-", engine: Engine = "auto") -> Settings:
    catalogue = tmp_path / "models.txt"
    catalogue.write_text(f"tiny package:data/tiny v1 Apache-2.0 {sha256} default, embedded\n", encoding="utf-8")
    return Settings(
        translation=TranslationSettings(models_txt=str(catalogue), threads=1, engine=engine),
        store=StoreSettings(cache=str(tmp_path / "cache")),
    )


@pytest.mark.parametrize("engine", ["auto", "torch"])
def test_first_use(package: Path, tmp_path: Path, engine: Engine) -> None:
    said: list[str] = []
    loaded = load_engine(settings_for(package, tmp_path, digest(package), engine), said.append)
    assert [o.text for o in loaded.translate([for_model(ar) for ar, _ in PAIRS], Decoding())] == [en for _, en in PAIRS]
    assert loaded.name.startswith(f"tiny@{digest(package)[:8]}/")
    assert [text.split()[0] for text in said] == ["converting" if engine == "auto" else "expanding", "testing"]
    said.clear()
    load_engine(settings_for(package, tmp_path, digest(package), engine), said.append).load()
    assert said == []


def test_a_wrong_checksum(package: Path, tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="shipped weights were changed"):
        resolve(settings_for(package, tmp_path, "0" * 64))


def test_damaged_weights(package: Path, tmp_path: Path) -> None:
    weights = package / "weights.00"
    data = bytearray(weights.read_bytes())
    data[len(data) // 2] ^= 255
    weights.write_bytes(data)
    model = resolve(settings_for(package, tmp_path))
    with pytest.raises(ModelError):
        transformers_folder(model)
    assert not (model.home / "source").exists()


def test_without_the_weights(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(find, "package_path", lambda *parts: tmp_path.joinpath("package", *parts))
    with pytest.raises(ModelError, match="not in this installation") as error:
        resolve(settings_for(tmp_path, tmp_path))
    assert error.value.exit_code == 5


def test_what_is_packed_is_a_marian_config(package: Path) -> None:
    assert json.loads((package / "config.json").read_text(encoding="utf-8"))["model_type"] == "marian"
