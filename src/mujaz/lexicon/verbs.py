"""Arabic words for the rules: which lexeme a written form belongs to, under its clitics and endings.

The lexemes are data: lexicon/verbs.tsv; not-verbs.tsv holds words that only look like them. Each inflected form is
generated once; a word of a text is then looked up under every split into proclitics, form and suffix pronoun. The
answer is a set of tags:

  past:L pres:L fut:L   finite verb of lexeme L (active or passive: unvocalised Arabic does not tell)
  verb:L                any of the three        plur:L   a finite form with a plural subject (اكدوا، يؤكدون، اتفقنا)
  dual:L                a finite form with a dual subject (وقعا، يؤكدان); it is plur:L, too
  fem:L                 a finite form with a feminine subject (اكدت، تؤكد)      we:L   first person plural
  part:L                active participle (المعلن، معلنا، مؤكدة، داعين)
  act:L                 finite verb, or participle without article or preposition (معلنا، مؤكدة، داعين)
  noun:L own:L          verbal noun or noun; own: with a suffix pronoun (التزامه)
  bare:L                verbal noun without article and preposition (إرسال)
  any:L                 any of all these
  act: noun: …          the class alone, of whatever lexeme
  =W                    the word W itself, with or without و or ف before it
  ~W                    the word W under any proclitic (و ف ب ل ك ال)
  pre:ب pre:ل           the word begins with what may be this preposition
  and                   the word carries و or ف (only where what follows is known)
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Annotated, Literal

from mujaz.arabic.normalise import FoldedText, fold_word
from mujaz.arabic.script import ARTICLE, CONJUNCTIONS, PREPOSITIONS, PRONOUNS, TO_THE, splits, without_and
from mujaz.errors import DataError
from mujaz.resources import package_path
from mujaz.tables import read_tsv

_PAST_ENDINGS = ("", "ت", "ا", "تا", "وا", "نا", "ن", "تم", "و")
_PRESENT_ENDINGS = ("", "ون", "وا", "ان", "ا", "ين", "ن", "و")
_PART_ENDINGS = ("", "ا", "ة", "ين", "ون", "ان", "تين", "تان", "ات", "ي", "و")
FEMININE = ("ة", "تين", "تان", "ات")
PLURAL = ("ين", "ون", "ان", "تين", "تان", "ات")
_NOUN_ENDINGS = ("", "ا", "ات", "ان", "ين", "ون")


def folded(cell: tuple[str, ...]) -> tuple[str, ...]:
    """The stems of a cell, folded; - stands for none."""
    return tuple(fold_word(stem) for stem in cell if stem != "-")


Stems = Annotated[tuple[str, ...], folded]


@dataclass(frozen=True, slots=True)
class Lexeme:
    """A line of verbs.tsv; the head of that file says what each column is."""

    lemma: FoldedText
    past: Stems = ()
    present: Stems = ()
    noun: Stems = ()
    participle: Stems = ()
    gloss: str = ""
    classes: str = ""
    english: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not (self.past or self.present or self.noun or self.participle):
            raise ValueError(f"lexeme {self.lemma} has no forms: give at least one stem")
        if len(self.english) not in (0, 3):
            raise ValueError(f"lexeme {self.lemma}: English is past|present|-ing")


@dataclass(frozen=True, slots=True)
class LookAlike:
    """A line of not-verbs.tsv."""

    word: FoldedText
    reason: str


@dataclass(frozen=True, slots=True)
class LetterOfItsOwn:
    """A line of not-clitics.tsv: words whose first letters are no preposition, or no article."""

    kind: Literal["preposition", "article"]
    words: Annotated[tuple[str, ...], folded]
    reason: str


class Lexicon:
    """Lexemes expanded to forms, and a cache of the words already met. Build with `lexicon()`.

    classes: the lemmas of each class of the table; english: past, present and -ing of a lemma, () where none is given.
    """

    def __init__(self, rows: Iterable[Lexeme], never: Iterable[str] = ()) -> None:
        self.never = frozenset(never)
        self.finite: dict[str, set[str]] = {}
        self.nominal: dict[str, set[str]] = {}
        self.owning: dict[str, set[str]] = {}
        self.lemmas: set[str] = set()
        self.classes: dict[str, list[str]] = {}
        self.english: dict[str, tuple[str, ...]] = {}
        for row in rows:
            self.add(row)
        # words whose first letters are ال without being the article: التزام, الغاء, التقي
        self.no_article = frozenset(
            form for table in (self.finite, self.nominal, self.owning) for form in table if form.startswith(ARTICLE)
        )
        self._cache: dict[str, frozenset[str]] = {}

    def add(self, row: Lexeme) -> None:
        """Expand one lexeme. Raises DataError when it repeats another."""
        lemma = row.lemma
        if lemma in self.lemmas:
            raise DataError(f"lexeme {lemma!r} is given twice", "one row a lexeme")
        self.lemmas.add(lemma)
        for name in row.classes.split():
            self.classes.setdefault(name, []).append(lemma)
        self.english[lemma] = row.english
        for form, readings in finite_forms(row.past, row.present, row.noun):
            self.finite.setdefault(form, set()).update(f"{tag}:{lemma}" for tag in readings)
        self.add_nominal(row)

    def add_nominal(self, row: Lexeme) -> None:
        """Expand the participles and verbal nouns of a lexeme."""
        lemma = row.lemma
        for stem in row.participle:
            for ending in _PART_ENDINGS:
                if stem + ending not in row.noun:  # مواصلة is the noun, not the feminine of مواصل
                    tags = {f"part:{lemma}", f"act:{lemma}", f"any:{lemma}"}
                    tags |= {f"fem:{lemma}"} if ending in FEMININE else set()
                    tags |= {f"plur:{lemma}"} if ending in PLURAL else set()
                    self.nominal.setdefault(stem + ending, set()).update(tags)
        for stem in row.noun:
            for ending in _NOUN_ENDINGS if not stem.endswith("ة") else ("",):
                self.nominal.setdefault(stem + ending, set()).update((f"noun:{lemma}", f"any:{lemma}"))
            base = stem[:-1] + "ت" if stem.endswith("ة") else stem
            owned = {base, base + "ات"} | ({stem[:-1] + "ات"} if stem.endswith("ة") else set())
            if base.endswith("اء"):  # استياء: استيائه
                owned |= {base[:-1] + "ئ", base[:-1] + "ؤ"}
            for form in owned:
                self.owning.setdefault(form, set()).update((f"noun:{lemma}", f"own:{lemma}", f"any:{lemma}"))
            if stem.endswith("ة"):
                self.nominal.setdefault(stem[:-1] + "ات", set()).update((f"noun:{lemma}", f"any:{lemma}"))

    def tags(self, word: str) -> frozenset[str]:
        """Every reading of one folded word."""
        known = self._cache.get(word)
        if known is None:
            readings = set(self._read(word))
            classes = {tag[: tag.index(":") + 1] for tag in readings if ":" in tag and not tag.startswith("pre:")}
            known = self._cache[word] = frozenset(readings | classes)
        return known

    def _read(self, word: str) -> Iterator[str]:
        yield "=" + word
        if word in tuple(PREPOSITIONS):  # بـ «…»
            yield "pre:" + word
        yield from self._bare(word)
        if word[:1] in CONJUNCTIONS and len(word) > 2:
            yield "=" + word[1:]
            readings = set(self._bare(word[1:]))
            if any(not tag.startswith(("~", "pre:")) for tag in readings):
                yield "and"
            yield from readings
        for _, clitics, rest in nominal_splits(word):
            yield "~" + rest
            if clitics and without_and(word) not in whole_words("preposition"):
                yield "pre:" + clitics[0]

    def _bare(self, word: str) -> Iterator[str]:
        yield "~" + word
        if word in self.never:
            return
        yield from self._finite(word)
        for _, clitics, rest in nominal_splits(word, conjunctions=False):
            found = self.nominal.get(rest, ())
            if not clitics:
                yield from found
                yield from ("bare:" + tag[5:] for tag in found if tag.startswith("noun:"))
            elif clitics[0] in PREPOSITIONS:  # كاملة is not "like a hopeful one"
                yield from (
                    t for t in found if t.startswith(("noun:", "any:")) and f"noun:{t.partition(':')[2]}" in found
                )
            else:
                yield from (t for t in found if not t.startswith("act:"))
            if not clitics.endswith((ARTICLE, TO_THE)):
                for pronoun in PRONOUNS:
                    if rest.endswith(pronoun) and len(rest) > len(pronoun) + 1:
                        yield from self.owning.get(rest[: -len(pronoun)], ())

    def _finite(self, word: str) -> Iterator[str]:
        for form in (word, *(word[: -len(p)] for p in PRONOUNS if word.endswith(p) and len(word) > len(p) + 2)):
            yield from self.finite.get(form, ())
            if form[:1] == "س" and len(form) > 3:
                for tag in self.finite.get(form[1:], ()):
                    if tag.startswith("pres:"):
                        lemma = tag[5:]
                        yield "fut:" + lemma
                        yield from (t for t in self.finite[form[1:]] if t.endswith(":" + lemma) and t != tag)
            elif form[:1] == "ل" and len(form) > 3:
                yield from (t for t in self.finite.get(form[1:], ()) if t.startswith("pres:"))


@lru_cache(maxsize=65536)
def nominal_splits(word: str, *, conjunctions: bool = True) -> tuple[tuple[str, str, str], ...]:
    """What arabic.script.splits gives, kept: a text repeats its words."""
    return tuple(splits(word, conjunctions=conjunctions))


def finite_forms(past: Stems, present: Stems, nouns: Stems) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Each finite form with its tags, object pronouns and clitics left out; رفضا is the noun, not the dual."""
    for stem in past:
        for ending in _PAST_ENDINGS:
            if ending != "ا" or stem not in nouns:
                yield stem + ending, past_tags(stem, ending)
    for stem in present:
        for person in "يتنا":
            if person + stem in past:  # استدعى, not أستدعي
                continue
            for ending in _PRESENT_ENDINGS if person in "يت" else ("",):
                yield person + stem + ending, present_tags(person, ending)


