"""Hostile files and odd names, each beside a good article, which must come out."""

import json
import os
import socket
from collections.abc import Callable
from pathlib import Path

from tests.attack.runner import Field, Result, clean
from tests.support.hostile import REPEATS, good, mutants, page, poison

MOST_SECONDS = 45.0  # of the processor
MOST_MIB = 1500


def came_out(result: Result, millions: int = 3) -> str:
    """ "" when the good article's sum stands in the output."""
    for line in result.out.splitlines():
        try:
            record = json.loads(line)
        except ValueError:
            return f"no JSON: {line[:80]}"
        if any(amount["value"] == millions * 1e6 for amount in record["amounts"]):
            return ""
    return "the good article did not come out"


def beside(field: Field, name: str, data: bytes) -> None:
    """One file and a good one."""
    with field.place() as folder:
        (folder / name).write_bytes(data)
        (folder / "zz-good.txt").write_bytes(good(3))
        done = field.run(folder, "statements", "--no-translate", "--quiet", name, "zz-good.txt")
        slow = f"{done.cpu:.0f} s of the processor" if done.cpu > MOST_SECONDS else ""
        said = [line for line in done.err.splitlines() if line.startswith("mujaz: ")]
        named = (
            "" if not said or all(name in line or "entry" in line for line in said) else f"not named: {said[0][:200]}"
        )
        silent = "exit 4 without a word" if done.code == 4 and not said else ""
        field.check(name, clean(done, 0, 4), came_out(done), slow, named, silent)


def files(field: Field) -> None:
    """The written ones, the repeats as text and as page, and mutants."""
    for name, data in {**poison(), **poison(named=True)}.items():
        beside(field, name, data)
    for number, repeat in enumerate(REPEATS):
        beside(field, f"repeat-{number}.txt", (repeat * (60_000 // len(repeat))).encode())
        if number % 2:
            beside(field, f"repeat-{number}.html", page(f"<p>{repeat * (60_000 // len(repeat))}</p>"))
    for name, data in mutants(220, seed=14):
        beside(field, name, data)


ODD = (
    b"\307\341\316\310\321.txt", b"new\nline.txt", b"tab\t.txt", b" .txt", b"-v", b"--help", b"-.txt", b"a b.txt", b"*.txt",
    b"[a].txt", b"?.txt", b"\\.txt", b"$(id).txt", b"`id`.txt", b"'.txt", b'".txt', b"%s.txt", b"{0}.txt", b"http:.txt",
    b"\xff\xfe.txt", b"\xe2\x80\xae.txt", "خبر.txt".encode(), "\u200f.txt".encode(), b"a" * 250 + b".txt", b"con.txt", b"~.txt",
    b"#.txt", b";.txt", b"\x1b[31m.txt", b"<b>.txt", b"..txt", b"...", b"a.txt.gz", b"a.TXT", b"a.unknown", b"noending",
)  # fmt: skip


def names(field: Field) -> None:
    """Names, special files, rings and links; named, in folders, and in watched folders."""
    for raw in ODD:
        for way in ("named", "folder"):
            with field.place() as folder:
                inner = folder / "in"
                inner.mkdir()
                Path(os.fsdecode(bytes(inner) + b"/" + raw)).write_bytes(good(4))
                (folder / "good.txt").write_bytes(good(3))
                which = ["--", f"in/{os.fsdecode(raw)}"] if way == "named" else ["--", "in"]
                done = field.run(folder, "statements", "--no-translate", "--quiet", *which, "good.txt")
                bare = "control letters on stderr" if any(c in done.err for c in ("\x1b", "\r")) else ""
                field.check(f"{way} {raw!r}", clean(done, 0, 4), came_out(done), bare)
    for what, make in SPECIAL.items():
        for way in ("named", "folder", "watched"):
            with field.place() as folder:
                inner = folder / "in"
                inner.mkdir()
                try:
                    make(inner / "a.txt")
                except OSError:
                    continue
                (folder / "good.txt").write_bytes(good(3))
                if way == "watched":
                    (inner / "good.txt").write_bytes(good(3))
                    os.utime(inner / "good.txt", (1e9, 1e9))
                    (folder / "mujaz.toml").write_text('[[folder]]\nname = "d"\npath = "in"\n')
                    done = field.run(folder, "fetch", "-v", seconds=60)
                    lost = (
                        ""
                        if " new article" in done.err and "0 new" not in done.err
                        else f"good.txt not kept: {done.err[-200:]}"
                    )
                    field.check(f"watched {what}", clean(done, 0, 4), lost)
                    continue
                if way == "named" and what == "fifo":
                    continue  # asked for by the user, who may write into it later
                given = "in/a.txt" if way == "named" else "in"
                done = field.run(folder, "statements", "--no-translate", "--quiet", given, "good.txt", seconds=60)
                field.check(f"{way} {what}", clean(done, 0, 4), came_out(done))


def _socket(path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as made:
        made.bind(str(path))


def _deep(path: Path) -> None:
    inner = path
    for _ in range(40):
        inner = inner / "d"
    inner.mkdir(parents=True)
    (inner / "x.txt").write_bytes(good(4))


def _unreadable(path: Path) -> None:
    path.write_bytes(good(4))
    path.chmod(0)


SPECIAL: dict[str, Callable[[Path], None]] = {
    "fifo": os.mkfifo,
    "socket": _socket,
    "ring": lambda path: path.symlink_to("a.txt"),
    "dangling": lambda path: path.symlink_to("nowhere"),
    "link to /dev/zero": lambda path: path.symlink_to("/dev/zero"),
    "link to its folder": lambda path: path.symlink_to("."),
    "folder with an ending": lambda path: path.mkdir(),
    "deep folders": _deep,
    "unreadable": _unreadable,
    "sparse, 10 GB": lambda path: os.truncate(_touched(path), 10 << 30),
    "empty": lambda path: path.touch(),
}


def _touched(path: Path) -> Path:
    path.touch()
    return path
