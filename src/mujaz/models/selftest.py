"""Known sentences before first use: the cheap defence against damaged weights and libraries that load them wrong.

(transformers 5.0-5.3 tied Marian's embeddings wrongly for some models: fluent gibberish, and no error anywhere.)
"""

import re
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from mujaz.arabic.normalise import for_model
from mujaz.errors import ModelError
from mujaz.models.cache import add_to_record, read_record
from mujaz.models.engine import Decoding, Engine
from mujaz.models.find import Model
from mujaz.resources import package_path
from mujaz.tables import read_toml

NEEDED = 0.6  # share of the expected words; gibberish finds none, the weakest model tried so far found all but two
LIBRARIES = {"ctranslate2": ("ctranslate2", "sentencepiece"), "torch": ("transformers", "torch", "sentencepiece")}


@dataclass(frozen=True, slots=True)
class Case:
    """A sentence and the English words its translation must hold; a word may name alternatives, "war|conflict"."""

    id: str
    language: str
    source: str
    expect: tuple[str, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class File:
    """What selftest.toml holds."""

    case: tuple[Case, ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a model made of a case: its English, and the expected words that are absent."""

    case: Case
    english: str
    missing: tuple[str, ...]


def cases(path: Path | None = None) -> tuple[Case, ...]:
    """The cases of selftest.toml. Raises DataError."""
    return read_toml(path or package_path("models", "selftest.toml"), File).case


def run(engine: Engine, chosen: tuple[Case, ...]) -> tuple[Outcome, ...]:
    """Translate the cases and look for the expected words."""
    english = [out.text for out in engine.translate([for_model(c.source) for c in chosen], Decoding())]
    return tuple(Outcome(c, text, missing(c.expect, text)) for c, text in zip(chosen, english, strict=True))


def missing(expect: tuple[str, ...], english: str) -> tuple[str, ...]:
    """The expected words that a text does not hold (whole words, any case)."""
    return tuple(w for w in expect if not re.search(rf"\b(?:{w})\b", english, re.IGNORECASE))


def good_enough(outcomes: tuple[Outcome, ...]) -> bool:
    """Whether enough of the expected words came, over all cases together."""
    wanted = sum(len(o.case.expect) for o in outcomes)
    return wanted - sum(len(o.missing) for o in outcomes) >= NEEDED * wanted


def fingerprint(kind: str) -> str:
    """Versions of the libraries that run the engine; a new one calls for a new test."""
    found = []
    for name in LIBRARIES[kind]:
        try:
            found.append(f"{name} {version(name)}")
        except PackageNotFoundError:
            found.append(f"{name} ?")
    return ", ".join(found)


def passed(model: Model, kind: str) -> bool:
    """Whether this model has passed under this engine and these library versions."""
    return bool(read_record(model.home).get("selftest", {}).get(kind) == fingerprint(kind))


def examine(engine: Engine, model: Model, kind: str, chosen: tuple[Case, ...] | None = None) -> tuple[Outcome, ...]:
    """Run the self-test and remember that it was passed. Raises ModelError, with what was seen, when it was not."""
    outcomes = run(engine, chosen or for_language(cases(), language_of(engine)))
    if not good_enough(outcomes):
        worst = max(outcomes, key=lambda o: len(o.missing))
        raise ModelError(
            f"{engine.name} failed its self-test: {worst.case.id} came out as {worst.english[:120]!r}, "
            f"without {', '.join(worst.missing)}",
            "fetch the model again, or try the other --engine",
        )
    tests = {**read_record(model.home).get("selftest", {}), kind: fingerprint(kind)}
    add_to_record(model.home, {"selftest": tests, "language": language_of(engine)})
    return outcomes


def language_of(engine: Engine) -> str:
    """The language an engine reads; Arabic unless it says otherwise."""
    return str(getattr(engine, "language", "ar"))


def for_language(every: tuple[Case, ...], wanted: str) -> tuple[Case, ...]:
    """The cases in one source language."""
    return tuple(c for c in every if c.language == wanted)
