"""The SQLite store: one file, numbered migrations, safe with two processes and with a kill at any moment.

Tables belong to the module that uses them; this module only opens the file, brings it up to date and hands out
transactions. A migration is migrations/NNN_name.sql, applied once, in order of NNN, each in its own transaction.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Self

from mujaz.errors import StoreError
from mujaz.resources import package_path

BUSY_MS = 30_000


class Store:
    """An open store. Use as a context manager; read through `connection`, write inside `transaction()`."""

    def __init__(self, path: Path | str) -> None:
        """Open or create the file at `path` (":memory:" for a store that is not kept). Raises StoreError."""
        self.path = str(path)
        try:
            if self.path != ":memory:":
                Path(self.path).parent.mkdir(parents=True, exist_ok=True)
            self.connection = sqlite3.connect(self.path, isolation_level=None, timeout=BUSY_MS / 1000)
            self.connection.row_factory = sqlite3.Row
            self.connection.execute(f"PRAGMA busy_timeout = {BUSY_MS}")
            self.connection.execute("PRAGMA journal_mode = WAL")
            self.connection.execute("PRAGMA foreign_keys = ON")
            migrate(self.connection)
        except (sqlite3.Error, OSError) as error:
            raise StoreError(
                f"cannot open the store {self.path}: {error}",
                "give another file with --store, or remove this one if it is not a Mujaz store",
            ) from error

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """All or nothing: commits at the end, rolls back on any exception. Takes the write lock at once."""
        self.connection.execute("BEGIN IMMEDIATE")
        try:
            yield self.connection
        except BaseException:
            self.connection.execute("ROLLBACK")
            raise
        self.connection.execute("COMMIT")

    def close(self) -> None:
        """Close the file; a closed store cannot be used again."""
        self.connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def migrations() -> list[tuple[int, str, str]]:
    """(number, name, SQL) of every migration the package ships, in order."""
    found = []
    for path in sorted(package_path("store", "migrations").glob("[0-9][0-9][0-9]_*.sql")):
        number, _, name = path.stem.partition("_")
        found.append((int(number), name, path.read_text(encoding="utf-8")))
    return found


def migrate(connection: sqlite3.Connection) -> None:
    """Apply the migrations this file has not seen. Raises StoreError when it was written by a newer Mujaz."""
    connection.execute("CREATE TABLE IF NOT EXISTS migration (number INTEGER PRIMARY KEY, name TEXT NOT NULL)")
    shipped = migrations()
    done = {row[0] for row in connection.execute("SELECT number FROM migration")}
    unknown = done - {number for number, _, _ in shipped}
    if unknown:
        raise StoreError(
            f"this store has migration {max(unknown)}, which this version of Mujaz does not know",
            "install the Mujaz that wrote it, or name another store with --store",
        )
    for number, name, sql in shipped:
        if number in done:
            continue
        connection.execute("BEGIN IMMEDIATE")
        try:
            seen = connection.execute("SELECT 1 FROM migration WHERE number = ?", (number,)).fetchone()
            if not seen:  # another process may have been faster
                for statement in split_statements(sql):
                    connection.execute(statement)
                connection.execute("INSERT INTO migration VALUES (?, ?)", (number, name))
        except BaseException:
            connection.execute("ROLLBACK")
            raise
        connection.execute("COMMIT")


def split_statements(sql: str) -> list[str]:
    """The single statements of a migration; executescript would commit behind our back."""
    statements, buffer = [], ""
    for line in sql.splitlines():
        buffer += line + "\n"
        if sqlite3.complete_statement(buffer):
            statements.append(buffer.strip())
            buffer = ""
    if buffer.strip():
        statements.append(buffer.strip())
    return [s for s in statements if s]
