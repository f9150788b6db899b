"""Review as an analyst does it: sheet out, verdicts in, and every output says what people said."""

import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from tests.support.mailbox import Box, box

from mujaz.digest import understand

__all__ = ["box"]

Run = Callable[..., tuple[str, str]]
NOW = "2026-11-23T06:00:00+03:00"
FUND = "تعهدت دولة قطر بتقديم 65 مليون دولار لصندوق المياه في القرى الجافة."
SCHOOLS = "تعهدت ألمانيا بتقديم 20 مليون يورو لإعادة تأهيل المدارس قبل 31 يناير 2027."
ROADS = "تعهدت الكويت بتخصيص 15 مليون دولار لبناء المستشفيات في عام 2027."


@pytest.fixture
def job(tmp_path: Path, tiny: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "in").mkdir()
    record = {"text": f"{FUND}\n\n{SCHOOLS}\n\n{ROADS}", "title": "مؤتمر المانحين", "date": "2026-11-18"}
    (tmp_path / "in" / "a.jsonl").write_text(json.dumps(record), encoding="utf-8")
    (tmp_path / "mujaz.toml").write_text(
        '[store]\npath = "store.sqlite"\n[[folder]]\nname = "drops"\npath = "in"\nsettle = 0.0\n'
        '[digest]\nformats = ["md", "html", "json"]\n[briefing]\nformats = ["md", "json"]\n',
        encoding="utf-8",
    )
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("MUJAZ_MODEL", str(tiny))
    monkeypatch.setenv("MUJAZ_CACHE", str(tiny.parent / "cache"))
    monkeypatch.setenv("MUJAZ_NOW", NOW)
    return tmp_path


@pytest.fixture
def issued(run: Run, job: Path) -> Path:
    run("fetch")
    run("digest", "--quiet", "--week", "2026-W47")
    return job


def sheet(path: Path) -> list[dict[str, Any]]:
    head, *rows = load_workbook(io.BytesIO(path.read_bytes())).worksheets[0].iter_rows(values_only=True)
    return [dict(zip(map(str, head), row, strict=True)) for row in rows]


def verdicts(job: Path, *rows: dict[str, str]) -> None:
    """A sheet as a person leaves it, with only the columns that matter."""
    names = ("Arabic", "verdict", "correction", "correct who", "correct sum", "correct date")
    lines = ["\t".join(names), *("\t".join(row.get(name, "") for name in names) for row in rows)]
    (job / "v.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")


def ledger(run: Run) -> dict[str, dict[str, Any]]:
    return {entry["commitment"]["ar"]: entry["commitment"] for entry in json.loads(run("ledger", "--json")[0])}


def test_the_sheet_has_one_row_a_line_with_a_choice_of_verdicts(run: Run, issued: Path) -> None:
    run("review", "export", "r.xlsx", "--quiet")
    rows = sheet(issued / "r.xlsx")
    assert {row["Arabic"].rstrip(".") for row in rows} == {text.rstrip(".") for text in (FUND, SCHOOLS, ROADS)}
    assert [row["sum"] for row in rows if row["Arabic"].startswith("تعهدت دولة")] == ["$65 million"]
    (choice,) = load_workbook(issued / "r.xlsx").worksheets[0].data_validations.dataValidation
    assert "accepted" in choice.formula1
    run("review", "export", "r.tsv", "--quiet")
    assert (issued / "r.tsv").read_bytes().startswith("\ufeffbriefing\tref".encode())
    assert "neither" in run("review", "export", "r.doc", code=2)[1]


def test_verdicts_reach_the_ledger_with_who_and_when(run: Run, issued: Path) -> None:
    before = ledger(run)
    fund, schools, roads = (next(ar for ar in before if ar.startswith(text[:12])) for text in (FUND, SCHOOLS, ROADS))
    assert before[fund]["review"]
    verdicts(
        issued,
        {"Arabic": fund, "correction": "will give $66 million to the water fund", "correct sum": "$66 million"},
        {"Arabic": schools, "verdict": "rejected"},
        {"Arabic": roads, "verdict": "accepted", "correct date": "by 2027-06", "correct who": "State of Kuwait"},
    )
    assert "verdicts kept" in run("review", "import", "v.tsv", "--by", "Amal")[1]
    after = ledger(run)
    assert set(after) == {fund, roads}
    assert after[fund]["what"] == "will give $66 million to the water fund"
    assert (after[fund]["amounts"][0]["value"], after[fund]["how_much"]) == (66e6, "$66 million")
    assert not after[fund]["review"]
    assert after[fund]["reviewed"] == {"verdict": "corrected", "who": "Amal", "at": "2026-11-23T03:00:00+00:00"}
    assert (after[roads]["actor"], after[roads]["deadline"]["value"]) == ("State of Kuwait", "../2027-06")
    assert {one["who"] for one in json.loads(run("review", "list", "--json")[0])} == {"Amal"}
    verdicts(issued, {"Arabic": schools, "verdict": "none"})
    run("review", "import", "v.tsv")
    assert set(ledger(run)) == {fund, schools, roads}


