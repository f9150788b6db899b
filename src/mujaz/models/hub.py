"""Pull a model from a Hugging Face-compatible hub: pinned, verified, resumed after a cut.

Two routes are used:  GET BASE/api/models/OWNER/NAME/revision/REV?blobs=true   what there is: commit, files, checksums
                      GET BASE/OWNER/NAME/resolve/COMMIT/FILE                  the file itself (Range is honoured)
"""

import hashlib
import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mujaz import __version__
from mujaz.config import Settings
from mujaz.errors import ModelError, NetworkError
from mujaz.models.cache import add_to_record, digest, locked, read_pin, write_atomically
from mujaz.models.catalogue import COMMIT, Entry
from mujaz.models.find import kind_of

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
        hub = Hub(base_url(settings))
        listing = hub.listing(entry.location, entry.revision)
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
    part.rename(home / "source")
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


class Hub:
    """A hub at an address."""

    def __init__(self, base: str) -> None:
        import urllib3

        self.base = base
        self.http = urllib3.PoolManager(
            headers={"User-Agent": f"mujaz/{__version__}", "Accept-Encoding": "identity"},
            timeout=urllib3.Timeout(connect=10, read=60),
            retries=urllib3.Retry(connect=1, read=0, redirect=5, status=0),
        )

    def listing(self, location: str, revision: str) -> Listing:
        """Commit and files of a revision. Raises NetworkError, ModelError."""
        response = self.get(f"{self.base}/api/models/{location}/revision/{revision}?blobs=true", {})
        body = response.read(decode_content=True)
        if response.status != 200:
            raise refused(location, revision, response.status)
        try:
            answer = json.loads(body)
            commit = answer["sha"]
            there = {s["rfilename"]: file_of(s) for s in answer["siblings"]}
        except (ValueError, KeyError, TypeError) as error:
            raise ModelError(f"{self.base} does not answer like a model hub", "check MUJAZ_HUB") from error
        if not COMMIT.fullmatch(str(commit)) or (COMMIT.fullmatch(revision) and commit != revision):
            raise ModelError(f"{self.base} answered with commit {commit!r} for {revision}", "check MUJAZ_HUB")
        weights = [name for name in WEIGHTS if name in there][:1]
        missing = [name for name in NEEDED if name not in there] + ([] if weights else [" or ".join(WEIGHTS)])
        if missing:
            raise ModelError(f"{location} is no MarianMT model: {', '.join(missing)} missing", "name another model")
        wanted = [*NEEDED, *(name for name in WELCOME if name in there), *weights]
        return Listing(commit, tuple(there[name] for name in wanted))

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
        part.replace(done)

    def append(self, url: str, part: Path, file: File, tell: Pulled | None) -> bool:
        """Add to `part` what is still missing; whether it is whole now. Raises NetworkError, ModelError."""
        import urllib3

        start = part.stat().st_size if part.exists() else 0
        if 0 <= file.size <= start:
            return True
        response = self.get(url, {"Range": f"bytes={start}-"} if start else {})
        if response.status not in (200, 206):
            raise refused(url, "", response.status)
        start = start if response.status == 206 else 0
        length = response.headers.get("Content-Length", "")
        size = start + int(length) if length.isdigit() else file.size
        try:
            with part.open("ab" if start else "wb") as out:
                while chunk := response.read1(CHUNK):  # gives what has arrived, so that a cut loses nothing of it
                    out.write(chunk)
                    start += len(chunk)
                    if tell:
                        tell(file.name, start, size)
        except (urllib3.exceptions.HTTPError, ConnectionError):
            return False
        finally:
            response.release_conn()
        return size < 0 or start >= size

    def get(self, url: str, headers: Mapping[str, str]) -> Any:
        """An open response. Raises NetworkError when the hub cannot be reached."""
        import urllib3

        try:
            return self.http.request("GET", url, headers={**self.http.headers, **headers}, preload_content=False)
        except urllib3.exceptions.HTTPError as error:
            raise NetworkError(
                f"cannot reach {self.base} ({type(error).__name__})",
                "this needs the network once: check the connection or MUJAZ_HUB; models already here work offline",
            ) from error


def refused(location: str, revision: str, status: int) -> ModelError:
    """The error for a status that is not success."""
    what = f"{location} at revision {revision}" if revision else location
    if status in (401, 403):
        return ModelError(f"the hub does not give out {what} ({status})", "it may ask for a login; name another model")
    if status == 404:
        return ModelError(f"the hub has no {what}", "check name and revision in models.txt")
    return ModelError(f"the hub answered {status} for {what}", "try again later")


def file_of(sibling: Mapping[str, Any]) -> File:
    """A file from the hub's listing."""
    lfs = sibling.get("lfs") or {}
    size = lfs.get("size", sibling.get("size"))
    blob = "" if lfs else str(sibling.get("blobId") or "")
    return File(str(sibling["rfilename"]), -1 if size is None else int(size), str(lfs.get("sha256") or ""), blob)


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
