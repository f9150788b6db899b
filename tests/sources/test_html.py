"""Web pages: the article without its surroundings, every line where it belongs, metadata before guesses."""

import pytest

from mujaz.errors import InputError
from mujaz.records.article import Article
from mujaz.sources import Failure, Raw, read_bytes, read_items
from mujaz.sources.html import blocks_of, declared_charset, parse, read_html
from mujaz.sources.meta import make_article
from mujaz.sources.pagemeta import page_metadata
from tests.support.texts import BODY, ENGLISH, ODD, SECOND, TITLE

NAV = '<header><nav><ul><li><a href="/">الرئيسية</a></li><li><a href="/n">الأخبار</a></li></ul></nav></header>'
LD = '<script type="application/ld+json">'
FOOT = '<aside class="related"><p>اقرأ أيضاً: أسعار الشحن اليوم</p></aside><footer>جميع الحقوق محفوظة</footer>'


def page(body: str, head: str = "") -> str:
    return f'<!DOCTYPE html><html lang="ar" dir="rtl"><head>{head}</head><body>{NAV}{body}{FOOT}</body></html>'


def text_of(html: str) -> str:
    return read_bytes(html.encode(), "page.html")[0].text


def article_of(data: bytes, url: str, content_type: str = "") -> Article:
    """The article of a fetched page."""
    raw = Raw(data=data, name=url, content_type=content_type, url=url)
    return make_article(next(read_html(raw)), raw)


def test_headings_paragraphs_lists_and_tables_have_lines_of_their_own() -> None:
    html = page(
        f"<main><article><h1>{TITLE}</h1><p>{BODY}</p><h2>تفاصيل الخطة</h2><p>{SECOND}<br>وانتهى الاجتماع مساءً.</p>"
        "<ul><li>صيانة السدود الكبيرة في الشمال</li><li>حفر آبار جديدة في الجنوب</li></ul>"
        "<table><tr><th>الجهة</th><th>المبلغ</th></tr>"
        "<tr><td>البلدية</td><td>5 ملايين</td></tr></table></article></main>"
    )
    assert text_of(html).split("\n\n") == [
        TITLE,
        BODY,
        "تفاصيل الخطة",
        f"{SECOND}\nوانتهى الاجتماع مساءً.",
        "صيانة السدود الكبيرة في الشمال",
        "حفر آبار جديدة في الجنوب",
        "الجهة | المبلغ",
        "البلدية | 5 ملايين",
    ]


def test_a_short_press_release_without_structure() -> None:
    assert text_of(f"<html><body><p>{SECOND}</p></body></html>") == SECOND
    assert text_of(f"<html><body>{NAV}<div>{SECOND}</div>{FOOT}</body></html>") == SECOND


def test_a_long_page_without_article_element() -> None:
    paragraphs = [f"{BODY} وهذه الفقرة رقم {number}." for number in range(1, 9)]
    body = f'<div class="page with-sidebar"><div class="content"><h1>{TITLE}</h1>' + "".join(
        f"<p>{p}</p>" for p in paragraphs
    )
    html = page(body + '</div><div class="sidebar"><p>إعلان: اشترك الآن</p></div></div>')
    assert text_of(html).split("\n\n") == [TITLE, *paragraphs]


def test_direction_marks_and_odd_characters_survive() -> None:
    odd = ODD.replace("  ", " ")  # two spaces in a row are one to a browser
    assert text_of(page(f"<article><p>{BODY}</p><p>{odd}</p></article>")) == f"{BODY}\n\n{odd}"


def test_scripts_hidden_parts_and_comments_are_no_text() -> None:
    html = page(
        f"<article><p>{BODY}</p><!-- ملاحظة --><script>var a = 'نص';</script><p hidden>مخفي هنا</p>"
        f'<p style="display: none">مخفي أيضاً</p><div class="share-buttons"><p>شارك الخبر</p></div>'
        f"<p>{SECOND}</p></article>"
    )
    assert text_of(html) == f"{BODY}\n\n{SECOND}"


