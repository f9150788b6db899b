"""What an article knows about itself: title, outlet, date; what is no Arabic article at all."""

import json

import pytest

from mujaz.errors import InputError
from mujaz.records.article import When
from mujaz.sources import read_bytes
from mujaz.sources.meta import (
    clean,
    first_heading,
    known_outlet,
    make_article,
    outlet_of_domain,
    published,
    require_arabic,
    shown_name,
)
from mujaz.sources.record import Found, Raw
from mujaz.sources.stamps import stamp
from mujaz.structure.dateline import Dateline
from mujaz.structure.sentences import split
from tests.support.texts import BODY, ENGLISH, PERSIAN, SECOND, TITLE


def make(text: str, title: str = "", outlet: str = "", url: str = "") -> tuple[str, str]:
    article = make_article(Found(text=text, title=title, outlet=outlet, url=url), Raw(data=b"", name="/news/a.txt"))
    return article.title, article.outlet


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (f"{TITLE}\n{BODY}", TITLE),
        (f"\n\n  {TITLE} \n\n{BODY}", TITLE),
        (f"{BODY}\n{SECOND}", ""),  # a sentence
        (f"{TITLE}", ""),  # all there is
        (f"الدوحة – قنا:\n{BODY}", ""),  # a dateline
        (f"{TITLE}:\n{BODY}", ""),
        ("ا" * 300 + f"\n{BODY}", ""),
    ],
)
def test_title_from_the_first_line(text: str, title: str) -> None:
    assert make(text)[0] == title


def test_title_of_the_metadata_wins() -> None:
    assert make(f"{TITLE}\n{BODY}", title="عنوان آخر")[0] == "عنوان آخر"
    assert first_heading("") == ""


@pytest.mark.parametrize(
    ("text", "found", "outlet"),
    [
        (f"الدوحة – قنا:\n{BODY}", {}, "Qatar News Agency (QNA)"),
        (f"الدوحة – قنا:\n{BODY}\nالمصدر: جريدة الجريدة", {}, "Al-Jarida"),  # the paper that took it from the agency
        (f"{BODY}\nالمصدر: صحيفة المنارة", {}, "صحيفة المنارة"),
        (f"الدوحة – قنا:\n{BODY}", {"outlet": "صحيفة المنارة"}, "صحيفة المنارة"),
        (BODY, {"outlet": "كونا"}, "Kuwait News Agency (KUNA)"),
        (BODY, {"outlet": "reuters"}, "Reuters"),
        (BODY, {"url": "https://www.mofa.gov.qa/a/b"}, "Ministry of Foreign Affairs, Qatar"),
        (BODY, {"url": "https://mofa.gov.qa.example/a"}, ""),
        (f"الدوحة – المكتب الإعلامي - 4 نوفمبر 2024\n{BODY}", {}, ""),
        (BODY, {}, ""),
    ],
)
def test_outlet(text: str, found: dict[str, str], outlet: str) -> None:
    assert make(text, **found)[1] == outlet


def test_names_and_domains() -> None:
    assert known_outlet("أ ف ب") == "Agence France-Presse (AFP)"
    assert known_outlet("") == ""
    assert outlet_of_domain("https://arabic.news.cn/x") == "Xinhua"
    assert outlet_of_domain("not an address") == outlet_of_domain("http://[broken") == ""


DATELINE_DAY = When("2022-03-29", "day", "stated", "29 مارس 2022", 5, 17)
DATELINE_NO_YEAR = When("--03-29", "day", "stated", "29 مارس", 5, 12)


@pytest.mark.parametrize(
    ("stated", "found", "value", "known"),
    [
        (When("2022-03-30", "day"), DATELINE_DAY, "2022-03-30", "stated"),
        (When("2022-03", "month"), DATELINE_DAY, "2022-03-29", "stated"),
        (When("2022", "year"), DATELINE_DAY, "2022-03-29", "stated"),
        (When("2022", "year"), DATELINE_NO_YEAR, "2022-03-29", "inferred"),
        (When("2021", "year"), DATELINE_DAY, "2021", "stated"),  # they disagree: metadata wins
        (None, DATELINE_DAY, "2022-03-29", "stated"),
        (None, DATELINE_NO_YEAR, "--03-29", "stated"),
        (When("2022", "year"), None, "2022", "stated"),
    ],
)
def test_published(stated: When | None, found: When | None, value: str, known: str) -> None:
    when = published(stated, Dateline(0, 20, "الدوحة", "", found))
    assert when is not None
    assert (when.value, when.known) == (value, known)


