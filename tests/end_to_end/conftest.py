"""The real thing: the real `mujaz` command in a process of its own, with the embedded model."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

Mujaz = Callable[..., subprocess.CompletedProcess[str]]
Start = Callable[..., "subprocess.Popen[bytes]"]


@pytest.fixture(scope="session")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One cache for the whole session, so that the model is expanded and converted once."""
    return tmp_path_factory.mktemp("cache")


@pytest.fixture(scope="session")
def environment(cache: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The environment of a user who has nothing but the installed package."""
    home = tmp_path_factory.mktemp("someone")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("MUJAZ_", "XDG_"))}
    return kept | dict.fromkeys(("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME"), str(home)) | {"MUJAZ_CACHE": str(cache)}


@pytest.fixture(scope="session")
def mujaz(environment: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> Mujaz:
    """Run mujaz in an empty folder; `stdin` is its standard input."""
    empty = tmp_path_factory.mktemp("empty")

    def run(*args: str | Path, stdin: str | None = None) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "mujaz", *map(str, args)],
            capture_output=True,
            text=True,
            check=False,
            cwd=empty,
            env=environment,
            input=stdin,
        )

    return run


@pytest.fixture(scope="session")
def start(environment: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> Start:
    """Start mujaz without waiting for it, what it says thrown away."""
    empty = tmp_path_factory.mktemp("empty")

    def begin(*args: str | Path) -> "subprocess.Popen[bytes]":
        silent = subprocess.DEVNULL
        return subprocess.Popen(
            [sys.executable, "-m", "mujaz", *map(str, args)], stdout=silent, stderr=silent, cwd=empty, env=environment
        )

    return begin
