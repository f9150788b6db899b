from hypothesis import given
from hypothesis import strategies as st

from mujaz.arabic.stretches import Stretches

SPANS = st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)).map(lambda pair: (min(pair), max(pair))))


@given(SPANS, st.integers(0, 60), st.integers(1, 20))
def test_stretches_meet_what_a_plain_search_finds(spans: list[tuple[int, int]], start: int, length: int) -> None:
    end = start + length
    assert Stretches(spans).meet(start, end) == any(s < end and start < e and s < e for s, e in spans)


@given(SPANS, st.integers(0, 60))
def test_an_offset_is_held_by_what_a_plain_search_finds(spans: list[tuple[int, int]], at: int) -> None:
    assert Stretches(spans).hold(at) == any(s <= at < e for s, e in spans)
