"""TranslationService: texts in, translations out. Memory → segments → engine → glossary → checks → retry → save.

All segments of all texts go through the engine in one stream sorted by length. Whatever is finished is saved batch by
batch, so that a killed run loses at most one batch, and a second run translates nothing and does not load the model.
"""

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from mujaz import __version__
from mujaz.arabic.normalise import for_model
from mujaz.config import Settings
from mujaz.models.folders import Remark, silent
from mujaz.resources import package_path
from mujaz.store import Store
from mujaz.translation.base import Check, Decoding, Engine, Progress, Translation
from mujaz.translation.memory import Conditions, Memory, Remembered
from mujaz.translation.segments import ARABIC, COMFORTABLE, LETTER, Segment, join, segment

if TYPE_CHECKING:
    from mujaz.translation.glossary import Glossary

SAVE_EVERY = 4096  # pieces translated between two savings
DATA = ("frames.toml", "openers.txt", "segments.toml")  # what shapes a translation beside model, glossary and version
FIRST = Decoding()
# What a sentence that fails its checks is tried with, in order, as long as it fails: decoding, share of the length.
RETRIES: tuple[tuple[Decoding, float], ...] = (
    (Decoding(beam=8), 1.0),
    (Decoding(no_repeat_ngram=3), 1.0),
    (Decoding(), 0.5),
)


@dataclass(frozen=True, slots=True)
class Candidate:
    """One finished English version of a source, with what the checks said."""

    text: str
    checks: tuple[Check, ...] = ()

    @property
    def failed(self) -> int:
        """How many checks it did not pass."""
        return sum(not c.ok for c in self.checks)


@dataclass(slots=True)
class Job:
    """One source on its way: its parts (English lead, segments) and the candidates made so far."""

    source: str
    parts: tuple[tuple[str, str, tuple[Segment, ...]], ...] = ()
    candidates: list[Candidate] = field(default_factory=list)

    def wanted(self) -> Iterator[str]:
        """The preprocessed segments the model has to translate."""
        for _, _, segments in self.parts:
            for part in segments:
                if not part.copy:
                    yield for_model(part.text)


