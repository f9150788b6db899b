"""mujaz glossary as a user meets it: what is printed where, and the exit codes."""

from pathlib import Path

import pytest

from mujaz.cli import main

HEAD = "arabic\tvariants\tenglish\ttype\tnote\tsource\n"


def run(*args: str) -> int:
    with pytest.raises(SystemExit) as stop:
        main(["glossary", *args])
    return int(stop.value.code or 0)


def test_the_shipped_glossary_is_sound(capfd: pytest.CaptureFixture[str]) -> None:
    assert run("check") == 0
    out, err = capfd.readouterr()
    assert out == ""
    assert "0 problems" in err


def test_check_names_file_and_line(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    bad = tmp_path / "bad.tsv"
    bad.write_text(HEAD + "قطر\t\tQatar\tcountry\nقطر\t\tQatar\tland\n", encoding="utf-8")
    assert run("check", str(bad)) == 1
    out, _ = capfd.readouterr()
    assert f"{bad}:3: unknown type 'land'" in out
    assert run("check", str(tmp_path / "none.tsv")) == 4


def test_suggest_gives_lines_that_check_accepts(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    article = tmp_path / "a.txt"
    text = "قال السيد جاسم الفهد إن العمل مستمر.\nوأضاف السيد جاسم الفهد أن المشروع سيكتمل.\n"
    article.write_text(text, encoding="utf-8")
    assert run("suggest", str(article)) == 0
    out, err = capfd.readouterr()
    assert out.startswith(HEAD)
    assert out.count("\n") == 2
    assert "met 2 times" in out
    assert "1 unknown names" in err
    mine = tmp_path / "mine.tsv"
    mine.write_text(out + out.replace("جاسم", "سالم"), encoding="utf-8")  # as `>>` twice gives it
    assert run("check", str(mine)) == 0


def test_suggest_adds_to_a_file_and_never_doubles(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    article, mine = tmp_path / "a.txt", tmp_path / "mine.tsv"
    article.write_text("قال السيد جاسم الفهد إن العمل مستمر.\nوأضاف السيد حسن أن المشروع سيكتمل.\n", encoding="utf-8")
    for _ in range(2):
        assert run("suggest", str(article), "--out", str(mine)) == 0
        assert run("check", str(mine)) == 0
    text = mine.read_text(encoding="utf-8")
    assert text.startswith(HEAD)
    assert text.count("جاسم الفهد\t") == 1
    assert "حسن\t" not in text  # a single word may be any word
    capfd.readouterr()


def test_suggest_without_a_run_finds_nothing(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert run("suggest", "--store", str(tmp_path / "s.sqlite")) == 0
    assert capfd.readouterr().out == ""


def test_export_and_import_are_inverse(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    tbx, tsv, direct = (tmp_path / name for name in ("g.tbx", "g.tsv", "d.tsv"))
    assert run("export", "--format", "tbx", "--out", str(tbx)) == 0
    assert run("export", "--out", str(direct)) == 0
    assert run("import", str(tbx), "--out", str(tsv)) == 0
    assert tsv.read_bytes() == direct.read_bytes()
    assert "0 left out" in capfd.readouterr().err


def test_import_of_no_glossary_fails(tmp_path: Path) -> None:
    bad = tmp_path / "x.tbx"
    bad.write_text("nothing", encoding="utf-8")
    assert run("import", str(bad)) == 4
