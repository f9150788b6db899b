"""The ledger for spreadsheets: CSV that they open rightly, and XLSX with real numbers, dates and filters."""

import csv
import io
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from mujaz.ledger.columns import COLUMNS, NAMES, Cell

FORMULA = ("=", "+", "-", "@", "\t", "\r")  # what a spreadsheet would take for a formula
BOM = "\ufeff"  # without it Excel reads the Arabic as Windows-1252
LONGEST_LINK = 2_000  # characters; Excel refuses links of more than 2,079
LINE = 15.0  # points, of one line of a row
MOST_LINES = 12
WRAPPED = ("text", "long", "arabic")
MOST_LINKS = 60_000  # of one sheet; Excel allows 65,530


def as_csv(rows: Sequence[dict[str, Cell]]) -> str:
    """CSV with byte order mark and header; a text that a spreadsheet would take for a formula gets an apostrophe."""
    out = io.StringIO()
    writer = csv.DictWriter(out, NAMES, lineterminator="\n")
    writer.writeheader()
    for row in rows:
        writer.writerow({name: _plain(cell) for name, cell in row.items()})
    return BOM + out.getvalue()


def _plain(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, (int, float)):
        return f"{cell:.15g}"
    text = " ".join(cell.split()) if cell else ""
    return f"'{text}" if text.startswith(FORMULA) else text


def as_xlsx(rows: Sequence[dict[str, Cell]], made: datetime) -> bytes:
    """A workbook: the ledger with filters and a frozen head, and a sheet that says what the columns mean.

    made: what the file says of its making; the same rows and moment give the same bytes.
    """
    import xlsxwriter

    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_numbers": False, "strings_to_urls": False}
    book = xlsxwriter.Workbook(out, options)
    book.set_properties({"title": "Ledger of commitments", "author": "Mujaz", "created": made.replace(tzinfo=None)})
    sheet = book.add_worksheet("Ledger")
    styles = _styles(book)
    for place, column in enumerate(COLUMNS):
        sheet.set_column(place, place, column.width)
        sheet.write_string(0, place, column.name, styles["head"])
    for number, row in enumerate(rows, 1):
        sheet.set_row(number, LINE * lines_of(row))
        for place, column in enumerate(COLUMNS):
            _write(sheet, (number, place), row[column.name], column.kind, styles)
    sheet.freeze_panes(1, 3)
    sheet.autofilter(0, 0, max(len(rows), 1), len(COLUMNS) - 1)
    sheet.ignore_errors({"number_stored_as_text": "A1:XFD1048576"})
    check = NAMES.index("check")
    sheet.conditional_format(
        1, 0, max(len(rows), 1), check,
        {"type": "formula", "criteria": f'=${_letter(check)}2<>""', "format": book.add_format({"bg_color": "#FBE9E7"})},
    )  # fmt: skip
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.set_margins(0.3, 0.3, 0.4, 0.4)
    sheet.print_area(0, 0, len(rows), NAMES.index("change"))  # all columns on one sheet nobody could read
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    _explain(book, styles)
    book.close()
    return out.getvalue()


def lines_of(row: dict[str, Cell]) -> int:
    """How many lines the fullest cell of a row takes; not every program works that out when it opens the file."""
    texts = ((column.width, str(row[column.name] or "")) for column in COLUMNS if column.kind in WRAPPED)
    return min(max(-(-len(text) // max(int(width * 0.9), 1)) for width, text in texts) or 1, MOST_LINES)


def _styles(book: Any) -> dict[str, Any]:
    top = {"valign": "top"}
    return {
        "head": book.add_format({"bold": True, "bg_color": "#14213D", "font_color": "white", "valign": "vcenter"}),
        "text": book.add_format({**top, "text_wrap": True}),
        "long": book.add_format({**top, "text_wrap": True}),
        "arabic": book.add_format({**top, "text_wrap": True, "reading_order": 2, "align": "right"}),
        "day": book.add_format({**top, "num_format": "yyyy-mm-dd", "align": "left"}),
        "number": book.add_format({**top, "num_format": "#,##0.##"}),
        "whole": book.add_format({**top, "num_format": "#,##0"}),
        "address": book.add_format({**top, "font_color": "#1F4E79", "underline": 1}),
    }


def _write(sheet: Any, at: tuple[int, int], cell: Cell, kind: str, styles: dict[str, Any]) -> None:
    style = styles[kind]
    if cell is None or cell == "":
        sheet.write_blank(*at, None, style)
    elif isinstance(cell, date):
        sheet.write_datetime(*at, datetime(cell.year, cell.month, cell.day), style)
    elif isinstance(cell, (int, float)):
        sheet.write_number(*at, cell, styles["whole"] if float(cell).is_integer() else style)
    elif (
        kind == "address"
        and at[0] <= MOST_LINKS
        and cell.startswith(("http://", "https://"))
        and len(cell) < LONGEST_LINK
    ):
        sheet.write_url(*at, cell, style, string=cell)
    else:
        sheet.write_string(*at, cell, styles["text"] if kind == "address" else style)


def _explain(book: Any, styles: dict[str, Any]) -> None:
    sheet = book.add_worksheet("Columns")
    sheet.set_column(0, 0, 16)
    sheet.set_column(1, 1, 90)
    sheet.write_row(0, 0, ("column", "what it holds"), styles["head"])
    for number, column in enumerate(COLUMNS, 1):
        sheet.write_string(number, 0, column.name, styles["text"])
        sheet.write_string(number, 1, column.meaning, styles["text"])
    sheet.freeze_panes(1, 0)


def _letter(place: int) -> str:
    from xlsxwriter.utility import xl_col_to_name

    name: str = xl_col_to_name(place)
    return name
