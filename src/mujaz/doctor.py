"""Everything that can be wrong with an installation, each with its remedy. Used by `mujaz doctor`."""

import re
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

from mujaz.config import Settings
from mujaz.errors import MujazError

OPTIONAL = {
    "torch": "--engine torch and models pulled from a hub",
    "transformers": "--engine torch and models pulled from a hub",
}


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at: its name, whether it is well, what was seen, and what to do if it is not."""

    name: str
    ok: bool
    seen: str
    remedy: str = ""


def examine(settings: Settings, *, with_model: bool = True) -> Iterator[Finding]:
    """Look at everything, one finding after the other; nothing here raises. with_model=False skips the self-test."""
    yield python_version()
    yield packages()
    yield optional_packages()
    looks: list[tuple[str, Callable[[Settings], str]]] = [
        ("rules", rules),
        ("lexicons", lexicons),
        ("glossary", glossary),
        ("templates", templates),
        ("store", store),
        ("cache", cache),
        ("output folder", output),
        ("weekly job", weekly_job),
    ]
    if with_model:
        looks.append(("model", model))
    for name, look in looks:
        try:
            yield Finding(name, ok=True, seen=look(settings))
        except MujazError as error:
            yield Finding(name, ok=False, seen=error.message, remedy=error.remedy)
        except Exception as error:  # a doctor must not fall ill itself
            yield Finding(name, ok=False, seen=f"{type(error).__name__}: {error}", remedy="install Mujaz again")


def python_version() -> Finding:
    """Python 3.11 or newer."""
    return Finding("python", sys.version_info >= (3, 11), sys.version.split()[0], "install Python 3.11 or newer")


def packages() -> Finding:
    """Every package Mujaz needs, by its own metadata, is installed."""
    try:
        versions = {name: version_of(name) for name in needed()}
    except metadata.PackageNotFoundError:
        return Finding("packages", ok=False, seen="Mujaz itself is not installed", remedy="pip install . in its folder")
    missing = [name for name, found in versions.items() if not found]
    if missing:
        return Finding("packages", ok=False, seen=f"missing: {', '.join(missing)}", remedy="install Mujaz again")
    return Finding("packages", ok=True, seen=", ".join(f"{name} {found}" for name, found in versions.items()))


def needed() -> list[str]:
    """The packages Mujaz names as its own, without extras and without those only some tasks need."""
    named = [line for line in metadata.requires("mujaz") or [] if "extra ==" not in line]
    return [name for line in named if (name := re.split(r"[^\w.-]", line, maxsplit=1)[0]) not in OPTIONAL]


def optional_packages() -> Finding:
    """Packages that only some tasks need, each with the task; wrong only when transformers breaks Marian models."""
    versions = {name: version_of(name) for name in OPTIONAL}
    seen = [f"{name} {found}" if found else f"no {name} (for {OPTIONAL[name]})" for name, found in versions.items()]
    known_bad = versions["transformers"].startswith(("5.0.", "5.1.", "5.2.", "5.3."))
    remedy = "transformers 5.0–5.3 break Marian models: install 5.5 or newer"
    return Finding("optional packages", not known_bad, ", ".join(seen), remedy)


def version_of(name: str) -> str:
    """The version of an installed package; "" when it is not."""
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return ""


def rules(_: Settings) -> str:
    """The cues and predicates load and validate."""
    from mujaz.english.predicate_data import load_deeds, load_rules
    from mujaz.statements.cues.rules import cues

    return f"{len(cues().rules)} cues, {len(load_rules())} predicates, {len(load_deeds())} deeds"


def lexicons(_: Settings) -> str:
    """Months, numbers, names and frames load and validate."""
    from mujaz.arabic.dates import find_dates
    from mujaz.arabic.romanise import romanise
    from mujaz.english.frame_data import load_frames

    found = find_dates("12 تشرين الثاني 2024", None)
    if [when.value for when in found] != ["2024-11-12"] or not romanise("محمد"):
        raise MujazError("dates or names are not read as they should be", "install Mujaz again")
    return f"dates, names, {len(load_frames().verbs)} reporting verbs"


def glossary(settings: Settings) -> str:
    """The shipped glossary and the user's files load and validate."""
    from mujaz.pipeline import glossary_of

    return f"{len(glossary_of(settings).entries)} entries, version {glossary_of(settings).version}"


def templates(settings: Settings) -> str:
    """Every template parses, the user's own included."""
    from mujaz.briefing.render import check_templates

    own = settings.briefing.template_dir
    return f"{check_templates(Path(own) if own else None)} templates"


def store(settings: Settings) -> str:
    """The store opens, is up to date and can be written."""
    from mujaz.store.store import Store

    with Store(settings.store_path) as opened, opened.transaction() as connection:
        connection.execute("UPDATE run SET id = id WHERE 0")
        return str(settings.store_path)


def cache(settings: Settings) -> str:
    """The cache folder can be written."""
    return writable(settings.cache_path)


def output(settings: Settings) -> str:
    """The folder for briefings, or its nearest parent, can be written; it is not made."""
    folder = Path(settings.briefing.out).absolute()
    while not folder.exists():
        folder = folder.parent
    return writable(folder)


def weekly_job(settings: Settings) -> str:
    """The settings of fetch and digest hold together."""
    from mujaz.digest.health import look

    return look(settings)


def writable(folder: Path) -> str:
    """Write and remove a file in the folder. Raises MujazError."""
    import tempfile

    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            return str(folder)
    except OSError as error:
        remedy = "choose another folder, or give yourself the right to write there"
        raise MujazError(f"cannot write in {folder}: {error}", remedy) from error


def model(settings: Settings) -> str:
    """The model is here, loads, and passes its self-test."""
    from mujaz.models.load import load_engine

    engine = load_engine(settings)
    engine.load()
    return engine.name
