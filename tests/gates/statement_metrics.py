"""How well find_statements does against annotated articles: the measures of the gate, defined here once.

Unit of labels and key: a *block*. Gold sentences and found sentences that overlap in the text form one block; gold
fragments of a broken sentence are joined to the sentence they continue. A block bears the union of its labels, and is
key if any part is.
  label:     precision, recall, F1 over blocks; macro F1 is the mean over the labels that occur in the gold.
  key:       F1 over blocks that are not headings or datelines.
Unit of actors: a *statement*: a labelled span of a gold sentence, or the whole sentence when it has no spans. It is
matched with the found span that overlaps it most and shares a label.
  actor:     share of matched statements with the same entity (see `same_entity`); speaker: the same for speaker_en,
             over those whose gold names a speaker.
  amounts:   share of sentences with money in gold or found whose sets of (value, currency, per, period) are equal.
  deadline:  share of sentences with a deadline in gold, or found beside a label, where both are equal.
  offsets:   share of records and spans whose text is the article's text under their offsets.
"""

import json
import re
import tomllib
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from mujaz.records.article import Article, When
from mujaz.records.statement import Statement, StatementSpan

LABELS = ("commitment", "declaration", "agreement", "funding", "call", "endorsement", "concern")
GENERIC = frozenset(
    "the of and in for to a an his her its state republic kingdom government mr ms dr he she h e united nations".split()
)


@dataclass
class Count:
    """True and false positives, false negatives."""

    tp: int = 0
    fp: int = 0
    fn: int = 0

    def add(self, *, gold: bool, found: bool) -> None:
        """One decision."""
        self.tp += gold and found
        self.fp += found and not gold
        self.fn += gold and not found

    @property
    def precision(self) -> float:
        return self.tp / (self.tp + self.fp) if self.tp + self.fp else 1.0

    @property
    def recall(self) -> float:
        return self.tp / (self.tp + self.fn) if self.tp + self.fn else 1.0

    @property
    def f1(self) -> float:
        total = 2 * self.tp + self.fp + self.fn
        return 2 * self.tp / total if total else 1.0


@dataclass
class Share:
    """Right out of all."""

    right: int = 0
    total: int = 0

    def add(self, ok: bool) -> None:
        self.right += ok
        self.total += 1

    @property
    def value(self) -> float:
        return self.right / self.total if self.total else 1.0


@dataclass
class Scores:
    """All measures over one or more articles; `faults` explains each miss."""

    labels: dict[str, Count] = field(default_factory=lambda: {label: Count() for label in LABELS})
    key: Count = field(default_factory=Count)
    actor: Share = field(default_factory=Share)
    speaker: Share = field(default_factory=Share)
    amounts: Share = field(default_factory=Share)
    deadline: Share = field(default_factory=Share)
    offsets: Share = field(default_factory=Share)
    faults: list[str] = field(default_factory=list)

    @property
    def macro_f1(self) -> float:
        present = [count.f1 for count in self.labels.values() if count.tp + count.fn]
        return sum(present) / len(present)

    def figures(self) -> dict[str, float]:
        """Every measure by its name in floors.toml."""
        named = {f"{label}_f1": count.f1 for label, count in self.labels.items() if count.tp + count.fn + count.fp}
        return {
            "macro_f1": self.macro_f1, "key_f1": self.key.f1, "actor": self.actor.value, "speaker": self.speaker.value,
            "amounts": self.amounts.value, "deadline": self.deadline.value, "offsets": self.offsets.value, **named,
        }  # fmt: skip


@dataclass
class Block:
    """Gold rows and found statements that overlap."""

    start: int
    end: int
    rows: list[dict[str, Any]] = field(default_factory=list)
    found: list[Statement] = field(default_factory=list)


