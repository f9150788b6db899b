"""A job of the test's own and a way to run commands in it; a module says with `job` what lies there."""

from collections.abc import Callable
from pathlib import Path

import pytest

from mujaz.cli import main

Run = Callable[..., tuple[str, str]]


@pytest.fixture
def run(job: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    def call(*args: str, code: int = 0) -> tuple[str, str]:
        with pytest.raises(SystemExit) as stop:
            main(list(args))
        out, err = capsys.readouterr()
        assert (stop.value.code or 0) == code, err
        return out, err

    return call
