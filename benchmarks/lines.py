"""The printed lines for reading: a sheet of them with their Arabic, and what readers said of them.

    python benchmarks/lines.py sheet --seed 7 --model ../shared/model      other articles for every seed
    python benchmarks/lines.py report                                      classes by form and by confidence

The sheet (.work/lines/SEED.tsv) has one row a text: every way to say each labelled statement of the articles – the
predicate by rule with its object, the clause, the whole sentence –, its features, and which of them is printed.
A reader puts a class into the first column (1 right and fit to print, 2 right but clumsy, 3 incomplete, 4 wrong or
misleading) and `report` reads the sheets. `keep` copies the classes with the figures of their lines, but without any
text, to benchmarks/lines.tsv, where they stay. The articles are of ../shared, which the package never holds.
"""

import argparse
import csv
import hashlib
import json
import lzma
import random
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mujaz.briefing.lines import Line
    from mujaz.briefing.points import Point
    from mujaz.records.analysis import Analysis
    from mujaz.records.article import Article
    from mujaz.records.statement import Actor

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"
SHEETS = ROOT / ".work" / "lines"
KEPT = Path(__file__).with_name("lines.tsv")
SHORTEST = 400  # characters of an article worth a page
BANDS = (-0.3, -0.4, -0.5, -0.65, -0.8)
CHANCES = (0.8, 0.62, 0.5, 0.35)
TEXTS = ("actor", "english", "arabic")
PLAIN = re.compile(r"form-.*|base|(?:unknown-)?confidence|unsaid|unasked|proven|colon|cut|long")  # features, no checks


@dataclass(frozen=True, slots=True)
class Row:
    """One text to judge. id: the same for all ways to say a statement; kind: predicate, clause or sentence.

    printed: "yes", "check" (marked) or "withheld" for the way that is chosen, "" for the others. features: as the
    model of quality has them, name=value.
    """

    cls: str
    id: str
    kind: str
    form: str
    labels: str
    printed: str
    quality: float
    confidence: float | None
    features: str
    actor: str
    english: str
    arabic: str


