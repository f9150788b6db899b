"""The proof: eight weeks of the real job against real servers, killed with SIGKILL again and again.

The same weeks are lived through twice: once in peace, once with kills at random moments (and at chosen ones: when a
server is being asked, while a mail is handed over). In the end both stores, both archives and both mailboxes must hold
the same: every article once, every digest once, every mail once (see check_mail), the ledger right.
"""

import json
import os
import random
import resource
import signal
import sqlite3
import ssl
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from email import message_from_bytes
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session
from tests.support.eight_weeks_of_news import LEDGER, World, facts_of, moment, settings
from tests.support.killing import kill_after, tree
from tests.support.web import Web, free_port

FETCHES = ((2, 9), (4, 9), (6, 20))  # day and hour in Doha
FEWER_FETCHES = FETCHES[1:]
MACHINE_OFF = 3  # the Monday after this week nothing runs; the next one makes up for it


@dataclass
class Mailbox:
    """The readers' mail server. strike: what to do when a certain step is reached (such as killing the sender)."""

    taken: list[tuple[tuple[str, ...], bytes]] = field(default_factory=list)
    strike: dict[str, Any] = field(default_factory=dict)
    refusing: bool = False

    def step(self, name: str) -> None:
        blow = self.strike.pop(name, None)
        if blow:
            blow()

    async def handle_RCPT(  # noqa: N802 - a name aiosmtpd looks for
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        self.step("recipient")
        if self.refusing:
            return "451 come back later"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        assert isinstance(envelope.content, bytes)
        self.taken.append((tuple(envelope.rcpt_tos), envelope.content))
        self.step("content")  # a sender killed here never hears that the mail was taken
        return "250 taken"


@dataclass
class Job:
    """One installation living through the weeks; `dice` is None for the one that is left in peace."""

    folder: Path
    world: World
    box: Mailbox
    model: Path
    dice: random.Random | None
    usual: dict[tuple[datetime, str], float]  # processor seconds of each run in peace
    fetches: tuple[tuple[int, int], ...] = FETCHES
    kills: Counter[str] = field(default_factory=Counter)
    complaints: list[str] = field(default_factory=list)
    doubts: int = 0  # kills that left a mail in the middle of being sent

    def start(self, now: datetime, *args: str) -> "subprocess.Popen[bytes]":
        kept = {k: v for k, v in os.environ.items() if not k.startswith("MUJAZ_")}
        mine = {
            "MUJAZ_NOW": now.isoformat(),
            "MUJAZ_MODEL": str(self.model) if self.model.name else "",
            "MUJAZ_CACHE": str(self.folder.parent / "cache"),
        }
        return subprocess.Popen(
            [sys.executable, "-m", "mujaz", *args, "--config", str(self.folder / "mujaz.toml")],
            env={**kept, **mine}, cwd=self.folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        )  # fmt: skip

    def run(self, now: datetime, *args: str, codes: tuple[int, ...] = (0, 4), deaths: int = 0) -> bytes:
        """Run a command to its end; before that, let it be killed `deaths` times. Gives its standard output."""
        self.world.at(now)
        for _ in range(deaths):
            self.kill_one(now, *args)
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        process = self.start(now, *args)
        out, err = process.communicate(timeout=300)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        if self.dice is None:
            spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
            self.usual.setdefault((now, args[0]), spent)
        assert process.returncode in codes, f"{args} at {now}: {process.returncode}\n{err.decode()}"
        self.complaints += err.decode().splitlines()
        return out

    def kill_one(self, now: datetime, *args: str) -> None:
        """Start a command and kill it: at a random moment, or when it has asked a server for something."""
        assert self.dice is not None
        process = self.start(now, *args)

        def blow() -> None:
            process.send_signal(signal.SIGKILL)
            process.wait()

        how = self.dice.choice(("moment", "moment", "moment", "request" if args[0] == "fetch" else "mail"))
        if how == "request":
            left = [self.dice.randrange(1, 6)]

            def count(path: str) -> None:
                left[0] -= 1
                if left[0] == 0:
                    blow()

            self.world.web.heard = count
        elif how == "mail":
            step = self.dice.choice(("recipient", "content"))
            how = {"recipient": "before the mail was taken", "content": "after the mail was taken"}[step]
            self.box.strike[step] = blow
        else:
            enough = self.dice.uniform(0.05, 0.9) * self.usual[now, args[0]]
            kill_after(process, enough)
        process.communicate(timeout=300)
        self.world.web.heard = None
        self.box.strike.clear()
        self.kills[how if process.returncode == -signal.SIGKILL else "too late"] += 1
        if args[0] == "digest":
            self.doubts += sending(self.folder / "store.sqlite")

    def live(self, weeks: int, deaths: int) -> None:
        """All weeks, day by day. deaths: kills in all, spread over the runs at random."""
        runs = weeks * (len(self.fetches) + 1)
        share = [0] * runs
        for _ in range(deaths):
            assert self.dice is not None
            share[self.dice.randrange(runs)] += 1
        left = iter(share)
        for week in range(weeks):
            for day, hour in self.fetches:
                self.run(moment(week, day, hour), "fetch", deaths=next(left))
            monday = moment(week + 1, 0, 6)
            if week == MACHINE_OFF and week < weeks - 1:
                continue
            self.box.refusing = week == 1
            if self.box.refusing:  # the mail server says no on this Monday; on Tuesday it says yes
                self.run(monday, "digest", "--email", codes=(1,), deaths=next(left))
                self.box.refusing = False
                monday = moment(week + 1, 1, 6)
            self.run(monday, "digest", "--email", codes=(0,), deaths=next(left, 0))
            if self.dice:
                self.run(monday, "digest", "--email", codes=(0,))  # once more: nothing is left to do
        self.run(moment(weeks, 0, 7), "site", str(self.folder / "www"))


@pytest.fixture(scope="module")
def certificates(certificate: tuple[Path, Path]) -> tuple[ssl.SSLContext, Path]:
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(*certificate)
    return context, certificate[0]


@pytest.fixture
def lives(lives_with: Any, tiny: Path) -> Any:
    """The same with the tiny model."""
    return lives_with(tiny)


@pytest.fixture
def lives_with(web: Web, tmp_path: Path, certificates: tuple[ssl.SSLContext, Path]) -> Iterator[Any]:
    """Makes jobs with a store, a drop folder and a mail server of their own, with a model (".": the embedded one)."""
    running: list[Controller] = []

    def make(model: Path, name: str, weeks: int, dice: random.Random | None, *more: Any) -> Job:
        folder = tmp_path / name
        drops = tmp_path / "drops"  # its path stands in the store, so both jobs have the same one in turn
        folder.mkdir()
        drops.mkdir(exist_ok=True)
        for path in drops.iterdir():
            path.unlink()
        box = Mailbox()
        controller = Controller(box, hostname="127.0.0.1", port=free_port(), tls_context=certificates[0])
        controller.start()
        running.append(controller)
        text = settings(web, drops, controller.port, certificates[1])
        (folder / "mujaz.toml").write_text(text, encoding="utf-8")
        return Job(folder, World(web, drops, weeks), box, model, dice, *more)

    yield lambda model: partial(make, model)
    for controller in running:
        controller.stop()


def prove(lives: Any, weeks: int, deaths: int, seed: int, fetches: Any = FETCHES) -> Counter[str]:
    """Live twice and compare; gives how the kills came about."""
    usual: dict[tuple[datetime, str], float] = {}
    calm = lives("calm", weeks, None, usual, fetches)
    calm.live(weeks, 0)
    wild = lives("wild", weeks, random.Random(seed), dict(usual), fetches)
    wild.live(weeks, deaths)
    assert sum(wild.kills.values()) == deaths

    mine, theirs = facts_of(calm.folder / "store.sqlite"), facts_of(wild.folder / "store.sqlite")
    for name in mine:
        assert theirs[name] == mine[name], name
    assert mine["integrity"] == [("ok",)]
    assert mine["foreign keys"] == []
    check_articles(wild, weeks, theirs)
    check_digests(wild, weeks, theirs)
    check_mail(calm, weeks)
    check_mail(wild, weeks)
    check_ledger(wild, weeks)
    assert tree(wild.folder / "digests") == tree(calm.folder / "digests")
    assert tree(wild.folder / "www") == tree(calm.folder / "www")
    kills: Counter[str] = wild.kills
    return kills


def check_articles(job: Job, weeks: int, facts: dict[str, Any]) -> None:
    """Every article once, with all its sources, and each understood; nothing waits any more."""
    news = [n for n in job.world.everything() if weeks > 4 or n.name not in ("m1", "m2", "m3")]  # the feed failed then
    assert len(facts["articles"]) == len(news)
    assert len(facts["understood"]) == len(news)
    sources = Counter(source for _, source, *_ in facts["sightings"])
    assert sources["daily"] == sum(2 for week in range(weeks) if week % 2 == 0)
    reprinted = Counter(row[0] for row in facts["sightings"] if row[1] in ("agency", "daily"))
    assert sorted(reprinted.values(), reverse=True)[: sources["daily"]] == sorted(
        [3 if weeks > 3 and n == 0 else 2 for n in range(sources["daily"])], reverse=True
    )
    assert {state for _, _, state in facts["items"]} == {"done"}


def check_digests(job: Job, weeks: int, facts: dict[str, Any]) -> None:
    """Every week one digest; every article in exactly one of them; the failing feed is named in its weeks."""
    assert [row[0] for row in facts["digests"]] == [f"2024-W{40 + week}" for week in range(weeks)]
    told = Counter(source["article"] for _, _, _, record in facts["events"] for source in json.loads(record)["sources"])
    assert set(told) == {row[0] for row in facts["articles"]}
    assert set(told.values()) == {1}
    for week, (_, record, _, scheduled) in enumerate(facts["digests"]):
        digest = json.loads(record)
        assert scheduled == 1
        troubles = {trouble["name"] for trouble in digest["troubles"]}
        assert ("ministry" in troubles) == (week in (1, 2)), (week, troubles)
    assert any("feed ministry failed (last worked" in line for line in job.complaints) == (weeks > 1)


def check_mail(job: Job, weeks: int) -> None:
    """Every digest to every reader exactly once, in order, each with its own Message-ID and the PDF.

    One thing no sender can rule out: killed after the server took a mail and before it could hear so, it has to send
    again. That second copy must be the first byte for byte, so that mail stores know it by its Message-ID, and there
    must be no such copy without such a kill.
    """
    once = list(dict.fromkeys(job.box.taken))
    copies = len(job.box.taken) - len(once)
    assert job.kills["after the mail was taken"] <= copies <= job.doubts
    mails = [(readers, message_from_bytes(content)) for readers, content in once]
    identities = [mail["Message-ID"] for _, mail in mails]
    assert [identity.split(".")[1] for identity in identities] == [f"2024-W{40 + week}" for week in range(weeks)]
    for readers, mail in mails:
        assert readers == ("desk@example.org", "second@example.org", "quiet@example.org")
        assert mail["Bcc"] is None
        names = [part.get_filename() for part in mail.walk() if part.get_filename()]
        assert str(names[0]).startswith("digest-2024-W")


def check_ledger(job: Job, weeks: int) -> None:
    """The one pledge of Qatar through the weeks: new, repeated, extended, changed."""
    out = job.run(moment(weeks, 0, 8), "ledger", "--json", "--actor", "قطر")
    found = [entry for entry in json.loads(out) if entry["commitment"]["amounts"]]
    assert [entry["change"] for entry in found] == [LEDGER[week] for week in sorted(LEDGER) if week < weeks]
    assert len({entry["thread"] for entry in found}) == 1
    assert [entry["commitment"]["week"] for entry in found] == [
        f"2024-W{40 + week}" for week in sorted(LEDGER) if week < weeks
    ]


def sending(store: Path) -> bool:
    """Whether a store says that a mail was under way."""
    connection = sqlite3.connect(store)
    try:
        return bool(connection.execute("SELECT 1 FROM delivery WHERE state = 'sending'").fetchone())
    except sqlite3.OperationalError:  # killed before there were tables
        return False
    finally:
        connection.close()


def test_two_weeks_with_eight_kills(lives: Any) -> None:
    kills = prove(lives, weeks=2, deaths=8, seed=20241104, fetches=FEWER_FETCHES)
    assert sum(kills.values()) - kills["too late"] >= 4, kills


@pytest.mark.slow
def test_two_weeks_with_kills_and_the_embedded_model(lives_with: Any) -> None:
    kills = prove(lives_with(Path()), weeks=2, deaths=12, seed=14, fetches=FEWER_FETCHES)
    assert sum(kills.values()) - kills["too late"] >= 6, kills


def test_one_week_with_four_kills_and_the_embedded_model(lives_with: Any) -> None:
    kills = prove(lives_with(Path()), weeks=1, deaths=4, seed=3, fetches=FEWER_FETCHES[-1:])
    assert sum(kills.values()) - kills["too late"] >= 2, kills


@pytest.mark.slow
def test_eight_weeks_with_sixty_kills(lives: Any) -> None:
    kills = prove(lives, weeks=8, deaths=85, seed=8)
    print(f"kills: {dict(kills)}")  # noqa: T201 - shown with -s
    assert sum(kills.values()) - kills["too late"] >= 50


def test_a_store_is_never_half_written(tmp_path: Path) -> None:
    """What the above rests on: a transaction that is killed has not been."""
    code = (
        "import sys, os, signal\nfrom mujaz.store.store import Store\nstore = Store(sys.argv[1])\n"
        "with store.transaction() as c:\n"
        "    c.execute(\"INSERT INTO article VALUES ('a', '{}', '')\")\n    os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    store = tmp_path / "store.sqlite"
    done = subprocess.run([sys.executable, "-c", code, str(store)], check=False)
    assert done.returncode == -signal.SIGKILL
    with sqlite3.connect(store) as connection:
        assert connection.execute("SELECT count(*) FROM article").fetchone() == (0,)
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    connection.close()
