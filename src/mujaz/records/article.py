"""Article, Sentence, Span, When: what everything else speaks of.

Offsets are counted in characters (code points) of `Article.text` and are half open: text[start:end].
"""

import hashlib
import re
from dataclasses import dataclass, replace
from typing import Literal

Precision = Literal["day", "month", "year", "interval", "duration", "time"]
Known = Literal["stated", "inferred"]
SentenceKind = Literal["body", "heading", "dateline", "source"]
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of an article's text, start included, end excluded."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The characters of `text` under this span."""
        return text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class When:
    """A date, interval or duration found in Arabic text.

    value: ISO 8601 – 2022-10-18, 2022-10, 2022, 2019-05-16/2019-05-17, 2024/2026, P3Y. An open end is "..":
    "../2025" (by 2025), "2026/.." (from 2026). precision: the coarsest part that is known.
    known: "inferred" when the year, or more, was worked out from something else. ar: the Arabic words.
    start, end: offsets of those words in the text they were found in (-1, -1: taken from metadata).
    """

    value: str
    precision: Precision
    known: Known = "stated"
    ar: str = ""
    start: int = -1
    end: int = -1

    def moved(self, by: int) -> "When":
        """The same with offsets that count from `by` characters earlier, as from the article's begin."""
        return self if self.start < 0 else replace(self, start=self.start + by, end=self.end + by)


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One article as read from a source; `text` is exact, never edited after reading.

    id: stable over runs and addresses (see article_id). source: what the user named (path, address, "-").
    url: address or file name shown under Sources. published: metadata first, else the dateline.
    place: Arabic place name of the dateline. title: the Arabic title (it may also open `text`).
    """

    id: str
    text: str
    title: str = ""
    outlet: str = ""
    source: str = ""
    url: str = ""
    published: When | None = None
    place: str = ""

    @property
    def day(self) -> str:
        """The ISO day of publication; "" where it is not known to the day."""
        value = self.published.value[:10] if self.published else ""
        return value if _DAY.fullmatch(value) else ""


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of an article: `index` counts from 1; text == article.text[start:end].

    A sentence the source broke over a line is one sentence; its text then holds the line break.
    """

    article: str
    index: int
    start: int
    end: int
    text: str
    kind: SentenceKind = "body"


def article_id(text: str) -> str:
    """Twelve hex digits that depend on the words alone, not on spaces, address or file name."""
    return hashlib.sha256(" ".join(text.split()).encode()).hexdigest()[:12]