def articles(seed: int, number: int) -> list["Article"]:
    """Half of the articles from the corpus, half from the labelled press (never part 2), drawn by seed."""
    from mujaz.records.article import Article, When, article_id

    chance = random.Random(seed)
    with lzma.open(SHARED / "corpus" / "ant-news-2018.jsonl.xz", "rt", encoding="utf-8") as lines:
        corpus = [line for line in lines if len(line) > SHORTEST]
    records = [json.loads(line) for line in chance.sample(corpus, number - number // 2)]
    press = [json.loads(line) for part in (0, 1) for line in (SHARED / "press" / f"part{part}.jsonl").open()]
    for record in chance.sample([r for r in press if not r["noise"]], number // 2):
        records.append(record | {"text": "\n".join(s["ar"] for s in record["sentences"])})  # noqa: PERF401
    made = [(r["text"], r["title"], r["outlet"], r["published"][:10]) for r in records]
    return [
        Article(id=article_id(text), text=text, title=title, outlet=outlet, published=When(day, "day") if day else None)
        for text, title, outlet, day in made
    ]


def rows_of(analyses: Sequence["Analysis"]) -> Iterator[Row]:
    """Every way to say every labelled statement, with the checks and the features the page chooses by."""
    from mujaz.briefing.lines import best_line, line_of
    from mujaz.briefing.points import points
    from mujaz.english.text import short_name

    def name(actor: "Actor") -> str:
        return short_name(actor.name_en)

    for point in points(analyses):
        best = best_line(point, name)
        for rendering in point.renderings:
            line = line_of(point, rendering, name)
            if line:
                yield row_of(point, line, chosen=best is not None and line.rendering == best.rendering)


def row_of(point: "Point", line: "Line", *, chosen: bool) -> Row:
    """One way to say a statement."""
    from mujaz.briefing.lines import quality, when_of
    from mujaz.english.text import sums

    beside = " – ".join(filter(None, (sums(point.amounts), when_of(point))))
    sure, shown = quality().sure, quality().shown
    fate = "yes" if line.quality >= sure and not line.failed else "check" if line.quality >= shown else "withheld"
    return Row(
        cls="",
        id=digest(point.ar),
        kind=line.rendering.form,
        form=line.form,
        labels=" ".join(point.labels),
        printed=fate if chosen else "",
        quality=round(line.quality, 3),
        confidence=line.rendering.confidence,
        features=" ".join(f"{name}={value:g}" for name, value in sorted(line.features.items()) if value),
        actor=line.who,
        english=" – ".join(filter(None, (line.what, beside))),
        arabic=point.ar,
    )


def failed_in(features: str) -> bool:
    """Whether a check is among the features of a row: such a line is marked, whatever its chance."""
    return not all(PLAIN.fullmatch(item.partition("=")[0]) for item in features.split())


def digest(text: str) -> str:
    """Eight hex digits for a text."""
    return hashlib.sha256(text.encode()).hexdigest()[:8]


def write(path: Path, rows: Iterable[Row], names: Sequence[str]) -> None:
    """Rows as TSV; a line break in a text becomes a space."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, delimiter="\t", lineterminator="\n", quoting=csv.QUOTE_NONE, quotechar=None)
        writer.writerow(names)
        for row in rows:
            record = asdict(row)
            writer.writerow([" ".join(str("" if record[n] is None else record[n]).split()) for n in names])


def read(path: Path) -> list[dict[str, str]]:
    """The rows of a sheet or of the kept judgements."""
    lines = path.read_text(encoding="utf-8").splitlines()
    names = lines[0].split("\t")
    return [dict(zip(names, line.split("\t"), strict=False)) for line in lines[1:]]


def sheet(seed: int, number: int, model: str) -> int:
    """Make the sheet of a seed."""
    from mujaz.config import Settings, TranslationSettings
    from mujaz.pipeline import glossary_of, service_of, understand
    from mujaz.store.store import Store

    settings = Settings(
        translation=TranslationSettings(model=model, threads=1) if model else TranslationSettings(threads=1)
    )
    glossary = glossary_of(settings)
    SHEETS.mkdir(parents=True, exist_ok=True)
    with Store(SHEETS / "store.sqlite") as store:
        service = service_of(settings, store, glossary)
        analyses = understand(articles(seed, number), service, glossary)
        rows = sorted(rows_of(analyses), key=lambda row: row.id)
    write(SHEETS / f"{seed}.tsv", rows, [field.name for field in fields(Row)])
    print(f"{SHEETS / f'{seed}.tsv'}: {len(rows)} texts")
    return 0


def judged() -> list[dict[str, str]]:
    """Every judged row: the kept ones, and those of the sheets at hand."""
    rows = read(KEPT) if KEPT.exists() else []
    seen = {(row["id"], row["kind"]) for row in rows}
    for path in sorted(SHEETS.glob("*.tsv")):
        rows += [row for row in read(path) if row["cls"] and (row["id"], row["kind"]) not in seen]
    return rows


def keep() -> int:
    """Copy judged rows without their texts to the kept file."""
    names = [field.name for field in fields(Row) if field.name not in TEXTS]
    rows = sorted(judged(), key=lambda row: (row["id"], row["kind"]))
    KEPT.write_text("\n".join(["\t".join(names), *("\t".join(row[n] for n in names) for row in rows)]) + "\n")
    print(f"{len(rows)} judgements kept")
    return 0


def report() -> int:
    """Classes by kind and form, by what the page makes of them, by confidence and by quality; the AUC of both."""
    rows = judged()
    groups: dict[str, list[dict[str, str]]] = {}
    for row in rows:
        groups.setdefault(f"{row['kind']} as {row['form']}", []).append(row)
        groups.setdefault(f"quality {band(float(row['quality']), CHANCES)}", []).append(row)
        if row["printed"]:
            groups.setdefault(f"printed: {row['printed']}", []).append(row)
        if row["confidence"]:
            groups.setdefault(f"confidence {band(float(row['confidence']), BANDS)}", []).append(row)
    print(f"{'':32}{'lines':>6}{'1':>5}{'2':>5}{'3':>5}{'4':>5}{'1-2':>8}")
    for name, members in sorted(groups.items()):
        count = Counter(row["cls"] for row in members)
        share = (count["1"] + count["2"]) / len(members)
        print(f"{name:32}{len(members):6}{count['1']:5}{count['2']:5}{count['3']:5}{count['4']:5}{share:8.0%}")
    good = [row["cls"] in "12" for row in rows]
    print(f"AUC of confidence: {auc([float(row['confidence'] or -1) for row in rows], good):.3f}")
    print(f"AUC of quality: {auc([float(row['quality']) for row in rows], good):.3f}")
    return 0


def band(value: float, limits: Sequence[float]) -> str:
    """The band of a value, best first."""
    at = next((i for i, limit in enumerate(limits) if value >= limit), len(limits))
    return f"{at + 1}: " + (f"{limits[at]} and above" if at < len(limits) else f"below {limits[-1]}")


def auc(scores: Sequence[float], good: Sequence[bool]) -> float:
    """The share of pairs of a good and a bad line in which the good one has the higher score; ties count half."""
    yes = [s for s, g in zip(scores, good, strict=True) if g]
    no = [s for s, g in zip(scores, good, strict=True) if not g]
    won = sum((a > b) + 0.5 * (a == b) for a in yes for b in no)
    return won / (len(yes) * len(no)) if yes and no else float("nan")


def main(given: Sequence[str]) -> int:
    """Do what the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=("sheet", "report", "keep"))
    parser.add_argument("--seed", type=int, default=1, help="which articles (default 1)")
    parser.add_argument("--articles", type=int, default=24, help="how many (default 24)")
    parser.add_argument("--model", default="", help="name or folder; default: the embedded model")
    args = parser.parse_args(given)
    if args.what == "sheet":
        return sheet(args.seed, args.articles, args.model)
    return report() if args.what == "report" else keep()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