def test_trafilatura_failing_is_no_failure(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> str:
        raise RuntimeError

    monkeypatch.setattr("trafilatura.extract", fail)
    assert text_of(page(f"<article><h1>{TITLE}</h1><p>{BODY}</p></article>")) == f"{TITLE}\n\n{BODY}"


@pytest.mark.parametrize(
    ("head", "date"),
    [
        (LD + '{"@type":"NewsArticle","datePublished":"2024-11-04T23:50:00+03:00"}</script>', "2024-11-04"),
        (LD + '{"@graph":[{"@type":["Article"],"datePublished":"2024-11-04"}]}</script>', "2024-11-04"),
        ('<meta property="article:published_time" content="2024-11-04T08:00:00Z">', "2024-11-04"),
        ('<meta name="DC.date" content="2024-11-04">', "2024-11-04"),
        ('<meta itemprop="datePublished" content="2024-11-04">', "2024-11-04"),
        (LD + '{broken</script><meta name="date" content="2024-11-04">', "2024-11-04"),
        ('<meta name="date" content="soon">', ""),
        ('<meta property="article:modified_time" content="2024-12-04">', ""),  # not the date of publication
        ("", ""),
    ],
)  # fmt: skip
def test_date_from_metadata(head: str, date: str) -> None:
    (article,) = read_bytes(page(f"<article><h1>{TITLE}</h1><p>{BODY}</p></article>", head).encode(), "page.html")
    assert (article.published.value if article.published else "") == date


def test_date_from_a_time_element_and_never_from_a_guess() -> None:
    with_time = page(f'<article><time datetime="2024-11-04">4 نوفمبر</time><p>{BODY}</p></article>')
    (article,) = read_bytes(with_time.encode(), "page.html")
    assert article.published is not None
    assert article.published.value == "2024-11-04"
    (article,) = read_bytes(
        page(f"<article><p>{BODY} وعقد اجتماع في ٠٤/١١/٢٠٢٤ أيضاً.</p></article>").encode(), "page.html"
    )
    assert article.published is None


def test_the_dateline_is_asked_when_metadata_is_silent() -> None:
    html = page(f"<article><h1>{TITLE}</h1><p>الدوحة في 4 نوفمبر 2024 /قنا/ {BODY}</p></article>")
    (article,) = read_bytes(html.encode(), "page.html")
    assert article.published is not None
    assert (article.published.value, article.place, article.outlet) == (
        "2024-11-04",
        "الدوحة",
        "Qatar News Agency (QNA)",
    )


def test_metadata_wins_over_the_dateline() -> None:
    html = page(
        f"<article><p>الدوحة في 4 نوفمبر 2024 /قنا/ {BODY}</p></article>", '<meta name="date" content="2024-11-05">'
    )
    (article,) = read_bytes(html.encode(), "page.html")
    assert article.published is not None
    assert article.published.value == "2024-11-05"


def test_title_outlet_and_address() -> None:
    head = (
        f"<title>{TITLE} | صحيفة المنارة</title>"
        f'<meta property="og:site_name" content="صحيفة المنارة"><link rel="canonical" href="/2024/11/water">'
    )
    article = article_of(page(f"<article><p>{BODY}</p></article>", head).encode(), "https://manara.example/x?utm=1")
    assert (article.title, article.outlet) == (TITLE, "صحيفة المنارة")
    assert article.url == "https://manara.example/2024/11/water"
    assert article.source == "https://manara.example/x?utm=1"


def test_titles_best_first() -> None:
    tree = parse(f"<title>ج</title><h1>ب</h1><p>{BODY}</p>")
    assert page_metadata(tree).title == "ب"
    assert page_metadata(parse(f"<title>ج</title><p>{BODY}</p>")).title == "ج"
    assert page_metadata(parse('<meta property="og:title" content="أ"><h1>ب</h1>')).title == "أ"


def test_the_domain_names_the_outlet() -> None:
    data = page(f"<article><p>{BODY}</p></article>").encode()
    assert article_of(data, "https://www.kuna.net.kw/a?id=1").outlet == "Kuwait News Agency (KUNA)"
    assert article_of(data, "https://notkuna.net.kw.example/a").outlet == ""


@pytest.mark.parametrize("encoding", ["windows-1256", "iso-8859-6", "utf-8", "utf-16"])
@pytest.mark.parametrize(
    "meta", ['<meta charset="{}">', '<meta http-equiv="Content-Type" content="text/html; charset={}">', ""]
)
def test_charset(encoding: str, meta: str) -> None:
    html = page(f"<article><p>{BODY}</p><p>{SECOND}</p></article>", meta.format(encoding))
    (article,) = read_bytes(html.encode(encoding), "page.html")
    assert article.text == f"{BODY}\n\n{SECOND}"


def test_charset_of_the_http_answer() -> None:
    data = page(f"<article><p>{BODY}</p></article>").encode("cp1256")
    assert article_of(data, "https://a.example/", "text/html; charset=windows-1256").text == BODY
    assert declared_charset(b'<?xml version="1.0" encoding="windows-1256"?><html>') == "windows-1256"


def test_xhtml_with_declaration() -> None:
    html = f'<html xmlns="http://www.w3.org/1999/xhtml"><body><p>{BODY}</p></body></html>'
    html = '<?xml version="1.0" encoding="UTF-8"?>' + html
    assert text_of(html) == BODY


@pytest.mark.parametrize(
    "html", ["<html><body></body></html>", "<html>", f"<html><body>{NAV}</body></html>", "<!-- x -->"]
)
def test_a_page_without_text(html: str) -> None:
    with pytest.raises(InputError, match=r"^page\.html: "):
        read_bytes(html.encode(), "page.html")


def test_an_english_page() -> None:
    with pytest.raises(InputError, match="not Arabic"):
        read_bytes(f"<html><body><p>{ENGLISH}</p></body></html>".encode(), "page.html")


def test_blocks_of_broken_markup() -> None:
    assert list(blocks_of(parse("<p>أ<p>ب <b>ج</b>د<div>ه"))) == ["أ", "ب جد", "ه"]
    assert parse("") is None


def test_very_deep_markup_does_no_harm() -> None:
    items = list(read_items(Raw(data=("<div>" * 5000 + BODY).encode(), name="page.html")))
    assert len(items) == 1
    assert isinstance(items[0], Failure) or "السدود" in items[0].text