def test_a_brief_says_what_was_said_of_its_lines(run: Run, issued: Path) -> None:
    def page() -> dict[str, Any]:
        run("brief", "in/a.jsonl", "--out", "b", "--quiet")
        (path,) = (issued / "b").glob("*/briefing.json")
        return dict(json.loads(path.read_text(encoding="utf-8")))

    def lines(made: dict[str, Any]) -> list[dict[str, Any]]:
        return [b for s in made["sections"] if s["id"] in ("commitments", "withheld") for b in s["bullets"]]

    first = lines(page())
    fund = next(line["ar"] for line in first if line["ar"].startswith(FUND[:12]))
    schools = next(line["ar"] for line in first if line["ar"].startswith(SCHOOLS[:12]))
    verdicts(
        issued,
        {"Arabic": fund, "correction": "Qatar will give $65 million to the water fund."},
        {"Arabic": schools, "verdict": "rejected"},
    )
    run("review", "import", "v.tsv", "--by", "Amal", "--quiet")
    after = lines(page())
    assert len(after) == len(first) - 1
    (line,) = [line for line in after if line["ar"] == fund]
    assert (line["what"], line["review"]) == ("Qatar will give $65 million to the water fund", False)
    assert line["reviewed"]["who"] == "Amal"


def test_a_corrected_sentence_reaches_the_line_made_of_it(run: Run, issued: Path) -> None:
    run("translate", "--correction", FUND, "Qatar pledged $65 million for the water fund in the dry villages.")
    found = next(one for ar, one in ledger(run).items() if ar.startswith(FUND[:12]))
    assert found["what"] == "Qatar pledged $65 million for the water fund in the dry villages"
    assert found["reviewed"]["who"] == "translation memory"


def test_a_corrected_edition_says_what_changed_and_the_old_one_is_kept(run: Run, issued: Path) -> None:
    folder = issued / "digests" / "2026-W47"
    old = (folder / "digest.json").read_bytes()
    assert "would change" in run("digest", "--reissue", "2026-W47")[1]
    schools = next(ar for ar in ledger(run) if ar.startswith(SCHOOLS[:12]))
    verdicts(issued, {"Arabic": schools, "correction": "will rebuild schools"})
    run("review", "import", "v.tsv", "--by", "Amal", "--quiet")
    run("digest", "--quiet", "--week", "2026-W47")
    assert (folder / "digest.json").read_bytes() == old  # what is issued stays
    run("digest", "--quiet", "--reissue", "2026-W47")
    made = json.loads((folder / "digest.json").read_text(encoding="utf-8"))
    assert (made["edition"], made["reissued"]) == (2, "2026-11-23T03:00:00+00:00")
    assert any("will rebuild schools" in line for line in made["corrections"])
    assert (folder / "edition-1" / "digest.json").read_bytes() == old
    for name in ("digest.md", "digest.html"):
        assert "orrected edition 2" in (folder / name).read_text(encoding="utf-8")
    run("site", "www", "--quiet")
    assert "corrected edition 2" in (issued / "www" / "weeks" / "2026-W47" / "index.html").read_text(encoding="utf-8")
    assert "no digest of 2026-W40" in run("digest", "--reissue", "2026-W40", code=2)[1]
    assert "names its week" in run("digest", "--reissue", "2026-W47", "--week", "2026-W47", code=2)[1]


