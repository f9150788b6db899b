"""Finished briefings in the store: what was made of the same articles under the same conditions is not made again."""

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, astuple, dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from mujaz.config import Settings
from mujaz.records.article import Article
from mujaz.records.translation import Conditions
from mujaz.resources import package_path, shipped_path
from mujaz.store.store import Store

KEPT_RUNS = 20  # the latest; a run over five articles takes about a megabyte
LAYS_OUT = ("typst", "docxtpl", "python-docx", "jinja2")
LARGEST = 32 * 2**20  # bytes of a run that is kept: a big run is made again rather than filling the store
WEIGHTS = "ar-en-mini"  # known by its digest in the engine's name


@dataclass(frozen=True, slots=True)
class Finished:
    """One briefing ready to be written: its folder's name, file names with their bytes, whether it is marked."""

    folder: str
    files: tuple[tuple[str, bytes], ...]
    marked: bool


def key_of(articles: Sequence[Article], settings: Settings, conditions: Conditions, store: Store) -> str:
    """A digest of everything that briefings depend on.

    That is: the articles, formats and templates, engine and glossary, people's corrections and verdicts, the program by
    name, size and time of its files, and the versions of what lays the pages out.
    """
    folders = [package_path(), shipped_path("templates")]
    if settings.briefing.template_dir:
        folders.append(Path(settings.briefing.template_dir))
    parts = [
        [asdict(article) for article in articles],
        [settings.briefing.formats, settings.briefing.template_dir],
        astuple(conditions),
        [tuple(row) for row in store.connection.execute("SELECT source, english FROM correction ORDER BY source")],
        [tuple(row) for row in store.connection.execute("SELECT * FROM verdict ORDER BY clause, field")],
        [entry for folder in folders for entry in listing(folder)],
        [version(name) for name in LAYS_OUT],
    ]
    return hashlib.sha256(json.dumps(parts, ensure_ascii=False).encode()).hexdigest()


def listing(folder: Path) -> Iterator[tuple[str, int, int]]:
    """Name, size and time of every file below a folder, weights and compiled code aside; nothing if there is none."""
    for entry in sorted(folder.iterdir()) if folder.is_dir() else ():
        if entry.is_dir():
            if entry.name not in ("__pycache__", WEIGHTS):
                yield from listing(entry)
        else:
            state = entry.stat()
            yield str(entry), state.st_size, state.st_mtime_ns


def look(store: Store, key: str) -> tuple[Finished, ...] | None:
    """The briefings kept under a key; None when there are none, empty when the articles gave none."""
    query = "SELECT name, folder, marked, data FROM finished_file WHERE key = ? ORDER BY number"
    files = store.connection.execute(query, (key,)).fetchall()
    if not files and not store.connection.execute("SELECT 1 FROM finished WHERE key = ?", (key,)).fetchone():
        return None
    folders = dict.fromkeys((row["folder"], bool(row["marked"])) for row in files)
    return tuple(
        Finished(folder, tuple((row["name"], row["data"]) for row in files if row["folder"] == folder), marked)
        for folder, marked in folders
    )


class Held:
    """The briefings of a run while they are written, as long as they are few enough to be kept."""

    def __init__(self) -> None:
        self.room = LARGEST
        self.briefings: list[Finished] = []

    def add(self, briefing: Finished) -> None:
        """One more; when there is no room for all, none is held."""
        self.room -= sum(len(data) for _, data in briefing.files)
        if self.room < 0:
            self.briefings.clear()
        else:
            self.briefings.append(briefing)

    def keep(self, store: Store, key: str) -> None:
        """Keep them in the store, if they are all there."""
        if self.room >= 0:
            keep(store, key, self.briefings)


def keep(store: Store, key: str, briefings: Iterable[Finished]) -> None:
    """Keep the briefings of a whole run unless they are too many, and let go of the oldest runs; in one transaction."""
    now = datetime.now(UTC).isoformat()
    rows = [(key, b.folder, b.marked, name, data) for b in briefings for name, data in b.files]
    if sum(len(row[-1]) for row in rows) > LARGEST:
        return
    with store.transaction() as connection:
        connection.execute("DELETE FROM finished WHERE key = ?", (key,))
        connection.execute("INSERT INTO finished VALUES (?, ?)", (key, now))
        connection.executemany(
            "INSERT INTO finished_file VALUES (?, ?, ?, ?, ?, ?)", [(n, *row) for n, row in enumerate(rows)]
        )
        connection.execute(
            "DELETE FROM finished WHERE key NOT IN (SELECT key FROM finished ORDER BY made DESC LIMIT ?)", (KEPT_RUNS,)
        )
