"""Builds templates/briefing.docx, so that the packaged Word template can be read, changed and made again.

    python -m tools.word_briefing templates/briefing.docx

A user's own template may be edited in Word instead; the tags are those of docxtpl ({{ … }}, {%p … %}, {%r … %}).
"""

import io
import sys
from pathlib import Path
from typing import Any

from mujaz.pages.word import repacked

INK, SOFT, ALARM, PALE, RULE = "14213D", "525B6B", "9B1C1C", "F1F3F7", "AAB2C2"
FONT, ARABIC_FONT = "Times New Roman", "Times New Roman"  # on every machine that opens Word files


def build() -> bytes:
    """The template as .docx, the same bytes each time."""
    from docx import Document
    from docx.shared import Mm, Pt

    document = Document()
    page = document.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.left_margin = page.right_margin = Mm(19)
    page.top_margin, page.bottom_margin, page.footer_distance = Mm(11), Mm(14), Mm(6)
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = FONT, Pt(9.2)
    set_fonts(normal.element.get_or_add_rPr())
    normal.paragraph_format.space_after = normal.paragraph_format.space_before = Pt(0)
    normal.paragraph_format.line_spacing = 1.0
    properties = document.core_properties
    properties.author, properties.title, properties.comments = "Mujaz", "Briefing", ""
    head(document)
    bottom_line(document)
    sections(document)
    sources(document)
    footer(page)
    for part in (document.element.body, page.footer._element):
        in_order(part)
    buffer = io.BytesIO()
    document.save(buffer)
    return repacked(buffer.getvalue())


# The order Word asks for inside paragraph and run properties; python-docx appends where we add by hand.
PARAGRAPH_ORDER = ("pStyle", "keepNext", "pBdr", "shd", "tabs", "bidi", "spacing", "ind", "jc", "rPr")
RUN_ORDER = ("rStyle", "rFonts", "b", "i", "smallCaps", "color", "spacing", "sz", "szCs", "shd", "rtl")


def in_order(part: Any) -> None:
    """Sort the properties of every paragraph and run of a part. Raises ValueError for one whose place is not known."""
    from docx.oxml.ns import qn

    for tag, order in (("w:pPr", PARAGRAPH_ORDER), ("w:rPr", RUN_ORDER)):
        names = [qn(f"w:{name}") for name in order]
        for properties in part.iter(qn(tag)):
            properties[:] = sorted(properties, key=lambda child: names.index(child.tag))


def head(document: Any) -> None:
    """Letterhead line, title, Arabic title, facts."""
    from docx.enum.text import WD_TAB_ALIGNMENT
    from docx.shared import Mm

    line = paragraph(document, border=("bottom", INK, 16))
    line.paragraph_format.tab_stops.add_tab_stop(Mm(172), WD_TAB_ALIGNMENT.RIGHT)
    run(line, "BRIEFING", bold=True, color=INK, size=9, spacing=40)
    run(line, "\t{{ briefing.kind }}", color=SOFT, size=9)
    title = paragraph(document, before=7, after=3)
    run(title, "{%r if briefing.title|length > 80 %}")
    run(title, "{{ briefing.title }}", bold=True, color=INK, size=13.5)
    run(title, "{%r else %}")
    run(title, "{{ briefing.title }}", bold=True, color=INK, size=17)
    run(title, "{%r endif %}")
    control(document, "if briefing.title_ar and briefing.title_ar != briefing.title")
    arabic = paragraph(document, after=3)
    rtl(arabic, "{{ briefing.title_ar }}", size=10, color=SOFT)
    control(document, "endif")
    facts = paragraph(document, before=2, after=6, border=("top", RULE, 4), second=("bottom", RULE, 4))
    run(facts, "Date  ", color=SOFT, size=8, caps=True)
    run(facts, "{{ briefing.date }}")
    run(facts, "      Place  ", color=SOFT, size=8, caps=True)
    run(facts, "{% if briefing.place %}{{ briefing.place }}{% else %}not stated{% endif %}")
    run(facts, "{%r if briefing.organisers %}")
    run(facts, "      Organised by  ", color=SOFT, size=8, caps=True)
    run(facts, "{{ briefing.organisers }}")
    run(facts, "{%r endif %}")


