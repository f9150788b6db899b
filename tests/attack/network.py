"""Servers that lie, drip and lead astray: addresses, feeds, mail servers, model hubs."""

import gzip
import json
import os
import shutil
import socket
import threading
import time
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from email.message import EmailMessage
from pathlib import Path
from typing import Any

from mujaz.errors import MujazError, NetworkError
from mujaz.http import get
from tests.attack.runner import Field, clean
from tests.models.hub_server import COMMIT, HubServer, serving
from tests.support.hostile import REPEATS, TEXT, feed, mutants, page
from tests.support.slow_servers import ENDLESS, OK, Talk, dripping, listening, silent
from tests.test_network_policy import SPECIAL, SPELLINGS


@contextmanager
def blocked() -> Iterator[list[Any]]:
    """Every connection refused; gives what was tried."""
    tried: list[Any] = []
    connect, look_up = socket.socket.connect, socket.getaddrinfo

    def refuse(_: socket.socket, address: Any) -> None:
        tried.append(address)
        raise ConnectionRefusedError("blocked")

    socket.socket.connect = refuse  # type: ignore[method-assign,assignment]
    try:
        yield tried
    finally:
        socket.socket.connect = connect  # type: ignore[method-assign]
        socket.getaddrinfo = look_up


def naming(address: str) -> None:
    """Every name stands for one address."""
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    place = (address, 80, 0, 0) if ":" in address else (address, 80)
    socket.getaddrinfo = lambda *_, **__: [(family, socket.SOCK_STREAM, 6, "", place)]


SCHEMES = (
    "file:///etc/passwd", "ftp://a.example/", "gopher://a.example/", "data:text/html,x", "//a.example/", "http:/a",
    "javascript:1", "http://u:p@127.0.0.1/", "http://a.example@127.0.0.1/", "http://127.0.0.1#@a.example/", "http://",
    "http://a b/", "http://%00/", "http://[bad/", "http://a.example:99999/", "http://a.example:0x50/", "http://\u200f/",
    "http://127.0.0.1\\@a.example/", "http://127。0。0。1/", "http://" + "a" * 300 + ".example/", "http://-.example/",
)  # fmt: skip


def addresses(field: Field) -> None:
    """What may be connected to: names that stand for special addresses, spellings, schemes, ports."""
    for address in SPECIAL:
        with blocked() as tried:
            naming(address)
            for url in ("http://news.example/", "https://news.example/a"):
                field.check(f"{url} at {address}", refused(url), f"connected to {tried}" if tried else "")
    for url in (*(f"http://{host}/" for host in SPELLINGS), *SCHEMES):
        with blocked() as tried:
            field.check(url, refused(url), f"connected to {tried}" if tried else "")
    for port in (1, 22, 23, 25, 53, 110, 111, 135, 139, 143, 389, 445, 465, 514, 587, 631, 636, 993, 995):
        with blocked() as tried:
            naming("8.8.8.8")
            field.check(f"port {port}", refused(f"http://news.example:{port}/"), f"{tried}" if tried else "")


def refused(url: str) -> str:
    """ "" when an address is refused with one of our errors."""
    try:
        get(url, timeout=2)
    except NetworkError:
        return ""
    except MujazError as error:
        return f"{type(error).__name__}: {error}"
    except Exception as error:
        return f"{type(error).__name__}: {error}"
    return "answered"


def answering(*parts: bytes, pause: float = 0.0) -> Talk:
    """Says these parts once it has been asked."""

    def talk(connection: socket.socket, stop: threading.Event) -> None:
        with suppress(OSError):
            connection.recv(65536)
            for part in parts:
                connection.sendall(part)
                stop.wait(pause)

    return talk


def with_body(body: bytes, *headers: bytes, status: bytes = b"200 OK") -> bytes:
    """A whole answer."""
    head = b"\r\n".join((b"HTTP/1.1 " + status, b"Content-Length: %d" % len(body), *headers, b"Connection: close"))
    return head + b"\r\n\r\n" + body


