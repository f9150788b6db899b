"""Measures how good translations are, and how good the checks that watch them.

    python benchmarks/quality.py                              the gold articles of ../shared
    python benchmarks/quality.py --pairs FILE.tsv             your own pairs: arabic TAB english
    python benchmarks/quality.py --translated FILE            and a translation of them, line by line
    python benchmarks/quality.py --model NAME_OR_DIR          translate now, with this model

Without a translation it measures the checks alone: false alarms on the references, and which deliberate breakages of
them (a dropped clause, a changed number, a swapped name, a removed negation; counted apart, another act and a
clause of another text added) are caught. With one it adds BLEU, chrF (sacrebleu), the share of numbers kept and the
share of glossary names in their official form.
"""

import argparse
import hashlib
import json
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from mujaz.arabic.normalise import fold_word
from mujaz.arabic.numbers import find_numbers
from mujaz.checks.acts import acts
from mujaz.checks.check import check
from mujaz.checks.numbers import compare
from mujaz.english.numbers import english_numbers
from mujaz.lexicon.names import NAMES, Glossary, load_glossary
from mujaz.lexicon.names.accepted import Wording, plain, spoken_forms

GOLD = Path(__file__).resolve().parent.parent.parent / "shared" / "gold"
ADDED, ACT = "added clause", "other act"
APART = (ADDED, ACT)  # counted apart: the one has no sharp line, the other is made with the words of its own check
SMALLEST_CLAUSE = 6  # words; shorter pieces are often repetition or courtesy
CUT = re.compile(r"(?<=[,;:.]) |(?: (?=(?:and|which|who|that|with|including|as|through|in order) ))")
DENIAL = re.compile(r"\b(?:not|never|no|nor) |n't\b|\bwithout\b|\bcannot\b")

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Mutant:
    """A reference broken on purpose. kind: what was done; text: the broken English."""

    kind: str
    source: str
    text: str


def pairs_of(path: Path) -> list[Pair]:
    """Arabic and English of a TSV file."""
    rows = (line.split("\t") for line in path.read_text(encoding="utf-8").splitlines() if line and line[0] != "#")
    return [(row[0], row[1]) for row in rows]


def gold_pairs(folder: Path = GOLD) -> list[Pair]:
    """Every sentence of the gold articles with its reference translation."""
    files = sorted(folder.glob("*.json"))
    sentences = (s for f in files for s in json.loads(f.read_text(encoding="utf-8"))["sentences"])
    return [(s["ar"].replace("\n", " "), s["en"].replace("\n", " ")) for s in sentences]


def some(options: Sequence[str], count: int, seed: str) -> list[str]:
    """`count` of the options, always the same ones for the same seed."""
    return sorted(options, key=lambda o: hashlib.sha256((seed + o).encode()).digest())[:count]


