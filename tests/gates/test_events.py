"""The gate of the grouping: no measured figure may fall below its floor in events.toml."""

from pathlib import Path

from tests.gates.event_floors import below, measured
from tests.gates.event_metrics import gold_of, half


def test_real_press_holds_its_floors(shared: Path) -> None:
    scores = measured(shared)
    assert below(scores) == [], "\n".join(scores["write"].faults)


def test_the_halves_are_halves(shared: Path) -> None:
    events = gold_of(shared)["events"]
    written = sum(half(event["id"]) == "write" for event in events)
    assert 0.4 <= written / len(events) <= 0.6
