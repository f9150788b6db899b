"""A label is a row of labels.toml: sections, tags, the rules of the ledger and the schema read nothing else."""

from pathlib import Path

import pytest

from mujaz.errors import DataError
from mujaz.records.labels import known_label, label_rows, load, section_of, tag_of
from mujaz.records.schema import schema_of
from mujaz.records.statement import Label
from mujaz.resources import package_path


def test_every_label_has_a_file_of_rules() -> None:
    files = {path.stem for path in package_path("statements", "cues").glob("*.toml")}
    assert {row.id for row in label_rows()} <= files


def test_a_new_row_is_a_new_label(tmp_path: Path) -> None:
    shipped = package_path("records", "labels.toml").read_text(encoding="utf-8")
    fields = (
        'id = "omen"',
        'section = "positions"',
        "tags = 3",
        "first = 8",
        "weight = 1.0",
        'example = "…"',
        'reason = "…"',
    )
    row = "\n".join(("", "[[label]]", *fields, ""))
    path = tmp_path / "labels.toml"
    path.write_text(shipped + row, encoding="utf-8")
    assert load(path)[-1].id == "omen"
    path.write_text(shipped + row.replace("tags = 3", 'tags = 3\nunless = ["verdict"]'), encoding="utf-8")
    with pytest.raises(DataError, match="omen: unless verdict"):
        load(path)


def test_a_label_without_a_row_is_none() -> None:
    assert known_label("call") == "call"
    with pytest.raises(ValueError, match="'omen' is no label"):
        known_label("omen")


@pytest.mark.parametrize("output", ["briefing", "statement"])
def test_the_schema_lists_the_labels(output: str) -> None:
    schema = schema_of(output)
    found = [
        r["properties"]["labels"] for r in (schema, *schema["$defs"].values()) if "labels" in r.get("properties", {})
    ]
    assert found
    assert all(field["items"]["enum"] == [row.id for row in label_rows()] for field in found)


@pytest.mark.parametrize(
    ("labels", "denied", "section"),
    [
        (("commitment",), False, "commitments"),
        (("commitment",), True, "positions"),
        (("call", "funding"), False, "positions"),
        (("call", "commitment"), False, "commitments"),
        (("declaration", "funding"), False, "commitments"),
        (("declaration", "funding"), True, "declarations"),
        (("concern", "agreement"), False, "declarations"),
        (("endorsement",), False, "positions"),
        ((), False, "positions"),
    ],
)
def test_the_section_of_some_labels(labels: tuple[Label, ...], *, denied: bool, section: str) -> None:
    assert section_of(labels, denied=denied) == section


def test_the_tag_is_that_of_the_first_tagged_label() -> None:
    assert tag_of(("endorsement", "call")) == "Call"
    plain: tuple[Label, ...] = ("commitment",)
    assert tag_of(plain) == ""
