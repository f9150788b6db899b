"""The commands events and schema."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from mujaz.cli import group

ARTICLE = (
    "مسقط - وكالة الأنباء العمانية - 5 مارس 2021\n"
    "اختتمت اليوم في مسقط أعمال المؤتمر الإقليمي الثالث حول «سلامة الموانئ الصغيرة».\n"
    "وتعهدت الهيئة بتدريب أربعين مرشدا بحريا قبل نهاية العام."
)


def test_events_without_a_model(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(ARTICLE, encoding="utf-8")
    done = CliRunner().invoke(group, ["events", "--no-translate", str(tmp_path / "a.txt")], standalone_mode=False)
    assert done.exception is None
    line = json.loads(done.stdout)
    assert line["title_ar"] == "المؤتمر الإقليمي الثالث حول «سلامة الموانئ الصغيرة»"
    assert (line["title_en"], line["kind"], line["place_en"]) == ("", "conference", "Muscat, Oman")
    assert line["date_start"]["value"] == "2021-03-05"
    assert line["articles"] == [line["article"]]


def test_events_names_what_it_cannot_read_and_goes_on(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(ARTICLE, encoding="utf-8")
    (tmp_path / "b.txt").write_bytes(b"")
    done = CliRunner().invoke(group, ["events", "--no-translate", str(tmp_path)], standalone_mode=False)
    assert done.return_value == 4
    assert len(done.stdout.splitlines()) == 1
    assert "b.txt" in done.stderr


@pytest.mark.parametrize("output", ["briefing", "statement", "digest", "config"])
def test_schemas_are_json_schema(output: str) -> None:
    done = CliRunner().invoke(group, ["schema", output], standalone_mode=False)
    schema = json.loads(done.stdout)
    assert schema["$schema"].endswith("2020-12/schema")
    assert schema["type"] == "object"
    assert schema["properties"]


def test_the_statement_schema_knows_its_nulls() -> None:
    done = CliRunner().invoke(group, ["schema", "statement"], standalone_mode=False)
    schema = json.loads(done.stdout)
    assert {"type": "null"} in schema["properties"]["duplicate_of"]["anyOf"]
    assert {"type": "null"} in schema["$defs"]["Actor"]["properties"]["role_en"]["anyOf"]
