"""`mujaz brief` with the embedded model, killed at random moments: whole files, a sound store, the same bytes after."""

import random
import resource
from pathlib import Path

import pytest
from tests.support.hostile import good
from tests.support.killing import is_sound, kill_after, tree

from .conftest import Mujaz, Start


class Runs:
    """One command on one small article, done in peace first: what it gives, and what it costs."""

    def __init__(self, mujaz: Mujaz, start: Start, folder: Path) -> None:
        self.mujaz, self.start, self.folder = mujaz, start, folder
        (folder / "a.txt").write_bytes(good(7))
        (folder / "b.txt").write_bytes(good(9).replace("الدوحة".encode(), "مسقط".encode()))
        self.run("warm")  # the model is unpacked and converted
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        self.expected = self.run("calm")
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        self.cost = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        assert len(self.expected) >= 4

    def options(self, name: str) -> tuple[str | Path, ...]:
        given = ("brief", self.folder / "a.txt", self.folder / "b.txt", "--quiet")
        formats = ("--format=json", "--format=html", "--format=md")
        return (*given, *formats, "--out", self.folder / name, "--store", self.folder / f"{name}.sqlite")

    def run(self, name: str) -> dict[str, bytes]:
        done = self.mujaz(*self.options(name))
        assert done.returncode == 0, done.stderr
        return tree(self.folder / name)

    def kill(self, name: str, share: float) -> bool:
        """Kill a run when it has used this share of what it costs; False when it was done before."""
        died = kill_after(self.start(*self.options(name)), share * self.cost)
        left = tree(self.folder / name)
        assert {path: data for path, data in left.items() if self.expected.get(path) != data} == {}
        assert is_sound(self.folder / f"{name}.sqlite")
        return died


def test_five_kills_one_after_the_other_on_one_store(mujaz: Mujaz, start: Start, tmp_path: Path) -> None:
    runs = Runs(mujaz, start, tmp_path)
    dice = random.Random(5)
    shares = sorted(dice.uniform(0.05, 0.7) for _ in range(5))  # with what earlier ones left, a run is done sooner
    died = sum(runs.kill("wild", share) for share in shares)
    assert died >= 2
    assert runs.run("wild") == runs.expected
    assert is_sound(tmp_path / "wild.sqlite")


@pytest.mark.slow
def test_thirty_kills_each_with_a_run_of_its_own_afterwards(mujaz: Mujaz, start: Start, tmp_path: Path) -> None:
    runs = Runs(mujaz, start, tmp_path)
    dice = random.Random(30)
    died = 0
    for number in range(30):
        died += runs.kill(f"wild{number}", dice.uniform(0.0, 1.0))
        assert runs.run(f"wild{number}") == runs.expected
        assert is_sound(tmp_path / f"wild{number}.sqlite")
    assert died >= 20
