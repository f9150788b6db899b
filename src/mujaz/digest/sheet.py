"""The review sheet: one row a printed line, to be filled in by a person in a spreadsheet and read back."""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from mujaz.briefing.verdicts import amounts_of, when_of
from mujaz.errors import InputError, UsageError
from mujaz.ledger.export import FORMULA
from mujaz.records.briefing import Briefing, Bullet, Section
from mujaz.records.review import VERDICTS, Field, Verdict, VerdictKind

GIVEN = ("briefing", "ref", "section", "Arabic", "line", "who", "sum", "date", "confidence", "checks")
FILLED = ("verdict", "correction", "correct who", "correct sum", "correct date", "by")
COLUMNS = (*GIVEN, *FILLED)
WIDTHS = dict(zip(COLUMNS, (26, 7, 14, 60, 60, 20, 20, 18, 10, 34, 11, 50, 20, 20, 18, 26), strict=True))
REVIEWED = ("commitments", "declarations", "positions", "withheld")
TAKEN_BACK = "none"  # a verdict that takes every earlier one on the clause back
LARGEST = 50_000_000  # bytes

Row = dict[str, str]


@dataclass(frozen=True, slots=True)
class Filled:
    """What a sheet says. taken_back: clauses without a verdict from now on. faults: row and what is wrong with it."""

    verdicts: tuple[Verdict, ...]
    taken_back: tuple[str, ...]
    faults: tuple[tuple[int, str], ...]


def rows_of(briefing: Briefing, name: str) -> list[Row]:
    """The rows of a briefing's lines; those whose Arabic the record does not hold cannot be reviewed."""
    failed = {found.ref: found.failed for found in briefing.evidence}
    return [
        row_of(bullet, section, name, [text for ref in bullet.refs for text in failed.get(ref, ())])
        for section in briefing.sections
        if section.id in REVIEWED
        for bullet in section.bullets
        if bullet.ar
    ]


def row_of(bullet: Bullet, section: Section, name: str, failed: Sequence[str]) -> Row:
    """One line with the verdict it has already."""
    said = bullet.reviewed
    cells = (
        name,
        " ".join(ref.mark for ref in bullet.refs),
        section.heading,
        bullet.ar,
        bullet.wording,
        bullet.who,
        bullet.how_much,
        bullet.by_when,
        f"{bullet.quality:.2f}" if bullet.what and bullet.quality else "",
        "; ".join(dict.fromkeys(failed)) if bullet.review else "",
        said.verdict if said else "",
        "",
        "",
        "",
        "",
        f"{said.who} {said.at[:10]}" if said else "",
    )
    return dict(zip(COLUMNS, cells, strict=True))


def as_tsv(rows: Iterable[Row]) -> bytes:
    """The sheet as UTF-8 with tabs and a byte order mark."""
    out = io.StringIO()
    writer = csv.writer(out, "excel-tab", lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows([_safe(row[name]) for name in COLUMNS] for row in rows)
    return ("\ufeff" + out.getvalue()).encode()


def as_xlsx(rows: Sequence[Row]) -> bytes:
    """The sheet as a workbook, with a list of verdicts to choose from; what is to be filled in is pale yellow."""
    from datetime import datetime

    import xlsxwriter

    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_numbers": False, "strings_to_urls": False}
    book = xlsxwriter.Workbook(out, options)
    book.set_properties({"title": "Review", "author": "Mujaz", "created": datetime(2000, 1, 1)})
    sheet = book.add_worksheet("Review")
    head = book.add_format({"bold": True, "bg_color": "#14213D", "font_color": "white"})
    text = book.add_format({"valign": "top", "text_wrap": True})
    arabic = book.add_format({"valign": "top", "text_wrap": True, "reading_order": 2, "align": "right"})
    fill = book.add_format({"valign": "top", "text_wrap": True, "bg_color": "#FFF8DC"})
    for place, name in enumerate(COLUMNS):
        sheet.set_column(place, place, WIDTHS[name])
        sheet.write_string(0, place, name, head)
        style = arabic if name == "Arabic" else fill if name in FILLED else text
        for number, row in enumerate(rows, 1):
            if row[name]:
                sheet.write_string(number, place, row[name], style)
            else:
                sheet.write_blank(number, place, None, style)
    last = max(len(rows), 1)
    verdict = COLUMNS.index("verdict")
    sheet.data_validation(1, verdict, last, verdict, {"validate": "list", "source": [*VERDICTS, TAKEN_BACK]})
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, last, len(COLUMNS) - 1)
    book.close()
    return out.getvalue()


