"""Measure the grouping of events and compare with events.toml, whose figures only rise.

python -m tests.gates.event_floors            print every figure beside its floor, and each miss of the half `write`
python -m tests.gates.event_floors --update   raise the floors to what is measured; refuses to lower one
"""

import sys
import tomllib
from pathlib import Path

from mujaz.lexicon.names import load_glossary
from tests.gates.event_metrics import EventScores, gold_of, labelled, score

FLOORS = Path(__file__).resolve().parent / "events.toml"
SHARED = FLOORS.parent.parent.parent.parent / "shared"
STEP = 0.0005
HEAD = """# Floors of the event gate, by half: rules are written with `write`, `measure` only counts. They only rise:
# python -m tests.gates.event_floors --update
"""


def measured(shared: Path = SHARED) -> dict[str, EventScores]:
    """The scores by half."""
    gold, glossary = gold_of(shared), load_glossary()
    return score(gold, labelled(shared, gold, glossary), glossary)


def floors() -> dict[str, dict[str, float]]:
    """The floors by half and figure."""
    return tomllib.loads(FLOORS.read_text(encoding="utf-8")) if FLOORS.exists() else {}


def below(scores: dict[str, EventScores]) -> list[str]:
    """The figures under their floor."""
    return [
        f"{half}.{name}: {scores[half].figures()[name]:.4f} < {floor:.4f}"
        for half, table in floors().items()
        for name, floor in table.items()
        if scores[half].figures()[name] < floor
    ]


def main(arguments: list[str]) -> int:
    """Print or raise the floors."""
    scores, old = measured(), floors()
    for fault in scores["write"].faults:
        print(fault)  # noqa: T201
    new: dict[str, dict[str, float]] = {}
    lowered = []
    for half, found in scores.items():
        new[half] = {}
        for name, value in found.figures().items():
            floor = old.get(half, {}).get(name, 0.0)
            print(f"{half}.{name}: {value:.4f} (floor {floor:.4f})")  # noqa: T201
            rounded = round(int(value / STEP) * STEP, 4)
            lowered += [f"{half}.{name}"] if rounded < floor else []
            new[half][name] = max(rounded, floor)
    if "--update" not in arguments:
        return 0
    if lowered:
        print("not written; lower than before: " + ", ".join(lowered))  # noqa: T201
        return 1
    body = "\n".join(f"[{half}]\n" + "".join(f"{k} = {v}\n" for k, v in table.items()) for half, table in new.items())
    FLOORS.write_text(f"{HEAD}\n{body}", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
