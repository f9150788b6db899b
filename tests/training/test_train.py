from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from training.batches import Candidates, Examples
from training.encode import save
from training.model import Config, Marian
from training.train import Run, Settings, batches, deadline, schedule, train

SMALL: dict[str, Any] = {
    "vocab_size": 40, "d_model": 32, "ffn_dim": 64, "heads": 4, "encoder_layers": 1, "decoder_layers": 1,
    "dropout": 0.0, "max_positions": 64, "activation": "swish", "pad": 39, "eos": 0,
}  # fmt: skip


@pytest.fixture
def mix(tmp_path: Path) -> Path:
    """A toy language: every word 20..37 is translated by the word 18 below it."""
    random = np.random.default_rng(0)
    sources = [[*random.integers(20, 38, random.integers(2, 8)).tolist(), 0] for _ in range(60)]
    save(tmp_path / "mix.npz", sources, [[w - 18 for w in s[:-1]] + [0] for s in sources])
    return tmp_path / "mix.npz"


def start(settings: Settings) -> Run:
    torch.manual_seed(1)
    model = Marian(Config(**SMALL))
    with torch.no_grad():
        model.final_logits_bias[0, 20:] = -50
    return Run({"model": model.state_dict(), "config": SMALL}, settings, "cpu")


def test_batches_hold_every_example_once_and_keep_to_the_size(mix: Path) -> None:
    examples = Examples(mix, pad=39)
    got = list(examples.epoch(100, np.random.default_rng(1)))
    assert sum(len(src) for src, _ in got) == len(examples) == 60
    for src, tgt in got:
        assert src.numel() + tgt.numel() <= 100
        assert [(t[t < 39] + 18 * (t[t < 39] > 0)).tolist() for t in tgt] == [s[s < 39].tolist() for s in src]


def test_candidates_hold_the_batch_and_are_sorted() -> None:
    tgt = torch.tensor([[5, 19, 0], [7, 0, 39]])
    pieces, share = Candidates(torch.arange(20), frequent=3, sampled=4).of(tgt, pad=39)
    assert set(tgt[tgt != 39].tolist()) <= set(pieces.tolist())
    assert pieces.tolist() == sorted(set(pieces.tolist()))
    assert (share[torch.isin(pieces, torch.tensor([0, 1, 2, 5, 7, 19]))] == 0).all()
    assert ((share < 0) | torch.isin(pieces, torch.tensor([0, 1, 2, 5, 7, 19]))).all()


def test_loss_over_all_pieces_as_candidates_is_the_full_loss() -> None:
    model = Marian(Config(**SMALL)).eval()
    src, tgt = torch.tensor([[20, 21, 0]]), torch.tensor([[2, 3, 0]])
    full = model.loss(src, tgt)
    assert torch.allclose(model.candidate_loss(src, tgt, torch.arange(40), torch.zeros(40), 0.0), full)


def test_a_few_steps_lower_the_loss(mix: Path) -> None:
    run = start(Settings(rate=5e-3, warmup=3, tokens=400))
    stream = batches(Examples(mix, pad=39), 400, 1)
    losses = [run.learn(*next(stream), rate=3e-3) for _ in range(40)]
    assert np.mean(losses[-5:]) < np.mean(losses[:5]) - 0.5
    assert run.seen > 0


def test_a_run_goes_on_where_it_was_saved(mix: Path, tmp_path: Path) -> None:
    run = start(Settings(warmup=2, tokens=400))
    stream = batches(Examples(mix, pad=39), 400, 1)
    for _ in range(5):
        run.learn(*next(stream), rate=1e-3)
    run.save(tmp_path)
    again = start(Settings(warmup=2, tokens=400))
    again.load(tmp_path / "state.pt")
    assert (again.step, again.seen) == (5, run.seen)
    batch = next(stream)
    torch.manual_seed(2)
    first = run.learn(*batch, rate=1e-3)
    torch.manual_seed(2)
    assert again.learn(*batch, rate=1e-3) == pytest.approx(first, rel=1e-4)


def test_training_stops_at_the_end_and_writes_half_precision_averages(mix: Path, tmp_path: Path) -> None:
    import time

    run = start(Settings(warmup=2, tokens=400))
    train(run, Examples(mix, pad=39), tmp_path / "run", time.time() + 1.0, 600)
    for name in ("ema.pt", "last.pt"):
        stored = torch.load(tmp_path / "run" / name, weights_only=True)
        assert stored["step"] == run.step > 0
        assert stored["config"]["vocab_size"] == 40
        assert all(w.dtype == torch.float16 for w in stored["model"].values())
    assert not list((tmp_path / "run").glob("*.part"))


def test_schedule_warms_up_and_falls_to_two_per_cent() -> None:
    settings = Settings(rate=1.0, warmup=10)
    assert schedule(0, 0.0, settings) == pytest.approx(0.1)
    assert schedule(50, 0.0, settings) == pytest.approx(1.0)
    assert schedule(500, 0.5, settings) == pytest.approx(0.51)
    assert schedule(500, 2.0, settings) == pytest.approx(0.02)


def test_deadline_counts_what_is_spent() -> None:
    import time

    assert deadline(10, None, 60) == pytest.approx(time.time() + 540, abs=2)
    assert 0 < deadline(None, "03:00", 0) - time.time() <= 24 * 3600


@pytest.mark.slow
def test_the_network_is_that_of_transformers() -> None:
    from transformers import MarianConfig, MarianMTModel

    from mujaz.models.packed import hf_config

    ours = Marian(Config(**SMALL)).eval()
    values = {
        k: v for k, v in hf_config(SMALL).items() if k not in ("architectures", "model_type", "dtype", "use_cache")
    }
    theirs = MarianMTModel(MarianConfig(**values)).eval()
    _, unexpected = theirs.load_state_dict(ours.state_dict(), strict=False)
    assert not unexpected
    theirs.tie_weights()
    src, tgt = torch.tensor([[20, 21, 25, 0]]), torch.tensor([[2, 3, 7, 0]])
    with torch.no_grad():
        wanted = theirs(input_ids=src, labels=tgt).loss
        assert ours.loss(src, tgt).item() == pytest.approx(wanted.item(), rel=1e-4)
