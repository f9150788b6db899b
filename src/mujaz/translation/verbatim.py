"""Latin words, codes and addresses of the source: they must stand in the English letter by letter.

Models drop or respell what they do not know ("UNOCT" → "UNICT", "S/2022/35" → "S / 2022 / 35").
"""

import re
from collections.abc import Iterator
from difflib import SequenceMatcher

from mujaz.arabic.normalise import for_model
from mujaz.records.translation import Check

SPAN = re.compile(
    r"(?:https?://|www\.)[^\s<>\"،؛]+[^\s<>\"،؛.,:)]|[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
    r"|(?<![\w/])[A-Za-z][A-Za-z0-9]*(?:[/._&+-]+[A-Za-z0-9]+)*(?![\w/])"
)
WORD = re.compile(r"[^\s\"'(),;:!?]+")
ALIKE = 0.7  # similarity from which on an English word counts as the misspelt span


def spans(source: str) -> list[str]:
    """The stretches of a source that must survive, in order, each once; single letters do not count."""
    return list(dict.fromkeys(m[0] for m in SPAN.finditer(for_model(source)) if len(m[0]) > 1))


def lost(source: str, english: str) -> list[str]:
    """Those of the source's spans that the English lacks; a capital more or less at the front does no harm."""
    return [span for span in spans(source) if not stands(span, english)]


def stands(span: str, english: str) -> bool:
    """Whether a span stands in a text as a whole word or code."""
    return bool(re.search(rf"(?<![A-Za-z0-9]){re.escape(span)}(?![A-Za-z0-9])", english, re.IGNORECASE))


def restore(source: str, english: str) -> str:
    """Put lost spans right where it is clear how: torn apart or misspelt in place, or bracketed in the source."""
    for span in lost(source, english):
        torn = re.compile(r"\s*".join(map(re.escape, span)), re.IGNORECASE)
        alike = list(misspelt(span, source, english))
        if torn.search(english):
            english = torn.sub(span, english, count=1)
        elif alike:
            start, end = max(alike)[1:]
            english = english[:start] + span + english[end:]
        elif f"({span})" in for_model(source):
            body = english.rstrip(" .!?")
            english = f"{body} ({span}){english[len(body) :].strip()}"
    return english


def misspelt(span: str, source: str, english: str) -> Iterator[tuple[float, int, int]]:
    """(similarity, start, end) of English words that look like the span and are not another span of the source."""
    others = {other.lower() for other in spans(source)}
    for match in WORD.finditer(english):
        word = match[0].rstrip(".")
        alike = SequenceMatcher(None, span.lower(), word.lower(), autojunk=False).ratio()
        foreign = word.isupper() == span.isupper() or any(ch.isdigit() for ch in span)
        if alike >= ALIKE and word.lower() not in others and foreign:
            yield alike, match.start(), match.start() + len(word)


def check(source: str, english: str) -> Check:
    """Whether every Latin word, code and address of the source stands in the English."""
    absent = lost(source, english)
    return Check("latin", not absent, f"missing: {', '.join(absent)}" if absent else "")
