"""Batches by length and budget; the longest output."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mujaz.translation.batches import EDGES, batches, by_limit, longest_output


CALM = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])  # the machine may be busy


@CALM
@given(st.lists(st.integers(1, 500), max_size=60), st.integers(1, 4096))
def test_every_segment_is_in_one_batch_and_no_batch_exceeds_the_budget(lengths: list[int], budget: int) -> None:
    seen = []
    for order in by_limit(lengths, 512).values():
        for batch in batches(order, lengths, budget):
            seen += batch
            longest = max(lengths[i] for i in batch)
            assert len(batch) == 1 or len(batch) * longest <= budget
    assert sorted(seen) == list(range(len(lengths)))


@CALM
@given(st.lists(st.integers(1, 500), min_size=1, max_size=60))
def test_short_and_long_never_share_a_batch(lengths: list[int]) -> None:
    # Below 16 pieces padding changes the last bit of CTranslate2's sums, and a beam can tip over it.
    for order in by_limit(lengths, 512).values():
        group = [lengths[i] for i in order]
        assert all(n <= 16 for n in group) or all(n > 16 for n in group)


def test_longest_output_grows_with_the_source_and_ends_before_the_last_position() -> None:
    limits = [longest_output(n, 512) for n in range(1, 512)]
    assert limits == sorted(limits)
    assert limits[0] == 3 * EDGES[0] + 16
    assert limits[-1] == 511
    assert longest_output(60, 64) == 63
