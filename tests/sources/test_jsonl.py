"""JSON Lines: one article a line, a bad line is one failure, the others go on."""

import json
import lzma
from pathlib import Path

import pytest

from mujaz.errors import InputError
from mujaz.records.article import Article
from mujaz.sources import Failure, Raw, read_bytes, read_items
from tests.support.texts import ARTICLE, BODY, SECOND


def items(*lines: str) -> list[Article | Failure]:
    return list(read_items(Raw(data="\n".join(lines).encode(), name="news.jsonl")))


def line(**fields: object) -> str:
    return json.dumps(fields, ensure_ascii=False)


def test_all_fields() -> None:
    (article,) = items(
        line(
            text=BODY,
            title="عنوان",
            outlet="صحيفة المنارة",
            date="2024-11-04T22:30:00+03:00",
            url="https://a.example/1",
            other=7,
        )
    )
    assert isinstance(article, Article)
    assert (article.text, article.title, article.outlet, article.url) == (
        BODY,
        "عنوان",
        "صحيفة المنارة",
        "https://a.example/1",
    )
    assert article.published is not None
    assert (article.published.value, article.published.precision, article.published.start) == ("2024-11-04", "day", -1)
    assert article.source == "news.jsonl:1"


def test_text_alone_is_enough_and_is_searched_for_the_rest() -> None:
    (article,) = items(line(text=ARTICLE))
    assert isinstance(article, Article)
    assert article.title.startswith("لجنة المياه")
    assert (article.place, article.url) == ("عمّان", "news.jsonl:1")


def test_published_is_another_name_for_date_and_id_names_what_has_no_url() -> None:
    (article,) = items(line(text=BODY, published="2018-02", id="x-7", title=None))
    assert isinstance(article, Article)
    assert article.published is not None
    assert (article.published.value, article.published.precision) == ("2018-02", "month")
    assert article.url == "news.jsonl:1#x-7"


@pytest.mark.parametrize(
    ("bad", "words"),
    [
        ("{broken", "not valid JSON"),
        ("[1, 2]", "not a JSON object"),
        (line(title="بلا نص"), "no text"),
        (line(text="  "), "no text"),
        (line(text=5), "text is not a string"),
        (line(text=BODY, title=["x"]), "title is not a string"),
        (line(text=BODY, date="next week"), "is not a date"),
        (line(text="English only, nothing else at all."), "not Arabic"),
        ("[" * 100000, "not valid JSON"),
    ],
)
def test_a_bad_line_is_one_failure_and_the_others_go_on(bad: str, words: str) -> None:
    first, failure, last = items(line(text=BODY), bad, "", line(text=SECOND))
    assert isinstance(first, Article)
    assert isinstance(last, Article)
    assert isinstance(failure, Failure)
    assert failure.source == "news.jsonl:2"
    assert str(failure.error).startswith("news.jsonl:2: ")
    assert words in failure.error.message
    assert failure.error.remedy


def test_read_bytes_raises_for_a_bad_line() -> None:
    with pytest.raises(InputError, match=r"news\.jsonl:2"):
        read_bytes(f"{line(text=BODY)}\nnonsense".encode(), "news.jsonl")


def test_a_json_file_over_several_lines_is_read_too() -> None:
    whole = json.dumps([{"text": BODY}, {"text": SECOND}], indent=2)
    assert [article.text for article in read_bytes(whole.encode(), "news.json")] == [BODY, SECOND]


def test_half_a_surrogate_pair_does_no_harm() -> None:
    (article,) = items('{"text": "' + SECOND + ' \\ud800"}')
    assert isinstance(article, Article)
    article.text.encode()


@pytest.mark.usefixtures("shared")
def test_the_corpus_dialect(shared: Path) -> None:
    with lzma.open(shared / "corpus" / "ant-news-2018.jsonl.xz", "rt", encoding="utf-8") as stream:
        lines = [next(stream) for _ in range(50)]
    read = items(*lines)
    assert all(isinstance(item, Article) and item.title and item.outlet and item.published for item in read)