def past_tags(stem: str, ending: str) -> tuple[str, ...]:
    """The readings of a past form."""
    tags = ["past", "verb", "act", "any"]
    if ending in ("وا", "نا", "و"):
        tags.append("plur")
    if ending in ("ا", "تا"):
        tags += ["plur", "dual"]
    if ending == "نا":
        tags.append("we")
    if ending in ("ت", "تا") or (stem.endswith("ت") and not ending):
        tags.append("fem")
    return tuple(tags)


def present_tags(person: str, ending: str) -> tuple[str, ...]:
    """The readings of a present form."""
    tags = ["pres", "verb", "act", "any"]
    if ending in ("ون", "وا", "و") or person == "ن":
        tags.append("plur")
    if person in "يت" and ending == "ان":
        tags += ["plur", "dual"]
    if person == "ن":
        tags.append("we")
    if person == "ت":
        tags.append("fem")
    return tuple(tags)


@lru_cache(maxsize=2)
def whole_words(kind: Literal["preposition", "article"]) -> frozenset[str]:
    """Words whose first letters look like a preposition or the article and are none that matters."""
    rows = read_tsv(package_path("lexicon", "not-clitics.tsv"), LetterOfItsOwn)
    return frozenset(word for row in rows if row.kind == kind for word in row.words)


