"""Pull a model from a Hugging Face-compatible hub: pinned, verified, resumed after a cut.

Two routes are used:  GET BASE/api/models/OWNER/NAME/revision/REV?blobs=true   what there is: commit, files, checksums
                      GET BASE/OWNER/NAME/resolve/COMMIT/FILE                  the file itself (Range is honoured)
"""

import hashlib
import json
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mujaz.budgets import HUB_SECONDS, LISTING_BYTES, MODEL_BYTES
from mujaz.config import Settings
from mujaz.deadline import Deadline
from mujaz.errors import ModelError, NetworkError, RefusedError
from mujaz.files import move
from mujaz.http import Answer, ask
from mujaz.job.settings import read
from mujaz.models.cache import add_to_record, digest, locked, read_pin, write_atomically
from mujaz.models.catalogue import COMMIT, SHA256, Entry
from mujaz.models.find import kind_of
from mujaz.models.shape import check_vocabulary

BASE = "https://huggingface.co"
NEEDED = ("config.json", "source.spm", "target.spm", "vocab.json")
WELCOME = ("tokenizer_config.json", "generation_config.json", "README.md")
WEIGHTS = ("model.safetensors", "pytorch_model.bin")  # the first that there is
ATTEMPTS = 5
CHUNK = 1 << 20
Pulled = Callable[[str, int, int], None]
"""Told (file, bytes so far, bytes in all)."""


@dataclass(frozen=True, slots=True)
class File:
    """A file of a model on the hub. size: bytes, -1 unknown; sha256 of large files, blob (git's SHA-1) of small."""

    name: str
    size: int
    sha256: str = ""
    blob: str = ""

    @property
    def announced(self) -> bool:
        """Whether the hub said by what checksum the file is known."""
        return bool(SHA256.fullmatch(self.sha256) or COMMIT.fullmatch(self.blob))


@dataclass(frozen=True, slots=True)
class Listing:
    """What the hub holds for a revision: the commit it stands for, and the files Mujaz takes."""

    commit: str
    files: tuple[File, ...]


def base_url(settings: Settings) -> str:
    """The hub: translation.hub of the settings (MUJAZ_HUB), else the public one. Raises ModelError."""
    base = (settings.translation.hub or BASE).rstrip("/")
    if not re.match(r"https?://[^/\s]+", base):
        raise ModelError(f"{base!r} is no hub address", "set MUJAZ_HUB to something like https://hub.example")
    return base


def pull(entry: Entry, settings: Settings, *, renew: bool = False, tell: Pulled | None = None) -> Path:
    """Fetch a hub model into the cache and record what was verified; returns its folder of the cache.

    A model that is already here is not fetched again unless `renew`, which asks the hub where the branch stands now.
    What a broken-off pull left is taken up again. Raises NetworkError when the hub cannot be reached (what is here
    stays usable) and ModelError when it has no such model or sends something else than it announced.
    """
    if entry.kind != "hub":
        raise ModelError(f"{entry.name} ships with Mujaz", "there is nothing to pull")
    shelf = settings.cache_path / "models" / entry.name
    with locked(shelf):
        pinned = entry.revision if COMMIT.fullmatch(entry.revision) else read_pin(shelf)
        if pinned and not renew and (shelf / pinned / "source").is_dir():
            return shelf / pinned
        hub = Hub(base_url(settings), read(settings).fetch.proxy)
        listing = hub.listing(entry.location, entry.revision)
        unknown = [file.name for file in listing.files if not file.announced]
        if unknown and not entry.sha256:
            raise ModelError(
                f"{entry.name}: the hub announces no checksum of {', '.join(unknown)}",
                "write the model's SHA-256 into models.txt, or check MUJAZ_HUB",
            )
        home = shelf / listing.commit
        if renew or not (home / "source").is_dir():
            part = shelf / f"{listing.commit}.part"
            part.mkdir(parents=True, exist_ok=True)
            for file in listing.files:
                hub.fetch(entry.location, listing.commit, file, part, tell)
            accept(entry, listing, part, home)
        write_atomically(shelf / "pin", listing.commit + "\n")
    return home