def read(path: Path) -> list[tuple[int, Row]]:
    """The rows of a sheet with their numbers. Raises InputError for what is no sheet."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise InputError(f"cannot read {path}: {error}", "check the path") from error
    if len(data) > LARGEST:
        raise InputError(f"{path} is larger than {LARGEST} bytes", "give a review sheet")
    table = _workbook(data, path) if data[:2] == b"PK" else _text(data, path)
    head = [cell.strip() for cell in table[0]] if table else []
    if "Arabic" not in head or "verdict" not in head:
        raise InputError(f"{path} is no review sheet", 'its first row must name at least "Arabic" and "verdict"')
    rows = [(number, dict(zip(head, cells, strict=False))) for number, cells in enumerate(table[1:], 2)]
    return [(number, row) for number, row in rows if row.get("Arabic", "").strip() not in ("", "Arabic")]


def filled(rows: Iterable[tuple[int, Mapping[str, str]]], who: str, at: str) -> Filled:
    """What the rows say. who: whoever gives the verdicts; at: the stamp they get."""
    verdicts: list[Verdict] = []
    taken_back: list[str] = []
    faults: list[tuple[int, str]] = []
    for number, row in rows:
        try:
            said = _verdict_of(row)
            if said == TAKEN_BACK:
                taken_back.append(row["Arabic"])
            else:
                verdicts += [Verdict(who=who, at=at, **found) for found in _fields_of(row, said)]  # type: ignore[arg-type]
        except UsageError as error:
            faults.append((number, f"{error.message}: {error.remedy}"))
    return Filled(tuple(verdicts), tuple(taken_back), tuple(faults))


def _verdict_of(row: Mapping[str, str]) -> str:
    """The verdict of a row, "" where there is none; one that only holds a correction is corrected."""
    said = (row.get("verdict") or "").strip().lower()
    corrected = any((row.get(name) or "").strip() for name in FILLED[1:5])
    if said in ("", *VERDICTS, TAKEN_BACK):
        if said == "corrected" and not corrected and (row.get("by") or "").strip():
            return ""  # as it was exported: it stands already
        if said == "corrected" and not corrected:
            raise UsageError("corrected, but without a correction", "write it into the column correction")
        return "corrected" if corrected and said in ("", "accepted") else said
    raise UsageError(f"unknown verdict {said!r}", f"write {', '.join(VERDICTS)} or {TAKEN_BACK}")


def _fields_of(row: Mapping[str, str], said: str) -> Iterable[dict[str, str]]:
    """The fields a row has a verdict on. Raises UsageError for a sum or a date nobody can read."""
    kind: VerdictKind = "corrected"
    names: tuple[tuple[Field, str], ...] = (("who", "correct who"), ("sum", "correct sum"), ("date", "correct date"))
    line = (row.get("correction") or "").strip()
    if said in ("accepted", "rejected") and not (row.get("by") or "").strip():
        yield {"ar": row["Arabic"], "field": "line", "verdict": said}
    elif line:
        yield {"ar": row["Arabic"], "field": "line", "verdict": kind, "value": line}
    for field, name in names:
        value = (row.get(name) or "").strip()
        if value:
            _ = amounts_of(value) if field == "sum" else when_of(value) if field == "date" else None
            yield {"ar": row["Arabic"], "field": field, "verdict": kind, "value": value}


def _safe(cell: str) -> str:
    text = " ".join(cell.split())
    return f"'{text}" if text.startswith(FORMULA) else text


def _text(data: bytes, path: Path) -> list[list[str]]:
    """A table of tabs or commas, in UTF-8 or what Excel calls Unicode text."""
    try:
        text = data.decode("utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(f"{path} is not UTF-8", "save it as UTF-8 text with tabs, or as .xlsx") from error
    first = text.partition("\n")[0]
    rows = csv.reader(io.StringIO(text), "excel-tab" if "\t" in first else "excel")
    return [[cell.removeprefix("'") if cell[1:2] in FORMULA else cell for cell in row] for row in rows]


def _workbook(data: bytes, path: Path) -> list[list[str]]:
    from openpyxl import load_workbook

    try:
        sheet = load_workbook(io.BytesIO(data), read_only=True, data_only=True).worksheets[0]
        return [
            ["" if cell is None else str(cell) for cell in row] for row in sheet.iter_rows(values_only=True, max_col=64)
        ]
    except Exception as error:  # whatever openpyxl makes of a file that is no workbook
        raise InputError(f"cannot read {path}: {error}", "save it again as .xlsx, or as text with tabs") from error
