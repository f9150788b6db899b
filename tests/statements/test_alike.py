"""The index of repetitions finds what comparing each with each finds."""

from hypothesis import given, settings
from hypothesis import strategies as st

from mujaz.statements.alike import Alike
from mujaz.statements.duplicates import overlap

WORDS = st.frozensets(st.sampled_from("abcdefghijklmnop"), max_size=9)


@settings(max_examples=200)
@given(st.lists(WORDS, max_size=12), st.sampled_from([0.55, 0.65, 0.8]))
def test_every_like_set_is_found(every: list[frozenset[str]], share: float) -> None:
    alike = Alike(share, every)
    for number, words in enumerate(every):
        wanted = {other for other in range(number) if overlap(words, every[other]) >= share}
        assert wanted <= alike.like(words)
        alike.add(words, number)


def test_sets_without_a_rare_word_in_common_are_not_looked_at() -> None:
    every = [frozenset({"the", f"word{number}", f"other{number}"}) for number in range(50)]
    alike = Alike(0.65, every)
    for number, words in enumerate(every):
        assert alike.like(words) == set()
        alike.add(words, number)
