"""Builds templates/digest.docx, in the styles of the briefing, so that it can be read, changed and made again.

    python -m tools.word_digest templates/digest.docx

A user's own template may be edited in Word instead; the tags are those of docxtpl ({{ … }}, {%p … %}, {%tr … %}).
"""

import io
import sys
from pathlib import Path
from typing import Any

from mujaz.pages.word import repacked
from tools.word_briefing import (
    ALARM,
    FONT,
    INK,
    PALE,
    RULE,
    SOFT,
    borders,
    control,
    in_order,
    paragraph,
    run,
    set_fonts,
)

LISTS = (
    ("Declarations and decisions", "declarations"),
    ("What changed", "changes"),
    ("Due in the next 90 days", "due"),
    ("Sources that differ", "disagreements"),
    ("What to check", "to_check"),
)
COLUMNS = ("Who", "What", "How much", "By when", "New or changed")
WIDTHS = (30, 70, 29, 24, 21)  # millimetres
TEXT = 9.0  # points


def build() -> bytes:
    """The template as .docx, the same bytes each time."""
    from docx import Document
    from docx.enum.text import WD_TAB_ALIGNMENT
    from docx.shared import Mm, Pt

    document = Document()
    page = document.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.left_margin = page.right_margin = Mm(18)
    page.top_margin, page.bottom_margin, page.footer_distance = Mm(11), Mm(14), Mm(6)
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = FONT, Pt(TEXT)
    set_fonts(normal.element.get_or_add_rPr())
    normal.paragraph_format.space_after = normal.paragraph_format.space_before = Pt(0)
    normal.paragraph_format.line_spacing = 1.0
    properties = document.core_properties
    properties.author, properties.title, properties.comments = "Mujaz", "Digest", ""
    line = paragraph(document, border=("bottom", INK, 16))
    line.paragraph_format.tab_stops.add_tab_stop(Mm(174), WD_TAB_ALIGNMENT.RIGHT)
    run(line, "DIGEST", bold=True, color=INK, size=9, spacing=40)
    run(line, "\t{{ period }} ({{ digest.time_zone }})", color=SOFT, size=9)
    heading(document, "{{ heading }}", 1)
    glance(document)
    content(document, "digest", "annex")
    control(document, "if annexed")
    heading(document, "Annex", 1)
    words = "What found no room on the two pages: {{ annexed }} line{% if annexed != 1 %}s{% endif %}."
    run(paragraph(document, after=3), words, color=SOFT)
    content(document, "annex", "")
    control(document, "endif")
    foot = page.footer.paragraphs[0]
    borders(foot, {"top": (SOFT, 4)})
    run(foot, "Machine translation from Arabic, never a quotation. {{ digest.signature }}", color=SOFT, size=6.5)
    for part in (document.element.body, page.footer._element):
        in_order(part)
    buffer = io.BytesIO()
    document.save(buffer)
    return repacked(buffer.getvalue())


def glance(document: Any) -> None:
    """The shaded lines at the top."""
    control(document, "for line in digest.glance")
    run(paragraph(document, border=("left", INK, 24), shade=PALE), "{{ line }}", size=9.6)
    control(document, "endfor")


def heading(document: Any, text: str, level: int) -> None:
    """A real heading, which Word lists in its navigation, in the looks of the briefing."""
    above, below, size = (7, 4, 17.0) if level == 1 else (5, 1.5, 10.0)
    made = paragraph(document, before=above, after=below, border=("bottom", RULE, 4) if level > 1 else None, keep=True)
    made.style = document.styles[f"Heading {level}"]
    run(made, text, bold=True, color=INK, size=size, caps=level > 1).font.name = FONT


