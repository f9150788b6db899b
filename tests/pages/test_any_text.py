"""Whatever a stranger writes into a title or an address: pages keep their structure, and mails their headers."""

import csv
import io
import json
import zipfile
from collections.abc import Callable
from dataclasses import replace
from email import message_from_bytes, policy
from html.parser import HTMLParser
from io import BytesIO
from xml.etree import ElementTree

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.support.fuzz_texts import HOSTILE
from tests.support.sample_briefing import briefing, bullet

from mujaz.briefing.render import render
from mujaz.digest.atom import Feed, Item, atom
from mujaz.digest.mail.message import build, subject
from mujaz.digest.render import fitted, mail_parts
from mujaz.digest.render import render as render_digest
from mujaz.digest.site import data_block
from mujaz.job.settings import MailSettings
from mujaz.ledger.columns import NAMES, Cell
from mujaz.ledger.export import as_csv
from mujaz.pages.typst import page_count
from mujaz.records.briefing import Briefing, Bullet, Section
from mujaz.records.digest import Digest, EventLine

FEW = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
FEWER = settings(max_examples=4, deadline=None, suppress_health_check=[HealthCheck.too_slow])
MANY = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
WORDS = HOSTILE.map(lambda text: f"a {text} b")  # never empty: what has no text may leave its element out
WORD_NAMES = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MAIL = MailSettings(host="mail.example", sender="Mujaz <mujaz@example.org>", to=("a@example.org",))


def filled(text: str) -> Briefing:
    """A briefing that says `text` wherever an article has a say."""
    base = briefing()
    commitment = bullet(what=text, who=text, how_much=text, by_when=text)
    return replace(
        base, title=text, title_ar=text, place=text, organisers=text, bottom_line=(Bullet(what=text),),
        sections=(Section("commitments", (commitment,)), Section("to_check", (Bullet(what=text),))),
        sources=(replace(base.sources[0], outlet=text, title_ar=text, title_en=text, address=text),),
        evidence=(replace(base.evidence[0], ar=text, en=text, failed=(text,)),), signature=text,
    )  # fmt: skip


def issued(text: str) -> Digest:
    """A digest that does."""
    line = EventLine(
        id="e1", folder="f1", title=text, kind="meeting", date=text, day="2024-11-05", place=text, bottom_line=text,
        articles=1, outlets=(text,),
    )  # fmt: skip
    return Digest(
        week="2024-W45", start="2024-11-04", end="2024-11-10", time_zone="Asia/Qatar", title=text,
        issued="2024-11-11T03:00:00+00:00", glance=(text,), events=(line,),
    )  # fmt: skip


