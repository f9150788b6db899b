"""Word documents (.docx) by python-docx: paragraphs, tables and text boxes in reading order."""

import zipfile
from collections.abc import Iterator
from io import BytesIO
from typing import Any

from mujaz.arabic.script import ARABIC
from mujaz.budgets import MIB, WORD_BYTES, WORD_PARTS, WORD_XML_BYTES
from mujaz.errors import InputError
from mujaz.sources.record import Found, Raw

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
BROKEN = "open it in Word or LibreOffice and save it again as .docx"


def read_word(raw: Raw) -> Iterator[Found]:
    """One article. A title of the document properties counts only when it is Arabic. Raises InputError."""
    check_zip(raw)
    try:
        import docx

        document = docx.Document(BytesIO(raw.data))
        blocks = list(_blocks(document.element.body))
        title = str(document.core_properties.title or "")
    except Exception as error:  # zipfile, lxml and python-docx each raise their own on damaged files
        raise InputError(f"{raw.name}: a damaged Word document ({type(error).__name__})", BROKEN) from error
    yield Found(text="\n\n".join(blocks), title=title.strip() if _has_arabic(title) else "", url=raw.url)


def check_zip(raw: Raw) -> None:
    """Refuse what is no Word document, or would unpack to an unreasonable size. Raises InputError."""
    if raw.data.startswith(b"\xd0\xcf\x11\xe0"):
        raise InputError(
            f"{raw.name}: an old .doc or a password-protected document", "save it as .docx without password"
        )
    try:
        with zipfile.ZipFile(BytesIO(raw.data)) as archive:
            parts = archive.infolist()
    except (
        Exception
    ) as error:  # besides BadZipFile, zipfile raises OSError, ValueError, struct.error, NotImplementedError
        raise InputError(f"{raw.name}: a damaged Word document (not a zip archive)", BROKEN) from error
    if not any(part.filename == "word/document.xml" for part in parts):
        raise InputError(f"{raw.name}: a zip archive, but not a Word document", "unpack it and give the files inside")
    if len(parts) > WORD_PARTS or sum(part.file_size for part in parts) > WORD_BYTES:
        raise InputError(
            f"{raw.name}: unpacks to more than {WORD_BYTES // MIB} MiB", "save the text alone as .docx or .txt"
        )
    markup = (part for part in parts if part.filename.endswith((".xml", ".rels")))
    if any(part.file_size > WORD_XML_BYTES for part in markup):
        raise InputError(
            f"{raw.name}: a part of it unpacks to more than {WORD_XML_BYTES // MIB} MiB of markup",
            "save the text alone as .docx or .txt",
        )


def _blocks(body: Any) -> Iterator[str]:
    """Paragraphs, and table rows as one line each, that hold any text."""
    for child in body.iterchildren():
        if child.tag == W + "p":
            texts = [_text(child), *_boxes(child)]
        elif child.tag == W + "tbl":
            rows = [" | ".join(_cells(row)) for row in child.iter(W + "tr")]
            texts = ["\n".join(row for row in rows if row)]
        elif child.tag == W + "sdt":  # a content control wraps further blocks
            texts = [text for content in child.iterchildren(W + "sdtContent") for text in _blocks(content)]
        else:
            continue
        yield from (text for text in texts if text.strip())


def _cells(row: Any) -> Iterator[str]:
    for cell in row.iterchildren(W + "tc"):
        text = " ".join(_text(paragraph) for paragraph in cell.iter(W + "p")).strip()
        if text:
            yield text


def _boxes(paragraph: Any) -> Iterator[str]:
    """Paragraphs of text boxes anchored here; Word stores each box twice, the second time as Fallback."""
    for box in paragraph.iter(W + "txbxContent"):
        if not any(parent.tag == FALLBACK for parent in box.iterancestors()):
            yield from _blocks(box)


def _text(paragraph: Any) -> str:
    """The visible text of a paragraph without its text boxes; deleted revisions carry another tag and stay out."""
    parts: list[str] = []
    for node in paragraph.iter(W + "t", W + "br", W + "cr", W + "tab", W + "noBreakHyphen"):
        if next(node.iterancestors(W + "p"), None) is not paragraph:
            continue  # belongs to a text box
        if node.tag == W + "t":
            parts.append(node.text or "")
        elif node.tag == W + "tab":
            if next(node.iterancestors(W + "tabs"), None) is None:  # else a tab stop, not a tab
                parts.append("\t")
        else:
            parts.append("-" if node.tag == W + "noBreakHyphen" else "\n")
    return "".join(parts)


def _has_arabic(text: str) -> bool:
    return ARABIC.search(text) is not None
