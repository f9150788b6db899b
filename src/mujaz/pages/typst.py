"""PDF: Typst source from a template, compiled with the package's own fonts only: the same bytes."""

import io
import re
from pathlib import Path
from typing import Any

from mujaz.errors import DataError
from mujaz.pages.environment import render_template
from mujaz.resources import package_path

NOT_DISPLAYED = "could not be displayed with font"
RARE = re.compile("[^\x00-\u017f\u060c-\u06d3\u2010-\u2026\u20ac]")


def typeset(name: str, values: dict[str, Any], template_dir: Path | None = None) -> bytes:
    """A Typst template filled and compiled. Raises DataError when the (user's) template does not compile."""
    return compile_typst(render_template(name, "typ", template_dir, **values), name)


def compile_typst(source: str, name: str) -> bytes:
    """Typst source to PDF/UA-1 bytes; no system fonts, clock or network. `name`: the template, for error messages."""
    import typst

    fonts = typst.Fonts(font_paths=[str(package_path("data", "fonts"))], include_system_fonts=False)

    def made(text: str) -> bytes:
        data: bytes = typst.compile(text.encode(), font_paths=fonts, format="pdf", pdf_standards=["ua-1"])
        return data

    try:
        try:
            return made(source)
        except typst.TypstError as error:
            if NOT_DISPLAYED not in error.diagnostic:
                raise
            return made(RARE.sub("?", source))  # a fallback font may lack what the first one has
    except typst.TypstError as error:
        raise DataError(
            f"template {name} gives Typst that does not compile: {error.diagnostic}", "correct it"
        ) from error
    except BaseException as error:
        if type(error).__name__ != "PanicException":  # Typst's own bugs, which are no Exception of Python's
            raise
        raise DataError(f"template {name}: Typst broke down ({error})", "leave the PDF out with --format") from error


def page_count(data: bytes) -> int:
    """Pages of a PDF."""
    from pypdf import PdfReader

    return len(PdfReader(io.BytesIO(data)).pages)
