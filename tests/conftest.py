"""Fixtures for the whole suite. Nothing here reaches for the network or for the user's own files."""

from pathlib import Path

import pytest

SHARED = Path(__file__).resolve().parent.parent.parent / "shared"


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder ../shared; tests that need it skip where it is absent."""
    if not (SHARED / "gold").is_dir():
        pytest.skip("../shared (seeds, gold, corpus) is not beside this checkout")
    return SHARED


@pytest.fixture(autouse=True)
def private_home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every test has its own XDG folders, so that none reads or writes the user's."""
    home = tmp_path_factory.mktemp("home")
    for name in ("CONFIG", "DATA", "CACHE", "STATE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(home / name.lower()))
    for name in ("MODEL", "ENGINE", "STORE", "TEMPLATE_DIR", "CACHE", "CONFIG", "USER_CONFIG", "HUB"):
        monkeypatch.delenv(f"MUJAZ_{name}", raising=False)
