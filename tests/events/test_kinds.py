from pathlib import Path

import pytest

from mujaz.arabic.normalise import fold_word
from mujaz.errors import DataError
from mujaz.events.facts import kind_of, read
from mujaz.events.kinds import Kind, kind_label, kinds, load
from tests.support.sample_analysis import analysis


@pytest.mark.parametrize("kind", kinds(), ids=lambda kind: kind.id)
def test_example_of_each_kind(kind: Kind) -> None:
    assert read(analysis(kind.example, title=kind.example)).kind == kind.id


def test_labels_are_english() -> None:
    assert kind_label("conference") == "Conference"
    assert kind_label("nonsense") == "News report"


def test_cue_without_a_name() -> None:
    text = "وقعت الشركة عقدا لبناء ميناء"
    assert kind_of(None, "", text) == "agreement-signing"


def test_what_is_signed_at_a_meeting_makes_it_an_agreement() -> None:
    told = analysis("عقد الوزيران اجتماعهما الثالث حول المياه في تونس ووقعا مذكرة تفاهم بشأن السدود")
    assert read(told).kind == "agreement-signing"


def test_names_are_folded() -> None:
    assert all(name == fold_word(name) for kind in kinds() for name in kind.names)


def test_a_broken_file_is_named(tmp_path: Path) -> None:
    path = tmp_path / "kinds.toml"
    path.write_text('[[kind]]\nid = "x"\n')
    with pytest.raises(DataError, match="x"):
        load(path)
    path.write_text("not toml [")
    with pytest.raises(DataError, match=r"kinds\.toml"):
        load(path)
