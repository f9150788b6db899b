"""The translation memory: what the model said before, and what people said it should have said."""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Protocol

from mujaz.arabic.normalise import for_model
from mujaz.records.translation import Check, Conditions
from mujaz.store.store import Store

AT_A_TIME = 500  # SQLite takes 999 parameters in its oldest builds


@dataclass(frozen=True, slots=True)
class Remembered:
    """One translation in the memory. confidence: as in records.translation.Translation; None where nobody knows."""

    source: str
    english: str
    checks: tuple[Check, ...] = ()
    conditions: Conditions | None = None
    confidence: float | None = None


def normalised(source: str) -> str:
    """The form under which corrections are kept: as the model sees the text, without spaces and marks at its end."""
    return for_model(source).rstrip(" .،؛,;")


class Remembers(Protocol):
    """What a TranslationService needs of a memory."""

    def lookup(self, conditions: Conditions, sources: Sequence[str]) -> dict[str, Remembered]:
        """What is known of these sources under these conditions."""
        ...

    def corrections(self, sources: Sequence[str]) -> dict[str, str]:
        """What people said of these sources."""
        ...

    def save(self, items: Iterable[Remembered]) -> None:
        """Keep translations."""
        ...


class Corrections:
    """A memory of corrections alone: for machines without a store. What the model says is not kept."""

    def __init__(self, pairs: Iterable[tuple[str, str]]) -> None:
        self.by_form = {normalised(source): english for source, english in pairs}

    def lookup(self, conditions: Conditions, sources: Sequence[str]) -> dict[str, Remembered]:
        """Nothing."""
        return {}

    def corrections(self, sources: Sequence[str]) -> dict[str, str]:
        """The corrections for these sources."""
        found = {source: self.by_form.get(normalised(source)) for source in sources}
        return {source: english for source, english in found.items() if english is not None}

    def save(self, items: Iterable[Remembered]) -> None:
        """Keep nothing."""


class Memory:
    """The tables translation and correction of a store. Corrections win until `forget`."""

    def __init__(self, store: Store) -> None:
        self.store = store

    def lookup(self, conditions: Conditions, sources: Sequence[str]) -> dict[str, Remembered]:
        """What the memory holds for these sources under these conditions."""
        keys = {conditions.key(source): source for source in sources}
        found: dict[str, Remembered] = {}
        for part in parts(list(keys)):
            marks = ",".join("?" * len(part))
            query = f"SELECT key, english, checks, confidence FROM translation WHERE key IN ({marks})"  # noqa: S608 – only marks
            for row in self.store.connection.execute(query, part):
                source = keys[row["key"]]
                checks = checks_of(row["checks"])
                if checks is None:
                    continue  # a damaged row is as good as none: the sentence is translated again
                found[source] = Remembered(source, row["english"], checks, conditions, row["confidence"])
        return found

    def corrections(self, sources: Sequence[str]) -> dict[str, str]:
        """The corrections that people gave for these sources."""
        by_form: dict[str, list[str]] = {}
        for source in sources:
            by_form.setdefault(normalised(source), []).append(source)
        found: dict[str, str] = {}
        for part in parts(list(by_form)):
            marks = ",".join("?" * len(part))
            query = f"SELECT normalised, english FROM correction WHERE normalised IN ({marks})"  # noqa: S608
            for row in self.store.connection.execute(query, part):
                for source in by_form[row["normalised"]]:
                    found[source] = row["english"]
        return found

    def save(self, items: Iterable[Remembered]) -> None:
        """Keep translations, in one transaction; items must carry their conditions."""
        rows = []
        for item in items:
            if item.conditions is None:
                raise ValueError("a translation without conditions cannot be kept")
            checks = json.dumps([[c.name, c.ok, c.detail] for c in item.checks], ensure_ascii=False)
            kept = item.conditions
            rows.append(
                (
                    kept.key(item.source),
                    kept.engine,
                    kept.preprocessing,
                    kept.glossary,
                    item.source,
                    item.english,
                    checks,
                    now(),
                    item.confidence,
                )
            )
        with self.store.transaction() as connection:
            connection.executemany("INSERT OR REPLACE INTO translation VALUES (?,?,?,?,?,?,?,?,?)", rows)

    def correct(self, pairs: Iterable[tuple[str, str]]) -> int:
        """Keep (source, English) as corrections, in one transaction; returns how many."""
        rows = [(normalised(source), source, english, now()) for source, english in pairs]
        with self.store.transaction() as connection:
            connection.executemany("INSERT OR REPLACE INTO correction VALUES (?,?,?,?)", rows)
        return len(rows)

    def forget(self, sources: Iterable[str]) -> int:
        """Remove the corrections of these sources; returns how many there were."""
        with self.store.transaction() as connection:
            return sum(
                connection.execute("DELETE FROM correction WHERE normalised = ?", (normalised(source),)).rowcount
                for source in sources
            )

    def every_correction(self) -> Iterator[tuple[str, str]]:
        """All corrections, (source, English), by source."""
        for row in self.store.connection.execute("SELECT source, english FROM correction ORDER BY source"):
            yield row["source"], row["english"]

    def every_translation(self) -> Iterator[Remembered]:
        """All translations, with their conditions, by source and key."""
        for row in self.store.connection.execute("SELECT * FROM translation ORDER BY source, key"):
            conditions = Conditions(row["engine"], row["preprocessing"], row["glossary"])
            checks = checks_of(row["checks"])
            if checks is None:
                continue
            yield Remembered(row["source"], row["english"], checks, conditions, row["confidence"])


def checks_of(text: str) -> tuple[Check, ...] | None:
    """The checks of a row; None when the row is damaged."""
    try:
        return tuple(Check(str(name), bool(ok), str(detail)) for name, ok, detail in json.loads(text))
    except (ValueError, TypeError, RecursionError):
        return None


def parts(keys: list[str]) -> Iterator[list[str]]:
    """Lists of at most AT_A_TIME keys."""
    for start in range(0, len(keys), AT_A_TIME):
        yield keys[start : start + AT_A_TIME]


def now() -> str:
    """The time, UTC, to the second."""
    return datetime.now(UTC).isoformat(timespec="seconds")
