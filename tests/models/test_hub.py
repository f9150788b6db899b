"""Pulling from a hub: what is asked, what is verified, and what happens when something breaks."""

import json
import shutil
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from mujaz.budgets import LISTING_BYTES
from mujaz.config import Layer, Settings, StoreSettings, TranslationSettings
from mujaz.errors import DataError, ModelError, NetworkError
from mujaz.models.cache import digest, read_record
from mujaz.models.catalogue import Entry, read_catalogue
from mujaz.models.find import resolve
from mujaz.models.hub import base_url, pull
from tests.support.slow_servers import ENDLESS, listening

from .hub_server import COMMIT, HubServer, serving

TINY = Entry("tiny", "hub", "owner/tiny", "main", "Apache-2.0", "", "default, for tests")


@pytest.fixture
def hub(tiny: Path, tmp_path: Path) -> Iterator[HubServer]:
    with serving(Path(shutil.copytree(tiny, tmp_path / "served"))) as server:
        yield server


@pytest.fixture
def settings(hub: HubServer, tmp_path: Path) -> Settings:
    catalogue = tmp_path / "models.txt"
    catalogue.write_text("tiny hub:owner/tiny main Apache-2.0 - default, for tests\n", encoding="utf-8")
    return Settings(
        translation=TranslationSettings(hub=hub.url, models_txt=str(catalogue), threads=1),
        store=StoreSettings(cache=str(tmp_path / "cache")),
    )


def test_a_pull_is_verified_recorded_and_then_works_offline(hub: HubServer, settings: Settings) -> None:
    told: list[tuple[str, int, int]] = []
    home = pull(TINY, settings, tell=lambda *told_now: told.append(told_now))
    record = read_record(home)
    assert home.name == COMMIT
    assert record["commit"] == COMMIT
    assert record["digest"] == digest(home / "source")
    assert record["files"]["model.safetensors"]["sha256"]
    assert record["files"]["config.json"]["blob"]
    assert {name for name, _, _ in told} >= {"model.safetensors", "source.spm"}
    assert not list(home.parent.glob("*.part"))
    hub.asked.clear()
    hub.status = 500
    assert pull(TINY, settings) == home
    assert resolve(settings).revision == COMMIT
    assert hub.asked == []


def test_a_cut_download_goes_on_where_it_stopped(hub: HubServer, settings: Settings) -> None:
    hub.cuts = {"model.safetensors": 2, "vocab.json": 1}
    home = pull(TINY, settings)
    ranges = [asked for path, asked in hub.asked if path == "/store/model.safetensors"]
    assert len(ranges) == 3
    assert ranges[0] == ""
    assert all(asked.startswith("bytes=") for asked in ranges[1:])
    assert (home / "source" / "model.safetensors").read_bytes() == (hub.folder / "model.safetensors").read_bytes()


def test_a_pull_that_gave_up_is_taken_up_by_the_next_one(hub: HubServer, settings: Settings) -> None:
    hub.cuts = {"model.safetensors": 99}
    with pytest.raises(NetworkError, match="again"):
        pull(TINY, settings)
    with pytest.raises(ModelError, match="not on this machine"):
        resolve(settings)
    hub.cuts = {}
    hub.asked.clear()
    pull(TINY, settings)
    weights = [asked for path, asked in hub.asked if path == "/store/model.safetensors"]
    assert len(weights) == 1
    assert weights[0].startswith("bytes=")
    assert not [path for path, _ in hub.asked if path.endswith("source.spm")], "whole files are not fetched again"


def test_a_server_without_ranges_starts_over(hub: HubServer, settings: Settings) -> None:
    hub.cuts = {"model.safetensors": 1}
    hub.ignore_range = True
    home = pull(TINY, settings)
    assert (home / "source" / "model.safetensors").read_bytes() == (hub.folder / "model.safetensors").read_bytes()


@pytest.mark.parametrize("name", ["model.safetensors", "config.json"])
def test_a_wrong_checksum_is_refused(hub: HubServer, settings: Settings, name: str) -> None:
    hub.wrong = {name}
    with pytest.raises(ModelError, match=f"{name} of owner/tiny arrived damaged"):
        pull(TINY, settings)
    with pytest.raises(ModelError):
        resolve(settings)
    hub.wrong = set()
    pull(TINY, settings)
    assert resolve(settings).name == "tiny"


def test_the_checksum_of_models_txt_decides(hub: HubServer, settings: Settings) -> None:
    with pytest.raises(ModelError, match=r"models\.txt says 0000"):
        pull(replace(TINY, sha256="0" * 64), settings)
    files = (
        "config.json",
        "generation_config.json",
        "model.safetensors",
        "source.spm",
        "target.spm",
        "tokenizer_config.json",
        "vocab.json",
    )
    assert sorted(p.name for p in hub.folder.iterdir()) == sorted(files)
    pull(replace(TINY, sha256=digest(hub.folder)), settings)


