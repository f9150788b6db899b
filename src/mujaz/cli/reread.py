"""mujaz reread: read collected articles again, with the model, the glossary and the rules of today."""

from typing import Any

import click

from mujaz.cli.options import common, settings_from, translating
from mujaz.cli.unattended import guarded, log_for, unattended


@click.command("reread", epilog="Example: mujaz reread --since 2026-01-01 && mujaz digest --reissue 2026-W46")
@click.option("--since", type=click.DateTime(["%Y-%m-%d"]), metavar="DATE", help="Only articles of this day or later.")
@click.option("--all", "everything", is_flag=True, help="Also those read under the conditions of today.")
@click.option("--dry-run", is_flag=True, help="Only say how many there are.")
@unattended
@translating
@common
def command(*, everything: bool, dry_run: bool, **given: Any) -> int:
    """Read again the articles that were read with another model, glossary or set of rules than today's.

    The ledger then holds what is read now. Issued digests stay as they are until `mujaz digest --reissue WEEK`.
    """
    log = log_for("reread", given)

    def work() -> int:
        from mujaz.digest import rows as shelf
        from mujaz.digest.understand import Reader, conditions
        from mujaz.job.lock import locked
        from mujaz.store.store import Store

        settings = settings_from(given)
        since = given["since"].date().isoformat() if given["since"] else ""
        with locked(settings.store_path, given["wait"]), Store(settings.store_path) as store:
            reader = Reader(settings, store)
            signature = "" if everything else conditions(reader.tools[1].signature)
            stale = shelf.outdated(store.connection, signature, since)
            if not dry_run:
                reader.read_again(stale)
        if not given["quiet"]:
            verb = "to be read again" if dry_run else "read again"
            click.echo(f"{len(stale)} articles {verb}", err=True)
        return 0

    return guarded(log, work)
