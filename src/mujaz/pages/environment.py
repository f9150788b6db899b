"""Template environments: sandboxed, strict about unknown names, escaping by format; a user's templates come first."""

from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import (
    BaseLoader,
    ChoiceLoader,
    FileSystemLoader,
    StrictUndefined,
    TemplateError,
    TemplateNotFound,
    TemplateSyntaxError,
)
from jinja2.exceptions import SecurityError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from mujaz.errors import DataError
from mujaz.pages.escape import finalizer, typst_string
from mujaz.resources import shipped_path


@cache  # compiled templates are kept, and read again when their file changes
def environment(format_name: str, template_dir: Path | None = None) -> ImmutableSandboxedEnvironment:
    """An environment for templates of one format: html, md, typ or docx.

    `template_dir`: a user's folder; a template found there replaces the packaged one of the same name.
    """
    folders: list[BaseLoader] = [FileSystemLoader(folder) for folder in template_dirs(template_dir)]
    made = ImmutableSandboxedEnvironment(
        loader=ChoiceLoader(folders),
        autoescape=True,
        finalize=finalizer(format_name),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    made.filters["typst_string"] = typst_string
    return made


def template_dirs(template_dir: Path | None) -> list[Path]:
    """The folders templates are looked for in, first one first. Raises DataError for a folder that is not there."""
    if template_dir is None:
        return [shipped_path("templates")]
    if not template_dir.is_dir():
        raise DataError(f"no template folder {template_dir}", "check --template-dir or [briefing] template_dir")
    return [template_dir, shipped_path("templates")]


def template_file(name: str, template_dir: Path | None) -> Path:
    """The file a template comes from. Raises DataError when neither folder has it."""
    for folder in template_dirs(template_dir):
        if (folder / name).is_file():
            return folder / name
    raise DataError(f"no template {name}", "reinstall Mujaz, or put the template into your --template-dir")


def render_template(name: str, format_name: str, template_dir: Path | None, **values: Any) -> str:
    """Fill a template. Raises DataError naming template and line when the template is at fault."""
    try:
        return environment(format_name, template_dir).get_template(name).render(**values)
    except (TemplateError, SecurityError, TypeError, AttributeError, ValueError, ZeroDivisionError) as error:
        raise template_error(name, error, template_dir) from error


def template_error(name: str, error: Exception, template_dir: Path | None) -> DataError:
    """What is wrong with a template and where, for the person who wrote it."""
    if isinstance(error, TemplateNotFound):
        return DataError(f"no template {error.name}", "put it into your --template-dir, or take the name out")
    where, line = name, 0
    if isinstance(error, TemplateSyntaxError):
        where, line = error.name or name, error.lineno
    else:
        trace = error.__traceback__
        while trace:
            file = trace.tb_frame.f_code.co_filename
            if "__jinja_template__" in trace.tb_frame.f_globals or Path(file).suffix in {".j2", ".docx"}:
                where, line = Path(file).name, trace.tb_lineno
            trace = trace.tb_next
    place = f"{where}, line {line}" if line else where
    remedy = "correct the template" + (f" in {template_dir}" if template_dir else "")
    return DataError(f"template {place}: {error}", remedy)