def bottom_line(document: Any) -> None:
    """The shaded paragraph that says it all."""
    control(document, "if briefing.bottom_line")
    box = paragraph(document, after=6, border=("left", INK, 24), shade=PALE)
    run(box, "Bottom line. ", bold=True, color=INK, size=10, caps=True)
    run(box, "{%r for item in briefing.bottom_line %}")
    run(box, "{{ item.what }} ", size=10)
    marks(box)
    run(box, " ")
    run(box, "{%r endfor %}")
    control(document, "endif")


def sections(document: Any) -> None:
    """Every section but the last, then what to check in a box of its own."""
    from docx.shared import Pt

    control(
        document, "for section in briefing.sections if section.id != 'to_check' and (section.bullets or section.more)"
    )
    heading = paragraph(document, before=3.5, after=1, border=("bottom", RULE, 4), keep=True)
    run(heading, "{{ section.heading }}", bold=True, color=INK, size=10, caps=True)
    bullets(document)
    control(document, "endfor")
    control(
        document, "for section in briefing.sections if section.id == 'to_check' and (section.bullets or section.more)"
    )
    spacer = paragraph(document)
    spacer.paragraph_format.line_spacing = Pt(4)
    heading = paragraph(document, box=ALARM, keep=True)
    run(heading, "{{ section.heading }}", bold=True, color=ALARM, size=10, caps=True)
    bullets(document, ALARM)
    control(document, "endfor")


def bullets(document: Any, box: str = "") -> None:
    """The bullets of the section in hand and how many more there are; `box`: colour of a box around them."""
    control(document, "for item in section.bullets")
    line = paragraph(document, after=0.4, hanging=True, box=box)
    run(line, "•\t", color=INK)
    run(line, "{%r for piece in item.runs %}")
    run(line, "{%r if piece.kind == 'tag' %}")
    run(line, "{{ piece.text }}", italic=True, color=SOFT)
    run(line, "{%r elif piece.kind in ('who', 'fact') %}")
    run(line, "{{ piece.text }}", bold=True)
    run(line, "{%r elif piece.kind == 'ar' %}")
    rtl(line, "{{ piece.text }}", size=9, color=SOFT, alone=False)
    run(line, "{%r else %}")
    run(line, "{{ piece.text }}")
    run(line, "{%r endif %}")
    run(line, "{%r endfor %}")
    run(line, " ")
    marks(line)
    control(document, "endfor")
    control(document, "if section.more")
    more = paragraph(document, hanging=True, box=box)
    run(more, "\t+{{ section.more }} more", italic=True, color=SOFT, size=8.5)
    control(document, "endif")


def sources(document: Any) -> None:
    """Outlet, title, date, address of each source."""
    heading = paragraph(document, before=4, after=1, border=("bottom", RULE, 4), keep=True)
    run(heading, "Sources", bold=True, color=INK, size=10, caps=True)
    control(document, "for source in briefing.sources")
    line = paragraph(document, hanging=True)
    run(line, "{{ source.number }}\t", color=SOFT, size=8.5)
    run(line, "{{ source.outlet_en or source.outlet }}", bold=True, size=8.5)
    run(line, "{% if source.outlet and (source.title_en or source.title_ar) %}, {% endif %}", size=8.5)
    run(line, "{{ source.title_en }}", size=8.5)
    run(line, "{%r if not source.title_en %}")
    rtl(line, "{{ source.title_ar }}", size=9, alone=False)
    run(line, "{%r endif %}")
    run(line, "{% if source.date %}, {{ source.date }}{% endif %}", size=8.5)
    run(line, "{% if source.outlet or source.title_ar %} · {% endif %}", size=8.5)
    run(line, "{{ source.address }}", color=SOFT, size=8.5)
    control(document, "endfor")
    control(document, "if briefing.more_sources")
    run(paragraph(document, hanging=True), "\t+{{ briefing.more_sources }} more", italic=True, color=SOFT, size=8.5)
    control(document, "endif")


def footer(page: Any) -> None:
    """The signature at the foot of the page."""
    foot = page.footer.paragraphs[0]
    borders(foot, {"top": (SOFT, 4)})
    run(
        foot,
        "Machine translation from Arabic, never a quotation. [article:sentence] leads to the Arabic in briefing.html "
        "and appendix.md. {{ briefing.signature }}",
        color=SOFT,
        size=6.5,
    )


