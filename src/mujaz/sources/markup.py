"""A look at markup before a parser builds a tree of it: how large it is, and how many attributes an element has."""

import re

from mujaz.budgets import ATTRIBUTES, HTML_BYTES, MIB
from mujaz.errors import InputError

_LONG_TAG = re.compile(rb"<[A-Za-z][^<>]{%d,}+" % (2 * ATTRIBUTES))


def check_markup(data: bytes, name: str, most: int = HTML_BYTES) -> None:
    """Refuse what no page and no feed is. Raises InputError. Takes time in proportion to the length."""
    if len(data) > most:
        raise InputError(
            f"{name}: larger than {most // MIB} MiB of markup", "save the article alone, or its text as .txt"
        )
    for tag in _LONG_TAG.finditer(data):
        if tag.group().count(b"=") > ATTRIBUTES:
            raise InputError(f"{name}: an element with more than {ATTRIBUTES} attributes", "save the text as .txt")