def compare(gold: Sequence[dict[str, Any]], article: Article, found: Sequence[Statement], scores: Scores) -> None:
    """Add one article to the scores. gold: its sentences with start, end, labels, key and so on."""
    check_offsets(article, found, scores)
    for block in blocks(gold, found):
        where = f"{article.id} {[r['n'] for r in block.rows]}"
        truth = {label for row in block.rows for label in row["labels"]} - {"none"}
        said = {label for s in block.found for label in s.labels}
        for label in LABELS:
            scores.labels[label].add(gold=label in truth, found=label in said)
        cue = [s.cue.id for s in block.found if s.cue]
        if truth != said:
            scores.faults.append(f"{where} labels: missing {sorted(truth - said)} wrong {sorted(said - truth)} {cue}")
        if any(row["kind"] in ("body", "fragment") for row in block.rows):
            want, got = any(row["key"] for row in block.rows), any(s.key for s in block.found)
            scores.key.add(gold=want, found=got)
            if want != got:
                scores.faults.append(f"{where} key: gold {want}, found {got} {[s.score for s in block.found]} {cue}")
        compare_actors(where, block, scores)
        compare_money(where, block, scores)


def check_offsets(article: Article, found: Sequence[Statement], scores: Scores) -> None:
    """Every text under its offsets, cues and content inside their span."""
    for one in found:
        scores.offsets.add(article.text[one.start : one.end] == one.ar)
        for span in one.spans:
            ok = article.text[span.start : span.end] == span.ar and one.start <= span.start < span.end <= one.end
            inside = span.start <= span.content_start <= span.content_end <= span.end
            scores.offsets.add(ok and inside and one.start <= span.cue.start < span.cue.end <= one.end)
        for amount in one.amounts:
            scores.offsets.add(article.text[amount.start : amount.end] == amount.ar)


def blocks(gold: Sequence[dict[str, Any]], found: Sequence[Statement]) -> list[Block]:
    """Sentences joined over their overlaps, in order."""
    items: list[tuple[int, int, Any]] = [(r["start"], r["end"], r) for r in gold] + [(s.start, s.end, s) for s in found]
    out: list[Block] = []
    joined = {r["n"] for r in gold if r.get("continued_from")}
    for start, end, item in sorted(items, key=lambda i: (i[0], -i[1])):
        follows = isinstance(item, dict) and item["n"] in joined
        if not out or (start >= out[-1].end and not follows):
            out.append(Block(start, end))
        out[-1].end = max(out[-1].end, end)
        (out[-1].rows if isinstance(item, dict) else out[-1].found).append(item)
    return [block for block in out if block.rows]


def compare_actors(where: str, block: Block, scores: Scores) -> None:
    """Actor and speaker of each gold statement that was found."""
    spans = [span for s in block.found for span in s.spans]
    for row in block.rows:
        for unit, start, end in units(row):
            labels = set(unit["labels"]) - {"none"}
            match = best_match(spans, start, end, labels)
            if not labels or match is None:
                continue
            if unit.get("actor_en"):
                ok = match.actor is not None and same_entity(unit["actor_en"], match.actor.name_en)
                scores.actor.add(ok)
                if not ok:
                    got = match.actor.name_en if match.actor else None
                    scores.faults.append(f"{where} actor: {unit['actor_en']!r} found {got!r} {match.cue.id}")
            if row.get("speaker_en"):
                ok = match.speaker is not None and same_entity(row["speaker_en"], match.speaker.name_en)
                scores.speaker.add(ok)
                if not ok:
                    got = match.speaker.name_en if match.speaker else None
                    scores.faults.append(f"{where} speaker: {row['speaker_en']!r} found {got!r} {match.cue.id}")


def units(row: dict[str, Any]) -> Iterable[tuple[dict[str, Any], int, int]]:
    """The statements of a gold sentence with their offsets."""
    if not row.get("spans"):
        yield row, row["start"], row["end"]
        return
    at = 0
    for span in row["spans"]:
        at = row["ar"].index(span["ar"], at)
        yield span, row["start"] + at, row["start"] + at + len(span["ar"])
        at += len(span["ar"])


def best_match(spans: Sequence[StatementSpan], start: int, end: int, labels: set[str]) -> StatementSpan | None:
    """The found span sharing a label that overlaps most."""
    sharing = [s for s in spans if set(s.labels) & labels and min(s.end, end) > max(s.start, start)]
    return max(sharing, key=lambda s: min(s.end, end) - max(s.start, start), default=None)