def bad_servers() -> dict[str, Talk]:
    """Ways to answer when asked for a feed."""
    item = f"<item><title>خبر</title><guid>1</guid><description>{TEXT * 5}</description></item>"
    whole = feed(item)
    ways: dict[str, Talk] = {f"endless {name}": talk for name, talk in ENDLESS.items()}
    statuses = (100, 101, 199, 204, 206, 300, 301, 304, 305, 307, 308, 400, 401, 403, 404, 407, 408, 410, 418, 429,
                451, 500, 502, 503, 504, 511, 599, 999)  # fmt: skip
    ways |= {f"status {n}": answering(with_body(whole, status=b"%d X" % n)) for n in statuses}
    for target in (b"/", b"http://[bad", b"file:///etc/passwd", b"gopher://a", b"//", b"http://127.0.0.1:1/", b"\xff",
                   b"http://a b", b"?" * 9000, b"javascript:1"):  # fmt: skip
        ways[f"redirect to {target[:20]!r}"] = answering(with_body(b"", b"Location: " + target, status=b"302 X"))
    bomb = zlib.compressobj(9, zlib.DEFLATED, 31)
    big = bomb.compress(b"<" * 80_000_000) + bomb.flush()
    ways |= {
        "nothing": answering(b""),
        "line noise": answering(os.urandom(4000)),
        "no head": answering(whole),
        "half a head": answering(b"HTTP/1.1 200 OK\r\nContent-Le"),
        "HTTP/0.9": answering(b"<rss>"),
        "HTTP/9.9": answering(b"HTTP/9.9 200 OK\r\n\r\n"),
        "negative length": answering(OK + b"Content-Length: -5\r\n\r\n" + whole),
        "two lengths": answering(OK + b"Content-Length: 5\r\nContent-Length: 9\r\n\r\n" + whole),
        "short body": answering(OK + b"Content-Length: 99999\r\n\r\n" + whole),
        "long body": answering(OK + b"Content-Length: 9\r\n\r\n" + whole),
        "huge length": answering(OK + b"Content-Length: " + b"9" * 300 + b"\r\n\r\n" + whole),
        "bad chunks": answering(OK + b"Transfer-Encoding: chunked\r\n\r\nzz\r\n" + whole),
        "huge chunk": answering(OK + b"Transfer-Encoding: chunked\r\n\r\nffffffffffffffff\r\n" + whole),
        "bomb": answering(with_body(big, b"Content-Encoding: gzip")),
        "bomb in a bomb": answering(with_body(gzip.compress(big), b"Content-Encoding: gzip, gzip")),
        "no gzip": answering(with_body(whole, b"Content-Encoding: gzip")),
        "unknown coding": answering(with_body(whole, b"Content-Encoding: x-none")),
        "ten codings": answering(with_body(whole, b"Content-Encoding: " + b"gzip, " * 500 + b"gzip")),
        "long header": answering(OK + b"X: " + b"x" * 200_000 + b"\r\n\r\n" + whole),
        "many headers": answering(OK + b"X: x\r\n" * 5000 + b"\r\n" + whole),
        "header with null": answering(OK + b"X: \0\r\nContent-Length: 0\r\n\r\n"),
        "folded header": answering(OK + b"X: a\r\n b\r\nContent-Length: 0\r\n\r\n"),
        "odd charset": answering(with_body(whole, b"Content-Type: text/xml; charset=\xff\xfe")),
        "wrong charset": answering(with_body(whole, b"Content-Type: text/xml; charset=utf-32")),
        "retry after years": answering(with_body(b"", b"Retry-After: 999999999", status=b"503 X")),
        "odd retry after": answering(with_body(b"", b"Retry-After: " + b"9" * 5000, status=b"503 X")),
        "odd date": answering(with_body(whole, b"Last-Modified: \xff", b'ETag: "\xff\r\nX: y"')),
        "long etag": answering(with_body(whole, b"ETag: " + b"e" * 60_000)),
        "empty": answering(with_body(b"")),
        "page": answering(with_body(page("لا شيء"))),
        "20,000 entries": answering(with_body(feed("<item><guid>x</guid></item>" * 20_000))),
        "same guid": answering(with_body(feed(item * 300))),
        "deep": answering(with_body(feed("<a>" * 50_000))),
        "entities": answering(with_body(b'<!DOCTYPE r [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>' + feed("&b;"))),
    }
    for number, repeat in enumerate(REPEATS[:12]):
        body = feed(
            f"<item><guid>1</guid><description><![CDATA[{repeat * (200_000 // len(repeat))}]]></description></item>"
        )
        ways[f"repeat {number}"] = answering(with_body(body))
    for name, data in list(mutants(120, seed=3)):
        if name.endswith("xml"):
            ways[name] = answering(with_body(data))
    return ways