def dropped_clauses(english: str) -> list[str]:
    """The sentence without one clause, or without several neighbouring ones."""
    cuts = [0, *(m.start() for m in CUT.finditer(english)), len(english)]
    total = len(english.split())
    found = []
    for first, start in enumerate(cuts):
        for end in cuts[first + 1 :]:
            words = len(english[start:end].split())
            if SMALLEST_CLAUSE <= words <= max(SMALLEST_CLAUSE + 6, total // 2) and total - words >= 4:
                found.append((english[:start] + english[end:]).strip())
    return found


def changed_numbers(english: str) -> list[str]:
    """The sentence with one figure changed in one digit, or one number word replaced."""
    found = []
    for number in english_numbers(english):
        written = english[number.start : number.end]
        if digit := re.search(r"\d(?=\D*$)", written):
            changed = str((int(digit.group()) + 3) % 10)
            new = written[: digit.start()] + changed + written[digit.end() :]
        elif number.kind == "words" and 3 <= number.value <= 10:
            new = "twelve"
        else:
            continue
        found.append(english[: number.start] + new + english[number.end :])
    return found


def swapped_names(english: str, names: Sequence[str]) -> list[str]:
    """The sentence with one name replaced, wherever it stands, by another of the same list."""
    found = []
    for name in names:
        place = re.compile(rf"\b{re.escape(name)}\b")
        if not place.search(english) or any(name != other and name in other and other in english for other in names):
            continue
        others = [other for other in names if other not in english and other not in name and name not in other]
        found += [place.sub(lambda _, o=other: o, english) for other in some(others, 1, english + name)]  # type: ignore[misc]
    return found


def removed_negations(english: str) -> list[str]:
    """The sentence without one of its denials."""
    put = {"without": "with", "cannot": "can"}
    return [english[: m.start()] + put.get(m.group(), "") + english[m.end() :] for m in DENIAL.finditer(english)]


def other_acts(arabic: str, english: str) -> list[str]:
    """The sentence with all words for one of its acts (condemned, pledged, rejected …) replaced by "attended"."""
    found = [act for act in acts() if act.arabic.search(fold_word(arabic))]
    words = [re.compile(rf"{act.english.pattern}\w*", re.IGNORECASE) for act in found]
    return [word.sub("attended", english) for word in words if word.search(english)]


def added_clauses(english: str, others: Sequence[str]) -> list[str]:
    """The sentence with a clause of another text behind it."""
    sizes = range(SMALLEST_CLAUSE, 2 * SMALLEST_CLAUSE + 1)
    clauses = [clause for other in others for clause in CUT.split(other) if len(clause.split()) in sizes]
    return [f"{english.rstrip(' .')} {clause.rstrip(' .,;:')}." for clause in clauses if clause not in english]


def name_lists(pairs: Iterable[Pair], glossary: Glossary) -> list[list[str]]:
    """The official names that occur in the references, a list for each type."""
    found: dict[str, set[str]] = {}
    for arabic, english in pairs:
        for hit in glossary.find(arabic):
            if hit.entry.type in ("person", "country", "place", "body"):
                form = list(spoken_forms(hit.entry.english))[min(1, len(list(spoken_forms(hit.entry.english))) - 1)]
                if form in english:
                    found.setdefault(hit.entry.type, set()).add(form)
    return [sorted(names) for _, names in sorted(found.items())]


def mutants(pairs: Sequence[Pair], glossary: Glossary, each: int = 2) -> Iterator[Mutant]:
    """Up to `each` breakages of every kind for every pair; always the same ones."""
    lists = name_lists(pairs, glossary)
    others = [english for _, english in pairs]
    kinds: tuple[tuple[str, Callable[[str, str], list[str]]], ...] = (
        ("dropped clause", lambda _, english: dropped_clauses(english)),
        ("changed number", lambda _, english: changed_numbers(english)),
        ("swapped name", lambda _, english: [m for names in lists for m in swapped_names(english, names)]),
        ("removed negation", lambda _, english: removed_negations(english)),
        (ACT, other_acts),
        (ADDED, lambda _, english: added_clauses(english, others)),
    )
    for arabic, english in pairs:
        for kind, breaking in kinds:
            for text in some(breaking(arabic, english), each, kind):
                yield Mutant(kind, arabic, text)


@dataclass(frozen=True, slots=True)
class Watch:
    """How the checks did: false alarms of how many references, and caught of how many breakages of each kind."""

    alarms: list[tuple[Pair, str]]
    references: int
    caught: dict[str, tuple[int, int]]
    missed: list[Mutant]

    @property
    def asked(self) -> tuple[int, int]:
        """Caught of all breakages of the kinds asked for."""
        counts = [counts for kind, counts in self.caught.items() if kind not in APART]
        return sum(caught for caught, _ in counts), sum(made for _, made in counts)

    @property
    def recall(self) -> float:
        """The share of the asked-for breakages that some check caught."""
        caught, made = self.asked
        return caught / max(1, made)

    @property
    def additions_caught(self) -> float:
        """The share of added clauses that were caught."""
        caught, made = self.caught.get(ADDED, (0, 0))
        return caught / max(1, made)

    @property
    def false_alarms(self) -> float:
        """The share of references on which some check failed."""
        return len(self.alarms) / max(1, self.references)


def watch(pairs: Sequence[Pair], glossary: Glossary) -> Watch:
    """Run the checks over references and breakages."""
    alarms = []
    for arabic, english in pairs:
        if failed := [c for c in check(arabic, english, glossary) if not c.ok]:
            alarms.append(((arabic, english), "; ".join(f"{c.name}: {c.detail}" for c in failed)))
    counts: dict[str, tuple[int, int]] = {}
    missed = []
    for mutant in mutants(pairs, glossary):
        caught = any(not c.ok for c in check(mutant.source, mutant.text, glossary))
        before = counts.get(mutant.kind, (0, 0))
        counts[mutant.kind] = (before[0] + caught, before[1] + 1)
        if not caught:
            missed.append(mutant)
    return Watch(alarms, len(pairs), counts, missed)


@dataclass(frozen=True, slots=True)
class Fidelity:
    """Numbers and names of the sources, and how many the translations keep (names: approved form, nothing else)."""

    numbers: int
    numbers_kept: int
    names: int
    names_official: int
    names_standing: int


def fidelity(sources: Sequence[str], translations: Sequence[str], glossary: Glossary) -> Fidelity:
    """Count numbers kept by value and glossary names in their official form, sentence by sentence."""
    numbers = kept = names = official = standing = 0
    for arabic, english in zip(sources, translations, strict=True):
        figures = [n for n in find_numbers(arabic) if n.kind in ("figure", "mixed")]
        missing = {(n.start, n.end) for n in compare(arabic, english).missing}
        numbers += len(figures)
        kept += sum((n.start, n.end) not in missing for n in figures)
        wording = Wording(english)
        for entry in {h.entry for h in glossary.find(arabic) if h.entry.type in NAMES}:
            names += 1
            official += any(plain(form) in wording.exact for form in spoken_forms(entry.english))
            standing += wording.stands(entry)
    return Fidelity(numbers, kept, names, official, standing)


def translate(sources: Sequence[str], model: str) -> list[str]:
    """Translate with the whole service: memory off, glossary and checks on."""
    from mujaz.config import load
    from mujaz.models.load import load_engine
    from mujaz.store.store import Store
    from mujaz.translation.memory import Memory
    from mujaz.translation.service import TranslationService

    settings = load(options={("translation", "model"): model or None})
    with Store(":memory:") as store:
        service = TranslationService(load_engine(settings), Memory(store), load_glossary())
        return [t.text for t in service.translate(sources)]


def percent(part: int, whole: int) -> str:
    """A share for people: "95.0 % of 200"."""
    return f"{100 * part / whole:5.1f} % of {whole}" if whole else "      none"


def report(pairs: Sequence[Pair], translations: Sequence[str] | None, *, verbose: bool) -> Iterator[str]:
    """The lines to print."""
    glossary = load_glossary()
    if translations is not None:
        import sacrebleu

        references = [[english for _, english in pairs]]
        yield f"BLEU                      {sacrebleu.corpus_bleu(translations, references).score:5.1f}"
        yield f"chrF                      {sacrebleu.corpus_chrf(translations, references).score:5.1f}"
        sources = [arabic for arabic, _ in pairs]
        kept = fidelity(sources, translations, glossary)
        yield f"numbers kept              {percent(kept.numbers_kept, kept.numbers)}"
        yield f"names in official form    {percent(kept.names_official, kept.names)}"
        yield f"names in a form that passes {percent(kept.names_standing, kept.names)[0:]}"
        marked = sum(any(not c.ok for c in check(a, t, glossary)) for a, t in zip(sources, translations, strict=True))
        yield f"sentences marked          {percent(marked, len(sources))}"
    seen = watch(pairs, glossary)
    yield f"false alarms              {percent(len(seen.alarms), seen.references)}"
    for kind, (caught, made) in sorted(seen.caught.items()):
        yield f"caught, {kind:17} {percent(caught, made)}"
    yield f"caught, first four kinds  {percent(*seen.asked)}"
    if verbose:
        yield from (f"ALARM  {why}\n       {english}" for (_, english), why in seen.alarms)
        yield from (f"MISSED {m.kind}: {m.text}" for m in seen.missed)


def main() -> None:
    """Read the options, print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pairs", type=Path, help="TSV of arabic and english; default: the gold articles")
    parser.add_argument("--translated", type=Path, help="file with one translation a line")
    parser.add_argument("--model", help="translate with this model (a name of models.txt, or a folder)")
    parser.add_argument("-v", "--verbose", action="store_true", help="show each false alarm and each miss")
    given = parser.parse_args()
    pairs = pairs_of(given.pairs) if given.pairs else gold_pairs()
    translations = None
    if given.translated:
        translations = given.translated.read_text(encoding="utf-8").splitlines()
    elif given.model is not None:
        translations = translate([arabic for arabic, _ in pairs], given.model)
    for line in report(pairs, translations, verbose=given.verbose):
        print(line)


if __name__ == "__main__":
    main()
