"""Builds templates/digest.docx, so that the packaged Word template can be read, changed and made again.

    python -m tools.word_digest templates/digest.docx

A user's own template may be edited in Word instead; the tags are those of docxtpl ({{ … }}, {%p … %}, {%tr … %}).
"""

import io
import sys
from pathlib import Path
from typing import Any

from mujaz.pages.word import repacked

LISTS = (
    ("Declarations and decisions", "declarations"),
    ("What changed", "changes"),
    ("Sources that differ", "disagreements"),
    ("What to check", "to_check"),
)
COLUMNS = (
    ("Who", "{{ line.who or 'not named' }}"),
    ("What", "{{ line.what }}{% if line.note %} – {{ line.note }}{% endif %}{% if line.review %} CHECK{% endif %}"
             "{% for ref in line.refs %} [{{ ref }}]{% endfor %}"),
    ("How much", "{{ line.how_much or '–' }}"),
    ("By when", "{{ line.by_when or '–' }}"),
    ("State", "{{ line.change }}, {{ status_words[line.status] }}"),
)  # fmt: skip
WIDTHS = (24, 74, 30, 26, 24)  # millimetres


def build() -> bytes:
    """The template as .docx, the same bytes each time."""
    from docx import Document
    from docx.shared import Mm, Pt

    document = Document()
    page = document.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.left_margin = page.right_margin = Mm(16)
    page.top_margin, page.bottom_margin = Mm(14), Mm(16)
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = "Cambria", Pt(9.5)
    normal.paragraph_format.space_after = Pt(2)
    properties = document.core_properties
    properties.author, properties.title, properties.comments = "Mujaz", "Digest", ""
    document.add_heading("{{ heading }}", 1)
    document.add_paragraph("{{ period }} ({{ digest.time_zone }})")
    loop(document, "for line in digest.glance", "{{ line }}", "List Bullet")
    content(document, "digest", "annex")
    document.add_paragraph("{%p if annexed %}")
    document.add_heading("Annex", 1)
    document.add_paragraph("What found no room on the two pages: {{ annexed }} line(s).")
    content(document, "annex", "")
    document.add_paragraph("{%p endif %}")
    words = "Machine translation from Arabic, never a quotation. {{ digest.signature }}"
    footer = page.footer.paragraphs[0].add_run(words)
    footer.font.size = Pt(7)
    buffer = io.BytesIO()
    document.save(buffer)
    return repacked(buffer.getvalue())


def content(document: Any, name: str, rest: str) -> None:
    """The sections of `name`; each says how many more are in `rest`."""
    with_heading(document, "Events", name, "events", rest)
    loop(
        document,
        f"for event in {name}.events",
        "{{ event.title }} – {{ event.date }}{% if event.place %}, {{ event.place }}{% endif %}; {{ event.articles }}"
        " article(s){% if event.late %}; reported late{% endif %}{% if event.review %} CHECK{% endif %}."
        " {{ event.bottom_line }}",
        "List Bullet",
    )
    document.add_paragraph("{%p endif %}")
    with_heading(document, "Commitments", name, "commitments", rest)
    table_of(document, name)
    document.add_paragraph("{%p endif %}")
    for heading, section in LISTS:
        with_heading(document, heading, name, section, rest)
        loop(document, f"for line in {name}.{section}",
             "{{ line.text }}{% if line.review %} CHECK{% endif %}{% for ref in line.refs %} [{{ ref }}]{% endfor %}",
             "List Bullet")  # fmt: skip
        document.add_paragraph("{%p endif %}")
    with_heading(document, "Sources that failed", name, "troubles", rest)
    said = "{{ line.name }} – {{ since(line) }}: {{ line.error }}"
    loop(document, f"for line in {name}.troubles", said, "List Bullet")
    document.add_paragraph("{%p endif %}")


def with_heading(document: Any, heading: str, name: str, section: str, rest: str) -> None:
    """A heading that is there only when its section is; the caller closes the condition."""
    document.add_paragraph(f"{{%p if {name}.{section}{f' or {rest}.{section}' if rest else ''} %}}")
    left = f"{rest}.{section}"
    more = f"{{% if {left} %}} (+{{{{ {left}|length }}}} more in the annex){{% endif %}}" if rest else ""
    document.add_heading(f"{heading}{more}", 2)


def loop(document: Any, head: str, body: str, style: str) -> None:
    """One paragraph for each item."""
    document.add_paragraph(f"{{%p {head} %}}")
    document.add_paragraph(body, style)
    document.add_paragraph("{%p endfor %}")


def table_of(document: Any, name: str) -> None:
    """The table of commitments; its header row is repeated on a new page."""
    from docx.oxml import OxmlElement
    from docx.shared import Mm

    table = document.add_table(rows=4, cols=len(COLUMNS), style="Table Grid")
    table.autofit = False
    rows = table.rows
    rows[1].cells[0].text = f"{{%tr for line in {name}.commitments %}}"
    rows[3].cells[0].text = "{%tr endfor %}"
    for index, ((heading, body), width) in enumerate(zip(COLUMNS, WIDTHS, strict=True)):
        rows[0].cells[index].text = heading
        rows[2].cells[index].text = body
        table.columns[index].width = Mm(width)
        for row in rows:
            row.cells[index].width = Mm(width)
        rows[0].cells[index].paragraphs[0].runs[0].bold = True
    rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


if __name__ == "__main__":
    Path(sys.argv[1]).write_bytes(build())
