"""Fixtures for the whole suite. Nothing here reaches for the network or for the user's own files."""

import importlib.util
import ipaddress
import os
import socket
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from hypothesis import settings

from tests.support.tiny_marian import tiny
from tests.support.web import certificate, make, web

__all__ = ["certificate", "make", "tiny", "web"]

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"

# CI tries the same texts every time: what it refuses is the change, not the dice. Elsewhere each run tries others.
settings.register_profile("ci", derandomize=True)
if os.environ.get("CI"):
    settings.load_profile("ci")


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


@pytest.fixture(autouse=True)
def only_this_machine(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """No test can reach a real address: only this machine may be connected to, and no proxy of the user's is asked."""
    connect = socket.socket.connect

    def guarded(own: socket.socket, address: Any) -> None:
        if own.family in (socket.AF_INET, socket.AF_INET6):
            try:
                here = address[0] == "localhost" or ipaddress.ip_address(address[0]).is_loopback
            except ValueError:
                here = False
            assert here, f"a test wanted to reach a real address: {address}"
        connect(own, address)

    monkeypatch.setattr(socket.socket, "connect", guarded)
    for name in ("http_proxy", "https_proxy", "all_proxy", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)
    return guarded
