"""Batches by length and token budget, and how long an output may become."""

from collections.abc import Sequence

EDGES = (16, 48, 128, 256)  # 16 must be one: below it CTranslate2 sums padded rows in another order


def longest_output(pieces: int, positions: int) -> int:
    """How many pieces a translation of `pieces` source pieces may have.

    Three times the source, counted from the next edge, plus sixteen: no honest translation is that long, and a loop
    ends there instead of at the model's last position. It depends on the segment alone, never on its neighbours.
    """
    edge = next((e for e in EDGES if pieces <= e), positions)
    return min(3 * edge + 16, positions - 1)


def by_limit(lengths: Sequence[int], positions: int) -> dict[int, list[int]]:
    """Indexes grouped by longest output, longest group first; inside a group by length, longest first."""
    groups: dict[int, list[int]] = {}
    for i in sorted(range(len(lengths)), key=lambda i: (-lengths[i], i)):
        groups.setdefault(longest_output(lengths[i], positions), []).append(i)
    return groups


def batches(order: Sequence[int], lengths: Sequence[int], budget: int) -> list[list[int]]:
    """Cut indexes, sorted longest first, into batches of at most `budget` padded tokens (at least one each)."""
    made: list[list[int]] = []
    for i in order:
        if made and len(made[-1]) < budget // max(lengths[made[-1][0]], 1):
            made[-1].append(i)
        else:
            made.append([i])
    return made
