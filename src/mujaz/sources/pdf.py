"""PDF files with a text layer, by pypdf.

pypdf's layout mode gives each line as it is seen, from left to right, which for Arabic is back to front; its plain mode
mixes up the order of words. So lines are taken as seen and turned round where the words say so (see visual.py).
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from functools import cache
from io import BytesIO
from typing import Any

from mujaz.arabic.script import ARABIC
from mujaz.budgets import PDF_PAGES
from mujaz.errors import InputError
from mujaz.sources.quiet import quiet
from mujaz.sources.record import Found, Raw
from mujaz.sources.visual import is_visual, turn_lines
from mujaz.sources.words import source_words

_PRESENTATION = re.compile("[\ufb50-\ufdff\ufe70-\ufeff]+")
_TARGET = re.compile(rb"<([0-9A-Fa-f]{8,32})>(?=\s*(?:\n|\r|<|endbf|$))")
# Private use: the letter behind AGAIN may stand beside it already; TWICE: and its own glyph is stored alike.
AGAIN, TWICE = "\ue000", "\ue001"
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
    reader = _open(raw)
    if len(reader.pages) > PDF_PAGES:
        raise InputError(
            f"{raw.name}: more than {PDF_PAGES} pages", "give the pages that matter as a file of their own"
        )
    lines = _lines(reader)
    if is_visual(lines):
        # A ligature stands for its letters in reading order; before turning it must be back to front like the rest.
        reader = _open(raw)
        _reverse_ligatures(reader)
        lines = _lines(reader)
    lines = _unmark(turn_lines(lines))
    title = str((reader.metadata.title if reader.metadata else "") or "")
    return paragraphs(lines), title if ARABIC.search(title) else ""


def _open(raw: Raw) -> Any:
    """The document, decrypted where it takes no password. Raises InputError when it takes one."""
    import pypdf
    from pypdf.errors import DependencyError, FileNotDecryptedError

    reader = pypdf.PdfReader(BytesIO(raw.data))
    try:
        if not reader.is_encrypted or reader.decrypt(""):
            return reader
    except (DependencyError, FileNotDecryptedError):  # AES without the library for it
        pass
    raise InputError(f"{raw.name}: an encrypted PDF", "save it without a password")


def _lines(reader: Any) -> list[str]:
    """The lines of all pages without page numbers, presentation forms made letters; "" between paragraphs."""
    lines: list[str] = []
    for page in reader.pages:
        text = page.extract_text(extraction_mode="layout")
        lines += [_tidy(line) for line in text.split("\n") if not _page_number().fullmatch(line) or not line.strip()]
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
                data = stream.get_data()
                targets = Counter(match.group(1).upper() for match in _TARGET.finditer(data))
                stream.set_data(_TARGET.sub(lambda match: _reversed_target(match, targets), data))  # noqa: B023


def _reversed_target(match: re.Match[bytes], targets: Counter[bytes]) -> bytes:
    """The target back to front; a letter with its vowel sign gets a mark of ours (see _unmark)."""
    digits = match.group(1).upper()
    units = [int(digits[at : at + 4], 16) for at in range(0, len(digits) - 3, 4)]
    if len(digits) % 4 or not all(0x0621 <= unit <= 0x06D3 for unit in units):
        return match.group()
    if len(units) == 2 and 0x064B <= units[1] <= 0x0652:
        units.insert(0, ord(TWICE if targets[digits] > 1 else AGAIN))
    return b"<" + b"".join(b"%04X" % unit for unit in reversed(units)) + b">"


def _unmark(lines: list[str]) -> list[str]:
    """Letters with vowel signs, without our marks and without the letters that programs store once too often.

    A sign is a glyph of its own, but some programs (typst) store it as letter and sign: then its letter stands there
    twice, or alone where the sign was drawn apart, above its line or at the next word. They may store the glyph of the
    letter in the same way wherever it is used. A sign less is better than a letter too many.
    """
    signs = "[\u064b-\u0652]"
    alone = re.compile(rf"(?:\s*[{AGAIN}{TWICE}].{signs})+\s*")
    text = "\n".join(line for line in lines if not alone.fullmatch(line))
    text = re.sub(f"{TWICE}(.)({signs}){TWICE}\\1\\2", r"\1\2", text)
    text = re.sub(f"{TWICE}(.){signs}", r"\1", text)
    total = text.count(AGAIN)
    text, before = re.subn(f"(.)\\s?{AGAIN}\\1", r"\1", text)
    text, after = re.subn(f"{AGAIN}([^ا])({signs})\\1", r"\1\2", text)
    text, strays = re.subn(f"(?<!\\S){AGAIN}ا\u064b", "", text)  # no word begins with this ending
    if total and before + after + strays > total / 4:
        text = re.sub(f"{AGAIN}.{signs}", "", text)
    return [line.strip() for line in text.replace(AGAIN, "").split("\n")]


@cache
def _page_number() -> re.Pattern[str]:
    """A line that holds only the number of a page."""
    words = source_words()
    page, of = "|".join(map(re.escape, words.page)), "|".join(map(re.escape, words.of_pages))
    digits = "[0-9٠-٩]{1,4}"
    return re.compile(rf"[-–\s]*(?:(?:{page})\s*)?{digits}(?:\s*(?:{of})\s*{digits})?[-–\s]*")


def paragraphs(lines: list[str]) -> str:
    """Join the lines of a paragraph.

    A line goes on in the next one unless a sentence ends with it or the first word of the next would have fitted.
    """
    width = max(map(len, lines), default=0)
    text = ""
    previous = ""
    for line in filter(None, lines):
        room = width - len(previous) - 1 - len(line.split(" ")[0])
        goes_on = previous and room < 0.1 * width and not previous.endswith(SENTENCE_END)
        text += (" " if goes_on else "\n" if text else "") + line
        previous = line
    return text
