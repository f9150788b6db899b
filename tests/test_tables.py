"""Data files are checked on load, and every entry of ours is complete."""

from pathlib import Path

import pytest

from mujaz.errors import DataError
from mujaz.resources import package_path
from mujaz.tables import integer, read_tables, words

GOOD = '[[thing]]\nid = "a"\nexample = "مثال"\nreason = "why"\nnames = ["x"]\nmonth = 3\n'


def written(folder: Path, text: str) -> Path:
    path = folder / "things.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_good_file_is_read(tmp_path: Path) -> None:
    (entry,) = read_tables(written(tmp_path, GOOD))["thing"]
    assert words(entry, "names", "things.toml") == ("x",)
    assert integer(entry, "month", "things.toml") == 3


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("x = [", "cannot be read"),
        ("x = 1", "no list of entries"),
        (GOOD.replace('reason = "why"\n', ""), "(a): no reason"),
        (GOOD.replace("مثال", " "), "(a): no example"),
        (GOOD.replace('id = "a"\n', ""), "no id"),
        (GOOD + GOOD, "id used twice"),
    ],
)
def test_a_broken_file_is_named_with_its_entry(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(DataError) as caught:
        read_tables(written(tmp_path, text))
    assert said in caught.value.message
    assert "things.toml" in caught.value.message
    assert caught.value.remedy


@pytest.mark.parametrize("value", ['"x"', "[]", "[1]", '[""]'])
def test_a_list_of_words_is_a_list_of_words(tmp_path: Path, value: str) -> None:
    (entry,) = read_tables(written(tmp_path, GOOD.replace('["x"]', value)))["thing"]
    with pytest.raises(DataError, match="names is no list of words"):
        words(entry, "names", "things.toml")


@pytest.mark.parametrize("value", ['"3"', "true", "3.5"])
def test_a_whole_number_is_a_whole_number(tmp_path: Path, value: str) -> None:
    (entry,) = read_tables(written(tmp_path, GOOD.replace("month = 3", f"month = {value}")))["thing"]
    with pytest.raises(DataError, match="no whole number"):
        integer(entry, "month", "things.toml")


def test_a_missing_file_is_a_data_error(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="cannot be read"):
        read_tables(tmp_path / "none.toml")


def test_every_file_of_the_package_is_complete() -> None:
    files = sorted(package_path("arabic").glob("*.toml"))
    assert files
    for path in files:
        assert any(read_tables(path).values()), path.name
