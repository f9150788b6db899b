"""mujaz models, as a user runs it."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from mujaz.cli import main

from .hub_server import COMMIT, HubServer, serving


@pytest.fixture
def hub(tiny: Path, tmp_path: Path) -> Iterator[HubServer]:
    with serving(Path(shutil.copytree(tiny, tmp_path / "served"))) as server:
        yield server


@pytest.fixture
def project(hub: HubServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a mujaz.toml and a models.txt whose default is the tiny model on the local hub."""
    folder = tmp_path / "project"
    folder.mkdir()
    (folder / "models.txt").write_text(
        "tiny hub:owner/tiny main Apache-2.0 - default, for tests\n"
        "second hub:owner/second main CC-BY-4.0 - attribution: nobody\n",
        encoding="utf-8",
    )
    (folder / "mujaz.toml").write_text(
        '# my settings\n[translation]\nmodels_txt = "models.txt"  # own list\nthreads = 1\n', encoding="utf-8"
    )
    monkeypatch.chdir(folder)
    monkeypatch.setenv("MUJAZ_HUB", hub.url)
    monkeypatch.setenv("MUJAZ_CACHE", str(tmp_path / "cache"))
    return folder


def mujaz(*args: str, code: int = 0) -> tuple[str, str]:
    """Run the command line; returns stdout and stderr."""
    import contextlib
    import io

    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err), pytest.raises(SystemExit) as stop:
        main(list(args))
    assert (stop.value.code or 0) == code, (out.getvalue(), err.getvalue())
    return out.getvalue(), err.getvalue()


def test_list_pull_list_check(project: Path) -> None:
    assert "* tiny    absent" in mujaz("models", "list")[0]
    out, err = mujaz("models", "pull", "tiny")
    assert out == f"tiny\ttiny@{COMMIT[:8]}/ctranslate2-int8\n"
    assert COMMIT in err
    listed = mujaz("models", "list", "-v")[0]
    assert "* tiny    ready" in listed
    assert COMMIT in listed
    assert "not pinned" in listed
    checked = mujaz("models", "check", "--quiet")[0].splitlines()
    assert checked[-1] == f"tiny@{COMMIT[:8]}/ctranslate2-int8\tpassed"
    assert "rights\tok\tEveryone has the right to education." in checked


def test_no_model_is_exit_code_5(project: Path) -> None:
    assert "mujaz models pull tiny" in mujaz("models", "check", code=5)[1]


def test_pull_offline_is_exit_code_5(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MUJAZ_HUB", "http://127.0.0.1:9")
    assert "needs the network once" in mujaz("models", "pull", "tiny", code=5)[1]


def test_pull_of_an_unknown_name(project: Path) -> None:
    assert "models.txt has no other" in mujaz("models", "pull", "other", code=2)[1]


def test_check_with_bleu(project: Path, tiny: Path, tmp_path: Path) -> None:
    pairs = tmp_path / "pairs.tsv"
    pairs.write_text(
        "لكل فرد الحق في التعليم.\tEveryone has the right to education.\n"
        "تعهدت الدولة بتقديم الدعم.\tThe State pledged to provide support.\n",
        encoding="utf-8",
    )
    lines = mujaz("models", "check", str(tiny), "--bleu", str(pairs), "--quiet")[0].splitlines()
    name, score, signature = lines[-2].split("\t")
    assert (name, score) == ("BLEU", "100.0")
    assert "tok:13a" in signature
    assert lines[-1].startswith("chrF2\t100.0\t")


def test_bleu_without_sacrebleu(project: Path, tiny: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import sys

    monkeypatch.setitem(sys.modules, "sacrebleu", None)
    pairs = tmp_path / "pairs.tsv"
    pairs.write_text("نص\ttext\n", encoding="utf-8")
    assert "mujaz[eval]" in mujaz("models", "check", str(tiny), "--bleu", str(pairs), "--quiet", code=2)[1]


def test_use_writes_the_project_file_and_keeps_its_comments(project: Path, tiny: Path) -> None:
    mujaz("models", "pull", "tiny", "--quiet")
    mujaz("models", "use", "tiny")
    text = (project / "mujaz.toml").read_text(encoding="utf-8")
    assert 'model = "tiny"' in text
    assert "# my settings" in text
    assert "# own list" in text
    mujaz("models", "use", str(tiny))
    assert f'model = "{tiny}"' in (project / "mujaz.toml").read_text(encoding="utf-8")
    assert "(folder)" in mujaz("models", "list")[0]


def test_use_for_the_user(project: Path, tiny: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    mine = tmp_path / "user" / "mujaz.toml"
    monkeypatch.setenv("MUJAZ_USER_CONFIG", str(mine))
    mujaz("models", "use", str(tiny), "--user")
    assert str(tiny) in mine.read_text(encoding="utf-8")


def test_use_refuses_what_is_not_here(project: Path) -> None:
    before = (project / "mujaz.toml").read_text(encoding="utf-8")
    mujaz("models", "use", "second", code=5)
    assert (project / "mujaz.toml").read_text(encoding="utf-8") == before


def test_help_is_there() -> None:
    result: Result = CliRunner().invoke(__import__("mujaz.cli.models", fromlist=["command"]).command, ["--help"])
    assert result.exit_code == 0
    for name in ("list", "pull", "check", "use"):
        assert name in result.stdout
