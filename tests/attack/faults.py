"""Kills, several runs at once, stores and disks that fail, streams that are closed, odd surroundings, wrong clocks."""

import os
import random
import resource
import signal
import sqlite3
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from tests.attack.files import came_out
from tests.attack.runner import Field, Result, clean, finish, start
from tests.support.hostile import TEXT, feed, good


def tree(folder: Path) -> dict[str, bytes]:
    """Every file under a folder."""
    return {str(p.relative_to(folder)): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def spent(process: int) -> float:
    """Processor seconds of a running process."""
    try:
        fields = Path(f"/proc/{process}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    except OSError:
        return float("inf")
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def articles(folder: Path, count: int = 2) -> list[str]:
    """Good articles; gives their names."""
    for number in range(1, count + 1):
        (folder / f"{number}.txt").write_bytes(good(number + 2))
    return [f"{number}.txt" for number in range(1, count + 1)]


def whole(store: Path) -> str:
    """ "" when a store is sound."""
    if not store.exists() or not store.stat().st_size:
        return ""
    connection = sqlite3.connect(store)
    try:
        said = connection.execute("PRAGMA integrity_check").fetchone()[0]
        foreign = connection.execute("PRAGMA foreign_key_check").fetchall()
    except sqlite3.Error as error:
        return f"store: {error}"
    finally:
        connection.close()
    return "" if said == "ok" and not foreign else f"store: {said} {foreign}"


def kills(field: Field) -> None:
    """SIGKILL of `mujaz brief`, with the embedded model, at random moments, and a run afterwards."""
    dice = random.Random(14)
    with field.place() as folder:
        names = articles(folder)
        given = ("brief", *names, "--quiet", "--format", "json", "--format", "md", "--format", "html", "--out")
        field.run(folder, *given, "first")  # the model is unpacked
        (folder / "s.sqlite").unlink()
        calm = field.run(folder, *given, "calm")
        field.check("in peace", clean(calm, 0))
        expected = tree(folder / "calm")
        for number in range(40):
            out, store = folder / f"out{number}", folder / f"s{number}.sqlite"
            own = field.environment(folder, MUJAZ_STORE=str(store))
            said = Path(tempfile.mkdtemp(dir=field.root))
            process = start([*given, str(out)], folder, own, said)
            enough = dice.uniform(0, 1.0) * calm.cpu
            began = time.monotonic()
            while spent(process) < enough and time.monotonic() - began < 120:
                time.sleep(0.002)
            os.kill(process, signal.SIGKILL)
            finish(process, said, 60, began)
            left = tree(out)
            half = [
                name
                for name in left
                if left[name] != expected.get(name) and not name.rpartition("/")[2].startswith(".mujaz-")
            ]
            sound = whole(store)
            again = field.run(folder, *given, str(out), own={"MUJAZ_STORE": str(store)})
            after = {n: d for n, d in tree(out).items() if not n.rpartition("/")[2].startswith(".mujaz-")}
            field.check(
                f"kill {number} at {enough:.2f} s", f"half files {half}" if half else "", sound, clean(again, 0),
                "" if after == expected else "the run afterwards gave other files", whole(store),
            )  # fmt: skip


def together(field: Field) -> None:
    """Several runs at once on one store, old or new, and on one cache."""
    for count, times, command in ((2, 8, "brief"), (5, 4, "brief"), (8, 6, "statements"), (4, 3, "fetch")):
        for turn in range(times):
            with field.place() as folder:
                names = articles(folder)
                (folder / "in").mkdir()
                (folder / "in" / "1.txt").write_bytes(good(6))
                os.utime(folder / "in" / "1.txt", (1e9, 1e9))
                (folder / "mujaz.toml").write_text('[[folder]]\nname = "d"\npath = "in"\n')
                args: dict[str, list[object]] = {
                    "brief": ["brief", *names, "--quiet", "--format", "json", "--out", "out"],
                    "statements": ["statements", "--no-translate", *names],
                    "fetch": ["fetch", "--wait", "100"],
                }
                outs = [Path(tempfile.mkdtemp(dir=field.root)) for _ in range(count)]
                began = time.monotonic()
                own = field.environment(folder)
                going = [start(args[command], folder, own, out) for out in outs]
                done = [finish(process, out, 300, began) for process, out in zip(going, outs, strict=True)]
                same = len({result.out for result in done}) == 1
                for result in done:
                    field.check(f"{count} × {command} {turn}", clean(result, 0), "" if same else "other output")
                field.check(f"{count} × {command} {turn}, store", whole(folder / "s.sqlite"))


def stores(field: Field) -> None:
    """Damaged, foreign, newer and odd stores; none may be told to be removed, no foreign one changed."""
    dice = random.Random(3)
    with field.place() as home:
        names = articles(home)
        field.run(home, "brief", *names, "--quiet", "--format", "json", "--out", "out")
        original = (home / "s.sqlite").read_bytes()

        def sql(*statements: str) -> Callable[[Path], None]:
            def change(path: Path) -> None:
                path.write_bytes(original)
                connection = sqlite3.connect(path)
                for statement in statements:
                    connection.execute(statement)
                connection.commit()
                connection.close()

            return change

        def data(make: Callable[[bytes], bytes]) -> Callable[[Path], object]:
            return lambda path: path.write_bytes(make(original))

        def noise(count: int) -> Callable[[bytes], bytes]:
            def make(old: bytes) -> bytes:
                new = bytearray(old)
                for _ in range(count):
                    at = dice.randrange(100, len(new))
                    new[at] = dice.randrange(256)
                return bytes(new)

            return make

        ways: dict[str, Callable[[Path], object]] = {
            "foreign": _foreign,
            "text": data(lambda _: b"a text\n" * 500),
            "empty": data(lambda _: b"\0"),
            "half": data(lambda old: old[: len(old) // 2]),
            "a page": data(lambda old: old[:4096]),
            "no head": data(lambda old: b"x" * 100 + old[100:]),
            "zeros": data(lambda old: old[:4096] + b"\0" * (len(old) - 4096)),
            "newer": sql("INSERT INTO migration VALUES (999, 'future')"),
            "folder": lambda path: path.mkdir(),
            "read-only": lambda path: (path.write_bytes(original), path.chmod(0o400)),
            "ring": lambda path: path.symlink_to(path.name),
            "device": lambda path: path.symlink_to("/dev/full"),
            "no table": sql("DROP TABLE translation"),
            "no columns": sql("ALTER TABLE article RENAME COLUMN record TO other"),
            "checks": sql("UPDATE translation SET checks = '{damaged'"),
            "checks 2": sql("UPDATE translation SET checks = '[1]'"),
            "checks 3": sql("UPDATE translation SET checks = '[[1,2]]'"),
            "english blob": sql("UPDATE translation SET english = X'FF00'"),
            "source blob": sql("UPDATE translation SET source = X'FF00'"),
            "article": sql("UPDATE article SET record = '{damaged'"),
            "article 2": sql("UPDATE article SET record = '{}'"),
            "finished": sql("UPDATE finished_file SET data = X'FF'"),
            "migration": sql("DELETE FROM migration"),
            "migration 2": sql("DELETE FROM migration WHERE number > 3"),
            "trigger": sql("CREATE TRIGGER t BEFORE INSERT ON article BEGIN SELECT RAISE(ABORT, 'no'); END"),
            "view": sql("CREATE VIEW v AS SELECT load_extension('x')"),
        } | {f"noise {count} ({n})": data(noise(count)) for count in (1, 20, 500, 20_000) for n in range(4)}
        for name, make in ways.items():
            for command in (
                ["brief", *names, "--quiet", "--format", "json", "--out", "new"],
                ["ledger"],
                ["events", *names],
            ):
                with field.place() as folder:
                    articles(folder)
                    make(folder / "s.sqlite")
                    before = (folder / "s.sqlite").read_bytes() if name == "foreign" else b""
                    done = field.run(folder, *command, seconds=900)
                    bad = "advice to remove" if "remove" in done.err or "delete" in done.err else ""
                    touched = ""
                    if before and (folder / "s.sqlite").read_bytes() != before:
                        touched = "a foreign store was changed"
                    field.check(f"{name}: {command[0]}", clean(done, 0, 1, 4), bad, touched)


def _foreign(path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE bookmark (address TEXT)")
    connection.execute("INSERT INTO bookmark VALUES ('x')")
    connection.commit()
    connection.close()


def disks(field: Field) -> None:
    """Limits on the size of files, read-only and missing folders; and afterwards, with room, the same bytes."""
    with field.place() as home:
        names = articles(home)
        given = ["brief", *names, "--quiet", "--format", "json", "--format", "md", "--out"]
        field.run(home, *given, "calm")
        expected = tree(home / "calm")

        def room(size: int) -> Callable[[], None]:
            def limit() -> None:
                resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
                signal.signal(signal.SIGXFSZ, signal.SIG_IGN)

            return limit

        for size in (
            0,
            10,
            1_000,
            4_096,
            10_000,
            50_000,
            100_000,
            150_000,
            200_000,
            250_000,
            300_000,
            400_000,
            600_000,
        ):
            with field.place() as folder:
                articles(folder)
                done = field.run(folder, *given, "out", before=room(size))
                bad = "advice to remove" if "remove" in done.err else ""
                left = tree(folder / "out") if (folder / "out").exists() else {}
                half = [name for name in left if left[name] != expected.get(name)]
                sound = whole(folder / "s.sqlite")
                again = field.run(folder, *given, "out")
                same = "" if tree(folder / "out") == expected else "other bytes afterwards"
                lost = f"half files {half}" if half else ""
                field.check(f"room for {size}", clean(done, 0, 1), bad, sound, lost, clean(again, 0), same)
        if os.geteuid() == 0:
            field.notes.append("as root, nothing is read-only: those tries are left out")
        for name, more in {
            "out is a file": ["--out", "1.txt"], "out below a file": ["--out", "1.txt/x"],
            "store below a file": ["--out", "o", "--store", "1.txt/s"], "out in /proc": ["--out", "/proc/x"],
            "store in /proc": ["--out", "o", "--store", "/proc/s.sqlite"], "out /dev/full": ["--out", "/dev/full"],
            "store /dev/full": ["--out", "o", "--store", "/dev/full"], "long": ["--out", "x" * 300],
            "deep": ["--out", "x/" * 2000], "null": ["--out", "o", "--template-dir", "nowhere"],
        }.items():  # fmt: skip
            with field.place() as folder:
                articles(folder)
                done = field.run(folder, "brief", *names, "--quiet", "--format", "json", *more)
                bad = "advice to remove" if "remove" in done.err else ""
                field.check(name, clean(done, 0, 1, 2), bad)


def streams(field: Field) -> None:
    """Closed, full and broken streams, for every command that prints or reads."""

    def closing(*numbers: int) -> Callable[[], None]:
        def change() -> None:
            for number in numbers:
                os.close(number)

        return change

    def full(number: int) -> Callable[[], object]:
        return lambda: os.dup2(os.open("/dev/full", os.O_WRONLY), number)

    def broken(number: int) -> Callable[[], None]:
        def change() -> None:
            signal.signal(signal.SIGPIPE, signal.SIG_IGN)
            read, write = os.pipe()
            os.close(read)
            os.dup2(write, number)

        return change

    commands = (
        ["statements", "--no-translate", "1.txt"], ["events", "--no-translate", "1.txt"], ["translate", "1.txt", "--quiet"],
        ["brief", "1.txt", "--format", "json", "--quiet"], ["ledger"], ["models", "list"],
        ["schema", "briefing"], ["doctor"], ["statements", "--no-translate", "-"], ["--help"], ["fetch"], ["status"],
    )  # fmt: skip
    ways: dict[str, Callable[[], object]] = {
            "closed in": closing(0), "closed out": closing(1), "closed err": closing(2), "all closed": closing(0, 1, 2),
            "full out": full(1), "full err": full(2), "broken out": broken(1), "broken err": broken(2)}  # fmt: skip
    for command in commands:
        for name, before in ways.items():
            with field.place() as folder:
                articles(folder)
                done = field.run(folder, *command, before=before)
                store = folder / "s.sqlite"
                odd = ""
                if store.exists() and store.stat().st_size and store.read_bytes()[:15] != b"SQLite format 3":
                    odd = "the store holds what was printed"
                field.check(f"{name}: {' '.join(command)[:40]}", clean(done, 0, 1, 2, 4, 5), odd)
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        for after in (0.0, 0.05, 0.2, 0.5, 1.0):
            with field.place() as folder:
                names = articles(folder, 4)
                out = Path(tempfile.mkdtemp(dir=field.root))
                began = time.monotonic()
                given = ["brief", *names, "--quiet", "--format", "json", "--out", "out"]
                process = start(given, folder, field.environment(folder), out)
                time.sleep(after)
                os.kill(process, number)
                done = finish(process, out, 120, began)
                sound = whole(folder / "s.sqlite")
                again = field.run(folder, *given)
                field.check(f"{number.name} after {after}", clean(done, 0, 1, -number), sound, clean(again, 0))


def surroundings(field: Field) -> None:
    """No home, odd languages, time zones, encodings, terminals."""
    odd: list[dict[str, str]] = [
        {"HOME": ""}, {"HOME": "/nowhere"}, {"LANG": "C"}, {"LC_ALL": "POSIX"}, {"LC_ALL": "ar_QA.UTF-8"},
        {"LC_ALL": "tr_TR.UTF-8"}, {"PYTHONIOENCODING": "latin-1"}, {"PYTHONIOENCODING": "ascii:strict"}, {"TERM": ""},
        {"TERM": "dumb"}, {"TZ": "Pacific/Kiritimati"}, {"TZ": "nonsense"}, {"TMPDIR": "/nowhere"}, {"COLUMNS": "0"},
        {"COLUMNS": "x"}, {"NO_COLOR": "1"}, {"MUJAZ_CACHE": ""}, {"XDG_DATA_HOME": "relative"}, {"PATH": ""},
        {"http_proxy": "nonsense"}, {"HTTPS_PROXY": "http://u:secret@127.0.0.1:9"}, {"OMP_NUM_THREADS": "0"},
        {"PYTHONHASHSEED": "1"}, {"MUJAZ_DEVICE": "gpu"}, {"MUJAZ_ENGINE": "x"}, {"MUJAZ_MODEL": "../../x"},
        {"MUJAZ_TEMPLATE_DIR": "/nowhere"}, {"MUJAZ_STORE": "a/b/c.sqlite"}, {"MUJAZ_HUB": "x"}, {"USER": "\udcff"},
    ]  # fmt: skip
    with field.place() as home:
        articles(home)
        usual = field.run(home, "statements", "--no-translate", "1.txt").out
        for change in odd:
            with field.place() as folder:
                articles(folder)
                done = field.run(folder, "statements", "--no-translate", "1.txt", own=change)
                same = "" if done.out == usual or done.code else "other output"
                secret = "secret" if "secret" in done.err else ""
                field.check(f"{change}", clean(done, 0, 1, 2, 5), same, secret)
    for text in (
        "", "\ufeff", "[", "[fetch]\nrate = -1", "[fetch]\nrate = nan", "[fetch]\ntimeout = 0", "[fetch]\ntimeout = 1e99", "x = 1",
        "[mail]\nport = 99999", "[[feed]]\nname = ''", "[digest]\ntime_zone = '../../etc/passwd'", "[store]\npath = 5",
        "[translation]\nthreads = -1", "[fetch]\nuser_agent = 'a\\r\\nX: y'", "a" * 1_000_000, "[a.b.c" + ".d" * 5000 + "]",
        "x = " + "[" * 5000, "[store]\npath = 'a\\u0000b'", "[fetch]\nproxy = 'http://[bad'", "[[watch]]\nname = 'w'",
    ):  # fmt: skip
        with field.place() as folder:
            articles(folder)
            (folder / "mujaz.toml").write_text(text, encoding="utf-8")
            for command in (["statements", "--no-translate", "1.txt"], ["fetch"], ["doctor"]):
                field.check(f"{text[:30]!r}: {command[0]}", clean(field.run(folder, *command), 0, 1, 2, 4, 5))


def clocks(field: Field) -> None:
    """The weekly job through clocks that jump, and articles and feeds with impossible dates."""
    right = "2026-11-23T06:00:00+03:00"
    for wrong in ("0001-01-01", "1969-12-31", "2019-12-31", "2025-12-29", "2026-11-22", "2026-11-24", "2027-03-01", "2031-02-10",
                  "2099-12-31", "9999-12-31"):  # fmt: skip
        for first in ("wrong", "right"):
            with field.place() as folder:
                (folder / "in").mkdir()
                (folder / "in" / "1.txt").write_bytes(good(6))
                os.utime(folder / "in" / "1.txt", (1e9, 1e9))
                (folder / "mujaz.toml").write_text(
                    '[[folder]]\nname = "d"\npath = "in"\n[digest]\nformats = ["json"]\n'
                )
                moments = (
                    [f"{wrong}T06:00:00+00:00", right]
                    if first == "wrong"
                    else [right, f"{wrong}T06:00:00+00:00", right]
                )
                done: list[Result] = []
                for moment in moments:
                    for command in ("fetch", "digest"):
                        done.append(field.run(folder, command, own={"MUJAZ_NOW": moment}))
                faults = [clean(result, 0, 1) for result in done]
                if done[-1].code == 1 and "--mend-clock" in done[-1].err:
                    faults.append(clean(field.run(folder, "digest", "--mend-clock", own={"MUJAZ_NOW": right}), 0))
                    done.append(field.run(folder, "digest", own={"MUJAZ_NOW": right}))
                    faults.append(clean(done[-1], 0))
                weeks = (
                    sorted(path.name for path in (folder / "digests").iterdir())
                    if (folder / "digests").exists()
                    else []
                )
                missing = "" if "2026-W47" in weeks else f"no digest of this week: {weeks}"
                many = "" if len(weeks) <= 10 else f"a series across years: {weeks}"
                field.check(f"{wrong} {first}", *faults, missing, many, whole(folder / "s.sqlite"))
    for date in ("Mon, 01 Jan 0001 00:00:00 GMT", "Fri, 31 Dec 9999 23:59:59 GMT", "Mon, 01 Jan 1900 00:00:00 GMT", "soon", "",
                 "Mon, 99 Jan 2026 99:99:99 GMT", "Sat, 05 Dec 2099 00:00:00 +9999", "0", "9" * 400):  # fmt: skip
        with field.place() as folder:
            item = f"<item><title>خبر</title><guid>1</guid><pubDate>{date}</pubDate><description>{TEXT * 5}</description></item>"
            (folder / "feed.xml").write_bytes(feed(item))
            (folder / "a.jsonl").write_text(f'{{"text": "{TEXT.strip()}", "date": "{date}"}}'.replace("\n", " "))
            (folder / "good.txt").write_bytes(good(3))
            done_ = field.run(folder, "statements", "--no-translate", "--quiet", "feed.xml", "a.jsonl", "good.txt")
            field.check(f"dated {date[:20]!r}", clean(done_, 0, 4), came_out(done_))
