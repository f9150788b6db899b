"""The fast engine: CTranslate2, int8 on a processor, int8 with float16 on a graphics card."""

import ctypes
from collections import deque
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from mujaz.errors import ModelError
from mujaz.files import cores
from mujaz.models.batches import batches, groups
from mujaz.models.convert import positions
from mujaz.models.engine import Decoding, Output
from mujaz.models.pieces import Pieces, read_vocabulary
from mujaz.records.translation import Progress

BATCH_TOKENS = 512  # padded; 2,048 took 685 MB instead of 424 over ten articles, and less processor time
FIRST_BEAM = 4
MOST_WORKERS = 8  # each has buffers of its own
COMPUTE = {"cpu": "int8", "cuda": "int8_float16"}


class CTranslate2Engine:
    """A converted Marian model run by CTranslate2. See translation.base.Engine."""

    def __init__(
        self, name: str, folder: Path, threads: int = 0, batch_tokens: int = BATCH_TOKENS, device: str = "cpu"
    ) -> None:
        """Load a CTranslate2 folder. threads: 0 for all cores. device: auto, cpu or cuda.

        Raises ModelError when the model cannot be loaded or there is no such device.

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
            self.device = device_for(device)
            self.workers = threads or (1 if self.device == "cuda" else min(cores(), MOST_WORKERS))
            self.translator = ctranslate2.Translator(
                str(folder),
                device=self.device,
                compute_type=COMPUTE[self.device],
                intra_threads=1,
                inter_threads=self.workers,
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
        done, ready = [Output("", 0.0, 0)] * len(segments), 0
        for batch, outputs in self.decoded(encoded, lengths, decoding):
            for i, output in zip(batch, outputs, strict=True):
                done[i] = output
            ready += len(batch)
            if progress:
                progress(ready, len(segments))
        give_back_memory()
        return done

    def decoded(
        self, encoded: Sequence[list[str]], lengths: Sequence[int], decoding: Decoding
    ) -> Iterator[tuple[list[int], list[Output]]]:
        """Indexes and outputs of batch after batch; only as many are under way as keep the workers busy.

        A wider beam gets smaller batches, so that what a batch needs stays the same.
        """
        budget = max(self.batch_tokens * FIRST_BEAM // max(decoding.beam, FIRST_BEAM), 1)
        under_way: deque[tuple[list[int], Any]] = deque()
        for limit, order in groups(lengths, self.positions):
            for batch in batches(order, lengths, budget):
                under_way.append((batch, self.begin([encoded[i] for i in batch], limit, decoding)))
                if len(under_way) > 2 * self.workers:
                    yield self.ended(*under_way.popleft(), decoding)
        while under_way:
            yield self.ended(*under_way.popleft(), decoding)

    def begin(self, rows: list[list[str]], limit: int, decoding: Decoding) -> Any:
        """Hand a batch to the workers; its results come later."""
        return self.translator.translate_batch(
            rows,
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

    def ended(self, batch: list[int], results: Any, decoding: Decoding) -> tuple[list[int], list[Output]]:
        """Wait for a batch; its indexes and outputs."""
        return batch, [self.output(result.result(), decoding) for result in results]

    def output(self, result: Any, decoding: Decoding) -> Output:
        """The best hypothesis; its score without the length penalty is the mean over pieces and end mark."""
        pieces, total = result.hypotheses[0], result.scores[0]
        count = len(pieces) + 1
        return Output(self.spm.decode(pieces), total * count ** (decoding.length_penalty - 1), count)


def device_for(wanted: str) -> str:
    """What `auto` means here: cuda where a graphics card can be used, else cpu. Raises ModelError for a missing one."""
    import ctranslate2

    if wanted == "cpu":
        return "cpu"
    cards = ctranslate2.get_cuda_device_count()
    if wanted == "cuda" and not cards:
        raise ModelError("device cuda: CTranslate2 sees no graphics card", 'set device = "cpu" or "auto"')
    return "cuda" if cards else "cpu"


def give_back_memory() -> None:
    """Return freed memory to the system where the C library can (glibc); the workers' heaps keep it otherwise.

    After ten articles 193 MB were held instead of 612.
    """
    try:
        ctypes.CDLL(None).malloc_trim(0)
    except (AttributeError, OSError, TypeError):
        return
