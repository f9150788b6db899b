"""The formats a record is written in: the only list of them. A new format is a row here and a template.

way: how the bytes are made – a text template, the Typst template compiled to PDF, the Word template, or the JSON of the
record. arabic: whether the file itself holds the Arabic; the others get an appendix beside them.
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from mujaz.errors import UsageError

FormatName = Literal["md", "html", "pdf", "docx", "json"]


@dataclass(frozen=True, slots=True)
class Format:
    """One row of the list; `name` is also the ending of the file.

    escape: whose marks a text template must guard, one of escape.ESCAPES, where it is not that of the name.
    """

    name: FormatName
    way: Literal["text", "typst", "word", "json"]
    arabic: bool = False
    escape: str = ""


FORMATS = (
    Format("md", "text"),
    Format("html", "text", arabic=True),
    Format("pdf", "typst"),
    Format("docx", "word"),
    Format("json", "json", arabic=True),
)
NAMES: tuple[FormatName, ...] = tuple(row.name for row in FORMATS)
WITHOUT_ARABIC = frozenset(row.name for row in FORMATS if not row.arabic)

Values = Callable[[str], dict[str, Any]]
"""What a template sees, by the kind of template: md, html, typ, docx."""


def file_of(name: str, stem: str, values: Values, json: Callable[[], bytes], template_dir: Path | None = None) -> bytes:
    """The bytes of a record in the format `name`, from the template `stem`.* ("briefing", "digest").

    Raises UsageError for an unknown format and DataError for a template at fault.
    """
    from mujaz.pages.environment import render_template

    row = next((row for row in FORMATS if row.name == name), None)
    if row is None:
        raise UsageError(f"unknown format {name!r}", f"known: {', '.join(NAMES)}")
    if row.way == "json":
        return json()
    if row.way == "text":
        kind = row.escape or name
        return render_template(f"{stem}.{name}.j2", kind, template_dir, **values(kind)).encode()
    if row.way == "word":
        from mujaz.pages.word import filled

        return filled(f"{stem}.docx", values(name), template_dir)
    from mujaz.pages.typst import typeset

    return typeset(f"{stem}.typ.j2", values("typ"), template_dir)
