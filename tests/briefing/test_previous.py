import pytest

from mujaz.briefing.previous import Previous, Raised, is_earlier, parted, read_previous
from mujaz.records.statement import Amount

CASES = [*read_previous().previous, *read_previous().raised]
SUMS = ("65 مليون دولار", "12 مليون يورو", "14 مليون دولار", "10 ملايين دولار")


def amounts_of(text: str, *sums: str) -> tuple[Amount, ...]:
    assert all(words in text for words in sums)
    return tuple(Amount(float(number), "USD", ar=words) for number, words in enumerate(sums, 1))


@pytest.mark.parametrize("entry", CASES, ids=lambda entry: entry.id)
def test_the_examples_of_the_rules(entry: Previous | Raised) -> None:
    text, was = entry.example, entry.was
    others = [words for words in SUMS if words in text and words != was]
    now, earlier = parted(amounts_of(text, was, *others), text)
    assert [amount.ar for amount in earlier] == [was]
    assert [amount.ar for amount in now] == others


@pytest.mark.parametrize("entry", read_previous().raised, ids=lambda entry: entry.id)
def test_the_counter_examples(entry: Raised) -> None:
    assert not is_earlier(next(words for words in SUMS if words in entry.counter), entry.counter)


def test_a_sum_and_its_share_are_both_of_now() -> None:
    text = "تعهدت الهيئة بتقديم 65 مليون دولار منها 10 ملايين دولار هذا العام"
    both = amounts_of(text, "65 مليون دولار", "10 ملايين دولار")
    assert parted(both, text) == (both, ())


def test_from_and_to_without_a_verb_of_change_are_a_range() -> None:
    text = "ستقدم الهيئة من 10 ملايين دولار إلى 14 مليون دولار"
    both = amounts_of(text, "10 ملايين دولار", "14 مليون دولار")
    assert parted(both, text) == (both, ())


def test_a_single_sum_is_never_the_earlier_one() -> None:
    text = "بعد أن كانت 50 مليون دولار"
    (only,) = amounts_of(text, "50 مليون دولار")
    assert parted((only,), text) == ((only,), ())