class Tags(HTMLParser):
    """The elements of a page in order, with the names of their attributes."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[tuple[str, tuple[str, ...]]] = []
        self.links: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = (name for name, _ in attrs if (tag, name) != ("h1", "class"))  # a long title is set smaller
        self.seen.append((tag, tuple(names)))
        self.links += [value or "" for name, value in attrs if name in ("href", "src")]


def tags(page: str) -> Tags:
    parser = Tags()
    parser.feed(page)
    parser.close()
    return parser


def same_structure(make: Callable[[str], str], text: str) -> None:
    """The page has the elements it has for harmless words, links aside: an address may be one or not."""
    plain, hostile = tags(make("a word b")), tags(make(text))
    apart = {"a", "wbr"}
    assert [t for t in hostile.seen if t[0] not in apart] == [t for t in plain.seen if t[0] not in apart]
    for link in hostile.links:
        assert link.split(":")[0].strip().lower() not in ("javascript", "data", "vbscript")


@FEW
@given(WORDS)
def test_a_briefing_as_html_has_the_same_elements(text: str) -> None:
    same_structure(lambda words: render(filled(words), "html").decode(), text)


@FEW
@given(WORDS)
def test_a_briefing_as_markdown_holds_no_html_and_no_more_lines(text: str) -> None:
    plain, hostile = (render(filled(words), "md").decode() for words in ("a word b", text))
    assert hostile.count("\n") == plain.count("\n")
    assert hostile.count("<") == plain.count("<")
    headings = [line.split(" ")[0] for line in plain.splitlines() if line.startswith("#")]
    assert [line.split(" ")[0] for line in hostile.splitlines() if line.startswith("#")] == headings


@FEW
@given(WORDS)
def test_a_briefing_as_json_gives_the_words_back(text: str) -> None:
    assert json.loads(render(filled(text), "json"))["title"] == text


def as_word(text: str) -> list[str]:
    with zipfile.ZipFile(BytesIO(render(filled(text), "docx"))) as archive:
        assert not [
            name for name in archive.namelist() if name.endswith(".rels") and b"javascript:" in archive.read(name)
        ]
        return [element.tag for element in ElementTree.fromstring(archive.read("word/document.xml")).iter()]


def word_and_pdf(text: str) -> None:
    kinds = set(as_word("a word b"))
    welcome = {f"{WORD_NAMES}{name}" for name in ("hyperlink", "br", "tab")}  # an address, a line break
    assert set(as_word(text)) <= kinds | welcome
    assert page_count(render(filled(text), "pdf")) >= 1


@FEWER
@given(WORDS)
def test_a_briefing_as_word_and_pdf(text: str) -> None:
    word_and_pdf(text)


@pytest.mark.slow
@MANY
@given(WORDS)
def test_the_same_for_long(text: str) -> None:
    word_and_pdf(text)
    same_structure(lambda words: render(filled(words), "html").decode(), text)


@FEW
@given(WORDS)
def test_a_digest_and_its_mail_keep_their_structure(text: str) -> None:
    def page(words: str) -> str:
        return render_digest(fitted(issued(words)), issued(words), "html").decode()

    same_structure(page, text)
    same_structure(lambda words: mail_parts(fitted(issued(words)))[1], text)


@FEWER
@given(WORDS)
def test_a_mail_has_its_own_headers_only(text: str) -> None:
    message = message_from_bytes(build(issued(text), MAIL, "<1@example.org>").as_bytes(), policy=policy.default)
    plain = message_from_bytes(build(issued("a"), MAIL, "<1@example.org>").as_bytes(), policy=policy.default)
    assert message.keys() == plain.keys()
    assert (message["To"], message["From"]) == (plain["To"], plain["From"])
    assert [part.get_content_type() for part in message.walk()] == [part.get_content_type() for part in plain.walk()]


@FEW
@given(HOSTILE)
def test_a_subject_is_one_line(text: str) -> None:
    assert not set("\r\n\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029") & set(subject(issued(text), MAIL))


@FEW
@given(HOSTILE, HOSTILE)
def test_data_in_a_script_ends_nothing_and_comes_back(key: str, value: str) -> None:
    block = str(data_block({key: [value]}))
    assert "<" not in block
    assert json.loads(block) == {key: [value]}


@FEW
@given(WORDS)
def test_a_feed_keeps_its_structure(text: str) -> None:
    def made(words: str) -> list[str]:
        item = Item("n", words, "2026-11-24T00:00:00+00:00", "p.html", (words,), words)
        data = atom(Feed(words, "f.atom", "p.html"), [item], "archive", "https://a.example")
        return [element.tag for element in ElementTree.fromstring(data).iter()]

    assert made(text) == made("a word b")


@FEW
@given(st.lists(HOSTILE, min_size=1, max_size=4))
def test_no_cell_of_a_table_is_a_formula(texts: list[str]) -> None:
    rows: list[dict[str, Cell]] = [dict.fromkeys(NAMES, text) for text in texts]
    read = list(csv.reader(io.StringIO(as_csv(rows).removeprefix("\ufeff"))))
    assert len(read) == len(texts) + 1
    for row in read[1:]:
        assert len(row) == len(NAMES)
        assert not [cell for cell in row if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]
