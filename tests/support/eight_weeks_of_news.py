"""Eight invented weeks of news: what the servers say on each day. Everything depends on the simulated moment alone."""

import json
import os
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path
from typing import Any

from tests.support.web import Answer, Web, arabic_article, feed_of, page_of

FIRST_MONDAY = date(2024, 9, 30)  # of 2024-W40
DOHA = timedelta(hours=3)
PLEDGES = {  # week: what Qatar says about one and the same commitment
    0: "تعهدت دولة قطر بتقديم 15 مليون دولار سنويا من 2019 إلى 2023 لدعم مكتب مكافحة التصحر في القرى الجافة.",
    2: "جددت دولة قطر تعهدها بتقديم 15 مليون دولار سنويا من 2019 إلى 2023 لدعم مكتب مكافحة التصحر.",
    4: "أعلنت دولة قطر أنها ستواصل تقديم 15 مليون دولار سنويا من 2024 إلى 2026 لدعم مكتب مكافحة التصحر.",
    6: "أعلنت دولة قطر أنها ستقدم 20 مليون دولار سنويا من 2024 إلى 2026 لدعم مكتب مكافحة التصحر في القرى الجافة.",
}
LEDGER = {0: "new", 2: "repeated", 4: "extended", 6: "changed"}  # what the ledger must say of them


def moment(week: int, day: int, hour: int) -> datetime:
    """Day 0 is the week's Monday; the hour is that of Doha."""
    at = datetime.combine(FIRST_MONDAY + timedelta(weeks=week, days=day), datetime.min.time(), UTC)
    return at + timedelta(hours=hour) - DOHA


@dataclass(frozen=True)
class News:
    """One article: where it is published first, on which day of its week, and its text."""

    name: str
    week: int
    day: int
    text: str

    @property
    def title(self) -> str:
        """Its headline."""
        return f"خبر رقم {self.name}"

    @property
    def published(self) -> datetime:
        """Eight in the morning of its day."""
        return moment(self.week, self.day, 8)


def agency(week: int) -> list[News]:
    """What the agency brings in a week: two ordinary articles, every other week also the pledge."""
    made = [News(f"a{week}{day}", week, day, arabic_article(week * 4 + day)) for day in (1, 3)]
    if week in PLEDGES:
        made.append(News(f"p{week}", week, 2, f"{PLEDGES[week]}\n\n{arabic_article(week * 4 + 90)}"))
    return made


def ministry(week: int) -> list[News]:
    """One statement of the ministry a week."""
    return [News(f"m{week}", week, 2, arabic_article(week * 4 + 50, millions=7))]


def drop(week: int) -> News:
    """One article a week is dropped into the folder."""
    return News(f"d{week}", week, 4, arabic_article(week * 4 + 70, millions=3))


def reprint(news: News) -> str:
    """The daily's version of an agency text: a few words changed, a line added."""
    return news.text.replace("وأضاف", "وتابع").replace("أنها", "انها") + "\n\n(وكالات)"


