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
from functools import lru_cache

from mujaz.arabic.normalise import fold_word
from mujaz.errors import DataError
from mujaz.resources import package_path

PRONOUNS = ("هما", "هم", "ها", "هن", "ه", "نا", "ني", "كم", "ك", "ي")
_PAST_ENDINGS = ("", "ت", "ا", "تا", "وا", "نا", "ن", "تم", "و")
_PRESENT_ENDINGS = ("", "ون", "وا", "ان", "ا", "ين", "ن", "و")
_PART_ENDINGS = ("", "ا", "ة", "ين", "ون", "ان", "تين", "تان", "ات", "ي", "و")
FEMININE = ("ة", "تين", "تان", "ات")
PLURAL = ("ين", "ون", "ان", "تين", "تان", "ات")
_NOUN_ENDINGS = ("", "ا", "ات", "ان", "ين", "ون")
COLUMNS = ("lemma", "past", "present", "noun", "participle", "gloss", "classes", "english")
CONJUNCTIONS = ("و", "ف")


def read_table(name: str, columns: tuple[str, ...]) -> list[dict[str, str]]:
    """Rows of a TSV file of the lexicon folder; '#' starts a comment line. Raises DataError naming file and line."""
    path = package_path("lexicon", name)
    rows = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        cells = line.split("\t")
        if cells == list(columns):
            continue
        if len(cells) > len(columns):
            raise DataError(
                f"{name}:{number}: {len(cells)} cells, expected {len(columns)}", "columns: " + ", ".join(columns)
            )
        rows.append(dict(zip(columns, [c.strip() for c in cells] + [""] * (len(columns) - len(cells)), strict=True)))
    return rows


def stems(cell: str) -> list[str]:
    """The folded stems of a cell, written with | between them."""
    return [fold_word(s.strip()) for s in cell.split("|") if s.strip() and s.strip() != "-"]


class Lexicon:
    """Lexemes expanded to forms, and a cache of the words already met. Build with `lexicon()`.

    classes: the lemmas of each class of the table; english: past, present and -ing of a lemma, () where none is given.
    """

    def __init__(self, rows: Iterable[dict[str, str]], never: Iterable[str] = ()) -> None:
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
            form for table in (self.finite, self.nominal, self.owning) for form in table if form.startswith("ال")
        )
        self._cache: dict[str, frozenset[str]] = {}

    def add(self, row: dict[str, str]) -> None:
        """Expand one lexeme. Raises DataError when it has no form or repeats another."""
        lemma = fold_word(row["lemma"])
        if not lemma or lemma in self.lemmas:
            raise DataError(f"lexeme {row['lemma']!r} is empty or given twice", "one row a lexeme")
        self.lemmas.add(lemma)
        for name in row["classes"].split():
            self.classes.setdefault(name, []).append(lemma)
        self.english[lemma] = tuple(row["english"].split("|")) if row["english"] else ()
        if not any(stems(row[c]) for c in COLUMNS[1:5]):
            raise DataError(f"lexeme {lemma} has no forms", "give at least one stem")
        for form, readings in finite_forms(stems(row["past"]), stems(row["present"]), stems(row["noun"])):
            self.finite.setdefault(form, set()).update(f"{tag}:{lemma}" for tag in readings)
        self.add_nominal(lemma, row)

    def add_nominal(self, lemma: str, row: dict[str, str]) -> None:
        """Expand the participles and verbal nouns of a lexeme."""
        nouns = set(stems(row["noun"]))
        for stem in stems(row["participle"]):
            for ending in _PART_ENDINGS:
                if stem + ending not in nouns:  # مواصلة is the noun, not the feminine of مواصل
                    tags = {f"part:{lemma}", f"act:{lemma}", f"any:{lemma}"}
                    tags |= {f"fem:{lemma}"} if ending in FEMININE else set()
                    tags |= {f"plur:{lemma}"} if ending in PLURAL else set()
                    self.nominal.setdefault(stem + ending, set()).update(tags)
        for stem in stems(row["noun"]):
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
        if word in ("ب", "ل", "ك"):  # بـ «…»
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
            if clitics and word.lstrip("وف") not in _NO_PREPOSITION:
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
            elif clitics[0] in "بلك":  # كاملة is not "like a hopeful one"
                yield from (
                    t for t in found if t.startswith(("noun:", "any:")) and f"noun:{t.partition(':')[2]}" in found
                )
            else:
                yield from (t for t in found if not t.startswith("act:"))
            if not clitics.endswith("ال") and not clitics.endswith("لل"):
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
    """(conjunction, clitics, rest) for every way to read و ف, then ب ل ك, then ال before a noun."""
    return tuple(_splits(word, conjunctions=conjunctions))


def _splits(word: str, *, conjunctions: bool) -> Iterator[tuple[str, str, str]]:
    heads = [("", word)]
    if conjunctions and word[:1] in CONJUNCTIONS and len(word) > 2:
        heads.append((word[0], word[1:]))
    for conjunction, body in heads:
        yield conjunction, "", body
        if body.startswith("ال") and len(body) > 3:
            yield conjunction, "ال", body[2:]
        if body.startswith("لل") and len(body) > 3:
            yield conjunction, "لل", body[2:]
        if body[:1] in "بلك" and len(body) > 2:
            yield conjunction, body[0], body[1:]
            if body[1:3] == "ال" and len(body) > 4:
                yield conjunction, body[0] + "ال", body[3:]


def finite_forms(past: list[str], present: list[str], nouns: list[str]) -> Iterator[tuple[str, tuple[str, ...]]]:
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


# Words that begin with ب ل ك as a letter of their own, or set phrases that open no complement.
_NO_PREPOSITION = frozenset(
    (
        "بشكل بصورة بعد بين بدون بعض بل بلاده بلادها بلادنا بلد بلدان بموجب بحسب بعدما بينما بداية برنامج "
        "بينهم بينها بينه بينهما بيننا "
        "بيان بنود بناء بنك بحث بدء بدا بات باتت بقي بما بسبب بشدة بوضوح بشان بحق باسم بلدة بيت بيع بلغ بلغت "
        "لدي لقاء لم لن لا لجنة ليس ليست لكن لهذا لذلك لها له لهم لما لو لان لحظة ليل ليلة كل كما كان كانت "
        "كبير كبيرة كبار كامل كاملة كثير كلمة كلمته كيف كشف كانوا كذلك كافة كون لشؤون للشؤون لوزير للامين"
    ).split()
)
_NEVER_ARTICLE = frozenset({"الي", "الا", "الذي", "التي", "الذين", "اللذان", "اللتان", "الان", "الله", "الف", "الاف"})


@lru_cache(maxsize=65536)
def has_article(word: str) -> bool:
    """Whether a folded word begins with the article ال (or لل, its form after ل), not merely with those letters."""
    if word.startswith("لل"):
        return len(word) > 3
    return (
        word.startswith("ال")
        and len(word) > 3
        and word not in _NEVER_ARTICLE
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
def lexicon() -> Lexicon:
    """The lexicon of the package, expanded once a process."""
    never = (fold_word(row["word"]) for row in read_table("not-verbs.tsv", ("word", "reason")))
    return Lexicon(read_table("verbs.tsv", COLUMNS), never)
