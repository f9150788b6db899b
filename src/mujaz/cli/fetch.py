"""mujaz fetch: new articles from the feeds and folders of mujaz.toml into the store."""

import sys
from typing import TYPE_CHECKING, Any

import click

from mujaz.cli.options import common, settings_from
from mujaz.cli.unattended import guarded, log_for, unattended

if TYPE_CHECKING:
    from mujaz.collect.collect import Collected


@click.command("fetch", epilog="Example: mujaz fetch --config /etc/mujaz/mujaz.toml --quiet")
@unattended
@common
def command(**given: Any) -> int:
    """Read all feeds and folders of mujaz.toml once.

    Says one line on a terminal, and nothing to a job, when all went well. A feed or file that fails, a page that is not
    there and one that is given up are named on stderr, the others are read, and the exit code is 4. A page that cannot
    be had for the moment is asked for again later (-v names it).
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
        said = summary(done, len(config.feeds), len(config.folders))
        if sys.stderr.isatty() and log.form == "text" and not given["quiet"]:
            click.echo(said, err=True)
        else:
            log.info(said, articles=done.articles, sources=done.sources)
        return 4 if any(not trouble.excused for trouble in done.troubles) else 0

    return guarded(log, work)


def summary(done: "Collected", feeds: int, folders: int) -> str:
    """One line on a run: what came from where, and what is still to come."""
    parts = [f"{counted(done.articles, 'new article')} from {counted(feeds, 'feed')} and {counted(folders, 'folder')}"]
    if done.sources:
        parts.append(f"{counted(done.sources, 'further source')} of known ones")
    later = sum(trouble.excused for trouble in done.troubles)
    if later:
        parts.append(f"{later} not to be had now, asked for again later")
    failed = len(done.troubles) - later
    if failed:
        parts.append(f"{failed} failed")
    return "; ".join(parts)


def counted(number: int, one: str) -> str:
    """A number with its noun."""
    return f"{number} {one}{'' if number == 1 else 's'}"
