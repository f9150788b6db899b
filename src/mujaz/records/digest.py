"""The digest and ledger records. Their JSON form is a contract; `mujaz schema digest` prints it from here."""

from dataclasses import asdict, dataclass
from typing import Literal

from mujaz.records.article import When
from mujaz.records.review import Reviewed
from mujaz.records.statement import Amount

Status = Literal["pledged", "committed", "paid", "none"]
STATUSES: tuple[Status, ...] = ("pledged", "committed", "paid", "none")
STATUS_WORDS: dict[Status, str] = {
    "pledged": "pledged", "committed": "committed", "paid": "paid", "none": "no sum named"
}  # fmt: skip
Kind = Literal["commitment", "agreement", "declaration", "call", "concern", "support", "statement"]
Change = Literal["new", "repeated", "extended", "changed"]
WITHHELD = "not translated well enough, see the Arabic"
CHANGES: tuple[Change, ...] = ("new", "repeated", "extended", "changed")


@dataclass(frozen=True, slots=True, kw_only=True)
class Commitment:
    """One commitment as one source reports it; for watch-lists, any other statement in the same fields.

    id: article:sentence:start. day: ISO day of the report. week: the digest it belongs to. actor, addressee: English
    names ("" when unknown), with the Arabic beside them. what: English, "" where none can be trusted; ar: the Arabic.
    topic: stems of the Arabic content words, sorted. status: OCHA's state of the money, "none" where no money is spoken
    of; states are never added up. was: the earlier sum that the sentence itself names ("$50 million"); it is not among
    `amounts`. review: the line is not sure; failed: the checks it failed, in plain words. confidence: the estimated
    chance that the line is right, 0 to 1; None where there is no English. kind: "commitment" for all of the ledger.
    """

    id: str
    article: str
    sentence: int
    day: str
    week: str
    actor: str
    actor_ar: str
    addressee: str = ""
    addressee_ar: str = ""
    what: str
    ar: str
    topic: tuple[str, ...] = ()
    amounts: tuple[Amount, ...] = ()
    deadline: When | None = None
    how_much: str = ""
    by_when: str = ""
    status: Status = "none"
    modality: str = ""
    review: bool = False
    was: str = ""
    failed: tuple[str, ...] = ()
    confidence: float | None = None
    reviewed: Reviewed | None = None
    kind: Kind = "commitment"

    @property
    def shown(self) -> str:
        """The English, or that there is none."""
        return self.what or WITHHELD


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One line of the ledger: a commitment, its place in a thread, and the sources that report it.

    thread: id of the first commitment of its history. previous: id of the entry before it, "" for a new one.
    note: what changed, in words. sources: ids of the articles that report it, first report first. differing: what
    other sources of the same days say instead ("$10 million a year"). pays: id of the entry whose sum it pays, or a
    part of it; "" for an entry that is no such payment.
    """

    commitment: Commitment
    thread: str
    change: Change = "new"
    previous: str = ""
    note: str = ""
    sources: tuple[str, ...] = ()
    differing: tuple[str, ...] = ()
    pays: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class EventLine:
    """One event of the week. folder: its briefing's folder under events/. late: reported after its week was closed.

    watched: names of the watch-lists of mujaz.toml that it is on. since: what it goes on from, for readers:
    "3 June 2025 (2025-W23)"; "" where it is new.
    """

    id: str
    folder: str
    title: str
    kind: str
    date: str
    day: str
    place: str
    bottom_line: str
    articles: int
    outlets: tuple[str, ...] = ()
    late: bool = False
    review: bool = False
    watched: tuple[str, ...] = ()
    since: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CommitmentLine:
    """One row of the digest's table of commitments. refs: article and sentence in the event's briefing, "1:7".

    paid: what is reported paid of it, in words. confidence, watched: as in Commitment and EventLine. ar: the Arabic, of
    a line without English.
    """

    who: str
    what: str
    how_much: str = ""
    by_when: str = ""
    status: Status = "none"
    change: Change = "new"
    note: str = ""
    history: tuple[str, ...] = ()
    event: str = ""
    folder: str = ""
    refs: tuple[str, ...] = ()
    sources: int = 1
    review: bool = False
    thread: str = ""
    paid: str = ""
    confidence: float | None = None
    watched: tuple[str, ...] = ()
    ar: str = ""
    reviewed: Reviewed | None = None

    @property
    def shown(self) -> str:
        """The English, or that there is none."""
        return self.what or WITHHELD


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of another section, with the event and the sentences it comes from. watched: as in EventLine."""

    text: str
    event: str = ""
    folder: str = ""
    refs: tuple[str, ...] = ()
    review: bool = False
    watched: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DueLine:
    """A commitment that falls due soon. day: ISO, the last day of its deadline. reported: day of the latest report."""

    day: str
    who: str
    what: str
    how_much: str = ""
    by_when: str = ""
    paid: str = ""
    reported: str = ""
    review: bool = False
    thread: str = ""
    watched: tuple[str, ...] = ()
    ar: str = ""

    @property
    def shown(self) -> str:
        """The English, or that there is none."""
        return self.what or WITHHELD


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceTrouble:
    """A feed or folder that did not work. last_ok: stamp, "" for never."""

    name: str
    last_ok: str
    error: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """One bar of a chart: a week or an actor, and commitments by change."""

    label: str
    new: int = 0
    repeated: int = 0
    other: int = 0

    @property
    def total(self) -> int:
        """All of them."""
        return self.new + self.repeated + self.other


@dataclass(frozen=True, slots=True, kw_only=True)
class Digest:
    """The digest of a week (week "2024-W45") or of a free period (week "").

    start, end: first and last day. issued: stamp of the moment it was made; it never changes afterwards. late, archive:
    articles whose own week was closed already; those too old to be told as news. due: what falls due soon after `end`.
    edition: 2 and more for a corrected one, made at the stamp `reissued`; corrections: what is no longer as the edition
    before had it.
    """

    week: str
    start: str
    end: str
    time_zone: str
    title: str
    issued: str
    glance: tuple[str, ...] = ()
    events: tuple[EventLine, ...] = ()
    commitments: tuple[CommitmentLine, ...] = ()
    declarations: tuple[Line, ...] = ()
    changes: tuple[Line, ...] = ()
    due: tuple[DueLine, ...] = ()
    disagreements: tuple[Line, ...] = ()
    to_check: tuple[Line, ...] = ()
    troubles: tuple[SourceTrouble, ...] = ()
    by_week: tuple[Count, ...] = ()
    by_actor: tuple[Count, ...] = ()
    articles: int = 0
    late: int = 0
    archive: int = 0
    signature: str = ""
    edition: int = 1
    reissued: str = ""
    corrections: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """What its folder and files are called: the week, or the period."""
        return self.week or f"{self.start}_{self.end}"

    @property
    def heading(self) -> str:
        """Title and week, and which edition it is."""
        edition = f", corrected edition {self.edition}" if self.edition > 1 else ""
        return f"{self.title} {self.week}".rstrip() + edition


def to_json(digest: Digest) -> str:
    """The digest as indented JSON with a final line feed."""
    import json

    return json.dumps(asdict(digest), ensure_ascii=False, indent=2) + "\n"


def from_json(data: str | bytes) -> Digest:
    """The Digest that to_json wrote. Raises pydantic.ValidationError for anything else."""
    from pydantic import TypeAdapter

    return TypeAdapter(Digest).validate_json(data)