def test_a_corrected_edition_is_mailed_once_and_only_when_asked_for(
    run: Run, issued: Path, box: tuple[Box, int]
) -> None:
    with (issued / "mujaz.toml").open("a", encoding="utf-8") as file:
        file.write(f'[mail]\nhost = "127.0.0.1"\nport = {box[1]}\nsecurity = "none"\nfrom = "m@example.org"\n')
        file.write('to = ["a@example.org"]\n')
    taken = box[0].taken
    run("digest", "--quiet", "--week", "2026-W47", "--email")
    run("digest", "--quiet", "--reissue", "2026-W47", "--email")  # nothing to correct: nothing to send
    assert len(taken) == 1
    schools = next(ar for ar in ledger(run) if ar.startswith(SCHOOLS[:12]))
    verdicts(issued, {"Arabic": schools, "correction": "will rebuild schools"})
    run("review", "import", "v.tsv", "--by", "Amal", "--quiet")
    run("digest", "--quiet", "--reissue", "2026-W47")
    run("digest", "--quiet", "--email")
    assert len(taken) == 1  # not by itself
    for _ in range(2):
        run("digest", "--quiet", "--reissue", "2026-W47", "--email")
        run("digest", "--quiet", "--week", "2026-W47", "--email")
    (_, first), (readers, second) = taken
    assert readers == ["a@example.org"]
    assert second["Subject"] == f"Corrected: {first['Subject']}"
    assert second["In-Reply-To"] == first["Message-ID"] != second["Message-ID"]
    assert "will rebuild schools" in second.get_body(("html",)).get_content()
    assert "CORRECTED EDITION 2" in second.get_body(("plain",)).get_content()


def test_rows_that_cannot_be_read_are_named_and_the_others_kept(run: Run, issued: Path) -> None:
    verdicts(
        issued,
        {"Arabic": FUND, "verdict": "maybe"},
        {"Arabic": SCHOOLS, "correct sum": "lots"},
        {"Arabic": SCHOOLS, "correct date": "soon"},
        {"Arabic": FUND, "verdict": "corrected"},
        {"Arabic": ROADS, "verdict": "Rejected"},
        {"Arabic": "Arabic", "verdict": "verdict"},
    )
    err = run("review", "import", "v.tsv", code=4)[1]
    for number, said in ((2, "maybe"), (3, "lots"), (4, "soon"), (5, "without a correction")):
        assert f"v.tsv:{number}: " in err
        assert said in err
    assert "1 verdicts kept" in err
    (issued / "x.tsv").write_text("a\tb\n", encoding="utf-8")
    assert "no review sheet" in run("review", "import", "x.tsv", code=4)[1]
    (issued / "x.xlsx").write_bytes(b"PK broken")
    assert "cannot read" in run("review", "import", "x.xlsx", code=4)[1]


def test_a_sheet_that_was_exported_after_a_review_changes_nothing_when_imported(run: Run, issued: Path) -> None:
    fund = next(ar for ar in ledger(run) if ar.startswith(FUND[:12]))
    verdicts(issued, {"Arabic": fund, "correction": "will give $65 million"})
    run("review", "import", "v.tsv", "--by", "Amal", "--quiet")
    run("digest", "--quiet", "--reissue", "2026-W47")
    before = run("review", "list", "--json")[0]
    run("review", "export", "r.xlsx", "--quiet")
    assert [row["by"] for row in sheet(issued / "r.xlsx") if row["by"]] == ["Amal 2026-11-23"]
    assert "0 verdicts kept" in run("review", "import", "r.xlsx", "--by", "Someone")[1]
    assert run("review", "list", "--json")[0] == before


def test_articles_read_under_other_conditions_are_read_again(run: Run, issued: Path) -> None:
    assert run("reread", "--dry-run")[1] == "0 articles to be read again\n"
    (issued / "names.tsv").write_text(
        "arabic\tvariants\tenglish\ttype\tnote\tsource\nدولة قطر\t\tQatari State\tcountry\t\tours\n", encoding="utf-8"
    )
    text = (issued / "mujaz.toml").read_text(encoding="utf-8")
    (issued / "mujaz.toml").write_text(text + '[translation]\nglossary = ["names.tsv"]\n', encoding="utf-8")
    assert run("reread", "--dry-run")[1] == "1 articles to be read again\n"
    assert json.loads(run("status", "--json")[0])["outdated"] == 1
    assert "1 read with an older glossary or older rules (mujaz reread)" in run("status")[0]
    assert "1 articles were read with an older glossary" in run("doctor", "--no-model")[0]
    before = len(ledger(run))
    assert run("reread")[1] == "1 articles read again\n"
    assert run("reread")[1] == "0 articles read again\n"
    assert json.loads(run("status", "--json")[0])["outdated"] == 0
    assert len(ledger(run)) == before


def test_a_change_of_the_rules_asks_for_another_reading(
    run: Run, issued: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert json.loads(run("status", "--json")[0])["outdated"] == 0
    monkeypatch.setattr(understand, "rules", lambda: "9+changed")
    assert json.loads(run("status", "--json")[0])["outdated"] == 1
    assert run("reread")[1] == "1 articles read again\n"
    assert json.loads(run("status", "--json")[0])["outdated"] == 0
