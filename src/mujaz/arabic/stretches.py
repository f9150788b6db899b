"""Looking up stretches of a text in time that does not grow with their number times the number of questions."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable


class Stretches:
    """Stretches (start, end) of a text, merged where they overlap or touch."""

    __slots__ = ("ends", "starts")

    def __init__(self, spans: Iterable[tuple[int, int]]) -> None:
        self.starts: list[int] = []
        self.ends: list[int] = []
        for start, end in sorted(spans):
            if self.ends and start <= self.ends[-1]:
                self.ends[-1] = max(self.ends[-1], end)
            elif start < end:
                self.starts.append(start)
                self.ends.append(end)

    def hold(self, at: int) -> bool:
        """Whether the character at an offset lies in one of them."""
        return self.meet(at, at + 1)

    def meet(self, start: int, end: int) -> bool:
        """Whether text[start:end] shares a character with one of them."""
        first = bisect_right(self.ends, start)
        return first < len(self.starts) and self.starts[first] < end

    def add_apart(self, start: int, end: int) -> None:
        """Add a stretch that meets none of them; it stays one of its own."""
        at = bisect_left(self.starts, start)
        self.starts.insert(at, start)
        self.ends.insert(at, end)
