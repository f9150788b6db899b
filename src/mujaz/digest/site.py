"""The web archive: static pages of weeks, events and the ledger, with search in the page and no request to anywhere.

Weeks never change once issued, so a week that is there already, made from the same record and templates, is left
alone; index, ledger, the pages of actors, feeds and the calendar are written anew.
"""

import base64
import hashlib
import json
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from markupsafe import Markup

from mujaz import __version__
from mujaz.arabic.normalise import fold_word
from mujaz.briefing.outlet import in_latin
from mujaz.digest import atom
from mujaz.digest import rows as shelf
from mujaz.digest.actors import STATES, ActorPage, actors
from mujaz.digest.charts import sums
from mujaz.digest.fit import Page
from mujaz.digest.render import drawn, period, values
from mujaz.digest.weekly import due_line, readable, told
from mujaz.files import write_atomic
from mujaz.job.settings import DigestConfig
from mujaz.ledger import rows as ledger_rows
from mujaz.ledger.calendar import calendar
from mujaz.ledger.columns import check_of
from mujaz.ledger.deadlines import deadlines, soon, window, within
from mujaz.ledger.ledger import build, histories, main_amount, note_of, paid_of, payments
from mujaz.pages.environment import render_template, template_dirs, template_file
from mujaz.records.briefing import Briefing
from mujaz.records.digest import CHANGES, STATUS_WORDS, Digest, Entry, to_json
from mujaz.store.store import Store

MARK = ".mujaz"  # in a week's folder: what it was made from


