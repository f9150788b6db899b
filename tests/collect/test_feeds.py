from zoneinfo import ZoneInfo

import pytest

from mujaz.collect.feeds import Item, arabic_letters, parse
from mujaz.errors import InputError

DOHA = ZoneInfo("Asia/Qatar")
RSS = """<?xml version="1.0"?><rss version="2.0"><channel><title>خدمة</title>
<item><title>أول</title><link>/a?utm_source=feed#top</link><pubDate>Sun, 10 Nov 2024 22:30:00 GMT</pubDate>
<description>نص قصير</description></item>
<item><title>ثان</title><guid isPermaLink="false">tag:7</guid><description>&lt;p&gt;نص&lt;/p&gt;</description></item>
<item><title>أول مكرر</title><link>/a</link></item></channel></rss>"""
ATOM = """<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>ت</title>
<entry><id>u:1</id><title>خبر</title><link href="https://n.example/1"/><updated>2024-11-05T01:00:00Z</updated>
<content type="html">&lt;p&gt;محتوى طويل هنا&lt;/p&gt;</content><summary>قصير</summary></entry></feed>"""


def items_of(data: bytes, name: str, base: str, zone: ZoneInfo) -> tuple[Item, ...]:
    items, broken = parse(data, name, base, zone)
    assert broken == ()
    return items


def test_rss_items_have_addresses_days_and_stable_keys() -> None:
    items = items_of(RSS.encode(), "f", "https://n.example/feed", DOHA)
    assert [item.key for item in items] == ["https://n.example/a", "f tag:7"]  # the repeated address is one item
    assert items[0].url == "https://n.example/a"
    assert items[1].url == ""


def test_the_day_is_that_of_the_zone() -> None:
    first = """<rss version="2.0"><channel><title>x</title><item><title>a</title><link>https://n.example/a</link>
    <pubDate>Sun, 10 Nov 2024 22:30:00 GMT</pubDate></item></channel></rss>"""
    assert items_of(first.encode(), "f", "https://n.example/", DOHA)[0].published == "2024-11-11"
    assert items_of(first.encode(), "f", "https://n.example/", ZoneInfo("UTC"))[0].published == "2024-11-10"


def test_atom_with_whole_content() -> None:
    (item,) = items_of(ATOM.encode(), "f", "https://n.example/feed", DOHA)
    assert "محتوى طويل هنا" in item.content
    assert item.published == "2024-11-05"


def test_an_empty_feed_is_fine() -> None:
    assert (
        items_of(b'<rss version="2.0"><channel><title>x</title></channel></rss>', "f", "https://n.example", DOHA) == ()
    )


def test_a_stray_entity_does_not_spoil_a_feed() -> None:
    broken = RSS.replace("نص قصير", "نص &nbsp; & قصير")
    assert len(items_of(broken.encode(), "f", "https://n.example/feed", DOHA)) == 2


@pytest.mark.parametrize(
    "data", [b"", b"<html><body>404</body></html>", b"\x00\xff\x10 garbage", b'{"items": []}', RSS.encode()[:90]]
)
def test_garbage_is_not_an_empty_feed(data: bytes) -> None:
    with pytest.raises(InputError, match="feed f"):
        items_of(data, "f", "https://n.example/feed", DOHA)


@pytest.mark.parametrize("link", ["javascript:alert(1)", "file:///etc/passwd", "ftp://n.example/a"])
def test_only_http_links_are_followed(link: str) -> None:
    data = (
        f'<rss version="2.0"><channel><title>x</title><item><title>t</title><link>{link}</link></item></channel></rss>'
    )
    assert items_of(data.encode(), "f", "https://n.example", DOHA)[0].url == ""


def test_letters_are_counted_without_markup() -> None:
    assert arabic_letters('<p class="سطر">أب ج</p> abc 12') == 3


def test_entries_that_link_to_one_page_are_told_apart_by_their_guid() -> None:
    entries = "".join(
        f"<item><title>خبر {n}</title><guid isPermaLink='false'>g{n}</guid><link>https://n.example/</link></item>"
        for n in range(10)
    )
    data = f'<?xml version="1.0"?><rss version="2.0"><channel><title>x</title>{entries}</channel></rss>'
    items = items_of(data.encode(), "f", "https://n.example/feed", DOHA)
    assert [item.title for item in items] == [f"خبر {n}" for n in range(10)]
    assert len({item.key for item in items}) == 10


@pytest.mark.parametrize("date", ["Mon, 01 Jan 0001 00:00:00 GMT", "Fri, 31 Dec 9999 23:59:59 GMT", "soon", ""])
def test_what_is_no_date_of_news_is_none(date: str) -> None:
    item = f"<item><title>خبر</title><guid>1</guid><pubDate>{date}</pubDate></item>"
    data = f'<?xml version="1.0"?><rss version="2.0"><channel><title>x</title>{item}</channel></rss>'
    assert [i.published for i in items_of(data.encode(), "f", "https://n.example/feed", DOHA)] == [""]
