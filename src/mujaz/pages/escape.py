"""Text of articles is untrusted: what each output format needs so that it stays text.

`finalize` of the template environments calls these on every value a template prints, so that a template cannot forget.
"""

import re
from collections.abc import Callable

from markupsafe import Markup, escape

MARKDOWN = re.compile(r"([\\`*_\[\]|~])")
BLOCK_START = re.compile(r"^(#{1,6}(?=\s|$)|[-+](?=\s|$)|={3,}$|-{3,}$)")
NUMBERED = re.compile(r"^(\d{1,9})([.)])(?=\s|$)")
ENTITY = re.compile(r"&(?=#?\w+;)")


def one_line(value: object) -> tuple[str, str, str]:
    """A text on one line, its spaces single: the space before it, the words, the space behind ("" for none)."""
    text = str(value)
    words = " ".join(text.split())
    before, behind = (" " if text[:1].isspace() else "", " " if words and text[-1:].isspace() else "")
    return before, words, behind


def html(value: object) -> Markup:
    """For HTML text and quoted attributes."""
    return escape(value)


def markdown(value: object) -> Markup:
    """For running Markdown text: no emphasis, link, image, HTML, heading or list can begin in it."""
    before, text, behind = one_line(value)
    text = ENTITY.sub("&amp;", MARKDOWN.sub(r"\\\1", text)).replace("<", "&lt;").replace(">", "&gt;")
    text = BLOCK_START.sub(r"\\\1", NUMBERED.sub(r"\1\\\2", text))
    return Markup(f"{before}{text}{behind}")  # noqa: S704 – this is the escaping


def typst(value: object) -> Markup:
    """For Typst markup: a string expression, closed by a semicolon; nothing in it is ever read as markup."""
    text = "".join(one_line(value)).replace("\\", "\\\\").replace('"', '\\"')
    return Markup(f'#"{text}";')  # noqa: S704 – this is the escaping


def typst_string(value: object) -> Markup:
    """For an argument in Typst code, such as an address: the string alone."""
    return Markup(str(typst(value))[1:-1])  # noqa: S704 – escaped by typst()


def word(value: object) -> Markup:
    """For the XML of a Word document."""
    return escape(value)


def plain(value: object) -> Markup:
    """For plain text such as an e-mail's: one line, nothing else to guard."""
    return Markup(" ".join(str(value).split()))  # noqa: S704 – nothing reads it as markup


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