@dataclass(frozen=True, slots=True)
class Site:
    """One run of `mujaz site`: where the store is, what mujaz.toml says, and the folder the pages go to."""

    store: Store
    config: DigestConfig
    folder: Path

    @property
    def templates(self) -> Path | None:
        """The user's template folder, if any."""
        return Path(self.config.template_dir) if self.config.template_dir else None

    def write(self) -> list[Path]:
        """Write whatever is missing or has changed; gives the paths of pages written."""
        connection = self.store.connection
        weeks = shelf.digest_weeks(connection)
        ledger = build(ledger_rows.commitments(connection))
        pages = actors(ledger)
        feeds = atom.feeds([(actor.name, actor.slug) for actor in pages])
        digests = [digest for week in weeks if (digest := shelf.digest(connection, week))]
        places: dict[str, str] = {}
        index: list[dict[str, str]] = []
        written = []
        for number, digest in enumerate(digests):
            briefings = shelf.briefings(connection, digest.week)
            for briefing in briefings:
                address = f"weeks/{digest.week}/events/{briefing.folder}/briefing.html"
                places |= {source.article: address for source in briefing.sources}
                index.append(event_entry(briefing, digest.week, address))
            before = weeks[number - 1] if number else ""
            after = weeks[number + 1] if number + 1 < len(weeks) else ""
            written += self._week(digest, briefings, before, after)
        index += [commitment_entry(entry, places) for entry in ledger if entry.commitment.article in places]
        rows = self._rows(ledger, places, pages)
        written.append(self._index(digests, index, ledger))
        written.append(self._ledger(ledger, rows))
        written += self._actors(pages, rows)
        self._feeds(feeds, digests, ledger, places)
        name = f"{self.title}: deadlines"
        write_atomic(self.folder / "deadlines.ics", calendar(deadlines(ledger), name, self.config.site.url))
        return written

    def _week(self, digest: Digest, briefings: Sequence[Briefing], before: str, after: str) -> list[Path]:
        """The pages of one week, unless they are there already."""
        from mujaz.briefing.fit import fit
        from mujaz.briefing.render import render

        folder = self.folder / "weeks" / digest.week
        pdf = Path(self.config.digest.out) / digest.name / "digest.pdf"
        made_from = self._made_from(digest, briefings, before, after, str(pdf.is_file()))
        if (folder / MARK).is_file() and (folder / MARK).read_text(encoding="ascii") == made_from:
            return []
        script = self._script("review.js")
        for briefing in briefings:
            page = render(fit(briefing, self.templates), "html", self.templates)
            write_atomic(
                folder / "events" / briefing.folder / "briefing.html",
                with_nav(page, digest.week, self.title, script, earlier(briefing)),
            )
        empty = Page(digest, digest)
        html = render_template(
            "site/week.html.j2", "html", self.templates, title=self.title, before=before, after=after,
            has_pdf=pdf.is_file(), feeds=atom.feeds(())[:1],
            **{k: v for k, v in values(empty, "html").items() if k not in ("annex", "annexed")},
        )  # fmt: skip
        write_atomic(folder / "digest.json", to_json(digest).encode())
        if pdf.is_file():
            write_atomic(folder / "digest.pdf", pdf.read_bytes())
        write_atomic(folder / "index.html", html.encode())
        write_atomic(folder / MARK, made_from.encode())  # last: it says that all the rest is there
        return [folder / "index.html"]

    def _index(self, digests: Sequence[Digest], index: Sequence[dict[str, str]], ledger: Sequence[Entry]) -> Path:
        script = self._script("search.js")
        weeks = [
            {"week": digest.week, "period": period(digest), "line": digest.glance[0] if digest.glance else ""}
            for digest in reversed(digests)
        ]
        charts = values(Page(digests[-1], digests[-1]), "html")["charts"][:1] if digests else []
        due = within(deadlines(ledger), soon(date.fromisoformat(digests[-1].end))) if digests else ()
        html = render_template(
            "site/index.html.j2", "html", self.templates, title=self.title, weeks=weeks,
            event_count=sum(1 for entry in index if entry["type"] == "event"), commitment_count=len(ledger),
            charts=charts, script=script, script_hash=source_hash(script), index=data_block(index),
            due=[due_line(one) for one in due], readable=readable, feeds=atom.feeds(()),
            signature=f"mujaz {__version__}",
        )  # fmt: skip
        write_atomic(self.folder / "index.html", html.encode())
        return self.folder / "index.html"

    def _rows(
        self, ledger: Sequence[Entry], links: dict[str, str], pages: Sequence[ActorPage]
    ) -> dict[str, dict[str, Any]]:
        """The row of each entry, by the id of its commitment."""
        before, paid = histories(ledger), payments(ledger)
        slugs = {actor.name: actor.slug for actor in pages}
        places = ledger_rows.places(self.store.connection, [entry.commitment.article for entry in ledger])
        return {
            entry.commitment.id: ledger_row(entry, links, places, slugs)
            | {
                "history": [told(old) for old in before[entry.commitment.id]],
                "paid": paid_of(entry, paid.get(entry.commitment.id, ())),
            }
            for entry in ledger
        }

    def _ledger(self, ledger: Sequence[Entry], rows: Mapping[str, dict[str, Any]]) -> Path:
        script = self._script("ledger.js")
        html = render_template(
            "site/ledger.html.j2", "html", self.templates, title=self.title, status_words=STATUS_WORDS,
            changes=CHANGES, rows=[rows[entry.commitment.id] for entry in reversed(ledger)],
            script=script, script_hash=source_hash(script), feeds=atom.feeds(())[1:],
        )  # fmt: skip
        write_atomic(self.folder / "ledger.html", html.encode())
        return self.folder / "ledger.html"

    def _actors(self, pages: Sequence[ActorPage], rows: Mapping[str, dict[str, Any]]) -> list[Path]:
        """A page for each actor and the list of them; pages of actors that are no more are taken away."""
        folder = self.folder / "actors"
        made = {"index.html": render_template(
            "site/actors.html.j2", "html", self.templates, title=self.title, actors=pages, feeds=atom.feeds(())[1:],
        )}  # fmt: skip
        for actor in pages:
            drawn_charts = [
                {"title": chart.title, "months": chart.months,
                 "svg": drawn(sums(chart.months, f"{actor.name}: {chart.title} by month"), "html")}
                for chart in actor.charts
            ]  # fmt: skip
            made[f"{actor.slug}.html"] = render_template(
                "site/actor.html.j2", "html", self.templates, title=self.title, actor=actor, charts=drawn_charts,
                due=[due_line(one) for one in actor.due], readable=readable, states=STATES, status_words=STATUS_WORDS,
                rows=[rows[entry.commitment.id] for entry in actor.entries],
                changed=[rows[entry.commitment.id] for entry in actor.changed],
                paid=[rows[entry.commitment.id] for entry in actor.paid],
                feeds=atom.feeds([(actor.name, actor.slug)])[2:],
            )  # fmt: skip
        kept = {*made, *(f"{actor.slug}.atom" for actor in pages)}
        for path in folder.glob("*.*"):
            if path.name not in kept and path.suffix in (".html", ".atom"):
                path.unlink()
        return [folder / name for name, html in made.items() if put(folder / name, html.encode())]

    def _feeds(
        self, feeds: Sequence[atom.Feed], digests: Sequence[Digest], ledger: Sequence[Entry], places: dict[str, str]
    ) -> None:
        base = self.config.site.url.rstrip("/")
        items: list[atom.Item] = []
        by_actor: dict[str, list[atom.Item]] = {}
        for entry in ledger:
            page = places.get(entry.commitment.article, "ledger.html")
            items.append(atom.of_entry(entry, page, note_of(entry)))
            by_actor.setdefault(entry.commitment.actor, []).append(items[-1])
        weeks, commitments, *of_actors = feeds
        put(self.folder / weeks.path, atom.atom(weeks, map(atom.of_digest, digests), self.title, base))
        put(self.folder / commitments.path, atom.atom(commitments, items, self.title, base))
        for feed in of_actors:
            put(self.folder / feed.path, atom.atom(feed, by_actor.get(feed.title, ()), self.title, base))

    @property
    def title(self) -> str:
        """The name of the archive."""
        return self.config.site.title

    def _script(self, name: str) -> Markup:
        """A script of ours, to be put into a page as it is."""
        return Markup(template_file(f"site/{name}", self.templates).read_text(encoding="utf-8"))  # noqa: S704

    def _made_from(self, digest: Digest, briefings: Sequence[Briefing], *rest: str) -> str:
        """A fingerprint of everything a week's pages depend on."""
        mark = hashlib.sha256(f"{__version__}\n{self.title}\n{rest}\n{to_json(digest)}\n{briefings}".encode())
        for folder in template_dirs(self.templates):
            for path in sorted((*folder.rglob("*.html.j2"), *folder.glob("site/review.js"))):
                mark.update(path.read_bytes())
        return mark.hexdigest()


