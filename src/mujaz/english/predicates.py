"""The English predicate of a statement, made by rule: "will continue to support", "pledged to provide".

Verb and deed carry the meaning that must never be wrong, and small models get verbal nouns wrong; so both come from
predicates.toml and lexicon/deeds.tsv, and the model translates only the object. Where a statement is built otherwise
there is no predicate, and its whole content is translated.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from mujaz.arabic.normalise import fold, fold_word
from mujaz.arabic.script import ARTICLE, BY, ENDS, FOLDED, STARTS, TO_THE
from mujaz.english.predicate_data import (
    Deed,
    Default,
    deed_at,
    load_deeds,
    load_defaults,
    load_rules,
    load_words,
    nominals,
)
from mujaz.records.statement import StatementSpan

ONE_BODY = frozenset("Nations Emirates Netherlands Philippines Congress Honduras Cyprus Laos Affairs Arabs".split())
THAT = re.compile(rf"(?:من |علي |الي |عن |ب)?ان(?:ه|ها)?{ENDS}\s*")
OBJECT = re.compile(r"(?:the|a|an|its|their|his|her|all|any|these|those|new|more)\b")  # the word before was a verb
MANY = re.compile(r"\b(?:States|countries|parties|Governments|governments|organizations|all sides)\b")
BEFORE_A_VERB = frozenset("to will would should must may can not also decided".split())
ALSO_NOUNS = frozenset(
    "address aid ban control exchange finance grant help hold increase issue launch pay release return review stop "
    "supply support take transfer update work".split()
)
DOUBLED = frozenset("set stop step ban submit control cut".split())  # consonants that double before -ing
LED_BY_ANNA = re.compile(
    rf"{STARTS}[وبل]?(?:ان|لكن)(?:(?:ه|ها|هم|هما|نا|ني)|\s+\S+(?:\s+\S+){{0,6}})\s+[وفسيتن]{{0,3}}$"
)
CLAUSE = re.compile(r"ب?ا[نل]ا?(?:ه|ها|هم)?\s")  # أن, ألا: the deed is a clause, not a thing


@dataclass(frozen=True, slots=True)
class Predicate:
    """The English of governor and deed, and the Arabic the deed is done to."""

    english: str
    rest: str


def predicate_of(span: StatementSpan, text: str) -> Predicate | None:
    """The predicate of a statement of an article's `text`; None where the data has nothing for its cue.

    First governor and deed ("pledged to provide"), then the verb of the cue with the content behind it ("condemned").
    The subject, when it stands in the content ("مواصلة دعم دولة قطر للمكتب"), is left out, since the page names it
    before the predicate.
    """
    return by_deed(span, text) or by_cue(span, text)


def by_deed(span: StatementSpan, text: str) -> Predicate | None:
    """Governor and deed; None where the wording fits no entry, or where who does what to whom is not sure."""
    source = text[span.cue.start : span.content_end]
    folded = fold(source)
    for rule in load_rules():
        match = rule.pattern.match(folded.text) if span.cue.id in rule.cues else None
        if not match or (rule.verbal and not subject_known(span, text, folded.text, match)):
            continue
        english, end = deeds(match, folded.text)
        if rule.to:
            whom = addressee_of(span, match[0])
            if not whom:
                continue
            english = f"{rule.english} {whom} {'' if rule.english.endswith('that') else 'to '}{english}"
        else:
            one, _, many = rule.english.partition("|")
            english = f"{many if many and span.actor and plural(span.actor.name_en) else one} {english}"
            end = past_subject(folded.text, end, span.actor.name_ar if span.actor else "")
        rest = trimmed(folded.span(end, len(folded.text)).of(source))
        if folded.text.startswith(TO_THE, end):
            rest = ARTICLE + rest[2:]
        return None if CLAUSE.match(fold_word(rest)) or not rest else Predicate(english, rest)
    return None


def by_cue(span: StatementSpan, text: str) -> Predicate | None:
    """The verb of the cue, then the content: as its object where it begins like one, else behind a colon."""
    default = load_defaults().get(span.cue.id)
    source = text[span.content_start : span.content_end]
    folded = fold(source)
    if default is None or not folded.text.strip():
        return None
    verb, at, insert = verb_and_object(default, folded.text, span, text)
    if at < 0:
        return Predicate(verb, span.ar)
    rest = insert + trimmed(folded.span(at, len(folded.text)).of(source))
    return Predicate(verb, rest) if rest else None


def verb_and_object(default: Default, folded: str, span: StatementSpan, text: str) -> tuple[str, int, str]:
    """English verb, where its object begins in the content (-1: the whole statement), Arabic to put before it."""
    at = without_subject(folded, span)
    if default.feeling and (found := felt(folded, at, span)):
        return f"expressed {found[0]}", found[1], ARTICLE if folded[: found[1]].endswith(TO_THE) else ""
    if default.feeling and (backed := load_words().support.match(folded, at)):
        return "expressed support for", backed.end(), ""
    if default.support and (backed := load_words().support.match(folded)):
        after = past_subject(folded, backed.end(), span.actor.name_ar if span.actor else "")
        if after != backed.end() or folded.startswith("ل", after):
            return "expressed support for", after + folded.startswith("ل", after), ""
    if default.whole:
        return default.np + ":", -1, ""
    return *plain(default, folded, at, span, text), ""


def plain(default: Default, folded: str, at: int, span: StatementSpan, text: str) -> tuple[str, int]:
    """Verb and object of the ordinary kinds: a clause with أن, a weight ("the importance of"), a noun phrase."""
    verb = (reporting_verb(text[span.cue.start : span.cue.end]) if default.importance else "") or default.np
    for words, manner in manners(default):
        if folded.startswith(words + " ", at):
            at, verb = at + len(words) + 1, f"{manner} {verb}" if manner.endswith("ly") else f"{verb} {manner}"
    clause = THAT.match(folded, at)
    if clause and default.that:
        return (f"{verb} that" if default.importance else default.that), clause.end()
    weight = load_words().weight.match(folded, at) if default.importance else None
    if weight:
        return doing(f"{verb} {load_words().weights[weight[1]]}", folded, weight.end(), default)
    start = past_preposition(folded, at, default.drops)
    if start > at and default.behind:
        one, _, many = default.behind.partition("|")
        return doing(many if many and span.actor and plural(span.actor.name_en) else one, folded, start, default)
    if default.colon or default.feeling or clause:
        return verb + ":", at
    return doing(verb, folded, start, default)


def manners(default: Default) -> Iterator[tuple[str, str]]:
    """How strongly something is done: folded Arabic, English."""
    return ((fold_word(ar), english) for ar, english in default.manner.items())


def doing(verb: str, folded: str, at: int, default: Default) -> tuple[str, int]:
    """The verb, followed by a deed as an -ing form where the object begins with one, and where the rest begins."""
    found = deed_at(folded, at) if default.gerund else None
    if found:
        english, end = chained(found[0], folded, dropped(folded, found[1], found[0]))
        return f"{verb} {gerund(english)}", end
    return verb, at


def gerund(english: str) -> str:
    """The -ing form of an infinitive phrase: provide, comply with, set up → providing, complying with, setting up."""
    first, _, rest = english.partition(" ")
    if first.endswith("e") and not first.endswith("ee"):
        first = first[:-1]
    elif first in DOUBLED:
        first += first[-1]
    return f"{first}ing {rest}".strip()


def joined(english: str, rest: str) -> str:
    """A predicate with the machine's English of its rest, made one phrase.

    After "warned:" a clause with "that" takes the colon's place. Where a noun is needed, behind "strengthen" or
    "support for", a bare verb at the head of the rest becomes one: "cooperate on" → "cooperation on".
    """
    if not rest:
        return english
    if MANY.search(english):  # الدول takes a feminine pronoun: "called on States to abide by her duties"
        rest = re.sub(r"^(?:her|its|his) ", "their ", rest)
    if english.endswith(":") and rest.startswith("that "):
        return f"{english[:-1]} {rest}"
    first, _, behind = rest.partition(" ")
    if english.endswith(":") or " that " in f"{english} " or english.rsplit(maxsplit=1)[-1] in BEFORE_A_VERB:
        return f"{english} {rest}"
    if first in nominals():
        return f"{english} {nominals()[first]} {behind}".strip()
    verbs = {deed.english for deed in load_deeds()}
    governed = english.endswith((" for", " of", " in", " on", " by")) and first not in ALSO_NOUNS
    if first in verbs and (governed or OBJECT.match(behind)):
        return f"{english} {gerund(first)} {behind}"
    return f"{english} {rest}"


def reporting_verb(cue: str) -> str:
    """The English past of the reporting verb a cue fired on ("وشدد المؤتمر": stressed); "" when it is none."""
    from mujaz.english.frame_data import load_frames

    words = [word.removeprefix("و").removeprefix("ف") for word in fold_word(cue).split()]
    for verb in load_frames().verbs:
        if any(word in verb.forms or word in verb.participles for word in words):
            return verb.past
    return ""


def without_subject(folded: str, span: StatementSpan) -> int:
    """Where the content begins once its subject is gone: the actor as named there, or a group that acts."""
    names = [span.actor.resolved_from, span.actor.name_ar] if span.actor else []
    for name in (*map(fold_word, names), *load_words().groups):
        if name and folded.startswith(name + " "):
            return len(name) + 1
    return 0


def felt(folded: str, at: int, span: StatementSpan) -> tuple[str, int] | None:
    """The feeling expressed, with its English preposition, and where its object begins.

    "قلقهم إزاء" is concern at; between feeling and link the one who feels may be named ("ارتياح الحكومة للنتائج").
    """
    from mujaz.english.frame_data import feelings

    name = fold_word(span.actor.name_ar) if span.actor else ""
    for stem, pattern, english in feelings():
        match = pattern.match(folded, at)
        if not match and name and folded.startswith(f"{stem} {name} ", at):
            # the same link behind the name: put the suffix form in its place and look again
            rest = at + len(stem) + 1 + len(name)
            match = pattern.match(f"{stem}ه{folded[rest:]}")
            if match:
                return english, rest + match.end() - len(stem) - 1
        elif match:
            return english, match.end()
    return None


def past_preposition(folded: str, at: int, drops: tuple[str, ...]) -> int:
    """Where a noun phrase begins behind a preposition that the English verb does not take."""
    for word in drops:
        # a clitic may stand before a quotation: بـ «…»
        behind = rf"\s*(?=[«\"])|(?=[{FOLDED}])" if len(word) == 1 else r"\s+"
        match = re.compile(f"{word}(?:{behind})").match(folded, at)
        if match:
            return match.end()
    return at


def subject_known(span: StatementSpan, text: str, folded: str, match: re.Match[str]) -> bool:
    """Whether it is sure that what follows a finite verb is its object: "ستقدم الوزارة مليونا" must not give to her.

    Sure when a figure follows, when the actor stands in front of the verb or right behind it (past_subject takes him
    out), or when أن with its noun or suffix leads the clause.
    """
    name = fold_word(span.actor.name_ar) if span.actor else ""
    if load_words().figure.match(folded, match.end()) or (name and folded.startswith(name + " ", match.end())):
        return True
    before = fold_word(text[span.start : span.cue.start]) + " " + folded[: match.start("verb")]
    return bool(LED_BY_ANNA.search(before)) or bool(name and name.split()[-1] in before.split()[-12:])


def plural(name: str) -> bool:
    """True for an actor that takes a plural verb: "Participants (Kuwait Declaration)", "Qatar and Kuwait"."""
    head = name.partition("(")[0].partition(" of ")[0].strip()
    return " and " in head or (head.endswith("s") and head.split()[-1] not in ONE_BODY)


PARTED = re.compile(rf"^[»”\s]*(?:{BY}ـ*\s+(?=[«\"“]))?")  # أشاد «إعلان الكويت» بـ «إعلان دوشنبه»


def trimmed(rest: str) -> str:
    """Without the marks around it, a quotation mark opened before, and a preposition parted from its name."""
    rest = PARTED.sub("", rest.strip(" ،,؛."))
    if rest.count("»") > rest.count("«") or rest.count('"') % 2:
        rest = rest.rstrip('»"')
    return rest.strip(" ،,؛.")


def with_purpose(predicate: Predicate) -> Predicate:
    """A purpose at the head of the rest ("لدعم …") as a deed of its own: "$4 million" + "to support"."""
    folded = fold(predicate.rest)
    found = deed_at(folded.text, 1) if folded.text.startswith("ل") else None
    if not found:
        return predicate
    rest = folded.span(dropped(folded.text, found[1], found[0]), len(folded.text)).of(predicate.rest)
    return Predicate(f"{predicate.english} to {found[0].english}", rest) if rest else predicate


def addressee_of(span: StatementSpan, between: str) -> str:
    """The English name of the one addressed, if he really stands between the verb and what he is to do."""
    if not span.addressee or not span.addressee.name_en or fold_word(span.addressee.name_ar) not in between:
        return ""
    name = span.addressee.name_en
    generic = name.isalpha() and name.endswith("s") and name not in ("States", "Nations")
    return "the " + name.lower() if generic else name


def deeds(match: re.Match[str], folded: str) -> tuple[str, int]:
    """The English of the deed, with a second one after "continue", and where its object begins."""
    groups = {"noun": "", "verb": "", **match.groupdict()}
    deed = next(d for d in load_deeds() if d.masdar == groups["noun"] or d.present == groups["verb"])
    return chained(deed, folded, dropped(folded, match.end(), deed))


def chained(deed: Deed, folded: str, at: int) -> tuple[str, int]:
    """A deed with the one it leads to ("continue to support"), and where its object begins."""
    second = deed_at(folded, at) if deed.english in ("continue", "resume", "help") else None
    if second:
        return f"{deed.english} to {second[0].english}", dropped(folded, second[1], second[0])
    return deed.english, at


def dropped(folded: str, at: int, deed: Deed) -> int:
    """Where the object begins once the preposition the English verb does not need is gone."""
    if not deed.drops:
        return at
    behind = f"(?=[{FOLDED}])" if deed.drops in ("ل", "ب") else r"\s+"  # a clitic or a word of its own
    match = re.compile(deed.drops + behind).match(folded, at)
    return match.end() if match else at


def past_subject(folded: str, at: int, actor: str) -> int:
    """Behind the actor's own name when it stands between deed and object, and behind the ل that marks the object."""
    name = fold_word(actor)
    if not name or not folded.startswith(name + " ", at):
        return at
    at += len(name) + 1
    return at + 1 if folded.startswith("ل", at) and not folded.startswith(TO_THE, at) else at
