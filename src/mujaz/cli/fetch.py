"""mujaz fetch: new articles from the feeds and folders of mujaz.toml into the store."""

from typing import Any

import click

from mujaz.cli.options import common, settings_from
from mujaz.cli.unattended import guarded, log_for, unattended


@click.command("fetch", epilog="Example: mujaz fetch --config /etc/mujaz/mujaz.toml --quiet")
@unattended
@common
def command(**given: Any) -> int:
    """Read all feeds and folders of mujaz.toml once.

    Says nothing when all went well. A feed, page or file that fails is named on stderr, the others are read, and the
    exit code is 4.
    """
    log = log_for("fetch", given)

    def work() -> int:
        from mujaz.collect.collect import Collector
        from mujaz.collect.polite import Polite
        from mujaz.errors import ConfigError
        from mujaz.http import get
        from mujaz.job import settings as digest_settings
        from mujaz.job.clock import now
        from mujaz.job.lock import locked
        from mujaz.store.store import Store

        settings = settings_from(given)
        config = digest_settings.read(settings)
        if not config.feeds and not config.folders:
            raise ConfigError("nothing to fetch: no [[feed]] and no [[folder]]", "add them to mujaz.toml")
        with locked(settings.store_path, given["wait"]), Store(settings.store_path) as store:
            done = Collector(store, config, Polite(config.fetch, get), now()).collect()
        for trouble in done.troubles:
            (log.info if trouble.excused else log.error)(trouble.message, source=trouble.source)
        log.info(f"{done.articles} new articles, {done.sources} further sources of known ones",
                 articles=done.articles, sources=done.sources)  # fmt: skip
        return 4 if any(not trouble.excused for trouble in done.troubles) else 0

    return guarded(log, work)
