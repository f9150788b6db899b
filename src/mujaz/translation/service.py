"""TranslationService: texts in, translations out. Memory → segments → engine → glossary → checks → retry → save.

All segments of all texts go through the engine in one stream sorted by length. Whatever is finished is saved batch by
batch, so that a killed run loses at most one batch, and a second run translates nothing and does not load the model.
"""

import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from typing import TYPE_CHECKING

from mujaz import __version__
from mujaz.arabic.normalise import clitics_joined, for_model
from mujaz.arabic.script import ARABIC, LETTER
from mujaz.config import Settings
from mujaz.models.engine import Decoding, Engine, Output
from mujaz.models.find import Remark, silent
from mujaz.records.translation import CERTAIN, PLACES, Check, Conditions, Progress, Translation
from mujaz.resources import package_path
from mujaz.store.store import Store
from mujaz.translation.memory import Memory, Remembered, Remembers
from mujaz.translation.segments import COMFORTABLE, Segment, join, segment

if TYPE_CHECKING:
    from mujaz.lexicon.names import Glossary
    from mujaz.translation.codes import Masked

RULES = 7  # raised when code below changes what comes out of `translate`: cutting, leads, codes, repair, checks
RULE_DATA = ("arabic", "lexicon", "english", "checks", "translation")
FIRST = Decoding()
SAVE_EVERY = 4096  # pieces translated between two savings
TORN = re.compile(r"\b[A-Z]\d\.\s+\S")  # "X1. We commit …" for "X1 commits …": a code in front taken for a heading


@dataclass(frozen=True, slots=True)
class Attempt:
    """One way to translate a sentence. codes: names behind codes. share: of the comfortable length of a segment."""

    decoding: Decoding = FIRST
    codes: bool = False
    share: float = 1.0


# What a sentence is tried with, in this order, as long as its checks fail. Ways with codes are for sentences that hold
# names of the glossary; a code that comes back twice, or none at all, makes that way fail altogether.
ATTEMPTS = (
    Attempt(codes=True),
    Attempt(),
    Attempt(Decoding(beam=8), codes=True),
    Attempt(Decoding(no_repeat_ngram=3)),
    Attempt(share=0.5),
)


@dataclass(frozen=True, slots=True)
class Candidate:
    """One finished English version of a source, what the checks said, and the model's mean log-probability.

    The score is that of what the model wrote, also where a number or name was put right in it afterwards: asked about
    the text put right, the model told less about its quality (Spearman with chrF on 11 such press sentences 0.05
    instead of 0.61, and 0.36 instead of 0.60 on all 399 when every text was asked about again).
    """

    text: str
    checks: tuple[Check, ...] = ()
    confidence: float = CERTAIN

    @property
    def sound(self) -> bool:
        """Whether it passed every check."""
        return all(c.ok for c in self.checks)


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a source on its way: English lead, Arabic, what stands for its names, and its segments."""

    lead: str
    text: str
    masked: "Masked | None"
    segments: tuple[Segment, ...]

    def wanted(self) -> Iterator[str]:
        """The preprocessed segments the model has to translate."""
        return (for_model(s.text) for s in self.segments if not s.copy)

    def english(self, done: dict[str, Output]) -> str | None:
        """The part's English from that of its segments; None when a code was lost or torn from its sentence."""
        texts = [s.text if s.copy else done[for_model(s.text)].text for s in self.segments]
        text = join(self.segments, texts, self.text)
        if self.masked is None:
            return text
        return None if TORN.search(text) and not TORN.search(self.masked.text) else self.masked.restore_known(text)


@dataclass(slots=True)
class Job:
    """One source on its way: the attempts still open, and the candidates made so far."""

    source: str
    open: list[Attempt]
    parts: tuple[Part, ...] = ()
    candidates: list[Candidate] = field(default_factory=list)
    best: Candidate = Candidate("")

    def wanted(self) -> list[str]:
        """The preprocessed segments the model has to translate for the attempt at hand."""
        return [text for part in self.parts for text in part.wanted()]

    @property
    def settled(self) -> bool:
        """Whether a candidate passed, or nothing is left to try."""
        return not self.open or any(c.sound for c in self.candidates)


