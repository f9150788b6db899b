"""What passes between the readers and the registry."""

from dataclasses import dataclass

from mujaz.errors import InputError
from mujaz.records.article import When


@dataclass(frozen=True, slots=True)
class Failure:
    """One input, or one line of an input, that could not be read. source: what to name to the user."""

    source: str
    error: InputError


@dataclass(frozen=True, slots=True, kw_only=True)
class Raw:
    """Bytes as they came. name: file name, address or "-". content_type: from an HTTP answer. url: page address."""

    data: bytes
    name: str
    content_type: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What a reader took out of one input; empty fields are looked for in the text afterwards.

    published: from metadata alone. where: "file:line" when one input holds several articles.
    """

    text: str
    title: str = ""
    outlet: str = ""
    url: str = ""
    published: When | None = None
    where: str = ""