@dataclass
class World:
    """Sets the servers and the folder to what they are at a moment."""

    web: Web
    folder: Path
    weeks: int

    def everything(self) -> list[News]:
        """Every different article of the whole time."""
        return [n for week in range(self.weeks) for n in (*agency(week), *ministry(week), drop(week))]

    def at(self, now: datetime) -> None:
        """What is to be seen at this moment."""
        out = [n for n in self.everything() if n.published <= now]
        self.web.put("/robots.txt", "User-agent: *\nDisallow: /private/\n", "text/plain")
        for news in out:
            self.web.put(f"/news/{news.name}", page_of(news.text, news.title))
        busy = moment(5, 4, 0) <= now < moment(5, 6, 0)  # the agency's pages of week 5 cannot be had for two days
        for news in out:
            if busy and news.week == 5 and news.name.startswith("a"):
                self.web.put(f"/news/{news.name}", "busy", status=503)
        self._agency([n for n in out if n.name[0] in "ap"], now)
        self._ministry([n for n in out if n.name[0] == "m"], now)
        self._daily([n for n in out if n.name[0] == "a" and n.week % 2 == 0])
        for news in out:
            if news.name[0] == "d":
                self._drop(news)

    def _agency(self, out: list[News], now: datetime) -> None:
        """The last six entries, with ETag; in some weeks old entries come back under new addresses."""
        entries = [(f"{self.web.address}/news/{n.name}", n.title, format_datetime(n.published)) for n in out[-6:]]
        if now >= moment(3, 0, 0):
            old = out[0]
            link = self.web.put("/again/1?utm_source=feed", page_of(old.text, old.title))
            entries.append((link, old.title, format_datetime(old.published)))
        body = feed_of(entries)
        tag = f'"{hash(body)}"'

        def answer(headers: dict[str, str]) -> Answer:
            if headers.get("if-none-match") == tag:
                return Answer(b"", 304, {"ETag": tag})
            return Answer(body.encode(), 200, {"ETag": tag, "Content-Type": "application/rss+xml"})

        self.web.pages["/agency"] = answer

    def _ministry(self, out: list[News], now: datetime) -> None:
        """Fails in weeks 1 and 2, sends garbage in week 3, has moved from week 4 on."""
        entries = [(f"{self.web.address}/news/{n.name}", n.title, format_datetime(n.published)) for n in out]
        body = feed_of(entries, "الوزارة")
        if moment(1, 0, 0) <= now < moment(3, 0, 0):
            self.web.put("/ministry", "sorry", status=500)
        elif moment(3, 0, 0) <= now < moment(4, 0, 0):
            self.web.put("/ministry", b"\x1f\x8b\x00 not a feed \xff" * 30, "application/rss+xml")
        elif now < moment(4, 0, 0):
            self.web.put("/ministry", body, "application/rss+xml")
        else:
            self.web.put("/ministry", "", status=301, headers={"Location": "/ministry/new.xml"})
            self.web.put("/ministry/new.xml", body, "application/rss+xml")

    def _daily(self, out: list[News]) -> None:
        """An Atom feed with whole texts: reprints of the agency with small changes."""
        entries = "".join(
            f"<entry><id>urn:{n.name}</id><title>{n.title}</title><link href='{self.web.address}/daily/{n.name}'/>"
            f"<updated>{n.published.isoformat()}</updated><content type='html'><![CDATA["
            + "".join(f"<p>{line}</p>" for line in reprint(n).split("\n\n"))
            + "]]></content></entry>"
            for n in out
        )
        head = '<feed xmlns="http://www.w3.org/2005/Atom"><title>الصحيفة</title>'
        self.web.put("/daily", f"{head}{entries}</feed>", "application/atom+xml")

    def _drop(self, news: News) -> None:
        path = self.folder / f"{news.name}.jsonl"
        if not path.exists():
            day = news.published.date().isoformat()
            record = {"text": news.text, "title": news.title, "date": day, "url": f"drop:{news.name}"}
            path.write_text(json.dumps(record, ensure_ascii=False) + "\n", encoding="utf-8")
            os.utime(path, (time.time() - 60,) * 2)


Hook = Callable[[str], None]


def settings(web: Web, folder: Path, port: int, certificate: Path) -> str:
    """The mujaz.toml of the job; paths are those of the file's own folder."""
    feeds = "".join(
        f'[[feed]]\nname = "{name}"\nurl = "{web.address}/{name}"\noutlet = "{outlet}"\n{more}\n'
        for name, outlet, more in (
            ("agency", "الوكالة", ""),
            ("ministry", "الوزارة", ""),
            ("daily", "الصحيفة", 'text = "feed"'),
        )
    )
    return f"""
[store]
path = "store.sqlite"
[fetch]
allow_private = true
rate = 0
retries = 0
timeout = 20
{feeds}
[[folder]]
name = "drops"
path = "{folder}"
[digest]
out = "digests"
formats = ["md", "html", "json"]
[mail]
host = "localhost"
port = {port}
security = "starttls"
ca_file = "{certificate}"
from = "Mujaz <mujaz@example.org>"
to = ["desk@example.org"]
cc = ["second@example.org"]
bcc = ["quiet@example.org"]
timeout = 20
"""


def facts_of(store: Path) -> dict[str, Any]:
    """Everything in a store that must not depend on how often the job was killed."""
    import sqlite3

    connection = sqlite3.connect(store)
    queries = {
        "articles": "SELECT article, day, week, late, numbers FROM collected ORDER BY article",
        "sightings": "SELECT article, source, address, outlet, text_id, seen FROM sighting ORDER BY 2, 3, 5",
        "items": "SELECT feed, key, state FROM item ORDER BY feed, key",
        "understood": "SELECT article, record FROM understood ORDER BY article",
        "commitments": "SELECT id, record FROM commitment ORDER BY id",
        "digests": "SELECT week, record, issued, scheduled FROM digest ORDER BY week",
        "events": "SELECT week, event, position, record FROM digest_event ORDER BY week, position",
        "deliveries": "SELECT week, recipient, message_id, state FROM delivery ORDER BY week, recipient",
    }
    made = {name: connection.execute(query).fetchall() for name, query in queries.items()}
    made["integrity"] = connection.execute("PRAGMA integrity_check").fetchall()
    made["foreign keys"] = connection.execute("PRAGMA foreign_key_check").fetchall()
    connection.close()
    return made
