"""Training examples in piece numbers, cut into padded batches of sentences alike in length."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, TypeAlias

import numpy as np
import torch
from torch import Tensor

Ints: TypeAlias = "np.ndarray[Any, np.dtype[np.int64]]"


class Examples:
    """What `training.encode` wrote, held in memory as flat arrays."""

    def __init__(self, path: Path, pad: int) -> None:
        stored = np.load(path)
        self.pad = pad
        self.flat = {side: stored[side].astype(np.int64) for side in ("src", "tgt")}
        self.size: dict[str, Ints] = {side: stored[f"{side}_len"].astype(np.int64) for side in ("src", "tgt")}
        self.start: dict[str, Ints] = {side: np.cumsum(n) - n for side, n in self.size.items()}

    def __len__(self) -> int:
        return len(self.size["src"])

    def rows(self, index: Ints, side: str) -> Tensor:
        """The examples `index` of one side as one padded (B,T) tensor."""
        out: Ints = np.full((len(index), int(self.size[side][index].max())), self.pad, np.int64)
        for row, i in enumerate(index):
            start, size = self.start[side][i], self.size[side][i]
            out[row, :size] = self.flat[side][start : start + size]
        return torch.from_numpy(out)

    def epoch(self, tokens: int, rng: np.random.Generator) -> Iterator[tuple[Tensor, Tensor]]:
        """Every example once, as (src, tgt) batches of at most about `tokens` padded pieces, in random order."""
        # Alike in source length, then in target length; the noise keeps epochs from repeating each other's batches.
        src, tgt = self.size["src"], self.size["tgt"]
        noise = rng.uniform(0, 3, (2, len(self)))
        order = np.lexsort((tgt + noise[1], (src + noise[0]) // 3))
        cuts, first, widths = [], 0, (0, 0)
        for at, i in enumerate(order.tolist()):
            wider = (max(widths[0], int(src[i])), max(widths[1], int(tgt[i])))
            if at > first and sum(wider) * (at + 1 - first) > tokens:
                cuts.append(order[first:at])
                first, wider = at, (int(src[i]), int(tgt[i]))
            widths = wider
        cuts.append(order[first:])
        for n in rng.permutation(len(cuts)):
            yield self.rows(cuts[n], "src"), self.rows(cuts[n], "tgt")


class Candidates:
    """Which pieces a batch is scored against: its own, the most frequent English ones, and some others by chance.

    `english` are the numbers of the pieces that may be written, most frequent first (the order of the vocabulary).
    """

    def __init__(self, english: Tensor, frequent: int = 2000, sampled: int = 1500) -> None:
        self.frequent, self.rare = english[:frequent], english[frequent:]
        self.sampled = min(sampled, len(self.rare))

    def of(self, tgt: Tensor, pad: int) -> tuple[Tensor, Tensor]:
        """Sorted candidate pieces for a batch, and the log of the chance with which each came in."""
        always = torch.unique(torch.cat([self.frequent, tgt[tgt != pad].flatten()]))
        by_chance = self.rare[torch.randperm(len(self.rare))[: self.sampled]]
        by_chance = by_chance[~torch.isin(by_chance, always)]
        pieces, order = torch.cat([always, by_chance]).sort()
        share = torch.zeros(len(pieces))
        if len(by_chance):
            share[len(always) :] = float(np.log(self.sampled / len(self.rare)))
        return pieces, share[order]