def accept(entry: Entry, listing: Listing, part: Path, home: Path) -> None:
    """Move a complete download to its place, with its record. Raises ModelError when it is not what was asked for."""
    kind_of(part)
    check_vocabulary(part)
    value = digest(part)
    if entry.sha256 and value != entry.sha256:
        remove(part)
        raise ModelError(
            f"{entry.name}: what the hub sent has checksum {value}, models.txt says {entry.sha256}",
            "do not use it; check revision and checksum in models.txt",
        )
    if (home / "source").exists():
        remove(home / "source")
    home.mkdir(parents=True, exist_ok=True)
    move(part, home / "source")
    add_to_record(
        home,
        {
            "model": entry.location,
            "revision": entry.revision,
            "commit": listing.commit,
            "digest": value,
            "files": {f.name: {"size": f.size, "sha256": f.sha256, "blob": f.blob} for f in listing.files},
        },
    )


@dataclass(frozen=True, slots=True)
class Hub:
    """A hub at an address. proxy: as for mujaz.http.get.

    The address is the user's own choice, so it may lie in a private network; from a public one no redirect leads there.
    """

    base: str
    proxy: str = ""

    def listing(self, location: str, revision: str) -> Listing:
        """Commit and files of a revision. Raises NetworkError, ModelError."""
        body = bytearray()
        with self.ask(f"{self.base}/api/models/{location}/revision/{revision}?blobs=true", {}) as (answer, _):
            if answer.status != 200:
                raise refused(location, revision, answer.status)
            for chunk in answer.chunks():
                body += chunk
                if len(body) > LISTING_BYTES:
                    raise ModelError(f"{self.base} lists more than {LISTING_BYTES >> 20} MiB", "check MUJAZ_HUB")
        try:
            said = json.loads(bytes(body))
            commit = said["sha"]
            there = {file.name: file for file in map(file_of, said["siblings"])}
        except (ValueError, KeyError, TypeError, RecursionError) as error:
            raise ModelError(f"{self.base} does not answer like a model hub", "check MUJAZ_HUB") from error
        if not COMMIT.fullmatch(str(commit)) or (COMMIT.fullmatch(revision) and commit != revision):
            shown = repr(commit)[:60]
            raise ModelError(f"{self.base} answered with commit {shown} for {revision}", "check MUJAZ_HUB")
        weights = [name for name in WEIGHTS if name in there][:1]
        missing = [name for name in NEEDED if name not in there] + ([] if weights else [" or ".join(WEIGHTS)])
        if missing:
            raise ModelError(f"{location} is no MarianMT model: {', '.join(missing)} missing", "name another model")
        wanted = [there[name] for name in (*NEEDED, *(name for name in WELCOME if name in there), *weights)]
        for file in wanted:
            if file.size > MODEL_BYTES:
                raise ModelError(f"{file.name} of {location} has {file.size >> 20} MiB", "name a smaller model")
        return Listing(commit, tuple(wanted))

    def fetch(self, location: str, commit: str, file: File, into: Path, tell: Pulled | None) -> None:
        """One file, verified; goes on where an earlier attempt broke off. Raises NetworkError, ModelError."""
        done, part = into / file.name, into / f".{file.name}.part"
        if done.is_file() and fits(done, file):
            return
        url = f"{self.base}/{location}/resolve/{commit}/{file.name}"
        for _ in range(ATTEMPTS):
            if self.append(url, part, file, tell):
                break
        else:
            raise NetworkError(
                f"{url} broke off {ATTEMPTS} times", "run the same command again; it goes on where it stopped"
            )
        if not fits(part, file):
            part.unlink()
            raise ModelError(
                f"{file.name} of {location} arrived damaged: size or checksum is wrong",
                "run the same command again; if it stays, the hub or a proxy changes files",
            )
        move(part, done)

    def append(self, url: str, part: Path, file: File, tell: Pulled | None) -> bool:
        """Add to `part` what is still missing; whether it is whole now. Raises NetworkError, ModelError."""
        start = part.stat().st_size if part.exists() else 0
        if 0 <= file.size <= start:
            return True
        most = file.size if file.size >= 0 else MODEL_BYTES
        with self.ask(url, {"Range": f"bytes={start}-"} if start else {}) as (answer, deadline):
            if answer.status not in (200, 206):
                raise refused(url, "", answer.status)
            start = start if answer.status == 206 else 0
            length = answer.headers.get("content-length", "")
            size = start + int(length) if length.isdecimal() and len(length) < 20 else file.size
            extended = start
            with part.open("ab" if start else "wb") as out:
                try:
                    for chunk in answer.chunks(CHUNK):  # gives what has arrived, so that a cut loses nothing of it
                        start += len(chunk)
                        if start > most:
                            break
                        out.write(chunk)
                        if start - extended >= CHUNK:
                            deadline.extend(HUB_SECONDS)
                            extended = start
                        if tell:
                            tell(file.name, start, size)
                except NetworkError:
                    return False
        if start > most:
            part.unlink()
            raise ModelError(f"{url} sends more than the {most} bytes it may have", "do not use it; check MUJAZ_HUB")
        return size < 0 or start >= size

    @contextmanager
    def ask(self, url: str, headers: Mapping[str, str]) -> Iterator[tuple[Answer, Deadline]]:
        """An answer, and the deadline it is read under. Raises NetworkError when the hub cannot be reached."""
        sent = {"Accept-Encoding": "identity", **headers}
        with ExitStack() as opened:
            deadline = opened.enter_context(Deadline(HUB_SECONDS))
            try:
                answer = opened.enter_context(ask(url, deadline, allow_private=True, headers=sent, proxy=self.proxy))
            except RefusedError as error:
                raise ModelError(error.message, "check MUJAZ_HUB") from error
            except NetworkError as error:
                raise NetworkError(
                    f"cannot reach {self.base} ({error.message})",
                    "this needs the network once: check the connection or MUJAZ_HUB; models already here work offline",
                ) from error
            yield answer, deadline


