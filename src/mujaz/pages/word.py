"""Word documents: a template filled by docxtpl, packed so that the bytes are always the same."""

import io
import re
import zipfile
from pathlib import Path
from typing import Any

from jinja2 import TemplateError
from jinja2.exceptions import SecurityError

from mujaz.errors import DataError
from mujaz.pages.environment import environment, template_error, template_file

TIMES = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*(</dcterms:)")
EPOCH = (1980, 1, 1, 0, 0, 0)  # the earliest moment a zip entry can carry


def filled(name: str, values: dict[str, Any], template_dir: Path | None = None) -> bytes:
    """A Word template filled with `values`. Raises DataError when the (user's) template is at fault."""
    from docx.opc.exceptions import OpcError
    from docxtpl import DocxTemplate
    from lxml.etree import XMLSyntaxError

    path = template_file(name, template_dir)
    try:
        document = DocxTemplate(str(path))
        document.render(values, environment("docx", template_dir), autoescape=True)
        buffer = io.BytesIO()
        document.save(buffer)
    except (TemplateError, SecurityError) as error:
        raise template_error(name, error, template_dir) from error
    except (
        OSError,
        KeyError,
        ValueError,
        TypeError,
        AttributeError,
        OpcError,
        XMLSyntaxError,
        zipfile.BadZipFile,
    ) as error:
        raise DataError(f"cannot fill the Word template {path}: {error}", "correct or replace it") from error
    return repacked(buffer.getvalue())


def check_word(name: str, template_dir: Path | None = None) -> None:
    """Raises DataError when a Word template cannot be opened or its tags do not parse."""
    from docxtpl import DocxTemplate

    path = template_file(name, template_dir)
    try:
        DocxTemplate(str(path)).get_undeclared_template_variables(environment("docx", template_dir))
    except TemplateError as error:
        raise template_error(name, error, template_dir) from error
    except Exception as error:  # whatever python-docx and lxml make of a file that is no Word document
        raise DataError(f"cannot read the Word template {path}: {error}", "correct or replace it") from error


def repacked(data: bytes) -> bytes:
    """The same document without the moments it was written at: entries in order of name, all dated 1980."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        names = sorted(old.namelist(), key=lambda name: (name != "[Content_Types].xml", name))
        for name in dict.fromkeys(names):
            content = old.read(name)
            if name == "docProps/core.xml":
                content = TIMES.sub(rb"\g<1>1980-01-01T00:00:00Z\g<2>", content)
            info = zipfile.ZipInfo(name, EPOCH)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o644 << 16
            new.writestr(info, content)
    return out.getvalue()
