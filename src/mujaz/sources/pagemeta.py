"""What a web page says about itself: JSON-LD, meta elements, canonical link, time elements.

Dates come from these alone. htmldate's guesses from visible text are wrong on Arabic pages (4 November becomes
1 January), so the dateline is asked instead when a page names no date.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin, urlsplit

from mujaz.records.article import When
from mujaz.sources.stamps import stamp

ARTICLES = ("NewsArticle", "Article", "ReportageNewsArticle", "BlogPosting", "WebPage")  # best first
DATE_NAMES = (
    "article:published_time", "og:article:published_time", "datepublished", "date", "dc.date", "dcterms.created",
    "dc.date.issued", "dcterms.date", "pubdate", "publishdate", "publish-date", "parsely-pub-date", "sailthru.date",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class PageMeta:
    """Empty where the page does not say."""

    title: str = ""
    outlet: str = ""
    url: str = ""
    published: When | None = None


def page_metadata(tree: Any, url: str = "") -> PageMeta:
    """Title, outlet, canonical address and publication date of a parsed page fetched from `url`."""
    data = _json_ld(tree)
    named = _meta(tree)
    outlet = named.get("og:site_name", "") or _publisher(data)
    title = (
        named.get("og:title", "") or _string(data.get("headline")) or _first(tree, "//h1") or _first(tree, "//title")
    )
    return PageMeta(_without_outlet(title, outlet), outlet, _address(tree, named, url), _published(tree, data, named))


def _published(tree: Any, data: dict[str, Any], named: dict[str, str]) -> When | None:
    candidates = [_string(data.get("datePublished")), *(named.get(name, "") for name in DATE_NAMES)]
    candidates += [str(value) for value in tree.xpath("//*[@itemprop='datePublished']/@content|//time/@datetime")]
    for text in candidates:
        if text and (when := stamp(text)) is not None:
            return when
    return None


def _address(tree: Any, named: dict[str, str], url: str) -> str:
    """The canonical address, when it is an http address; a page of the home page's address names only the site."""
    for given in (*tree.xpath("//link[@rel='canonical']/@href"), named.get("og:url", "")):
        try:
            address = urljoin(url, str(given).strip())
            parts = urlsplit(address)
        except ValueError:
            continue
        if parts.scheme in {"http", "https"} and parts.netloc and parts.path.strip("/"):
            return address
    return url


def _meta(tree: Any) -> dict[str, str]:
    """Meta elements by property, name or itemprop in lower case; the first of a name wins."""
    found: dict[str, str] = {}
    for element in tree.iter("meta"):
        name = element.get("property") or element.get("name") or element.get("itemprop") or ""
        content = " ".join((element.get("content") or "").split())
        if name and content:
            found.setdefault(name.lower(), content)
    return found


def _json_ld(tree: Any) -> dict[str, Any]:
    """The JSON-LD object that describes the article, or {}."""
    objects: list[dict[str, Any]] = []
    for script in tree.xpath("//script[@type='application/ld+json']"):
        try:
            objects.extend(_objects(json.loads(script.text or "", strict=False)))
        except (ValueError, RecursionError):
            continue
    for kind in ARTICLES:
        for candidate in objects:
            types = candidate.get("@type")
            if kind in (types if isinstance(types, list) else [types]):
                return candidate
    return {}


def _objects(value: Any) -> Iterator[dict[str, Any]]:
    """All objects at the top, in lists and in @graph."""
    if isinstance(value, list):
        for item in value:
            yield from _objects(item)
    elif isinstance(value, dict):
        yield value
        yield from _objects(value.get("@graph", []))


def _publisher(data: dict[str, Any]) -> str:
    publisher = data.get("publisher")
    if isinstance(publisher, list):
        publisher = publisher[0] if publisher else None
    return _string(publisher.get("name") if isinstance(publisher, dict) else publisher)


def _string(value: Any) -> str:
    if isinstance(value, list) and value:
        value = value[0]
    return " ".join(value.encode("utf-8", "replace").decode().split()) if isinstance(value, str) else ""


def _first(tree: Any, path: str) -> str:
    for element in tree.xpath(path):
        text = " ".join("".join(element.itertext()).split())
        if text:
            return text
    return ""


def _without_outlet(title: str, outlet: str) -> str:
    """The title without " | Outlet" at its end."""
    for mark in (" | ", " - ", " – ", " — ", " :: ", "|"):
        head, found, tail = title.rpartition(mark)
        if found and outlet and tail.strip() == outlet:
            return head.strip()
    return title.strip()
