"""mujaz models: what models.txt names, what is on this machine, pull, self-test, choice."""

import shutil
import sys
import textwrap
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from mujaz.cli.options import remark, settings_from, translating
from mujaz.config import PROJECT_FILE, Settings, user_file
from mujaz.errors import InputError, ModelError, NetworkError, UsageError
from mujaz.records.translation import Progress

if TYPE_CHECKING:
    from mujaz.models.catalogue import Entry
    from mujaz.models.hub import Pulled

config_option = click.option("--config", "config_file", metavar="FILE", help="Settings file instead of ./mujaz.toml.")
quiet_option = click.option("--quiet", is_flag=True, help="No remarks on stderr.")


@click.group("models", epilog="Example: mujaz models pull opus-mt-tc-big-ar-en")
def command() -> None:
    """What models.txt names and what of it is on this machine."""


@command.command("list", short_help="What there is, what it is for, which is in use.")
@config_option
@click.option("-v", "--verbose", is_flag=True, help="Also commit, checksum, source and folder.")
def list_models(config_file: str | None, verbose: bool) -> int:
    """Name, state, licence and role of every model; the one in use is marked with an asterisk."""
    from mujaz.models.catalogue import read_catalogue

    settings = settings_from({"config_file": config_file})
    entries = read_catalogue(settings)
    chosen = settings.translation.model or next(e.name for e in entries if e.default)
    width = max(len(e.name) for e in entries)
    for entry in entries:
        state, where = state_of(entry, settings)
        mark = "*" if entry.name == chosen else " "
        head = f"{mark} {entry.name:<{width}}  {state:<9}  {entry.licence:<10}  "
        room = (shutil.get_terminal_size().columns if sys.stdout.isatty() else 500) - len(head)
        role = textwrap.wrap(entry.role, max(room, 20))
        click.echo(head + f"\n{' ' * len(head)}".join(role))
        if verbose:
            pinned = "pinned in models.txt" if entry.pinned else "not pinned in models.txt"
            click.echo(f"    {entry.kind}:{entry.location} at {entry.revision} ({pinned})\n    {where}")
    if chosen not in {e.name for e in entries}:
        state, where = state_of(chosen, settings)
        click.echo(f"* {chosen}  {state}  (folder)" + (f"\n    {where}" if verbose else ""))
    return 0


def state_of(model_of: "Entry | str", settings: Settings) -> tuple[str, str]:
    """("ready" | "here" | "absent" | "damaged", where and what was verified) of an entry or a folder."""
    from mujaz.models.cache import digest_of, read_record
    from mujaz.models.find import located, resolve

    try:
        model = resolve(with_model(settings, model_of)) if isinstance(model_of, str) else located(model_of, settings)
    except ModelError as error:
        return (
            "absent"
            if "is not on this machine" in error.message
            or "is not in this" in error.message
            or "no model" in error.message
            else "damaged"
        ), str(error)
    tested = read_record(model.home).get("selftest")
    digest = digest_of(model.folder, settings)
    return ("ready" if tested else "here"), f"{model.folder}\n    revision {model.revision}, sha256 {digest}"


@command.command("pull", short_help="Fetch, verify, convert and test models.")
@click.argument("names", nargs=-1, required=True, metavar="NAME...")
@click.option("--renew", is_flag=True, help="Ask the hub where an unpinned revision stands now.")
@config_option
@quiet_option
def pull_models(names: tuple[str, ...], renew: bool, config_file: str | None, quiet: bool) -> int:
    """Fetch models from the hub, verify, convert and test them; afterwards they work offline."""
    from mujaz.models.cache import read_record
    from mujaz.models.catalogue import read_catalogue
    from mujaz.models.hub import pull

    settings = settings_from({"config_file": config_file})
    entries = {e.name: e for e in read_catalogue(settings)}
    for name in names:
        if name not in entries:
            raise UsageError(f"models.txt has no {name}", f"it names {', '.join(entries)}")
        from mujaz.cli.progress import bar

        try:
            with bar(f"Pulling {name}", quiet=quiet) as progress:
                home = pull(entries[name], settings, renew=renew, tell=telling(progress))
        except NetworkError as error:
            raise ModelError(error.message, error.remedy) from error
        record = read_record(home)
        remark(f"{name}: commit {record['commit']}, sha256 {record['digest']}", quiet=quiet)
        engine = tested(with_model(settings, name), quiet=quiet)
        click.echo(f"{name}\t{engine}")
    return 0


