"""mujaz digest: the weekly digest from the store, as files and by e-mail."""

from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from mujaz.cli.options import common, settings_from, translating
from mujaz.cli.unattended import guarded, log_for, unattended
from mujaz.pages.formats import NAMES

if TYPE_CHECKING:
    from mujaz.config import Settings
    from mujaz.digest.issue import Issued, Press
    from mujaz.job.log import Log
    from mujaz.job.settings import DigestConfig
    from mujaz.job.weeks import Week

DAY = click.DateTime(["%Y-%m-%d"])


@click.command("digest", epilog="Example: mujaz digest --email --quiet   (every Monday morning)")
@click.option("--week", metavar="YYYY-Www", help="This ISO week only, such as 2024-W45.")
@click.option("--since", type=DAY, metavar="DATE", help="A digest of a free period, from this day …")
@click.option("--until", type=DAY, metavar="DATE", help="… to this day; it is not kept, nor sent.")
@click.option("--reissue", metavar="YYYY-Www", help="A corrected edition of this issued week; mailed with --email.")
@click.option("--mend-clock", is_flag=True, help="After a clock that was ahead: take back digests of weeks to come.")
@click.option("--email", is_flag=True, help="Send it to the readers of [mail]; nothing is sent twice.")
@click.option("--eml", metavar="FILE", help="Write the e-mail to FILE instead of sending it.")
@click.option("--out", metavar="DIR", help="Folder the digests go to (default: digests).")
@click.option("--format", "format", multiple=True, type=click.Choice(NAMES), help="Only these; may be repeated.")
@click.option("--template-dir", metavar="DIR", help="Templates here replace the packaged ones of the same name.")
@unattended
@translating
@common
def command(**given: Any) -> int:
    """Issue the digest of the last complete week, and of weeks that were missed.

    A week's digest is kept in the store when it is first made; later runs write the same bytes again. The paths of
    the files written go to stdout.
    """
    log = log_for("digest", given)
    return guarded(log, lambda: _run(given, log))


def _run(given: dict[str, Any], log: "Log") -> int:
    from mujaz.digest.issue import Press
    from mujaz.digest.understand import Reader
    from mujaz.job.clock import now
    from mujaz.job.lock import locked
    from mujaz.store.store import Store

    _check_options(given)
    settings, config = _settings(given)
    with locked(settings.store_path, given["wait"]), Store(settings.store_path) as store:
        press = Press(store, settings, config, Reader(settings, store), now())
        if given["mend_clock"]:
            return _mend(press)
        marked = _issue(press, given, log)
        if given["eml"]:
            _write_eml(press, given)
        failed = _post(press, given, log) if given["email"] else False
    if failed:
        return 1
    return 3 if marked and given["strict"] else 0


def _mend(press: "Press") -> int:
    """Take back what a wrong clock did, and say what that was."""
    from mujaz.collect.assign import Rules
    from mujaz.digest.mend import mend

    config = press.config
    done = mend(press.store, Rules(config.fetch.similarity, press.zone, config.digest.late_days), press.moment)
    for week in done.weeks:
        click.echo(f"withdrawn: the digest of {week}; its files stay in {Path(config.digest.out) / str(week)}")
    click.echo(f"{len(done.articles)} articles have their day and week again")
    return 0


def _check_options(given: dict[str, Any]) -> None:
    """Options that do not fit together. Raises UsageError."""
    from mujaz.errors import UsageError

    period = given["since"] or given["until"]
    if period and given["week"]:
        raise UsageError("--week and --since/--until exclude each other", "give one or the other")
    if period and (given["email"] or given["eml"]):
        raise UsageError("a free period cannot be sent", "leave --email and --eml out, or give --week")
    if given["until"] and not given["since"]:
        raise UsageError("--until without --since", "say where the period begins")
    if given["reissue"] and (period or given["week"]):
        raise UsageError("--reissue names its week itself", "leave --week, --since and --until out")
    others = ("since", "until", "week", "reissue", "email", "eml")
    if given["mend_clock"] and any(given[name] for name in others):
        raise UsageError("--mend-clock stands alone", "run it first, then the digest as usual")
    if given["email"] and given["eml"]:
        raise UsageError("--email and --eml exclude each other", "--eml is the dry run of --email")


def _settings(given: dict[str, Any]) -> "tuple[Settings, DigestConfig]":
    """Settings with this command's own options laid over the digest's. Raises ConfigError."""
    from mujaz.job import settings as digest_settings

    settings = settings_from({**given, "out": None, "format": None})
    config = digest_settings.read(settings)
    digest = replace(
        config.digest,
        out=given["out"] or config.digest.out,
        formats=tuple(given["format"]) or config.digest.formats,
    )
    if given["email"] or given["eml"]:
        from mujaz.digest.mail import message

        message.check(config.mail)
    return settings, replace(config, digest=digest)


def _issue(press: "Press", given: dict[str, Any], log: "Log") -> bool:
    """Make and write what is due; True when something in it is marked for review."""
    issued: list[Issued] = []
    if given["since"]:
        last: datetime = given["until"] or datetime.combine(press.moment.astimezone(press.zone), datetime.min.time())
        issued.append(press.period(given["since"].date(), last.date()))
    elif given["reissue"]:
        issued += _reissued(press, given, log)
    elif given["week"]:
        issued.append(_issue_week(press, given, scheduled=False, log=log))
    else:
        issued += [_issue_week(press, given, scheduled=True, week=week, log=log) for week in press.due()]
        issued += _unwritten(press, {one.digest.week for one in issued})
    for one in issued:
        for path in press.write(one):
            if not given["quiet"]:
                click.echo(path)
        log.info(f"digest {one.digest.name} written", week=one.digest.name)
    return any(one.fresh and (one.digest.to_check or one.digest.disagreements) for one in issued)


