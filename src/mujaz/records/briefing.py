"""The briefing record: everything that stands on the page, and the Arabic behind it. Its JSON form is a contract."""

from dataclasses import asdict, dataclass
from typing import Literal

from mujaz.records.article import When
from mujaz.records.event import Continuation
from mujaz.records.review import Reviewed
from mujaz.records.statement import Label

SectionId = Literal[
    "commitments", "declarations", "positions", "withheld", "figures", "participants", "resolutions", "to_check"
]
Form = Literal["sentence", "phrase", "predicate", "withheld"]
RunKind = Literal["tag", "who", "text", "fact", "ar"]
SECTIONS: tuple[SectionId, ...] = (
    "commitments", "declarations", "positions", "withheld", "figures", "participants", "resolutions", "to_check"
)  # fmt: skip
HEADINGS: dict[SectionId, str] = {
    "commitments": "Commitments",
    "declarations": "Declarations and decisions",
    "positions": "Calls and positions",
    "withheld": "Not translated well enough",
    "figures": "Figures",
    "participants": "Who took part",
    "resolutions": "Resolutions and documents cited",
    "to_check": "What to check",
}


@dataclass(frozen=True, slots=True, order=True)
class Reference:
    """Article and sentence, both counted from 1; the article by its place under Sources."""

    article: int
    sentence: int

    @property
    def mark(self) -> str:
        """As printed between brackets: 2:7."""
        return f"{self.article}:{self.sentence}"


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of a printed line. kind: a tag, the actor, plain words, a fact (sum, date), or the Arabic itself."""

    kind: RunKind
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Bullet:
    """One line of the page: who – what – how much – by when, with the sentences it rests on.

    tag: "Call", "Support" or "Concern" in the section of positions, and in any other where the verb is the machine's;
    else "". form: how `what` reads – a "sentence" of its own, a noun "phrase", or a "predicate" that continues `who`
    ("Qatar" + "will continue …"); "withheld": no English of it can be trusted, `what` is "".
    implied: a sentence that does not name `who` itself has the name put before it.
    review: the line is not sure. quality: the chance that it is right, 0 to 1 (0: not worked out). ar: the statement's
    own Arabic. score: the higher, the later it is left out when the page is full. reviewed: what a person said of it.
    """

    what: str
    refs: tuple[Reference, ...] = ()
    who: str = ""
    how_much: str = ""
    by_when: str = ""
    tag: str = ""
    form: Form = "sentence"
    implied: bool = True
    review: bool = False
    quality: float = 0.0
    labels: tuple[Label, ...] = ()
    ar: str = ""
    score: float = 0.0
    reviewed: Reviewed | None = None

    @property
    def runs(self) -> tuple[Run, ...]:
        """The line as it is printed, piece by piece; every output joins these and phrases nothing itself."""
        arabic = (Run("text", " "), Run("ar", self.ar)) if self.form == "withheld" and self.ar else ()
        return tuple(run for run in (*self._head, *self._facts, Run("text", self.stop), *arabic) if run.text)

    @property
    def _head(self) -> tuple[Run, ...]:
        """Tag, actor and words. An actor that the sentence names itself is set off where it stands."""
        tag = (Run("tag", f"{self.tag}."), Run("text", " ")) if self.tag else ()
        before, named, after = self.what.partition(self.who) if self.who else ("", "", "")
        if self.form == "sentence" and named and not after[:1].isalnum() and not before[-1:].isalnum():
            return (*tag, Run("text", before), Run("who", self.who), Run("text", after))
        if self.form == "withheld":
            labels = " and ".join(self.labels)
            return (*tag, Run("who", self.who), Run("text", f" – {labels}" if self.who else labels))
        if self.form == "sentence" and self.what and not self.implied:
            return (*tag, Run("text", self.what))
        joint = " " if self.form == "predicate" else ": " if self.labels else ", "
        return (
            *tag,
            Run("who", self.who),
            Run("text", joint if self.who and self.what else ""),
            Run("text", self.what),
        )

    @property
    def _facts(self) -> tuple[Run, ...]:
        """Sum and date, each behind a dash."""
        facts = (text for text in (self.how_much, self.by_when) if text)
        return tuple(run for text in facts for run in (Run("text", " – "), Run("fact", text)))

    @property
    def plain(self) -> str:
        """The printed line as plain text, without the Arabic and the stop."""
        return "".join(run.text for run in (*self._head, *self._facts))

    @property
    def wording(self) -> str:
        """Actor and words, as a person would correct them: without tag, sum and date; "" for a withheld line."""
        return "".join(run.text for run in self._head if run.kind != "tag").strip() if self.what else ""

    @property
    def stop(self) -> str:
        """The full stop after the bullet; none after "…" or another stop."""
        last = self.by_when or self.how_much or self.what or self.who or self.tag
        return "" if last.endswith(("…", ".", "!", "?")) else "."

    @property
    def words(self) -> int:
        """Words a reader sees, references not counted."""
        return len(self.plain.split())


@dataclass(frozen=True, slots=True)
class Section:
    """The bullets of one section that are shown, best first, and how many more there are."""

    id: SectionId
    bullets: tuple[Bullet, ...] = ()
    more: int = 0

    @property
    def heading(self) -> str:
        """The English heading of the section."""
        return HEADINGS[self.id]


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One article the briefing rests on, as listed under Sources. number: the first part of its references.

    outlet: as the article names it. outlet_en: the same in Latin letters, for pages that hold no Arabic.
    """

    number: int
    article: str
    outlet: str
    title_ar: str
    title_en: str
    date: str
    address: str
    outlet_en: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """One sentence of a source: its Arabic, its machine translation, and the checks that failed, in plain words."""

    ref: Reference
    ar: str
    en: str
    kind: str = "body"
    cited: bool = False
    failed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Briefing:
    """One event on one page. `date` is for readers, date_start and date_end for machines (None: not stated).

    more_sources: sources that found no room on the page. continues: the event of an earlier digest that this one goes
    on from. signature: model, engine, rules, glossary, package.
    """

    event: str
    folder: str
    title: str
    title_ar: str
    kind: str
    date: str
    date_start: When | None
    date_end: When | None
    place: str
    organisers: str = ""
    bottom_line: tuple[Bullet, ...] = ()
    sections: tuple[Section, ...] = ()
    sources: tuple[Source, ...] = ()
    more_sources: int = 0
    evidence: tuple[Evidence, ...] = ()
    signature: str = ""
    continues: Continuation | None = None

    @property
    def flags(self) -> tuple[Evidence, ...]:
        """The cited sentences that failed a check; not empty means: marked for review."""
        return tuple(item for item in self.evidence if item.cited and item.failed)

    @property
    def words(self) -> int:
        """Words of the briefing proper: title, bottom line and sections; sources and signature not counted."""
        parts = [*self.bottom_line, *(bullet for section in self.sections for bullet in section.bullets)]
        headings = sum(len(s.heading.split()) for s in self.sections if s.bullets)
        return len(self.title.split()) + headings + sum(bullet.words for bullet in parts)

    def section(self, name: SectionId) -> Section:
        """The section of that name; empty when the briefing has none."""
        return next((section for section in self.sections if section.id == name), Section(name))

    def behind(self, bullet: Bullet) -> tuple[Evidence, ...]:
        """The sentences a bullet rests on, in the order of its references."""
        known = {item.ref: item for item in self.evidence}
        return tuple(known[ref] for ref in bullet.refs if ref in known)


def to_json(briefing: Briefing) -> bytes:
    """The briefing as indented UTF-8 JSON with a final line feed, validated against its own schema."""
    import json

    from pydantic import TypeAdapter

    data = json.dumps(asdict(briefing), ensure_ascii=False, indent=2).encode() + b"\n"
    TypeAdapter(Briefing).validate_json(data)
    return data


def from_json(data: bytes | str) -> Briefing:
    """The Briefing that to_json wrote. Raises pydantic.ValidationError when it is not one."""
    from pydantic import TypeAdapter

    return TypeAdapter(Briefing).validate_json(data)
