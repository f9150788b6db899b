"""The translation memory and corrections."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from mujaz.records.translation import Check, Conditions
from mujaz.store.store import Store
from mujaz.translation.memory import Memory, Remembered, normalised

CONDITIONS = Conditions("tiny@1/torch", "1", "abc")


@pytest.fixture
def memory(tmp_path: Path) -> Iterator[Memory]:
    with Store(tmp_path / "store.sqlite") as store:
        yield Memory(store)


def test_what_was_saved_comes_back(memory: Memory) -> None:
    item = Remembered("نص", "text", (Check("numbers", ok=False, detail="15"),), CONDITIONS, -0.25)
    memory.save([item])
    assert memory.lookup(CONDITIONS, ["نص", "آخر"]) == {"نص": item}


@pytest.mark.parametrize(
    "other",
    [
        Conditions("tiny@2/torch", "1", "abc"),
        Conditions("tiny@1/torch", "2", "abc"),
        Conditions("tiny@1/torch", "1", ""),
    ],
)
def test_other_conditions_do_not_hit(memory: Memory, other: Conditions) -> None:
    memory.save([Remembered("نص", "text", (), CONDITIONS)])
    assert memory.lookup(other, ["نص"]) == {}


def test_many_at_once(memory: Memory) -> None:
    texts = [f"نص {i}" for i in range(2500)]
    memory.save(Remembered(t, t.replace("نص", "text"), (), CONDITIONS) for t in texts)
    assert len(memory.lookup(CONDITIONS, texts)) == 2500
    assert memory.corrections(texts) == {}


def test_a_failed_save_leaves_nothing(memory: Memory) -> None:
    with pytest.raises(ValueError, match="conditions"):
        memory.save([Remembered("أ", "a", (), CONDITIONS), Remembered("ب", "b")])
    assert memory.lookup(CONDITIONS, ["أ"]) == {}


def test_corrections_are_found_under_every_spelling(memory: Memory) -> None:
    memory.correct([("أعلنت الدولة ٥ برامج.", "The State announced five programmes.")])
    spellings = ["أعلنت الدولة 5 برامج", "أعلنت  الدولة ٥ برامج.", "أعْلَنَت الدولة ٥ برامج ."]
    assert memory.corrections([*spellings, "أعلنت الدولة 6 برامج"]) == dict.fromkeys(
        spellings, "The State announced five programmes."
    )


def test_a_later_correction_wins_until_it_is_removed(memory: Memory) -> None:
    memory.correct([("نص", "first")])
    memory.correct([("نص", "second")])
    assert memory.corrections(["نص"]) == {"نص": "second"}
    assert memory.forget(["نص", "لا شيء"]) == 1
    assert memory.corrections(["نص"]) == {}


def test_normalised() -> None:
    assert normalised("  «نَصّ»  ٥ .") == '"نص" 5'


def test_two_stores_see_each_other(tmp_path: Path) -> None:
    with Store(tmp_path / "s.sqlite") as one, Store(tmp_path / "s.sqlite") as two:
        Memory(one).save([Remembered("نص", "text", (), CONDITIONS)])
        assert Memory(two).lookup(CONDITIONS, ["نص"])
