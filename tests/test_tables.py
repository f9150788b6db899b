"""Data files are read into dataclasses; what is wrong is told with file, entry, field and remedy."""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal

import pytest

from mujaz.errors import DataError
from mujaz.tables import read_toml, read_tsv


@dataclass(frozen=True, slots=True)
class Example:
    ar: str
    en: str


def whole_word(pattern: str) -> str:
    return rf"\b(?:{pattern})\b"


@dataclass(frozen=True, slots=True)
class Rule:
    id: str
    kind: Literal["loud", "quiet"]
    pattern: Annotated[re.Pattern[str], whole_word]
    example: Example
    reason: str
    words: frozenset[Annotated[str, str.lower]] = frozenset()
    links: dict[str, str] | str = ""
    pair: tuple[int, int] = (1, 2)
    weight: float = 1.0
    sure: bool = False


@dataclass(frozen=True, slots=True)
class OneRule:
    """Rule without the union, which the reader does not know."""

    id: str
    kind: Literal["loud", "quiet"]
    pattern: Annotated[re.Pattern[str], whole_word]
    example: Example
    reason: str
    words: frozenset[Annotated[str, str.lower]] = frozenset()
    pair: tuple[int, int] = (1, 2)
    weight: float = 1.0
    sure: bool = False

    def __post_init__(self) -> None:
        if self.pair[0] > self.pair[1]:
            raise ValueError("pair runs backwards")


@dataclass(frozen=True, slots=True)
class File:
    rule: tuple[OneRule, ...]
    names: dict[str, str]
    stop: tuple[str, ...] = ()


GOOD = """\
[[rule]]
id = "a"
kind = "loud"
pattern = "x+"
example = { ar = "مثال", en = "example" }
reason = "why"
words = ["One", "two"]
pair = [3, 4]
weight = 2
sure = true
[names]
b = "c"
"""


def written(folder: Path, text: str, name: str = "things.toml") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_a_good_file_becomes_dataclasses(tmp_path: Path) -> None:
    file = read_toml(written(tmp_path, GOOD), File)
    (rule,) = file.rule
    assert rule.pattern.search("a xx b")
    assert not rule.pattern.search("axxb")
    assert rule.example.en == "example"
    assert rule.words == {"one", "two"}
    assert (rule.pair, rule.weight, rule.sure) == ((3, 4), 2.0, True)
    assert (file.names, file.stop) == ({"b": "c"}, ())


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('reason = "why"\n', "", "[[rule]] 1 (a): no reason"),
        ('"why"', '" "', "[[rule]] 1 (a): reason: is empty"),
        ('id = "a"\n', "", "[[rule]] 1 (without id): no id"),
        ("sure =", "shure =", "[[rule]] 1 (a): unknown key shure"),
        ("[names]\n", "[nemes]\n", "unknown key nemes"),
        ('en = "example"', 'en = "e", fr = "f"', "[[rule]] 1 (a): example: unknown key fr"),
        (', en = "example"', "", "[[rule]] 1 (a): example: no en"),
        ('"loud"', '"shrill"', "[[rule]] 1 (a): kind: 'shrill' is not known"),
        ('"x+"', '"x("', "[[rule]] 1 (a): pattern: bad regular expression 'x('"),
        ('"x+"', "3", "[[rule]] 1 (a): pattern: 3 is not a text"),
        ('["One", "two"]', '["One", ""]', "[[rule]] 1 (a): words: an empty text"),
        ('["One", "two"]', '"One two"', "[[rule]] 1 (a): words: 'One two' is no list"),
        ("[3, 4]", "[3]", "[[rule]] 1 (a): pair: [3] is no list of 2"),
        ("[3, 4]", '[3, "4"]', "[[rule]] 1 (a): pair: '4' is not a whole number"),
        ("[3, 4]", "[3, true]", "[[rule]] 1 (a): pair: True is not a whole number"),
        ("[3, 4]", "[4, 3]", "[[rule]] 1 (a): pair runs backwards"),
        ("weight = 2", 'weight = "2"', "weight: '2' is not a number"),
        ("sure = true", "sure = 1", "sure: 1 is not true or false"),
        ('b = "c"', "b = 1", "names: b: 1 is not a text"),
        ("[[rule]]", "[rule]", "is no list"),
        ("[names]", "[names", "cannot be read"),
    ],
)
def test_what_is_wrong_is_told_with_entry_field_and_remedy(tmp_path: Path, old: str, new: str, said: str) -> None:
    assert old in GOOD
    with pytest.raises(DataError, match=re.escape(said)) as caught:
        read_toml(written(tmp_path, GOOD.replace(old, new)), File)
    assert "things.toml" in caught.value.message
    assert caught.value.remedy


def test_an_id_is_used_once_in_a_file(tmp_path: Path) -> None:
    rule = GOOD[: GOOD.index("[names]")]
    with pytest.raises(DataError, match=r"\[\[rule\]\] 2 \(a\): id used twice"):
        read_toml(written(tmp_path, rule + GOOD), File)


def test_a_missing_file_is_a_data_error(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="cannot be read"):
        read_toml(tmp_path / "none.toml", File)


def test_a_kind_of_value_the_reader_does_not_know_is_a_mistake_of_the_programmer(tmp_path: Path) -> None:
    with pytest.raises(TypeError, match="cannot read"):
        read_tsv(written(tmp_path, "id\n", "t.tsv"), Rule)


@dataclass(frozen=True, slots=True)
class Place:
    id: str
    names: tuple[Annotated[str, str.upper], ...]
    size: int
    share: float = 0.5
    note: str = ""


TSV = "# places\nid\tnames\tsize\tshare\tnote\na\tx|y\t3\t0.25\there\n\nb\tz\t4\n"


def test_the_lines_of_a_table_become_dataclasses(tmp_path: Path) -> None:
    assert read_tsv(written(tmp_path, TSV, "t.tsv"), Place) == (
        Place("a", ("X", "Y"), 3, 0.25, "here"),
        Place("b", ("Z",), 4),
    )


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("\t4\n", "\n", "t.tsv: line 5: no size"),
        ("\t4\n", "\tfour\n", "t.tsv: line 5: size: 'four' is no number"),
        ("b\tz", "a\tz", "t.tsv: line 5: id a used twice, first in line 3"),
        ("\there", "\there\tthere", "t.tsv: line 3: 6 cells"),
        ("\tnote", "\tremark", "t.tsv: line 2: columns id, names, size, share, remark"),
        (TSV, "# nothing\n", "t.tsv: no line names the columns"),
    ],
)
def test_a_broken_line_is_named(tmp_path: Path, old: str, new: str, said: str) -> None:
    with pytest.raises(DataError, match=re.escape(said)) as caught:
        read_tsv(written(tmp_path, TSV.replace(old, new), "t.tsv"), Place)
    assert caught.value.remedy
