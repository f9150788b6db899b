"""No regular expression of the package backtracks without end: all that are compiled, also those made of data files."""

import ast
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

import mujaz
from tests.support.pumping import loses_itself

HERE = Path(mujaz.__file__).resolve().parent
# Run apart: notes every pattern that a line of the package compiles, while all modules are imported, all tables read,
# and an article goes the whole way.
NOTE = """
import json, pkgutil, re, sys
from importlib import import_module
here, seen, compiled = sys.argv[1], set(), re._compile
def note(pattern, flags):
    frame = sys._getframe(1)
    while frame and frame.f_code.co_filename.endswith(("/re/__init__.py", "functools.py")):
        frame = frame.f_back
    made = compiled(pattern, flags)
    if frame and frame.f_code.co_filename.startswith(here):
        text = made.pattern.decode("latin-1") if isinstance(made.pattern, bytes) else made.pattern
        seen.add((text, made.flags, isinstance(made.pattern, bytes), frame.f_code.co_filename[len(here) + 1:]))
    return made
re._compile = note
import mujaz
for module in pkgutil.walk_packages(mujaz.__path__, "mujaz."):
    if module.name != "mujaz.__main__":
        import_module(module.name)
from mujaz.analyse import analyse
from mujaz.checks.check import check
from mujaz.english.dates import english_dates
from mujaz.english.numbers import english_numbers
from mujaz.events.group import group
from mujaz.lexicon.names import load_glossary
from mujaz.records.article import Article, When
from mujaz.sources import Raw, read_items
from mujaz.structure.outlets import outlets, domains, desks, agencies, outlet_names
for work in (outlets, domains, desks, agencies, outlet_names): work()
text = sys.stdin.read()
names = load_glossary()
for name, data in (("a.txt", text), ("a.html", "<html><body><p>" + text + "</p></body></html>")):
    for found in read_items(Raw(data=data.encode(), name=name)):
        group([analyse(Article(id="a", text=text, published=When("2024-11-04", "day"), source="a"), names)])
check(text, "The Minister announced 5 million dollars on 3 May 2024, by 2027 and 10%.")
english_numbers("one hundred and five"), english_dates("3 May 2024")
names.find(text)
print(json.dumps(sorted(seen)))
"""


def noted() -> list[tuple[re.Pattern[str] | re.Pattern[bytes], str]]:
    """Every pattern with the file that compiles it."""
    sample = (HERE.parents[1] / "samples" / "riyadh-dialogue.txt").read_text(encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-c", NOTE, str(HERE)], input=sample, capture_output=True, text=True, check=True
    )
    found = {(text, flags, binary): place for text, flags, binary, place in json.loads(done.stdout)}
    for path in sorted(HERE.rglob("*.py")):
        for text, binary in written(path):
            flags = re.compile(text.encode("latin-1") if binary else text).flags
            if not any(known[0] == text and known[2] == binary for known in found):
                found[text, flags, binary] = str(path.relative_to(HERE))
    return [
        (re.compile(text.encode("latin-1") if binary else text, flags), place)
        for (text, flags, binary), place in sorted(found.items())
    ]


def written(path: Path) -> list[tuple[str, bool]]:
    """The patterns that stand in a file as they are."""
    found = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if (
            isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
            and isinstance(node.func.value, ast.Name) and node.func.value.id == "re" and node.args
            and isinstance(node.args[0], ast.Constant) and isinstance(node.args[0].value, (str, bytes))
        ):  # fmt: skip
            value = node.args[0].value
            found.append((value.decode("latin-1") if isinstance(value, bytes) else value, isinstance(value, bytes)))
    return found


def test_no_pattern_loses_itself() -> None:
    patterns = noted()
    assert len(patterns) > 150
    assert [f"{place}: {said}" for pattern, place in patterns if (said := loses_itself(pattern))] == []


@pytest.mark.parametrize(
    "bad", [r"(a+)+$", r"(a|aa)+$", r"(\w+\s?)*$", r"(?:<!--.{0,200}?-->\s*)*x", r"(a*)(a*)(a*)b", r"(?:.*)*x"]
)
def test_the_check_finds_what_it_should(bad: str) -> None:
    assert loses_itself(re.compile(bad, re.DOTALL))


@pytest.mark.parametrize("good", [r"a+b", r"(?:a+b)+", r"<[^>]+>", r"(?>a+)b", r"\d{1,4}-\d{2}", r"\s+$"])
def test_and_nothing_else(good: str) -> None:
    assert loses_itself(re.compile(good)) == ""
