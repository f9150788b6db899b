"""Reporting frames: who said it and how is put into English by rule; the model translates only what was said.

"وأوضح سعادته أن …" opens with a frame: connector, verb, subject, link. Small models turn such openings into other
verbs and other speakers, and then an appeal reads as a pledge. So a sentence is cut into parts, each with the English
that leads it in; mujaz.translation.assembly puts the translated parts together again. What a frame does not fully
understand it leaves to the model untouched. The frames are data: frames.toml.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from mujaz.arabic.normalise import Folded, fold
from mujaz.arabic.script import AND, ENDS, FOLDED, STARTS
from mujaz.english.frame_data import Frames, Verb, load_frames

SUBJECT_WORDS = 24
SHORTEST_SPEECH = 12  # letters
PRONOUNS = {"ه": "هو ", "ها": "هي "}
QUOTED_NAME_WORDS = 7  # a quotation this short with the sentence going on after it is a name, not speech
PRONOUN_OF = {"m": "He", "f": "She", "p": "They"}
POSSIBLY = re.compile(rf"{STARTS}{AND}?قد{ENDS}")  # before a present verb: perhaps
PREPOSITION = re.compile(rf"(?:في|علي|الي|عن|من|مع)\w{{0,3}}{ENDS}|[بلو]\w+|ان{ENDS}")


@dataclass(frozen=True, slots=True)
class Agent:
    """A body, country or office at the beginning of a text: its English and where the Arabic ends.

    gender: "m" or "f" where it is sure. office: a name may follow.
    """

    english: str
    end: int
    gender: str = ""
    office: bool = False


Subject = Callable[[str], str | None]
AgentAt = Callable[[str], Agent | None]


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of source for the model, and the English that stands before its translation."""

    lead: str
    text: str


@dataclass(frozen=True, slots=True)
class Opening:
    """What was understood between a verb and what it reports.

    who: subject in English, "" where the text has none. front, inside: adverbials before the subject and before the
    verb. verb: the entry of frames.toml. link: English link. end: where the reported words begin, on folded text.
    insert: Arabic to put before them, where a suffix or an article went with the link.
    """

    who: str
    front: str
    inside: str
    verb: Verb
    link: str
    end: int
    insert: str


def parts(text: str, subject: Subject = lambda _: None, agent: AgentAt = lambda _: None) -> tuple[Part, ...]:
    """Cut a sentence at its reporting frames.

    subject turns an Arabic noun phrase into English, or gives None where it is not sure; then the model gets the whole
    opening. agent finds a known body, country or office at the beginning of a text: its English and where it ends.
    Without any frame the answer is one part with an empty lead.
    """
    frames, folded = load_frames(), fold(text)
    words = without_ali(folded, text)
    pieces = [opening(words, frames, subject, agent)]  # (English lead, Arabic to insert, start of the content)
    ends = []
    for match in frames.participle.finditer(words, pieces[0][2] + 1):
        verbs = [verb for verb in frames.verbs if match[1] in verb.participles and verb.ing]
        found = between(words, match.end(), verbs, frames, lambda _: None)
        if found and not found.who:
            said = (found.front, found.verb.ing, found.inside, found.link)
            pieces.append((tidy(", " + " ".join(filter(None, said))), found.insert, found.end))
            ends.append(match.start())
    made = []
    for (lead, insert, start), end in zip(pieces, [*ends, len(words)], strict=True):
        stretch = folded.span(start, end).of(text) if start < end else ""
        made.append(Part(lead, insert + unquoted(stretch) if lead else stretch))
    if any(not part.text.strip(" .،,؛:") for part in made):
        return (Part("", text),)
    return tuple(made)


def reported(text: str) -> str:
    """What is said in a sentence of reported speech, whoever says it; the text itself where no frame opens it."""
    frames, folded = load_frames(), fold(text)
    words = without_ali(folded, text)
    lead, insert, start = opening(words, frames, lambda _: "Somebody", lambda _: None)
    if not lead.endswith((" that", ":")) or len(words) - start < SHORTEST_SPEECH:
        return text
    return insert + folded.span(start, len(words)).of(text)


def without_ali(folded: Folded, text: str) -> str:
    """The folded text with the man's name علي spelled so that no link takes it for the preposition على.

    Folding makes them one. Where the text writes ى at all, a word with ي is the name.
    """
    if "ى" not in text:
        return folded.text

    def spelt(match: re.Match[str]) -> str:
        return "على" if folded.span(match.start(), match.end()).of(text).endswith("ي") else match[0]

    return re.sub(rf"{STARTS}علي{ENDS}", spelt, folded.text)


