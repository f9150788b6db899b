from pathlib import Path

import sentencepiece
from training.prepare import digits_apart

from mujaz.resources import package_path


def test_numbers_are_cut_into_digits_and_nothing_else_changes(tmp_path: Path) -> None:
    model = package_path("data", "ar-en-mini", "target.spm")
    again = tmp_path / "again.spm"
    digits_apart(model, again)
    before, after = (sentencepiece.SentencePieceProcessor(model_file=str(path)) for path in (model, again))
    assert len(before) == len(after)
    text = "The pledges of the conference"
    assert before.encode(text) == after.encode(text)
    pieces = after.encode("in 2030 and A/74/607", out_type=str)
    assert all(len(piece.lstrip("▁")) == 1 for piece in pieces if any(ch.isdigit() for ch in piece))
    assert after.decode(pieces) == "in 2030 and A/74/607"
