from pathlib import Path

import pytest

from mujaz.collect.opml import from_opml, not_yet, to_opml, with_feeds
from mujaz.config import load
from mujaz.errors import InputError
from mujaz.job import settings as job_settings
from mujaz.job.settings import FeedSettings

LIST = b"""<?xml version="1.0"?><opml version="2.0"><head><title>mine</title></head><body>
<outline text="News"><outline type="rss" text="Agency &amp; co" xmlUrl="https://a.example/rss"/>
<outline type="rss" title="Agency &amp; co" xmlUrl="https://b.example/rss"/></outline>
<outline type="rss" xmlUrl="https://a.example/rss"/><outline xmlUrl="https://c.example/x"/>
<outline text="no feed"/><outline text="odd" xmlUrl="javascript:alert(1)"/></body></opml>"""


def test_feeds_come_in_order_each_address_once_and_folders_are_looked_into() -> None:
    found = from_opml(LIST, "list.opml")
    assert [(feed.name, feed.url) for feed in found] == [
        ("Agency & co", "https://a.example/rss"),
        ("Agency & co", "https://b.example/rss"),
        ("c.example", "https://c.example/x"),
    ]


def test_known_addresses_are_left_out_and_names_differ() -> None:
    known = (FeedSettings(name="Agency & co", url="https://b.example/rss"),)
    new = list(not_yet(from_opml(LIST, "l"), known, ["c.example"]))
    assert [feed.name for feed in new] == ["Agency & co 2", "c.example 2"]


def test_mujaz_toml_keeps_its_comments_and_can_be_read(tmp_path: Path) -> None:
    before = '# mine\n[store]\npath = "s"  # here\n\n[[feed]]\nname = "X"\nurl = "https://x.example/rss"\n'
    text = with_feeds(before, [FeedSettings(name='A "b"', url="https://a.example/rss", outlet="وكالة")])
    assert text.startswith(before.rstrip("\n"))
    (tmp_path / "mujaz.toml").write_text(text, encoding="utf-8")
    config = job_settings.read(load(str(tmp_path / "mujaz.toml")))
    assert [(feed.name, feed.outlet) for feed in config.feeds] == [("X", ""), ('A "b"', "وكالة")]
    assert "[[feed]]" in with_feeds("", config.feeds)


def test_what_goes_out_comes_in_again() -> None:
    feeds = (FeedSettings(name="Agency <x>", url="https://a.example/?a=1&b=2"),)
    assert from_opml(to_opml(feeds), "x") == feeds


@pytest.mark.parametrize(
    "data",
    [b"", b"not xml", b"<rss/>", b"x" * 6_000_000,
     b'<!DOCTYPE o [<!ENTITY a SYSTEM "file:///etc/passwd">]><feed>&a;</feed>'],
    ids=["empty", "text", "rss", "large", "entity"],
)  # fmt: skip
def test_what_is_no_list_is_refused(data: bytes) -> None:
    with pytest.raises(InputError, match=r"list\.opml"):
        from_opml(data, "list.opml")


def test_entities_are_not_followed() -> None:
    entity = b'<!DOCTYPE o [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
    evil = entity + b'<opml><body><outline text="&a;" xmlUrl="https://x.example"/></body></opml>'
    try:
        found = from_opml(evil, "x")
    except InputError:
        return
    assert "root:" not in found[0].name
