"""Finding models, the cache, conversion under a lock, and what happens when something is wrong."""

import json
import multiprocessing
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from mujaz.config import Settings, StoreSettings, TranslationSettings
from mujaz.errors import ModelError
from mujaz.models import cache
from mujaz.models.cache import digest, digest_of
from mujaz.models.convert import CONVERTED, ctranslate2_folder, made, positions
from mujaz.models.find import Model, kind_of, resolve
from mujaz.models.load import choose, load_engine


def settings_for(model: Path | str, cache: Path, **more: str) -> Settings:
    return Settings(
        translation=TranslationSettings(model=str(model), threads=1, **more),  # type: ignore[arg-type]
        store=StoreSettings(cache=str(cache)),
    )


@pytest.fixture
def copy(tiny: Path, tmp_path: Path) -> Path:
    """A copy of the tiny model that a test may damage."""
    return Path(shutil.copytree(tiny, tmp_path / "copy"))


def test_digest_is_what_sha256sum_says(copy: Path) -> None:
    shell = "LC_ALL=C sha256sum * | sha256sum"
    said = subprocess.run(["bash", "-c", shell], cwd=copy, capture_output=True, text=True, check=True).stdout
    assert digest(copy) == said.split()[0]


def test_digest_is_remembered_until_a_file_changes(copy: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings = settings_for(copy, tmp_path / "cache")
    first = digest_of(copy, settings)
    with monkeypatch.context() as patched:
        patched.setattr(cache, "digest", lambda _: pytest.fail("computed again"))
        assert digest_of(copy, settings) == first
    (copy / "vocab.json").write_text("{}", encoding="utf-8")
    assert digest_of(copy, settings) != first


def test_kinds(copy: Path, tmp_path: Path) -> None:
    assert kind_of(copy) == "transformers"
    model = resolve(settings_for(copy, tmp_path / "cache"))
    converted = ctranslate2_folder(model)
    assert kind_of(converted) == "ctranslate2"
    assert positions(copy) == positions(converted) == 64
    (tmp_path / "packed").mkdir()
    (tmp_path / "packed" / "weights.00").write_bytes(b"")
    assert kind_of(tmp_path / "packed") == "packed"


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("source.spm", "source.spm is missing"),
        ("config.json", "does not say marian"),
        ("model.safetensors", "no weights"),
    ],
)
def test_an_incomplete_folder_says_what_is_missing(copy: Path, tmp_path: Path, name: str, says: str) -> None:
    (copy / name).unlink()
    with pytest.raises(ModelError, match=says) as error:
        resolve(settings_for(copy, tmp_path / "cache"))
    assert error.value.exit_code == 5


def test_an_unknown_name_lists_the_known_ones(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="opus-mt-tc-big-ar-en"):
        resolve(settings_for("no-such-model", tmp_path))


def test_a_hub_model_that_was_never_pulled(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="mujaz models pull opus-mt-ar-en"):
        resolve(settings_for("opus-mt-ar-en", tmp_path))


def test_a_folder_with_hf_inside(tiny: Path, tmp_path: Path) -> None:
    outer = tmp_path / "made"
    shutil.copytree(tiny, outer / "hf")
    assert resolve(settings_for(outer, tmp_path / "cache")).folder == outer / "hf"


def test_a_new_content_is_a_new_model(copy: Path, tmp_path: Path) -> None:
    settings = settings_for(copy, tmp_path / "cache")
    before = load_engine(settings).name
    config = json.loads((copy / "config.json").read_text(encoding="utf-8"))
    (copy / "config.json").write_text(json.dumps({**config, "comment": "changed"}), encoding="utf-8")
    assert load_engine(settings).name != before


def test_conversion_happens_once_and_leaves_no_work_behind(copy: Path, tmp_path: Path) -> None:
    model = resolve(settings_for(copy, tmp_path / "cache"))
    (model.home / ".work-left-by-a-killed-run").mkdir(parents=True)
    said: list[str] = []
    first = ctranslate2_folder(model, said.append)
    stamp = (first / "model.bin").stat().st_mtime_ns
    assert ctranslate2_folder(model, said.append) == first
    assert (first / "model.bin").stat().st_mtime_ns == stamp
    assert len(said) == 1
    assert "converting" in said[0]
    assert not list(model.home.glob(".work-*"))


def hold_and_make(home: Path, log: Path) -> None:
    """For another process: make a folder slowly, and say how often that happened."""
    import time

    def make(into: Path) -> None:
        into.mkdir()
        with log.open("a", encoding="utf-8") as file:
            file.write("made\n")
        time.sleep(0.3)

    made(Model("m", "r", "transformers", home, home), "thing", make)


def test_two_processes_make_it_once(tmp_path: Path) -> None:
    context = multiprocessing.get_context("spawn")
    home, log = tmp_path / "home", tmp_path / "log"
    workers = [context.Process(target=hold_and_make, args=(home, log)) for _ in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(60)
        assert worker.exitcode == 0
    assert log.read_text(encoding="utf-8") == "made\n"


def test_what_cannot_be_converted_runs_on_torch(copy: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import ctranslate2.converters

    def broken(*_: object, **__: object) -> None:
        raise ValueError("no such architecture")

    model = resolve(settings_for(copy, tmp_path / "cache"))
    said: list[str] = []
    with monkeypatch.context() as patched:
        patched.setattr(ctranslate2.converters.TransformersConverter, "convert", broken)
        assert choose(model, said.append) == "torch"
    assert any("torch runs it instead" in text for text in said)
    assert choose(model, said.append) == "torch", "remembered"
    assert not (model.home / CONVERTED).exists()


def test_torch_cannot_run_a_converted_model(tiny: Path, tmp_path: Path) -> None:
    converted = ctranslate2_folder(resolve(settings_for(tiny, tmp_path / "cache")))
    engine = load_engine(settings_for(converted, tmp_path / "cache", engine="torch"))
    with pytest.raises(ModelError, match="torch cannot run"):
        engine.load()
    assert load_engine(settings_for(converted, tmp_path / "cache")).kind == "ctranslate2"


def test_a_cache_that_cannot_be_written(tiny: Path, tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("", encoding="utf-8")
    with pytest.raises(ModelError, match="MUJAZ_CACHE"):
        resolve(settings_for(tiny, blocked))


def test_name_known_without_loading(tiny: Path, tmp_path: Path) -> None:
    settings = settings_for(tiny, tmp_path / "cache")
    load_engine(settings).load()
    again = load_engine(settings)
    assert again.loaded is None
    assert again.name.endswith("/ctranslate2-int8")
    assert again.language == "ar"
    assert again.loaded is None
    other = load_engine(replace(settings, translation=replace(settings.translation, engine="torch")))
    assert other.name.endswith("/torch-float32")