@lru_cache(maxsize=65536)
def has_article(word: str) -> bool:
    """Whether a folded word begins with the article ال (or لل, its form after ل), not merely with those letters."""
    if word.startswith(TO_THE):
        return len(word) > 3
    return (
        word.startswith(ARTICLE)
        and len(word) > 3
        and word not in whole_words("article")
        and word not in lexicon().no_article
        and not any(word.endswith(p) and word[: -len(p)] in lexicon().no_article for p in PRONOUNS)
    )


@lru_cache(maxsize=64)
def class_tags(name: str, kind: str = "act") -> frozenset[str]:
    """The tags of every verb of a class: class_tags("say", "verb") holds verb:قال.

    Raises DataError when no verb has the class.
    """
    lemmas = lexicon().classes.get(name)
    if lemmas is None:
        raise DataError(
            f"verbs.tsv: no verb has the class {name!r}", "classes: " + ", ".join(sorted(lexicon().classes))
        )
    return frozenset(f"{kind}:{lemma}" for lemma in lemmas)


@lru_cache(maxsize=1)
def lexemes() -> tuple[Lexeme, ...]:
    """The lines of verbs.tsv. Raises DataError."""
    return read_tsv(package_path("lexicon", "verbs.tsv"), Lexeme)


def lexeme_of(noun: str) -> Lexeme | None:
    """The verb of a folded verbal noun; None where there is none or more than one with English."""
    found = [row for row in lexemes() if row.english and noun in row.noun]
    return found[0] if len(found) == 1 else None


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """The lexicon of the package, expanded once a process."""
    never = (row.word for row in read_tsv(package_path("lexicon", "not-verbs.tsv"), LookAlike))
    return Lexicon(lexemes(), never)