def compare_money(where: str, block: Block, scores: Scores) -> None:
    """Amounts and deadline of a block."""
    gold = sorted(
        (a["value"], a["currency"], a.get("per") or "", a.get("period") or "") for r in block.rows for a in r["amounts"]
    )
    got = sorted((a.value, a.currency, a.per, a.period) for s in block.found for a in s.amounts if a.currency != "%")
    if gold or got:
        scores.amounts.add(gold == got)
        if gold != got:
            scores.faults.append(f"{where} amounts: {gold} found {got}")
    want = next((r["deadline"] for r in block.rows if r["deadline"]), None)
    found: When | None = next((s.deadline for s in block.found if s.deadline and (s.labels or want)), None)
    if want or found:
        scores.deadline.add(want == (found.value if found else None))
        if want != (found.value if found else None):
            scores.faults.append(f"{where} deadline: {want} found {found.value if found else None}")


def same_entity(gold: str, found: str) -> bool:
    """Whether two English names mean the same party.

    Names are compared by their telling words: lower case, without accents, titles, articles, "State of", hyphens and
    Al- taken off. Same when one set of telling words holds the other and they share at least one; for names of persons
    the last word must agree. "X and Y" is not X.
    """
    one, two = telling(gold), telling(found)
    if not one or not two:
        return gold.strip().lower() == found.strip().lower()
    if (" and " in gold) != (" and " in found) and not (one >= two and len(one & two) * 2 > len(one)):
        return False
    shared = one & two
    return bool(shared) and (one <= two or two <= one or len(shared) / len(one | two) >= 0.6)


def telling(name: str) -> set[str]:
    """The telling words of an English name."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    words = re.findall(r"[a-z]+", re.sub(r"\b[Aa]l-|'s\b|’s\b", " ", plain).lower().replace("-", ""))
    kept = {word.removesuffix("s") if len(word) > 5 else word for word in words if word not in GENERIC}
    return kept or {word for word in words if word not in ("the", "of", "and")}


def gold_articles(folder: Path) -> Iterable[tuple[str, str, list[dict[str, Any]]]]:
    """(name, text, sentences with offsets) of every gold article of ../shared."""
    for path in sorted((folder / "gold").glob("*.json")):
        data = json.loads(path.read_text(encoding="utf-8"))
        text = (folder / "seeds" / data["source_file"]).read_text(encoding="utf-8")
        at = 0
        for row in data["sentences"]:
            at = text.index(row["ar"], at)
            row["start"], row["end"] = at, at + len(row["ar"])
            at += len(row["ar"])
        yield data["id"], text, data["sentences"]


def own_articles(path: Path) -> Iterable[tuple[Article, list[dict[str, Any]]]]:
    """The project's own annotated articles, one sentence a line, in the form of the gold set."""
    for entry in tomllib.loads(path.read_text(encoding="utf-8"))["article"]:
        text = "\n".join(row["ar"] for row in entry["sentences"])
        rows, at = [], 0
        for number, row in enumerate(entry["sentences"], 1):
            start = text.index(row["ar"], at)
            at = start + len(row["ar"])
            amounts = [
                dict(zip(("value", "currency", "per", "period"), a, strict=True)) for a in row.get("amounts", [])
            ]
            rows.append({
                "n": number, "actor_en": None, "speaker_en": None, "deadline": None, **row, "amounts": amounts,
                "start": start, "end": at,
            })  # fmt: skip
        yield Article(id=entry["id"], text=text, published=When(entry["published"], "day")), rows


def modality_faults(article: Article, rows: Sequence[dict[str, Any]], found: Sequence[Statement]) -> list[str]:
    """Sentences whose annotated modality differs from the one found."""
    return [
        f"{article.id} [{row['n']}] modality: {row['modality']} found {s.modality!r}"
        for row in rows for s in found
        if s.start == row["start"] and s.labels and row.get("modality") and row["modality"] != s.modality
    ]  # fmt: skip
