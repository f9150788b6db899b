"""Measure the statement rules on labelled press, and compare with press.toml, whose figures only rise.

python -m tests.gates.press NAME=FILE…          every figure of these parts, together and for the international articles
python -m tests.gates.press --faults NAME=FILE…  and each miss and false alarm, grouped by label
python -m tests.gates.press --update             raise the floors of part0, part1 and part5 to what is measured

A part is a file of one article a line, as ../shared/press/README.md describes it, or labels alone, whose texts are
those of ../shared/corpus (labelled_corpus.py; press-labels.md says what part5 and part6.sealed are). Units are those of
statement_metrics: blocks of overlapping sentences. Actors are compared leniently: labellers write "Russia", the rules
"Minister of Foreign Affairs of Russia"; one telling word in common is enough, of several joined actors half of them.
"""

import json
import sys
import tomllib
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from mujaz.lexicon.names import Glossary, load_glossary
from mujaz.records.article import Article, When
from mujaz.records.statement import Statement, StatementSpan
from mujaz.statements.find import find_statements
from mujaz.structure.sentences import split
from tests.gates.labelled_corpus import CORPUS, join, without_texts
from tests.gates.statement_metrics import LABELS, Count, Share, blocks, telling

HERE = Path(__file__).resolve().parent
FLOORS = HERE / "press.toml"
SHARED = HERE.parent.parent.parent / "shared"
PARTS = {
    "part0": SHARED / "press" / "part0.jsonl",
    "part1": SHARED / "press" / "part1.jsonl",
    "part5": HERE / "labelled" / "part5.jsonl",
}
STEP = 0.0005
STEM = 5  # letters in which Russia and Russian agree
AGENCIES = ("a", "Alarabia/", "BBC/", "CNN/", "France24/", "SkyNews/")


@dataclass
class PressScores:
    """The measures of one set of articles; `faults` explains each miss, by label."""

    labels: dict[str, Count] = field(default_factory=lambda: {label: Count() for label in LABELS})
    key: Count = field(default_factory=Count)
    actor: Share = field(default_factory=Share)
    sure: Share = field(default_factory=Share)
    amounts: Share = field(default_factory=Share)
    deadline: Share = field(default_factory=Share)
    quiet: Share = field(default_factory=Share)
    faults: list[tuple[str, str]] = field(default_factory=list)

    @property
    def macro_f1(self) -> float:
        present = [count.f1 for count in self.labels.values() if count.tp + count.fn]
        return sum(present) / len(present) if present else 1.0

    def figures(self) -> dict[str, float]:
        """Every measure by its name in press.toml."""
        out = {
            "macro_f1": self.macro_f1, "key_f1": self.key.f1, "actor": self.actor.value, "actor_sure": self.sure.value,
            "amounts": self.amounts.value,
            "deadline": self.deadline.value, "noise_quiet": self.quiet.value,
        }  # fmt: skip
        for label, count in self.labels.items():
            out |= {f"{label}_p": count.precision, f"{label}_r": count.recall, f"{label}_f1": count.f1}
        return out | {"key_p": self.key.precision, "key_r": self.key.recall}


def international(name: str) -> bool:
    """Whether an article is one of the international outlets of the ANT corpus."""
    return name.startswith(AGENCIES)


def load(path: Path, shared: Path | None = None) -> list[dict[str, Any]]:
    """The articles of a part; none where it is labels alone and `shared` (else ../shared) has no corpus."""
    entries = [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line.strip()]
    if not without_texts(entries):
        return entries
    corpus = (shared or SHARED) / "corpus"
    return join(entries, corpus) if (corpus / CORPUS).is_file() else []


