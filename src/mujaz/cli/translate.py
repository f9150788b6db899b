"""mujaz translate: Arabic lines in, English lines out; corrections and TMX."""

import sys
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from mujaz.budgets import INPUT_BYTES, LINE_CHARACTERS, LINES, MIB
from mujaz.cli.inputs import Failures, require_output
from mujaz.cli.options import common, remark, settings_from, translating
from mujaz.errors import InputError, MujazError, UsageError, contained
from mujaz.sources.record import Failure

if TYPE_CHECKING:
    from mujaz.records.translation import Translation

LINES_AT_A_TIME = 2000


@click.command("translate", epilog="Example: mujaz translate release.txt > release.en.txt")
@click.argument("file", required=False, default="-", metavar="[FILE]")
@click.option("--plain", is_flag=True, help="Only the model: no glossary, no memory, no checks.")
@click.option("--correct", metavar="TSV", help="Keep corrections: lines of Arabic TAB English (- for standard input).")
@click.option("--correction", nargs=2, multiple=True, metavar="ARABIC ENGLISH", help="Keep one correction.")
@click.option("--forget", multiple=True, metavar="ARABIC", help="Remove a correction.")
@click.option("--import-tmx", metavar="TMX", help="Keep the units of a TMX file: edited ones as corrections.")
@click.option("--export-tmx", metavar="TMX", help="Write the memory as TMX 1.4 (- for standard output).")
@translating
@common
def command(file: str, plain: bool, **given: Any) -> int:
    """Translate FILE, or standard input, line by line.

    One line in, one line out, in the same order, whatever a line holds: empty lines stay empty, lines without Arabic
    are copied, tabs stay where they are. Lines that failed a check are named on stderr.
    """
    settings, quiet = settings_from(given), given["quiet"]
    keeping = [name for name in ("correct", "correction", "forget", "import_tmx", "export_tmx") if given[name]]
    if keeping:
        if plain or file != "-":
            raise UsageError(f"--{keeping[0].replace('_', '-')} translates nothing", "leave FILE and --plain away")
        return keep(settings, given, quiet=quiet)
    require_output()
    from mujaz.cli.progress import bar
    from mujaz.lexicon.names import load_glossary
    from mujaz.store.store import Store
    from mujaz.translation.service import open_service

    lines = read_lines(file)
    if len(lines) > LINES:
        raise InputError(f"{file}: more than {LINES} lines", "split it")
    failures = Failures()
    failed = 0
    with Store(settings.store_path if not plain else ":memory:") as store:
        glossary = None if plain else load_glossary([Path(name) for name in settings.translation.glossary])
        service = open_service(settings, None if plain else store, glossary, lambda text: remark(text, quiet=quiet))
        for start in range(0, len(lines), LINES_AT_A_TIME):
            numbered = enumerate(lines[start : start + LINES_AT_A_TIME], start + 1)
            block = [(number, short(line, number, failures).split("\t")) for number, line in numbered]
            with bar("Translating", quiet=quiet) as progress:
                done = english_of(block, partial(service.translate, progress=progress), failures)
            for number, english in done:
                sys.stdout.buffer.write(("\t".join(one_line(e.text) for e in english) + "\n").encode())
                for check in (c for e in english for c in e.failed):
                    failed += 1
                    remark(f"line {number}: check {check.name}: {check.detail}", quiet=quiet)
            sys.stdout.buffer.flush()
    if failures.any:
        return 4
    return 3 if failed and given["strict"] else 0


def short(line: str, number: int, failures: Failures) -> str:
    """The line; "" when it is longer than any, which is then a failure of its own."""
    if len(line) <= LINE_CHARACTERS:
        return line
    where = f"line {number}"
    error = InputError(f"{where}: longer than {LINE_CHARACTERS} characters; left empty", "divide it")
    failures.add(Failure(where, error))
    return ""