class TranslationService:
    """Translates texts with an engine, a memory and a glossary; memory and glossary may be absent (`--plain`)."""

    def __init__(self, engine: Engine, memory: Remembers | None = None, glossary: "Glossary | None" = None) -> None:
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
        for job in self.translated([text for text in unique if text not in done], progress):
            best = job.best
            done[job.source] = Translation(job.source, best.text, "model", best.checks, best.confidence)
        return [done[text] for text in texts]

    def known(self, texts: Sequence[str]) -> dict[str, Translation]:
        """What needs no model: blank and foreign texts, corrections, and what the memory holds."""
        done: dict[str, Translation] = {}
        if self.memory:
            for source, english in self.memory.corrections(texts).items():
                done[source] = Translation(source, english, "correction", confidence=CERTAIN)
        for text in texts:
            if text not in done and self.foreign(text):
                done[text] = Translation(text, text.strip(), "copy", confidence=CERTAIN)
        rest = [text for text in texts if text not in done]
        if self.memory and rest:
            for source, kept in self.memory.lookup(self.conditions, rest).items():
                done[source] = Translation(source, kept.english, "memory", kept.checks, kept.confidence)
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

    def translated(self, sources: Sequence[str], progress: Progress | None) -> Iterator[Job]:
        """Translate sources in one sorted stream; each comes back finished, checked, tried again and saved."""
        if not sources:
            return
        jobs = dict(enumerate(map(self.begun, sources)))
        wanted = {number: set(job.wanted()) for number, job in jobs.items()}
        waiting: dict[str, list[int]] = {}
        for number, texts in wanted.items():
            for text in texts:
                waiting.setdefault(text, []).append(number)
        weight = {text: self.engine.pieces(text) for text in waiting}
        order = sorted(weight, key=lambda text: (-weight[text], text))
        english: dict[str, Output] = {}
        complete = [number for number, texts in wanted.items() if not texts]
        for batch in chunks(order, weight, SAVE_EVERY) or [[]]:
            told = shifted(progress, len(english), len(order))
            english.update(zip(batch, self.engine.translate(batch, FIRST, told), strict=True))
            for text in batch:
                for number in waiting.pop(text):
                    wanted[number].discard(text)
                    if not wanted[number]:
                        complete.append(number)
            ready = [jobs.pop(number) for number in sorted(complete)]
            complete = []
            for job in ready:
                self.finish(job, english)
            self.retry(ready)
            self.settle(ready)
            self.save(ready)
            yield from ready

    def begun(self, source: str) -> Job:
        """A job with its first attempt cut and ready. Without names in it, ways with codes are not tried."""
        job = Job(source, list(ATTEMPTS))
        job.parts = self.cut(source, job.open[0])
        if not any(part.masked for part in job.parts):
            job.open = [attempt for attempt in job.open if not attempt.codes]
            job.parts = self.cut(source, job.open[0])
        job.open.pop(0)
        return job

    def retry(self, jobs: Sequence[Job]) -> None:
        """Try again what failed, all sentences with the same decoding together, until each is settled."""
        while trying := [job for job in jobs if not job.settled]:
            by_decoding: dict[Decoding, list[Job]] = {}
            for job in trying:
                attempt = job.open.pop(0)
                job.parts = self.cut(job.source, attempt)
                by_decoding.setdefault(attempt.decoding, []).append(job)
            for decoding, group in by_decoding.items():
                texts = sorted({text for job in group for text in job.wanted()})
                english = dict(zip(texts, self.engine.translate(texts, decoding), strict=True))
                for job in group:
                    self.finish(job, english)

    def cut(self, source: str, attempt: Attempt) -> tuple[Part, ...]:
        """The parts of a source: leads of its reporting frames, codes for its names, segments of the rest."""
        limit = max(8, int(min(COMFORTABLE, self.engine.max_pieces) * attempt.share))

        def pieces(text: str) -> int:
            return self.engine.pieces(for_model(text))

        made = []
        for lead, part in self.framed(clitics_joined(source)):
            text = self.respelt(part)
            masked = self.masked(text) if attempt.codes else None
            cut = segment(masked.text if masked else text, pieces, limit, arabic=self.arabic)
            made.append(Part(lead, text, masked, cut))
        return tuple(made)

    def framed(self, source: str) -> list[tuple[str, str]]:
        """English leads and the Arabic behind each; one empty lead without a glossary to name the speakers by."""
        if not self.glossary or not self.arabic:
            return [("", source)]
        from mujaz.english.frames import parts
        from mujaz.english.phrases import agents, namer

        return [(part.lead, part.text) for part in parts(source, namer(self.glossary), agents(self.glossary))]

    def respelt(self, text: str) -> str:
        """The text with other words of the same meaning where the model errs; unchanged without a glossary."""
        if not self.glossary or not self.arabic:
            return text
        from mujaz.checks.homographs import respelt

        return respelt(text)

    def masked(self, text: str) -> "Masked | None":
        """The text with codes for its names; None when it holds none."""
        if not self.glossary or not self.arabic:
            return None
        from mujaz.lexicon.names.persons import all_hits
        from mujaz.translation.codes import mask

        masked = mask(text, all_hits(text, self.glossary))
        return masked if masked.slots else None

    def finish(self, job: Job, english: dict[str, Output]) -> None:
        """Join what came back into one more candidate, unless a code was lost."""
        from mujaz.translation.assembly import assemble, unstuttered, with_article

        texts = [part.english(english) for part in job.parts]
        if None in texts:
            return
        once = [unstuttered(text or "") for text in texts]
        leads = [(p.lead, with_article(p.lead, p.text, text)) for p, text in zip(job.parts, once, strict=True)]
        text = assemble(leads)
        made = self.polish(job.source, text) if self.arabic else Candidate(text)
        job.candidates.append(replace(made, confidence=mean_score([english[w] for w in job.wanted()])))

    def polish(self, source: str, english: str) -> Candidate:
        """Latin spans, glossary and numbers put right, and what the checks say of the result."""
        from mujaz.checks.check import check
        from mujaz.lexicon.names.persons import all_hits
        from mujaz.translation import verbatim
        from mujaz.translation.enforce import enforce
        from mujaz.translation.repair import repair

        english = verbatim.restore(source, english)
        if self.glossary:
            english = enforce(source, english, all_hits(source, self.glossary))
        english = repair(source, english)
        return Candidate(english, (*check(source, english, self.glossary), verbatim.check(source, english)))

    def choose(self, job: Job) -> Candidate:
        """The best candidate by the checks; the earlier one among equals."""
        from mujaz.checks.cost import choose

        return job.candidates[choose([(c.text, c.checks) for c in job.candidates])]

    def settle(self, jobs: Sequence[Job]) -> None:
        """Choose among the candidates of each job."""
        for job in jobs:
            job.best = self.choose(job)

    def save(self, jobs: Sequence[Job]) -> None:
        """Keep the finished jobs in the memory."""
        if self.memory and jobs:
            self.memory.save(
                Remembered(job.source, job.best.text, job.best.checks, self.conditions, job.best.confidence)
                for job in jobs
            )


