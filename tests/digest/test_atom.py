"""The feeds, read back by a feed reader and held against RFC 4287."""

import re
from datetime import datetime

import feedparser
from lxml import etree

from mujaz.digest.atom import NAMESPACE, Feed, Item, atom, identity

FEED = Feed("Commitments", "commitments.atom", "ledger.html")
ITEMS = [
    Item(
        "commitment:a",
        "Qatar: <b>pays</b> & more\x0b",
        "2026-11-10T00:00:00+00:00",
        "ledger.html",
        ("$65 million",),
        "نص",
    ),
    Item("commitment:b", "Kuwait", "2026-11-12T00:00:00+00:00", "weeks/2026-W46/index.html", ("a", "b")),
]


def test_a_reader_takes_it_without_complaint_newest_first() -> None:
    made = feedparser.parse(atom(FEED, ITEMS, "Archive", "https://a.example"))
    assert made.bozo == 0
    assert made.version == "atom10"
    assert made.entries[0].title == "Kuwait"
    assert made.entries[1].link == "https://a.example/ledger.html"
    assert 'dir="rtl"' in made.entries[1].content[0].value


def test_it_has_what_the_standard_asks_for() -> None:
    tree = etree.fromstring(atom(FEED, ITEMS, "Archive", "https://a.example"))
    name = {"a": NAMESPACE}
    for where in (tree, *tree.findall("a:entry", name)):
        assert all(len(where.findall(f"a:{tag}", name)) == 1 for tag in ("id", "title", "updated"))
        moment = where.findtext("a:updated", namespaces=name)
        assert datetime.fromisoformat(moment).tzinfo
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d([+-]\d\d:\d\d|Z)", moment)
    assert tree.find("a:author/a:name", name) is not None
    assert [link.get("rel") for link in tree.findall("a:link", name)] == ["self", "alternate"]
    ids = [node.text for node in tree.iter(f"{{{NAMESPACE}}}id")]
    assert len(ids) == len(set(ids)) == 3
    assert all(re.fullmatch(r"urn:uuid:[0-9a-f-]{36}", one) for one in ids)


def test_foreign_text_stays_text_and_bytes_stay_the_same() -> None:
    data = atom(FEED, ITEMS, "Archive", "")
    assert b"<b>" not in data
    assert b"\x0b" not in data
    assert data == atom(FEED, reversed(ITEMS), "Archive", "")


def test_unpublished_archives_have_relative_links_and_the_identity_does_not_depend_on_the_address() -> None:
    deep = Feed("Qatar", "actors/qatar.atom", "actors/qatar.html")
    made = feedparser.parse(atom(deep, ITEMS, "Archive", ""))
    assert made.entries[1].link == "../ledger.html"
    assert made.entries[1].id == identity("Archive", "commitment:a")


def test_an_empty_feed_is_a_feed() -> None:
    assert feedparser.parse(atom(FEED, [], "Archive", "")).bozo == 0
