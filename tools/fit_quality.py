"""Fits the weights of briefing/quality.toml: what tells a line that a reader would sign from one he would not.

    python -m tools.fit_quality            fit, report, write nothing
    python -m tools.fit_quality --write    write weights into src/mujaz/briefing/quality.toml

Learnt from judgements of printed lines (benchmarks/lines.tsv and the sheets of benchmarks/lines.py: classes 1 and 2 are
right), and from ../shared/press/references.tsv: news sentences whose translations are compared with a person's by chrF.
Those count a tenth, since chrF tells right from wrong less well (AUC 0.74) than the confidence itself (0.83); their
target is a share: chrF 55 and less is wrong, 85 and more is right. Logistic regression with
a Gaussian prior round the weights the file holds now, so that what the data say nothing about stays. The figures are
of five-fold cross-validation by statement, the judged lines alone.
"""

import argparse
import json
import sys
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
QUALITY = ROOT / "src" / "mujaz" / "briefing" / "quality.toml"
REFERENCES = ROOT.parent / "shared" / "press" / "references.tsv"
CACHE = ROOT / ".work" / "references.json"
WRONG, RIGHT = 55.0, 85.0  # chrF of a reference sentence
SHARE = 0.1  # weight of a reference sentence against a judged line
SPREAD = 0.3  # standard deviation of the prior; of confidence, whose values lie within half a unit, more
WIDE = {"confidence": 5.0, "base": 2.0, "unsaid": 1.0, "unasked": 2.0}
FOLDS = 5
SIGNED = "12"  # classes that a reader would sign


@dataclass(frozen=True, slots=True)
class Case:
    """One text: features, how right it is (0 to 1), how much it counts, and the statement it is of ("" for none)."""

    features: Mapping[str, float]
    target: float
    weight: float
    id: str = ""


def judgements() -> list[Case]:
    """Every judged line with its features."""
    from benchmarks.lines import judged

    return [
        Case(features_of(row["features"]), float(row["cls"] in SIGNED), 1.0, row["id"])
        for row in judged()
        if row["cls"] in "1234" and "unsaid=" in row["features"]  # not those from before words were counted
    ]


def features_of(text: str) -> dict[str, float]:
    """Features as a sheet writes them: name=value name=value."""
    return {name: float(value) for name, _, value in (item.partition("=") for item in text.split())}


def references(model: str) -> list[Case]:
    """The reference sentences, translated with glossary and checks (kept in .work), none where ../shared is absent."""
    if not REFERENCES.exists():
        return []
    from sacrebleu.metrics.chrf import CHRF

    chrf = CHRF()
    cases = []
    for row in translated(model):
        found = chrf.sentence_score(row["en"], [row["reference"]]).score
        target = min(1.0, max(0.0, (found - WRONG) / (RIGHT - WRONG)))
        seen = {
            "base": 1.0,
            "form-clause": 1.0,
            "confidence": row["confidence"],
            **row["words"],
            **dict.fromkeys(row["failed"], 1.0),
        }
        cases.append(Case(seen, target, SHARE))
    return cases


def translated(model: str) -> list[dict[str, Any]]:
    """The English of the reference sentences with confidence and failed checks; kept for the next run."""
    from mujaz.checks.coverage import evidence
    from mujaz.config import Settings, TranslationSettings
    from mujaz.lexicon.words import load_lexicon
    from mujaz.pipeline import glossary_of, service_of
    from mujaz.store.store import Store

    settings = Settings(translation=TranslationSettings(model=model) if model else TranslationSettings())
    pairs = [line.split("\t") for line in REFERENCES.read_text(encoding="utf-8").splitlines()]
    with Store(":memory:") as store:
        service = service_of(settings, store, glossary_of(settings))
        if CACHE.exists() and (kept := json.loads(CACHE.read_text(encoding="utf-8")))["made by"] == service.signature:
            return list(kept["rows"])
        done = service.translate([arabic for arabic, _ in pairs])
    rows = [
        {
            "reference": reference,
            "en": one.text,
            "confidence": one.confidence,
            "words": asdict(evidence(arabic, one.text, load_lexicon())),
            "failed": [check.name for check in one.failed],
        }
        for one, (arabic, reference) in zip(done, pairs, strict=True)
    ]
    CACHE.parent.mkdir(exist_ok=True)
    CACHE.write_text(json.dumps({"made by": service.signature, "rows": rows}, ensure_ascii=False), encoding="utf-8")
    return rows


