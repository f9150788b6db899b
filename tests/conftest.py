"""Fixtures for the whole suite. Nothing here reaches for the network or for the user's own files."""

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

from tests.support.tiny_marian import tiny
from tests.support.web import certificate, make, web

__all__ = ["certificate", "make", "tiny", "web"]

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder ../shared; tests that need it skip where it is absent."""
    if not (SHARED / "gold").is_dir():
        pytest.skip("../shared (seeds, gold, corpus) is not beside this checkout")
    return SHARED


@pytest.fixture(scope="session")
def quality() -> ModuleType:
    """benchmarks/quality.py, which is no part of the package."""
    spec = importlib.util.spec_from_file_location("quality", ROOT / "benchmarks" / "quality.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules["quality"] = module  # dataclasses look their module up
    spec.loader.exec_module(module)
    return module


@pytest.fixture(autouse=True)
def private_home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every test has its own XDG folders, so that none reads or writes the user's."""
    home = tmp_path_factory.mktemp("home")
    for name in ("CONFIG", "DATA", "CACHE", "STATE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(home / name.lower()))
    for name in ("MODEL", "ENGINE", "STORE", "TEMPLATE_DIR", "CACHE", "CONFIG", "USER_CONFIG", "HUB"):
        monkeypatch.delenv(f"MUJAZ_{name}", raising=False)