def english_of(
    block: list[tuple[int, list[str]]], translate: Callable[[list[str]], "list[Translation]"], failures: Failures
) -> "list[tuple[int, list[Translation]]]":
    """The English of the cells of numbered lines. A line on which translating breaks is named and left empty."""
    try:
        done = iter(translate([cell for _, cells in block for cell in cells]))
        return [(number, [next(done) for _ in cells]) for number, cells in block]
    except MujazError:
        raise
    except Exception as error:
        if type(error).__module__ == "sqlite3":
            raise
    found: list[tuple[int, list[Translation]]] = []
    for number, cells in block:
        where = f"line {number}"
        try:
            with contained(where):
                found.append((number, translate(cells)))
        except InputError as error:
            failures.add(Failure(where, error))
            found.append((number, []))
    return found


def keep(settings: Any, given: dict[str, Any], *, quiet: bool) -> int:
    """Corrections and TMX: change or write the memory, translate nothing."""
    from mujaz.store.store import Store
    from mujaz.translation import tmx
    from mujaz.translation.memory import Memory

    with Store(settings.store_path) as store:
        memory = Memory(store)
        if given["correct"] or given["correction"]:
            pairs = [*read_pairs(given["correct"]), *given["correction"]]
            remark(f"{memory.correct(pairs)} correction(s) kept", quiet=quiet)
        if given["forget"]:
            remark(f"{memory.forget(given['forget'])} correction(s) removed", quiet=quiet)
        if given["import_tmx"]:
            taken = tmx.read_into(memory, read_bytes(given["import_tmx"]), given["import_tmx"])
            remark(
                f"{taken.corrections} correction(s), {taken.unchanged} unchanged unit(s), {taken.skipped} skipped",
                quiet=quiet,
            )
        if given["export_tmx"]:
            data = tmx.write(memory)
            if given["export_tmx"] == "-":
                sys.stdout.buffer.write(data)
            else:
                from mujaz.files import write_atomic

                write_atomic(Path(given["export_tmx"]), data)
    return 0


def read_bytes(name: str) -> bytes:
    """A file, or standard input for "-". Raises InputError."""
    if name == "-" and sys.stdin is None:
        raise InputError("standard input is closed", "name a file, or pipe text in")
    try:
        with sys.stdin.buffer if name == "-" else Path(name).open("rb") as stream:
            data = stream.read(INPUT_BYTES + 1)
    except OSError as error:
        raise InputError(f"cannot read {name}: {error.strerror}", "check the path") from error
    if len(data) > INPUT_BYTES:
        raise InputError(f"{name}: larger than {INPUT_BYTES // MIB} MiB", "split it")
    return data


def read_lines(name: str) -> list[str]:
    """Lines of a UTF-8 text, parted at line feeds only. Raises InputError when it is not UTF-8."""
    if name == "-" and sys.stdin and sys.stdin.isatty():
        raise UsageError("nothing to translate", "name a file, or pipe text in: mujaz translate < release.txt")
    data = read_bytes(name)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(f"{name} is not UTF-8 (byte {error.start})", "convert it, e.g. with iconv") from error
    lines = text.split("\n")
    if lines[-1] == "":
        lines.pop()
    return [line.removesuffix("\r") for line in lines]


def read_pairs(name: str | None) -> Iterator[tuple[str, str]]:
    """(Arabic, English) of a TSV. Raises InputError naming the line."""
    if not name:
        return
    for number, line in enumerate(read_lines(name), 1):
        if not line.strip() or line.startswith("#"):
            continue
        columns = line.split("\t")
        if len(columns) != 2 or not all(c.strip() for c in columns):
            raise InputError(f"{name} line {number} is not Arabic TAB English", "two columns, one tab between them")
        yield columns[0].strip(), columns[1].strip()


def one_line(text: str) -> str:
    """The text without line breaks of any kind, so that a line stays a line."""
    return " ".join(text.splitlines())