def article_of(entry: dict[str, Any]) -> tuple[Article, list[dict[str, Any]]]:
    """The article, its sentences one a line unless it has a text, and the labelled rows with their offsets."""
    published = When(entry["published"][:10], "day") if entry.get("published") else None
    if "text" in entry:
        whole = Article(id=entry["id"], text=entry["text"], title=entry["title"], published=published)
        return whole, entry["sentences"]
    text = "\n".join(row["ar"] for row in entry["sentences"])
    rows, at = [], 0
    for row in entry["sentences"]:
        rows.append({**row, "start": at, "end": at + len(row["ar"])})
        at += len(row["ar"]) + 1
    return Article(id=entry["id"], text=text, title=entry["title"], published=published), rows


def score(entries: Iterable[dict[str, Any]], glossary: Glossary) -> PressScores:
    """The measures over some articles."""
    scores = PressScores()
    for entry in entries:
        article, rows = article_of(entry)
        found = find_statements(article, split(article), glossary=glossary)
        compare(article.id, rows, found, scores)
        if entry["noise"]:
            scores.quiet.add(not any(s.key for s in found))
    return scores


def compare(name: str, rows: Sequence[dict[str, Any]], found: Sequence[Statement], scores: PressScores) -> None:
    """Add one article to the scores."""
    for block in blocks(rows, found):
        text = " ".join(row["ar"] for row in block.rows)
        where = f"{name} {[row['n'] for row in block.rows]}"
        spans = [span for s in block.found for span in s.spans]
        cues = [f"{'+'.join(span.labels)}:{span.cue.id}" for span in spans]
        truth = {label for row in block.rows for label in row["labels"]}
        said = {label for s in block.found for label in s.labels}
        for label in LABELS:
            scores.labels[label].add(gold=label in truth, found=label in said)
            if (label in truth) != (label in said):
                kind = "MISS" if label in truth else "FALSE"
                scores.faults.append((f"{label} {kind}", f"{where} {sorted(truth)} {cues}\n    {text}"))
        want, got = any(row["key"] for row in block.rows), any(s.key for s in block.found)
        scores.key.add(gold=want, found=got)
        if want != got:
            points = [s.score for s in block.found]
            scores.faults.append((f"key {'MISS' if want else 'FALSE'}", f"{where} {points} {cues}\n    {text}"))
        compare_actor(where, text, block.rows, spans, scores)
        compare_money(where, block.rows, block.found, scores)


def compare_actor(
    where: str, text: str, rows: Sequence[dict[str, Any]], spans: Sequence[StatementSpan], scores: PressScores
) -> None:
    """The actor of every labelled sentence that the rules label too."""
    for row in rows:
        labels = set(row["labels"])
        mine = [s for s in spans if labels & set(s.labels) and s.start < row["end"] and row["start"] < s.end]
        if not labels or not row["actor_en"] or not mine:
            continue
        names = [s.actor.name_en + " " + s.actor.role_en for s in mine if s.actor]
        ok = same_actor(row["actor_en"], names)
        scores.actor.add(ok)
        if certain := [s.actor.name_en + " " + s.actor.role_en for s in mine if s.actor and s.actor.sure]:
            scores.sure.add(same_actor(row["actor_en"], certain))
        if not ok:
            scores.faults.append(("actor", f"{where} {row['actor_en']!r} found {names}\n    {text}"))


def plain(name: str) -> str:
    """A name without accents, and Türkiye as the labellers write it."""
    letters = unicodedata.normalize("NFKD", name.replace("Türkiye", "Turkey"))
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def initials(name: str) -> str:
    """The first letters of a name's words that begin with a capital, in small letters: imf."""
    return "".join(word[0] for word in name.split() if word[0].isupper()).lower()[:STEM]


def same_actor(gold: str, found: Sequence[str]) -> bool:
    """Whether at least half of the gold names share a telling word with a name that was found."""
    have = {word[:STEM] for name in found for word in telling(plain(name))} | {initials(name) for name in found}
    wanted = [{word[:STEM] for word in telling(plain(name))} for name in gold.replace(" and ", ";").split(";")]
    return 2 * sum(bool(words & have) for words in wanted) >= len(wanted)


