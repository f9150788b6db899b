"""Arabic words belong into data; what stands in Python is grammar, or is listed with its reason and only grows fewer.

A word is a run of two or more Arabic letters in a string that is no docstring. Words of the closed classes (clitics,
endings, particles) are listed once, as grammar; every other word counts against the number of its module.
"""

import ast
import io
import re
import tokenize
from collections import Counter
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from mujaz.tables import read_toml

SOURCE = Path(__file__).resolve().parent.parent / "src" / "mujaz"
LIST = Path(__file__).with_name("words_in_python.toml")
WORD = re.compile("[\u0621-\u064a]{2,}")


@dataclass(frozen=True, slots=True)
class Grammar:
    """Words of a closed class."""

    id: str
    words: frozenset[str]
    reason: str


@dataclass(frozen=True, slots=True)
class Module:
    """How many other words stand in a module, or in all modules of a room, and why."""

    path: str
    words: int
    reason: str


@dataclass(frozen=True, slots=True)
class File:
    """What words_in_python.toml holds. most: all words in Python, those of grammar among them."""

    most: int
    grammar: tuple[Grammar, ...]
    module: tuple[Module, ...]


@cache
def pinned() -> File:
    return read_toml(LIST, File)


@cache
def words_of(path: Path) -> tuple[str, ...]:
    """The Arabic words in the strings of a module, docstrings left out."""
    source = path.read_text(encoding="utf-8")
    if not WORD.search(source):
        return ()
    documented = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    nodes = [node for node in ast.walk(ast.parse(source)) if isinstance(node, documented)]
    docs = {node.body[0].lineno for node in nodes if ast.get_docstring(node, clean=False) is not None}
    strings = {name for name in ("STRING", "FSTRING_MIDDLE") if hasattr(tokenize, name)}  # Python 3.12 parts f-strings
    return tuple(
        word
        for token in tokenize.generate_tokens(io.StringIO(source).readline)
        if tokenize.tok_name[token.type] in strings and token.start[0] not in docs
        for word in WORD.findall(token.string)
    )


def modules() -> dict[str, tuple[str, ...]]:
    """Path below src/mujaz → its words, of modules that have some."""
    found = {path.relative_to(SOURCE).as_posix(): words_of(path) for path in sorted(SOURCE.rglob("*.py"))}
    return {path: words for path, words in found.items() if words}


def others() -> dict[str, Counter[str]]:
    """Path → the words that are no grammar, with their numbers."""
    grammar = frozenset().union(*(entry.words for entry in pinned().grammar))
    found = {path: Counter(word for word in words if word not in grammar) for path, words in modules().items()}
    return {path: words for path, words in found.items() if words}


def row_of(path: str) -> str:
    """The path of the row that counts a module; its own path where none does."""
    return next((row.path for row in pinned().module if path == row.path or path.startswith(f"{row.path}/")), path)


def test_a_module_holds_no_more_words_than_are_listed() -> None:
    allowed = {row.path: row.words for row in pinned().module}
    found: dict[str, Counter[str]] = {}
    for path, words in others().items():
        found.setdefault(row_of(path), Counter()).update(words)
    for path, words in found.items():
        assert words.total() <= allowed.get(path, 0), f"{path}: {' '.join(words)} – move them into a data file"


def test_all_words_together_only_grow_fewer() -> None:
    assert sum(map(len, modules().values())) <= pinned().most


@pytest.mark.parametrize("row", pinned().module, ids=lambda row: row.path)
def test_a_listed_module_still_holds_words(row: Module) -> None:
    assert any(row_of(path) == row.path for path in others()), "strike the line"


@pytest.mark.parametrize("entry", pinned().grammar, ids=lambda entry: entry.id)
def test_grammar_is_used_somewhere(entry: Grammar) -> None:
    used = {word for words in modules().values() for word in words}
    assert entry.words <= used, f"strike {' '.join(entry.words - used)}"


def test_words_are_found_in_strings_and_not_in_docstrings(tmp_path: Path) -> None:
    path = tmp_path / "m.py"
    path.write_text('"""كلمة."""\n# تعليق\nA = "سلام و عليكم"\n\n\ndef f():\n    """وصف."""\n', encoding="utf-8")
    assert words_of(path) == ("سلام", "عليكم")
