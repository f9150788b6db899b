"""The tables of the documents that are made from the code, so that they cannot fall behind it.

    python -m tools.doc_tables            tell which table of docs/ is not what the code says; exit 1 when one is not
    python -m tools.doc_tables --write    write them anew

A table stands between `<!-- table: NAME -->` and `<!-- end -->`; NAME is a key of TABLES.
"""

import argparse
import re
import sys
from collections.abc import Callable, Iterable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "src" / "mujaz"
MARKED = re.compile(r"(<!-- table: ([\w-]+) -->\n).*?(<!-- end -->)", re.DOTALL)
LONGEST = 150  # characters of what a file holds
# Files that cannot open with a comment: their first line names the columns.
UNCOMMENTED = {
    "lexicon/names/glossary.tsv": "Official English of States, places, bodies, documents, offices and terms.",
    "lexicon/words.tsv": "What an Arabic word is in English, and how surely it stays: for the coverage check.",
}


def table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """A Markdown table."""
    lines = [list(head), *map(list, rows)]
    lines.insert(1, ["---"] * len(lines[0]))
    return "".join(f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in line)} |\n" for line in lines)


def code(words: Iterable[str]) -> str:
    """Words as code, in a row."""
    return " ".join(f"`{word}`" for word in words)


def labels() -> str:
    """The labels of statements."""
    from mujaz.records.labels import label_rows

    rows = ([f"`{row.id}`", row.reason, row.section, row.tag or "–"] for row in label_rows())
    return table(("label", "means", "section", "tag"), rows)


def inputs() -> str:
    """The formats that are read."""
    from mujaz.sources.registry import READERS

    rows = ([row.name, code(filter(None, (*row.suffixes, *row.named))), code(row.types)] for row in READERS)
    return table(("format", "endings", "media types"), rows)


def outputs() -> str:
    """The formats that are written."""
    from mujaz.pages.formats import FORMATS

    rows = ([f"`{row.name}`", row.way, "in the file" if row.arabic else "in an appendix beside it"] for row in FORMATS)
    return table(("format", "made by", "the Arabic"), rows)


def checks() -> str:
    """The checks of English against its Arabic, with what a reader is told."""
    from mujaz.english.wordings import words

    return table(
        ("check", "told to the reader when it fails"), ([f"`{n}`", said] for n, said in words().checks.items())
    )


def data() -> str:
    """Every data file, with the first sentence of its head."""
    paths = (p for p in sorted(SOURCE.rglob("*")) if p.suffix in (".toml", ".tsv") and "data" not in p.parts)
    return table(("file", "holds"), ([f"`{path.relative_to(SOURCE)}`", head_of(path)] for path in paths))


def head_of(path: Path) -> str:
    """The first sentence of the comment that opens a data file. Raises SystemExit where there is none."""
    name = str(path.relative_to(SOURCE))
    if name in UNCOMMENTED:
        return UNCOMMENTED[name]
    lines = path.read_text(encoding="utf-8").splitlines()
    comment = []
    for line in lines:
        if not line.startswith("#") or line == "#":
            break
        comment.append(line[1:].strip())
    if not comment:
        raise SystemExit(f"{path}: write a comment at its head that says what it holds")
    text = " ".join(comment)
    first = re.split(r"(?<=[^.][.?]) ", text)[0].rstrip(".")
    short = first if len(first) <= LONGEST else f"{first[:LONGEST].rsplit(' ', 1)[0]} …"
    return short if short.endswith(("?", "…")) else f"{short}."


TABLES: dict[str, Callable[[], str]] = {
    "labels": labels,
    "inputs": inputs,
    "outputs": outputs,
    "checks": checks,
    "data": data,
}


def filled(text: str) -> str:
    """A document with its tables as the code has them. Raises KeyError for a table that is none of TABLES."""
    return MARKED.sub(lambda match: f"{match[1]}{TABLES[match[2]]()}{match[3]}", text)


def main() -> int:
    """Compare or write; the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true")
    write = parser.parse_args().write
    behind = 0
    for path in sorted((ROOT / "docs").glob("*.md")):
        text = path.read_text(encoding="utf-8")
        if (new := filled(text)) != text:
            behind += 1
            print(f"{path}: {'written anew' if write else 'a table is not what the code says'}")
            if write:
                path.write_text(new, encoding="utf-8")
    return 1 if behind and not write else 0


if __name__ == "__main__":
    sys.exit(main())
