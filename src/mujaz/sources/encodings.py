"""Bytes to text: UTF-8, UTF-16, Windows-1256 and ISO-8859-6, told apart by what the decoded text looks like.

Valid UTF-8 is taken at its word: no other encoding looks like it by chance. Everything else is decoded in each
candidate encoding and scored; the text most like written Arabic wins.
"""

import codecs
import re
from collections import Counter

from mujaz.arabic.script import ARABIC, ARTICLED, LETTERS
from mujaz.errors import InputError
from mujaz.sources.words import source_words

BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16: it begins with the same two bytes
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
GUESSED = ("utf-8", "utf-16-le", "utf-16-be", "cp1256", "iso8859_6")
# What a page or a header may declare; anything else (also Latin-1, often declared by mistake) is left to the guess.
DECLARED = {"utf-8", "utf-16", "utf-16-le", "utf-16-be", "cp1256", "iso8859-6", "mac-arabic", "cp864", "cp720"}
ALIASES = {"iso-8859-6-i": "iso8859-6", "iso-8859-6-e": "iso8859-6", "dos-720": "cp720", "x-mac-arabic": "mac-arabic"}

_CONTROL = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\ufffd\ufffe\uffff\ue000-\uf8ff]")
_MIXED = re.compile(f"[{LETTERS}][A-Za-z\u00c0-\u024f]|[A-Za-z\u00c0-\u024f][{LETTERS}]")
SAMPLE = 65536  # bytes that the guess looks at


def decode(data: bytes, name: str, declared: str = "") -> str:
    """The text of `data`, without byte order mark and with LF line ends; nothing else is changed.

    declared: the encoding a header or a meta element names; believed when the text then reads like text.
    Raises InputError naming `name` when the bytes are no text.
    """
    text = _decode(data, declared)
    if text is None or _binary(text):
        raise InputError(f"{name}: not a text file", "give plain text, HTML, JSONL, DOCX or PDF")
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


def _decode(data: bytes, declared: str) -> str | None:
    for bom, encoding in BOMS:
        if data.startswith(bom):
            return data.decode(encoding, errors="replace")
    if b"\x00" not in data:  # UTF-16 text of Arabic and ASCII always holds zero bytes, UTF-8 text never does
        try:
            return data.decode("utf-8")
        except UnicodeDecodeError:
            pass
    best: tuple[float, str] | None = None
    wanted = known_encoding(declared)
    for encoding in dict.fromkeys((wanted, *GUESSED) if wanted else GUESSED):
        sample = data[:SAMPLE].decode(encoding, errors="replace")
        points = score(sample) + (0.2 if encoding == wanted else 0.0)
        if best is None or points > best[0]:
            best = (points, encoding)
    return None if best is None else data.decode(best[1], errors="replace")


def known_encoding(declared: str) -> str:
    """The codec for a declared encoding name, or "" when it is none that Arabic text comes in."""
    label = declared.strip().strip("\"'").lower()
    try:
        found = codecs.lookup(ALIASES.get(label, label)).name
    except (LookupError, ValueError):  # ValueError: a null character in the name
        return ""
    return found if found in DECLARED else ""


def score(text: str) -> float:
    """How much `text` looks like written Arabic: from about 2 (surely) over 0 (no sign of it) to below 0 (binary)."""
    if not text:
        return 0.0
    letters = sum(map(str.isalpha, text))
    arabic = len(ARABIC.findall(text))
    words = text.split()
    count = Counter(words)
    common = sum(count[word] for word in source_words().common)
    articles = sum(1 for word in words if word.startswith(ARTICLED))
    wrong = len(_CONTROL.findall(text)) + 2 * len(_MIXED.findall(text))
    return (
        (arabic / letters if letters else 0.0)
        + min(1.0, 3 * (common + articles) / max(1, len(words)))
        - 8 * wrong / len(text)
    )


def _binary(text: str) -> bool:
    """True when control characters are more than a rare accident."""
    sample = text[:SAMPLE]
    return len(_CONTROL.findall(sample)) > len(sample) / 100 or "\x00" in sample
