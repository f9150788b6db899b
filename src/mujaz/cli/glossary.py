"""mujaz glossary: check a table, suggest names for it, carry it in and out."""

import sys
from pathlib import Path
from typing import Any

import click

from mujaz.cli.options import common, remark, settings_from


@click.group(name="glossary", epilog="Example: mujaz glossary suggest articles/ --out names.tsv")
def command() -> None:
    """The name and term table: which English stands for which Arabic.

    The shipped table is data; your own entries go into a TSV file of the same columns (arabic, variants, english, type,
    note, source), named under glossary = [...] in [translation] of mujaz.toml. Yours win over the shipped ones.
    """


@command.command(short_help="Look for what is wrong in glossary files.")
@click.argument("files", nargs=-1, type=click.Path(dir_okay=False, path_type=Path))
def check(files: tuple[Path, ...]) -> None:
    """Look for everything that is wrong in glossary files; without a file, in the shipped one.

    Prints FILE:LINE: what is wrong. Exit code 1 when something is.
    """
    from mujaz.errors import DataError
    from mujaz.lexicon.names import parse
    from mujaz.resources import package_path

    faults = 0
    for path in files or (package_path("lexicon", "names", "glossary.tsv"),):
        entries, problems = parse(_text(path))
        for problem in problems:
            click.echo(f"{path}:{problem.line}: {problem.text}")
        faults += len(problems)
        click.echo(f"{path}: {len(entries)} entries, {len(problems)} problems", err=True)
    if faults:
        raise DataError(f"{faults} problems in the glossary", "mend the lines named above")


@command.command(short_help="Unknown names of persons, as glossary lines.")
@click.argument("inputs", nargs=-1)
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="Add to this file what it lacks.")
@common
def suggest(inputs: tuple[str, ...], out: Path | None, **given: Any) -> None:
    """Names of persons that the glossary does not know, as glossary lines ready to be approved.

    Looks through INPUTS (files, folders, "-"), or through the articles of the last run. The most frequent come first;
    the English is romanised by rule, count and sentence stand in the note. Names of a single word are left out.
    """
    from mujaz.lexicon.names import load_glossary
    from mujaz.lexicon.names.entry import COLUMNS
    from mujaz.lexicon.names.persons import suggestions

    settings = settings_from(given)
    glossary = load_glossary([Path(p) for p in settings.translation.glossary])
    sentences, failed = _sentences(inputs, settings, quiet=bool(given.get("quiet")))
    found = suggestions(sentences, glossary)
    head = "\t".join(COLUMNS)
    if out:
        before = _text(out) if out.is_file() else ""
        known = {line.partition("\t")[0] for line in before.splitlines()}
        new = [suggestion.row() for suggestion in found if suggestion.arabic not in known]
        lines = [*(before.rstrip("\n").splitlines() or [head]), *new]
        _write(("\n".join(lines) + "\n").encode(), out)
    elif found:
        click.echo("\n".join([head, *(suggestion.row() for suggestion in found)]))
    remark(f"{len(found)} unknown names in {len(sentences)} sentences", quiet=bool(given.get("quiet")))
    if failed:
        sys.exit(4)


@command.command(name="import", short_help="Read a TBX or TSV table, write a glossary.")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="Write here instead of to stdout.")
def import_(file: Path, out: Path | None) -> None:
    """Read a TBX or TSV table and write it as a glossary TSV, checked, ready to be named in mujaz.toml."""
    from mujaz.errors import DataError
    from mujaz.lexicon.names import parse, to_tsv
    from mujaz.lexicon.names.tbx import from_tbx

    is_tbx = file.suffix.lower() in (".tbx", ".xml")
    text = to_tsv(from_tbx(_bytes(file), str(file))) if is_tbx else _text(file)
    entries, problems = parse(text)
    for problem in problems:
        click.echo(f"{file}:{problem.line}: {problem.text}", err=True)
    if not entries:
        raise DataError(f"{file}: no sound entry", "mend the lines named above")
    _write(to_tsv(entries).encode(), out)
    click.echo(f"{len(entries)} entries, {len(problems)} left out", err=True)


@command.command(short_help="Write the whole glossary as TSV or TBX.")
@click.argument("files", nargs=-1, type=click.Path(dir_okay=False, path_type=Path))
@click.option("--format", "form", type=click.Choice(["tsv", "tbx"]), default="tsv", show_default=True)
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="Write here instead of to stdout.")
@click.option("--config", "config_file", metavar="FILE", help="Settings file instead of ./mujaz.toml.")
def export(files: tuple[Path, ...], form: str, out: Path | None, config_file: str | None) -> None:
    """Write the whole glossary as used (shipped, settings, FILES laid over each other) as TSV or TBX."""
    from mujaz.lexicon.names import load_glossary, to_tsv
    from mujaz.lexicon.names.tbx import to_tbx

    settings = settings_from({"config_file": config_file})
    glossary = load_glossary([*(Path(p) for p in settings.translation.glossary), *files])
    text = to_tsv(glossary.entries)
    _write(to_tbx(glossary.entries) if form == "tbx" else text.encode(), out)


def _bytes(path: Path) -> bytes:
    from mujaz.errors import InputError

    try:
        return path.read_bytes()
    except OSError as error:
        raise InputError(f"cannot read {path}: {error}", "check the path") from error


def _text(path: Path) -> str:
    from mujaz.errors import InputError

    try:
        return _bytes(path).decode("utf-8")
    except UnicodeDecodeError as error:
        raise InputError(f"{path} is not UTF-8", "save it as UTF-8 text with tabs") from error


def _write(data: bytes, out: Path | None) -> None:
    if out is None:
        sys.stdout.buffer.write(data)
    else:
        from mujaz.files import write_atomic

        write_atomic(out, data)


def _sentences(inputs: tuple[str, ...], settings: Any, *, quiet: bool) -> tuple[list[str], int]:
    """The sentences of the inputs, or of the last run's articles; and how many inputs failed."""
    from mujaz.records.article import Article
    from mujaz.sources import read
    from mujaz.store.articles import last_run_articles
    from mujaz.store.store import Store
    from mujaz.structure.sentences import split

    failed = 0
    articles: list[Article] = []
    if inputs:
        for item in read(inputs, sys.stdin.buffer):
            if isinstance(item, Article):
                articles.append(item)
            else:
                failed += 1
                remark(f"{item.source}: {item.error}", quiet=quiet)
    else:
        with Store(settings.store_path) as store:
            articles = list(last_run_articles(store))
    return [s.text for article in articles for s in split(article)], failed
