"""When two texts are one article: the same address written differently, the same words, or a lightly edited reprint.

A sketch keeps the smallest hashes of a text's word triples; the share two sketches have in common estimates how
much of the texts is shared (Jaccard). Texts that differ in a number are never one article: "15 million" and "20
million" in the same words are two reports, and the reader must see both.
"""

import hashlib
import re
import struct
from collections.abc import Iterable
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

SKETCH_SIZE = 256
TRIPLE = 3
# Query parameters that say where a reader came from, never which article is meant.
TRACKING = re.compile(r"utm_\w+|fbclid|gclid|mc_cid|mc_eid|igshid|ref|ref_src|cmpid|ocid", re.IGNORECASE)
DEFAULT_PORTS = {"http": 80, "https": 443}
WORD = re.compile(r"\w+")


def canonical_url(url: str) -> str:
    """The address without what does not choose the article: fragment, tracking, default port, case of host."""
    parts = urlsplit(url.strip())
    host = (parts.hostname or "").lower()
    if ":" in host:  # an IPv6 address keeps its brackets
        host = f"[{host}]"
    try:
        port = parts.port
    except ValueError:
        port = None
    if port and port != DEFAULT_PORTS.get(parts.scheme.lower()):
        host = f"{host}:{port}"
    query = urlencode([(k, v) for k, v in parse_qsl(parts.query, keep_blank_values=True) if not TRACKING.fullmatch(k)])
    path = parts.path.rstrip("/") or "/"
    return urlunsplit((parts.scheme.lower(), host, path, query, ""))


def sketch(text: str) -> bytes:
    """The SKETCH_SIZE smallest 64-bit hashes of the text's word triples, as bytes (few for a short text)."""
    from mujaz.arabic.normalise import fold_word

    words = WORD.findall(fold_word(text))
    triples = {" ".join(words[i : i + TRIPLE]) for i in range(max(1, len(words) - TRIPLE + 1))}
    hashes = sorted(
        struct.unpack("<Q", hashlib.blake2b(triple.encode(), digest_size=8).digest())[0] for triple in triples
    )
    return struct.pack(f"<{len(hashes[:SKETCH_SIZE])}Q", *hashes[:SKETCH_SIZE])


def likeness(one: bytes, other: bytes) -> float:
    """Estimated share of word triples two texts have in common, 0 to 1."""
    first, second = set(_hashes(one)), set(_hashes(other))
    smallest = sorted(first | second)[:SKETCH_SIZE]
    if not smallest:
        return 0.0
    return sum(1 for value in smallest if value in first and value in second) / len(smallest)


def numbers_of(text: str) -> tuple[str, ...]:
    """The different numbers of a text, in figures or in words, as sorted plain decimals."""
    from mujaz.arabic.numbers import find_numbers

    return tuple(sorted({f"{number.value:.15g}" for number in find_numbers(text)}))


def same_article(one: tuple[bytes, Iterable[str]], other: tuple[bytes, Iterable[str]], *, threshold: float) -> bool:
    """Whether two texts, each given as (sketch, numbers), are one article: alike, and no number contradicts.

    A reprint may leave a sentence out, so one set of numbers may lie inside the other.
    """
    mine, theirs = set(one[1]), set(other[1])
    if not (mine <= theirs or theirs <= mine):
        return False
    return likeness(one[0], other[0]) >= threshold


class Sketches:
    """Articles found by the smallest hashes of their sketches, so that a new one is compared with few of them.

    When two sketches are alike to a share s, at most (1 - s) of the hashes compared are in one of them alone; so the
    smallest hash they share is among the first (1 - s) * SKETCH_SIZE + 1 of both.
    """

    def __init__(self, threshold: float) -> None:
        self.threshold = threshold
        self.first = int((1 - threshold) * SKETCH_SIZE) + 1
        self.days: dict[str, str] = {}
        self._known: dict[int, list[tuple[tuple[str, str], str, bytes, frozenset[str]]]] = {}

    def add(self, article: str, day: str, found: str, identity: tuple[bytes, Iterable[str]]) -> None:
        """Keep an article: its day, when it was collected, and its sketch and numbers."""
        self.days[article] = day
        entry = ((found, article), day, identity[0], frozenset(identity[1]))
        for value in self._first(identity[0]):
            self._known.setdefault(value, []).append(entry)

    def like(self, identity: tuple[bytes, Iterable[str]], first: str, last: str) -> str:
        """The article collected first of those from `first` to `last` (ISO days) that are this one; "" for none."""
        numbers = tuple(identity[1])
        near = {entry for value in self._first(identity[0]) for entry in self._known.get(value, ())}
        for (_, article), day, sketched, theirs in sorted(near):
            if first <= day <= last and same_article(
                (identity[0], numbers), (sketched, theirs), threshold=self.threshold
            ):
                return article
        return ""

    def _first(self, sketched: bytes) -> tuple[int, ...]:
        return _hashes(sketched[: 8 * self.first])


def _hashes(data: bytes) -> tuple[int, ...]:
    return struct.unpack(f"<{len(data) // 8}Q", data)
