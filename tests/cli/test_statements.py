"""mujaz statements --no-translate: JSON Lines for any input, exit code 4 when one failed."""

import json
from pathlib import Path

from click.testing import CliRunner

from mujaz.cli.statements import command

TEXT = (
    "مؤتمر المانحين\n\nتعهدت النرويج بتقديم 12 مليون دولار لضحايا الجفاف.\nوكان الطقس معتدلا في المدينة طوال الأيام.\n"
)


def test_one_record_a_sentence(tmp_path: Path) -> None:
    article = tmp_path / "article.txt"
    article.write_text(TEXT, encoding="utf-8")
    result = CliRunner().invoke(command, [str(article), "--no-translate"], standalone_mode=False)
    assert result.exception is None
    records = [json.loads(line) for line in result.stdout.splitlines()]
    assert [r["sentence"] for r in records] == list(range(1, len(records) + 1))
    (pledge,) = [r for r in records if r["amounts"]]
    assert set(pledge["labels"]) == {"commitment", "funding"}
    assert pledge["amounts"][0]["value"] == 12000000
    assert pledge["actor"]["name_en"] == "Norway"
    assert pledge["en"] == ""
    assert pledge["key"] is True
    assert result.return_value == 0


def test_failed_input_is_named_and_the_rest_done(tmp_path: Path) -> None:
    article = tmp_path / "article.txt"
    article.write_text(TEXT, encoding="utf-8")
    missing = tmp_path / "missing.txt"
    result = CliRunner().invoke(command, [str(article), str(missing), "--no-translate"], standalone_mode=False)
    assert result.return_value == 4
    assert "missing.txt" in result.stderr
    assert result.stdout.count("\n") >= 2


def test_second_outlet_is_marked_as_repeating(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(f"{TEXT}{name}\n", encoding="utf-8")
    result = CliRunner().invoke(command, [str(tmp_path), "--no-translate"], standalone_mode=False)
    records = [json.loads(line) for line in result.stdout.splitlines()]
    pledges = [r for r in records if r["amounts"]]
    assert [bool(r["duplicate_of"]) for r in pledges] == [False, True]
