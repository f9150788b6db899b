"""mujaz watch: what is new on the watch-lists of mujaz.toml."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from mujaz.cli.options import common, remark, settings_from, translating
from mujaz.cli.unattended import guarded, log_for, unattended

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from mujaz.job.log import Log
    from mujaz.job.settings import DigestConfig, WatchSettings
    from mujaz.records.digest import Entry
    from mujaz.store.store import Store


@click.command("watch", epilog="Example: mujaz fetch --quiet && mujaz watch --email --quiet   (every three hours)")
@click.option("--email", is_flag=True, help="Send it to the readers of the list, or of [mail].")
@click.option("--json", "form", flag_value="json", help="As a JSON list.")
@click.option("--all", "everything", is_flag=True, help="All that is on the lists, told before or not; notes nothing.")
@unattended
@translating
@common
def command(form: str | None, everything: bool, **given: Any) -> int:
    """Tell what is new on each [[watch]] of mujaz.toml since it was last told.

    New articles are read first. What is sent, printed or given as JSON counts as told, each way for itself; nothing
    new is nothing said.
    """
    log = log_for("watch", given)
    return guarded(log, lambda: _run(form or "text", given, log, everything=everything))


def _run(form: str, given: dict[str, Any], log: "Log", *, everything: bool) -> int:
    from mujaz.digest import alerts
    from mujaz.digest.understand import Reader
    from mujaz.errors import ConfigError, UsageError
    from mujaz.job import settings as job_settings
    from mujaz.job.clock import now
    from mujaz.job.lock import locked
    from mujaz.store.store import Store

    settings = settings_from(given)
    config = job_settings.read(settings)
    if not config.watches:
        raise ConfigError("nothing is watched: no [[watch]]", "add one to mujaz.toml")
    if given["email"] and (form == "json" or everything):
        raise UsageError("--email excludes --json and --all", "run the command twice")
    moment = now()
    with locked(settings.store_path, given["wait"]), Store(settings.store_path) as store:
        Reader(settings, store).understand()
        entries = alerts.entries_of(store.connection, None if everything else moment)
        if given["email"]:
            return _send(store, config, entries, moment, log)
        way = "" if everything else form
        hits = (
            alerts.everything(store.connection, entries, config.watches)
            if everything
            else alerts.news(store.connection, entries, config.watches, way, moment)
        )
        if form == "json":
            click.echo(alerts.as_json(hits), nl=False)
        elif hits:
            click.echo(alerts.as_text(hits, _templates(config)), nl=False)
        elif sys.stdout.isatty():
            remark(
                f"nothing new on {len(config.watches)} watch-lists; --all shows what is on them", quiet=given["quiet"]
            )
        if not everything:
            with store.transaction() as connection:
                alerts.note(connection, entries, config.watches, way, moment)
    return 3 if given["strict"] and any(hit.check for hit in hits) else 0


def _send(store: "Store", config: "DigestConfig", entries: "Sequence[Entry]", moment: "datetime", log: "Log") -> int:
    """One mail for each group of readers; what the server took for one of them counts as told. 1: somebody lacks it."""
    from mujaz.digest import alerts
    from mujaz.digest.mail import message as mail
    from mujaz.digest.mail import smtp

    failed = False
    for to, watches in alerts.readers(config.watches, config.mail).items():
        mail.check(_addressed(config, to))
        hits = alerts.news(store.connection, entries, watches, "mail", moment)
        if hits:
            letter = alerts.mail(hits, to, config.mail, moment, _templates(config))
            for outcome in smtp.deliver(letter, list(to), config.mail):
                if outcome.state != "sent":
                    log.error(f"watch: {outcome.recipient} not accepted: {outcome.detail}")
                    failed = True
            log.info(f"watch: {len(hits)} lines sent to {len(to)} readers", lines=len(hits), readers=len(to))
        _note(store, entries, watches, moment)
    return 1 if failed else 0


def _note(store: "Store", entries: "Sequence[Entry]", watches: "Sequence[WatchSettings]", moment: "datetime") -> None:
    from mujaz.digest import alerts

    with store.transaction() as connection:
        alerts.note(connection, entries, watches, "mail", moment)


def _addressed(config: "DigestConfig", to: tuple[str, ...]) -> Any:
    """The mail settings as they are for these readers, to be checked."""
    from dataclasses import replace

    return replace(config.mail, to=to, cc=(), bcc=())


def _templates(config: "DigestConfig") -> Path | None:
    return Path(config.template_dir) if config.template_dir else None
