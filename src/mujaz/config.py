"""Settings: option > environment (MUJAZ_…) > project mujaz.toml > user config (XDG) > default.

`load` merges the files and the environment into one frozen Settings; the command line lays its options over it.
A key nobody knows is an error that names the file, so that a typing mistake never passes silently.
"""

import json
import os
import tomllib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Annotated, Any, Literal, TypeVar

from annotated_types import Ge

from mujaz.errors import ConfigError
from mujaz.pages.formats import NAMES, FormatName

T = TypeVar("T")

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


# What pydantic calls a type that does not fit, in words.
WORDS = {
    "string": "text in quotes",
    "int": "a whole number",
    "float": "a number",
    "finite_number": "a number",
    "bool": "true or false",
    "tuple": 'a list, such as ["…"]',
    "dataclass": "a table",
}


class Section:
    """What all sections of mujaz.toml have in common: checked strictly, and no key beside their own.

    The text below a field is its description in the JSON Schema (`mujaz schema config`).
    """

    __slots__ = ()
    __pydantic_config__ = {"strict": True, "extra": "forbid", "use_attribute_docstrings": True}  # noqa: RUF012


@dataclass(frozen=True, slots=True)
class TranslationSettings(Section):
    """What translates, and with which names and terms."""

    model: str = ""
    """A name of models.txt (`mujaz models list`), or a folder with a model; "" for the one in use."""
    engine: Literal["auto", "ctranslate2", "torch"] = "auto"
    """ctranslate2 (fast), torch (reference), or auto: the fast one where it works."""
    glossary: tuple[str, ...] = ()
    """Your own names and terms (TSV), besides those that ship with Mujaz; they win over these."""
    models_txt: str = ""
    """Another list of models than the packaged models.txt."""
    hub: str = ""
    """Another Hugging Face-compatible hub for `mujaz models pull`."""
    threads: Annotated[int, Ge(0)] = 0
    """Processor cores to use; 0 for all."""
    device: Literal["auto", "cpu", "cuda"] = "auto"
    """What CTranslate2 runs on; auto: a graphics card where there is one."""


@dataclass(frozen=True, slots=True)
class BriefingSettings(Section):
    """What `mujaz brief` writes, and where."""

    out: str = "briefings"
    """One folder an event is made in here."""
    formats: tuple[FormatName, ...] = NAMES
    """The files of each briefing."""
    template_dir: str = ""
    """A folder with templates that replace those of the same name."""


@dataclass(frozen=True, slots=True)
class StoreSettings(Section):
    """Where Mujaz keeps what it knows."""

    path: str = ""
    """The SQLite file with translation memory, articles and ledger; "" for one in your data folder."""
    cache: str = ""
    """Folder for unpacked models; "" for your cache folder."""


