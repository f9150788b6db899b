"""mujaz site: a static web archive of digests, briefings and the ledger."""

from pathlib import Path
from typing import Any

import click

from mujaz.cli.options import common, settings_from
from mujaz.cli.unattended import guarded, log_for, unattended


@click.command("site", epilog="Example: mujaz site /srv/www/mujaz")
@click.argument("folder", metavar="DIR")
@click.option("--template-dir", metavar="DIR", help="Templates here replace the packaged ones of the same name.")
@unattended
@common
def command(folder: str, **given: Any) -> int:
    """Write the archive of all issued digests to DIR, to be served by any web server or opened from disk.

    Pages make no request to anywhere. The paths of pages written go to stdout; weeks already there are left alone.
    """
    log = log_for("site", given)

    def work() -> int:
        from mujaz.digest.site import Site
        from mujaz.job import settings as digest_settings
        from mujaz.job.lock import locked
        from mujaz.store.store import Store

        settings = settings_from(given)
        config = digest_settings.read(settings)
        with locked(settings.store_path, given["wait"]), Store(settings.store_path) as store:
            paths = Site(store, config, Path(folder)).write()
        for path in paths:
            if not given["quiet"]:
                click.echo(path)
        return 0

    return guarded(log, work)