def unquoted(stretch: str) -> str:
    """Take off quotation marks that the frame has opened or that enclose the whole stretch."""
    bare = stretch.strip().strip(".").strip()
    opened, closed = bare.count("«") + bare.count("“"), bare.count("»") + bare.count("”")
    if closed > opened and bare.endswith(("»", "”")):
        return bare[:-1]
    if bare[:1] in "«“" and bare[-1:] in "»”" and opened == closed == 1:
        return bare[1:-1]
    if bare.count('"') == 1 and bare.endswith('"'):
        return bare[:-1]
    if bare.count('"') == 2 and bare[0] == bare[-1] == '"':
        return bare[1:-1]
    return stretch


def opening(folded: str, frames: Frames, subject: Subject, agent: AgentAt) -> tuple[str, str, int]:
    """The English of the opening frame, Arabic to insert, and where the rest begins; ("", "", 0) without one."""
    at, leads, also = skip_leads(folded, frames)
    topic = None if at else headline(folded, frames, agent)
    if topic:
        return topic
    for words, english in frames.openers:
        for prefix in ("", "و"):
            if folded.startswith(prefix + words + " ", at):
                return english, "", at + len(prefix + words) + 1
    match = frames.opening.match(folded, at)
    if match:
        verbs = verbs_of(match[1], frames, only_past=bool(POSSIBLY.search(folded[:at])))
        found = between(folded, match.end(), verbs, frames, subject) or direct(folded, match, verbs, frames, agent)
        if found and (found.who or match[1] in found.verb.forms):
            who = found.who or PRONOUN_OF[found.verb.forms[match[1]]]
            front = [f"{found.front[0].upper()}{found.front[1:]},"] if found.front else []
            inside = " ".join(filter(None, ("also" if also else "", found.inside)))
            said = filter(None, [*leads, *front, who, inside, found.verb.english(match[1]), found.link])
            return tidy(" ".join(said)), found.insert, found.end
    participle = frames.participle.match(" " + folded)
    if participle and not leads:  # the release broke the sentence before "موضحا أن"
        verbs = [verb for verb in frames.verbs if participle[1] in verb.participles]
        found = between(folded, participle.end() - 1, verbs, frames, lambda _: None)
        if found and not found.who:
            who = PRONOUN_OF[found.verb.participles[participle[1]]]
            english = tidy(" ".join(filter(None, (who, found.inside, found.verb.past, found.link))))
            return english, found.insert, found.end
    return "", "", 0


def tidy(english: str) -> str:
    """One colon close to its word, and a subject after a comma in lower case."""
    english = re.sub(r", (In|At|He|She|They|The) ", lambda m: f", {m[1].lower()} ", english)
    return english.replace(" :", ":")


def skip_leads(folded: str, frames: Frames) -> tuple[int, list[str], bool]:
    """Read the connectors at the start: where the verb may begin, their English, and whether one says "also"."""
    at, english, also = 0, [], False
    more = True
    while more:
        more = False
        for words, said, is_also in frames.leads:
            match = re.compile(rf"و?{words}[ ،,]+").match(folded, at)
            if match:
                at, more, also = match.end(), True, also or is_also
                english += [said] if said else []
                break
    return at, english, also


def between(folded: str, start: int, verbs: Sequence[Verb], frames: Frames, subject: Subject) -> Opening | None:
    """Subject, adverbials and link after a verb; of all links the earliest, then the longest. None when unclear."""
    limit = end_of_words(folded, start, SUBJECT_WORDS)
    found = [
        (match.start(), -len(match[0]), number, match, english)
        for number, verb in enumerate(verbs)
        for pattern, english in verb.links
        if (match := pattern.search(folded, start, limit))
    ]
    for _, _, number, match, english in sorted(found, key=lambda item: item[:3]):
        read = who_and_when(folded[start : match.start()], frames, verbs[number], subject)
        if read is None or (english == ":" and is_name(folded, match)):
            continue
        insert, own = "", match.groupdict().get("own")
        if own and not load_frames().impersonal.match(folded, match.end()):
            if own not in PRONOUNS:
                continue  # they, we, I: the model reads the person better than we can
            insert = PRONOUNS[own]
        elif match[0].endswith("لل"):
            insert = "ال"
        return Opening(*read, verbs[number], english, match.end(), insert)
    return None


def verbs_of(form: str, frames: Frames, *, only_past: bool = False) -> list[Verb]:
    """The verbs that have a form; behind قد the past alone, since the present is a mere possibility there."""
    return [verb for verb in frames.verbs if form in verb.forms or (form in verb.present and not only_past)]


def named_at(text: str, frames: Frames, agent: AgentAt) -> Agent | None:
    """Someone surely named at the beginning of a text: by the glossary, or a group of persons of frames.toml."""
    found = agent(text)
    word = re.match(rf"[{FOLDED}]+", text)
    if found or not word or word[0] not in frames.persons or not word[0].endswith(("ون", "ين", "ان")):
        return found
    return Agent(frames.subjects[word[0]], word.end())


