"""The reference engine: MarianMTModel of transformers on torch, float32."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from mujaz.errors import ModelError
from mujaz.files import cores
from mujaz.models.batches import batches, groups
from mujaz.models.convert import positions
from mujaz.models.engine import Decoding, Output
from mujaz.models.pieces import END, UNKNOWN, Pieces, read_vocabulary
from mujaz.models.quiet import quiet_transformers
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

    def translate(self, segments: Sequence[str], decoding: Decoding, progress: Progress | None = None) -> list[Output]:
        """Translate preprocessed segments, in batches of like length; order kept. Raises ModelError on a longer one."""
        encoded = [self.numbers(self.spm.encode(s)) for s in segments]
        lengths = [len(ids) for ids in encoded]
        if lengths and max(lengths) > self.positions:
            raise ModelError(
                f"a segment of {max(lengths)} pieces exceeds the model's {self.positions}",
                "cut it first (translation.segments)",
            )
        done, ready = [Output("", 0.0, 0)] * len(segments), 0
        for limit, order in groups(lengths, self.positions):
            for batch in batches(order, lengths, BATCH_TOKENS):
                rows = [encoded[i] for i in batch]
                pieces = self.generate(rows, limit, decoding)
                means = self.means(rows, [self.numbers([*p, END]) for p in pieces])
                for i, words, mean in zip(batch, pieces, means, strict=True):
                    done[i] = Output(self.spm.decode(words), mean, len(words) + 1)
                ready += len(batch)
                if progress:
                    progress(ready, len(segments))
        return done

    def means(self, rows: Sequence[Sequence[int]], targets: Sequence[Sequence[int]]) -> list[float]:
        """The mean log-probability of each target row behind its source row. One that is never written counts not."""
        import torch

        config = self.model.config
        ids, mask = self.padded(rows)
        wanted, there = self.padded(targets)
        before = torch.cat([torch.full((len(rows), 1), config.decoder_start_token_id), wanted[:, :-1]], dim=1)
        with torch.inference_mode():
            logits = self.model(input_ids=ids, attention_mask=mask, decoder_input_ids=before).logits.float()
            logits[..., [config.pad_token_id, self.ids[UNKNOWN]]] = -torch.inf
            known = torch.log_softmax(logits, dim=-1).gather(-1, wanted.unsqueeze(-1)).squeeze(-1)
            counted = there.bool() & known.isfinite()
            sums = torch.where(counted, known, 0.0).double().sum(dim=1) / counted.sum(dim=1).clamp(min=1)
        return [float(mean) for mean in sums]

    def numbers(self, pieces: Sequence[str]) -> list[int]:
        """The ids of pieces."""
        unknown = self.ids[UNKNOWN]
        return [self.ids.get(piece, unknown) for piece in pieces]

    def padded(self, rows: Sequence[Sequence[int]]) -> tuple[Any, Any]:
        """Rows of ids as one tensor, and a mask with 1 where something stands."""
        import torch

        width = max(map(len, rows))
        ids = torch.full((len(rows), width), self.model.config.pad_token_id)
        mask = torch.zeros((len(rows), width), dtype=torch.long)
        for n, row in enumerate(rows):
            ids[n, : len(row)] = torch.tensor(row)
            mask[n, : len(row)] = 1
        return ids, mask

    def generate(self, rows: Sequence[Sequence[int]], limit: int, decoding: Decoding) -> list[list[str]]:
        """The pieces of the English of encoded rows, padded to one length."""
        import torch
        from transformers import GenerationConfig

        config = self.model.config
        ids, mask = self.padded(rows)
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
        return [self.words(row) for row in out.tolist()]

    def words(self, row: Sequence[int]) -> list[str]:
        """Pieces of an output row up to its end mark."""
        pieces = [self.vocabulary[i] for i in row[1:]]
        return pieces[: pieces.index(END)] if END in pieces else pieces