def test_files_changed_afterwards_are_noticed(hub: HubServer, settings: Settings) -> None:
    home = pull(TINY, settings)
    (home / "source" / "config.json").write_bytes((home / "source" / "config.json").read_bytes() + b" ")
    with pytest.raises(ModelError, match="not those that were pulled"):
        resolve(settings)
    pull(TINY, settings, renew=True)
    assert resolve(settings).revision == COMMIT


def test_a_branch_moves_only_when_asked(hub: HubServer, settings: Settings) -> None:
    pull(TINY, settings)
    hub.commit = "feed" * 10
    assert pull(TINY, settings).name == COMMIT
    assert pull(TINY, settings, renew=True).name == hub.commit
    assert resolve(settings).revision == hub.commit


def test_a_pinned_commit_must_be_the_one_answered(hub: HubServer, settings: Settings) -> None:
    assert pull(replace(TINY, revision=COMMIT), settings).name == COMMIT
    hub.announce = {"sha": "b" * 40}
    with pytest.raises(ModelError, match="answered with commit"):
        pull(replace(TINY, name="other", revision=COMMIT), settings)


@pytest.mark.parametrize(
    ("entry", "says"),
    [
        (replace(TINY, location="owner/nobody"), "has no owner/nobody"),
        (replace(TINY, revision="v99"), "has no owner/tiny at revision v99"),
    ],
)
def test_what_the_hub_does_not_have(settings: Settings, entry: Entry, says: str) -> None:
    with pytest.raises(ModelError, match=says):
        pull(entry, settings)


@pytest.mark.parametrize(("status", "says"), [(401, "does not give out"), (503, "answered 503")])
def test_refusals(hub: HubServer, settings: Settings, status: int, says: str) -> None:
    hub.status = status
    with pytest.raises(ModelError, match=says):
        pull(TINY, settings)


def test_not_a_marian_model(hub: HubServer, settings: Settings) -> None:
    (hub.folder / "target.spm").unlink()
    with pytest.raises(ModelError, match=r"target\.spm missing"):
        pull(TINY, settings)


def test_not_a_hub(hub: HubServer, settings: Settings) -> None:
    hub.announce = {"siblings": "none"}
    with pytest.raises(ModelError, match="does not answer like a model hub"):
        pull(TINY, settings)


def test_offline(settings: Settings) -> None:
    nowhere = replace(settings, translation=replace(settings.translation, hub="http://127.0.0.1:9"))
    with pytest.raises(NetworkError, match="needs the network once"):
        pull(TINY, nowhere)


def test_base_url(settings: Settings) -> None:
    assert base_url(settings) == settings.translation.hub
    with pytest.raises(ModelError, match="MUJAZ_HUB"):
        base_url(replace(settings, translation=replace(settings.translation, hub="not an address")))


def test_the_embedded_model_is_not_pulled(settings: Settings) -> None:
    with pytest.raises(ModelError, match="ships with Mujaz"):
        pull(replace(TINY, kind="package"), settings)


def test_a_file_that_never_stops_is_left_at_its_announced_size(hub: HubServer, settings: Settings) -> None:
    hub.endless = {"model.safetensors"}
    with pytest.raises(ModelError, match="more than"):
        pull(TINY, settings)
    left = [path.stat().st_size for path in settings.cache_path.rglob("*") if path.is_file()]
    assert max(left) <= max(path.stat().st_size for path in hub.folder.iterdir())