def servers(field: Field) -> None:
    """Each beside a good feed, which must be read in time; then once more, as the job does."""
    good = feed(f"<item><title>خبر</title><guid>g</guid><description>{TEXT * 5}</description></item>")
    for name, talk in bad_servers().items():
        with field.place() as folder, listening(talk) as bad, listening(answering(with_body(good))) as port:
            (folder / "mujaz.toml").write_text(
                "[fetch]\nallow_private = true\nrate = 0\nretries = 1\nbackoff = 0.1\ntimeout = 3\nrobots = false\n"
                f'[[feed]]\nname = "bad"\nurl = "http://127.0.0.1:{bad}/feed"\ntext = "feed"\n'
                f'[[feed]]\nname = "good"\nurl = "http://127.0.0.1:{port}/feed"\ntext = "feed"\n'
            )
            for number in (1, 2):
                done = field.run(folder, "fetch", "-v", seconds=90)
                kept = (
                    "" if number == 2 or (" new article" in done.err and "0 new" not in done.err) else "good not kept"
                )
                late = f"{done.seconds:.0f} s" if done.seconds > 40 else ""
                field.check(f"{name} ({number})", clean(done, 0, 4), kept, late)
    robots = {
        "endless": dripping(OK + b"\r\n", b"Disallow: /x\r\n"),
        "stars": answering(
            with_body(b"User-agent: *\nDisallow: " + b"*a" * 5000 + b"$\n" + b"Disallow: *a*b*c$\n" * 9000)
        ),
        "noise": answering(with_body(os.urandom(50_000))),
        "silent": silent,
        "delay": answering(with_body(b"User-agent: *\nCrawl-delay: 1e9\n")),
        "odd delay": answering(with_body(b"User-agent: *\nCrawl-delay: nan\nRequest-rate: 1/0\n")),
    }
    for name, talk in robots.items():
        with field.place() as folder, listening(talk) as bad:
            (folder / "mujaz.toml").write_text(
                "[fetch]\nallow_private = true\nrate = 0\nretries = 0\ntimeout = 3\n"
                f'[[feed]]\nname = "bad"\nurl = "http://127.0.0.1:{bad}/{"a" * 1500}"\n'
            )
            field.check(f"robots {name}", clean(field.run(folder, "fetch", seconds=90), 0, 4))


