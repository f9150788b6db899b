"""Settings: precedence, unknown keys, wrong types, paths relative to the file."""

from pathlib import Path

import pytest

from mujaz.config import load
from mujaz.errors import ConfigError


def write(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def test_option_beats_environment_beats_project_beats_user(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    user = write(tmp_path / "user.toml", '[translation]\nmodel = "of-user"\nengine = "torch"\n[store]\ncache = "c"\n')
    write(tmp_path / "mujaz.toml", '[translation]\nmodel = "of-project"\n')
    environment = {"MUJAZ_USER_CONFIG": str(user)}
    assert load(None, environment).translation.model == "of-project"
    assert load(None, environment).translation.engine == "torch"
    environment["MUJAZ_MODEL"] = "of-environment"
    assert load(None, environment).translation.model == "of-environment"
    chosen = load(None, environment, {("translation", "model"): "of-option", ("translation", "engine"): None})
    assert chosen.translation.model == "of-option"
    assert chosen.translation.engine == "torch"


def test_nothing_anywhere_gives_defaults(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    settings = load(None, {"MUJAZ_USER_CONFIG": str(tmp_path / "none.toml")})
    assert settings.briefing.formats == ("md", "html", "pdf", "docx", "json")
    assert settings.store_path.name == "store.sqlite"


def test_paths_start_from_the_file_that_names_them(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    file = write(tmp_path / "sub" / "m.toml", '[store]\npath = "s.sqlite"\n[translation]\nglossary = ["g.tsv"]\n')
    settings = load(str(file), {})
    assert settings.store_path == tmp_path / "sub" / "s.sqlite"
    assert settings.translation.glossary == (str(tmp_path / "sub" / "g.tsv"),)


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("[brefing]\n", "brefing"),
        ('[briefing]\nformat = "pdf"\n', "format"),
        ("[translation]\nmodel = 3\n", "model"),
        ('[translation]\nthreads = "many"\n', "threads"),
        ("briefing = 3\n", "not a table"),
        ('[briefing]\nformats = ["pdf", "xls"]\n', "formats.1 = 'xls'"),
        ('[briefing]\nformats = "pdf"\n', "formats = 'pdf' is of the wrong type"),
        ("[translation]\nglossary = [3]\n", "glossary.0"),
        ("[translation]\nthreads = -1\n", "threads = -1 is too small"),
        ("[translation]\nthreads = true\n", "wrong type"),
        ("[briefing\n", "m.toml"),
    ],
)
def test_what_is_wrong_is_named(tmp_path: Path, text: str, named: str) -> None:
    file = write(tmp_path / "m.toml", text)
    with pytest.raises(ConfigError, match=named) as caught:
        load(str(file), {})
    assert caught.value.remedy


def test_a_missing_file_that_was_asked_for_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"nowhere\.toml"):
        load(str(tmp_path / "nowhere.toml"), {})


def test_a_variable_with_a_wrong_value_is_named(tmp_path: Path) -> None:
    environment = {"MUJAZ_ENGINE": "fast", "MUJAZ_USER_CONFIG": str(tmp_path / "none.toml")}
    with pytest.raises(ConfigError, match="MUJAZ_ENGINE") as caught:
        load(None, environment)
    assert caught.value.remedy == "known: auto, ctranslate2, torch"


def test_a_byte_order_mark_is_no_part_of_the_settings(tmp_path: Path) -> None:
    path = tmp_path / "mujaz.toml"
    path.write_bytes(b'\xef\xbb\xbf[translation]\nmodel = "mine"\n')
    assert load(str(path), {}).translation.model == "mine"


def test_settings_nested_too_deep_are_named(tmp_path: Path) -> None:
    path = write(tmp_path / "mujaz.toml", "x = " + "[" * 5000)
    with pytest.raises(ConfigError, match=r"mujaz\.toml"):
        load(str(path), {})