def compare_money(where: str, rows: Sequence[dict[str, Any]], found: Sequence[Statement], scores: PressScores) -> None:
    """Amounts and deadline of labelled sentences."""
    gold = sorted((float(a["value"]), a["currency"], a.get("per") or "") for row in rows for a in row["amounts"])
    if gold:
        got = {(float(a.value), a.currency, a.per) for s in found for a in s.amounts}
        ok = set(gold) <= got
        scores.amounts.add(ok)
        if not ok:
            scores.faults.append(("amounts", f"{where} {gold} found {sorted(got)}\n    {rows[0]['ar']}"))
    want = next((row["deadline"] for row in rows if row["deadline"]), None)
    if want:
        times = [s.deadline.value for s in found if s.deadline]
        scores.deadline.add(want in times)
        if want not in times:
            scores.faults.append(("deadline", f"{where} {want} found {times}\n    {rows[0]['ar']}"))


def floors() -> dict[str, dict[str, float]]:
    """The floors by part and figure."""
    return tomllib.loads(FLOORS.read_text(encoding="utf-8")) if FLOORS.exists() else {}


def below(name: str, scores: PressScores) -> list[str]:
    """The figures of a part that lie under their floor."""
    now = scores.figures()
    return [
        f"{name}.{key}: {now[key]:.4f} < {floor}" for key, floor in floors().get(name, {}).items() if now[key] < floor
    ]


def update(measured: dict[str, PressScores]) -> list[str]:
    """Write the floors; a figure never falls. Returns those that would have to."""
    old, lowered, lines = (
        floors(),
        [],
        ["# Floors of the press parts. They only rise: python -m tests.gates.press --update"],
    )
    for name in sorted({*old, *measured}):
        lines.append(f"\n[{name}]")
        now = measured[name].figures() if name in measured else {}
        for key in now or old[name]:
            floor = old.get(name, {}).get(key, 0.0)
            value = round(int(now.get(key, floor) / STEP + 1e-9) * STEP, 4)
            lowered += [f"{name}.{key}"] * (value < floor)
            lines.append(f"{key} = {max(value, floor)}")
    if not lowered:
        FLOORS.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return lowered


def table(name: str, scores: PressScores) -> str:
    """The figures of a part on a few lines."""
    f = scores.figures()
    head = " ".join(
        f"{key} {f[key]:.3f}" for key in ("macro_f1", "key_f1", "key_p", "key_r", "actor", "actor_sure", "amounts")
    )
    head += f" deadline {f['deadline']:.3f} quiet {f['noise_quiet']:.3f}"
    per = " ".join(
        f"{label[:5]} {f[label + '_p']:.2f}/{f[label + '_r']:.2f}/{f[label + '_f1']:.2f}" for label in LABELS
    )
    return f"{name}: {head}\n    {per}"


def main(arguments: list[str]) -> int:
    """Print the figures, or raise the floors."""
    named = [a for a in arguments if "=" in a] or [f"{name}={path}" for name, path in PARTS.items()]
    if "--faults" in arguments and any("sealed" in pair for pair in named):
        print("not done: the errors of a sealed part are looked at by nobody; leave --faults out")  # noqa: T201
        return 1
    glossary, everything = load_glossary(), []
    measured: dict[str, PressScores] = {}
    for pair in named:
        name, _, path = pair.partition("=")
        entries = load(Path(path))
        if not entries:
            print(f"{name}: skipped, {SHARED / 'corpus' / CORPUS} is not there")  # noqa: T201
            continue
        everything += entries
        measured[name] = score(entries, glossary)
        print(table(name, measured[name]))  # noqa: T201
        if "--faults" in arguments:
            for kind, text in sorted(measured[name].faults):
                print(f"{kind}: {text}")  # noqa: T201
    abroad = score([e for e in everything if international(e["id"])], glossary)
    print(table("international", abroad))  # noqa: T201
    if "--update" in arguments and (lowered := update(measured)):
        print("not written; lower than before: " + ", ".join(lowered))  # noqa: T201
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