def body_at(text: str, frames: Frames) -> Agent | None:
    """A body without a name (المجلس, الحكومة) at the beginning, where the noun that follows cannot belong to it.

    It is no adjective of the body when its gender differs, or when the verb would be left without an object.
    """
    match = re.match(r"(\w+) (ال\w+)[ .]*(.*)", text)
    if match is None or match[1] not in frames.subjects or match[1] in frames.persons:
        return None
    feminine = match[1].endswith("ة")
    differs = not match[2].endswith(("ة", "ا")) if feminine else match[2].endswith(("ة", "ات"))
    if not differs and match[3]:
        return None
    return Agent(frames.subjects[match[1]], match.end(1), "f" if feminine else "m")


def headline(folded: str, frames: Frames, agent: AgentAt) -> tuple[str, str, int] | None:
    """The opening of a sentence whose subject stands first: قطر تدين الهجوم. None where there is none."""
    who = named_at(folded, frames, agent)
    match = frames.opening.match(folded, who.end + 1) if who and folded[who.end : who.end + 1] == " " else None
    if who is None or match is None:
        return None
    verbs = [verb for verb in verbs_of(match[1], frames) if agrees(match[1], verb, who)]
    found = between(folded, match.end(), verbs, frames, lambda _: None)
    if found and (found.who or found.front):
        return None
    found = found or with_object(folded, match.end(), verbs, frames, "")
    if found is None:
        return None
    said = filter(None, [who.english, found.inside, found.verb.english(match[1]), found.link])
    return tidy(" ".join(said)), found.insert, found.end


def direct(folded: str, match: re.Match[str], verbs: Sequence[Verb], frames: Frames, agent: AgentAt) -> Opening | None:
    """Verb (match), known subject, object: أدان مجلس الأمن الهجوم. None where the object may be part of the subject."""
    if not any(verb.direct for verb in verbs):
        return None
    behind_verb = folded[match.end() :]
    who = named_at(behind_verb, frames, agent) or body_at(behind_verb, frames)
    if who is None or who.office:  # where the name of an office-holder ends nobody knows
        return None
    behind = re.compile(rf"\s+(?=[{FOLDED}])").match(folded, match.end() + who.end)
    if behind is None or frames.of_subject.match(folded, behind.end()):
        return None
    fitting = [verb for verb in verbs if agrees(match[1], verb, who)]
    return with_object(folded, behind.end(), fitting, frames, who.english)


def agrees(form: str, verb: Verb, who: Agent) -> bool:
    """Whether verb and subject are of one gender, as far as it is known: رفض إيران is Iran's refusal, no verb."""
    return who.gender in ("", {**verb.forms, **verb.present}[form])


def with_object(folded: str, at: int, verbs: Sequence[Verb], frames: Frames, who: str) -> Opening | None:
    """The verb that takes what stands at a place for its object without a link; None when that is no object of it."""
    if PREPOSITION.match(folded, at) or frames.no_object.match(folded, at):
        return None
    verb = next((verb for verb in verbs if verb.direct and verb.direct.match(folded, at)), None)
    return Opening(who, "", "", verb, "", at, "") if verb else None


def is_name(folded: str, link: re.Match[str]) -> bool:
    """True when the quotation that seems to open speech is a short name with the sentence going on after it."""
    at = next((at for at in range(link.start(), link.end()) if folded[at] in '«"'), -1)
    if at < 0 or ":" in link[0]:
        return False
    end = folded.find("»" if folded[at] == "«" else '"', at + 1)
    return end > 0 and len(folded[at:end].split()) < QUOTED_NAME_WORDS and len(folded[end + 1 :].strip(" .،")) > 1


def end_of_words(folded: str, start: int, words: int) -> int:
    """Where the given number of words after `start` ends, not beyond the end of a clause."""
    match = re.compile(rf"(?:[^\s.؛;]+\s+){{0,{words}}}[^\s.؛;]*").match(folded, start)
    return match.end() if match else start


def who_and_when(stretch: str, frames: Frames, verb: Verb, subject: Subject) -> tuple[str, str, str] | None:
    """Split what stands between verb and link into subject, front and inner adverbials; None when unclear."""
    rest, more = stretch.strip(" ،,"), True
    front: list[str] = []
    inner: list[str] = []
    while more and rest:
        more = False
        for words, english, inside in frames.adverbials:
            if rest == words or rest.startswith((words + " ", words + "،")):
                rest, more = rest[len(words) :].strip(" ،,"), True
            elif rest.endswith((" " + words, "،" + words)):
                rest, more = rest[: -len(words)].strip(" ،,"), True
            if more:
                (inner if inside else front).append(english)
                break
    if verb.closed and rest and rest not in frames.persons:
        return None
    who = (frames.subjects.get(rest) or subject(rest)) if rest else ""
    return None if who is None else (who, ", ".join(front), " ".join(inner))