def _reissued(press: "Press", given: dict[str, Any], log: "Log") -> "list[Issued]":
    """The corrected edition; nothing where it would say the same."""
    from mujaz.job.weeks import Week

    week = Week.parse(given["reissue"])
    made = press.reissue(week)
    if made is None:
        log.warning(f"nothing in the digest of {week} would change; no new edition", week=str(week))
        return []
    for line in made.digest.corrections:
        log.info(line, week=str(week))
    return [made]


def _issue_week(
    press: "Press", given: dict[str, Any], *, scheduled: bool, log: "Log", week: "Week | None" = None
) -> "Issued":
    from mujaz.digest.mail.queue import planned
    from mujaz.errors import UsageError
    from mujaz.job.weeks import Week

    week = week or Week.parse(given["week"])
    if press.moment < week.ends_at(press.zone):
        if given["email"] or given["eml"]:
            raise UsageError(f"the week {week} is not over yet", "send it when it is")
        log.warning(f"the week {week} is not over yet; this is a preview and is not kept", week=str(week))
    readers = planned(week, press.config.mail) if given["email"] else ()
    return press.issue(week, scheduled=scheduled, readers=readers)


def _unwritten(press: "Press", due: set[str]) -> "list[Issued]":
    """Digests of the last weeks, other than those just made, whose files are not all there, as after a kill."""
    from mujaz.collect import rows as tables

    first = press.newest.plus(1 - press.config.digest.catch_up)
    found = []
    for week in sorted(tables.issued_weeks(press.store.connection)):
        if first <= week <= press.newest and str(week) not in due:
            one = press.issue(week, scheduled=True)
            if not press.written(one.digest):
                found.append(one)
    return found


def _write_eml(press: "Press", given: dict[str, Any]) -> None:
    """The dry run: the mail as it would be sent."""
    from mujaz.digest import rows as shelf
    from mujaz.digest.mail import message
    from mujaz.files import write_atomic
    from mujaz.job.weeks import Week

    asked = given["reissue"] or given["week"]
    week = Week.parse(asked) if asked else press.newest
    issued = shelf.digest(press.store.connection, week)
    identity = message.message_id(str(week), press.config.mail, issued.edition if issued else 1)
    write_atomic(Path(given["eml"]), _message(press, str(week), identity).as_bytes(), private=True)
    if not given["quiet"]:
        click.echo(given["eml"])


def _message(press: "Press", week: str, identity: str) -> Any:
    """The mail of an issued digest."""
    from mujaz.digest import rows as shelf
    from mujaz.digest.mail import message
    from mujaz.errors import UsageError

    digest = shelf.digest(press.store.connection, week)
    if digest is None:
        raise UsageError(f"there is no digest of {week}", "run mujaz digest --week for it first")
    templates = Path(press.config.template_dir) if press.config.template_dir else None
    base = press.config.site.url.rstrip("/")
    return message.build(digest, press.config.mail, identity, templates, f"{base}/weeks/{week}/" if base else "")


def _post(press: "Press", given: dict[str, Any], log: "Log") -> bool:
    """Send what is to be sent; True when some reader did not get it."""
    from mujaz.digest import rows as shelf
    from mujaz.digest.mail import queue as post
    from mujaz.digest.mail import smtp
    from mujaz.job.weeks import Week

    settings, store = press.config.mail, press.store
    asked = given["reissue"] or given["week"]
    newest = Week.parse(asked) if asked else press.newest
    issued = shelf.digest(store.connection, newest)
    # A corrected edition goes out when somebody asks for it by its week, never by itself.
    edition = issued.edition if issued and asked else 1
    if issued and not (given["reissue"] and edition == 1) and not post.is_planned(store, newest, edition):
        with store.transaction() as connection:
            shelf.save_deliveries(connection, post.planned(newest, settings, edition))
    failed = False
    for week in [newest] if asked else post.unsent_weeks(store):
        done = post.send(
            store,
            str(week),
            lambda identity, week=week: _message(press, str(week), identity),  # type: ignore[misc]
            lambda message, readers: smtp.deliver(message, readers, settings),
            press.moment,
            hold=settings.in_doubt == "hold" and not asked,
        )
        for delivery in (*done.refused, *done.waiting):
            log.error(f"digest {week}: {delivery.recipient} not accepted: {delivery.detail}", week=str(week))
        for recipient in done.held:
            log.error(
                f"digest {week}: held back for {recipient}: a run was stopped while sending it –"
                f" send it with --week {week} --email, if it did not arrive", week=str(week),
            )  # fmt: skip
        if done.doubtful:
            log.warning(
                f"digest {week}: a run was stopped while sending; readers may get it twice, with the same Message-ID",
                week=str(week),
            )
        if done.sent:
            log.info(f"digest {week} sent to {len(done.sent)} readers", week=str(week), readers=len(done.sent))
        failed = failed or bool(done.refused or done.waiting or done.held)
    return failed
