"""A vocabulary made larger: what was taken out of a model comes back; the result packs, converts and translates."""

import json
from pathlib import Path
from typing import Any

import pytest
import torch
from tests.support.tiny_marian import PAIRS
from training.evaluate import Translator
from training.export import checkpoint, write_ct2, write_packed
from training.extend import BIAS, TABLE, Numbered, extend, extended, larger, left_out, live_pieces
from training.train import Run, Settings

from mujaz.errors import DataError
from mujaz.models import packed
from mujaz.models.convert import write_shortlist


@pytest.fixture(scope="module")
def family(tiny: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path, Path, list[str]]:
    """The tiny model as the parent; as its child, the same without half of its English pieces.

    Gives the folder of parents, the child's checkpoint, the child's text folder, and the pieces the child lost.
    """
    from safetensors.torch import load_file

    folder = tmp_path_factory.mktemp("family")
    weights = {k: v for k, v in load_file(tiny / "model.safetensors").items() if "embed_positions" not in k}
    vocab: dict[str, int] = json.loads((tiny / "vocab.json").read_text(encoding="utf-8"))
    weights.setdefault(BIAS, torch.zeros(1, len(vocab)))
    parents, text = folder / "parents", folder / "text"
    (parents / "fr_en").mkdir(parents=True)
    torch.save(weights, parents / "fr_en" / "pytorch_model.bin")
    (parents / "fr_en" / "vocab.json").write_text(json.dumps(vocab), encoding="utf-8")
    lost = left_out(live_pieces(tiny / "target.spm"), vocab, {})[::2]
    kept = [piece for piece in vocab if piece not in lost]
    rows = torch.tensor([vocab[piece] for piece in kept])
    child = {**weights, TABLE: weights[TABLE][rows], BIAS: weights[BIAS][:, rows]}
    text.mkdir()
    for side in ("source.spm", "target.spm"):
        (text / side).write_bytes((tiny / side).read_bytes())
    (text / "vocab.json").write_text(json.dumps({p: n for n, p in enumerate(kept)}), encoding="utf-8")
    torch.save({"model": child, "config": shape(len(kept)), "tokens": 7}, folder / "child.pt")
    return parents, folder / "child.pt", text, lost


def shape(size: int) -> dict[str, Any]:
    return {
        "vocab_size": size, "d_model": 64, "ffn_dim": 128, "heads": 4, "encoder_layers": 1, "decoder_layers": 1,
        "dropout": 0.0, "max_positions": 512, "activation": "swish", "pad": size - 1, "eos": 0,
    }  # fmt: skip


@pytest.fixture(scope="module")
def grown(family: tuple[Path, Path, Path, list[str]], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The child with its vocabulary extended."""
    parents, child, text, _ = family
    out = tmp_path_factory.mktemp("grown")
    extend(child, parents, text, out)
    return out


def test_the_pieces_come_back_behind_the_old_ones_and_padding_stays_last(
    family: tuple[Path, Path, Path, list[str]], grown: Path
) -> None:
    lost = family[3]
    before = json.loads((family[2] / "vocab.json").read_text(encoding="utf-8"))
    after = json.loads((grown / "vocab.json").read_text(encoding="utf-8"))
    assert len(lost) > 20
    assert list(after) == [*list(before)[:-1], *lost, "<pad>"]
    stored = torch.load(grown / "init.pt", weights_only=True)
    assert stored["config"]["vocab_size"] == len(after) == len(stored["model"][TABLE])
    assert stored["config"]["pad"] == after["<pad>"]
    assert stored["tokens"] == 7


def test_a_run_goes_on_from_the_extended_checkpoint(grown: Path) -> None:
    run = Run(torch.load(grown / "init.pt", weights_only=True), Settings(), "cpu")
    assert run.model.model.shared.weight.size(0) == run.model.config.vocab_size


def test_the_larger_model_packs_converts_and_writes_the_words_it_had_lost(
    family: tuple[Path, Path, Path, list[str]], grown: Path, tmp_path: Path
) -> None:
    english = {}
    for name, pt, text in (("child", family[1], family[2]), ("grown", grown / "init.pt", grown)):
        weights, config = checkpoint(pt)
        write_packed(weights, config, text, tmp_path / name / "packed", 0.02)
        packed.verify(tmp_path / name / "packed")
        packed.write_hf(tmp_path / name / "packed", tmp_path / name / "hf")
        write_ct2(tmp_path / name / "hf", tmp_path / name / "ct2")
        english[name] = Translator(tmp_path / name / "ct2", threads=1)([ar for ar, _ in PAIRS])
    assert english["grown"] == [en for _, en in PAIRS]
    assert english["child"] != english["grown"]


def test_the_shortlist_of_the_larger_model_holds_the_new_pieces(
    family: tuple[Path, Path, Path, list[str]], grown: Path, tmp_path: Path
) -> None:
    write_shortlist(family[2], tmp_path / "before")
    write_shortlist(grown, tmp_path / "after")
    before, after = ((tmp_path / name).read_text(encoding="utf-8").split() for name in ("before", "after"))
    assert set(after) - set(before) == set(family[3])


def test_a_new_row_is_the_parents_moved_as_the_shared_rows_have_moved() -> None:
    ids = {"</s>": 0, "▁a": 1, "▁b": 2, "▁new": 3, "<pad>": 4}
    vocab = {"</s>": 0, "▁a": 1, "▁b": 2, "كلمة": 3, "<pad>": 4}
    parent = {TABLE: torch.arange(10.0).reshape(5, 2), BIAS: torch.zeros(1, 5)}
    child = {TABLE: parent[TABLE] + torch.tensor([1.0, -1.0]), BIAS: parent[BIAS] + 0.5}
    made = extended(Numbered(child, vocab), Numbered(parent, ids), ["▁a", "▁b", "▁new"], ["▁new"])
    assert made[TABLE].tolist() == [[1, 0], [3, 2], [5, 4], [7, 6], [7, 6], [9, 8]]
    assert made[BIAS].tolist() == [[0.5] * 6]


def test_only_pieces_in_latin_letters_that_the_parent_knows_are_taken() -> None:
    live = ["▁Ankara", "▁d’", "▁2030", "▁--", "Ж", "ق", "▁here", "▁strange"]
    parent = dict.fromkeys([piece for piece in live if piece != "▁strange"], 0)
    assert left_out(live, parent, {"▁here": 0}) == ["▁Ankara", "▁d’"]


def test_folders_that_do_not_belong_together_are_told() -> None:
    with pytest.raises(DataError, match="0, 1, 2"):
        larger({"</s>": 0, "<pad>": 2}, ["▁a"])
    weights = {TABLE: torch.zeros(3, 2), BIAS: torch.zeros(1, 3)}
    with pytest.raises(DataError, match=r"2 pieces in vocab\.json, 3 rows"):
        extended(Numbered(weights, {"</s>": 0, "<pad>": 1}), Numbered(weights, {}), [], [])
    with pytest.raises(DataError, match="share no piece"):
        extended(Numbered(weights, {"</s>": 0, "x": 1, "<pad>": 2}), Numbered(weights, {}), ["▁a"], [])
