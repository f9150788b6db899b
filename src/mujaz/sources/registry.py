"""Which reader reads what: by the first bytes where they are plain, else by suffix or media type, else by a look."""

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import PurePath
from urllib.parse import urlsplit

from mujaz.errors import InputError
from mujaz.sources.feed import read_feed
from mujaz.sources.html import read_html
from mujaz.sources.jsonl import read_jsonl
from mujaz.sources.pdf import read_pdf
from mujaz.sources.plain import read_plain
from mujaz.sources.record import Failure, Found, Raw
from mujaz.sources.word import read_word

SNIFFED = 4096  # bytes


@dataclass(frozen=True, slots=True)
class Reader:
    """One format. suffixes: read wherever met; named: suffixes read only when the user names the file.

    types: media types. magic: the first bytes prove the format, whatever the name says. looks: they suggest it, unless
    the name has one of the suffixes `unlike`.
    """

    name: str
    read: Callable[[Raw], Iterator[Found | Failure]] | Callable[[Raw], Iterator[Found]]
    suffixes: tuple[str, ...]
    named: tuple[str, ...] = ()
    types: tuple[str, ...] = ()
    magic: Callable[[bytes], bool] = lambda _: False
    looks: Callable[[bytes], bool] = lambda _: False
    unlike: tuple[str, ...] = ()


# A comment ends at its first mark of an end, and nothing is given back: else fifty comments cost 2^50 attempts.
_HTML = re.compile(
    rb"(?:<\?xml[^>]*+>\s*+)?+(?:<!--(?:(?!-->).)*+-->\s*+)*+<(?:!doctype html|html|head|body)\b", re.DOTALL
)
_BEFORE_FEED = re.compile(rb"(?:\s++|<\?(?:(?!\?>).)*+\?>|<!--(?:(?!-->).)*+-->|<!doctype[^>]*+>)*+", re.DOTALL)
_FEED = re.compile(rb"<(?:rss|feed|rdf:rdf|atom:feed)\b")


def _is_pdf(head: bytes) -> bool:
    return b"%PDF-" in head[:1024]


def _is_zip(head: bytes) -> bool:
    return head.startswith(b"PK\x03\x04")


def _is_html(head: bytes) -> bool:
    return bool(_HTML.match(_text(head)))


def _is_feed(head: bytes) -> bool:
    text = _text(head)
    before = _BEFORE_FEED.match(text)
    return bool(before and _FEED.match(text, before.end()))


def _is_jsonl(head: bytes) -> bool:
    line = head.removeprefix(b"\xef\xbb\xbf").lstrip().partition(b"\n")[0]
    try:
        return (
            line.startswith(b"{") and (len(head) == SNIFFED or isinstance(json.loads(line), dict)) and b'"text"' in head
        )
    except (ValueError, RecursionError):
        return False


def _text(head: bytes) -> bytes:
    """The head in lower case without byte order marks and the zero bytes of UTF-16, so that ASCII can be looked for."""
    return head.replace(b"\x00", b"").lstrip(b"\xef\xbb\xbf\xff\xfe").lstrip().lower()


READERS = (
    Reader("PDF", read_pdf, (".pdf",), types=("application/pdf",), magic=_is_pdf),
    Reader(
        "Word",
        read_word,
        (".docx",),
        types=("application/vnd.openxmlformats-officedocument.wordprocessingml.document",),
        magic=_is_zip,
    ),
    Reader(
        "feed",
        read_feed,
        (),  # never from a folder: a feed lies beside articles as configuration, not as one of them
        named=(".xml", ".rss", ".atom", ".rdf"),
        types=("application/rss+xml", "application/atom+xml"),
        looks=_is_feed,
    ),
    Reader(
        "HTML", read_html, (".html", ".htm", ".xhtml"), types=("text/html", "application/xhtml+xml"), looks=_is_html
    ),
    Reader(
        "JSON Lines",
        read_jsonl,
        (".jsonl", ".ndjson"),
        named=(".json",),
        types=("application/x-ndjson", "application/jsonl", "application/json"),
        looks=_is_jsonl,
        unlike=(".txt", ".text", ".md"),
    ),
    Reader("plain text", read_plain, (".txt", ".text"), named=(".md", ""), types=("text/plain",)),
)
FORMATS = ", ".join(reader.suffixes[0] for reader in READERS if reader.suffixes)
# Looked like text to nobody, but worth a remedy of its own.
FOREIGN = (
    (b"\xd0\xcf\x11\xe0", "an old Office file (.doc) or a password-protected one", "save it as .docx without password"),
    (b"{\\rtf", "a rich text file (.rtf)", "save it as .docx or .txt"),
    (b"\x1f\x8b", "a gzip archive", "unpack it first"),
    (b"\xfd7zXZ", "an xz archive", "unpack it first"),
    (b"\x89PNG", "a picture", "run it through text recognition (OCR) first"),
    (b"\xff\xd8\xff", "a picture", "run it through text recognition (OCR) first"),
    (b"GIF8", "a picture", "run it through text recognition (OCR) first"),
)
# Names that say little about the bytes: there the look decides.
SAYS_LITTLE = {"plain text", "HTML", "feed"}
UNKNOWN_MEDIA = ("application/octet-stream", "application/xml", "binary/octet-stream")


def choose(raw: Raw) -> Reader:
    """The reader for these bytes. Raises InputError when the format is none of ours."""
    head = raw.data[:SNIFFED]
    suffix = suffix_of(raw.name)
    for reader in READERS:
        if reader.magic(head):
            return reader
    for magic, what, remedy in FOREIGN:
        if head.startswith(magic):
            raise InputError(f"{raw.name}: {what}", remedy)
    media = raw.content_type.partition(";")[0].strip().lower()
    by_media = next((reader for reader in READERS if media in reader.types), None)
    known = by_media or _by_suffix(suffix)
    if known is None or known.name in SAYS_LITTLE:
        for reader in READERS:
            if reader.looks(head) and suffix not in reader.unlike:
                return reader
    if known is None or (not by_media and not suffix and media and not media.startswith(("text/", *UNKNOWN_MEDIA))):
        said = suffix or media or "this format"
        raise InputError(f"{raw.name}: {said} is not a format Mujaz reads", f"it reads {FORMATS}")
    return known


def suffix_of(name: str) -> str:
    """The suffix of a file name or of an address's path, in lower case; "" for "-" and for addresses of pages."""
    if "://" in name:
        suffix = PurePath(urlsplit(name).path).suffix.lower()
        return suffix if _by_suffix(suffix) else ""
    return PurePath(name).suffix.lower()


def in_folders(suffix: str) -> bool:
    """True when files of this suffix are read from folders."""
    return any(suffix in reader.suffixes for reader in READERS)


def is_known(suffix: str) -> bool:
    """True when files of this suffix are read at least when named."""
    return _by_suffix(suffix) is not None


def _by_suffix(suffix: str) -> Reader | None:
    return next((reader for reader in READERS if suffix in reader.suffixes or suffix in reader.named), None)
