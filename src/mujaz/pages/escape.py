"""Text of articles is untrusted: what each output format needs so that it stays text.

`finalize` of the template environments calls these on every value a template prints, so that a template cannot forget.
"""

import re
from collections.abc import Callable
from functools import cache
from unicodedata import category

from markupsafe import Markup, escape

from mujaz.resources import package_path

MARKDOWN = re.compile(r"([\\`*_\[\]|~])")
BLOCK_START = re.compile(r"^(#{1,6}(?=\s|$)|[-+](?=\s|$)|={3,}$|-{3,}$)")
NUMBERED = re.compile(r"^(\d{1,9})([.)])(?=\s|$)")
ENTITY = re.compile(r"&(?=#?\w+;)")


UNPRINTABLE = re.compile("[^\t\n\r -~\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # and what XML cannot hold


def printable(value: object) -> str:
    """A text without the control characters that no page shows and a Word or PDF file breaks on."""
    return UNPRINTABLE.sub("", str(value))


def one_line(value: object) -> tuple[str, str, str]:
    """A text on one line, its spaces single: the space before it, the words, the space behind ("" for none)."""
    text = printable(value)
    words = " ".join(text.split())
    before, behind = (" " if text[:1].isspace() else "", " " if words and text[-1:].isspace() else "")
    return before, words, behind


def html(value: object) -> Markup:
    """For HTML text and quoted attributes."""
    return escape(printable(value))


def markdown(value: object) -> Markup:
    """For running Markdown text: no emphasis, link, image, HTML, heading or list can begin in it."""
    before, text, behind = one_line(value)
    text = ENTITY.sub("&amp;", MARKDOWN.sub(r"\\\1", text)).replace("<", "&lt;").replace(">", "&gt;")
    text = BLOCK_START.sub(r"\\\1", NUMBERED.sub(r"\1\\\2", text))
    return Markup(f"{before}{text}{behind}")  # noqa: S704 – this is the escaping


@cache
def covered() -> frozenset[str]:
    """The letters beyond ASCII that the fonts of a PDF have."""
    lines = package_path("data", "fonts", "covered.txt").read_text(encoding="ascii").splitlines()
    ranges = (part.partition("-") for line in lines if not line.startswith("#") for part in line.split())
    return frozenset(chr(n) for first, _, last in ranges for n in range(int(first, 16), int(last or first, 16) + 1))


def displayed(text: str) -> str:
    """A text as a PDF can show it: for a letter no font has, such as an emoji, a question mark; no mark or joiner."""
    if text.isascii():
        return text
    known = covered()
    return "".join(
        letter if letter.isascii() or letter in known else "" if category(letter)[0] in "MC" else "?" for letter in text
    )


def typst(value: object) -> Markup:
    """For Typst markup: a string expression, closed by a semicolon; nothing in it is ever read as markup."""
    text = displayed("".join(one_line(value))).replace("\\", "\\\\").replace('"', '\\"')
    return Markup(f'#"{text}";')  # noqa: S704 – this is the escaping


def typst_string(value: object) -> Markup:
    """For an argument in Typst code, such as an address: the string alone."""
    return Markup(str(typst(value))[1:-1])  # noqa: S704 – escaped by typst()


def word(value: object) -> Markup:
    """For the XML of a Word document."""
    return escape(printable(value))


def plain(value: object) -> Markup:
    """For plain text such as an e-mail's: one line, nothing else to guard."""
    return Markup(" ".join(printable(value).split()))  # noqa: S704 – nothing reads it as markup


ESCAPES: dict[str, Callable[[object], Markup]] = {
    "html": html,
    "md": markdown,
    "typ": typst,
    "docx": word,
    "txt": plain,
}


def finalizer(format_name: str) -> Callable[[object], object]:
    """What a template environment calls on every printed value; what is Markup already is left alone."""
    function = ESCAPES[format_name]

    def finalize(value: object) -> object:
        return value if isinstance(value, Markup) else function(value)

    return finalize
