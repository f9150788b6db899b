"""The cache of models: digests, records, locks.

The cache:  CACHE/models/NAME/REVISION/source/            a transformers folder, pulled or expanded
            CACHE/models/NAME/REVISION/ctranslate2-int8/  converted from it
            CACHE/models/NAME/REVISION/record.json        commit, checksums, self-tests passed
            CACHE/models/NAME/pin                         the commit a branch of models.txt stood for when it was pulled
A folder appears under its final name only when complete (made beside it, then renamed), and under a lock, so that two
processes never convert at once and a killed one leaves nothing half made that another would take for whole.
"""

import hashlib
import json
import re
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

from mujaz import files
from mujaz.config import Settings
from mujaz.errors import ModelError
from mujaz.files import write_atomic


def file_sha256(path: Path) -> str:
    """SHA-256 of a file, hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def digest(folder: Path) -> str:
    """SHA-256 over the folder's files, as `LC_ALL=C sha256sum * | sha256sum` prints it."""
    names = sorted((p.name for p in folder.iterdir() if p.is_file() and not p.name.startswith(".")), key=str.encode)
    listing = "".join(f"{file_sha256(folder / name)}  {name}\n" for name in names)
    return hashlib.sha256(listing.encode()).hexdigest()


def digest_of(folder: Path, settings: Settings) -> str:
    """digest(folder), remembered in the cache for as long as no file's size, time or inode changes."""
    stamps = sorted(
        (p.name, p.stat().st_size, p.stat().st_mtime_ns, p.stat().st_ino)
        for p in folder.iterdir()
        if p.is_file() and not p.name.startswith(".")
    )
    stamp = hashlib.sha256(json.dumps([str(folder), stamps]).encode()).hexdigest()
    memo = settings.cache_path / "digests" / stamp[:32]
    if memo.is_file() and re.fullmatch(r"[0-9a-f]{64}", known := memo.read_text(encoding="ascii").strip()):
        return known
    value = digest(folder)
    write_atomically(memo, value + "\n")
    return value


def read_pin(shelf: Path) -> str:
    """The commit recorded when the model was pulled; "" when it never was."""
    pin = shelf / "pin"
    return pin.read_text(encoding="ascii").strip() if pin.is_file() else ""


def read_record(home: Path) -> dict[str, Any]:
    """What is known of a cached model; empty when nothing is."""
    return read_json(home / "record.json")


def add_to_record(home: Path, facts: Mapping[str, Any]) -> None:
    """Lay `facts` over the record, under the model's lock."""
    with locked(home):
        merged = {**read_record(home), **facts}
        write_atomically(home / "record.json", json.dumps(merged, indent=1, sort_keys=True) + "\n")


def read_json(path: Path) -> dict[str, Any]:
    """A JSON object from a file; empty when the file is absent or holds none."""
    try:
        value = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return {}
    return value if isinstance(value, dict) else {}


def write_atomically(path: Path, text: str) -> None:
    """Write a small file of the cache: a reader sees the old or the new one, never a part. Raises ModelError."""
    try:
        write_atomic(path, text.encode())
    except OSError as error:
        raise ModelError(f"cannot write {path}: {error}", "set MUJAZ_CACHE to a folder you may write") from error


@contextmanager
def locked(home: Path) -> Iterator[None]:
    """Hold the lock of one model revision; waits for another process. The system frees it when a process dies."""
    with ExitStack() as held:
        try:
            held.enter_context(files.locked(home / ".lock"))
        except OSError as error:
            raise ModelError(f"cannot write to {home}: {error}", "set MUJAZ_CACHE to a folder you may write") from error
        yield


@contextmanager
def work_folder(home: Path) -> Iterator[Path]:
    """A folder beside the final one; whatever is left in it is removed, and so is what a killed run left behind."""
    for old in home.glob(".work-*"):
        shutil.rmtree(old, ignore_errors=True)
    work = Path(tempfile.mkdtemp(prefix=".work-", dir=home))
    try:
        yield work
    finally:
        shutil.rmtree(work, ignore_errors=True)
