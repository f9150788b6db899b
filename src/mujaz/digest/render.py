"""The digest in each format. Same digest, same templates: same bytes."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from markupsafe import Markup

from mujaz.digest.charts import bars
from mujaz.digest.fit import Page, fit
from mujaz.digest.weekly import readable
from mujaz.english.dates import format_when
from mujaz.job.clock import ago
from mujaz.pages.environment import render_template
from mujaz.pages.escape import typst_string
from mujaz.pages.formats import file_of
from mujaz.pages.typst import page_count, typeset
from mujaz.records.article import When
from mujaz.records.digest import CHANGES, STATUS_WORDS, Count, Digest, to_json

BY_WEEK = "Commitments by week"
BY_ACTOR = "Commitments by actor"


def render_all(
    digest: Digest, formats: Iterable[str], template_dir: Path | None = None, base: str = ""
) -> dict[str, bytes]:
    """File name to bytes for the formats asked for; annex.pdf beside digest.pdf when not everything found room.

    base: address of the digest on the site, for the links of the PDF, "" for none; other files lie beside their events.
    """
    page = fitted(digest, template_dir, base)
    files: dict[str, bytes] = {}
    for name in dict.fromkeys(formats):
        files[f"digest.{name}"] = render(page, digest, name, template_dir, base if name == "pdf" else "")
        if name == "pdf" and page.annexed:
            files["annex.pdf"] = annex_pdf(page, template_dir, base)
    return files


def fitted(digest: Digest, template_dir: Path | None = None, base: str = "") -> Page:
    """The digest divided into two pages and an annex, by counting the pages of the PDF."""
    return fit(digest, lambda page: page_count(pdf(page, template_dir, base)))


def render(page: Page, digest: Digest, name: str, template_dir: Path | None = None, base: str = "") -> bytes:
    """One format: md, html, pdf, docx or json. Raises UsageError, DataError."""

    def seen(form: str) -> dict[str, Any]:
        return values(page, form, base) | ({"part": "main"} if form == "typ" else {})

    return file_of(name, "digest", seen, lambda: to_json(digest).encode(), template_dir)


def pdf(page: Page, template_dir: Path | None = None, base: str = "") -> bytes:
    """The two pages as PDF."""
    return render(page, page.main, "pdf", template_dir, base)


def annex_pdf(page: Page, template_dir: Path | None = None, base: str = "") -> bytes:
    """The annex as PDF, as many pages as it takes."""
    return typeset("digest.typ.j2", values(page, "typ", base) | {"part": "annex"}, template_dir)


def mail_parts(page: Page, template_dir: Path | None = None, base: str = "") -> tuple[str, str]:
    """The text and the HTML of the e-mail."""
    text = render_template("digest.txt.j2", "txt", template_dir, **values(page, "txt", base))
    html = render_template("digest.mail.html.j2", "html", template_dir, **values(page, "html", base))
    return text, html


def values(page: Page, form: str, base: str = "") -> dict[str, Any]:
    """What the templates see: digest, annex, annexed, heading, period, charts, words for states, functions."""
    digest = page.main
    charts = [
        {"title": title, "counts": counts, "svg": drawn(bars(counts, title), form), "alt": told(title, counts)}
        for title, counts in ((BY_WEEK, digest.by_week), (BY_ACTOR, digest.by_actor))
        if any(count.total for count in counts)
    ]
    return {
        "base": base,
        "digest": digest,
        "annex": page.annex,
        "annexed": page.annexed,
        "heading": digest.heading,
        "period": period(digest),
        "charts": charts,
        "status_words": STATUS_WORDS,
        "changes": CHANGES,
        "since": lambda trouble: worked(trouble.last_ok, digest.issued),
        "link": lambda folder: f"{base}events/{folder}/briefing.html" if folder else "",
        "readable": readable,
        "named": {event.id: event.title for event in (*digest.events, *page.annex.events)},
    }


def told(title: str, counts: Iterable[Count]) -> str:
    """A chart in words, for those who cannot see it."""
    return f"{title}: " + "; ".join(f"{count.label}: {count.total}" for count in counts)


def drawn(svg: str, form: str) -> Markup:
    """A chart ready to be put into a template of this form; it was made here and holds no foreign markup."""
    if form == "typ":
        return Markup(f"bytes({typst_string(svg)})")  # noqa: S704
    return Markup(svg) if form == "html" else Markup()  # noqa: S704


def period(digest: Digest) -> str:
    """First and last day for readers: "4–10 November 2024"."""
    one_day = digest.start == digest.end
    return format_when(When(digest.end, "day") if one_day else When(f"{digest.start}/{digest.end}", "interval"))


def worked(last_ok: str, issued: str) -> str:
    """When a source last worked, seen from the day of the digest."""
    from datetime import datetime

    return f"last worked {ago(last_ok, datetime.fromisoformat(issued))} ago" if last_ok else "has never worked"
