"""The statement record: what the rules found in one sentence. Its JSON form is a contract (design.md)."""

from dataclasses import dataclass
from typing import Literal, TypeAlias

from mujaz.records.article import When
from mujaz.records.translation import Check

Label: TypeAlias = str
"""One of the labels of labels.toml, whose rows say what each means."""
RenderingForm = Literal["predicate", "clause", "sentence"]
Modality = Literal["will", "renewed", "done", "conditional", "denied", "soft", ""]


@dataclass(frozen=True, slots=True)
class Cue:
    """The rule that fired: its id, and the offsets of the words it fired on in the article's text."""

    id: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts, speaks or is addressed. resolved_from: the Arabic mention when it was a pronoun, title or role.

    sure: whether a name, office or known noun phrase says who it is; false for a guess that no lexicon knows.
    """

    name_ar: str
    name_en: str = ""
    role_en: str = ""
    resolved_from: str = ""
    sure: bool = True


@dataclass(frozen=True, slots=True)
class Amount:
    """A sum or share. value: in units (15 million is 15000000). currency: ISO 4217, or "%" for a share.

    per: "" (a total), "year", "month", "day". period: ISO 8601 interval or duration it covers, else "".
    inferred_currency: the source says only "dollar" or "dinar". start, end: offsets in the article's text.
    """

    value: float
    currency: str
    per: str = ""
    ar: str = ""
    period: str = ""
    inferred_currency: bool = False
    start: int = -1
    end: int = -1


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendering:
    """One way a statement is said in English, with the very Arabic behind it.

    form: a "predicate" continues the actor ("will continue to support the Office"); a "clause" is the statement's own
    words, subject and verb included; a "sentence" is the whole sentence the statement stands in.
    lead: the English by rule at its head. ar: the Arabic the machine was given. en: what the machine made of it.
    text: lead and en made one. checks: of en against ar. confidence: of en (Translation.confidence).
    """

    form: RenderingForm
    ar: str
    en: str
    text: str
    lead: str = ""
    checks: tuple[Check, ...] = ()
    confidence: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementSpan:
    """One statement inside a sentence; offsets in the article's text.

    content_start, content_end: the words that say *what* is committed, declared or asked, without the cue and its
    subject (equal to start, end where they cannot be told apart). predicate_en: what follows the actor in English
    ("will continue to support the Office"), where verb and deed could be put into English by rule; else "".
    confidence: how sure the model was of `en` (records.translation.Translation); None before translation.
    renderings: the ways it can be said in English, made once (bilingual.py); page, digest and ledger choose among them.
    """

    start: int
    end: int
    ar: str
    labels: tuple[Label, ...]
    cue: Cue
    content_start: int
    content_end: int
    en: str = ""
    predicate_en: str = ""
    actor: Actor | None = None
    speaker: Actor | None = None
    addressee: Actor | None = None
    modality: Modality = ""
    plover: str = ""
    amounts: tuple[Amount, ...] = ()
    deadline: When | None = None
    key: bool = False
    score: float = 0.0
    confidence: float | None = None
    renderings: tuple[Rendering, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """One sentence with what the rules found; labels is empty when they found nothing.

    numbers: every number of the sentence as plain decimal text ("15000000", "2462"). duplicate_of: "article:index" of
    the earlier statement it repeats, else "". documents: English names of the resolutions, declarations and treaties
    named in it.
    confidence: how sure the model was of `en`, as in a span.
    kind: body, heading, dateline or source. Facts at the top are those of the highest-scoring span.
    """

    article: str
    sentence: int
    start: int
    end: int
    ar: str
    en: str = ""
    kind: str = "body"
    labels: tuple[Label, ...] = ()
    key: bool = False
    score: float = 0.0
    cue: Cue | None = None
    actor: Actor | None = None
    speaker: Actor | None = None
    addressee: Actor | None = None
    amounts: tuple[Amount, ...] = ()
    deadline: When | None = None
    dates: tuple[When, ...] = ()
    numbers: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    modality: Modality = ""
    plover: str = ""
    spans: tuple[StatementSpan, ...] = ()
    checks: tuple[Check, ...] = ()
    confidence: float | None = None
    duplicate_of: str = ""
