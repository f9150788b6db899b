"""Cut a digest to two A4 pages, proven by counting them; what finds no room goes to the annex, and is counted."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from mujaz.records.digest import Digest

MAX_PAGES = 2
SECTIONS = ("events", "commitments", "declarations", "changes", "due", "disagreements", "to_check", "troubles")

# How many of a section stay as long as possible, and which sections then go on first.
KEEP = {
    "events": 6, "commitments": 8, "declarations": 4, "changes": 4, "due": 4, "disagreements": 3, "to_check": 3,
    "troubles": 4,
}  # fmt: skip
NEXT = ("disagreements", "troubles", "commitments", "events", "changes", "due", "declarations", "to_check")


@dataclass(frozen=True, slots=True)
class Page:
    """A digest divided: `main` holds what the two pages show, `annex` the rest, both whole digests otherwise."""

    main: Digest
    annex: Digest

    @property
    def annexed(self) -> int:
        """How many lines are in the annex."""
        return sum(len(getattr(self.annex, name)) for name in SECTIONS)


Measure = Callable[[Page], int]


def fit(digest: Digest, pages: Measure) -> Page:
    """The division with as many lines on the pages as MAX_PAGES hold. `pages` counts the pages of a division."""
    order = ranked(digest)
    whole = divided(digest, order)
    if pages(whole) <= MAX_PAGES:
        return whole
    smallest, largest, best = 0, len(order) - 1, divided(digest, ())
    while smallest < largest:
        middle = (smallest + largest + 1) // 2
        candidate = divided(digest, order[:middle])
        if pages(candidate) <= MAX_PAGES:
            smallest, best = middle, candidate
        else:
            largest = middle - 1
    return best


def ranked(digest: Digest) -> list[tuple[str, int]]:
    """Every line as (section, position), the dearest first: the first few of each section, then section by section."""
    entries = []
    for name in SECTIONS:
        for rank, position in enumerate(_by_worth(name, getattr(digest, name))):
            early = rank < KEEP[name]
            entries.append(((0, rank, SECTIONS.index(name)) if early else (1, NEXT.index(name), rank), name, position))
    return [(name, position) for _, name, position in sorted(entries)]


def divided(digest: Digest, chosen: Sequence[tuple[str, int]]) -> Page:
    """The chosen lines for the pages, in the order of the digest, and the others for the annex."""
    wanted = set(chosen)
    main: dict[str, Any] = {}
    annex: dict[str, Any] = {}
    for name in SECTIONS:
        lines = getattr(digest, name)
        main[name] = tuple(line for i, line in enumerate(lines) if (name, i) in wanted)
        annex[name] = tuple(line for i, line in enumerate(lines) if (name, i) not in wanted)
    return Page(replace(digest, **main), replace(digest, **annex))


def _by_worth(name: str, lines: Sequence[Any]) -> list[int]:
    """Positions, the dearest first: events that more articles report, other lines as they stand."""
    positions = list(range(len(lines)))
    return sorted(positions, key=lambda i: (-lines[i].articles, i)) if name == "events" else positions
