"""Train for a given time on a CPU (or a GPU, when there is one); may be stopped at any moment and gone on with.

usage: python -m training.train MIX.npz RUN_DIR --init WEIGHTS.pt (--minutes N | --until HH:MM)

RUN_DIR/state.pt holds everything needed to go on; RUN_DIR/last.pt and RUN_DIR/ema.pt hold the last and the averaged
weights in half precision: export and score both, ship the better. All are written every --save-every minutes, at the
end and on SIGTERM. When state.pt exists the run goes on from there, also with another mix. The learning rate warms up,
then falls along a cosine over the time there is, so that a machine shared with others changes how far the training
comes but not the shape of the schedule.
"""

import argparse
import math
import signal
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor

from training.batches import Candidates, Examples
from training.model import Config, Marian

BANNED = -40.0  # pieces whose output bias is below this belong to the source language


@dataclass(frozen=True)
class Settings:
    """What a run is told: learning rate, its factor for the embedding table, and so on."""

    rate: float = 3e-4
    embedding_rate: float = 2.0
    warmup: int = 60
    tokens: int = 4000
    smoothing: float = 0.05
    ema: float = 0.996
    dropout: float = 0.0


def schedule(step: int, share: float, settings: Settings) -> float:
    """Learning rate at `step` when `share` (0 to 1) of the time is spent: linear warm-up, cosine down to 2 %."""
    cosine = 0.5 * (1 + math.cos(math.pi * min(share, 1.0)))
    return settings.rate * min((step + 1) / settings.warmup, 1.0) * (0.02 + 0.98 * cosine)


def deadline(minutes: float | None, until: str | None, spent: float) -> float:
    """The clock time at which to stop: `until` (HH:MM, UTC), or after `minutes` in all, `spent` seconds being gone."""
    if until:
        now = datetime.now().astimezone()
        utc = now.utctimetuple()
        hour, minute = map(int, until.split(":"))
        end = now + timedelta(hours=hour - utc.tm_hour, minutes=minute - utc.tm_min, seconds=-utc.tm_sec)
        return (end if end > now else end + timedelta(days=1)).timestamp()
    return time.time() + (minutes or 10.0) * 60 - spent


class Run:
    """Model, optimiser, averaged weights and counters of one training run."""

    def __init__(self, weights: dict[str, Any], settings: Settings, device: str) -> None:
        config = Config(**{**weights["config"], "dropout": settings.dropout})
        self.settings, self.device = settings, device
        self.model = Marian(config).to(device)
        self.model.load_state_dict({k: v.float() for k, v in weights["model"].items()})
        self.model.train()
        bias = self.model.final_logits_bias
        english = torch.where(bias[0].detach().cpu() > BANNED)[0]
        self.candidates = Candidates(english[english != config.pad])
        table = [self.model.model.shared.weight]
        rest = [p for p in self.model.parameters() if p is not table[0]]
        groups = [{"params": rest, "factor": 1.0}, {"params": table, "factor": settings.embedding_rate}]
        self.optimizer = torch.optim.AdamW(groups, lr=0.0, betas=(0.9, 0.98), eps=1e-9, weight_decay=0.01, fused=True)
        self.optimizer.param_groups[1]["weight_decay"] = 0.0  # rare pieces would fade away between their turns
        self.ema = {k: v.detach().clone() for k, v in self.model.state_dict().items()}
        self.step, self.spent, self.seen = 0, 0.0, 0

    def learn(self, src: Tensor, tgt: Tensor, rate: float) -> float:
        """One optimiser step on a batch; gives the loss."""
        pad = self.model.config.pad
        pieces, share = self.candidates.of(tgt, pad)
        inputs = (t.to(self.device) for t in (src, tgt, pieces, share))
        with torch.autocast(self.device, dtype=torch.bfloat16):
            loss = self.model.candidate_loss(*inputs, self.settings.smoothing)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(self.model.parameters(), 1.0)
        for group in self.optimizer.param_groups:
            group["lr"] = rate * group["factor"]
        self.optimizer.step()
        self.optimizer.zero_grad(set_to_none=True)
        self.step += 1
        self.seen += int((src != pad).sum() + (tgt != pad).sum())
        if self.step % 4 == 0:
            self._average(min(self.settings.ema, (1 + self.step) / (10 + self.step)) ** 4)
        return float(loss.detach())

    @torch.no_grad()  # type: ignore[untyped-decorator]
    def _average(self, decay: float) -> None:
        live = self.model.state_dict()
        torch._foreach_lerp_(list(self.ema.values()), [live[k] for k in self.ema], 1 - decay)

    def save(self, folder: Path) -> None:
        """Write last.pt, ema.pt and state.pt; a reader never sees half a file."""
        counters = {"step": self.step, "spent": self.spent, "tokens": self.seen}
        config = {**self.model.config.to_dict(), "dropout": 0.1}
        for name, weights in (("ema.pt", self.ema), ("last.pt", self.model.state_dict())):
            half = {k: v.half() for k, v in weights.items()}
            write(folder / name, {"model": half, "config": config, **counters})
        state = {"model": self.model.state_dict(), "ema": self.ema, "optimizer": self.optimizer.state_dict()}
        write(folder / "state.pt", state | counters)

    def load(self, path: Path) -> None:
        """Go on from a state.pt."""
        state = torch.load(path, map_location=self.device, weights_only=True)
        self.model.load_state_dict(state["model"])
        self.optimizer.load_state_dict(state["optimizer"])
        self.ema = state["ema"]
        self.step, self.spent, self.seen = state["step"], state["spent"], state["tokens"]


