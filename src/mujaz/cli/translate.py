"""mujaz translate: Arabic lines in, English lines out; corrections and TMX."""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from mujaz.cli.options import common, remark, settings_from, translating
from mujaz.errors import InputError, UsageError

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
    from mujaz.cli.progress import bar
    from mujaz.lexicon.names import load_glossary
    from mujaz.store.store import Store
    from mujaz.translation.service import open_service

    lines = read_lines(file)
    failed = 0
    with Store(settings.store_path if not plain else ":memory:") as store:
        glossary = None if plain else load_glossary([Path(name) for name in settings.translation.glossary])
        service = open_service(settings, None if plain else store, glossary, lambda text: remark(text, quiet=quiet))
        for start in range(0, len(lines), LINES_AT_A_TIME):
            block = [line.split("\t") for line in lines[start : start + LINES_AT_A_TIME]]
            with bar("Translating", quiet=quiet) as progress:
                done = iter(service.translate([cell for cells in block for cell in cells], progress))
            for number, cells in enumerate(block, start + 1):
                english = [next(done) for _ in cells]
                sys.stdout.buffer.write(("\t".join(one_line(e.text) for e in english) + "\n").encode())
                for check in (c for e in english for c in e.failed):
                    failed += 1
                    remark(f"line {number}: check {check.name}: {check.detail}", quiet=quiet)
            sys.stdout.buffer.flush()
    return 3 if failed and given["strict"] else 0


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
    try:
        return sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
    except OSError as error:
        raise InputError(f"cannot read {name}: {error.strerror}", "check the path") from error


def read_lines(name: str) -> list[str]:
    """Lines of a UTF-8 text, parted at line feeds only. Raises InputError when it is not UTF-8."""
    if name == "-" and sys.stdin.isatty():
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
