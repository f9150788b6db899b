"""models.txt: one model a line – name, where from, revision, licence, checksum, role."""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from mujaz.budgets import MODEL_NAMES
from mujaz.config import Settings
from mujaz.errors import DataError
from mujaz.resources import shipped_path

NAME = re.compile(r"[a-z0-9][a-z0-9._-]*")
COMMIT = re.compile(r"[0-9a-f]{40}")
SHA256 = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of models.txt.

    kind: "package" (location is a folder inside the package) or "hub" (location is owner/name on the hub).
    revision: a commit (pinned), or a branch such as "main" (pull then pins the commit it found). sha256: digest of the
    model's folder (see cache.digest), "" when models.txt gives "-". role: "default" first for the embedded model.
    """

    name: str
    kind: Literal["package", "hub"]
    location: str
    revision: str
    licence: str
    sha256: str
    role: str

    @property
    def pinned(self) -> bool:
        """Whether models.txt itself fixes the exact content."""
        return bool(self.sha256) or bool(COMMIT.fullmatch(self.revision))

    @property
    def default(self) -> bool:
        """Whether this model serves when none is named."""
        return self.role.split(",")[0].strip() == "default"


def parse(text: str, name: str = "models.txt") -> tuple[Entry, ...]:
    """Entries of a models.txt in its own order. Raises DataError naming the line."""
    entries: list[Entry] = []
    names: set[str] = set()
    for number, raw in enumerate(text.splitlines(), 1):
        line = raw.strip()
        if not line or line.startswith("#"):
            continue
        columns = line.split(None, 5)
        where = f"{name} line {number}"
        if len(columns) < 6:
            raise DataError(f"{where} has {len(columns)} columns", "name, from, revision, licence, sha256, role")
        model, source, revision, licence, sha256, role = columns
        kind, _, location = source.partition(":")
        if not NAME.fullmatch(model) or model in names:
            raise DataError(f"{where}: name {model!r} is not usable or not new", "lower-case letters, digits, . _ -")
        if kind not in ("package", "hub") or not location:
            raise DataError(f"{where}: cannot read {source!r}", "write package:FOLDER or hub:OWNER/NAME")
        if sha256 != "-" and not SHA256.fullmatch(sha256):
            raise DataError(f"{where}: {sha256!r} is no SHA-256", "64 hexadecimal digits, or - for none")
        names.add(model)
        if len(names) > MODEL_NAMES:
            raise DataError(f"{name} has more than {MODEL_NAMES} models", "keep those you use")
        entries.append(
            Entry(
                model,
                "package" if kind == "package" else "hub",
                location,
                revision,
                licence,
                "" if sha256 == "-" else sha256,
                role,
            )
        )
    if sum(e.default for e in entries) != 1:
        raise DataError(f"{name} must give the role default to exactly one model", "begin its role with `default`")
    return tuple(entries)


def read_catalogue(settings: Settings) -> tuple[Entry, ...]:
    """The entries of the models.txt in force: the one of the settings, else the shipped one. Raises DataError."""
    path = Path(settings.translation.models_txt) if settings.translation.models_txt else shipped_path("models.txt")
    try:
        return parse(path.read_text(encoding="utf-8-sig"), str(path))
    except (OSError, UnicodeDecodeError) as error:
        raise DataError(f"cannot read {path}: {error}", "check translation.models_txt in mujaz.toml") from error
