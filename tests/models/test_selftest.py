"""Known sentences before first use."""

import shutil
from pathlib import Path
from typing import Literal

import pytest

from mujaz.config import Settings, StoreSettings, TranslationSettings
from mujaz.errors import DataError, ModelError
from mujaz.models import selftest
from mujaz.models.cache import read_record
from mujaz.models.load import load_engine


def settings_for(model: Path, cache: Path, engine: Literal["torch", "ctranslate2"] = "torch") -> Settings:
    return Settings(
        translation=TranslationSettings(model=str(model), engine=engine, threads=1),
        store=StoreSettings(cache=str(cache)),
    )


def test_the_cases_are_complete() -> None:
    cases = selftest.cases()
    assert len({c.id for c in cases}) == len(cases)
    assert all(c.reason and c.expect and c.source for c in cases)
    assert len(selftest.for_language(cases, "ar")) >= 3


def test_alternatives_and_whole_words() -> None:
    assert selftest.missing(("war|conflict", "State"), "The conflict and the States") == ("State",)
    assert selftest.missing(("120",), "1200 States") == ("120",)
    assert selftest.missing(("security",), "The Security Council") == ()


@pytest.mark.parametrize("engine", ["torch", "ctranslate2"])
def test_a_sound_model_passes_once(tiny: Path, tmp_path: Path, engine: Literal["torch", "ctranslate2"]) -> None:
    settings = settings_for(tiny, tmp_path / "cache", engine)
    said: list[str] = []
    first = load_engine(settings, said.append)
    first.load()
    assert sum(text.startswith("testing") for text in said) == 1
    assert read_record(first.model.home)["language"] == "ar"
    said.clear()
    load_engine(settings, said.append).load()
    assert said == []


def test_a_new_library_version_asks_for_a_new_test(tiny: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings = settings_for(tiny, tmp_path / "cache")
    engine = load_engine(settings)
    engine.load()
    assert selftest.passed(engine.model, "torch")
    monkeypatch.setattr(selftest, "version", lambda _: "99.0")
    assert not selftest.passed(engine.model, "torch")


def test_damaged_weights_do_not_pass(tiny: Path, tmp_path: Path) -> None:
    from safetensors.torch import load_file, save_file

    damaged = Path(shutil.copytree(tiny, tmp_path / "damaged"))
    weights = load_file(damaged / "model.safetensors")
    weights["model.shared.weight"] = weights["model.shared.weight"].roll(1, 0).contiguous()
    save_file(weights, damaged / "model.safetensors", metadata={"format": "pt"})
    engine = load_engine(settings_for(damaged, tmp_path / "cache"))
    with pytest.raises(ModelError, match="failed its self-test") as error:
        engine.load()
    assert error.value.exit_code == 5
    assert not selftest.passed(engine.model, "torch")


def test_a_broken_data_file(tmp_path: Path) -> None:
    bad = tmp_path / "selftest.toml"
    bad.write_text("[[case]]\nid = 'x'\n", encoding="utf-8")
    with pytest.raises(DataError, match="language"):
        selftest.cases(bad)
