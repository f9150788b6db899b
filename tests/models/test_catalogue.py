"""models.txt."""

from pathlib import Path

import pytest

from mujaz.config import Settings, TranslationSettings
from mujaz.errors import DataError
from mujaz.models.catalogue import parse, read_catalogue

LINE = "tiny  hub:owner/tiny  main  Apache-2.0  -  default, for tests"


def test_a_line() -> None:
    (entry,) = parse(f"# a comment\n\n{LINE}\n")
    assert (entry.name, entry.kind, entry.location, entry.revision) == ("tiny", "hub", "owner/tiny", "main")
    assert (entry.licence, entry.sha256, entry.role) == ("Apache-2.0", "", "default, for tests")
    assert entry.default
    assert not entry.pinned


def test_a_commit_or_a_checksum_pins() -> None:
    assert parse(LINE.replace("main", "a" * 40))[0].pinned
    assert parse(LINE.replace(" - ", f" {'0' * 64} "))[0].pinned


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("tiny hub:a/b main MIT -", "line 1 has 5 columns"),
        (f"{LINE}\n{LINE}", "line 2: name 'tiny'"),
        (LINE.replace("tiny ", "Tiny! "), "name 'Tiny!'"),
        (LINE.replace("hub:", "ftp:"), "cannot read 'ftp:owner/tiny'"),
        (LINE.replace(" - ", " abc "), "'abc' is no SHA-256"),
        (LINE.replace("default", "other"), "default to exactly one"),
        ("", "default to exactly one"),
    ],
)
def test_errors_name_the_place(text: str, says: str) -> None:
    with pytest.raises(DataError) as error:
        parse(text)
    assert says in str(error.value)


def test_the_shipped_catalogue() -> None:
    entries = {e.name: e for e in read_catalogue(Settings())}
    assert entries["ar-en-mini"].default
    assert entries["ar-en-mini"].kind == "package"
    assert entries["opus-mt-ar-en"].licence == "Apache-2.0"
    assert entries["opus-mt-tc-big-ar-en"].licence == "CC-BY-4.0"
    assert "attribution" in entries["opus-mt-tc-big-ar-en"].role


def test_a_catalogue_of_ones_own(tmp_path: Path) -> None:
    own = tmp_path / "models.txt"
    own.write_text(LINE, encoding="utf-8")
    settings = Settings(translation=TranslationSettings(models_txt=str(own)))
    assert [e.name for e in read_catalogue(settings)] == ["tiny"]
    own.unlink()
    with pytest.raises(DataError, match=r"models\.txt"):
        read_catalogue(settings)