def test_a_file_of_unknown_size_has_a_limit_too(
    hub: HubServer, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("mujaz.models.hub.MODEL_BYTES", 2_000_000)
    hub.endless = {"config.json"}
    hub.change = {"config.json": {"size": None}}
    with pytest.raises(ModelError, match="more than the 2000000 bytes"):
        pull(TINY, settings)


def test_a_file_announced_too_large_is_not_begun(hub: HubServer, settings: Settings) -> None:
    hub.change = {"model.safetensors": {"lfs": {"size": 5 << 30, "sha256": "0" * 64}}}
    with pytest.raises(ModelError, match="5120 MiB"):
        pull(TINY, settings)
    assert not [path for path, _ in hub.asked if "resolve" in path]


@pytest.mark.parametrize(
    "announce",
    [
        {"siblings": "none"}, {"siblings": [[]]}, {"siblings": ["config.json"]}, {"siblings": [{}]}, {"siblings": None},
        {"siblings": [{"rfilename": "config.json", "lfs": "s"}]},
        {"siblings": [{"rfilename": "config.json", "size": float("inf")}]},
        {"siblings": [{"rfilename": "config.json", "size": -5}]},
        {"siblings": [{"rfilename": "config.json", "size": "12"}]},
    ],
    ids=str,
)  # fmt: skip
def test_odd_listings(hub: HubServer, settings: Settings, announce: dict[str, Any]) -> None:
    hub.announce = announce
    with pytest.raises(ModelError, match="does not answer like a model hub"):
        pull(TINY, settings)


def test_a_listing_nested_too_deep_and_one_too_long(hub: HubServer, settings: Settings) -> None:
    hub.raw = b'{"sha": ' + b"[" * 200_000
    with pytest.raises(ModelError, match="does not answer like a model hub"):
        pull(TINY, settings)
    hub.raw = b'{"sha": "' + b"a" * (LISTING_BYTES + 10) + b'"}'
    with pytest.raises(ModelError, match="lists more than"):
        pull(TINY, settings)
    hub.raw, hub.announce = b"", {"sha": "x" * 100_000}
    with pytest.raises(ModelError, match="answered with commit") as caught:
        pull(TINY, settings)
    assert len(str(caught.value)) < 300


def test_files_without_a_checksum_are_taken_only_when_models_txt_has_one(hub: HubServer, settings: Settings) -> None:
    hub.change = {"config.json": {"blobId": ""}, "vocab.json": {"blobId": "none", "lfs": None}}
    with pytest.raises(ModelError, match=r"no checksum of config\.json"):
        pull(TINY, settings)
    pull(replace(TINY, sha256=digest(hub.folder)), settings)


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("config.json", {"decoder_layers": 1_000_000}, "decoder_layers = 1000000"),
        ("config.json", {"decoder_layers": 60, "encoder_layers": 60}, "cannot hold"),
        ("config.json", {"d_model": 0}, "d_model = 0"),
        ("config.json", {"vocab_size": "many"}, "vocab_size = many"),
        ("vocab.json", "[" * 100_000, "no vocabulary"),
        ("vocab.json", "{}", "no vocabulary"),
        ("vocab.json", '{"a": [1]}', "no vocabulary"),
        ("vocab.json", '{"a": 1, "b": 1}', "no vocabulary"),
    ],
)
def test_a_network_that_cannot_be_is_not_built(
    hub: HubServer, settings: Settings, name: str, content: Any, says: str
) -> None:
    path = hub.folder / name
    text = content if isinstance(content, str) else json.dumps({**json.loads(path.read_text()), **content})
    path.write_text(text)
    with pytest.raises(ModelError, match=says):
        pull(TINY, settings)
    with pytest.raises(ModelError):
        resolve(settings)


def test_a_hub_that_drips_is_given_up_in_time(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("mujaz.models.hub.HUB_SECONDS", 0.5)
    for name in ("status line", "many headers", "body", "silence"):
        with listening(ENDLESS[name]) as port:
            there = replace(settings.translation, hub=f"http://127.0.0.1:{port}")
            began = time.monotonic()
            with pytest.raises((NetworkError, ModelError)):
                pull(TINY, replace(settings, translation=there))
            assert time.monotonic() - began < 5, name


def test_a_slow_hub_that_makes_headway_may_go_on(
    hub: HubServer, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("mujaz.models.hub.HUB_SECONDS", 1.0)
    monkeypatch.setattr("mujaz.models.hub.CHUNK", 20_000)
    hub.pause = 0.2  # before each 20,000 bytes
    assert (hub.folder / "model.safetensors").stat().st_size > 140_000
    began = time.monotonic()
    home = pull(TINY, settings)
    assert time.monotonic() - began > 1.4
    assert (home / "source" / "model.safetensors").read_bytes() == (hub.folder / "model.safetensors").read_bytes()


def test_a_proxy_of_the_settings_is_used(hub: HubServer, settings: Settings) -> None:
    through = replace(settings, layers=(Layer("mujaz.toml", {"fetch": {"proxy": "http://127.0.0.1:9"}}),))
    with pytest.raises(NetworkError, match="cannot reach"):
        pull(TINY, through)
    assert hub.asked == []


def test_models_txt_with_a_byte_order_mark_and_with_too_many_lines(settings: Settings, tmp_path: Path) -> None:
    line = "tiny{} hub:owner/tiny main Apache-2.0 - {}\n"
    path = tmp_path / "models.txt"
    path.write_text("\ufeff" + line.format("", "default"), encoding="utf-8")
    assert [entry.name for entry in read_catalogue(settings)] == ["tiny"]
    path.write_text("".join(line.format(n, "default" if not n else "more") for n in range(5000)))
    with pytest.raises(DataError, match="more than 1000 models"):
        read_catalogue(settings)
