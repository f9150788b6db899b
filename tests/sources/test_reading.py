"""read(): files, folders, patterns, addresses, standard input; each failure is one line and the others go on."""

import io
import os
from pathlib import Path

import pytest

from mujaz.errors import InputError, NetworkError
from mujaz.http import Response
from mujaz.records.article import Article, article_id
from mujaz.sources import Failure, read, read_bytes
from tests.support.texts import ARTICLE, BODY, ENGLISH, ODD, PERSIAN, SECOND, TITLE


def articles(*inputs: object, stdin: bytes = b"") -> list[Article]:
    found = list(read([str(given) for given in inputs], io.BytesIO(stdin)))
    assert all(isinstance(item, Article) for item in found), found
    return [item for item in found if isinstance(item, Article)]


def failure(*inputs: object, stdin: bytes = b"") -> Failure:
    (item,) = read([str(given) for given in inputs], io.BytesIO(stdin))
    assert isinstance(item, Failure)
    assert isinstance(item.error, InputError)
    assert item.error.exit_code == 4
    assert item.error.message.startswith(item.source)
    assert item.error.remedy
    assert "\n" not in str(item.error)
    return item


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with three articles, what must be skipped beside them, and one in a folder below."""
    (tmp_path / "b.txt").write_text(BODY, encoding="utf-8")
    (tmp_path / "a.txt").write_text(SECOND, encoding="utf-8")
    (tmp_path / "mujaz.toml").write_text("[store]", encoding="utf-8")
    (tmp_path / "README.md").write_text("notes", encoding="utf-8")
    (tmp_path / "feed.xml").write_text("<rss/>", encoding="utf-8")
    (tmp_path / ".hidden.txt").write_text("x", encoding="utf-8")
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git" / "c.txt").write_text("x", encoding="utf-8")
    (tmp_path / "more").mkdir()
    (tmp_path / "more" / "d.HTML").write_text(f"<html><body><p>{ARTICLE}</p></body></html>", encoding="utf-8")
    return tmp_path


def test_a_plain_text_file_with_everything_in_it(tmp_path: Path) -> None:
    path = tmp_path / "news.txt"
    path.write_bytes(ARTICLE.replace("\n", "\r\n").encode("utf-8-sig"))
    (article,) = articles(path)
    assert article.text == ARTICLE
    assert (article.title, article.place, article.url, article.source) == (TITLE, "عمّان", "news.txt", str(path))
    assert article.published is not None
    assert (article.published.value, article.published.known) == ("2022-10-18", "stated")
    assert article.text[article.published.start : article.published.end] == "١٨ أكتوبر ٢٠٢٢"
    assert article.id == article_id(ARTICLE)


def test_odd_characters_survive(tmp_path: Path) -> None:
    (tmp_path / "odd.txt").write_text(ODD, encoding="utf-8")
    assert articles(tmp_path / "odd.txt")[0].text == ODD


def test_a_folder_is_read_sorted_with_folders_below_and_without_strangers(folder: Path) -> None:
    assert [Path(article.source).name for article in articles(folder)] == ["a.txt", "b.txt", "d.HTML"]


def test_order_of_inputs_is_kept(folder: Path) -> None:
    assert [Path(a.source).name for a in articles(folder / "b.txt", folder)] == ["b.txt", "a.txt", "d.HTML"]


def test_patterns_are_expanded_here(folder: Path) -> None:
    assert [Path(a.source).name for a in articles(folder / "*.txt")] == ["a.txt", "b.txt"]
    assert [Path(a.source).name for a in articles(folder / "**" / "*.[hH]*")] == ["d.HTML"]
    assert [Path(a.source).name for a in articles(folder / "mor?")] == ["d.HTML"]


def test_a_file_whose_name_is_a_pattern(tmp_path: Path) -> None:
    (tmp_path / "news[1].txt").write_text(BODY, encoding="utf-8")
    assert len(articles(tmp_path / "news[1].txt")) == 1


def test_the_same_article_is_read_once(folder: Path) -> None:
    (folder / "copy.txt").write_text("\n" + BODY.replace(" ", "  "), encoding="utf-8")
    (folder / "link.txt").symlink_to(folder / "a.txt")
    assert len(articles(folder / "a.txt", folder / "." / "a.txt", folder)) == 3


def test_standard_input() -> None:
    (article,) = articles("-", stdin=ARTICLE.encode())
    assert (article.text, article.source, article.url) == (ARTICLE, "-", "")
    assert articles("-", stdin=f"<!doctype html><html><body><p>{BODY}</p></body></html>".encode())[0].text == BODY
    assert articles("-", stdin=f'{{"text": "{BODY}"}}\n{{"text": "{SECOND}"}}'.encode())[1].text == SECOND
    assert articles("-", stdin=BODY.encode("utf-16"))[0].text == BODY


def test_formats_are_known_by_content_where_the_name_says_nothing(tmp_path: Path) -> None:
    (tmp_path / "saved.txt").write_text(f"<html><body><p>{BODY}</p></body></html>", encoding="utf-8")
    (tmp_path / "noname").write_text(SECOND, encoding="utf-8")
    assert [a.text for a in articles(tmp_path / "saved.txt", tmp_path / "noname")] == [BODY, SECOND]


BAD = {
    "empty.txt": (b"", "empty"),
    "blank.txt": (b" \r\n\t\n", "empty"),
    "marks.txt": ("\u200f \u064b".encode(), "not Arabic"),
    "english.txt": (ENGLISH.encode(), "not Arabic (0 %"),
    "mostly.txt": ((ENGLISH * 3 + BODY[:30]).encode(), "not Arabic"),
    "persian.txt": (PERSIAN.encode(), "Arabic script, but not Arabic"),
    "numbers.txt": (b"1 2 3", "not Arabic"),
    "binary.txt": (bytes(range(256)) * 8, "not a text file"),
    "picture.txt": (b"\x89PNG\r\n\x1a\n" + bytes(50), "a picture"),
    "table.xlsx": (b"a;b", ".xlsx is not a format"),
    "notes.odt": ("نص".encode(), ".odt is not a format"),
    "notes.rtf": (b"{\\rtf1 x}", "rich text"),
    "news.txt.gz": (b"\x1f\x8b\x08" + bytes(20), "gzip"),
    "broken.docx": (b"PK\x03\x04broken", "damaged Word"),
    "broken.pdf": (b"%PDF-1.4 broken", "damaged PDF"),
    "list.json": (b"[]", "holds no article"),
}


@pytest.mark.parametrize("name", BAD)
def test_bad_files_are_one_failure_each_and_the_others_go_on(name: str, tmp_path: Path) -> None:
    data, words = BAD[name]
    path = tmp_path / name
    path.write_bytes(data)
    assert words in failure(path).error.message
    (tmp_path / "good.txt").write_text(BODY, encoding="utf-8")
    first, second = read([str(path), str(tmp_path / "good.txt")])
    assert isinstance(first, Failure)
    assert isinstance(second, Article)


def test_what_is_not_there(tmp_path: Path) -> None:
    assert "no such file" in failure(tmp_path / "none.txt").error.message
    assert "matches no article" in failure(tmp_path / "*.txt").error.message
    assert "no article in this folder" in failure(tmp_path).error.message
    (tmp_path / "dangling.txt").symlink_to(tmp_path / "none.txt")
    assert "cannot be read" in failure(tmp_path / "dangling.txt").error.message
    assert "no such file" in failure("null\0byte.txt").error.message


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_no_permission(tmp_path: Path) -> None:
    path = tmp_path / "closed.txt"
    path.write_text(BODY, encoding="utf-8")
    path.chmod(0)
    assert "cannot be read" in failure(path).error.message


def test_an_unreadable_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.txt").write_text(BODY, encoding="utf-8")

    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    assert "cannot be read (Permission denied)" in failure(tmp_path / "a.txt").error.message


def test_too_large(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("mujaz.sources.reading.INPUT_BYTES", 1 << 20)
    (tmp_path / "a.txt").write_bytes(b" " * ((1 << 20) + 1))
    assert "larger than 1 MiB" in failure(tmp_path / "a.txt").error.message


def answering(response: Response | NetworkError) -> list[Article | Failure]:
    def fetch(url: str) -> Response:
        if isinstance(response, NetworkError):
            raise response
        assert url == "https://manara.example/n?id=7"
        return response

    return list(read(["https://manara.example/n?id=7", "https://manara.example/n?id=7"], fetch=fetch))


def test_an_address() -> None:
    body = f"<html><body><h1>{TITLE}</h1><p>{BODY}</p></body></html>".encode("cp1256")
    headers = {"content-type": "text/html; charset=windows-1256"}
    (article,) = answering(Response("https://manara.example/news/7", 200, headers, body))
    assert isinstance(article, Article)
    assert article.text == f"{TITLE}\n\n{BODY}"
    assert (article.source, article.url) == ("https://manara.example/n?id=7", "https://manara.example/news/7")


def test_other_media_types_of_addresses() -> None:
    (article,) = answering(Response("https://manara.example/n", 200, {"content-type": "text/plain"}, BODY.encode()))
    assert isinstance(article, Article)
    (article,) = answering(Response("https://manara.example/n", 200, {}, BODY.encode()))
    assert isinstance(article, Article)
    (bad,) = answering(Response("https://manara.example/n", 200, {"content-type": "video/mp4"}, b"xyz"))
    assert isinstance(bad, Failure)
    assert "video/mp4 is not a format" in bad.error.message


def test_addresses_that_fail() -> None:
    (bad,) = answering(Response("https://manara.example/n", 404, {}, b""))
    assert isinstance(bad, Failure)
    assert "the server answered 404" in bad.error.message
    (bad,) = answering(NetworkError("https://manara.example/n: no answer (timed out)", "check the connection"))
    assert isinstance(bad, Failure)
    assert str(bad.error) == "https://manara.example/n: no answer (timed out) – check the connection"


@pytest.mark.parametrize("url", ["http://127.0.0.1:9/", "http://localhost/", "ftp://manara.example/a", "http://[::1]/"])
def test_private_and_foreign_addresses_are_refused(url: str) -> None:
    assert failure(url).source == url


def test_the_formats_agree(tmp_path: Path) -> None:
    """The same article as text, as a page and as a line has the same title, place and date."""
    page = "".join(f"<p>{line}</p>" for line in ARTICLE.split("\n") if line)
    given = [
        read_bytes(ARTICLE.encode(), "a.txt"),
        read_bytes(f"<html><body>{page}</body></html>".encode(), "a.html"),
    ]
    assert {(a.id, a.title, a.place, a.published.value if a.published else "") for (a,) in given} == {
        (article_id(ARTICLE), TITLE, "عمّان", "2022-10-18")
    }
