"""The web archive: static pages of weeks, events and the ledger, with search in the page and no request to anywhere.

Weeks never change once issued, so a week that is there already, made from the same record and templates, is left
alone; index and ledger are written anew.
"""

import base64
import hashlib
import json
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from markupsafe import Markup

from mujaz import __version__
from mujaz.arabic.normalise import fold_word
from mujaz.digest import rows as shelf
from mujaz.digest.fit import Page
from mujaz.digest.render import period, values
from mujaz.digest.weekly import told
from mujaz.files import write_atomic
from mujaz.job.settings import DigestConfig
from mujaz.ledger import rows as ledger_rows
from mujaz.ledger.ledger import build, histories, main_amount, note_of
from mujaz.pages.environment import render_template, template_dirs, template_file
from mujaz.records.briefing import Briefing
from mujaz.records.digest import Digest, Entry, to_json
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
        written.append(self._index(digests, index, sum(1 for i in index if i["type"] == "event"), len(ledger)))
        written.append(self._ledger(ledger, places))
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
        for briefing in briefings:
            page = render(fit(briefing, self.templates), "html", self.templates)
            write_atomic(folder / "events" / briefing.folder / "briefing.html", with_nav(page, digest.week, self.title))
        empty = Page(digest, digest)
        html = render_template(
            "site/week.html.j2", "html", self.templates, title=self.title, before=before, after=after,
            has_pdf=pdf.is_file(), **{k: v for k, v in values(empty, "html").items() if k not in ("annex", "annexed")},
        )  # fmt: skip
        write_atomic(folder / "digest.json", to_json(digest).encode())
        if pdf.is_file():
            write_atomic(folder / "digest.pdf", pdf.read_bytes())
        write_atomic(folder / "index.html", html.encode())
        write_atomic(folder / MARK, made_from.encode())  # last: it says that all the rest is there
        return [folder / "index.html"]

    def _index(self, digests: Sequence[Digest], index: Sequence[dict[str, str]], events: int, commitments: int) -> Path:
        script = self._script("search.js")
        weeks = [
            {"week": digest.week, "period": period(digest), "line": digest.glance[0] if digest.glance else ""}
            for digest in reversed(digests)
        ]
        charts = values(Page(digests[-1], digests[-1]), "html")["charts"][:1] if digests else []
        html = render_template(
            "site/index.html.j2", "html", self.templates, title=self.title, weeks=weeks, event_count=events,
            commitment_count=commitments, charts=charts, script=script, script_hash=source_hash(script),
            index=data_block(index), signature=f"mujaz {__version__}",
        )  # fmt: skip
        write_atomic(self.folder / "index.html", html.encode())
        return self.folder / "index.html"

    def _ledger(self, ledger: Sequence[Entry], places: dict[str, str]) -> Path:
        from mujaz.records.digest import CHANGES, STATUS_WORDS

        script, before = self._script("ledger.js"), histories(ledger)
        html = render_template(
            "site/ledger.html.j2", "html", self.templates, title=self.title, status_words=STATUS_WORDS,
            changes=CHANGES, rows=[ledger_row(e, before[e.commitment.id], places) for e in reversed(ledger)],
            script=script, script_hash=source_hash(script),
        )  # fmt: skip
        write_atomic(self.folder / "ledger.html", html.encode())
        return self.folder / "ledger.html"

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
            for path in sorted(folder.rglob("*.html.j2")):
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
    what = ", ".join(part for part in (commitment.what, commitment.how_much, commitment.by_when) if part)
    return {
        "type": "commitment", "kind": f"commitment ({entry.change})", "week": commitment.week, "date": commitment.day,
        "title": f"{commitment.actor}: {what}" if commitment.actor else what, "ar": commitment.ar, "place": "",
        "line": "", "url": places[commitment.article],
        "text": folded(f"{commitment.actor} {commitment.actor_ar} {what} {commitment.ar}"),
    }  # fmt: skip


def ledger_row(entry: Entry, before: Sequence[Entry], places: dict[str, str]) -> dict[str, Any]:
    """One row of the ledger page."""
    commitment, amount = entry.commitment, main_amount(entry.commitment)
    return {
        "day": commitment.day, "who": commitment.actor, "what": commitment.what, "how_much": commitment.how_much,
        "by_when": commitment.by_when, "status": commitment.status, "change": entry.change, "note": note_of(entry),
        "ar": commitment.ar, "link": places.get(commitment.article, ""),
        "sum": f"{amount.value:.15g}" if amount else "",
        "history": [told(old) for old in before],
        "text": folded(f"{commitment.actor} {commitment.actor_ar} {commitment.what} {commitment.ar}"),
    }  # fmt: skip


def folded(text: str) -> str:
    """The text as the scripts compare it: one form for each letter, Latin and Arabic, in lower case."""
    return " ".join(fold_word(unicodedata.normalize("NFKC", text)).lower().split())


def with_nav(page: bytes, week: str, title: str) -> bytes:
    """A briefing's page with a way back to its week and the archive; not printed."""
    from markupsafe import escape

    links = (
        "<style>.site{max-width:210mm;margin:.8rem auto 0;display:flex;gap:1.4rem}.site a{color:#14213d}"
        "@media print{.site{display:none}}</style>"
        f'<nav class="site" aria-label="Archive"><a href="../../../../index.html">{escape(title)}</a>'
        f'<a href="../../index.html">{week}</a></nav>'
    )
    return page.replace(b"<body>", b"<body>" + links.encode(), 1)


def data_block(data: Any) -> Markup:
    """JSON that is safe inside a script element."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return Markup(text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029"))  # noqa: S704


def source_hash(script: str) -> str:
    """The Content-Security-Policy source that allows exactly this script."""
    return "sha256-" + base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
