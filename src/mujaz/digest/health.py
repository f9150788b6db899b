"""What `mujaz doctor` says of the weekly job: settings, folders and mail; nothing is sent and no feed is asked."""

import os
from collections.abc import Mapping
from pathlib import Path

from mujaz.config import Settings
from mujaz.digest.mail import message, smtp
from mujaz.digest.understand import outdated
from mujaz.errors import ConfigError
from mujaz.job.settings import read
from mujaz.store.store import Store


def look(settings: Settings, environment: Mapping[str, str] = os.environ) -> str:
    """One line on what is set up. Raises ConfigError for what would stop fetch or digest."""
    config = read(settings)
    if not config.feeds and not config.folders:
        return "not set up (no feeds and no folders in mujaz.toml)"
    for folder in config.folders:
        if not Path(folder.path).is_dir():
            raise ConfigError(f"folder {folder.name}: there is no folder {folder.path}", "make it, or correct its path")
    parts = [f"{len(config.feeds)} feeds, {len(config.folders)} folders"]
    if config.mail.host:
        message.check(config.mail)
        smtp.password(config.mail, environment)
        secret = config.mail.password_file
        if config.mail.user and secret and smtp.readable_by_others(Path(secret)):
            raise ConfigError(f"others may read or change the password file {secret}", f"chmod 600 {secret}")
        parts.append(f"mail by {config.mail.host} to {len(config.mail.recipients)} readers")
    if settings.store_path.is_file():
        with Store(settings.store_path) as store:
            older = outdated(store.connection, settings)
        parts += [f"{older} articles were read with an older glossary or older rules: mujaz reread"] if older else []
    return ", ".join(parts)