def test_no_date_at_all() -> None:
    assert published(None, None) is None


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("2024-11-04", "2024-11-04"), ("2024-11-04T23:59:59+03:00", "2024-11-04"), ("2024-11-04 08:00", "2024-11-04"),
        ("20241104T080000Z", "2024-11-04"), ("2024-11", "2024-11"), ("2024", "2024"),
        ("Mon, 04 Nov 2024 23:30:00 +0300", "2024-11-04"), ("4 Nov 2024 10:00", "2024-11-04"),
        ("2024-13-04", None), ("2024-02-30", None), ("04/11/2024", None), ("١٢", None), ("", None), ("soon", None),
    ],
)  # fmt: skip
def test_stamp(text: str, value: str | None) -> None:
    when = stamp(text)
    assert (when.value if when else None) == value


@pytest.mark.parametrize(
    "text",
    [
        BODY,
        f"{SECOND} ({ENGLISH[:40]})",
        SECOND.replace("ي", "ی").replace("ك", "ک"),  # Arabic typed on a Persian keyboard
        "ﻭﺃﻋﻠﻨﺖ ﺍﻟﻮﺯﺍﺭﺓ",
        "نعم",
    ],
)
def test_arabic(text: str) -> None:
    require_arabic(text, "a.txt")


@pytest.mark.parametrize("text", ["", " \n", ENGLISH, PERSIAN, ENGLISH + BODY[:20], "123", "Привет, мир"])
def test_not_arabic(text: str) -> None:
    with pytest.raises(InputError, match=r"^a\.txt: "):
        require_arabic(text, "a.txt")


def test_shown_name() -> None:
    assert [shown_name(name) for name in ("/news/a.txt", "-", "a.txt")] == ["a.txt", "", "a.txt"]


def test_control_characters_break_lines_or_go() -> None:
    assert clean("سطر\x0bسطر\x0cصفحة\r\nسطر\rسطر\x85سطر\tسطر\n") == "سطر\nسطر\nصفحة\nسطر\nسطر\nسطر\tسطر\n"
    assert clean("كل\x02مة\x00 \x1f\x7fو\ud800\uffffكلمة") == "كلمة وكلمة"
    marks = "\u200fكلـمةً\u00a0GO\u2028\ufdfa"  # what may look odd, but belongs to the text
    assert clean(marks) == marks


@pytest.mark.parametrize("number", [*range(0x09), *range(0x0B, 0x20), 0x7F, 0x85, 0x9F, 0xFFFF])
def test_no_character_of_an_article_breaks_an_xml_writer(number: int) -> None:
    from lxml import etree

    sign = chr(number)
    line = json.dumps({"text": f"{BODY}{sign}{SECOND}", "title": f"عنوان{sign}", "outlet": f"صحيفة{sign}", "url": sign})
    (article,) = read_bytes(line.encode(), "a.jsonl")
    for value in (article.text, article.title, article.outlet, article.url):
        etree.Element("a").text = value  # raises ValueError for what XML cannot hold
        assert sign not in value
    assert article.text in {BODY + SECOND, f"{BODY}\n{SECOND}"}
    plain = f"{BODY}{sign}{SECOND}".encode()
    if number:  # with zero bytes it is no text file
        assert read_bytes(plain, "a.txt")[0].text == article.text


def test_sentences_keep_their_places_in_the_cleaned_text() -> None:
    (article,) = read_bytes(f"{TITLE}\x0c{BODY}\x0b{SECOND}\x1f\n".encode(), "a.txt")
    assert article.title == TITLE
    found = split(article)
    assert [s.kind for s in found] == ["heading", "body", "body", "body"]
    assert all(article.text[s.start : s.end] == s.text for s in found)
