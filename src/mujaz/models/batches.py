"""Batches by length and token budget, and how long an output may become."""

from collections.abc import Sequence

EDGES = (16, 48, 128, 256)
UNPADDED = 16  # floats in the widest vector register


def longest_output(pieces: int, positions: int) -> int:
    """How many pieces a translation of `pieces` source pieces may have.

    Three times the source, counted from the next edge, plus sixteen: no honest translation is that long, and a loop
    ends there instead of at the model's last position. It depends on the segment alone, never on its neighbours.
    """
    edge = next((e for e in EDGES if pieces <= e), positions)
    return min(3 * edge + 16, positions - 1)


def groups(lengths: Sequence[int], positions: int) -> list[tuple[int, list[int]]]:
    """(longest output, indexes) of segments that may share a batch, longest first, inside by falling length.

    Rows shorter than UNPADDED are never padded: CTranslate2 sums the tail of such a row in another way when there is
    padding behind it (seen on AVX-512: scores differ by up to 0.02, and a beam can tip over), so the output would
    depend on the neighbours. From UNPADDED on, scores were bit for bit the same alone and in any batch.
    """
    made: dict[tuple[int, int], list[int]] = {}
    for i in sorted(range(len(lengths)), key=lambda i: (-lengths[i], i)):
        exact = lengths[i] if lengths[i] < UNPADDED else 0
        made.setdefault((longest_output(lengths[i], positions), exact), []).append(i)
    return [(limit, indexes) for (limit, _), indexes in made.items()]


def batches(order: Sequence[int], lengths: Sequence[int], budget: int) -> list[list[int]]:
    """Cut indexes, sorted longest first, into batches of at most `budget` padded tokens (at least one each)."""
    made: list[list[int]] = []
    for i in order:
        if made and len(made[-1]) < budget // max(lengths[made[-1][0]], 1):
            made[-1].append(i)
        else:
            made.append([i])
    return made
