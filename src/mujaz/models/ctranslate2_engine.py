"""The fast engine: CTranslate2, int8."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from mujaz.errors import ModelError
from mujaz.files import cores
from mujaz.models.batches import batches, groups
from mujaz.models.convert import positions
from mujaz.models.engine import Decoding, Output
from mujaz.models.pieces import Pieces, read_vocabulary
from mujaz.records.translation import Progress

BATCH_TOKENS = 2048
MOST_WORKERS = 8  # each has buffers of its own


class CTranslate2Engine:
    """A converted Marian model run by CTranslate2. See translation.base.Engine."""

    def __init__(self, name: str, folder: Path, threads: int = 0, batch_tokens: int = BATCH_TOKENS) -> None:
        """Load a CTranslate2 folder. threads: 0 for all cores. Raises ModelError when it cannot be loaded.

        Each thread translates batches of its own: two threads in one batch were a third slower than one (benchmarks/
        translate.py, --threads 1 and 2), and the output does not depend on their number.
        """
        import ctranslate2

        self.name = name
        self.batch_tokens = batch_tokens
        shared = folder / "shared_vocabulary.json"
        vocabulary = read_vocabulary(shared if shared.exists() else folder / "source_vocabulary.json")
        self.spm = Pieces(folder, vocabulary)
        self.language = self.spm.language
        self.positions = positions(folder)
        self.max_pieces = self.positions - self.spm.overhead
        self.shortlist = (folder / "vmap.txt").is_file()
        try:
            self.translator = ctranslate2.Translator(
                str(folder),
                device="cpu",
                compute_type="int8",
                intra_threads=1,
                inter_threads=threads or min(cores(), MOST_WORKERS),
            )
        except (RuntimeError, ValueError) as error:
            raise ModelError(f"{folder} cannot be loaded: {error}", "fetch or convert the model again") from error

    def pieces(self, segment: str) -> int:
        """Number of SentencePiece pieces of a preprocessed segment."""
        return self.spm.count(segment)

    def translate(self, segments: Sequence[str], decoding: Decoding, progress: Progress | None = None) -> list[Output]:
        """Translate preprocessed segments, in batches of like length; order kept. Raises ModelError on a longer one."""
        encoded = [self.spm.encode(s) for s in segments]
        lengths = [len(pieces) for pieces in encoded]
        if lengths and max(lengths) > self.positions:
            raise ModelError(
                f"a segment of {max(lengths)} pieces exceeds the model's {self.positions}",
                "cut it first (translation.segments)",
            )
        begun = []
        for limit, order in groups(lengths, self.positions):
            for batch in batches(order, lengths, self.batch_tokens):
                results = self.translator.translate_batch(
                    [encoded[i] for i in batch],
                    beam_size=decoding.beam,
                    length_penalty=decoding.length_penalty,
                    no_repeat_ngram_size=decoding.no_repeat_ngram,
                    disable_unk=True,
                    use_vmap=self.shortlist,
                    max_input_length=0,
                    max_decoding_length=limit,
                    return_scores=True,
                    asynchronous=True,
                )
                begun.append((batch, results))
        done, ready = [Output("", 0.0, 0)] * len(segments), 0
        for batch, results in begun:
            for i, result in zip(batch, results, strict=True):
                done[i] = self.output(result.result(), decoding)
            ready += len(batch)
            if progress:
                progress(ready, len(segments))
        return done

    def output(self, result: Any, decoding: Decoding) -> Output:
        """The best hypothesis; its score without the length penalty is the mean over pieces and end mark."""
        pieces, total = result.hypotheses[0], result.scores[0]
        count = len(pieces) + 1
        return Output(self.spm.decode(pieces), total * count ** (decoding.length_penalty - 1), count)
