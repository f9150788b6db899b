"""Small bar charts as SVG, for HTML and PDF; the numbers stand beside the bars, so that colour is not needed."""

from collections.abc import Sequence
from xml.sax.saxutils import escape

from mujaz.digest.actors import STATES, Month
from mujaz.records.digest import Count

WIDTH = 340  # user units
ROW = 18
LABEL = 104
NUMBER = 30
COLOURS = {
    "new": "#1f4e79",
    "repeated": "#6a8fb5",
    "other": "#c77d1a",
}  # each 3:1 or more against white, and apart in grey
PAINT = {"pledged": "#1f4e79", "committed": "#6a8fb5", "paid": "#2f7d4f"}
SUM_NUMBER = 62  # room for "1,234.5 bn"
WORDS = {"new": "new", "repeated": "repeated", "other": "extended or changed"}
FONT = 'font-family="Libertinus Serif, Georgia, serif" font-size="11" fill="#222"'


def bars(counts: Sequence[Count], title: str) -> str:
    """A horizontal bar chart, one row a count, new/repeated/changed stacked; "" when there is nothing to show."""
    if not any(count.total for count in counts):
        return ""
    most = max(count.total for count in counts)
    unit = (WIDTH - LABEL - NUMBER) / most
    height = ROW * (len(counts) + 1) + 6
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" height="{height}"'
        f' role="img" aria-label="{_attribute(title)}"><title>{escape(title)}</title>'
    ]
    for row, count in enumerate(counts):
        parts += _row(count, row * ROW, unit)
    parts += [*_legend(ROW * len(counts) + 6), "</svg>"]
    return "".join(parts)


def sums(months: Sequence[Month], title: str) -> str:
    """Sums by month as bars, one for each state that has one, with the number beside it; "" when there is nothing."""
    rows = [(month.label, state, month.sums[state]) for month in months for state in STATES if state in month.sums]
    if not rows:
        return ""
    unit = (WIDTH - LABEL - SUM_NUMBER) / max(value for _, _, value in rows)
    height = ROW * (len(rows) + 1) + 6
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" height="{height}"'
        f' role="img" aria-label="{_attribute(title)}"><title>{escape(title)}</title>'
    ]
    last = ""
    for row, (label, state, value) in enumerate(rows):
        y, width = row * ROW, value * unit
        middle = y + ROW * 0.7
        if label != last:
            parts.append(f'<text x="{LABEL - 6}" y="{middle:g}" text-anchor="end" {FONT}>{escape(label)}</text>')
        parts.append(f'<rect x="{LABEL}" y="{y + 3}" width="{width:.2f}" height="{ROW - 6}" fill="{PAINT[state]}"/>')
        parts.append(f'<text x="{LABEL + width + 4:.2f}" y="{middle:g}" {FONT}>{short(value)}</text>')
        last = label
    x = 16
    for state in STATES:
        parts.append(f'<rect x="{x}" y="{ROW * len(rows) + 6:g}" width="9" height="9" fill="{PAINT[state]}"/>')
        parts.append(f'<text x="{x + 13}" y="{ROW * len(rows) + 14.5:g}" {FONT}>{state}</text>')
        x += 30 + 6 * len(state)
    return "".join([*parts, "</svg>"])


def short(value: float) -> str:
    """A sum in few signs: "65 m", "1.25 bn", "800,000"."""
    for size, unit in ((1e9, "bn"), (1e6, "m")):
        if value >= size:
            return f"{value / size:,.4g} {unit}"
    return f"{value:,.6g}"


def _row(count: Count, y: int, unit: float) -> list[str]:
    middle = y + ROW * 0.7
    label = count.label if len(count.label) <= 18 else count.label[:17] + "…"
    parts = [f'<text x="{LABEL - 6}" y="{middle:g}" text-anchor="end" {FONT}>{escape(label)}</text>']
    x = float(LABEL)
    for kind, colour in COLOURS.items():
        width = getattr(count, kind) * unit
        if width:
            parts.append(f'<rect x="{x:.2f}" y="{y + 3}" width="{width:.2f}" height="{ROW - 6}" fill="{colour}"/>')
            x += width
    parts.append(f'<text x="{x + 4:.2f}" y="{middle:g}" {FONT}>{count.total}</text>')
    return parts


def _legend(y: float) -> list[str]:
    parts, x = [], 16
    for kind, colour in COLOURS.items():
        parts.append(f'<rect x="{x}" y="{y:g}" width="9" height="9" fill="{colour}"/>')
        parts.append(f'<text x="{x + 13}" y="{y + 8.5:g}" {FONT}>{WORDS[kind]}</text>')
        x += 30 + 6 * len(WORDS[kind])
    return parts


def _attribute(text: str) -> str:
    return escape(text, {'"': "&quot;"})
