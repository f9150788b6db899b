"""What an engine is: a loaded model that turns preprocessed Arabic segments into English."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from mujaz.records.translation import Progress


@dataclass(frozen=True, slots=True)
class Decoding:
    """How to decode: beam width, length penalty, and the n-gram size that may not repeat (0: no limit)."""

    beam: int = 4
    no_repeat_ngram: int = 0
    length_penalty: float = 1.0


@dataclass(frozen=True, slots=True)
class Output:
    """A segment in English. score: mean log-probability of its pieces, 0 is certain; pieces: how many, end mark too."""

    text: str
    score: float
    pieces: int


class Engine(Protocol):
    """A loaded model. Segments in, segments out, same order; it never truncates: callers keep to max_pieces."""

    @property
    def name(self) -> str:
        """Model name, revision and engine, e.g. "ar-en-mini@1a2b3c4d/ctranslate2-int8"; part of the memory's key."""
        ...

    @property
    def max_pieces(self) -> int:
        """Longest segment, in SentencePiece pieces without the end mark."""
        ...

    def pieces(self, segment: str) -> int:
        """Number of SentencePiece pieces of a preprocessed segment."""
        ...

    def translate(self, segments: Sequence[str], decoding: Decoding, progress: Progress | None = None) -> list[Output]:
        """Translate preprocessed segments; `progress` is told (done, of how many). No output depends on neighbours."""
        ...
