"""The briefing in each format. Same briefing, same templates: same bytes."""

from collections.abc import Callable, Iterable
from pathlib import Path

from jinja2 import TemplateError

from mujaz.briefing.pdf import pdf
from mujaz.briefing.word import check_word, docx
from mujaz.errors import UsageError
from mujaz.pages.environment import environment, render_template, template_dirs, template_error
from mujaz.pages.escape import ESCAPES
from mujaz.records.briefing import Briefing, to_json

FORMATS = ("md", "html", "pdf", "docx", "json")
APPENDIX = "appendix.md"
WORD_TEMPLATES = ("briefing.docx", "digest.docx")


def render_all(briefing: Briefing, formats: Iterable[str], template_dir: Path | None = None) -> dict[str, bytes]:
    """File name to bytes for each format asked for, and the appendix that leads from references to the Arabic.

    The appendix is left out where only HTML or JSON is asked for: these hold the Arabic themselves. Raises UsageError
    for an unknown format and DataError for a template at fault.
    """
    wanted = tuple(dict.fromkeys(formats))
    files = {f"briefing.{name}": render(briefing, name, template_dir) for name in wanted}
    if set(wanted) & {"md", "pdf", "docx"}:
        files[APPENDIX] = appendix(briefing, template_dir)
    return files


def render(briefing: Briefing, format_name: str, template_dir: Path | None = None) -> bytes:
    """One format: md, html, pdf, docx or json. Raises UsageError, DataError."""
    makers: dict[str, Callable[[], bytes]] = {
        "md": lambda: text(briefing, "md", template_dir),
        "html": lambda: text(briefing, "html", template_dir),
        "pdf": lambda: pdf(briefing, template_dir),
        "docx": lambda: docx(briefing, template_dir),
        "json": lambda: to_json(briefing),
    }
    if format_name not in makers:
        raise UsageError(f"unknown format {format_name!r}", f"known: {', '.join(FORMATS)}")
    return makers[format_name]()


def text(briefing: Briefing, format_name: str, template_dir: Path | None) -> bytes:
    """A text format from its template, as UTF-8."""
    return render_template(f"briefing.{format_name}.j2", format_name, template_dir, briefing=briefing).encode()


def appendix(briefing: Briefing, template_dir: Path | None = None) -> bytes:
    """Markdown: every sentence of every source by its reference, Arabic and English, failed checks named."""
    return render_template("appendix.md.j2", "md", template_dir, briefing=briefing).encode()


def check_templates(template_dir: Path | None = None) -> int:
    """Parse every template, the user's own first; gives how many. Raises DataError naming template and line."""
    folders = template_dirs(template_dir)
    names = {path.relative_to(folder).as_posix() for folder in folders for path in folder.rglob("*.j2")}
    for name in sorted(names):
        parts = name.split(".")
        try:
            environment(parts[-2] if parts[-2] in ESCAPES else "md", template_dir).get_template(name)
        except TemplateError as error:
            raise template_error(name, error, template_dir) from error
    for name in WORD_TEMPLATES:
        check_word(name, template_dir)
    return len(names) + len(WORD_TEMPLATES)