def open_service(
    settings: Settings, store: Store | None, glossary: "Glossary | None", remark: Remark = silent
) -> TranslationService:
    """A service for these settings; the model's weights are loaded when first needed. Raises ModelError."""
    from mujaz.models.load import load_engine

    return TranslationService(load_engine(settings, remark), Memory(store) if store else None, glossary)


@cache
def preprocessing() -> str:
    """Version of all that stands between source and English beside model and glossary; part of the memory's key.

    The number RULES, raised by hand when code changes what is translated, put together or checked, and a digest of the
    data files these rules read: what they make of a text, and what the checks say of it, must not outlive them. A
    change of comments or of other code translates nothing again.
    """
    data = hashlib.sha256()
    for folder in map(package_path, RULE_DATA):
        for path in sorted(p for p in folder.rglob("*") if p.suffix in (".toml", ".txt", ".tsv")):
            data.update(path.read_bytes())
    return f"{RULES}+{data.hexdigest()[:8]}"


def mean_score(outputs: Sequence[Output]) -> float:
    """The mean log-probability over the pieces of several segments; CERTAIN where the model wrote none."""
    pieces = sum(output.pieces for output in outputs)
    total = sum(output.score * output.pieces for output in outputs)
    return round(total / pieces, PLACES) if pieces else CERTAIN


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
