import csv
import io
from datetime import datetime
from typing import Any

import pytest
from tests.support.commitments import FUND, commitment, money

from mujaz.ledger.columns import COLUMNS, NAMES, Cell, rows
from mujaz.ledger.export import as_csv, as_xlsx
from mujaz.ledger.ledger import build
from mujaz.ledger.rows import Place
from mujaz.ledger.view import as_table
from mujaz.records.article import When
from mujaz.records.digest import Commitment

MADE = datetime(2026, 11, 10)
PLACES = {"2026-11-10": Place("وزارة الخارجية", "https://mofa.example/1", "2026-W46/2026-11-10-fund")}


def cells(*made: Commitment) -> list[dict[str, Cell]]:
    ledger = build(made)
    return [dict(row) for row in rows(ledger, PLACES, ledger)]


def pledge(**given: Any) -> Commitment:
    return commitment(
        "2026-11-10", amounts=money(65e6), how_much="$65 million", deadline=When("../2027-02", "month"), **given
    )


def test_every_cell_has_the_type_a_program_expects() -> None:
    (row,) = cells(pledge(review=True, failed=("a number differs: 65",), confidence=0.42))
    assert tuple(row) == NAMES
    assert (row["amount"], row["currency"], row["status"], row["confidence"]) == (65e6, "USD", "pledged", 0.42)
    assert (row["deadline from"], str(row["deadline to"])) == (None, "2027-02-28")
    assert row["check"] == "a number differs: 65"
    assert (row["ar"], row["outlet"]) == (FUND, "Ministry of Foreign Affairs")
    assert (row["address"], row["briefing"]) == ("https://mofa.example/1", "2026-W46/2026-11-10-fund")


def test_a_failed_check_without_words_is_marked_too_and_no_estimate_is_an_empty_cell() -> None:
    (row,) = cells(pledge(review=True))
    assert row["check"] == "not sure"
    assert row["confidence"] is None


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t=", "\r="])
def test_csv_begins_with_its_byte_order_mark_and_holds_no_formula(start: str) -> None:
    text = as_csv(cells(pledge(actor=f"{start}cmd()")))
    assert text[0] == "\ufeff"
    (row,) = csv.DictReader(io.StringIO(text[1:]))
    assert row["who"].lstrip("'\t\r ").startswith(start.strip() or "=") or row["who"].startswith("'")
    assert not row["who"].startswith(("=", "+", "-", "@", "\t", "\r"))
    assert (row["amount"], row["deadline to"], row["confidence"]) == ("65000000", "2027-02-28", "")


def test_the_workbook_has_numbers_dates_filters_and_a_frozen_head() -> None:
    from openpyxl import load_workbook

    data = as_xlsx(cells(pledge(actor="=1+1", review=True)), MADE)
    book = load_workbook(io.BytesIO(data))
    sheet = book["Ledger"]
    values = {name: sheet.cell(2, place) for place, name in enumerate(NAMES, 1)}
    assert [cell.value for cell in sheet[1]] == list(NAMES)
    assert values["day"].value == datetime(2026, 11, 10)
    assert values["deadline to"].is_date
    assert (values["amount"].value, values["amount"].data_type) == (65_000_000, "n")
    assert (values["who"].value, values["who"].data_type) == ("=1+1", "s")  # a text, not a formula
    assert values["ar"].alignment.readingOrder == 2
    assert values["address"].hyperlink.target == "https://mofa.example/1"
    assert sheet.freeze_panes == "D2"
    assert sheet.auto_filter.ref.startswith("A1:")
    assert [cell.value for cell in book["Columns"]["A"]][1:] == list(NAMES)
    assert all(column.meaning for column in COLUMNS)


def test_the_same_ledger_gives_the_same_workbook() -> None:
    assert as_xlsx(cells(pledge()), MADE) == as_xlsx(cells(pledge()), MADE)
    assert as_xlsx([], MADE)


def test_the_table_marks_what_failed_and_shows_confidence_only_where_there_is_one() -> None:
    assert " ! " in as_table(cells(pledge(review=True)), 160)
    assert "sure" not in as_table(cells(pledge()), 160)
    assert "42%" in as_table(cells(pledge(confidence=0.42)), 160)
