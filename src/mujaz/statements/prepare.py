"""Everything that reading the statements of one article needs, put together in one place."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from mujaz.arabic.dates import dates_in
from mujaz.arabic.numbers import numbers_in
from mujaz.arabic.quantity import Number
from mujaz.lexicon.verbs import lexicon, nominal_splits
from mujaz.records.article import Article, Sentence, When
from mujaz.records.statement import Amount
from mujaz.statements.clauses import Clause, Reader
from mujaz.statements.cues.noise import noisy
from mujaz.statements.cues.rules import CueSet, cues
from mujaz.statements.homographs import tell_apart
from mujaz.statements.scene import Scene
from mujaz.statements.view import View, view_of
from mujaz.statements.what.amounts import find_amounts
from mujaz.statements.who.cast import build_cast
from mujaz.statements.who.entities import Names, names
from mujaz.statements.who.meetings import meeting_parties
from mujaz.statements.who.naming import Namer
from mujaz.statements.who.story import Story

if TYPE_CHECKING:
    from mujaz.lexicon.names import Glossary

BEGINNING = 8  # sentences, title and dateline among them
NAMINGS = 2  # of a meeting that an article is about


@dataclass(frozen=True, slots=True)
class Read:
    """One sentence read: its words, phrases, clauses, numbers, dates and sums."""

    view: View
    scene: Scene
    clauses: tuple[Clause, ...]
    numbers: tuple[Number, ...]
    dates: tuple[When, ...]
    amounts: tuple[Amount, ...]


@dataclass(frozen=True, slots=True)
class Prepared:
    """An article ready to be read: its sentences as views, its cast and story, the rules."""

    article: Article
    views: tuple[View, ...]
    rules: CueSet
    namer: Namer
    reader: Reader
    meeting: bool  # the article tells of a conference, summit or talks

    def sentences(self) -> Iterator[Read]:
        """Read the sentences in order; once only, since the story moves on."""
        for view in self.views:
            text = view.sentence.text
            numbers = numbers_in(view.folded, text)
            dates = dates_in(view.folded, text, self.article.published, numbers)
            amounts = find_amounts(view, numbers, dates, self.reader.story.cast.countries)
            scene, clauses = self.reader.read(view)
            yield Read(view, scene, clauses, numbers, dates, amounts)

    def clauses(self) -> Iterator[Clause]:
        """The clauses of all sentences in order."""
        for read in self.sentences():
            yield from read.clauses


def prepare(article: Article, sentences: Sequence[Sentence], glossary: "Glossary | None" = None) -> Prepared:
    """Fold and read the words of every sentence, find who is in the article and what it is about."""
    rules, known, lexemes = cues(), names(), lexicon()
    views = tuple(view_of(sentence, lexemes) for sentence in sentences)
    tell_apart(views, article.text)
    story = Story(build_cast(views, known), known)
    namer = Namer(known, story, glossary)
    story.parties = meeting_parties(views, known, namer)
    story.noise = noisy(views, rules)
    return Prepared(article, views, rules, namer, Reader(rules, story), of_meeting(views, known))


def of_meeting(views: Sequence[View], known: Names) -> bool:
    """Whether an article tells of a meeting: its beginning names one, and more than in passing."""
    named = [
        any(bare in known.events or "ال" + bare in known.events for _, _, bare in nominal_splits(word))
        for view in views[:BEGINNING]
        for word in view.words
    ]
    return sum(named) >= NAMINGS
