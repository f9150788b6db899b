"""Month names: folded, longest first, every month of both calendars."""

from mujaz.arabic.months import month_names, month_table
from mujaz.arabic.normalise import fold_word


def test_month_names_are_folded_and_longest_first() -> None:
    names = month_names()
    assert list(names) == sorted(names, key=len, reverse=True)
    assert all(name == fold_word(name) for name in names)
    months = {(m.month, m.hijri) for m in month_table().values()}
    assert months == {(n, h) for n in range(1, 13) for h in (False, True)}
