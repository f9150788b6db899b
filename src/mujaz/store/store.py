"""The SQLite store: one file, numbered migrations, safe with two processes and with a kill at any moment.

Tables belong to the module that uses them; this module only opens the file, brings it up to date and hands out
transactions. A migration is migrations/NNN_name.sql, applied once, in order of NNN, each in its own transaction.
"""

import os
import sqlite3
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import TracebackType
from typing import Self

from mujaz.errors import StoreError, of_system
from mujaz.files import PRIVATE
from mujaz.resources import package_path

BUSY_MS = 30_000
APPLICATION_ID = 0x4D756A61  # "Muja" in the header of the file: `file STORE` shows it
DAMAGED = "put back your backup; what can be saved of this one: sqlite3 STORE .recover"
# Beginning of SQLite's name for the error, what it means, what to do. Never: remove the file.
TROUBLES = (
    ("SQLITE_BUSY", "is held by another program for too long", "let the other one finish, then run the command again"),
    (
        "SQLITE_LOCKED",
        "is held by another program for too long",
        "let the other one finish, then run the command again",
    ),
    ("SQLITE_FULL", "has no room: the disk is full", "free some room, then run the command again; nothing is lost"),
    ("SQLITE_READONLY", "cannot be written", "check the permissions of the file and of its folder"),
    ("SQLITE_CANTOPEN", "cannot be opened", "check the path, and the permissions of the file and of its folder"),
    ("SQLITE_PERM", "cannot be opened", "check the permissions of the file and of its folder"),
    ("SQLITE_AUTH", "cannot be opened", "check the permissions of the file and of its folder"),
    ("SQLITE_NOTADB", "is no store", "name another file with --store; if this was a store, put back your backup"),
    ("SQLITE_CORRUPT", "is damaged", DAMAGED),
    ("SQLITE_ERROR", "does not hold the tables it should", DAMAGED),
    ("SQLITE_IOERR", "cannot be read or written", "check the disk and its free room, then run the command again"),
)


class Store:
    """An open store. Use as a context manager; read through `connection`, write inside `transaction()`."""

    def __init__(self, path: Path | str) -> None:
        """Open or create the file at `path` (":memory:" for a store that is not kept). Raises StoreError."""
        self.path = str(path)
        try:
            if self.path != ":memory:":
                make_private(Path(self.path))
            self.connection = sqlite3.connect(self.path, isolation_level=None, timeout=BUSY_MS / 1000)
        except (sqlite3.Error, OSError) as error:
            raise trouble(self.path, error) from error
        try:
            self.connection.row_factory = sqlite3.Row
            self.connection.text_factory = text_of
            self.connection.execute(f"PRAGMA busy_timeout = {BUSY_MS}")
            check_owner(self.connection, self.path)  # before anything is written into it
            self.connection.execute("PRAGMA journal_mode = WAL")
            self.connection.execute("PRAGMA foreign_keys = ON")
            migrate(self.connection)
        except (sqlite3.Error, UnicodeDecodeError) as error:  # the latter: what SQLite quotes of a damaged file
            self.connection.close()
            raise trouble(self.path, error) from error
        except BaseException:
            self.connection.close()
            raise

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """All or nothing: commits at the end, rolls back on any exception. Takes the write lock at once.

        Raises StoreError when the file is locked too long, full, read-only or damaged.
        """
        try:
            self.connection.execute("BEGIN IMMEDIATE")
            yield self.connection
            self.connection.execute("COMMIT")
        except BaseException as error:
            if self.connection.in_transaction:  # a full disk may have ended it already
                with suppress(sqlite3.Error):
                    self.connection.execute("ROLLBACK")
            if isinstance(error, sqlite3.Error) and not isinstance(error, sqlite3.IntegrityError):
                raise trouble(self.path, error) from error
            raise

    def close(self) -> None:
        """Close the file; a closed store cannot be used again."""
        self.connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


@contextmanager
def kept(what: str) -> Iterator[None]:
    """A record of the store that cannot be read becomes a StoreError that names it."""
    try:
        yield
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        said = " ".join(str(error).split())[:100]
        raise StoreError(
            f"what the store keeps of {what} is damaged ({said})", "mujaz reread --all reads articles again; else: "
            f"{DAMAGED}",
        ) from error  # fmt: skip


def make_private(path: Path) -> None:
    """Let a new store be readable for its owner alone (it holds the readers of the digest), an old one not for all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, PRIVATE))
    except FileExistsError:
        mode = path.stat().st_mode
        if stat.S_ISREG(mode) and mode & stat.S_IRWXO:
            with suppress(OSError):  # not ours to change
                path.chmod(stat.S_IMODE(mode) & ~stat.S_IRWXO)


def check_owner(connection: sqlite3.Connection, path: str) -> None:
    """Refuse a database that belongs to another program. Raises StoreError."""
    mark = connection.execute("PRAGMA application_id").fetchone()[0]
    tables = {row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    if mark not in (0, APPLICATION_ID) or (tables and not mark and "migration" not in tables):
        raise StoreError(f"{path} is a database of another program", "name a file of its own with --store")


def text_of(data: bytes) -> str:
    """A text of the store. Raises StoreError for bytes that Mujaz never wrote."""
    try:
        return data.decode()
    except UnicodeDecodeError as error:
        raise StoreError("a text in the store is damaged", DAMAGED) from error


def trouble(path: str, error: Exception) -> StoreError:
    """What is wrong with the store, with advice under which nothing is lost."""
    name = str(getattr(error, "sqlite_errorname", ""))
    for beginning, what, remedy in TROUBLES:
        if name.startswith(beginning):
            return StoreError(f"the store {path} {what} ({error})", remedy)
    if isinstance(error, UnicodeDecodeError):
        return StoreError(f"the store {path} is damaged", DAMAGED)
    if isinstance(error, OSError):
        found = of_system(error)
        return StoreError(f"cannot open the store {path}: {error.strerror or error}", found.remedy)
    return StoreError(f"the store {path} cannot be used: {error}", "name another file with --store, and report it")


def migrations() -> list[tuple[int, str, str]]:
    """(number, name, SQL) of every migration the package ships, in order."""
    found = []
    for path in sorted(package_path("store", "migrations").glob("[0-9][0-9][0-9]_*.sql")):
        number, _, name = path.stem.partition("_")
        found.append((int(number), name, path.read_text(encoding="utf-8")))
    return found


def migrate(connection: sqlite3.Connection) -> None:
    """Apply the migrations this file has not seen, and mark it as ours.

    Raises StoreError when it was written by a newer Mujaz.
    """
    connection.execute("CREATE TABLE IF NOT EXISTS migration (number INTEGER PRIMARY KEY, name TEXT NOT NULL)")
    if connection.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
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