def mail(field: Field) -> None:
    """Mail servers that never come to an end, in every step."""
    from mujaz.digest.mail.smtp import DeliveryError, deliver
    from mujaz.job.settings import MailSettings

    def hanging(step: int, drop: bytes, pause: float) -> Talk:
        def talk(connection: socket.socket, stop: threading.Event) -> None:
            with suppress(OSError):
                connection.sendall(b"220 hello\r\n" if step else b"")
                for _ in range(step):
                    line = connection.recv(65536)
                    connection.sendall(b"354 go\r\n" if line.startswith(b"data") else b"250 OK\r\n")
                while not stop.wait(pause):
                    connection.sendall(drop)

        return talk

    message = EmailMessage()
    message["From"], message["To"] = "a@example.org", "b@example.org"
    message.set_content("x" * 2000)
    for step in range(6):
        for drop, pause in (
            (b"2", 0.05),
            (b"250-x\r\n", 0.01),
            (b"250-x\r\n" * 5000, 0.001),
            (b"\xff", 0.05),
            (b"", 1),
        ):
            with listening(hanging(step, drop, pause)) as port:
                settings = MailSettings(
                    host="127.0.0.1",
                    port=port,
                    security="none",
                    sender="a@example.org",
                    to=("b@example.org",),
                    timeout=2,
                )
                began = time.monotonic()
                fault = ""
                try:
                    deliver(message, ["b@example.org"], settings, {})
                except DeliveryError:
                    pass
                except Exception as error:
                    fault = f"{type(error).__name__}: {error}"
                late = f"{time.monotonic() - began:.0f} s" if time.monotonic() - began > 12 else ""
                field.check(f"step {step}, {drop[:8]!r}", fault, late)


def bad_hubs() -> dict[str, Callable[[HubServer], object]]:
    """Ways a hub can lie."""

    def announce(**more: Any) -> Callable[[HubServer], None]:
        return lambda hub: hub.announce.update(more)

    def raw(data: bytes) -> Callable[[HubServer], None]:
        return lambda hub: setattr(hub, "raw", data)

    def change(name: str, **more: Any) -> Callable[[HubServer], None]:
        return lambda hub: hub.change.update({name: more})

    def content(name: str, data: bytes) -> Callable[[HubServer], object]:
        return lambda hub: (hub.folder / name).write_bytes(data)

    def config(**more: Any) -> Callable[[HubServer], None]:
        def alter(hub: HubServer) -> None:
            path = hub.folder / "config.json"
            path.write_text(json.dumps({**json.loads(path.read_text()), **more}))

        return alter

    commits: tuple[Any, ...] = (None, 5, [], "", "../..", "main", "z" * 40, COMMIT + "\n", "x" * 100_000)
    files: tuple[Any, ...] = (
        None, 5, "x", {}, [[]], [None], [{}], [{"rfilename": None}], [{"rfilename": "../../x"}], [5] * 9999,
    )  # fmt: skip
    listings = (b"", b"null", b"[]", b"{", b"\xff" * 999, b"[" * 200_000, b'{"sha":' * 100_000, b"1" * 5_000_000)
    sizes: tuple[Any, ...] = (-1, 0, 1, 1.5, "9", True, 10**30, float("inf"), [], {})
    large: tuple[Any, ...] = (
        "s", 5, [], {"size": "x"}, {"sha256": 5}, {"size": 9**99, "sha256": "0" * 64}, {"sha256": "../x"},
    )  # fmt: skip
    ways: dict[str, Callable[[HubServer], object]] = {}
    ways |= {f"commit {value!r:.30}": announce(sha=value) for value in commits}
    ways |= {f"files {value!r:.30}": announce(siblings=value) for value in files}
    ways |= {f"listing {value[:10]!r}": raw(value) for value in listings}
    ways |= {f"size {value!r:.20}": change("config.json", size=value) for value in sizes}
    ways |= {f"large file {value!r:.30}": change("model.safetensors", lfs=value) for value in large}
    ways |= {
        "no checksum": change("vocab.json", blobId="", lfs=None),
        "endless file": lambda hub: hub.endless.add("model.safetensors"),
        "endless small file": lambda hub: hub.endless.add("config.json"),
        "wrong bytes": lambda hub: hub.wrong.add("model.safetensors"),
        "cut for ever": lambda hub: hub.cuts.update({"model.safetensors": 99}),
        "refuses": lambda hub: setattr(hub, "status", 403),
        "no weights": lambda hub: (hub.folder / "model.safetensors").unlink(),
        "pickle": lambda hub: (hub.folder / "model.safetensors").rename(hub.folder / "pytorch_model.bin"),
        "weights of noise": content("model.safetensors", os.urandom(200_000)),
        "weights with a huge head": content("model.safetensors", b"\xff" * 8 + b"{" * 100_000),
        "empty pieces": content("source.spm", b""),
        "pieces of noise": content("source.spm", os.urandom(5000)),
        "million layers": config(decoder_layers=1_000_000),
        "no width": config(d_model=0),
        "wide": config(d_model=8192, vocab_size=1_000_000),
        "own code": config(auto_map={"AutoModel": "evil.Model"}, architectures=["evil.Model"]),
        "another kind": config(model_type="bert"),
        "heads that do not divide": config(encoder_attention_heads=7),
        "long positions": config(max_position_embeddings=10**12),
    }
    for data in (b"{}", b"[" * 100_000, b'{"a": {}}', b"null", b'{"a": -1}', b'{"a": 1e400}', b"\xff"):
        ways[f"vocabulary {data[:9]!r}"] = content("vocab.json", data)
    return ways


