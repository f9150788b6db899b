"""Analyses made from the gold set: reference translation and labels, for composing without a model."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from mujaz.records.analysis import Analysis
from mujaz.records.article import Article, Sentence, SentenceKind, When, article_id
from mujaz.records.statement import Actor, Amount, Cue, Statement, StatementSpan

NAMES = (
    "doha-parliamentary-dialogue-2022",
    "dushanbe-conference-2019",
    "dushanbe-conference-2022",
    "kuwait-declaration-2024",
    "qatar-unoct-dialogue-4-2022",
)
PRECISION = {4: "year", 7: "month", 10: "day"}


def load(shared: Path, name: str) -> tuple[dict[str, Any], Analysis]:
    """The gold record and an Analysis made of it; one line of text a sentence."""
    data = json.loads((shared / "gold" / f"{name}.json").read_text(encoding="utf-8"))
    rows, position, sentences, statements = data["sentences"], 0, [], []
    text = "\n".join(row["ar"] for row in rows)
    article = article_id(text)
    for row in rows:
        kind: SentenceKind = "body" if row["kind"] == "fragment" else row["kind"]
        end = position + len(row["ar"])
        sentences.append(Sentence(article, row["n"], position, end, row["ar"], kind))
        statements.append(statement_of(row, article, position, text))
        position = end + 1
    start = data["event"]["date_start"]
    published = When(start["value"], "day", start["known"]) if start["value"] and "dateline" in start["from"] else None
    dateline = next((row["ar"] for row in rows if row["kind"] == "dateline"), "")
    record = Article(
        id=article,
        text=text,
        title=rows[0]["ar"] if rows[0]["kind"] == "heading" else "",
        outlet=name.split("-", maxsplit=1)[0].capitalize(),
        url=f"{name}.txt",
        published=published,
        place=dateline.split("–")[0].strip() if dateline else "",
    )
    return data, Analysis(record, tuple(sentences), tuple(statements), title_en=rows[0]["en"])


def statement_of(row: dict[str, Any], article: str, start: int, text: str) -> Statement:
    """One gold sentence as a Statement."""
    end = start + len(row["ar"])
    parts = row.get("spans") or []
    dup = row.get("dup_of")
    return Statement(
        article=article,
        sentence=row["n"],
        start=start,
        end=end,
        ar=row["ar"],
        en=row["en"],
        kind="body" if row["kind"] == "fragment" else row["kind"],
        labels=labels(row),
        key=row["key"],
        score=1.0,
        actor=actor(row.get("actor_en")),
        speaker=actor(row.get("speaker_en")),
        amounts=amounts(row),
        deadline=deadline(row),
        spans=tuple(span_of(part, row, start, text) for part in parts),
        duplicate_of=f"{article}:{dup}" if dup else "",
    )


def span_of(part: dict[str, Any], row: dict[str, Any], start: int, text: str) -> StatementSpan:
    """One gold span."""
    begin = text.index(part["ar"], start)
    return StatementSpan(
        start=begin,
        end=begin + len(part["ar"]),
        ar=part["ar"],
        en=part["en"],
        labels=labels(part),
        cue=Cue("gold", begin, begin),
        content_start=start,
        content_end=start + len(row["ar"]),
        actor=actor(part.get("actor_en")),
        amounts=amounts(part),
        deadline=deadline(part),
        key=part.get("key", False),
    )


def labels(row: dict[str, Any]) -> Any:
    """The labels without "none"."""
    return tuple(label for label in row["labels"] if label != "none")


def actor(name: str | None) -> Actor | None:
    """An actor with its English name."""
    return Actor("", name) if name else None


def amounts(row: dict[str, Any]) -> tuple[Amount, ...]:
    """The sums."""
    return tuple(
        Amount(a["value"], a["currency"], a.get("per") or "", period=a.get("period") or "")
        for a in row.get("amounts") or []
    )


def deadline(row: dict[str, Any]) -> When | None:
    """The deadline."""
    value = row.get("deadline")
    if not value:
        return None
    if value.startswith("P"):
        return When(value, "duration")
    return When(value, "interval") if "/" in value else When(value, PRECISION[len(value)])  # type: ignore[arg-type]


def dictionary(data: dict[str, Any]) -> Callable[[list[str]], list[str]]:
    """A translator that knows only the gold sentences and gives a marked gloss for anything else."""
    known = {row["ar"]: row["en"] for row in data["sentences"]}
    return lambda texts: [known.get(text, "") for text in texts]
