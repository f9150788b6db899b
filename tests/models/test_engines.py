"""Both engines on a model that knows its sentences by heart."""

from pathlib import Path

import pytest

from mujaz.arabic.normalise import for_model
from mujaz.errors import ModelError
from mujaz.models.convert import ctranslate2_folder
from mujaz.models.ctranslate2_engine import CTranslate2Engine
from mujaz.models.engine import Decoding, Engine, Output
from mujaz.models.find import Model, kind_of
from mujaz.models.torch_engine import TorchEngine
from tests.support.tiny_marian import PAIRS, build

ARABIC = [for_model(ar) for ar, _ in PAIRS]
ENGLISH = [en for _, en in PAIRS]


def texts(outputs: list[Output]) -> list[str]:
    return [output.text for output in outputs]


@pytest.fixture(scope="module")
def converted(tiny: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("converted")
    return ctranslate2_folder(Model("tiny", "0" * 12, kind_of(tiny), tiny, home))


@pytest.fixture(scope="module", params=["torch", "ctranslate2"])
def engine(request: pytest.FixtureRequest, tiny: Path, converted: Path) -> Engine:
    if request.param == "torch":
        return TorchEngine("tiny/torch", tiny, threads=1)
    return CTranslate2Engine("tiny/ctranslate2", converted, threads=1)


def test_what_was_learned_comes_out_in_order(engine: Engine) -> None:
    assert texts(engine.translate(ARABIC, Decoding())) == ENGLISH
    assert texts(engine.translate(ARABIC[::-1], Decoding())) == ENGLISH[::-1]
    assert engine.translate([], Decoding()) == []


def test_progress_counts_up_to_all(engine: Engine) -> None:
    told: list[tuple[int, int]] = []
    engine.translate(ARABIC, Decoding(beam=1), lambda done, total: told.append((done, total)))
    assert told[-1] == (len(ARABIC), len(ARABIC))
    assert [done for done, _ in told] == sorted({done for done, _ in told})


def test_other_decodings(engine: Engine) -> None:
    assert texts(engine.translate(ARABIC[:1], Decoding(beam=8))) == ENGLISH[:1]
    words = texts(engine.translate(ARABIC[:2], Decoding(no_repeat_ngram=1)))
    for text in words:
        assert text


def test_a_segment_too_long_is_an_error_and_never_cut(engine: Engine) -> None:
    assert engine.max_pieces == 63
    longer = " ".join([ARABIC[0]] * 6)
    assert engine.pieces(longer) > engine.max_pieces
    with pytest.raises(ModelError, match="exceeds"):
        engine.translate([longer], Decoding())


def test_unknown_characters_and_odd_texts_do_no_harm(engine: Engine) -> None:
    odd = ["😀", "§ 漢字", ">>fra<< " + ARABIC[3], "</s>", "الحق"]
    assert len(engine.translate(odd, Decoding())) == len(odd)


def test_output_does_not_depend_on_the_batch_size(converted: Path) -> None:
    texts = [ARABIC[i % len(ARABIC)].replace("120", str(i)) for i in range(40)] + [a.split(" ")[0] for a in ARABIC]
    outputs = {
        tuple(CTranslate2Engine("tiny", converted, threads=1, batch_tokens=size).translate(texts, Decoding()))
        for size in (1, 50, 400, 10_000)
    }
    assert len(outputs) == 1


def test_what_was_learned_is_nearly_certain_and_nonsense_is_not(engine: Engine) -> None:
    learned = engine.translate(ARABIC, Decoding())
    assert all(-0.2 < output.score <= 0 for output in learned)
    assert all(output.pieces > 1 for output in learned)
    (odd,) = engine.translate(["ضضض غغغ ظظظ"], Decoding())
    assert odd.score < min(output.score for output in learned)


def test_the_mean_does_not_depend_on_the_length_penalty(engine: Engine) -> None:
    usual = engine.translate(ARABIC, Decoding(beam=1))
    other = engine.translate(ARABIC, Decoding(beam=1, length_penalty=0.6))
    assert texts(usual) == texts(other)
    assert [o.score for o in other] == pytest.approx([o.score for o in usual], abs=1e-4)


def test_scores_do_not_depend_on_the_batch_size(converted: Path) -> None:
    sources = [ARABIC[i % len(ARABIC)].replace("120", str(i)) for i in range(40)] + [a.split(" ")[0] for a in ARABIC]
    found = {
        tuple(CTranslate2Engine("tiny", converted, threads=1, batch_tokens=size).translate(sources, Decoding()))
        for size in (1, 50, 400, 10_000)
    }
    assert len(found) == 1


def test_both_engines_give_the_same_scores(tiny: Path, converted: Path) -> None:
    reference = TorchEngine("tiny/torch", tiny, threads=1).translate(ARABIC, Decoding())
    fast = CTranslate2Engine("tiny/ctranslate2", converted, threads=1).translate(ARABIC, Decoding())
    assert [o.pieces for o in fast] == [o.pieces for o in reference]
    assert [o.score for o in fast] == pytest.approx([o.score for o in reference], abs=0.02)


def test_multi_target_model(tmp_path: Path) -> None:
    folder = build(tmp_path / "multi", codes=(">>eng<<", ">>fra<<"))
    engine = TorchEngine("multi/torch", folder, threads=1)
    assert texts(engine.translate(ARABIC, Decoding())) == ENGLISH
    assert engine.max_pieces == 62
