"""What bulk runs read: every kind of file in order, every article once, every fault by its name."""

import gzip
import json
import lzma
import zipfile
from datetime import date
from pathlib import Path

import pytest

from mujaz.records.article import Article
from mujaz.sources import read
from mujaz.sources.record import Failure
from tests.support.bulk_news import articles, write

pa = pytest.importorskip("pyarrow", reason="mujaz[bulk] is not installed")
import pyarrow.parquet as pq  # noqa: E402

from mujaz.bulk import inputs  # noqa: E402


def everything(*given: Path | str) -> list[Article | Failure]:
    """All that the inputs hold."""
    sources = list(inputs.sources_of([str(name) for name in given]))
    assert [source.number for source in sources] == list(range(len(sources)))
    return [item for source in sources for chunk in inputs.chunks(source) for item in chunk]


def ids(items: list[Article | Failure]) -> list[str]:
    """The ids of articles; nothing else may be among them."""
    assert all(isinstance(item, Article) for item in items), items
    return [item.id for item in items if isinstance(item, Article)]


def packed(path: Path, data: bytes) -> Path:
    """The data, packed as the name says."""
    if path.suffix == ".zst":
        path.write_bytes(pytest.importorskip("zstandard").ZstdCompressor().compress(data))
    else:
        path.write_bytes(gzip.compress(data) if path.suffix == ".gz" else lzma.compress(data))
    return path


def test_json_lines_are_the_articles_that_the_plain_reader_finds(tmp_path: Path) -> None:
    path = write(tmp_path / "a.jsonl", 70)
    assert everything(path) == list(read([str(path)]))


@pytest.mark.parametrize("suffix", [".gz", ".xz", ".zst"])
def test_packed_lines_hold_the_same_articles(suffix: str, tmp_path: Path) -> None:
    path = write(tmp_path / "a.jsonl", 5)
    assert ids(everything(packed(tmp_path / f"b.jsonl{suffix}", path.read_bytes()))) == ids(everything(path))


def test_a_torn_archive_costs_only_what_is_missing(tmp_path: Path) -> None:
    path = write(tmp_path / "a.jsonl", 300)
    whole = gzip.compress(path.read_bytes())
    (tmp_path / "torn.jsonl.gz").write_bytes(whole[: len(whole) // 2])
    found = everything(tmp_path / "torn.jsonl.gz")
    assert 10 < sum(isinstance(item, Article) for item in found) < 300
    assert isinstance(found[-1], Failure)
    assert "torn.jsonl.gz" in found[-1].source


def test_parquet_is_read_with_dates_of_its_own(tmp_path: Path) -> None:
    rows = [row | {"date": date.fromisoformat(row["date"]), "other": 7} for row in articles(70)]
    pq.write_table(pa.Table.from_pylist(rows), tmp_path / "a.parquet")
    found = everything(tmp_path / "a.parquet")
    assert ids(found) == ids(everything(write(tmp_path / "a.jsonl", 70)))
    assert [item.day for item in found if isinstance(item, Article)] == [str(row["date"]) for row in rows]


def test_parquet_without_texts_is_refused(tmp_path: Path) -> None:
    pq.write_table(pa.table({"body": ["نص"]}), tmp_path / "a.parquet")
    (failure,) = everything(tmp_path / "a.parquet")
    assert isinstance(failure, Failure)
    assert "no column `text`" in str(failure.error)


def test_folders_hold_big_and_small_files_in_order(tmp_path: Path) -> None:
    records = list(articles(6))
    for number in (0, 1, 3):
        (tmp_path / f"{number}.txt").write_text(records[number]["text"], encoding="utf-8")
    write(tmp_path / "2.jsonl", 3, first=2)
    packed(tmp_path / "4.jsonl.xz", json.dumps(records[5], ensure_ascii=False).encode())
    (tmp_path / "notes.csv").write_text("no", encoding="utf-8")
    sources = list(inputs.sources_of([str(tmp_path)]))
    assert [len(source.files) for source in sources] == [2, 1, 1, 1]
    assert len(everything(tmp_path)) == 7
    assert everything(tmp_path) == everything(tmp_path, tmp_path / "2.jsonl")


def test_faults_are_named_and_cost_nothing_else(tmp_path: Path) -> None:
    good = [json.dumps(record, ensure_ascii=False) for record in articles(2)]
    lines = [good[0], "{", '{"text": 1}', json.dumps({"text": "English only, and not Arabic."}), "", good[1]]
    path = tmp_path / "a.jsonl"
    path.write_bytes("\n".join(lines).encode() + b"\n\xff\xfe\n")
    found = everything(path, tmp_path / "none.jsonl", "-")
    assert sum(isinstance(item, Article) for item in found) == 2
    sources = [item.source for item in found if isinstance(item, Failure)]
    assert sources == [f"{path}:2", f"{path}:3", f"{path}:4", f"{path}:7", str(tmp_path / "none.jsonl"), "-"]


def test_a_line_without_end_is_passed_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(inputs, "LINE_BYTES", 2000)
    good = json.dumps(next(articles(1)), ensure_ascii=False)
    (tmp_path / "a.jsonl").write_text(f"{good}\n{'x' * 9000}\n{good}\n", encoding="utf-8")
    first, second, third = everything(tmp_path / "a.jsonl")
    assert isinstance(second, Failure)
    assert "longer than" in str(second.error)
    assert ids([first]) == ids([third])


def test_addresses_of_fsspec_are_opened_also_within_archives(tmp_path: Path) -> None:
    path = write(tmp_path / "a.jsonl", 3)
    with zipfile.ZipFile(tmp_path / "news.zip", "w") as archive:
        archive.write(path, "day/a.jsonl")
        archive.writestr("day/b.jsonl.gz", gzip.compress(path.read_bytes()))
    inside = f"zip://day/*.jsonl*::file://{tmp_path}/news.zip"
    assert ids(everything(inside)) == ids(everything(path)) * 2
    assert ids(everything(f"file://{tmp_path}")) == ids(everything(path))


def test_an_address_that_nobody_opens_is_a_failure() -> None:
    for given, said in (("nonsense://bucket/a.jsonl", "no such kind"), ("abfs://bucket/a.jsonl", "install")):
        (failure,) = everything(given)
        assert isinstance(failure, Failure)
        assert said in str(failure.error)
