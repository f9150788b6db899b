"""Plain text: the bytes decoded, nothing else."""

from collections.abc import Iterator

from mujaz.sources.encodings import decode
from mujaz.sources.record import Found, Raw


def read_plain(raw: Raw) -> Iterator[Found]:
    """One article: the whole text. Raises InputError when it is no text."""
    yield Found(text=decode(raw.data, raw.name, charset(raw.content_type)), url=raw.url)


def charset(content_type: str) -> str:
    """The charset parameter of a Content-Type header, or ""."""
    for part in content_type.split(";")[1:]:
        key, _, value = part.partition("=")
        if key.strip().lower() == "charset":
            return value.strip().strip("\"'")
    return ""
