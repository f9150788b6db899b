"""Unit files and crontab lines for one installation, from templates/schedule/."""

import shlex
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from mujaz.pages.environment import render_template

UNITS = ("mujaz-fetch.service", "mujaz-fetch.timer", "mujaz-digest.service", "mujaz-digest.timer")
CRONTAB = "crontab"
HOMES = ("/home", "/root", "/run/user")


@dataclass(frozen=True, slots=True)
class Installation:
    """What the scheduled commands depend on. command: program and first arguments. writable: folders they write to.

    site: folder of the web archive, "" for none.
    """

    command: tuple[str, ...]
    config: Path
    writable: tuple[Path, ...]
    user: str
    time_zone: str
    site: str = ""


def files(installation: Installation) -> dict[str, str]:
    """Name to content: the four unit files and the crontab."""
    values = {
        "command": " ".join(map(unit_word, installation.command)),
        "config": unit_word(str(installation.config)),
        "folder": unit_path(installation.config.parent),
        "writable": [unit_word(str(path)) for path in installation.writable],
        "user": installation.user,
        "time_zone": installation.time_zone,
        "protect_home": protect_home((installation.config, Path(installation.command[0]), *installation.writable)),
        "site": unit_word(installation.site) if installation.site else "",
        "cron_command": cron_words(installation.command),
        "cron_config": cron_words([str(installation.config)]),
        "cron_site": cron_words([installation.site]) if installation.site else "",
    }
    return {name: render_template(f"schedule/{name}.j2", "txt", None, **values) for name in (*UNITS, CRONTAB)}


def own_command() -> tuple[str, ...]:
    """How this very installation is started: its mujaz script, else its Python with -m."""
    script = Path(sys.executable).parent / "mujaz"
    return (str(script),) if script.is_file() else (sys.executable, "-m", "mujaz")


def protect_home(paths: Sequence[Path]) -> str:
    """Systemd hides the homes altogether, unless something lies there; then they can only be read."""
    inside = any(str(path).startswith(f"{home}/") for path in paths for home in HOMES)
    return "read-only" if inside else "yes"


def unit_word(word: str) -> str:
    """A word of ExecStart=: specifiers and variables disarmed, quoted when it holds anything special."""
    safe = word.replace("\\", "\\\\").replace('"', '\\"').replace("%", "%%").replace("$", "$$")
    return f'"{safe}"' if safe != word or any(c.isspace() or c in "';" for c in word) else word


def unit_path(path: Path) -> str:
    """A path where systemd reads the whole line: only specifiers need care."""
    return str(path).replace("%", "%%")


def cron_words(words: Sequence[str]) -> str:
    """Words for a crontab line: quoted for the shell, % disarmed, which cron would take for a line end."""
    return shlex.join(words).replace("%", "\\%")
