"""Each reader with files of its format that hold what a stranger may write: articles or InputErrors, no more."""

import json
from typing import Any
from xml.sax.saxutils import escape, quoteattr

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mujaz.collect.feeds import parse
from mujaz.errors import InputError
from mujaz.job.weeks import zone_of
from mujaz.pages.escape import printable
from mujaz.records.article import Article
from mujaz.sources import Failure, Raw, read_items
from tests.support.fuzz_texts import HOSTILE, texts
from tests.support.hostile import TEXT, WORD_HEAD, WORD_TAIL, feed, mutants, page, pdf, word

FEW = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
XML = HOSTILE.map(printable)
DATES = st.one_of(
    st.datetimes().map(lambda day: day.isoformat()),
    st.sampled_from(("Mon, 01 Jan 0001 00:00:00 GMT", "Fri, 31 Dec 9999 23:59:59 +9999", "soon", "", "9" * 400)),
)
JSON = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), HOSTILE, texts(longest=10)),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(st.sampled_from(
        ("text", "title", "date", "url", "outlet", "x")), inner, max_size=5)),
    max_leaves=8,
)  # fmt: skip


def read(data: bytes, name: str) -> list[Article]:
    found = []
    for item in read_items(Raw(data=data, name=name)):
        if isinstance(item, Failure):
            assert isinstance(item.error, InputError)
            assert item.error.message.startswith(name)
            assert "unexpected" not in item.error.message
        else:
            item.text.encode()
            item.title.encode()
            found.append(item)
    return found


@FEW
@given(XML, XML, XML, DATES, texts())
def test_entries_of_feeds(title: str, link: str, identity: str, date: str, text: str) -> None:
    item = (
        f"<item><title>{escape(title)}</title><link>{escape(link)}</link><guid>{escape(identity)}</guid>"
        f"<pubDate>{date}</pubDate><description>{escape(printable(text))}</description></item>"
    )
    good = f"<item><title>خبر</title><guid>good</guid><description>{TEXT}</description></item>"
    items, broken = parse(feed(item + good), "agency", "https://a.example/feed", zone_of("Asia/Qatar"))
    assert any(made.title == "خبر" for made in items)
    assert all(isinstance(error, InputError) for error in broken)
    for made in items:
        assert made.url == "" or made.url.startswith(("http://", "https://"))
        assert made.published == "" or 1970 <= int(made.published[:4]) < 2100
    read(feed(item + good), "a.xml")


@FEW
@given(XML, texts(), XML)
def test_pages(title: str, text: str, value: str) -> None:
    head = f"<title>{escape(title)}</title><meta name='date' content={quoteattr(value)}><base href={quoteattr(value)}>"
    read(
        page(f"<h1>{escape(title)}</h1><p>{text}</p><p>{TEXT}</p><time datetime={quoteattr(value)}>x</time>", head),
        "a.html",
    )


@FEW
@given(st.lists(st.one_of(XML, texts().map(printable)), max_size=8))
def test_word_files(paragraphs: list[str]) -> None:
    body = "".join(f"<w:p><w:r><w:t>{escape(line)}</w:t></w:r></w:p>" for line in (*paragraphs, *TEXT.splitlines()))
    (article,) = read(word(WORD_HEAD + body.encode() + WORD_TAIL), "a.docx")
    assert "وزارة الزراعة" in article.text


@FEW
@given(st.lists(st.one_of(st.binary(max_size=40), st.sampled_from(
    (b"BT", b"ET", b"/F1 12 Tf", b"(x) Tj", b"[(x) -999 (y)] TJ", b"q", b"Q", b"1 0 0 1 0 0 cm", b"<FFFF> Tj",
         b"/X Do", b"BI ID EI",
     b"(" * 50, b"<<", b"[" * 50, b"99999999999999999999 0 Td"))), max_size=12))  # fmt: skip
def test_pdf_files(parts: list[bytes]) -> None:
    read(pdf(b"\n".join(parts)), "a.pdf")


@FEW
@given(st.lists(JSON, max_size=4))
def test_json_lines(records: list[Any]) -> None:
    lines = "\n".join(map(json.dumps, (*records, {"text": TEXT})))
    assert any("وزارة الزراعة" in article.text for article in read(lines.encode(), "a.jsonl"))
    read(json.dumps(records).encode(), "a.json")


@FEW
@given(texts(), st.sampled_from(("utf-8", "utf-8-sig", "utf-16", "cp1256", "iso8859-6")))
def test_text_files(text: str, encoding: str) -> None:
    read((TEXT + text).encode(encoding, "replace"), "a.txt")


def test_mutants_of_every_format() -> None:
    for name, data in mutants(60, seed=1):
        read(data, name)


@pytest.mark.slow
def test_many_mutants_of_every_format() -> None:
    for name, data in mutants(3000, seed=2):
        read(data, name)