def write(path: Path, value: object) -> None:
    """torch.save under another name, then rename."""
    part = path.with_suffix(".part")
    torch.save(value, part)
    part.replace(path)


def batches(examples: Examples, tokens: int, seed: int) -> Iterator[tuple[Tensor, Tensor]]:
    """Epoch after epoch, without end."""
    rng = np.random.default_rng(seed)
    while True:
        yield from examples.epoch(tokens, rng)


def train(run: Run, examples: Examples, folder: Path, end: float, save_every: float) -> None:
    """Train until the clock says `end` (seconds), saving every `save_every` seconds and at the end."""
    folder.mkdir(parents=True, exist_ok=True)
    stop = False

    def ask(*_: object) -> None:
        nonlocal stop
        stop = True

    before = signal.signal(signal.SIGTERM, ask)
    last = saved = report = time.time()
    losses: list[float] = []
    seen = run.seen
    for src, tgt in batches(examples, run.settings.tokens, run.step + 1):
        now = time.time()
        run.spent, last = run.spent + now - last, now
        if stop or now >= end:
            break
        rate = schedule(run.step, run.spent / (run.spent + end - now), run.settings)
        losses.append(run.learn(src, tgt, rate))
        if now - report > 30:
            speed = (run.seen - seen) / (now - report)
            print(
                f"{datetime.now():%H:%M:%S} step {run.step} tokens {run.seen} loss {np.mean(losses):.3f} "
                f"rate {rate:.2e} tokens/s {speed:.0f} spent {run.spent:.0f}s",
                flush=True,
            )
            losses, seen, report = [], run.seen, now
        if now - saved > save_every:
            run.save(folder)
            saved = time.time()
    run.save(folder)
    signal.signal(signal.SIGTERM, before)


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("mix", type=Path)
    parser.add_argument("run", type=Path)
    parser.add_argument("--init", type=Path, required=True)
    parser.add_argument("--minutes", type=float)
    parser.add_argument("--until", metavar="HH:MM")
    parser.add_argument("--save-every", type=float, default=8.0, metavar="MINUTES")
    for name, value in Settings().__dict__.items():
        parser.add_argument(f"--{name.replace('_', '-')}", type=type(value), default=value)
    options = parser.parse_args()
    torch.manual_seed(1)
    settings = Settings(**{name: getattr(options, name) for name in Settings.__dataclass_fields__})
    device = "cuda" if torch.cuda.is_available() else "cpu"
    run = Run(torch.load(options.init, map_location="cpu", weights_only=True), settings, device)
    if (options.run / "state.pt").exists():
        run.load(options.run / "state.pt")
    examples = Examples(options.mix, run.model.config.pad)
    end = deadline(options.minutes, options.until, run.spent)
    print(
        f"{len(examples)} examples, step {run.step}, {(end - time.time()) / 60:.1f} minutes to go, {settings}",
        flush=True,
    )
    train(run, examples, options.run, end, options.save_every * 60)


if __name__ == "__main__":
    main()