def telling(progress: Progress | None) -> "Pulled | None":
    """A progress bar that follows the file being fetched."""
    if progress is None:
        return None
    show = progress
    return lambda _, done, total: show(done, total)


@command.command("check", short_help="Run the self-test of a model.")
@click.argument("name", required=False, metavar="[NAME_OR_DIR]")
@click.option("--bleu", metavar="TSV", help="Score against Arabic TAB English lines (needs sacrebleu).")
@translating
@config_option
@quiet_option
def check_model(name: str | None, bleu: str | None, **given: Any) -> int:
    """Run the self-test of a model (default: the one in use), and with --bleu score it on a file of your own."""
    from mujaz.models import selftest
    from mujaz.models.load import load_engine

    given["model"] = name or given.get("model")
    settings, quiet = settings_from(given), given["quiet"]
    engine = load_engine(settings, lambda text: remark(text, quiet=quiet))
    loaded = engine.load()
    outcomes = selftest.run(loaded, selftest.for_language(selftest.cases(), engine.language))
    for outcome in outcomes:
        verdict = f"without {', '.join(outcome.missing)}" if outcome.missing else "ok"
        click.echo(f"{outcome.case.id}\t{verdict}\t{outcome.english}")
    if not selftest.good_enough(outcomes):
        raise ModelError(f"{engine.name} failed its self-test", "fetch the model again, or try the other --engine")
    click.echo(f"{engine.name}\tpassed")
    if bleu:
        score(settings, bleu, quiet=quiet)
    return 0


def score(settings: Settings, name: str, *, quiet: bool) -> None:
    """BLEU and chrF of the model alone, without glossary and memory, with sacrebleu's signature."""
    try:
        import sacrebleu
    except ImportError as error:
        raise UsageError("--bleu needs sacrebleu, which is not installed", "pip install 'mujaz[eval]'") from error
    from mujaz.cli.progress import bar
    from mujaz.cli.translate import read_pairs
    from mujaz.translation.service import open_service

    pairs = list(read_pairs(name))
    if not pairs:
        raise InputError(f"{name} holds no pairs", "lines of Arabic TAB English")
    with bar("Translating", quiet=quiet) as progress:
        done = open_service(settings, None, None).translate([source for source, _ in pairs], progress)
    texts, references = [t.text for t in done], [[english for _, english in pairs]]
    for metric in (sacrebleu.BLEU(), sacrebleu.CHRF()):
        result = metric.corpus_score(texts, references)
        click.echo(f"{result.name}\t{result.score:.1f}\t{metric.get_signature()}")


@command.command("use")
@click.argument("name", metavar="NAME_OR_DIR")
@click.option("--user", "for_user", is_flag=True, help="For all projects of this user, not only ./mujaz.toml.")
@config_option
def use_model(name: str, for_user: bool, config_file: str | None) -> int:
    """Write translation.model into mujaz.toml (comments there are kept)."""
    import os

    import tomlkit
    from tomlkit.exceptions import TOMLKitError

    from mujaz.files import write_atomic
    from mujaz.models.find import resolve

    path = Path(config_file) if config_file else user_file(os.environ) if for_user else Path(PROJECT_FILE)
    settings = settings_from({"config_file": config_file})
    model = resolve(with_model(settings, name))
    if not model.entry:
        name = str(Path(name).resolve())
    try:
        document = tomlkit.parse(path.read_text(encoding="utf-8") if path.exists() else "")
        table = document.setdefault("translation", tomlkit.table())
        table["model"] = name
    except (OSError, ValueError, TypeError, TOMLKitError) as error:
        raise InputError(f"cannot edit {path}: {error}", "correct the file first") from error
    write_atomic(path, tomlkit.dumps(document).encode())
    click.echo(f"{path}: translation.model = {name}")
    if model.entry and model.entry.licence.startswith("CC-BY"):
        click.echo(f"{name} asks for attribution ({model.entry.licence}): {model.entry.role}", err=True)
    return 0


def tested(settings: Settings, *, quiet: bool) -> str:
    """Make a model ready and run its self-test; returns the engine's name. Raises ModelError."""
    from mujaz.models.load import load_engine

    engine = load_engine(settings, lambda text: remark(text, quiet=quiet))
    engine.load()
    return engine.name


def with_model(settings: Settings, name: str) -> Settings:
    """The settings with another model."""
    from dataclasses import replace

    return replace(settings, translation=replace(settings.translation, model=name))
