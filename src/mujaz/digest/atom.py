"""Atom feeds (RFC 4287) of the archive: weeks, commitments, each actor. Same records, same bytes."""

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from mujaz.pages.escape import printable
from mujaz.records.digest import Digest, Entry

NAMESPACE = "http://www.w3.org/2005/Atom"
MOST = 200  # entries of a feed, the newest
NEVER = "1970-01-01T00:00:00+00:00"  # when a feed without entries was updated


@dataclass(frozen=True, slots=True)
class Feed:
    """One feed. path: from the root of the archive; page: the page it belongs to."""

    title: str
    path: str
    page: str


@dataclass(frozen=True, slots=True)
class Item:
    """One entry. name: what its identity is made of. updated: RFC 3339. page: from the root. lines: its text."""

    name: str
    title: str
    updated: str
    page: str
    lines: tuple[str, ...]
    ar: str = ""


def of_digest(digest: Digest) -> Item:
    """An issued week."""
    name = f"week:{digest.week}"
    title = f"{digest.title} {digest.week}"
    return Item(name, title, digest.issued, f"weeks/{digest.week}/index.html", digest.glance)


def of_entry(entry: Entry, page: str, note: str) -> Item:
    """A line of the ledger. page: where it is told of. note: what changed."""
    said = entry.commitment
    facts = " – ".join(part for part in (said.how_much, said.by_when) if part)
    title = f"{said.actor}: {said.shown}" if said.actor else said.shown
    lines = [facts, f"{entry.change}{f': {note}' if note else ''}"]
    lines += ["CHECK: compare it with the Arabic"] if said.review else []
    updated = f"{said.day}T00:00:00+00:00"
    return Item(f"commitment:{said.id}", title, updated, page, tuple(line for line in lines if line), said.ar)


def atom(feed: Feed, items: Iterable[Item], archive: str, base: str) -> bytes:
    """The feed as XML. archive: its name. base: its address, "" where it is not published: links are then relative."""
    from lxml.builder import ElementMaker
    from lxml.etree import tostring

    make = ElementMaker(namespace=NAMESPACE, nsmap={None: NAMESPACE})
    newest = sorted(items, key=lambda item: (item.updated, item.name), reverse=True)[:MOST]
    up = "" if base else "../" * feed.path.count("/")
    root = f"{base}/" if base else up
    made = make.feed(
        make.id(identity(archive, feed.path)),
        make.title(printable(feed.title)),
        make.updated(newest[0].updated if newest else NEVER),
        make.author(make.name("Mujaz")),
        make.generator("Mujaz"),
        make.link(rel="self", type="application/atom+xml", href=f"{root}{feed.path}"),
        make.link(rel="alternate", type="text/html", href=f"{root}{feed.page}"),
        *(_entry(make, item, archive, root) for item in newest),
    )
    made.set("{http://www.w3.org/XML/1998/namespace}lang", "en")
    data: bytes = tostring(made, xml_declaration=True, encoding="utf-8")
    return data + b"\n"


def _entry(make: Any, item: Item, archive: str, root: str) -> Any:
    """One entry; its text is HTML, so that the Arabic can say which way it runs."""
    from markupsafe import escape

    text = "".join(f"<p>{escape(printable(line))}</p>" for line in item.lines)
    if item.ar:
        text += f'<p dir="rtl" lang="ar">{escape(printable(item.ar))}</p>'
    return make.entry(
        make.id(identity(archive, item.name)),
        make.title(printable(item.title)),
        make.updated(item.updated),
        make.link(rel="alternate", type="text/html", href=f"{root}{item.page}"),
        make.content(text, type="html"),
    )


def identity(archive: str, name: str) -> str:
    """A permanent identity: the same for the same archive and thing, wherever it is published."""
    return f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, f'mujaz:{archive}:{name}')}"


def feeds(actors: Sequence[tuple[str, str]]) -> tuple[Feed, ...]:
    """All feeds of the archive. actors: name and slug of each."""
    return (
        Feed("Weeks", "weeks.atom", "index.html"),
        Feed("Commitments", "commitments.atom", "ledger.html"),
        *(Feed(name, f"actors/{slug}.atom", f"actors/{slug}.html") for name, slug in actors),
    )
