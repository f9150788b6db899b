"""PDF: Typst source from a template, compiled with the package's own fonts only: the same bytes."""

import io
from pathlib import Path
from typing import Any

from mujaz.errors import DataError
from mujaz.pages.environment import render_template
from mujaz.resources import package_path


def typeset(name: str, values: dict[str, Any], template_dir: Path | None = None) -> bytes:
    """A Typst template filled and compiled. Raises DataError when the (user's) template does not compile."""
    return compile_typst(render_template(name, "typ", template_dir, **values), name)


def compile_typst(source: str, name: str) -> bytes:
    """Typst source to PDF/UA-1 bytes; no system fonts, clock or network. `name`: the template, for error messages."""
    import typst

    try:
        data: bytes = typst.compile(
            source.encode(),
            font_paths=typst.Fonts(font_paths=[str(package_path("data", "fonts"))], include_system_fonts=False),
            format="pdf",
            pdf_standards=["ua-1"],
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
