"""Lists of feeds as OPML, which every feed reader gives and takes; and feeds as lines of mujaz.toml."""

from collections.abc import Iterable, Iterator, Sequence
from urllib.parse import urlsplit

from mujaz.errors import InputError
from mujaz.job.settings import FeedSettings

LARGEST = 5_000_000  # bytes


def from_opml(data: bytes, name: str) -> tuple[FeedSettings, ...]:
    """The feeds of an OPML file, in its order, each address once. Raises InputError naming the file."""
    from lxml import etree

    if len(data) > LARGEST:
        raise InputError(f"{name} is larger than {LARGEST} bytes", "give a list of feeds")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise InputError(f"{name} is no OPML: {error}", "export the list from your feed reader again") from error
    if root.tag != "opml":
        raise InputError(
            f"{name} is no OPML: its root is <{root.tag}>", "export the list from your feed reader as OPML"
        )
    found: dict[str, str] = {}
    for outline in root.iter("outline"):
        url = (outline.get("xmlUrl") or "").strip()
        if urlsplit(url).scheme in ("http", "https") and urlsplit(url).hostname:
            found.setdefault(url, " ".join((outline.get("title") or outline.get("text") or "").split()))
    return tuple(FeedSettings(name=title or str(urlsplit(url).hostname), url=url) for url, title in found.items())


def to_opml(feeds: Iterable[FeedSettings], title: str = "Mujaz feeds") -> bytes:
    """The feeds as OPML 2.0; the outlet goes along as the description."""
    from lxml.builder import E
    from lxml.etree import tostring

    outlines = [
        E.outline(type="rss", text=feed.name, title=feed.name, xmlUrl=feed.url, description=feed.outlet)
        for feed in feeds
    ]
    data: bytes = tostring(
        E.opml(E.head(E.title(title)), E.body(*outlines), version="2.0"),
        xml_declaration=True,
        encoding="utf-8",
        pretty_print=True,
    )
    return data


def not_yet(
    found: Iterable[FeedSettings], known: Sequence[FeedSettings], taken: Iterable[str]
) -> Iterator[FeedSettings]:
    """The feeds whose address is not known yet, each with a name that no other source has."""
    names, urls = {*taken, *(feed.name for feed in known)}, {feed.url for feed in known}
    for feed in found:
        if feed.url in urls:
            continue
        name, number = feed.name, 2
        while name in names:
            name, number = f"{feed.name} {number}", number + 1
        names.add(name)
        yield FeedSettings(name=name, url=feed.url, outlet=feed.outlet)


def with_feeds(settings: str, feeds: Iterable[FeedSettings]) -> str:
    """The text of a mujaz.toml with [[feed]] tables behind those it has; comments and the rest stay as they are."""
    import tomlkit

    document = tomlkit.parse(settings)
    tables = document.get("feed")
    if tables is None:
        tables = tomlkit.aot()
        document.append("feed", tables)
    for feed in feeds:
        table = tomlkit.table()
        table.add("name", feed.name)
        table.add("url", feed.url)
        if feed.outlet:
            table.add("outlet", feed.outlet)
        tables.append(table)
    return tomlkit.dumps(document)
