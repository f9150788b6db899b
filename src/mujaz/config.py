"""Settings: option > environment (MUJAZ_…) > project mujaz.toml > user config (XDG) > default.

`load` merges the files and the environment into one frozen Settings; the command line lays its options over it.
A key nobody knows is an error that names the file, so that a typing mistake never passes silently.
"""

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from mujaz.errors import ConfigError
from mujaz.pages.formats import NAMES

PROJECT_FILE = "mujaz.toml"
ENVIRONMENT = {
    "MUJAZ_MODEL": ("translation", "model"),
    "MUJAZ_ENGINE": ("translation", "engine"),
    "MUJAZ_DEVICE": ("translation", "device"),
    "MUJAZ_STORE": ("store", "path"),
    "MUJAZ_TEMPLATE_DIR": ("briefing", "template_dir"),
    "MUJAZ_CACHE": ("store", "cache"),
    "MUJAZ_HUB": ("translation", "hub"),
}


@dataclass(frozen=True, slots=True)
class TranslationSettings:
    """model: a name of models.txt or a folder. engine: auto, ctranslate2 or torch. glossary: extra TSV files.

    threads: processor cores to use, 0 for all. device: what CTranslate2 runs on – cpu, cuda, or auto (a graphics card
    where there is one). models_txt, hub: other places than the packaged list and the usual hub, "" for those.
    """

    model: str = ""
    engine: str = "auto"
    glossary: tuple[str, ...] = ()
    models_txt: str = ""
    hub: str = ""
    threads: int = 0
    device: str = "auto"


@dataclass(frozen=True, slots=True)
class BriefingSettings:
    """out: folder for briefings. formats: of md, html, pdf, docx, json. template_dir: overrides single templates."""

    out: str = "briefings"
    formats: tuple[str, ...] = NAMES
    template_dir: str = ""


@dataclass(frozen=True, slots=True)
class StoreSettings:
    """path: the SQLite file. cache: folder for expanded and converted models."""

    path: str = ""
    cache: str = ""


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything a command may need to know. `base` is the folder that relative paths of mujaz.toml start from."""

    translation: TranslationSettings = field(default_factory=TranslationSettings)
    briefing: BriefingSettings = field(default_factory=BriefingSettings)
    store: StoreSettings = field(default_factory=StoreSettings)
    raw: Mapping[str, Any] = field(default_factory=dict)
    base: str = "."

    @property
    def store_path(self) -> Path:
        """Where the store lies: the setting, else the XDG data folder."""
        if self.store.path:
            return Path(self.store.path)
        from platformdirs import user_data_path

        return user_data_path("mujaz") / "store.sqlite"

    @property
    def cache_path(self) -> Path:
        """Where expanded models lie: the setting, else the XDG cache folder."""
        if self.store.cache:
            return Path(self.store.cache)
        from platformdirs import user_cache_path

        return user_cache_path("mujaz")


SECTIONS: dict[str, type[Any]] = {
    "translation": TranslationSettings,
    "briefing": BriefingSettings,
    "store": StoreSettings,
}
OTHER_SECTIONS = {"fetch", "feed", "folder", "digest", "mail", "site", "watch"}  # read by digest.settings


def load(
    config_file: str | None = None,
    environment: Mapping[str, str] = os.environ,
    options: Mapping[tuple[str, str], Any] | None = None,
) -> Settings:
    """Merge user file, project file (or `config_file`), environment and options. Raises ConfigError."""
    project = Path(config_file) if config_file else Path(PROJECT_FILE)
    if config_file and not project.is_file():
        raise ConfigError(f"no configuration file {config_file}", "check the path given with --config")
    merged: dict[str, Any] = {}
    for path in (user_file(environment), project):
        if path.is_file():
            merge(merged, read_toml(path))
    for variable, (section, key) in ENVIRONMENT.items():
        if environment.get(variable):
            merged.setdefault(section, {})[key] = environment[variable]
    for (section, key), value in (options or {}).items():
        if value is not None and value != ():
            merged.setdefault(section, {})[key] = value
    return build(merged, str(project))


def user_file(environment: Mapping[str, str]) -> Path:
    """The user's own configuration: MUJAZ_USER_CONFIG, else the XDG place."""
    if environment.get("MUJAZ_USER_CONFIG"):
        return Path(environment["MUJAZ_USER_CONFIG"])
    from platformdirs import user_config_path

    return user_config_path("mujaz") / PROJECT_FILE


def read_toml(path: Path) -> dict[str, Any]:
    """Parse a TOML file; paths in it are made relative to the file's own folder. Raises ConfigError."""
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ConfigError(f"cannot read {path}: {error}", "correct the file, or name another with --config") from error
    for section, key in (("store", "path"), ("store", "cache"), ("briefing", "template_dir"), ("briefing", "out")):
        table = data.get(section)
        if isinstance(table, dict) and isinstance(table.get(key), str) and table[key]:
            table[key] = str(path.parent / table[key])
    translation = data.get("translation")
    if isinstance(translation, dict) and isinstance(translation.get("glossary"), list):
        translation["glossary"] = [str(path.parent / str(p)) for p in translation["glossary"]]
    return data


def merge(into: dict[str, Any], new: Mapping[str, Any]) -> None:
    """Lay `new` over `into`, table by table."""
    for key, value in new.items():
        if isinstance(value, dict) and isinstance(into.get(key), dict):
            merge(into[key], value)
        else:
            into[key] = value


def build(merged: Mapping[str, Any], name: str) -> Settings:
    """Settings from merged tables; every section and key must be known. Raises ConfigError."""
    for section in merged:
        if section not in SECTIONS and section not in OTHER_SECTIONS:
            known = ", ".join(sorted({*SECTIONS, *OTHER_SECTIONS}))
            raise ConfigError(f"{name}: unknown section [{section}]", f"known: {known}")
    made = {key: section_of(kind, merged.get(key, {}), f"{name} [{key}]") for key, kind in SECTIONS.items()}
    other = {key: merged[key] for key in merged if key in OTHER_SECTIONS}
    return Settings(**made, raw=other, base=str(Path(name).parent))


def section_of(kind: type[Any], table: Any, where: str) -> Any:
    """One settings dataclass from a TOML table, types checked against the defaults. Raises ConfigError."""
    if not isinstance(table, dict):
        raise ConfigError(f"{where} is not a table", "write it as [section] with key = value lines")
    default = kind()
    values: dict[str, Any] = {}
    for key, value in table.items():
        if key not in kind.__dataclass_fields__:
            known = ", ".join(kind.__dataclass_fields__)
            raise ConfigError(f"{where}: unknown key {key!r}", f"known keys: {known}")
        expected = type(getattr(default, key))
        given = tuple(value) if isinstance(value, list) else value
        if expected is int and isinstance(given, str) and given.isdigit():
            given = int(given)
        if not isinstance(given, expected) or (isinstance(given, bool) and expected is int):
            raise ConfigError(f"{where}: {key} = {value!r} is of the wrong type", f"expected {expected.__name__}")
        values[key] = given
    return kind(**values)
