"""mujaz ledger: commitments across events and weeks."""

import shutil
import sys
from typing import Any

import click

from mujaz.cli.options import common, remark, settings_from

DAY = click.DateTime(["%Y-%m-%d"])


@click.command("ledger", epilog="Example: mujaz ledger --actor Qatar --since 2024-01-01 --status pledged --csv")
@click.option("--actor", default="", metavar="TEXT", help="Part of the English or Arabic name.")
@click.option("--since", type=DAY, metavar="DATE", help="Reported on this day or later.")
@click.option("--until", type=DAY, metavar="DATE", help="Reported on this day or earlier.")
@click.option("--amount", "least", type=click.FloatRange(0), default=0.0, metavar="N", help="Sums of at least N.")
@click.option("--currency", default="", metavar="CODE", help="Only this currency, such as USD.")
@click.option("--status", multiple=True, type=click.Choice(["pledged", "committed", "paid", "none"]),
              help="State of the money; none: no sum. May be repeated.")  # fmt: skip
@click.option("--change", multiple=True, type=click.Choice(["new", "repeated", "extended", "changed"]),
              help="May be repeated.")  # fmt: skip
@click.option("--json", "form", flag_value="json", help="Everything, as a JSON list.")
@click.option("--csv", "form", flag_value="csv", help="As CSV.")
@common
def command(least: float, form: str | None, **given: Any) -> int:
    """List what was promised, with what is new, repeated, extended or changed.

    Pledged, committed and paid are kept apart and never added up.
    """
    from mujaz.digest import rows as shelf
    from mujaz.ledger.ledger import build
    from mujaz.ledger.view import Filter, as_csv, as_json, as_table
    from mujaz.store.store import Store

    settings = settings_from({key: value for key, value in given.items() if key != "format"})
    wanted = Filter(
        given["actor"], day(given["since"]), day(given["until"]), least, given["currency"], given["status"],
        given["change"],
    )  # fmt: skip
    with Store(settings.store_path) as store:
        entries = [entry for entry in build(shelf.commitments(store.connection)) if wanted.fits(entry)]
        waiting = len(shelf.members(store.connection, "1", (), fresh=True))
    if form == "json":
        click.echo(as_json(entries), nl=False)
    elif form == "csv":
        click.echo(as_csv(entries), nl=False)
    elif entries:
        width = shutil.get_terminal_size((120, 24)).columns if sys.stdout.isatty() else 160
        click.echo(as_table(entries, width), nl=False)
    if waiting:
        remark(f"{waiting} collected articles are not in the ledger yet; mujaz digest reads them", quiet=given["quiet"])
    marked = any(entry.commitment.review for entry in entries)
    return 3 if marked and given["strict"] else 0


def day(moment: Any) -> str:
    """The ISO day of a date option; "" when it was not given."""
    return moment.date().isoformat() if moment else ""
