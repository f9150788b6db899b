"""The reference engine: MarianMTModel of transformers on torch, float32."""

import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from mujaz.errors import ModelError
from mujaz.files import cores
from mujaz.models.batches import batches, groups
from mujaz.models.convert import positions
from mujaz.models.engine import Decoding
from mujaz.models.pieces import END, UNKNOWN, Pieces, read_vocabulary
from mujaz.records.translation import Progress

BATCH_TOKENS = 1024  # padded source tokens; times the beam on the decoder's side


class TorchEngine:
    """A Marian model run by torch. See translation.base.Engine."""

    def __init__(self, name: str, folder: Path, threads: int = 0) -> None:
        """Load a transformers folder. threads: 0 for all cores. Raises ModelError when it cannot be loaded."""
        import torch
        from transformers import MarianMTModel

        self.name = name
        vocabulary = read_vocabulary(folder / "vocab.json")
        self.vocabulary = vocabulary
        self.ids = {piece: i for i, piece in enumerate(vocabulary)}
        self.spm = Pieces(folder, self.ids)
        self.language = self.spm.language
        self.positions = positions(folder)
        self.max_pieces = self.positions - self.spm.overhead
        torch.set_num_threads(threads or cores())
        try:
            with quiet_transformers():
                self.model: Any = MarianMTModel.from_pretrained(
                    str(folder), dtype=torch.float32, local_files_only=True
                ).eval()
            with torch.no_grad():  # as Marian and CTranslate2 do: decoding starts from a zero embedding
                self.model.model.shared.weight[self.model.config.pad_token_id] = 0
        except Exception as error:  # transformers raises whatever its parts raise
            raise ModelError(f"{folder} cannot be loaded: {error}", "fetch the model again") from error

    def pieces(self, segment: str) -> int:
        """Number of SentencePiece pieces of a preprocessed segment."""
        return self.spm.count(segment)

    def translate(self, segments: Sequence[str], decoding: Decoding, progress: Progress | None = None) -> list[str]:
        """Translate preprocessed segments, in batches of like length; order kept. Raises ModelError on a longer one."""
        unknown = self.ids[UNKNOWN]
        encoded = [[self.ids.get(p, unknown) for p in self.spm.encode(s)] for s in segments]
        lengths = [len(ids) for ids in encoded]
        if lengths and max(lengths) > self.positions:
            raise ModelError(
                f"a segment of {max(lengths)} pieces exceeds the model's {self.positions}",
                "cut it first (translation.segments)",
            )
        done, ready = [""] * len(segments), 0
        for limit, order in groups(lengths, self.positions):
            for batch in batches(order, lengths, BATCH_TOKENS):
                for i, text in zip(batch, self.generate([encoded[i] for i in batch], limit, decoding), strict=True):
                    done[i] = text
                ready += len(batch)
                if progress:
                    progress(ready, len(segments))
        return done

    def generate(self, rows: Sequence[Sequence[int]], limit: int, decoding: Decoding) -> list[str]:
        """English of encoded rows, padded to one length."""
        import torch
        from transformers import GenerationConfig

        config = self.model.config
        width = max(map(len, rows))
        ids = torch.full((len(rows), width), config.pad_token_id)
        mask = torch.zeros((len(rows), width), dtype=torch.long)
        for n, row in enumerate(rows):
            ids[n, : len(row)] = torch.tensor(row)
            mask[n, : len(row)] = 1
        generation = GenerationConfig(
            max_length=None,
            max_new_tokens=limit,
            num_beams=decoding.beam,
            do_sample=False,
            early_stopping=False,
            length_penalty=decoding.length_penalty,
            no_repeat_ngram_size=decoding.no_repeat_ngram,
            bad_words_ids=[[config.pad_token_id]],
            suppress_tokens=[self.ids[UNKNOWN]],
            pad_token_id=config.pad_token_id,
            eos_token_id=self.ids[END],
            decoder_start_token_id=config.decoder_start_token_id,
        )
        with torch.inference_mode(), quiet_transformers():
            out = self.model.generate(input_ids=ids, attention_mask=mask, generation_config=generation)
        return [self.spm.decode(self.words(row)) for row in out.tolist()]

    def words(self, row: Sequence[int]) -> list[str]:
        """Pieces of an output row up to its end mark."""
        pieces = [self.vocabulary[i] for i in row[1:]]
        return pieces[: pieces.index(END)] if END in pieces else pieces


@contextmanager
def quiet_transformers() -> Iterator[None]:
    """Without the harmless talk of transformers: loading bars, and the advice to install sacremoses (never called)."""
    from transformers.utils import logging

    level, bars = logging.get_verbosity(), logging.is_progress_bar_enabled()
    logging.set_verbosity_error()
    logging.disable_progress_bar()
    try:
        with warnings.catch_warnings():
            warnings.filterwarnings("ignore", message=".*sacremoses.*")
            warnings.filterwarnings("ignore", category=FutureWarning)
            warnings.filterwarnings("ignore", category=DeprecationWarning)
            yield
    finally:
        logging.set_verbosity(level)
        if bars:
            logging.enable_progress_bar()
