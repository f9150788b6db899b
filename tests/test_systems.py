"""macOS and Windows, as far as they can be played on another system: what they lack, refuse and forbid.

Nothing here runs on these systems themselves; the README says so.
"""

import ast
import os
import subprocess
import sys
from pathlib import Path, PureWindowsPath
from typing import Any

import pytest

from mujaz import files
from mujaz.digest.actors import slug_of
from mujaz.errors import of_system
from mujaz.files import portable, write_atomic

SOURCE = Path(__file__).resolve().parent.parent / "src" / "mujaz"
ARTICLE = "تعهدت النرويج بتقديم 20 مليون دولار لتوسيع محطة المياه قبل نهاية عام 2027.\n"
SETTINGS = '[[folder]]\nname = "in"\npath = "in"\nsettle = 0\n[digest]\nformats = ["md", "html", "docx"]\n'

# What the systems do not have, less what libraries ask for when they see that this is Linux. Removed before anything of
# Mujaz is imported.
MACOS = "del os.sched_getaffinity"
WINDOWS = """
for name in ("fcntl", "grp", "pwd", "resource", "termios"):
    sys.modules[name] = None
for name in ("sched_getaffinity", "fork", "geteuid", "kill", "mkfifo", "O_NOFOLLOW", "O_DIRECTORY"):
    delattr(os, name)
for name in ("SIGALRM", "SIGKILL", "SIGHUP", "SIGUSR1", "setitimer", "ITIMER_REAL", "alarm"):
    delattr(signal, name)
"""
JOB = """
from mujaz.cli import main
def mujaz(*args):
    try:
        main([str(arg) for arg in args])
    except SystemExit as stop:
        print("EXIT", args[0], stop.code)
mujaz("brief", "in", "--out", "briefings")
mujaz("fetch")
mujaz("digest", "--week", "2024-W45")
mujaz("ledger", "--xlsx", "ledger.xlsx")
mujaz("review", "export", "review.xlsx")
mujaz("site", "www")
mujaz("schedule", "show")
mujaz("status")
"""


def job(lacks: str, folder: Path) -> "subprocess.CompletedProcess[str]":
    """A whole week in a fresh interpreter of a system that lacks something; its store lies in `folder`."""
    (folder / "in").mkdir()
    (folder / "in" / "2024-11-05.txt").write_text(f"قنا (5-11-2024) - {ARTICLE}", encoding="utf-8")
    (folder / "mujaz.toml").write_text(SETTINGS, encoding="utf-8")
    return subprocess.run(
        [sys.executable, "-c", f"import os, signal, sys\n{lacks}\n{JOB}"],
        cwd=folder,
        env={**os.environ, "USERNAME": "desk", "USER": "desk"},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize("lacks", [pytest.param(MACOS, id="macos"), pytest.param(WINDOWS, id="windows")])
def test_a_week_of_work_without_what_the_system_lacks(lacks: str, tmp_path: Path) -> None:
    done = job(lacks, tmp_path)
    exits = [line for line in done.stdout.splitlines() if line.startswith("EXIT")]
    assert len(exits) == 8, done.stderr
    assert all(line.endswith(" 0") for line in exits), (exits, done.stderr)
    made = [path.relative_to(tmp_path) for path in tmp_path.rglob("*")]
    assert {"briefing.pdf", "ledger.xlsx", "review.xlsx", "index.html", "digest.docx"} <= {path.name for path in made}
    for path in made:
        assert all(allowed(part) for part in path.parts), path
        assert len(str(path)) < 150, path  # of the 260 that Windows takes, the rest is for the place of the job


def allowed(name: str) -> bool:
    """Whether Windows takes a file of this name."""
    return not (set(name) & set('<>:"/\\|?*') or name[-1] in " ." or PureWindowsPath(name).is_reserved())


@pytest.mark.parametrize("name", ["con", "Aux", "nul", "com1", "LPT9"])
def test_names_of_devices_are_no_names_of_pages(name: str) -> None:
    assert not allowed(f"{name}.html")
    assert allowed(f"{portable(name)}.html")
    assert allowed(f"{slug_of(name)}.html")
    assert slug_of("Norway") == portable("norway") == "norway"


class HeldError(PermissionError):
    """What Windows raises for a file that another program has open."""

    winerror = 32


def held(monkeypatch: pytest.MonkeyPatch, times: int) -> list[Path]:
    """Let the next `times` renames be refused; gives the list of tries."""
    tries: list[Path] = []
    rename = Path.replace

    def replace(self: Path, target: Path) -> Path:
        tries.append(target)
        if len(tries) <= times:
            raise HeldError(13, "The process cannot access the file", str(self))
        return rename(self, target)

    monkeypatch.setattr(Path, "replace", replace)
    monkeypatch.setattr(files, "PATIENCE", 0.2)
    return tries


def test_a_file_held_for_a_moment_is_waited_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tries = held(monkeypatch, 2)
    write_atomic(tmp_path / "page.html", b"new")
    assert len(tries) == 3
    assert (tmp_path / "page.html").read_bytes() == b"new"


def test_a_file_open_in_another_program_is_named_and_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "page.docx").write_bytes(b"old")
    held(monkeypatch, 1000)
    with pytest.raises(OSError, match=r"page\.docx") as caught:
        write_atomic(tmp_path / "page.docx", b"new")
    assert "another program has it open" in str(of_system(caught.value))
    assert [path.name for path in tmp_path.iterdir()] == ["page.docx"]
    assert (tmp_path / "page.docx").read_bytes() == b"old"


def test_a_refusal_of_another_kind_is_not_waited_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tries: list[Any] = []

    def replace(self: Path, target: Path) -> None:
        tries.append(target)
        raise PermissionError(13, "Permission denied", str(self))

    monkeypatch.setattr(Path, "replace", replace)
    with pytest.raises(OSError, match="Permission denied"):
        write_atomic(tmp_path / "page.html", b"new")
    assert len(tries) == 1


def test_no_text_is_written_with_the_line_ends_of_the_system() -> None:
    for path in SOURCE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "write_text":
                assert "newline" in {word.arg for word in node.keywords}, f"{path}:{node.lineno}"


def test_texts_with_the_line_ends_of_windows_are_read_like_others(tmp_path: Path) -> None:
    from mujaz.config import load
    from mujaz.lexicon.names import parse

    table = "arabic\tvariants\tenglish\ttype\tnote\tsource\r\nمجلس الضفاف\t\tBanks Council\tbody\t\town\r\n"
    entries, problems = parse(table)
    assert [entry.english for entry in entries] == ["Banks Council"]
    assert not problems
    (tmp_path / "m.toml").write_bytes(b'[translation]\r\nmodel = "own"\r\n')
    assert load(str(tmp_path / "m.toml"), {}).translation.model == "own"
