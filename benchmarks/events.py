"""How grouping grows: seconds and memory for 1,000 to 100,000 articles, each count in a process of its own.

    nice -n 10 python benchmarks/events.py              the curve, as lines of a table
    nice -n 10 python benchmarks/events.py 1000 3000    these counts alone

The articles are those of ../shared/corpus (politics, economy), read once into facts and kept in --cache. Each day has
the articles of one day of the corpus as often as it takes to make --per-day of them; every copy has other names (words
that less than one article in twenty has) and other numbers, so that it tells other events with the same habits.
"""

import argparse
import json
import lzma
import os
import pickle
import resource
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import groupby
from pathlib import Path

from mujaz.analyse import analyse
from mujaz.events.facts import Facts, read
from mujaz.events.group import candidates, clusters
from mujaz.events.words import frequencies
from mujaz.lexicon.names import load_glossary
from mujaz.records.article import When
from mujaz.sources.meta import make_article
from mujaz.sources.record import Found, Raw

ROOT = Path(__file__).resolve().parent.parent
CORPUS = ROOT.parent / "shared" / "corpus" / "ant-news-2018.jsonl.xz"
COUNTS = (1_000, 3_000, 10_000, 30_000, 100_000)
FIRST = date(2020, 1, 1)
COMMON = 500  # articles of 10,000 from which a word is left as it is
DESKS = ("middleEast", "internationalNews", "economy")


def base(cache: Path, limit: int) -> list[Facts]:
    """Facts of the first articles of the corpus, by day; read once and kept."""
    if cache.is_file():
        kept: list[Facts] = pickle.loads(cache.read_bytes())
        return kept
    glossary = load_glossary()
    with lzma.open(CORPUS, "rt", encoding="utf-8") as file:
        rows = [row for row in map(json.loads, file) if row["category"] in DESKS]
    rows.sort(key=lambda row: (row["published"], row["id"]))
    found = []
    for row in rows[-limit:]:
        given = Found(
            text=row["text"], title=row["title"], outlet=row["outlet"], url=row["url"],
            published=When(row["published"], "day"),
        )  # fmt: skip
        found.append(read(analyse(make_article(given, Raw(data=b"", name=row["id"])), glossary)))
    cache.write_bytes(pickle.dumps(found))
    return found


def renamed(terms: Mapping[str, float], copy: int) -> dict[str, float]:
    """Words with other names, but for the common ones."""
    return {name(stem, copy): weight for stem, weight in terms.items()}


def name(stem: str, copy: int) -> str:
    """A telling word as another one in each copy; one string for all articles that have it."""
    return stem if not copy or frequencies().get(stem, 0) >= COMMON else sys.intern(f"{stem}{copy}")


def other(item: Facts, number: int, copy: int, day: date) -> Facts:
    """An article that tells another event: re-dated, with other names and numbers."""
    told = When(day.isoformat(), "day", "inferred")
    return replace(
        item,
        article=f"a{number}",
        published=day.isoformat(),
        start=told if item.start else None,
        end=None,
        name=replace(item.name, words=frozenset(name(word, copy) for word in item.name.words)) if item.name else None,
        terms=renamed(item.terms, copy),
        heading=renamed(item.heading, copy),
        first=renamed(item.first, copy),
        numbers=frozenset(value + 7 * copy for value in item.numbers),
        spots=frozenset(name(spot, copy) for spot in item.spots),
        sums=frozenset((value + 1000 * copy, currency) for value, currency in item.sums),
        sketch=frozenset((value * (2 * copy + 1)) & 0xFFFFFFFF for value in item.sketch),
        quoted=frozenset(frozenset(name(word, copy) for word in words) for words in item.quoted),
    )


def many(found: Sequence[Facts], count: int, per_day: int) -> Iterator[Facts]:
    """So many articles, `per_day` a day: each day has the articles of one day of the corpus, copy after copy."""
    days = [list(some) for _, some in groupby(found, key=lambda item: item.published)]
    for number in range(count):
        day, at = divmod(number, per_day)
        around, today = divmod(day, len(days))
        copy, which = divmod(at, len(days[today]))
        yield other(days[today][which], number, copy + around * per_day, FIRST + timedelta(days=day))


def measure(cache: Path, count: int, per_day: int, limit: int) -> dict[str, float]:
    """Seconds to make pairs and to group, pairs scored, events, and the memory of facts and of all."""
    facts = list(many(base(cache, limit), count, per_day))
    held = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    began = time.process_time()
    pairs = sum(1 for _ in candidates(facts))
    paired = time.process_time()
    groups = clusters(facts)
    done = time.process_time()
    return {
        "articles": count,
        "pairs": pairs,
        "pairs_an_article": round(pairs / count, 1),
        "blocking_s": round(paired - began, 1),
        "grouping_s": round(done - paired, 1),
        "ms_an_article": round(1000 * (done - paired) / count, 2),
        "events": len(groups),
        "largest": max(len(members) for members, _ in groups),
        "facts_mib": round(held),
        "peak_mib": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
    }


def main() -> None:
    """Print one line a count."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("counts", nargs="*", type=int, default=COUNTS)
    parser.add_argument("--cache", type=Path, default=Path("/tmp/mujaz-events-facts.pickle"))
    parser.add_argument("--per-day", type=int, default=1000)
    parser.add_argument("--base", type=int, default=5000, help="articles of the corpus that are read")
    parser.add_argument("--one", action="store_true", help="measure the one count in this process")
    given = parser.parse_args()
    if given.one:
        print(json.dumps(measure(given.cache, given.counts[0], given.per_day, given.base)))
        return
    base(given.cache, given.base)
    for count in given.counts:
        options = ["--cache", str(given.cache), "--per-day", str(given.per_day), "--base", str(given.base), "--one"]
        run = subprocess.run(
            [sys.executable, __file__, str(count), *options], check=True, capture_output=True, env=os.environ
        )
        print(run.stdout.decode().strip(), flush=True)


if __name__ == "__main__":
    main()
