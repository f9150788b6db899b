"""Who may import whom: a room imports from lower floors only, never sideways; every import counts, also in functions.

docs/architecture.md says the same in words.
"""

import ast
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

SOURCE = Path(__file__).resolve().parent.parent / "src" / "mujaz"

# From the ground up. Rooms that share a floor never import each other.
FLOORS = (
    {"errors", "resources", "addresses", "deadline", ""},
    {"budgets", "files", "proxies", "tables"},
    {"connections"},
    {"http"},
    {"records"},
    {"pages"},
    {"config"},
    {"store", "job"},
    {"arabic"},
    {"lexicon"},
    {"structure", "english", "statements", "models"},
    {"sources", "checks"},
    {"apart"},
    {"translation", "collect", "analyse"},
    {"bilingual"},
    {"events"},
    {"briefing"},
    {"pipeline"},
    {"ledger"},
    {"digest"},
    {"bulk", "doctor"},
    {"api"},
    {"cli"},
    {"__main__"},
)
FLOOR = {room: number for number, rooms in enumerate(FLOORS) for room in rooms}


def modules() -> dict[str, Path]:
    """Dotted name below mujaz to file."""
    paths = sorted(SOURCE.rglob("*.py"))
    return {
        ".".join(p.relative_to(SOURCE).with_suffix("").parts).removesuffix("__init__").rstrip("."): p for p in paths
    }


MODULES = modules()


def imports(name: str) -> Iterator[str]:
    """Modules of mujaz that a module imports, also inside functions and for the type checker alone."""
    for node in ast.walk(ast.parse(MODULES[name].read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and (node.module or "").partition(".")[0] == "mujaz":
            base = (node.module or "").removeprefix("mujaz").lstrip(".")
            for alias in node.names:
                full = f"{base}.{alias.name}".lstrip(".")
                yield full if full in MODULES else base
        elif isinstance(node, ast.Import):
            for alias in node.names:
                if alias.name.partition(".")[0] == "mujaz":
                    yield alias.name.removeprefix("mujaz").lstrip(".")


def room(module: str) -> str:
    """The room a module lies in."""
    return module.partition(".")[0]


def test_every_room_has_a_floor() -> None:
    assert {room(name) for name in MODULES} == set(FLOOR)


@pytest.mark.parametrize("name", MODULES)
def test_a_module_imports_from_lower_floors_only(name: str) -> None:
    for target in imports(name):
        if room(target) != room(name):
            assert FLOOR[room(target)] < FLOOR[room(name)], f"{name} imports {target}"


def test_no_modules_import_each_other_in_a_circle() -> None:
    graph = {name: {target for target in imports(name) if target in MODULES} - {name} for name in MODULES}
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        pytest.fail(f"circle: {' → '.join(error.args[1])}")
