"""The documents stay true: commands, options, paths and exit codes they name are really there."""

import re
from pathlib import Path

import pytest
from click.testing import CliRunner
from tools.doc_tables import MARKED, TABLES, filled

from mujaz import errors
from mujaz.cli import COMMANDS, group
from mujaz.config import SECTIONS

ROOT = Path(__file__).resolve().parent.parent
DOCUMENTS = sorted([ROOT / "README.md", *(ROOT / "docs").glob("*.md")])
README = (ROOT / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", COMMANDS)
def test_the_readme_names_every_command(name: str) -> None:
    assert f"mujaz {name}" in README


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_commands_and_options_in_the_documents_exist(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    for line in re.findall(r"(?:^ {4}|`)(mujaz [a-z][^`\n]*)", text, re.MULTILINE):
        words = line.split("#")[0].split()
        assert words[1] in COMMANDS, line
        help_text = CliRunner().invoke(group, [words[1], "--help"]).output
        options = re.findall(r"(?<!\S)--[a-z-]+", line)
        if any(option not in help_text for option in options):  # an option of a sub-command
            sub = next(word.split("/")[0].split("|")[0] for word in words[2:] if word[0].isalpha())
            help_text += CliRunner().invoke(group, [words[1], sub, "--help"]).output
        for option in options:
            assert option in help_text, f"{option} in {line!r}"


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_files_the_documents_point_to_exist(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    for target in re.findall(r"\]\(([^)#:]+)\)", text):
        assert (path.parent / target).exists(), target
    for target in re.findall(r"`((?:src|docs|samples|templates|training|benchmarks|deploy|tests)/[\w./*-]*)`", text):
        assert any(ROOT.glob(target.rstrip("/"))), target


def test_the_make_targets_the_readme_names_exist() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for target in re.findall(r"^ {4}make (\w+)", README, re.MULTILINE):
        assert re.search(rf"^{target}:", makefile, re.MULTILINE), target


def test_the_exit_codes_in_the_readme_are_those_of_the_errors() -> None:
    named = {int(code) for code in re.findall(r"(?:codes: |· )(\d)\s", README.replace("\n", " "))}
    kinds = (kind for kind in vars(errors).values() if isinstance(kind, type))
    used = {kind.exit_code for kind in kinds if issubclass(kind, errors.MujazError)}
    assert used <= named
    assert named == set(range(7))


def test_the_sample_settings_show_every_key() -> None:
    text = (ROOT / "samples" / "mujaz.toml").read_text(encoding="utf-8")
    for section, kind in SECTIONS.items():
        assert f"[{section}]" in text
        for key in kind.__dataclass_fields__:
            assert re.search(rf"^#? ?{key} = ", text, re.MULTILINE), f"{section}.{key}"


def test_no_registry_host_is_named_anywhere() -> None:
    hosts = re.compile("|".join(("py" + "pi[.]org", "python" + "hosted[.]org", "registry[.]npm" + "js")))
    for path in ROOT.rglob("*"):
        inside = path.relative_to(ROOT).parts
        if path.is_file() and inside[0] in {"src", "tests", "docs", "training", "benchmarks", "samples", "deploy"}:
            assert not hosts.search(path.read_bytes().decode("utf-8", "ignore")), path


def test_the_page_on_the_ledger_names_every_column_and_view() -> None:
    from mujaz.ledger.columns import COLUMNS
    from mujaz.store.store import migrations

    text = (ROOT / "docs" / "ledger.md").read_text(encoding="utf-8")
    for column in COLUMNS:
        assert f"| `{column.name}` | {column.meaning} |" in text
    sql = "".join(sql for _, _, sql in migrations())
    for view in re.findall(r"CREATE VIEW (\w+)", sql):
        assert f"| `{view}` |" in text


def test_the_floors_of_the_architecture_page_are_those_of_the_layers() -> None:
    from tests.test_layers import FLOORS

    text = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| \d+ \| (.+) \|$", text, re.MULTILINE)
    assert [set(re.findall(r"`(\w+)`", row)) for row in rows] == [rooms - {""} for rooms in FLOORS]


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_the_tables_made_from_the_code_are_fresh(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert filled(text) == text, "python -m tools.doc_tables --write"


def test_every_table_stands_in_a_document() -> None:
    used = {match[2] for path in DOCUMENTS for match in MARKED.finditer(path.read_text(encoding="utf-8"))}
    assert used == set(TABLES)


def test_an_old_table_is_found() -> None:
    old = "<!-- table: outputs -->\n| format |\n<!-- end -->\n"
    assert filled(old) != old
    assert "`docx`" in filled(old)


def test_every_check_has_its_words() -> None:
    from mujaz.checks.check import check
    from mujaz.checks.printed import Printed, line_checks
    from mujaz.english.wordings import words
    from mujaz.lexicon.names import load_glossary
    from mujaz.translation.verbatim import check as latin

    run = [
        latin("اتفاق ABC", "an accord"),
        *check("قال الوزير", "the minister said", load_glossary()),
        *line_checks(Printed(arabic="قال", said="said")),
    ]
    assert {one.name for one in run} == set(words().checks)
