"""SentencePiece both ways and the clean-up of decoded English."""

import warnings
from pathlib import Path

import pytest

from mujaz.arabic.normalise import for_model
from mujaz.errors import ModelError
from mujaz.models.pieces import Pieces, read_vocabulary, tidy
from tests.support.tiny_marian import PAIRS


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("the State & apos; s commitment", "the State's commitment"),
        ("the State&apos;s commitment", "the State's commitment"),
        ("Peace &amp; Security", "Peace & Security"),
        ("he said & quot; yes & quot;", 'he said " yes "'),
        ("AT&T; and others", "AT&T; and others"),
        ("▁the▁end  .", "the end ."),
        ("a ⁇ b", "a b"),
        ("no entity ' s here", "no entity ' s here"),
    ],
)
def test_tidy(raw: str, clean: str) -> None:
    assert tidy(raw) == clean


def test_pieces_are_those_of_the_marian_tokenizer(tiny: Path) -> None:
    from transformers import MarianTokenizer

    pieces = Pieces(tiny, read_vocabulary(tiny / "vocab.json"))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        theirs = MarianTokenizer.from_pretrained(str(tiny))
    for arabic, english in PAIRS:
        text = for_model(arabic)
        assert pieces.encode(text) == theirs.convert_ids_to_tokens(theirs(text).input_ids)
        assert pieces.count(text) == len(pieces.encode(text)) - pieces.overhead
        assert pieces.decode(theirs.convert_ids_to_tokens(theirs(text_target=english).input_ids)) == english


def test_a_language_code_is_asked_for_only_when_the_model_knows_it(tiny: Path) -> None:
    known = Pieces(tiny, [">>eng<<", ">>fra<<", "</s>"])
    assert known.encode("دعم")[0] == ">>eng<<"
    assert known.overhead == 2
    assert Pieces(tiny, ["</s>"]).encode("دعم")[0] != ">>eng<<"
    assert Pieces(tiny, [">>fra<<"]).prefix == ()


def test_text_that_looks_like_a_code_stays_text(tiny: Path) -> None:
    pieces = Pieces(tiny, [">>eng<<", ">>fra<<", "</s>"])
    encoded = pieces.encode(">>fra<< دعم </s> دعم")
    assert encoded.count(">>eng<<") == 1
    assert ">>fra<<" not in encoded
    assert encoded.count("</s>") == 1
    assert encoded[-1] == "</s>"
    assert pieces.count(">>fra<< دعم") > pieces.count("دعم")


def test_language_of_the_source(tiny: Path) -> None:
    assert Pieces(tiny, ["</s>"]).language == "ar"


def test_a_damaged_model_is_named(tmp_path: Path) -> None:
    (tmp_path / "source.spm").write_bytes(b"no model")
    with pytest.raises(ModelError, match="damaged"):
        Pieces(tmp_path, [])
    with pytest.raises(ModelError, match="vocabulary"):
        read_vocabulary(tmp_path / "vocab.json")
