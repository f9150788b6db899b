"""mujaz schedule: how to run the weekly job on this machine."""

from pathlib import Path
from typing import Any

import click

from mujaz.cli.options import common, settings_from


@click.group("schedule")
def command() -> None:
    """Unit files and crontab lines that run fetch and digest on this machine."""


@command.command(
    "show",
    short_help="Print service, timer and crontab lines.",
    epilog="Example: mujaz schedule show --systemd --out /etc/systemd/system",
)
@click.option("--systemd", "kind", flag_value="systemd", help="Only the systemd units.")
@click.option("--cron", "kind", flag_value="cron", help="Only the crontab lines.")
@click.option("--user", metavar="NAME", help="Who runs the job (default: you).")
@click.option("--site", default="", metavar="DIR", help="Also write the web archive there.")
@click.option("--out", metavar="DIR", help="Write the files to DIR instead of printing them.")
@common
def show(kind: str | None, user: str | None, site: str, out: str | None, **given: Any) -> int:
    """Print service, timer and crontab for this installation and this mujaz.toml."""
    import getpass

    from mujaz.digest import schedule
    from mujaz.job import settings as digest_settings

    settings = settings_from(given)
    config = digest_settings.read(settings)
    store, digests = settings.store_path.absolute().parent, Path(config.digest.out).absolute()
    writable = [store, digests, settings.cache_path.absolute(), *([Path(site).absolute()] if site else [])]
    installation = schedule.Installation(
        schedule.own_command(),
        Path(given["config_file"] or "mujaz.toml").absolute(),
        tuple(dict.fromkeys(writable)),
        user or getpass.getuser(),
        config.digest.time_zone,
        str(Path(site).absolute()) if site else "",
    )
    wanted = {None: (*schedule.UNITS, schedule.CRONTAB), "systemd": schedule.UNITS, "cron": (schedule.CRONTAB,)}[kind]
    made = schedule.files(installation)
    for name in wanted:
        if out:
            Path(out).mkdir(parents=True, exist_ok=True)
            (Path(out) / name).write_text(made[name], encoding="utf-8", newline="\n")
            click.echo(Path(out) / name)
        else:
            click.echo(f"# --- {name}\n{made[name]}")
    return 0
