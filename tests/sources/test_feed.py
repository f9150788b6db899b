"""Feed files: each item with text is an article; what is wrong with one item does not stop the others."""

import pytest

from mujaz.errors import InputError
from mujaz.records.article import Article
from mujaz.sources import Failure, Raw, read_bytes, read_items
from tests.support.texts import BODY, SECOND, TITLE

RSS = (
    """<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"><channel><title>وكالة المدى</title>{}</channel></rss>"""
)


def test_rss_item() -> None:
    item = (
        f"<item><title>{TITLE}</title><link>https://a.example/1</link>"
        "<pubDate>Mon, 04 Nov 2024 23:30:00 +0300</pubDate>"
        f"<description><![CDATA[<p>{BODY}</p><p>{SECOND}</p>]]></description></item>"
    )
    (article,) = read_bytes(RSS.format(item).encode(), "feed.xml")
    assert (article.title, article.outlet, article.url) == (TITLE, "وكالة المدى", "https://a.example/1")
    assert article.text == f"{BODY}\n\n{SECOND}"
    assert article.published is not None
    assert article.published.value == "2024-11-04"  # the writer's day, not that of Greenwich


def test_atom_entry_prefers_the_full_content() -> None:
    feed = (
        '<feed xmlns="http://www.w3.org/2005/Atom"><title>المدى</title><entry><title>خبر</title><id>x</id>'
        f'<link href="https://a.example/2"/><updated>2024-11-04T10:00:00Z</updated><summary>{SECOND[:30]}</summary>'
        f'<content type="html">&lt;p&gt;{BODY}&lt;/p&gt;</content></entry></feed>'
    )
    (article,) = read_bytes(feed.encode(), "feed.atom")
    assert (article.text, article.url) == (BODY, "https://a.example/2")


def test_an_item_without_text_is_one_failure() -> None:
    items = f"<item><link>https://a.example/1</link></item><item><description>{BODY}</description></item>"
    failure, article = read_items(Raw(data=RSS.format(items).encode(), name="feed.xml"))
    assert isinstance(failure, Failure)
    assert failure.source == "feed.xml:1"
    assert "mujaz fetch" in failure.error.remedy
    assert isinstance(article, Article)
    assert article.url == "feed.xml:2"


@pytest.mark.parametrize("data", [RSS.format(""), "<rss", "<feed>nothing"])
def test_no_items(data: str) -> None:
    with pytest.raises(InputError, match=r"^feed\.xml: a feed without items"):
        read_bytes(data.encode(), "feed.xml")


def test_entities_and_plain_text() -> None:
    items = f"<item><description>{BODY} &amp;amp; المزيد</description></item>"
    assert read_bytes(RSS.format(items).encode(), "feed.xml")[0].text == f"{BODY} & المزيد"


def test_a_feed_that_lets_entities_grow_is_refused_quickly() -> None:
    entities = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
    data = f'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY e0 "x">{entities}]><rss version="2.0"><channel><item>'
    data += "<description>&e11;</description></item></channel></rss>"
    with pytest.raises(InputError):
        read_bytes(data.encode(), "feed.xml")
