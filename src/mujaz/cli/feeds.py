"""mujaz feeds: how the sources of mujaz.toml are doing, and lists of feeds in and out."""

import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from mujaz.cli.options import remark, settings_from

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mujaz.collect.feed_health import Health

CONFIG = click.option("--config", "config_file", metavar="FILE", help="Settings file instead of ./mujaz.toml.")


@click.group("feeds", invoke_without_command=True, epilog="Example: mujaz feeds import subscriptions.opml")
@click.option("--json", "as_json", is_flag=True, help="As a JSON list.")
@click.option("--store", metavar="FILE", help="The store (translation memory, articles, ledger).")
@CONFIG
@click.pass_context
def command(context: click.Context, /, as_json: bool, **given: Any) -> None:
    """How each feed and folder is doing: last success, articles, failures, next try. Asks no server."""
    if context.invoked_subcommand:
        return
    from mujaz.collect.feed_health import health
    from mujaz.job import settings as job_settings
    from mujaz.store.store import Store

    settings = settings_from(given)
    config = job_settings.read(settings)
    with Store(settings.store_path) as store:
        found = health(store.connection, config)
    if as_json:
        click.echo(json.dumps([asdict(one) for one in found], ensure_ascii=False, indent=2))
    elif found:
        click.echo(table(found), nl=False)
    else:
        remark("no [[feed]] and no [[folder]] in mujaz.toml", quiet=False)


@command.command(name="import", short_help="Add the feeds of an OPML file to mujaz.toml.")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--dry-run", is_flag=True, help="Print what would be added and change nothing.")
@CONFIG
def import_(file: Path, config_file: str | None, *, dry_run: bool) -> None:
    """Add the feeds of an OPML file to mujaz.toml; known addresses are left out, comments stay."""
    from mujaz.collect.opml import from_opml, not_yet, with_feeds
    from mujaz.errors import InputError
    from mujaz.files import write_atomic
    from mujaz.job import settings as job_settings

    try:
        data = file.read_bytes()
    except OSError as error:
        raise InputError(f"cannot read {file}: {error}", "check the path") from error
    config = job_settings.read(settings_from({"config_file": config_file}))
    found = from_opml(data, str(file))
    new = list(not_yet(found, config.feeds, [folder.name for folder in config.folders]))
    target = Path(config_file or "mujaz.toml")
    if dry_run:
        click.echo(with_feeds("", new), nl=False)
    elif new:
        text = target.read_text(encoding="utf-8") if target.is_file() else ""
        write_atomic(target, with_feeds(text, new).encode())
    remark(f"{len(new)} new feeds, {len(found) - len(new)} known ones left out", quiet=False)


@command.command()
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="Write here instead of to stdout.")
@CONFIG
def export(out: Path | None, config_file: str | None) -> None:
    """Write the feeds of mujaz.toml as OPML."""
    from mujaz.collect.opml import to_opml
    from mujaz.files import write_atomic
    from mujaz.job import settings as job_settings

    data = to_opml(job_settings.read(settings_from({"config_file": config_file})).feeds)
    if out:
        write_atomic(out, data)
    else:
        sys.stdout.buffer.write(data)


def table(found: "Sequence[Health]") -> str:
    """The sources as a table for the terminal."""
    import io
    import shutil

    from rich.console import Console
    from rich.table import Table

    from mujaz.job.clock import ago, now

    made: Any = Table(box=None, pad_edge=False)
    for name in ("source", "last worked", "articles", "waiting", "given up", "failures", "next try", "last error"):
        made.add_column(
            name, overflow="fold", justify="right" if name in ("articles", "waiting", "given up") else "left"
        )
    moment = now()
    for one in found:
        worked = f"{ago(one.last_ok, moment)} ago".replace("just now ago", "just now") if one.last_ok else "never"
        numbers = [str(number) for number in (one.articles, one.waiting, one.given_up)]
        failures = f"{one.failures} in a row" if one.failures else ""
        later = one.next_try.replace("T", " ")[:16] if one.next_try > moment.isoformat() else ""
        made.add_row(one.name, worked, *numbers, failures, later or ("next run" if one.waiting else ""), one.error)
    width = shutil.get_terminal_size((120, 24)).columns if sys.stdout.isatty() else 160
    out = io.StringIO()
    Console(file=out, width=width, no_color=True, highlight=False, markup=False).print(made)
    return "\n".join(line.rstrip() for line in out.getvalue().splitlines()) + "\n"