def refused(location: str, revision: str, status: int) -> ModelError:
    """The error for a status that is not success."""
    what = f"{location} at revision {revision}" if revision else location
    if status in (401, 403):
        return ModelError(f"the hub does not give out {what} ({status})", "it may ask for a login; name another model")
    if status == 404:
        return ModelError(f"the hub has no {what}", "check name and revision in models.txt")
    return ModelError(f"the hub answered {status} for {what}", "try again later")


def file_of(sibling: Any) -> File:
    """A file from the hub's listing. Raises KeyError, TypeError, ValueError for what is none."""
    lfs = sibling.get("lfs") or {} if isinstance(sibling, dict) else None
    if not isinstance(lfs, dict):
        raise TypeError
    size = lfs.get("size", sibling.get("size"))
    if not isinstance(size, int | None) or (size or 0) < 0:
        raise ValueError
    blob = "" if lfs else str(sibling.get("blobId") or "")
    return File(str(sibling["rfilename"]), -1 if size is None else size, str(lfs.get("sha256") or ""), blob)


def fits(path: Path, file: File) -> bool:
    """Whether a file has the size and the checksum the hub announced."""
    size = path.stat().st_size
    if file.size not in (-1, size):
        return False
    if file.sha256:
        with path.open("rb") as opened:
            return hashlib.file_digest(opened, "sha256").hexdigest() == file.sha256
    if len(file.blob) == 40:  # git names a small file by the SHA-1 of its content with a header
        content = f"blob {size}\0".encode() + path.read_bytes()
        return hashlib.sha1(content, usedforsecurity=False).hexdigest() == file.blob
    return True


def remove(folder: Path) -> None:
    """Remove a folder and all in it."""
    import shutil

    shutil.rmtree(folder)
