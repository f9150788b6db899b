"""Reading a glossary file: what is right is kept, what is wrong is named with its line."""

from pathlib import Path

import pytest

from mujaz.errors import DataError
from mujaz.lexicon.names import Entry, Glossary, load_glossary, parse, to_tsv
from mujaz.lexicon.names.entry import key, read

HEAD = "arabic\tvariants\tenglish\ttype\tnote\tsource\n"


def test_reads_variants_admitted_and_excluded() -> None:
    entries, problems = parse(HEAD + "حماس\tحركة حماس|!بحماس\tHamas|Hamas movement\tbody\tn\ts\n")
    assert problems == []
    assert entries == [
        Entry("حماس", "Hamas", "body", ("حركة حماس",), ("Hamas movement",), ("بحماس",), note="n", source="s")
    ]
    assert parse(to_tsv(entries))[0] == entries


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("قطر\t\tQatar\tland", "unknown type 'land'"),
        ("قطر\t\t\tcountry", "English is missing"),
        ("\t\tQatar\tcountry", "Arabic is missing"),
        ("Qatar\t\tقطر\tcountry", "columns may be swapped"),
        ("قطر\t\tQatar\tcountry\t\t\tmore", "7 columns"),
        ("قطر\tقَطَر\tQatar\tcountry", "twice in this line"),
    ],
)
def test_a_wrong_line_is_named(line: str, said: str) -> None:
    entries, problems = parse(HEAD + "مصر\t\tEgypt\tcountry\n" + line + "\n")
    assert [e.english for e in entries] == ["Egypt"]
    assert problems[0].line == 3
    assert any(said in p.text for p in problems)


def test_a_spelling_may_stand_once() -> None:
    _, problems = parse(HEAD + "أمريكا\t\tAmerica\tcountry\nامريكا\t\tUSA\tcountry\n")
    assert [p.line for p in problems] == [3]
    assert "already in line 2" in problems[0].text


def test_the_first_line_names_the_columns() -> None:
    entries, problems = parse("قطر\tQatar\n")
    assert not entries
    assert problems[0].line == 1


def test_comments_and_blank_lines_are_passed_over() -> None:
    assert len(parse(HEAD + "# mine\n\nقطر\t\tQatar\tcountry\n")[0]) == 1


def test_compounds_fold_alike() -> None:
    assert key("عبدالله") == key("عبد الله")
    assert key("نصرالله") == key("نصر الله")
    assert key("مهرالدين") == key("مهر الدين")
    assert key("عبدالرحمن") != key("عبدال")


def test_an_unreadable_file_says_what_to_do(tmp_path: Path) -> None:
    bad = tmp_path / "bad.tsv"
    bad.write_text(HEAD + "قطر\t\tQatar\tland\n", encoding="utf-8")
    with pytest.raises(DataError, match=r"line 2.*mujaz glossary check"):
        read(bad)
    with pytest.raises(DataError, match="cannot read"):
        read(tmp_path / "none.tsv")


def test_user_entries_win_and_change_the_version(tmp_path: Path) -> None:
    mine = tmp_path / "mine.tsv"
    mine.write_text(HEAD + "مجلس الشورى\t\tAdvisory Council\tbody\n", encoding="utf-8")
    shipped, both = load_glossary(), load_glossary([mine])
    assert shipped.english("مجلس الشورى") == "Shura Council"
    assert both.english("مجلس الشورى") == "Advisory Council"
    assert shipped.version != both.version == load_glossary([mine]).version


def test_an_empty_glossary_finds_nothing() -> None:
    assert Glossary([]).find("دولة قطر") == ()