def event_entry(briefing: Briefing, week: str, address: str) -> dict[str, str]:
    """What the search knows of an event."""
    line = " ".join(bullet.what for bullet in briefing.bottom_line)
    bullets = " ".join(f"{b.who} {b.what}" for section in briefing.sections for b in section.bullets)
    return {
        "type": "event", "kind": briefing.kind, "title": briefing.title, "ar": briefing.title_ar, "week": week,
        "date": briefing.date, "place": briefing.place, "line": line, "url": address,
        "text": folded(f"{briefing.title} {briefing.title_ar} {briefing.kind} {briefing.place} {line} {bullets}"),
    }  # fmt: skip


def commitment_entry(entry: Entry, places: dict[str, str]) -> dict[str, str]:
    """What the search knows of a commitment."""
    commitment = entry.commitment
    what = ", ".join(part for part in (commitment.shown, commitment.how_much, commitment.by_when) if part)
    return {
        "type": "commitment", "kind": f"commitment ({entry.change})", "week": commitment.week, "date": commitment.day,
        "title": f"{commitment.actor}: {what}" if commitment.actor else what, "ar": commitment.ar, "place": "",
        "line": "", "url": places[commitment.article],
        "text": folded(f"{commitment.actor} {commitment.actor_ar} {what} {commitment.ar}"),
    }  # fmt: skip


def ledger_row(
    entry: Entry, links: dict[str, str], places: Mapping[str, ledger_rows.Place], slugs: Mapping[str, str]
) -> dict[str, Any]:
    """One row of the ledger's table. links: page of each article. slugs: page of each actor."""
    commitment, amount = entry.commitment, main_amount(entry.commitment)
    place, due = places[commitment.article], window(commitment)[1]
    return {
        "id": commitment.id.replace(":", "-"), "day": commitment.day, "who": commitment.actor,
        "actor": slugs.get(commitment.actor, ""), "what": commitment.shown, "how_much": commitment.how_much,
        "by_when": commitment.by_when, "status": commitment.status, "change": entry.change, "note": note_of(entry),
        "ar": commitment.ar, "link": links.get(commitment.article, ""), "outlet": in_latin(place.outlet),
        "address": place.address, "check": check_of(entry), "confidence": commitment.confidence,
        "sum": f"{amount.value:.15g}" if amount else "", "due": due.isoformat() if due else "",
        "text": folded(f"{commitment.actor} {commitment.actor_ar} {commitment.what} {commitment.ar}"),
    }  # fmt: skip


def put(path: Path, data: bytes) -> bool:
    """Write a file unless it holds exactly this already; whether it was written."""
    if path.is_file() and path.read_bytes() == data:
        return False
    write_atomic(path, data)
    return True


def folded(text: str) -> str:
    """The text as the scripts compare it: one form for each letter, Latin and Arabic, in lower case."""
    return " ".join(fold_word(unicodedata.normalize("NFKC", text)).lower().split())


def earlier(briefing: Briefing) -> tuple[str, str]:
    """Address, from the page of an event, of the page of an earlier week that it goes on from, and what to call it."""
    known = briefing.continues
    return (
        (f"../../../{known.week}/events/{known.folder}/briefing.html", f"before: {known.week}") if known else ("", "")
    )


def with_nav(page: bytes, week: str, title: str, script: str = "", before: tuple[str, str] = ("", "")) -> bytes:
    """A briefing's page with a way back to its week and the archive, not printed; and with a script of ours, if any.

    before: address and name of the page of an earlier week that the event goes on from.
    """
    from markupsafe import escape

    links = (
        "<style>.site{max-width:210mm;margin:.8rem auto 0;display:flex;gap:1.4rem}.site a{color:#14213d}"
        "button.copy{font:inherit;font-size:.8em;margin:.2rem 0 .4rem;color:#14213d;background:#fff;"
        "border:1px solid #6b7688;border-radius:3px;cursor:pointer}@media print{.site,button.copy{display:none}}"
        "</style>"
        f'<nav class="site" aria-label="Archive"><a href="../../../../index.html">{escape(title)}</a>'
        f'<a href="../../index.html">{week}</a>'
        + (f'<a href="{escape(before[0])}">{escape(before[1])}</a>' if before[0] else "")
        + "</nav>"
    )
    page = page.replace(b"<body>", b"<body>" + links.encode(), 1)
    if not script:
        return page
    policy, allowed = b"style-src 'unsafe-inline'", f"; script-src '{source_hash(script)}'".encode()
    page = page.replace(policy, policy + allowed, 1)
    return page.replace(b"</body>", f"<script>{script}</script>\n</body>".encode(), 1)


def data_block(data: Any) -> Markup:
    """JSON that is safe inside a script element."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return Markup(text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029"))  # noqa: S704


def source_hash(script: str) -> str:
    """The Content-Security-Policy source that allows exactly this script."""
    return "sha256-" + base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
