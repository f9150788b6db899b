"""The pattern language of the cues: small, readable, and aware of Arabic inflection and clitics.

A pattern is a row of elements between spaces, matched against the words of one sentence:

  كلمة            this very word, with or without و or ف before it (spelling is folded: أ = ا, ى = ي)
  ~كلمة           this word under any proclitic: و ف ب ل ك ال;   ~@set any word of a named set
  ب-  ل-          a word that begins with this preposition
  {act:تعهد}      an inflected form of a lexeme of lexicon/verbs.tsv; the classes are those of words.py (past pres fut
                  verb part act noun bare own any plur we); several lexemes: {act:اكد,شدد}; a class: {act:@affirm};
                  every verb but those of two classes: {fut:*-happen-say}
  <state>         a name or phrase the lexicons know: state, body, person, group, document, event, money, share, date;
                  several: <state,body>
  …   …3          up to 6 (or 3) words, crossing no comma; quotation marks and brackets may be crossed
  ……  ……20        the same up to 12 (or 20) words, commas allowed
  (a | b c)       alternatives       x?  the element may be missing        ^  here the content begins
"""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from mujaz.arabic.normalise import fold_word
from mujaz.errors import DataError

CLASSES = ("past", "pres", "fut", "verb", "part", "act", "noun", "bare", "own", "any", "plur", "we", "fem")
KINDS = ("state", "body", "person", "group", "document", "event", "money", "share", "date")
GAP, WIDE_GAP = 6, 12
MONEY = frozenset({"money"})
MONEY_TAG = frozenset({"<money>"})  # a sentence that names a sum has it
_ELEMENT = re.compile(r"\{[^}]*\}|<[^>]*>|……\d*|…\d*|[()|^?]|[^\s()|?^{}<>]+")
_INFLECTED = re.compile(r"\{(\w+):([^}]+)\}")


@dataclass(frozen=True, slots=True)
class Word:
    """One word that has any of these tags."""

    tags: frozenset[str]


@dataclass(frozen=True, slots=True)
class Entity:
    """One known name or phrase of any of these kinds."""

    kinds: frozenset[str]


@dataclass(frozen=True, slots=True)
class Gap:
    """Up to `most` words; `wide` crosses commas."""

    most: int
    wide: bool


@dataclass(frozen=True, slots=True)
class Choice:
    """One of several sequences; an empty one makes the element optional."""

    options: tuple[tuple["Node", ...], ...]


@dataclass(frozen=True, slots=True)
class Content:
    """Where the content begins."""


Node = Word | Entity | Gap | Choice | Content
Nodes = tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Pattern:
    """A compiled pattern.

    first: the tags one of which its first word must have; empty when it can begin otherwise. required: for each further
    word that cannot be missing, its tags; a sentence without one of them need not be tried.
    """

    nodes: Nodes
    first: frozenset[str]
    required: tuple[frozenset[str], ...]
    one_word: bool


class Sets(NamedTuple):
    """The named sets of cues/sets.toml."""

    lexemes: Mapping[str, Sequence[str]]
    words: Mapping[str, Sequence[str]]


def parse(
    text: str, lexemes: Mapping[str, Sequence[str]], words: Mapping[str, Sequence[str]], lemmas: Collection[str],
    *, anchored: bool = True,
) -> Pattern:  # fmt: skip
    """Compile a pattern. lexemes, words: the named sets; lemmas: what the lexicon knows. Raises DataError.

    anchored: it must begin with a word, so that it can be found by it; conditions need not.
    """
    sets = Sets(lexemes, words)
    pieces = _ELEMENT.findall(text)
    nodes, rest = _sequence(pieces, 0, text, sets, lemmas)
    if rest != len(pieces):
        raise DataError(f"pattern {text!r}: unexpected {pieces[rest]!r}", "check its brackets")
    if not nodes or (anchored and not any(True for _ in first_tags(nodes))):
        raise DataError(f"pattern {text!r} must begin with a word", "move the gap or the name behind a word")
    return Pattern(nodes, frozenset(first_tags(nodes)), required_tags(nodes), one_word(nodes))


def required_tags(nodes: Nodes) -> tuple[frozenset[str], ...]:
    """The tags of every word but the first that each match must hold."""
    found = []
    for node in nodes[1:]:
        if isinstance(node, Word):
            found.append(node.tags)
        elif isinstance(node, Entity) and node.kinds == MONEY:
            found.append(MONEY_TAG)
        elif isinstance(node, Choice) and all(any(True for _ in first_tags(o)) for o in node.options):
            found.append(frozenset(tag for option in node.options for tag in first_tags(option)))
    return tuple(found)


