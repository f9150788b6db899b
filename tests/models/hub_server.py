"""A Hugging Face-compatible hub on this machine: the routes that mujaz uses, with faults to order."""

import hashlib
import json
import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

COMMIT = "c0ffee" + "0" * 34
LARGE = 50_000  # bytes from which on a file counts as a large file, known by SHA-256


class HubServer(ThreadingHTTPServer):
    """Serves `folder` as owner/tiny at the branch main. cuts: how often a file breaks off half way. asked: requests.

    announce: laid over the listing; change: over a file's entry in it. endless: files that never stop.
    raw: a listing as it is. pause: seconds before each 20,000 bytes of a file.
    """

    daemon_threads = True

    def __init__(self, folder: Path) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.folder = folder
        self.commit = COMMIT
        self.cuts: dict[str, int] = {}
        self.ignore_range = False
        self.wrong: set[str] = set()
        self.announce: dict[str, Any] = {}
        self.change: dict[str, dict[str, Any]] = {}
        self.endless: set[str] = set()
        self.raw = b""
        self.pause = 0.0
        self.status = 0
        self.asked: list[tuple[str, str]] = []

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"

    def listing(self) -> dict[str, Any]:
        """What /api/models answers."""
        siblings = []
        for path in sorted(self.folder.iterdir()):
            data = path.read_bytes()
            entry: dict[str, Any] = {"rfilename": path.name, "size": len(data)}
            if len(data) >= LARGE:
                entry["lfs"] = {"size": len(data), "sha256": hashlib.sha256(data).hexdigest()}
                entry["blobId"] = "of the pointer"
            else:
                entry["blobId"] = hashlib.sha1(b"blob %d\0" % len(data) + data).hexdigest()
            siblings.append(entry | self.change.get(path.name, {}))
        return {"id": "owner/tiny", "sha": self.commit, "siblings": siblings, **self.announce}


class Handler(BaseHTTPRequestHandler):
    server: HubServer

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 – the base class names it so
        """Silence."""

    def do_GET(self) -> None:
        hub = self.server
        hub.asked.append((self.path, self.headers.get("Range", "")))
        path = self.path.split("?")[0]
        if hub.status:
            self.send_error(hub.status)
        elif path in ("/api/models/owner/tiny/revision/main", f"/api/models/owner/tiny/revision/{hub.commit}"):
            self.answer(hub.raw or json.dumps(hub.listing()).encode())
        elif (m := re.fullmatch(rf"/owner/tiny/resolve/{hub.commit}/([\w.]+)", path)) and (hub.folder / m[1]).exists():
            self.redirect_or_send(m[1])
        elif m := re.fullmatch(r"/store/([\w.]+)", path):
            self.send(m[1])
        else:
            self.send_error(404)

    def redirect_or_send(self, name: str) -> None:
        """Large files lie elsewhere, as on the real hub."""
        if (self.server.folder / name).stat().st_size >= LARGE:
            self.send_response(302)
            self.send_header("Location", f"/store/{name}")
            self.send_header("Content-Length", "0")
            self.end_headers()
        else:
            self.send(name)

    def send(self, name: str) -> None:
        hub = self.server
        data = (hub.folder / name).read_bytes()
        if name in hub.wrong:
            data = data[:-1] + bytes([data[-1] ^ 1])
        asked = re.fullmatch(r"bytes=(\d+)-", self.headers.get("Range", ""))
        start = int(asked[1]) if asked and not hub.ignore_range else 0
        self.send_response(206 if start else 200)
        if start:
            self.send_header("Content-Range", f"bytes {start}-{len(data) - 1}/{len(data)}")
        if name not in hub.endless:
            self.send_header("Content-Length", str(len(data) - start))
        self.end_headers()
        while name in hub.endless:
            self.wfile.write(b"x" * 65536)
        rest = data[start:]
        if hub.cuts.get(name, 0) > 0:
            hub.cuts[name] -= 1
            self.wfile.write(rest[: len(rest) // 2])
            self.wfile.flush()
            self.close_connection = True
            self.connection.close()
            return
        while hub.pause and rest:
            time.sleep(hub.pause)
            self.wfile.write(rest[:20_000])
            rest = rest[20_000:]
        self.wfile.write(rest)

    def answer(self, body: bytes) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


@contextmanager
def serving(folder: Path) -> Iterator[HubServer]:
    """The hub, running in a thread."""
    server = HubServer(folder)
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        thread.join(10)