def hub(field: Field) -> None:
    """Each way once, by the command, which converts and tests what it gets; nothing may lie outside the cache."""
    import mujaz
    from mujaz.models.packed import write_hf

    model = field.root / "model"
    write_hf(next(Path(mujaz.__file__).parent.rglob("weights.00")).parent, model)
    for name, alter in bad_hubs().items():
        with field.place() as folder:
            served = Path(shutil.copytree(model, folder / "served"))
            with serving(served) as server:
                alter(server)
                (folder / "models.txt").write_text("tiny hub:owner/tiny main Apache-2.0 - default\n")
                (folder / "mujaz.toml").write_text(
                    f'[translation]\nhub = "{server.url}"\nmodels_txt = "models.txt"\n[store]\ncache = "cache"\n'
                )
                own = {"MUJAZ_CACHE": str(folder / "cache")}
                done = field.run(folder, "models", "pull", "tiny", "--quiet", seconds=150, own=own)
            made = {p.name for p in folder.iterdir()} - {
                "served",
                "models.txt",
                "mujaz.toml",
                "cache",
                "home",
                "s.sqlite",
            }
            field.check(name, clean(done, 0, 1, 4, 5), f"left {made}" if made else "")


def models(field: Field) -> None:
    """Odd lists of models."""
    line = "tiny hub:owner/tiny main Apache-2.0 - default\n"
    lists: dict[str, bytes] = {
        "empty": b"", "mark": b"\xef\xbb\xbf" + line.encode(), "noise": os.urandom(5000), "null": b"\0" * 100,
        "utf-16": line.encode("utf-16"), "twice": line.encode() * 2, "long": b"x" * 1_000_000,
        "columns": b"a b c\n", "name": b"../x hub:o/t main A - default\n", "name 2": b"A/B hub:o/t main A - default\n",
        "source": b"tiny http://x main A - default\n", "location": b"tiny hub:../../x main A - default\n",
        "checksum": b"tiny hub:o/t main A zz default\n", "two defaults": (line + line.replace("tiny", "t2")).encode(),
        "none": line.replace("default", "other").encode(), "5,000": b"".join(
            f"m{n} hub:o/t main A - {'default' if not n else 'x'}\n".encode() for n in range(5000)
        ), "900": b"".join(f"m{n} hub:o/t main A - {'default' if not n else 'x'}\n".encode() for n in range(900)),
        "package": b"tiny package:../../../etc main A - default\n", "revision": b"tiny hub:o/t ../.. A - default\n",
        "controls": b"tiny hub:o/t main \x1b[31m - default\n", "crlf": line.replace("\n", "\r\n").encode(),
    }  # fmt: skip
    for name, data in lists.items():
        with field.place() as folder:
            (folder / "models.txt").write_bytes(data)
            (folder / "mujaz.toml").write_text('[translation]\nmodels_txt = "models.txt"\n')
            done = field.run(folder, "models", "list", seconds=60)
            slow = f"{done.cpu:.0f} s" if done.cpu > 10 else ""
            field.check(f"list {name}", clean(done, 0, 1, 5), slow)