def content(document: Any, name: str, rest: str) -> None:
    """The sections of `name`; each says how many more are in `rest`."""
    with_heading(document, "Events", name, "events", rest)
    control(document, f"for event in {name}.events")
    line = paragraph(document, after=2.5)
    run(line, "{{ event.title }}", bold=True)
    said = (
        " – {{ event.date }}{% if event.place %}, {{ event.place }}{% endif %}; {{ event.articles }}"
        " article{% if event.articles != 1 %}s{% endif %}{% if event.outlets %} ({{ event.outlets|join(', ') }})"
        "{% endif %}{% if event.late %}; reported late{% endif %} "
    )
    run(line, said, color=SOFT)
    check(line, "event")
    run(line, "{% for name in event.watched %}[watched: {{ name }}] {% endfor %}", color=INK, size=7.5)
    run(line, "").add_break()
    run(line, "{{ event.bottom_line }}")
    control(document, "endfor")
    control(document, "endif")
    with_heading(document, "Commitments", name, "commitments", rest)
    table_of(document, name)
    control(document, "endif")
    for title, section in LISTS:
        with_heading(document, title, name, section, rest)
        control(document, f"for line in {name}.{section}")
        line = point(document)
        if section == "due":
            run(line, "{{ readable(line.day) }}", bold=True)
            run(line, " – {% if line.who %}{{ line.who }}: {% endif %}{{ line.shown }}"
                "{% if line.how_much %} – {{ line.how_much }}{% endif %}"
                "{% if line.paid %} ({{ line.paid }}){% endif %} ")  # fmt: skip
        else:
            run(line, "{{ line.text }} ")
        check(line, "line")
        run(line, "{% for name in line.watched %}[watched: {{ name }}] {% endfor %}", color=INK, size=7.5)
        if section != "due":
            run(line, "{% for ref in line.refs %}[{{ ref }}]{% endfor %}"
                "{% if line.event in named %} {{ named[line.event]|truncate(60, false, ' …') }}{% endif %}",
                color=SOFT, size=7.5)  # fmt: skip
        control(document, "endfor")
        control(document, "endif")
    with_heading(document, "Sources that failed", name, "troubles", rest)
    control(document, f"for line in {name}.troubles")
    line = point(document)
    run(line, "{{ line.name }}", bold=True)
    run(line, " – {{ since(line) }}: {{ line.error }}")
    control(document, "endfor")
    control(document, "endif")


def point(document: Any) -> Any:
    """One line of a list."""
    line = paragraph(document, after=0.6, hanging=True)
    run(line, "•\t", color=INK)
    return line


def check(line: Any, name: str) -> None:
    """The mark for review."""
    run(line, f"{{%r if {name}.review %}}")
    run(line, " CHECK ", bold=True, color="FFFFFF", size=6.5, shade=ALARM)
    run(line, " ")
    run(line, "{%r endif %}")


def with_heading(document: Any, title: str, name: str, section: str, rest: str) -> None:
    """A heading that is there only when its section is; the caller closes the condition."""
    control(document, f"if {name}.{section}{f' or {rest}.{section}' if rest else ''}")
    left = f"{rest}.{section}"
    more = f"{{% if {left} %}} (+{{{{ {left}|length }}}} more in the annex){{% endif %}}" if rest else ""
    heading(document, f"{title}{more}", 2)


def table_of(document: Any, name: str) -> None:
    """The table of commitments; its header row is repeated on a new page."""
    from docx.oxml import OxmlElement
    from docx.shared import Mm

    table = document.add_table(rows=4, cols=len(COLUMNS))
    table.autofit = False
    rows = table.rows
    rows[1].cells[0].text = f"{{%tr for line in {name}.commitments %}}"
    rows[3].cells[0].text = "{%tr endfor %}"
    for index, (title, width) in enumerate(zip(COLUMNS, WIDTHS, strict=True)):
        table.columns[index].width = Mm(width)
        for row in rows:
            row.cells[index].width = Mm(width)
        run(rows[0].cells[index].paragraphs[0], title, bold=True, color=INK, size=8.5)
        underline(rows[0].cells[index], INK, 8)
    who, what, how_much, by_when, change = (cell.paragraphs[0] for cell in rows[2].cells)
    run(who, "{{ line.who or 'not named' }}", bold=True, size=8.5)
    run(what, "{{ line.shown }} ", size=8.5)
    check(what, "line")
    run(what, "{% for ref in line.refs %}[{{ ref }}]{% endfor %}", color=SOFT, size=7.5)
    run(what, "{% if line.confidence is not none %} {{ (line.confidence * 100)|round|int }}\u00a0%{% endif %}"
        "{% for name in line.watched %} [watched: {{ name }}]{% endfor %}", color=SOFT, size=7.5)  # fmt: skip
    run(what, " {{ [line.note, line.paid]|select|join('; ') }}",
        italic=True, color=SOFT, size=8)  # fmt: skip
    run(how_much, "{{ line.how_much or '–' }}", size=8.5)
    run(how_much, "{% if line.status != 'none' %} {{ status_words[line.status] }}{% endif %}", color=SOFT, size=8)
    run(by_when, "{{ line.by_when or '–' }}", size=8.5)
    run(change, "{{ line.change }}", size=8.5)
    for cell in rows[2].cells:
        underline(cell, RULE, 4)
    rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


def underline(cell: Any, color: str, size: int) -> None:
    """A line under a cell; size in eighths of a point."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    holder, line = OxmlElement("w:tcBorders"), OxmlElement("w:bottom")
    for key, value in (("val", "single"), ("sz", str(size)), ("space", "0"), ("color", color)):
        line.set(qn(f"w:{key}"), value)
    holder.append(line)
    cell._tc.get_or_add_tcPr().append(holder)


if __name__ == "__main__":
    Path(sys.argv[1]).write_bytes(build())