def marks(line: Any) -> None:
    """The mark for review and the references of `item`."""
    run(line, "{%r if item.review and (section is not defined or section.id != 'to_check') %}")
    run(line, " CHECK ", bold=True, color="FFFFFF", size=6.5, shade=ALARM)
    run(line, " ")
    run(line, "{%r endif %}")
    run(
        line,
        "{% for ref in item.refs[:8] %}[{{ ref.mark }}]{% endfor %}"
        "{% if item.refs|length > 8 %} +{{ item.refs|length - 8 }}{% endif %}",
        color=SOFT,
        size=7.5,
    )


def control(document: Any, statement: str) -> None:
    """A paragraph that holds only a template statement; docxtpl takes it out."""
    document.add_paragraph("{%p " + statement + " %}")


def paragraph(
    document: Any,
    *,
    before: float = 0,
    after: float = 0,
    border: tuple[str, str, int] | None = None,
    second: tuple[str, str, int] | None = None,
    shade: str = "",
    box: str = "",
    keep: bool = False,
    hanging: bool = False,
) -> Any:
    """A paragraph with spacing in points, borders as (side, colour, eighths of a point), shading, a box around it."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn
    from docx.shared import Mm, Pt

    made = document.add_paragraph()
    form = made.paragraph_format
    form.space_before, form.space_after, form.keep_with_next = Pt(before), Pt(after), keep or None
    sides = {side: (color, size) for side, color, size in filter(None, (border, second))}
    if box:
        sides = dict.fromkeys(("top", "left", "bottom", "right"), (box, 4))
    if sides:
        borders(made, sides)
    if shade:
        element = OxmlElement("w:shd")
        for key, value in (("val", "clear"), ("color", "auto"), ("fill", shade)):
            element.set(qn(f"w:{key}"), value)
        made._p.get_or_add_pPr().append(element)
    if hanging:
        form.left_indent, form.first_line_indent = Mm(4), Mm(-4)
        form.tab_stops.add_tab_stop(Mm(4))
    return made


def borders(made: Any, sides: dict[str, tuple[str, int]]) -> None:
    """Borders of a paragraph, in the order the format asks for."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    holder = OxmlElement("w:pBdr")
    for side in ("top", "left", "bottom", "right"):
        if side in sides:
            color, size = sides[side]
            element = OxmlElement(f"w:{side}")
            for key, value in (("val", "single"), ("sz", str(size)), ("space", "3"), ("color", color)):
                element.set(qn(f"w:{key}"), value)
            holder.append(element)
    made._p.get_or_add_pPr().append(holder)


def run(
    line: Any,
    text: str,
    *,
    bold: bool = False,
    italic: bool = False,
    caps: bool = False,
    color: str = "",
    size: float = 0,
    spacing: int = 0,
    shade: str = "",
) -> Any:
    """A run of text. caps: small capitals. size in points; spacing in twentieths of a point."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn
    from docx.shared import Pt, RGBColor

    made = line.add_run(text)
    made.bold, made.italic, made.font.small_caps = bold or None, italic or None, caps or None
    if color:
        made.font.color.rgb = RGBColor.from_string(color)
    if size:
        made.font.size = Pt(size)
    for name, values in (
        ("spacing", {"val": str(spacing)} if spacing else {}),
        ("shd", {"val": "clear", "color": "auto", "fill": shade} if shade else {}),
    ):
        if values:
            element = OxmlElement(f"w:{name}")
            for key, value in values.items():
                element.set(qn(f"w:{key}"), value)
            made._r.get_or_add_rPr().append(element)
    return made


def rtl(line: Any, text: str, *, size: float, color: str = "", alone: bool = True) -> None:
    """An Arabic run, right to left; `alone`: the whole paragraph is Arabic."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    made = run(line, text, color=color, size=size)
    properties = made._r.get_or_add_rPr()
    complex_size = OxmlElement("w:szCs")
    complex_size.set(qn("w:val"), str(int(size * 2)))
    properties.append(complex_size)
    properties.append(OxmlElement("w:rtl"))
    if alone:
        line._p.get_or_add_pPr().append(OxmlElement("w:bidi"))


def set_fonts(properties: Any) -> None:
    """Latin and Arabic typefaces of a style."""
    from docx.oxml.ns import qn

    fonts = properties.get_or_add_rFonts()
    for slot in ("ascii", "hAnsi", "eastAsia"):
        fonts.set(qn(f"w:{slot}"), FONT)
    fonts.set(qn("w:cs"), ARABIC_FONT)


if __name__ == "__main__":
    Path(sys.argv[1]).write_bytes(build())
