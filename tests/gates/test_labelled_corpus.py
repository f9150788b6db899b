"""Labels without texts find their article, or say which one they miss."""

import json
import lzma
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from mujaz.errors import DataError
from mujaz.lexicon.names import load_glossary
from tests.gates.labelled_corpus import CORPUS, digest, join
from tests.gates.press import HERE, international, load, main, score

FIRST, SECOND = "وتعهدت بولندا بتقديم مليون يورو.", "والطقس بارد في الشمال."
PART5 = HERE / "labelled" / "part5.jsonl"
SEALED = HERE / "labelled" / "part6.sealed.jsonl"


@pytest.fixture
def outside(tmp_path: Path) -> Path:
    """A folder like ../shared whose corpus holds one article."""
    corpus = tmp_path / "shared" / "corpus"
    corpus.mkdir(parents=True)
    article = {"id": "BBC/x.txt", "title": "منحة", "published": "2018-05-01", "text": f"{FIRST}\n{SECOND} وبقي سطر."}
    with lzma.open(corpus / CORPUS, "wt", encoding="utf-8") as file:
        file.write(json.dumps(article, ensure_ascii=False) + "\n")
    return tmp_path / "shared"


def labels(path: Path, name: str = "BBC/x.txt", text: str = SECOND) -> Path:
    """A part of one article: the pledge, and a sentence said to be `text`."""
    end = len(FIRST) + 1 + len(SECOND)
    empty: dict[str, Any] = {"labels": [], "actor_en": None, "amounts": [], "deadline": None, "key": False}
    rows = [
        {"n": 1, "start": 0, "end": len(FIRST), "sha256": digest(FIRST), **empty, "labels": ["commitment"]},
        {"n": 2, "start": len(FIRST) + 1, "end": end, "sha256": digest(text), **empty},
    ]
    path.write_text(json.dumps({"id": name, "noise": False, "sentences": rows}) + "\n", encoding="utf-8")
    return path


def test_labels_are_joined_with_their_texts_and_scored(outside: Path, tmp_path: Path) -> None:
    (entry,) = load(labels(tmp_path / "p.jsonl"), outside)
    assert entry["text"] == f"{FIRST}\n{SECOND}"
    assert [row["ar"] for row in entry["sentences"]] == [FIRST, SECOND]
    assert score([entry], load_glossary()).labels["commitment"].tp == 1


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("BBC/x.txt", "نص آخر.", "BBC/x.txt: sentence 2 is not the text"),
        ("BBC/y.txt", SECOND, "BBC/y.txt: not in"),
    ],
)
def test_another_text_and_a_missing_article_are_errors_that_name_the_article(
    outside: Path, tmp_path: Path, name: str, text: str, said: str
) -> None:
    with pytest.raises(DataError, match=said):
        load(labels(tmp_path / "p.jsonl", name, text), outside)


def test_without_the_corpus_a_part_is_skipped_with_a_message(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("tests.gates.press.SHARED", tmp_path)
    assert main([f"p={labels(tmp_path / 'p.jsonl')}"]) == 0
    assert "p: skipped" in capsys.readouterr().out


def test_the_errors_of_a_sealed_part_are_not_shown(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--faults", f"part6={SEALED}"]) == 1
    assert "sealed" in capsys.readouterr().out


@pytest.mark.parametrize("path", [PART5, SEALED])
def test_a_part_holds_no_text_and_each_sentence_once(path: Path) -> None:
    entries = entries_of(path)
    assert len({entry["id"] for entry in entries}) == len(entries)
    assert all(international(entry["id"]) for entry in entries)
    for entry in entries:
        rows = entry["sentences"]
        assert all("ar" not in row for row in rows)
        assert all(a["end"] <= b["start"] for a, b in pairwise(rows))
    assert json.dumps(entries, ensure_ascii=False).isascii()


def test_no_article_stands_in_both_parts() -> None:
    assert not {e["id"] for e in entries_of(PART5)} & {e["id"] for e in entries_of(SEALED)}


@pytest.mark.parametrize("path", [PART5, SEALED])
def test_the_corpus_has_the_text_of_every_label(path: Path, shared: Path) -> None:
    if not (shared / "corpus" / CORPUS).is_file():
        pytest.skip("../shared/corpus is not beside this checkout")
    entries = entries_of(path)
    assert len(join(entries, shared / "corpus")) == len(entries)


def entries_of(path: Path) -> list[dict[str, Any]]:
    """The labels of a part, without texts."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
