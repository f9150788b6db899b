"""mujaz ledger: commitments across events and weeks."""

import shutil
import sys
from typing import TYPE_CHECKING, Any

import click

from mujaz.cli.options import common, remark, settings_from

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mujaz.config import Settings
    from mujaz.ledger.deadlines import Due
    from mujaz.ledger.rows import Place
    from mujaz.records.digest import Entry

DAY = click.DateTime(["%Y-%m-%d"])


@click.command("ledger", epilog="Example: mujaz ledger --actor Qatar --due 2027-01..2027-06 --xlsx qatar.xlsx")
@click.option("--actor", default="", metavar="TEXT", help="Part of the English or Arabic name.")
@click.option("--since", type=DAY, metavar="DATE", help="Reported on this day or later.")
@click.option("--until", type=DAY, metavar="DATE", help="Reported on this day or earlier.")
@click.option("--amount", "least", type=click.FloatRange(0), default=0.0, metavar="N", help="Sums of at least N.")
@click.option("--currency", default="", metavar="CODE", help="Only this currency, such as USD.")
@click.option("--status", multiple=True, type=click.Choice(["pledged", "committed", "paid", "none"]),
              help="State of the money; none: no sum. May be repeated.")  # fmt: skip
@click.option("--change", multiple=True, type=click.Choice(["new", "repeated", "extended", "changed"]),
              help="May be repeated.")  # fmt: skip
@click.option("--due", metavar="RANGE", help="Open deadlines in these days: 2027, 2027-03, 2027-01..2027-06, 90d.")
@click.option("--overdue", is_flag=True, help="Deadlines that are over and not reported paid.")
@click.option("--check", "review", is_flag=True, help="Only what failed a check.")
@click.option("--json", "form", flag_value="json", help="Everything, as a JSON list.")
@click.option("--csv", "form", flag_value="csv", help="As CSV for a spreadsheet.")
@click.option("--ics", "form", flag_value="ics", help="The open deadlines as a calendar.")
@click.option("--xlsx", metavar="FILE", help="Write an Excel workbook.")
@common
def command(form: str | None, xlsx: str | None, **given: Any) -> int:
    """List what was promised, with what is new, repeated, extended or changed.

    Pledged, committed and paid are kept apart and never added up. "!" marks what failed a check.
    """
    from mujaz.errors import UsageError
    from mujaz.ledger.columns import rows
    from mujaz.ledger.view import as_json, as_table

    settings = settings_from({key: value for key, value in given.items() if key != "format"})
    if given["due"] and given["overdue"]:
        raise UsageError("--due and --overdue exclude each other", "give one or the other")
    if form and xlsx:
        raise UsageError(f"--xlsx and --{form} exclude each other", "give one or the other")
    everything, entries, due, places, waiting = _chosen(settings, given, calendar=form == "ics")
    cells = rows(entries, places, everything)
    if xlsx:
        _write_xlsx(xlsx, cells, entries)
        click.echo(xlsx)
    elif form == "json":
        click.echo(as_json(entries, cells), nl=False)
    elif form == "csv":
        from mujaz.ledger.export import as_csv

        sys.stdout.buffer.write(as_csv(cells).encode())  # UTF-8, whatever the terminal speaks
    elif form == "ics":
        _write_calendar(due, settings)
    elif entries:
        width = shutil.get_terminal_size((120, 24)).columns if sys.stdout.isatty() else 160
        click.echo(as_table(cells, width), nl=False)
    elif everything:
        remark(f"none of {len(everything)} commitments fits", quiet=given["quiet"])
    else:
        remark("no commitments yet; mujaz fetch and mujaz digest bring them", quiet=given["quiet"])
    if waiting:
        remark(f"{waiting} collected articles are not in the ledger yet; mujaz digest reads them", quiet=given["quiet"])
    marked = any(entry.commitment.review for entry in entries)
    return 3 if marked and given["strict"] else 0


def _chosen(
    settings: "Settings", given: dict[str, Any], *, calendar: bool
) -> "tuple[Sequence[Entry], list[Entry], tuple[Due, ...], dict[str, Place], int]":
    """The whole ledger, the entries asked for, their deadlines where these are asked for, places, articles waiting."""
    from mujaz.digest import rows as shelf
    from mujaz.job.clock import now
    from mujaz.ledger import deadlines
    from mujaz.ledger import rows as tables
    from mujaz.ledger.ledger import build
    from mujaz.ledger.view import Filter
    from mujaz.store.store import Store

    wanted = Filter(
        given["actor"], day(given["since"]), day(given["until"]), given["least"], given["currency"], given["status"],
        given["change"], given["review"],
    )  # fmt: skip
    today = now().date()
    days = deadlines.range_of(given["due"], today) if given["due"] else (None, None)
    with Store(settings.store_path) as store:
        everything = build(tables.commitments(store.connection))
        due: tuple[Due, ...] = ()
        if given["due"] or given["overdue"] or calendar:
            due = tuple(one for one in deadlines.deadlines(everything) if wanted.fits(one.entry))
            due = deadlines.overdue(due, today) if given["overdue"] else deadlines.within(due, days)
            entries = [one.entry for one in due]
        else:
            entries = [entry for entry in everything if wanted.fits(entry)]
        places = tables.places(store.connection, [entry.commitment.article for entry in entries])
        waiting = len(shelf.members(store.connection, "1", (), fresh=True))
    return everything, entries, due, places, waiting


def _write_xlsx(name: str, cells: "list[dict[str, Any]]", entries: "Sequence[Entry]") -> None:
    """The workbook; it says that it was made on the day of the latest report, so that the same ledger is the same."""
    from datetime import datetime
    from pathlib import Path

    from mujaz.files import write_atomic
    from mujaz.ledger.export import as_xlsx

    latest = max((entry.commitment.day for entry in entries), default="2000-01-01")
    write_atomic(Path(name), as_xlsx(cells, datetime.fromisoformat(latest)))


def _write_calendar(due: "tuple[Due, ...]", settings: "Settings") -> None:
    from mujaz.job import settings as job_settings
    from mujaz.ledger.calendar import calendar

    site = job_settings.read(settings).site
    sys.stdout.buffer.write(calendar(due, f"{site.title}: deadlines", site.url))


def day(moment: Any) -> str:
    """The ISO day of a date option; "" when it was not given."""
    return moment.date().isoformat() if moment else ""
