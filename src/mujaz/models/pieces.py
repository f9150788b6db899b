"""SentencePiece both ways, the same for both engines, and the clean-up of decoded English.

Marian models segment the source with source.spm and write pieces of target.spm. The work is done here rather than by
MarianTokenizer because CTranslate2 wants pieces, not ids, and because MarianTokenizer takes a text that begins with
">>…<<" for a language code and drops it; here it is text like any other.
"""

import html
import json
import re
from collections.abc import Sequence
from pathlib import Path

from mujaz.arabic.script import ARABIC
from mujaz.errors import ModelError
from mujaz.models.cache import read_json

END = "</s>"
UNKNOWN = "<unk>"
TARGET_CODE = ">>eng<<"  # multi-target models are told the language wanted; single-target ones know none of these
LANGUAGE_CODE = re.compile(r">>[^<>]+<<")
ENTITY = re.compile(r"& ?(#\d{1,5}|#x[0-9a-fA-F]{1,4}|[a-zA-Z]{2,8}) ?;")
SPLIT_POSSESSIVE = re.compile(r"(?<=\w) ?' (s|re|ve|ll|t|d|m)\b")


class Pieces:
    """The two SentencePiece models of a folder and its vocabulary."""

    def __init__(self, folder: Path, vocabulary: Sequence[str] | dict[str, int]) -> None:
        """Load source.spm and target.spm. Raises ModelError when one is damaged."""
        import sentencepiece

        try:
            self.source = sentencepiece.SentencePieceProcessor(str(folder / "source.spm"))
            self.target = sentencepiece.SentencePieceProcessor(str(folder / "target.spm"))
        except (OSError, RuntimeError) as error:
            raise ModelError(f"{folder}: damaged SentencePiece model: {error}", "fetch the model again") from error
        codes = {piece for piece in vocabulary if LANGUAGE_CODE.fullmatch(piece)}
        self.codes = frozenset(codes)
        self.language = self.source_language(folder)
        self.prefix: tuple[str, ...] = (TARGET_CODE,) if TARGET_CODE in codes else ()

    def source_language(self, folder: Path) -> str:
        """The language the model reads: as its files say, else Arabic if its source pieces are, else unknown ("")."""
        for name in ("mujaz.json", "tokenizer_config.json"):
            code = str(read_json(folder / name).get("source_lang") or "")
            if code:
                return "ar" if code.startswith("ar") else code[:2]
        size = len(self.source)
        arabic = sum(bool(ARABIC.search(self.source.id_to_piece(i))) for i in range(size))
        return "ar" if arabic > size / 10 else ""

    @property
    def overhead(self) -> int:
        """Positions taken by the language code and the end mark."""
        return len(self.prefix) + 1

    def count(self, segment: str) -> int:
        """Number of pieces of a segment, without code and end mark."""
        return len(self.source.encode(segment))

    def encode(self, segment: str) -> list[str]:
        """Pieces of a segment with code and end mark; what looks like a code or mark in the text is only text."""
        special = {*self.codes, END, UNKNOWN}
        pieces = [UNKNOWN if p in special else p for p in self.source.encode(segment, out_type=str)]
        return [*self.prefix, *pieces, END]

    def decode(self, pieces: Sequence[str]) -> str:
        """English text from pieces; marks and codes are dropped."""
        kept = [p for p in pieces if p not in (END, UNKNOWN, "<pad>") and p not in self.codes]
        return tidy(self.target.decode_pieces(kept))


def tidy(text: str) -> str:
    """Decoded English without HTML entities, torn possessives, piece marks or doubled spaces."""
    text = text.replace("\u2581", " ").replace("\u2047", " ")
    if "&" in text:
        unescaped = ENTITY.sub(lambda m: html.unescape(f"&{m[1]};"), text)
        text = SPLIT_POSSESSIVE.sub(r"'\1", unescaped) if unescaped != text else text
    return re.sub(r"\s+", " ", text).strip()


def read_vocabulary(path: Path) -> list[str]:
    """Pieces of a vocab.json ({piece: id}) or shared_vocabulary.json ([piece, …]), by id. Raises ModelError."""
    try:
        value = json.loads(path.read_text(encoding="utf-8"))
        return sorted(value, key=value.__getitem__) if isinstance(value, dict) else [str(v) for v in value]
    except (OSError, ValueError, TypeError, RecursionError) as error:
        raise ModelError(f"cannot read the vocabulary {path}: {error}", "fetch the model again") from error