@dataclass(frozen=True, slots=True)
class Layer:
    """What one place says. name: the file, variable, or "options". tables: its sections as they were read."""

    name: str
    tables: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything a command may need to know.

    layers: what each place said, the strongest last; the sections of the weekly job are read from them by job.settings.
    base: the folder that relative paths of mujaz.toml start from.
    """

    translation: TranslationSettings = field(default_factory=TranslationSettings)
    briefing: BriefingSettings = field(default_factory=BriefingSettings)
    store: StoreSettings = field(default_factory=StoreSettings)
    layers: tuple[Layer, ...] = ()
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
JOB_SECTIONS = ("fetch", "feed", "folder", "digest", "mail", "site", "watch")  # read by job.settings


def load(
    config_file: str | None = None,
    environment: Mapping[str, str] = os.environ,
    options: Mapping[tuple[str, str], Any] | None = None,
) -> Settings:
    """Lay project file (or `config_file`), environment and options over the user file. Raises ConfigError.

    Each layer is checked by itself, so that an error names the place that made it.
    """
    project = Path(config_file) if config_file else Path(PROJECT_FILE)
    if config_file and not project.is_file():
        raise ConfigError(f"no configuration file {config_file}", "check the path given with --config")
    layers = [Layer(str(path), read_toml(path)) for path in (user_file(environment), project) if path.is_file()]
    for variable, (section, key) in ENVIRONMENT.items():
        if environment.get(variable):
            layers.append(Layer(variable, {section: {key: environment[variable]}}))
    for (section, key), value in (options or {}).items():
        if value is not None and value != ():
            layers.append(Layer("options", {section: {key: value}}))
    for layer in layers:
        for section in layer.tables:
            if section not in SECTIONS and section not in JOB_SECTIONS:
                known = ", ".join(sorted({*SECTIONS, *JOB_SECTIONS}))
                raise ConfigError(f"{layer.name}: unknown section [{section}]", f"known: {known}")
            if section in SECTIONS:
                checked(SECTIONS[section], layer.tables[section], layer.name, (section,))
    merged = merged_tables(layers)
    made = {key: checked(kind, merged[key], str(project), (key,)) for key, kind in SECTIONS.items() if key in merged}
    return Settings(**made, layers=tuple(layers), base=str(project.parent))


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
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, RecursionError) as error:
        raise ConfigError(f"cannot read {path}: {error}", "correct the file, or name another with --config") from error
    for section, key in (("store", "path"), ("store", "cache"), ("briefing", "template_dir"), ("briefing", "out")):
        table = data.get(section)
        if isinstance(table, dict) and isinstance(table.get(key), str) and table[key]:
            table[key] = str(path.parent / table[key])
    translation = data.get("translation")
    if isinstance(translation, dict) and isinstance(translation.get("glossary"), list):
        translation["glossary"] = [
            str(path.parent / name) if isinstance(name, str) else name for name in translation["glossary"]
        ]
    return data


def merged_tables(layers: Iterable[Layer]) -> dict[str, Any]:
    """The tables of all layers, later ones over earlier ones, table by table."""
    merged: dict[str, Any] = {}
    for layer in layers:
        merge(merged, layer.tables)
    return merged


def merge(into: dict[str, Any], new: Mapping[str, Any]) -> None:
    """Lay `new` over `into`, table by table; `new` stays as it is."""
    for key, value in new.items():
        if isinstance(value, Mapping):
            if not isinstance(into.get(key), dict):
                into[key] = {}
            merge(into[key], value)
        else:
            into[key] = value


def checked(shape: Callable[..., T], value: Any, name: str, at: tuple[str | int, ...] = ()) -> T:
    """`value` (TOML tables) as the dataclass `shape`. Raises ConfigError that names file, section, key and remedy.

    name: the file, for the message. at: where in the file the value stands, such as ("fetch",). Types are taken
    strictly, but a whole number is welcome where a decimal one is expected.
    """
    from pydantic import ValidationError

    try:
        made: T = adapter(shape).validate_json(json.dumps(value, default=lambda other: {"TOML": str(other)}))
    except ValidationError as error:
        raise mistake([{**fault} for fault in error.errors(include_url=False)], shape, name, at) from error
    return made


@cache
def adapter(shape: Callable[..., Any]) -> Any:
    """What pydantic checks a settings dataclass with; built once."""
    from pydantic import TypeAdapter

    kind: Any = shape
    return TypeAdapter(kind)


def mistake(
    faults: Sequence[Mapping[str, Any]], shape: Callable[..., Any], name: str, at: tuple[str | int, ...]
) -> ConfigError:
    """The first fault pydantic found, a key nobody knows before all others, as an error of ours."""
    fault = min(faults, key=lambda fault: fault["type"] != "unexpected_keyword_argument")
    kind, limits = fault["type"], fault.get("ctx", {})
    section, *way = [str(step) for step in (*at, *fault["loc"])]
    where = f"{name} [[{section}]] {int(way.pop(0)) + 1}" if way and way[0].isdigit() else f"{name} [{section}]"
    key = ".".join(way)
    said = f"{where}: {key} = {fault['input']!r}"
    if kind == "unexpected_keyword_argument":
        said, remedy = f"{where}: unknown key {key!r}", f"known keys: {', '.join(keys_at(shape, fault['loc'][:-1]))}"
    elif kind == "missing":
        said, remedy = f"{where} is without a {key}", f'set {key} = "…"'
    elif not key and kind == "tuple_type":
        said, remedy = f"{where} is not a list", f"write [[{section}]] above each one"
    elif not key:
        said, remedy = f"{where} is not a table", "write it as [section] with key = value lines"
    elif kind == "literal_error":
        remedy = "known: " + limits["expected"].replace(" or ", ", ").replace("'", "")
    elif "ge" in limits:
        said, remedy = f"{said} is too small", f"it must be at least {limits['ge']:g}"
    elif "le" in limits:
        said, remedy = f"{said} is too large", f"it must be at most {limits['le']:g}"
    else:
        said, remedy = f"{said} is of the wrong type", f"expected {WORDS.get(kind.removesuffix('_type'), 'another')}"
    return ConfigError(said, remedy)


def keys_at(shape: Callable[..., Any], way: Sequence[str | int]) -> list[str]:
    """The keys a table may have, as the file spells them; `way` leads to it from `shape`."""
    whole = adapter(shape).json_schema()
    node = whole
    for step in way:
        node = node["items"] if isinstance(step, int) else node["properties"][step]
        if "$ref" in node:
            node = whole["$defs"][node["$ref"].rpartition("/")[2]]
    return list(node["properties"])
