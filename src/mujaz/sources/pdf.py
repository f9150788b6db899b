"""PDF files with a text layer, by pypdf.

pypdf's layout mode gives each line as it is seen, from left to right, which for Arabic is back to front; its plain mode
mixes up the order of words. So lines are taken as seen and turned round where the words say so (see visual.py).
"""

import re
import unicodedata
from collections.abc import Iterator
from io import BytesIO
from typing import Any

from mujaz.errors import InputError
from mujaz.sources.quiet import quiet
from mujaz.sources.record import Found, Raw
from mujaz.sources.visual import is_visual, turn_lines

MAX_PAGES = 300
_PRESENTATION = re.compile("[\ufb50-\ufdff\ufe70-\ufeff]+")
_TARGET = re.compile(rb"<([0-9A-Fa-f]{8,32})>(?=\s*(?:\n|\r|<|endbf|$))")
_PAGE_NUMBER = re.compile(r"[-–\s]*(?:صفحة\s*)?[0-9٠-٩]{1,4}(?:\s*(?:من|/)\s*[0-9٠-٩]{1,4})?[-–\s]*")
AGAIN = "\ue000"  # private use: the letter after it may stand before it already
SENTENCE_END = (".", "؟", "!", ":", "؛", "»")


def read_pdf(raw: Raw) -> Iterator[Found]:
    """One article from all pages. Raises InputError: damaged, encrypted, too many pages, or no text layer."""
    try:
        with quiet("pypdf"):
            text, title = _extract(raw)
    except InputError:
        raise
    except Exception as error:  # pypdf raises whatever its parsers meet in a damaged file
        raise InputError(
            f"{raw.name}: a damaged PDF ({type(error).__name__})", "print it to PDF again, or save the text as .txt"
        ) from error
    if not text.strip():
        raise InputError(
            f"{raw.name}: a PDF without text layer (a scan)", "run it through text recognition (OCR) first"
        )
    yield Found(text=text, title=title, url=raw.url)


def _extract(raw: Raw) -> tuple[str, str]:
    import pypdf

    reader = pypdf.PdfReader(BytesIO(raw.data))
    if reader.is_encrypted and not reader.decrypt(""):
        raise InputError(f"{raw.name}: an encrypted PDF", "save it without a password")
    if len(reader.pages) > MAX_PAGES:
        raise InputError(
            f"{raw.name}: more than {MAX_PAGES} pages", "give the pages that matter as a file of their own"
        )
    lines = _lines(reader)
    if is_visual(lines):
        # A ligature stands for its letters in reading order; before turning it must be back to front like the rest.
        reader = pypdf.PdfReader(BytesIO(raw.data))
        if reader.is_encrypted:
            reader.decrypt("")
        _reverse_ligatures(reader)
        lines = _lines(reader)
    lines = _unmark(turn_lines(lines))
    title = str((reader.metadata.title if reader.metadata else "") or "")
    return paragraphs(lines), title if any("\u0621" <= char <= "\u064a" for char in title) else ""


def _lines(reader: Any) -> list[str]:
    """The lines of all pages without page numbers, presentation forms made letters; "" between paragraphs."""
    lines: list[str] = []
    for page in reader.pages:
        text = page.extract_text(extraction_mode="layout")
        lines += [_tidy(line) for line in text.split("\n") if not _PAGE_NUMBER.fullmatch(line) or not line.strip()]
    return lines


def _tidy(line: str) -> str:
    letters = _PRESENTATION.sub(lambda match: unicodedata.normalize("NFKC", match.group()), line)
    return re.sub("[ \t\xa0]+", " ", letters).strip()


def _reverse_ligatures(reader: Any) -> None:
    """Turn the letters of each Arabic ligature round in the fonts' tables from glyph to Unicode."""
    done: set[int] = set()  # pages share their fonts
    for page in reader.pages:
        fonts = page.get("/Resources", {}).get_object().get("/Font", {}).get_object()
        for font in fonts.values():
            table = font.get_object().get("/ToUnicode")
            stream = table.get_object() if table is not None else None
            if stream is not None and hasattr(stream, "set_data") and id(stream) not in done:
                done.add(id(stream))
                stream.set_data(_TARGET.sub(_reversed_target, stream.get_data()))


def _reversed_target(match: re.Match[bytes]) -> bytes:
    """The target back to front; a vowel sign that a program stores with its letter once more is marked as such."""
    digits = match.group(1)
    units = [int(digits[at : at + 4], 16) for at in range(0, len(digits) - 3, 4)]
    if len(digits) % 4 or not all(0x0621 <= unit <= 0x06D3 for unit in units):
        return match.group()
    marked = len(units) == 2 and 0x064B <= units[1] <= 0x0652
    return b"<" + b"".join(b"%04X" % unit for unit in (*reversed(units), *([ord(AGAIN)] if marked else []))) + b">"


def _unmark(lines: list[str]) -> list[str]:
    """Join vowel signs to the letters they repeat.

    Where many of a document's signs stand beside that letter, all repeat one, and a sign drawn elsewhere (above
    its line, at the next word) is dropped with its letter: a sign less is better than a letter too many.
    """
    text = "\n".join(lines)
    signs = text.count(AGAIN)
    joined, before = re.subn(f"(.)\\s?{AGAIN}\\1", r"\1", text)
    joined, after = re.subn(f"{AGAIN}([^ا])([\u064b-\u0652])\\1", r"\1\2", joined)
    joined, strays = re.subn(f"(?<!\\S){AGAIN}ا\u064b", "", joined)  # no word begins with this ending
    if signs and before + after + strays > signs / 4:
        joined = re.sub(f"{AGAIN}.[\u064b-\u0652]", "", joined)
        return [line.strip() for line in joined.split("\n")]
    return joined.replace(AGAIN, "").split("\n")


def paragraphs(lines: list[str]) -> str:
    """Join the lines of a paragraph: a full line that ends no sentence goes on in the next one."""
    width = max(map(len, lines), default=0)
    text = ""
    previous = ""
    for line in lines:
        if not line:
            if len(previous) < 0.65 * width or previous.endswith(SENTENCE_END):
                previous = ""
            continue
        goes_on = previous and len(previous) >= 0.65 * width and not previous.endswith(SENTENCE_END)
        text += (" " if goes_on else "\n" if text else "") + line
        previous = line
    return text
