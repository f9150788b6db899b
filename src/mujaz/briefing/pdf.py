"""The PDF: a Typst source from the template, compiled with the package's own fonts only: the same bytes."""

import io
from pathlib import Path

from mujaz.errors import DataError
from mujaz.pages.environment import render_template
from mujaz.records.briefing import Briefing
from mujaz.resources import package_path


def pdf(briefing: Briefing, template_dir: Path | None = None) -> bytes:
    """The briefing as PDF. Raises DataError when the (user's) template does not compile."""
    source = render_template("briefing.typ.j2", "typ", template_dir, briefing=briefing)
    return compile_typst(source, "briefing.typ.j2")


def compile_typst(source: str, name: str) -> bytes:
    """Typst source to PDF bytes; no system fonts, no clock, no network. `name`: the template, for error messages."""
    import typst

    try:
        data: bytes = typst.compile(
            source.encode(),
            font_paths=typst.Fonts(font_paths=[str(package_path("data", "fonts"))], include_system_fonts=False),
            format="pdf",
        )
    except typst.TypstError as error:
        raise DataError(
            f"template {name} gives Typst that does not compile: {error.diagnostic}", "correct it"
        ) from error
    return data


def page_count(data: bytes) -> int:
    """Pages of a PDF."""
    from pypdf import PdfReader

    return len(PdfReader(io.BytesIO(data)).pages)