def one_word(nodes: Nodes) -> bool:
    """Whether a pattern is a single word with nothing but content marks behind it."""
    return isinstance(nodes[0], Word) and all(isinstance(node, Content) for node in nodes[1:])


def _sequence(pieces: Sequence[str], at: int, text: str, sets: Sets, lemmas: Collection[str]) -> tuple[Nodes, int]:
    nodes: list[Node] = []
    while at < len(pieces) and pieces[at] not in ("|", ")"):
        piece = pieces[at]
        if piece == "?":
            if not nodes:
                raise DataError(f"pattern {text!r}: ? stands alone", "put it behind an element")
            nodes[-1] = Choice(((nodes[-1],), ()))
        elif piece == "(":
            options = []
            while True:
                option, at = _sequence(pieces, at + 1, text, sets, lemmas)
                options.append(option)
                if at >= len(pieces):
                    raise DataError(f"pattern {text!r}: bracket not closed", "add )")
                if pieces[at] == ")":
                    break
            nodes.append(Choice(tuple(options)))
        else:
            nodes.append(_element(piece, text, sets, lemmas))
        at += 1
    return tuple(nodes), at


def _element(piece: str, text: str, sets: Sets, lemmas: Collection[str]) -> Node:  # noqa: PLR0911 – one a kind of element
    if piece == "^":
        return Content()
    if piece.startswith("…"):
        wide = piece.startswith("……")
        digits = piece.lstrip("…")
        return Gap(int(digits) if digits else WIDE_GAP if wide else GAP, wide)
    if piece.startswith("<"):
        kinds = frozenset(k.strip() for k in piece[1:-1].split(","))
        if not kinds <= set(KINDS):
            raise DataError(f"pattern {text!r}: unknown kind in {piece}", "known: " + ", ".join(KINDS))
        return Entity(kinds)
    if piece.startswith("{"):
        return Word(frozenset(_inflected(piece, text, sets, lemmas)))
    if piece.startswith("~@"):
        if piece[2:] not in sets.words:
            raise DataError(f"pattern {text!r}: unknown set {piece}", "known: " + ", ".join(sorted(sets.words)))
        return Word(frozenset("~" + word for word in sets.words[piece[2:]]))
    if piece.endswith("-"):
        return Word(frozenset({"pre:" + piece[:-1]}))
    return Word(frozenset({("~" if piece.startswith("~") else "=") + fold_word(piece.lstrip("~"))}))


def all_but(given: str, text: str, sets: Sets, lemmas: Collection[str]) -> Iterator[str]:
    """Every lexeme but those of the classes named behind *: *-happen-say."""
    left_out: set[str] = set()
    for name in filter(None, given[1:].split("-")):
        if name not in sets.lexemes:
            raise DataError(f"pattern {text!r}: unknown set {name}", "known: " + ", ".join(sorted(sets.lexemes)))
        left_out.update(sets.lexemes[name])
    return (lemma for lemma in lemmas if lemma not in left_out)


def _inflected(piece: str, text: str, sets: Sets, lemmas: Collection[str]) -> Iterator[str]:
    found = _INFLECTED.fullmatch(piece)
    if not found or found[1] not in CLASSES:
        raise DataError(
            f"pattern {text!r}: cannot read {piece}", "write {class:lexeme}; classes: " + ", ".join(CLASSES)
        )
    for name in found[2].split(","):
        given = name.strip()
        if given.startswith("*"):
            yield from (f"{found[1]}:{lemma}" for lemma in all_but(given, text, sets, lemmas))
            continue
        if given.startswith("@") and given[1:] not in sets.lexemes:
            raise DataError(f"pattern {text!r}: unknown set {given}", "known: " + ", ".join(sorted(sets.lexemes)))
        for lemma in sets.lexemes[given[1:]] if given.startswith("@") else [given]:
            if fold_word(lemma) not in lemmas:
                raise DataError(f"pattern {text!r}: unknown lexeme {lemma}", "add it to lexicon/verbs.tsv")
            yield f"{found[1]}:{fold_word(lemma)}"


def first_tags(pattern: Nodes) -> Iterator[str]:
    """The tags one of which the first matched word must have; none where it can begin with a gap or a name."""
    for node in pattern:
        if isinstance(node, Word):
            yield from node.tags
            return
        if isinstance(node, Choice):
            for option in node.options:
                yield from first_tags(option)
            if () not in node.options:
                return
        elif isinstance(node, Gap | Entity):
            return