def fitted(cases: Sequence[Case], prior: Mapping[str, float]) -> dict[str, float]:
    """The weights that explain the cases best, drawn to the prior (Newton). Unknown checks count as "other-check"."""
    import numpy as np

    names = list(prior)
    start = np.array([prior[name] for name in names])
    values = np.array([vector(case.features, names) for case in cases])
    target = np.array([case.target for case in cases])
    counts = np.array([case.weight for case in cases])
    tie = np.array([1 / WIDE.get(name, SPREAD) ** 2 for name in names])
    weights = start.copy()
    for _ in range(30):
        chance = 1 / (1 + np.exp(-values @ weights))
        slope = values.T @ (counts * (chance - target)) + (weights - start) * tie
        curve = (values.T * (counts * chance * (1 - chance))) @ values + np.diag(tie)
        step = np.linalg.solve(curve, slope)
        weights -= step
        if abs(step).max() < 1e-6:
            break
    return {name: round(float(weight), 2) for name, weight in zip(names, weights, strict=True)}


def vector(features: Mapping[str, float], names: Sequence[str]) -> list[float]:
    """The features in the order of the weights; what has no weight of its own adds to "other-check"."""
    row = dict.fromkeys(names, 0.0)
    for name, value in features.items():
        row[name if name in row else "other-check"] += value
    return [row[name] for name in names]


def chance(features: Mapping[str, float], weights: Mapping[str, float]) -> float:
    """The chance that a line with these features is right."""
    from math import exp

    names = list(weights)
    return 1 / (1 + exp(-sum(a * weights[n] for a, n in zip(vector(features, names), names, strict=True))))


def report(judged: Sequence[Case], others: Sequence[Case], prior: Mapping[str, float]) -> None:
    """AUC before and after, and what thresholds would give, on judged lines that the fit did not see."""
    from benchmarks.lines import auc

    ids = sorted({case.id for case in judged})
    fold = {name: number % FOLDS for number, name in enumerate(ids)}
    found: list[tuple[float, bool]] = []
    for part in range(FOLDS):
        weights = fitted([*(c for c in judged if fold[c.id] != part), *others], prior)
        found += [(chance(c.features, weights), c.target > 0.5) for c in judged if fold[c.id] == part]
    good = [case.target > 0.5 for case in judged]
    print(f"{len(judged)} judged lines, {sum(good)} right; {len(others)} reference sentences")
    print(f"AUC of the file as it is: {auc([chance(c.features, prior) for c in judged], good):.3f}")
    print(f"AUC fitted, cross-validated: {auc([f for f, _ in found], [g for _, g in found]):.3f}")
    for limit in (0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8):
        above = [g for f, g in found if f >= limit]
        share, right = len(above) / max(1, len(found)), sum(above) / max(1, len(above))
        print(f"from {limit:.2f}: {len(above):4} lines ({share:4.0%}), right {right:4.0%}")


def write(weights: Mapping[str, float]) -> None:
    """Put the weights into the file, everything else as it is."""
    import tomlkit

    document = tomlkit.parse(QUALITY.read_text(encoding="utf-8"))
    for row in document["weight"]:
        row["weight"] = weights[str(row["feature"])]
    QUALITY.write_text(tomlkit.dumps(document), encoding="utf-8")


def main(given: Sequence[str]) -> int:
    """Fit, report, and write where asked to."""
    from mujaz.briefing.lines import load_quality

    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true", help="write the weights into quality.toml")
    parser.add_argument("--model", default="", help="model for the reference sentences; default: the embedded one")
    args = parser.parse_args(given)
    prior = dict(load_quality(QUALITY).weights)
    judged, others = judgements(), references(args.model)
    report(judged, others, prior)
    weights = fitted([*judged, *others], prior)
    for name, weight in weights.items():
        print(f"{name:20}{prior[name]:7.2f} →{weight:7.2f}")
    if args.write:
        write(weights)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
