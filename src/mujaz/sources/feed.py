"""RSS and Atom files, by feedparser. Fetching feeds is the digest's business; here the items of a file are articles."""

from collections.abc import Iterator
from io import BytesIO
from typing import Any

from mujaz.budgets import FEED_ENTRIES, INPUT_BYTES
from mujaz.errors import InputError, contained
from mujaz.sources.html import blocks_of, parse
from mujaz.sources.markup import check_markup
from mujaz.sources.quiet import quiet
from mujaz.sources.record import Failure, Found, Raw
from mujaz.sources.stamps import stamp


def read_feed(raw: Raw) -> Iterator[Found | Failure]:
    """One article an item: its full content, else its summary. Raises InputError when there is no item.

    An item without any text (a link alone) is a failure of its own: its page has to be fetched.
    """
    check_markup(raw.data, raw.name, INPUT_BYTES)
    try:
        import feedparser

        with quiet("feedparser"):
            feed: Any = feedparser.parse(BytesIO(raw.data), sanitize_html=False, resolve_relative_uris=False)
        entries = list(feed.entries)
        outlet = str(feed.feed.get("title", "")).strip()
    except Exception as error:  # its XML and date helpers raise many kinds on damaged feeds
        raise InputError(
            f"{raw.name}: a damaged feed ({type(error).__name__})", "check the file in a browser"
        ) from error
    if not entries:
        raise InputError(f"{raw.name}: a feed without items", "give a feed with items, or the articles themselves")
    for number, entry in enumerate(entries[:FEED_ENTRIES], 1):
        where = f"{raw.name}:{number}"
        try:
            with contained(where):
                found = _found(entry, outlet, where)
        except InputError as error:
            yield Failure(where, error)
        else:
            yield found
    if len(entries) > FEED_ENTRIES:
        raise InputError(
            f"{raw.name}: more than {FEED_ENTRIES} items; the first were read", "give the rest as a file of its own"
        )


def _found(entry: Any, outlet: str, where: str) -> Found:
    contents = [str(content.get("value", "")) for content in entry.get("content", ())]
    texts = [text for text in (_text(markup) for markup in (*contents, str(entry.get("summary", "")))) if text]
    if not texts:
        raise InputError(
            f"{where}: an item without text", "fetch it with `mujaz fetch`, which follows the links of a feed"
        )
    return Found(
        text=max(texts, key=len),  # some feeds put the lead into content and the whole into summary
        title=_text(str(entry.get("title", ""))).replace("\n", " "),
        outlet=outlet,
        url=str(entry.get("link", "")).strip() or where,
        published=stamp(
            str(entry.get("published" if "published" in entry else "updated", ""))
        ),  # get() mixes the two up
        where=where,
    )


def _text(markup: str) -> str:
    """The text of an item's HTML, block by block; also right for text that holds no markup."""
    if "<" not in markup and "&" not in markup:
        return markup.strip()
    tree = parse(f"<div>{markup}</div>")
    return "\n\n".join(blocks_of(tree)) if tree is not None else ""
