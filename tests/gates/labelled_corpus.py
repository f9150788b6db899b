"""Joins labels that stand here without their texts to the articles of ../shared/corpus.

A line of a file under labelled/ is one article: `id`, `noise`, `sentences` [{`n`, `start`, `end`, `sha256`,
`labels`, `actor_en`, `amounts`, `deadline`, `key`}]. `n` is the sentence's number where it was labelled, `start` and
`end` its offsets in the corpus's text, `sha256` the first eight hex digits over text[start:end] in UTF-8: so the labels
hold however sentences are split later.
"""

import hashlib
import json
import lzma
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from mujaz.errors import DataError

CORPUS = "ant-news-2018.jsonl.xz"


def without_texts(entries: Sequence[dict[str, Any]]) -> bool:
    """Whether the labels of these articles have to be joined with their texts."""
    return any("ar" not in row for entry in entries for row in entry["sentences"])


def join(entries: Sequence[dict[str, Any]], folder: Path) -> list[dict[str, Any]]:
    """The articles in the form of ../shared/press, with `text` up to the last labelled sentence.

    folder: ../shared/corpus. Raises DataError naming the article where the corpus has none of this id, or another text.
    """
    wanted = {entry["id"] for entry in entries}
    with lzma.open(folder / CORPUS, "rt", encoding="utf-8") as lines:
        articles = {row["id"]: row for row in map(json.loads, lines) if row["id"] in wanted}
    return [joined(entry, articles.get(entry["id"])) for entry in entries]


def joined(entry: dict[str, Any], article: dict[str, str] | None) -> dict[str, Any]:
    """One labelled article with the texts of its sentences."""
    if article is None:
        raise DataError(f"{entry['id']}: not in {CORPUS}", "take its labels out, or bring the article back")
    text = article["text"]
    rows = [{**row, "ar": text[row["start"] : row["end"]]} for row in entry["sentences"]]
    for row in rows:
        if digest(row["ar"]) != row["sha256"]:
            raise DataError(
                f"{entry['id']}: sentence {row['n']} is not the text that was labelled",
                "bring that text back, or label the article anew",
            )
    kept = {"title": article["title"], "published": article["published"], "text": text[: rows[-1]["end"]]}
    return {**entry, **kept, "sentences": rows}


def digest(text: str) -> str:
    """The first eight hex digits of a sentence's SHA-256."""
    return hashlib.sha256(text.encode()).hexdigest()[:8]
