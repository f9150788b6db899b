"""Reading an RSS or Atom document into items. No network here: bytes in, items out."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO
from typing import Any
from urllib.parse import urljoin, urlsplit
from zoneinfo import ZoneInfo

from mujaz.arabic.script import ARABIC
from mujaz.budgets import FEED_ENTRIES
from mujaz.collect.likeness import canonical_url
from mujaz.errors import InputError, contained
from mujaz.sources.markup import check_markup

TAGS = re.compile(r"<[^<>]+>")  # not <[^>]+>, which is quadratic on a row of <
EARLIEST, LATEST = 1970, 2100  # years of news on the web
FEED_MARK = re.compile(rb"<(?:\w+:)?(?:rss|feed|rdf)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Item:
    """One entry of a feed. key: the same at every reading. published: ISO day or "". content: HTML, text or ""."""

    key: str
    url: str
    title: str
    published: str
    content: str


def parse(
    data: bytes, name: str, base: str, zone: ZoneInfo, content_type: str = ""
) -> tuple[tuple[Item, ...], tuple[InputError, ...]]:
    """The items of a feed as the feed orders them, and the entries that cannot be read; an empty feed is fine.

    Raises InputError when the whole is no feed, is cut off, or goes beyond the limits.

    name: the feed's name in mujaz.toml. base: its address. zone: whose calendar `published` is in.
    feedparser's `bozo` is only a hint: a feed with a stray entity is still read.
    """
    if not FEED_MARK.search(data[:4096]):
        raise InputError(
            f"feed {name}: the answer is not RSS or Atom", "open the address in a browser; the feed may have moved"
        )
    check_markup(data, f"feed {name}")
    import feedparser

    from mujaz.sources.quiet import quiet

    headers = {"content-location": base}
    if content_type:
        headers["content-type"] = content_type
    try:
        with quiet("feedparser"):  # bytes in a stream: feedparser takes bare bytes for an address
            parsed = feedparser.parse(
                BytesIO(data), response_headers=headers, sanitize_html=False, resolve_relative_uris=False
            )
    except Exception as error:  # its XML and date helpers raise many kinds on damaged feeds
        raise InputError(f"feed {name}: damaged ({type(error).__name__})", "the next run tries again") from error
    if not parsed.get("version") or not _whole(data):
        reason = str(parsed.get("bozo_exception", "not a feed"))
        raise InputError(f"feed {name}: cannot be parsed ({reason})", "it may be cut off; the next run tries again")
    items: dict[str, Item] = {}
    broken: list[InputError] = []
    for number, entry in enumerate(parsed.entries[:FEED_ENTRIES], 1):
        try:
            with contained(f"entry {number}"):
                item = _item(entry, name, base, zone)
                items[item.key] = item
        except InputError as error:
            broken.append(error)
    if len(parsed.entries) > FEED_ENTRIES:
        broken.append(InputError(f"more than {FEED_ENTRIES} entries; the first were read", "ask for a shorter feed"))
    return tuple(items.values()), tuple(broken)


def arabic_letters(markup: str) -> int:
    """How many Arabic letters a piece of HTML or text shows a reader."""
    return len(ARABIC.findall(TAGS.sub(" ", markup)))


def _whole(data: bytes) -> bool:
    """Whether the document ends as feeds end (a cache's comment may follow): half a feed is no short feed."""
    return re.search(rb"</(?:\w+:)?(?:rss|feed|rdf)\s*>", data[-4096:], re.IGNORECASE) is not None


def _item(entry: Any, name: str, base: str, zone: ZoneInfo) -> Item:
    link = str(entry.get("link", "") or "").strip()
    url = urljoin(base, link) if link else ""
    if urlsplit(url).scheme not in {"http", "https"}:
        url = ""
    identity = str(entry.get("id", "") or "").strip()
    title = TAGS.sub("", str(entry.get("title", ""))).strip()
    # The guid is what an entry is; several may link to one page. Where it is the link itself, or missing, the link is.
    by_link = url and (not identity or canonical_url(urljoin(base, identity)) == canonical_url(url))
    key = canonical_url(url) if by_link else f"{name} {identity or title}"
    texts = [str(part.get("value", "")) for part in entry.get("content", [])] + [str(entry.get("summary", "") or "")]
    return Item(key, url, title, _day(entry, zone), max(texts, key=len))


def _day(entry: Any, zone: ZoneInfo) -> str:
    """The calendar day of publication in `zone`, "" for none; a feed's "updated" only where it says nothing else.

    What programs write for "no date" (year 1, 1900, 9999) is none.
    """
    for field in ("published_parsed", "updated_parsed", "created_parsed"):
        moment = entry.get(field)
        if moment:
            try:
                day = datetime(*moment[:6]).replace(tzinfo=UTC).astimezone(zone).date()
            except (ValueError, OverflowError):
                continue
            if EARLIEST <= day.year < LATEST:
                return day.isoformat()
    return ""
