"""Measure the statement rules and compare with floors.toml, whose figures only rise.

python -m tests.gates.floors            print every figure beside its floor, and each miss
python -m tests.gates.floors --update   raise the floors to what is measured; refuses to lower one
"""

import sys
import tomllib
from pathlib import Path

from mujaz.lexicon.names import Glossary, load_glossary
from mujaz.records.article import Article, When
from mujaz.statements.find import find_statements
from mujaz.structure.sentences import split
from tests.gates.statement_metrics import Scores, compare, gold_articles, modality_faults, own_articles

HERE = Path(__file__).resolve().parent
FLOORS = HERE / "floors.toml"
OWN = HERE.parent / "statements" / "data" / "articles.toml"
SHARED = HERE.parent.parent.parent / "shared"
STEP = 0.0005  # figures are rounded down to this, so that a floor is never above what was measured


def score_own(glossary: Glossary) -> Scores:
    """The project's own annotated sentences."""
    scores = Scores()
    for article, rows in own_articles(OWN):
        found = find_statements(article, split(article), glossary=glossary)
        compare(rows, article, found, scores)
        scores.faults += modality_faults(article, rows, found)
    return scores


def score_gold(shared: Path, glossary: Glossary) -> Scores:
    """The gold set, read as the tool reads it: with the dateline's date where the article has one."""
    scores = Scores()
    for name, text, rows in gold_articles(shared):
        article = Article(id=name, text=text, published=dateline(text, shared, name))
        compare(rows, article, find_statements(article, split(article), glossary=glossary), scores)
    return scores


def dateline(text: str, shared: Path, name: str) -> When | None:
    """The date that the reader for plain text takes from the article."""
    from mujaz.sources import read_bytes

    return read_bytes((shared / "seeds" / f"{name}.txt").read_bytes(), f"{name}.txt")[0].published


def measured(shared: Path = SHARED) -> dict[str, Scores]:
    """The scores by set; the gold set only where it is present."""
    glossary = load_glossary()
    scores = {"own": score_own(glossary)}
    if (shared / "gold").is_dir():
        scores["gold"] = score_gold(shared, glossary)
    return scores


def floors() -> dict[str, dict[str, float]]:
    """The floors by set and figure."""
    return {name: dict(table) for name, table in tomllib.loads(FLOORS.read_text(encoding="utf-8")).items()}


def below(name: str, scores: Scores) -> list[str]:
    """The figures of a set that lie under their floor."""
    now = scores.figures()
    return [
        f"{name}.{key}: {now.get(key, 0.0):.4f} < {floor:.4f}"
        for key, floor in floors()[name].items()
        if now.get(key, 0.0) < floor
    ]


def main(arguments: list[str]) -> int:
    """Print or raise the floors."""
    new: dict[str, dict[str, float]] = {}
    lowered = []
    for name, scores in measured().items():
        for fault in scores.faults:
            print(f"{name} {fault}")  # noqa: T201
        old = floors().get(name, {}) if FLOORS.exists() else {}
        new[name] = {}
        for key, value in scores.figures().items():
            floor = old.get(key, 0.0)
            rounded = round(int(value / STEP) * STEP, 4)
            print(f"{name}.{key}: {value:.4f} (floor {floor:.4f})")  # noqa: T201
            if rounded < floor:
                lowered.append(f"{name}.{key}")
            new[name][key] = max(rounded, floor)
    if "--update" not in arguments:
        return 0
    if lowered:
        print("not written; lower than before: " + ", ".join(lowered))  # noqa: T201
        return 1
    kept = {**(floors() if FLOORS.exists() else {}), **new}
    head = "# Floors of the statement gate. They only rise: python -m tests.gates.floors --update\n"
    body = "\n".join(f"[{name}]\n" + "".join(f"{k} = {v}\n" for k, v in table.items()) for name, table in kept.items())
    FLOORS.write_text(f"{head}\n{body}", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
