"""The command group: help, version, errors as one line, exit codes, start-up without heavy imports."""

import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from mujaz import __version__
from mujaz.cli import COMMANDS, group, main
from mujaz.cli import options as options_module
from mujaz.errors import MujazError

HEAVY = (
    "torch",
    "transformers",
    "ctranslate2",
    "sentencepiece",
    "trafilatura",
    "typst",
    "docxtpl",
    "pydantic",
    "jinja2",
    "lxml",
    "rich",
    "numpy",
    "feedparser",
    "urllib3",
)


def run(*args: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-m", "mujaz", *args], capture_output=True, text=True, check=False)


def test_version_and_help() -> None:
    assert run("--version").stdout == f"mujaz {__version__}\n"
    for flag in ("-h", "--help"):
        done = run(flag)
        assert done.returncode == 0
        assert all(command in done.stdout for command in COMMANDS)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help_that_says_something(name: str) -> None:
    done = CliRunner().invoke(group, [name, "--help"])
    assert done.exit_code == 0
    assert len(done.output.splitlines()) > 4


def test_help_imports_nothing_heavy() -> None:
    script = (
        "import sys; from mujaz.cli import main\n"
        "try: main(['--help'])\n"
        "except SystemExit: pass\n"
        f"print([name for name in {HEAVY!r} if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"


@pytest.mark.parametrize(("args", "code"), [(["nonsense"], 2), (["brief"], 2), (["brief", "--engine", "x", "a"], 2)])
def test_wrong_usage_exits_with_2(args: list[str], code: int) -> None:
    done = run(*args)
    assert done.returncode == code
    assert "Traceback" not in done.stderr


def test_our_errors_are_one_line_with_their_exit_code(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    class OwnError(MujazError):
        exit_code = 5

    def fail(_: object) -> None:
        raise OwnError("no model", "run mujaz models pull")

    monkeypatch.setattr(options_module, "load", lambda *_, **__: fail(None))
    with pytest.raises(SystemExit) as stop:
        main(["doctor", "--no-model"])
    assert stop.value.code == 5
    assert capsys.readouterr().err == "mujaz: no model – run mujaz models pull\n"


def test_an_unexpected_error_is_one_line_too(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(options_module, "load", lambda *_, **__: 1 / 0)
    with pytest.raises(SystemExit) as stop:
        main(["doctor", "--no-model"])
    assert stop.value.code == 1
    assert "ZeroDivisionError" in capsys.readouterr().err


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_scripts(shell: str) -> None:
    done = run("completion", shell)
    assert done.returncode == 0
    assert "_MUJAZ_COMPLETE" in done.stdout


def test_a_configuration_that_is_missing_is_named(tmp_path: Path) -> None:
    done = run("doctor", "--no-model", "--config", str(tmp_path / "none.toml"))
    assert done.returncode == 2
    assert "none.toml" in done.stderr