class TranslationService:
    """Translates texts with an engine, a memory and a glossary; memory and glossary may be absent (`--plain`)."""

    def __init__(self, engine: Engine, memory: Memory | None = None, glossary: "Glossary | None" = None) -> None:
        self.engine = engine
        self.memory = memory
        self.glossary = glossary
        self.conditions = Conditions(engine.name, preprocessing(), glossary.version if glossary else "")

    @property
    def signature(self) -> str:
        """Model, revision and engine, glossary and package version, for the signature line of every output."""
        glossary = f" · glossary {self.glossary.version}" if self.glossary else ""
        return f"{self.engine.name}{glossary} · mujaz {__version__}"

    def translate(self, texts: Sequence[str], progress: Progress | None = None) -> list[Translation]:
        """One translation a text, in the same order; equal texts are translated once.

        A text without words of the model's language is copied. progress is told segments done, of how many.
        Raises ModelError when the model is needed and not usable.
        """
        unique = list(dict.fromkeys(texts))
        done = self.known(unique)
        open_jobs = [Job(text) for text in unique if text not in done]
        for job in self.translated(open_jobs, progress):
            best = self.choose(job)
            done[job.source] = Translation(job.source, best.text, "model", best.checks)
        return [done[text] for text in texts]

    def known(self, texts: Sequence[str]) -> dict[str, Translation]:
        """What needs no model: blank and foreign texts, corrections, and what the memory holds."""
        done: dict[str, Translation] = {}
        if self.memory:
            for source, english in self.memory.corrections(texts).items():
                done[source] = Translation(source, english, "correction")
        for text in texts:
            if text not in done and self.foreign(text):
                done[text] = Translation(text, text.strip(), "copy")
        rest = [text for text in texts if text not in done]
        if self.memory and rest:
            for source, kept in self.memory.lookup(self.conditions, rest).items():
                done[source] = Translation(source, kept.english, "memory", kept.checks)
        return done

    def foreign(self, text: str) -> bool:
        """Whether a text holds nothing to translate: no Arabic, or for a model of another language no letter."""
        if not LETTER.search(text):
            return True
        return not ARABIC.search(text) and self.arabic

    @property
    def arabic(self) -> bool:
        """Whether the model reads Arabic."""
        return getattr(self.engine, "language", "ar") == "ar"

    def translated(self, jobs: Sequence[Job], progress: Progress | None) -> Iterator[Job]:
        """Translate the jobs in one sorted stream; each comes back finished, checked, retried and saved."""
        if not jobs:
            return
        for job in jobs:
            job.parts = self.cut(job.source, 1.0)
        weight: dict[str, int] = {}
        for job in jobs:
            for text in job.wanted():
                weight.setdefault(text, self.engine.pieces(text))
        order = sorted(weight, key=lambda text: (-weight[text], text))
        english: dict[str, str] = {}
        waiting = list(jobs)
        for batch in chunks(order, weight, SAVE_EVERY) or [[]]:
            told = shifted(progress, len(english), len(order))
            english.update(zip(batch, self.engine.translate(batch, FIRST, told), strict=True))
            ready = [job for job in waiting if all(text in english for text in job.wanted())]
            waiting = [job for job in waiting if not all(text in english for text in job.wanted())]
            for job in ready:
                job.candidates.append(self.finish(job, english))
            self.retry([job for job in ready if job.candidates[-1].failed])
            self.save(ready)
            yield from ready

    def retry(self, jobs: Sequence[Job]) -> None:
        """Try failed sentences again, each way of RETRIES once at most, until they pass."""
        for decoding, share in RETRIES:
            jobs = [job for job in jobs if job.candidates[-1].failed]
            if not jobs:
                return
            again = [replace_parts(job, self.cut(job.source, share)) for job in jobs]
            texts = sorted({text for job in again for text in job.wanted()})
            english = dict(zip(texts, self.engine.translate(texts, decoding), strict=True))
            for job, other in zip(jobs, again, strict=True):
                job.candidates.append(self.finish(other, english))

    def cut(self, source: str, share: float) -> tuple[tuple[str, str, tuple[Segment, ...]], ...]:
        """Parts of a source: English lead from the reporting frames, Arabic behind it, its segments."""
        limit = max(8, int(min(COMFORTABLE, self.engine.max_pieces) * share))

        def pieces(text: str) -> int:
            return self.engine.pieces(for_model(text))

        if self.glossary and self.arabic:
            from mujaz.translation.frames import parts
            from mujaz.translation.phrases import namer

            framed = [(p.lead, p.text) for p in parts(source, namer(self.glossary))]
        else:
            framed = [("", source)]
        return tuple((lead, text, segment(text, pieces, limit, arabic=self.arabic)) for lead, text in framed)

    def finish(self, job: Job, english: dict[str, str]) -> Candidate:
        """Join the segments of a job, put glossary and numbers right, and check the result."""
        from mujaz.translation.frames import assemble

        built = []
        for lead, source, segments in job.parts:
            texts = [s.text if s.copy else english[for_model(s.text)] for s in segments]
            built.append((lead, join(segments, texts, source)))
        text = assemble(built)
        if not self.arabic:  # the rules and checks know Arabic only
            return Candidate(text)
        return self.polish(job.source, text)

    def polish(self, source: str, english: str) -> Candidate:
        """Latin spans, glossary and numbers put right, and what the checks say of the result."""
        from mujaz.translation import verbatim
        from mujaz.translation.checks import check

        english = verbatim.restore(source, english)
        for step in steps(self.glossary):
            english = step(source, english)
        return Candidate(english, (*check(source, english, self.glossary), verbatim.check(source, english)))

    def choose(self, job: Job) -> Candidate:
        """The best candidate by the checks; the earlier one among equals."""
        return min(job.candidates, key=lambda c: c.failed)

    def save(self, jobs: Sequence[Job]) -> None:
        """Keep the finished jobs in the memory."""
        if self.memory and jobs:
            chosen = [(job.source, self.choose(job)) for job in jobs]
            self.memory.save(Remembered(s, c.text, c.checks, self.conditions) for s, c in chosen)


def open_service(
    settings: Settings, store: Store | None, glossary: "Glossary | None", remark: Remark = silent
) -> TranslationService:
    """A service for these settings; the model's weights are loaded when first needed. Raises ModelError."""
    from mujaz.translation.engine import load_engine

    return TranslationService(load_engine(settings, remark), Memory(store) if store else None, glossary)


def preprocessing() -> str:
    """Version of all that stands between source and English beside model and glossary; part of the memory's key."""
    data = hashlib.sha256()
    for name in DATA:
        data.update(package_path("translation", name).read_bytes())
    return f"{__version__}+{data.hexdigest()[:8]}"


def replace_parts(job: Job, parts: tuple[tuple[str, str, tuple[Segment, ...]], ...]) -> Job:
    """The same source, cut another way."""
    return replace(job, parts=parts)


def steps(glossary: "Glossary | None") -> list[Callable[[str, str], str]]:
    """What puts a finished sentence right, in order."""
    from importlib.util import find_spec

    made: list[Callable[[str, str], str]] = []
    if glossary and find_spec("mujaz.translation.glossary.apply"):
        from mujaz.translation.glossary.apply import enforce

        known = glossary
        made.append(lambda source, english: enforce(source, english, known.find(source)))
    if find_spec("mujaz.translation.repair"):
        from mujaz.translation.repair import repair

        made.append(repair)
    return made


def chunks(order: Sequence[str], weight: dict[str, int], budget: int) -> list[list[str]]:
    """Cut a sorted stream into stretches of about `budget` pieces each."""
    made: list[list[str]] = []
    room = 0
    for text in order:
        if room <= 0:
            made.append([])
            room = budget
        made[-1].append(text)
        room -= weight[text]
    return made


def shifted(progress: Progress | None, before: int, total: int) -> Progress | None:
    """A progress function for one stretch of a longer stream."""
    if progress is None:
        return None
    tell = progress
    return lambda done, _: tell(before + done, total)
