"""Cut a briefing to one A4 page: proven by compiling it and counting, and said ("+3 more"), never silent."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from mujaz.briefing.render import render
from mujaz.pages.typst import page_count
from mujaz.records.briefing import Briefing, Bullet, Section, SectionId

MAX_WORDS = 560  # guidance: a good briefing by hand has up to 420, a full page of ours some more; the page decides
FILL_TRIES = 4  # bullets tried one by one in what is left of a page
MAX_SOURCES = 6

# How dear a bullet of each section is beside its own score, and how many of a section stay as long as possible.
WEIGHT: dict[SectionId, float] = {
    "commitments": 6.0,
    "declarations": 4.0,
    "positions": 3.0,
    "withheld": 2.8,
    "figures": 2.5,
    "participants": 2.0,
    "resolutions": 2.0,
    "to_check": 3.5,
}
KEEP: dict[SectionId, int] = {
    "commitments": 1,  # all of them come before the second of any other section
    "declarations": 4,
    "positions": 4,
    "withheld": 2,
    "figures": 3,
    "participants": 4,
    "resolutions": 2,
    "to_check": 3,
}
Measure = Callable[[Briefing], int]


def fit(briefing: Briefing, template_dir: Path | None = None, *, max_words: int = MAX_WORDS) -> Briefing:
    """The briefing with as many bullets as one page of the PDF and `max_words` words hold.

    Raises DataError when the (user's) PDF template does not compile.
    """
    return fit_to(briefing, lambda candidate: page_count(render(candidate, "pdf", template_dir)), max_words)


def fit_to(briefing: Briefing, pages: Measure, max_words: int = MAX_WORDS) -> Briefing:
    """The same with any way of counting pages; `pages` must not grow when bullets are taken away."""
    order = ranked(briefing)
    smallest, largest = 0, words_limit(briefing, order, max_words)
    best = kept(briefing, order[:largest])
    if pages(best) <= 1:
        return best
    while smallest < largest:  # the most bullets that fit: bisection, so that few compiles are needed
        middle = (smallest + largest + 1) // 2
        candidate = kept(briefing, order[:middle])
        if pages(candidate) <= 1:
            smallest, best = middle, candidate
        else:
            largest = middle - 1
    if smallest == 0:
        return smaller(briefing, pages)
    return filled(briefing, order, smallest, pages, max_words)


def filled(
    briefing: Briefing, order: Sequence[tuple[SectionId, int]], count: int, pages: Measure, max_words: int
) -> Briefing:
    """The first `count` ranked bullets and, of the next, the shorter ones that still find room on the page."""
    chosen = list(order[:count])
    best, tries = kept(briefing, chosen), 0
    for entry in order[count + 1 :]:  # order[count] is known not to fit
        if tries == FILL_TRIES:
            break
        candidate = kept(briefing, [*chosen, entry])
        if candidate.words > max_words:
            continue
        tries += 1
        if pages(candidate) <= 1:
            best = candidate
            chosen.append(entry)
    return best


def ranked(briefing: Briefing) -> list[tuple[SectionId, int]]:
    """Every bullet as (section, position), the dearest first.

    The first bullet of each section, then all commitments, then the first few of each section, then the others.
    """
    entries = []
    for section in briefing.sections:
        for position, bullet in enumerate(section.bullets):
            early = position < KEEP[section.id]
            turn = 0 if position == 0 else 1 if section.id == "commitments" else 2 if early else 3
            value = WEIGHT[section.id] + min(bullet.score, 10.0) * 0.4
            entries.append((turn, position if turn == 2 else 0, -value, section.id, position))
    order = sorted(entries)
    return [(section, position) for *_, section, position in order]


def words_limit(briefing: Briefing, order: Sequence[tuple[SectionId, int]], max_words: int) -> int:
    """How many of the ranked bullets keep the briefing within `max_words`."""
    smallest, largest = 1, len(order)
    while smallest < largest:
        middle = (smallest + largest + 1) // 2
        if kept(briefing, order[:middle]).words <= max_words:
            smallest = middle
        else:
            largest = middle - 1
    return smallest if order else 0


def kept(briefing: Briefing, chosen: Sequence[tuple[SectionId, int]]) -> Briefing:
    """The briefing with only the chosen bullets, the others counted; long lists of sources are cut too."""
    wanted = set(chosen)

    def cut(section: Section) -> Section:
        bullets: tuple[Bullet, ...] = tuple(
            bullet for position, bullet in enumerate(section.bullets) if (section.id, position) in wanted
        )
        return Section(section.id, bullets, section.more + len(section.bullets) - len(bullets))

    sources = briefing.sources[:MAX_SOURCES]
    return replace(
        briefing,
        sections=tuple(map(cut, briefing.sections)),
        sources=sources,
        more_sources=briefing.more_sources + len(briefing.sources) - len(sources),
    )


def smaller(briefing: Briefing, pages: Measure) -> Briefing:
    """No bullet fits: fewer sources, a shorter title, a shorter bottom line, until the page is one page."""
    bare = kept(briefing, ())
    for sources, characters, lines in ((3, 260, 2), (1, 160, 1), (1, 80, 0)):
        title = bare.title if len(bare.title) <= characters else bare.title[:characters].rsplit(" ", 1)[0] + " …"
        candidate = replace(
            bare,
            title=title,
            bottom_line=bare.bottom_line[:lines],
            sources=bare.sources[:sources],
            more_sources=bare.more_sources + len(bare.sources) - sources,
        )
        if pages(candidate) <= 1:
            return candidate
    return candidate
