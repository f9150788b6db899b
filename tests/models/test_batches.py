"""Batches by length and budget; the longest output."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mujaz.models.batches import EDGES, UNPADDED, batches, groups, longest_output

CALM = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])  # the machine may be busy


@CALM
@given(st.lists(st.integers(1, 500), max_size=60), st.integers(1, 4096))
def test_every_segment_is_in_one_batch_and_no_batch_exceeds_the_budget(lengths: list[int], budget: int) -> None:
    seen = []
    for order in [indexes for _, indexes in groups(lengths, 512)]:
        for batch in batches(order, lengths, budget):
            seen += batch
            longest = max(lengths[i] for i in batch)
            assert len(batch) == 1 or len(batch) * longest <= budget
    assert sorted(seen) == list(range(len(lengths)))


@CALM
@given(st.lists(st.integers(1, 500), min_size=1, max_size=60))
def test_short_rows_are_never_padded(lengths: list[int]) -> None:
    for order in [indexes for _, indexes in groups(lengths, 512)]:
        group = [lengths[i] for i in order]
        assert min(group) >= UNPADDED or len(set(group)) == 1


def test_longest_output_grows_with_the_source_and_ends_before_the_last_position() -> None:
    limits = [longest_output(n, 512) for n in range(1, 512)]
    assert limits == sorted(limits)
    assert limits[0] == 3 * EDGES[0] + 16
    assert limits[-1] == 511
    assert longest_output(60, 64) == 63
