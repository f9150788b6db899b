"""What is new on the watch-lists of mujaz.toml since it was last told, and how it is told."""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from email import policy
from email.message import EmailMessage
from email.utils import format_datetime, parseaddr
from pathlib import Path
from sqlite3 import Connection

from mujaz.briefing.outlet import in_latin
from mujaz.job.clock import stamp
from mujaz.job.settings import MailSettings, WatchSettings
from mujaz.ledger import rows as tables
from mujaz.ledger.columns import check_of
from mujaz.ledger.ledger import note_of
from mujaz.ledger.watch import fits, of_commitment
from mujaz.pages.environment import render_template
from mujaz.records.digest import STATUS_WORDS, Entry

DAYS = 35  # how far back statements that are no commitments are looked through
FIRST_DAYS = 7  # of a list that was never told of: only what was reported within so many days is news


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """One line on a watch-list. check: what failed, "" for a sure line. The other fields are as in the ledger.

    kind: commitment, agreement, declaration, call, concern, support or statement.
    """

    watch: str
    id: str
    kind: str
    day: str
    who: str
    what: str
    how_much: str
    by_when: str
    status: str
    change: str
    note: str
    check: str
    confidence: float | None
    ar: str
    outlet: str
    address: str


def entries_of(connection: Connection, moment: datetime | None) -> tuple[Entry, ...]:
    """All that can be on a list: the ledger, and the other statements of the last weeks, or of all time."""
    since = (moment - timedelta(days=DAYS)).date().isoformat() if moment else ""
    return (*tables.built(connection), *tables.others(connection, since))


def news(
    connection: Connection, entries: Sequence[Entry], watches: Sequence[WatchSettings], way: str, moment: datetime
) -> tuple[Hit, ...]:
    """What is to be told now, in the order of the lists; the ledger first."""
    found: list[tuple[WatchSettings, Entry]] = []
    for watch in watches:
        told = told_of(connection, watch.name, way)
        since = "" if told else (moment - timedelta(days=FIRST_DAYS)).date().isoformat()
        found += [
            (watch, entry)
            for entry in matching(entries, watch)
            if entry.commitment.id not in told and entry.commitment.day >= since
        ]
    places = tables.places(connection, [entry.commitment.article for _, entry in found])
    return tuple(hit_of(watch, entry, places) for watch, entry in found)


def everything(connection: Connection, entries: Sequence[Entry], watches: Sequence[WatchSettings]) -> tuple[Hit, ...]:
    """All that is on the lists, told before or not."""
    found = [(watch, entry) for watch in watches for entry in matching(entries, watch)]
    places = tables.places(connection, [entry.commitment.article for _, entry in found])
    return tuple(hit_of(watch, entry, places) for watch, entry in found)


def matching(entries: Iterable[Entry], watch: WatchSettings) -> list[Entry]:
    """The entries that are on a list."""
    return [entry for entry in entries if fits(watch, of_commitment(entry.commitment))]


def told_of(connection: Connection, watch: str, way: str) -> frozenset[str]:
    """The ids of the entries that were told of a list in this way."""
    rows = connection.execute("SELECT entry FROM watch_told WHERE watch = ? AND way = ?", (watch, way))
    return frozenset(row["entry"] for row in rows)


def note(
    connection: Connection, entries: Sequence[Entry], watches: Iterable[WatchSettings], way: str, moment: datetime
) -> None:
    """Remember everything that is on these lists now as told, also what was too old to be news."""
    connection.executemany(
        "INSERT OR IGNORE INTO watch_told VALUES (?, ?, ?, ?)",
        [(watch.name, way, e.commitment.id, stamp(moment)) for watch in watches for e in matching(entries, watch)],
    )


def hit_of(watch: WatchSettings, entry: Entry, places: Mapping[str, tables.Place]) -> Hit:
    """An entry of the ledger as a line to be told."""
    said, place = entry.commitment, places[entry.commitment.article]
    return Hit(
        watch=watch.name,
        id=said.id,
        kind=said.kind,
        day=said.day,
        who=said.actor,
        what=said.shown,
        how_much=said.how_much,
        by_when=said.by_when,
        status="" if said.status == "none" else STATUS_WORDS[said.status],
        change=entry.change,
        note=note_of(entry),
        check=check_of(entry),
        confidence=said.confidence,
        ar=said.ar,
        outlet=in_latin(place.outlet),
        address=place.address,
    )


def as_json(hits: Iterable[Hit]) -> str:
    """A JSON list of the lines."""
    return json.dumps([asdict(hit) for hit in hits], ensure_ascii=False, indent=2) + "\n"


def as_text(hits: Sequence[Hit], template_dir: Path | None = None) -> str:
    """The lines for a terminal and for the text of the mail."""
    return render_template("watch.txt.j2", "txt", template_dir, lists=by_list(hits))


def by_list(hits: Iterable[Hit]) -> dict[str, list[Hit]]:
    """The lines under the name of their list."""
    made: dict[str, list[Hit]] = {}
    for hit in hits:
        made.setdefault(hit.watch, []).append(hit)
    return made


def readers(watches: Iterable[WatchSettings], settings: MailSettings) -> dict[tuple[str, ...], list[WatchSettings]]:
    """Who gets which lists: those that go to the same readers go in one mail."""
    made: dict[tuple[str, ...], list[WatchSettings]] = {}
    for watch in watches:
        made.setdefault(tuple(dict.fromkeys(watch.to)) or settings.recipients, []).append(watch)
    return made


def mail(
    hits: Sequence[Hit], to: Sequence[str], settings: MailSettings, moment: datetime, template_dir: Path | None = None
) -> EmailMessage:
    """One mail with these lines; the same lines to the same readers have the same Message-ID for ever."""
    said = "\n".join([*sorted(hit.watch + hit.id for hit in hits), *sorted(address.lower() for address in to)])
    mark = hashlib.sha256(said.encode()).hexdigest()[:20]
    domain = parseaddr(settings.sender)[1].rpartition("@")[2] or "localhost"
    message = EmailMessage(policy=policy.SMTP)
    message["From"] = settings.sender
    shown = [address for address in to if address not in settings.bcc]
    message["To"] = ", ".join(shown) or "undisclosed-recipients:;"
    names = ", ".join(by_list(hits))
    count = f"{len(hits)} new line{'s' if len(hits) > 1 else ''}"
    message["Subject"] = f"Watch: {names} ({count})" if len(names) < 100 else f"Watch: {count}"
    message["Date"] = format_datetime(moment)
    message["Message-ID"] = f"<mujaz.watch.{mark}@{domain}>"
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(as_text(hits, template_dir), cte="quoted-printable")
    html = render_template("watch.mail.html.j2", "html", template_dir, lists=by_list(hits))
    message.add_alternative(html, subtype="html", cte="quoted-printable")
    for number, part in enumerate(message.walk()):
        if part.is_multipart():
            part.set_boundary(f"=_mujaz_{mark}_{number}")
    return message
