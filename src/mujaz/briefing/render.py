"""The briefing in each format. Same briefing, same templates: same bytes."""

from collections.abc import Iterable
from pathlib import Path

from jinja2 import TemplateError

from mujaz.pages.environment import environment, render_template, template_dirs, template_error
from mujaz.pages.escape import ESCAPES
from mujaz.pages.formats import WITHOUT_ARABIC, file_of
from mujaz.pages.word import check_word
from mujaz.records.briefing import Briefing, to_json

APPENDIX = "appendix.md"
WORD_TEMPLATES = ("briefing.docx", "digest.docx")


def render_all(
    briefing: Briefing, formats: Iterable[str], template_dir: Path | None = None, archive: str = ""
) -> dict[str, bytes]:
    """File name to bytes for each format asked for, and the appendix that leads from references to the Arabic.

    The appendix is left out where only HTML or JSON is asked for: these hold the Arabic themselves. Raises UsageError
    for an unknown format and DataError for a template at fault. archive: the address of the HTML page on the site, if
    there is one; then references of the PDF lead to the sentence there.
    """
    wanted = tuple(dict.fromkeys(formats))
    files = {f"briefing.{name}": render(briefing, name, template_dir, archive) for name in wanted}
    if WITHOUT_ARABIC.intersection(wanted):
        files[APPENDIX] = appendix(briefing, template_dir)
    return files


def render(briefing: Briefing, format_name: str, template_dir: Path | None = None, archive: str = "") -> bytes:
    """One format of pages.formats. Raises UsageError, DataError."""
    values = {"briefing": briefing, "archive": archive}
    return file_of(format_name, "briefing", lambda _: values, lambda: to_json(briefing), template_dir)


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
