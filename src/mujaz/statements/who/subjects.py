"""Finding the subject of a verb: the noun phrase behind it, or before it."""

from collections.abc import Collection, Sequence

from mujaz.lexicon.verbs import class_tags, has_article
from mujaz.statements.view import COMMAS, QUOTES, View
from mujaz.statements.who.calling import addressee_only, plural_ending
from mujaz.statements.who.mentions import POINTERS, Mention, mention_at, named_with_role
from mujaz.statements.who.story import Party, Story

THAT = frozenset({"ان", "بان", "وان", "وبان", "لان", "فان"})
THAT_HE = frozenset(
    {
        "انه",
        "انها",
        "بانه",
        "بانها",
        "انهم",
        "بانهم",
        "وانه",
        "وانها",
        "فانهم",
        "فانه",
        "انهما",
        "اننا",
        "باننا",
        "واننا",
        "انني",
    }
)
SHE = frozenset({"انها", "بانها", "وانها"})
ADVERBS = frozenset(
    (
        "اليوم امس مساء صباح ظهر فجر عصر يوم ايضا كذلك السبت الاحد الاثنين الثلاثاء الاربعاء "
        "الخميس الجمعة مجددا رسميا الليلة بدوره "
        "بدورها قد بشدة فيه فيها له لها عنه"
    ).split()
)
WAS = frozenset({"كان", "كانت", "وكان", "وكانت"})
MAX_UNKNOWN = 3  # words of an unknown subject between أن and its verb
ASIDE = 14  # words an aside between commas may have
CARRIERS = frozenset({"تقرير", "كلمة", "خطاب", "رسالة", "بيان"})


def is_speaking(tags: frozenset[str], *, finite: bool = False) -> bool:
    """Whether a word may be a verb of saying."""
    return not tags.isdisjoint(class_tags("speak", "verb" if finite else "act"))


def is_stance(tags: frozenset[str]) -> bool:
    """Whether a word may be a verb that states a position."""
    return not tags.isdisjoint(class_tags("stance"))


def after_verb(
    view: View, at: int, story: Story, aliases: Collection[str], main: Party | None = None
) -> Mention | None:
    """The subject standing behind the verb at word `at`: adverbs, and one aside between commas, may come between.

    main: the subject of the sentence, where the verb belongs to a later clause of it.
    """
    if "we:" in view.tags[at] or plural_ending(view.words[at], view.tags[at]):
        return None
    found = behind_verb(view, at, story, aliases)
    if found is None:
        return None
    opens = main is None
    unsaid = main or story.implicit(plural=False, feminine="fem:" in view.tags[at])
    return None if addressee_only(view, at, found, unsaid, opens=opens) else found


def behind_verb(view: View, at: int, story: Story, aliases: Collection[str]) -> Mention | None:
    """As after_verb, whatever the verb asks for."""
    words = view.words
    here = behind_adverbs(words, at + 1)
    if here >= len(words) or words[here] in THAT:
        return None
    if words[here] in CARRIERS and here + 1 < len(words):
        here += 1
        if words[here : here + 2] in (["صادر", "عن"], ["مشترك", "ل"]):
            here = min(here + 2, len(words) - 1)
    found = mention_at(view, here, story.known, aliases)
    if found:
        said = words[here - 1] in '«"' and not quoted_paper(words, found)
        return (
            found if not said and not under_preposition(view, here, found, story) and agrees(view, at, found) else None
        )
    if view.tags[at].isdisjoint(("plur:", "we:")):
        if told := named_with_role(view, here, story.known, aliases):
            return told
        quoted = any(word in QUOTES for word in words[at + 1 : here])
        guess = quoted_name(view, at + 1) if quoted else unknown_subject(view, here, story)
        if guess:
            return guess
    return behind_aside(view, here, story, aliases)


def behind_adverbs(words: Sequence[str], here: int) -> int:
    """The word behind adverbs, quotation marks and "each of"."""
    for _ in range(4):
        if here < len(words) and (words[here] in ADVERBS or words[here] in QUOTES):
            here += 1
    return here + 2 if list(words[here : here + 2]) == ["كل", "من"] else here


def quoted_paper(words: Sequence[str], found: Mention) -> bool:
    """Whether a phrase in quotation marks is the name of a document, not what somebody says."""
    return found.kind == "document" and list(words[found.end : found.end + 1]) in (["»"], ['"'])


def under_preposition(view: View, here: int, found: Mention, story: Story) -> bool:
    """Whether a State or body behind a verb stands under ب ل ك and so is its object."""
    word = view.words[here]
    glued = word not in story.known.stop and word[:1] in "بلك" and "pre:" + word[0] in view.tags[here]
    return glued and found.kind in ("state", "body", "own", "group") and not found.name.startswith(word[:2])


def behind_aside(view: View, here: int, story: Story, aliases: Collection[str]) -> Mention | None:
    """The subject behind an aside between commas, as in وجدد، في بيان، الوزير."""
    words = view.words
    if words[here] in COMMAS:
        for later in range(here + 1, min(here + ASIDE, len(words) - 1)):
            if words[later] in COMMAS and words[later - 1] not in COMMAS:
                return mention_at(view, later + 1, story.known, aliases)
    return None


def agrees(view: View, at: int, mention: Mention) -> bool:
    """Whether a noun phrase behind a verb can be its subject: gender of States and bodies, no accusative."""
    tags = view.tags[at]
    if (
        mention.kind in ("group", "other")
        and view.words[mention.start].endswith("ين")
        and mention.name in (view.words[mention.start], view.words[mention.start].lstrip("و"))
    ):
        return False
    if mention.kind in ("person", "role") and "verb:" in tags and mention.gender == "f" and "fem:" not in tags:
        return "plur:" in tags  # سيساند رئيسة الوزراء: she is the object
    if mention.kind not in ("state", "body") or "verb:" not in tags:
        return True
    return ("fem:" in tags) == (mention.gender == "f") or (mention.kind == "body" and not mention.english)


def quoted_name(view: View, at: int) -> Mention | None:
    """A name of one to three words in quotation marks at a word: "واتساب"."""
    if at >= len(view.words) or view.words[at] not in '"«':
        return None
    for end in range(at + 2, min(at + 5, len(view.words))):
        if view.words[end] in '"»':
            name = " ".join(view.words[at + 1 : end])
            return Mention("other", at, end + 1, name, shown=view.text(at + 1, end))
    return None


def unknown_subject(view: View, at: int, story: Story) -> Mention | None:  # noqa: PLR0911 – one a ground for refusal
    """A subject the lexicons do not know: the noun or bare name right behind a finite verb."""
    if view.words[at].lstrip("وف") in POINTERS and at + 1 < len(view.words):
        at += 1
    word = view.words[at]
    if not word.isalpha() or word in story.known.stop or word in THAT_HE or len(word) < 3:
        return None
    if any(t in ("pre:ب", "pre:ل", "pre:ك") for t in view.tags[at]) and not word.startswith("ال"):
        return None
    if not view.tags[at].isdisjoint(
        (
            "verb:",
            "own:",
        )
    ) or (word[0] == "و" and at > 1):
        return None
    if not view.tags[at].isdisjoint(
        (
            "noun:",
            "act:",
        )
    ):
        return None
    if not has_article(word) and word.endswith(("ا", "ة")) and word not in story.known.given:
        return None  # an object or adverb: خطرا, جاهدة
    end = at + 1
    while (
        end < len(view.words)
        and end - at < 3
        and view.words[end].isalpha()
        and view.words[end] not in story.known.stop
        and (view.words[end],) not in story.known.persons
        and not any(t.startswith(("act:", "noun:", "pre:ب", "pre:ل")) or t == "and" for t in view.tags[end])
        and view.words[end].startswith("ال") == word.startswith("ال")
    ):
        end += 1
    if word.startswith("ال") and word.endswith("ين"):
        return None  # in the accusative: those called upon, not those who call
    text = " ".join(view.words[at:end])
    return Mention("other", at, end, text, gender="f" if word.endswith("ة") else "m", shown=view.text(at, end))


def opens_clause(view: View, at: int) -> bool:
    """Whether a subject may stand behind a word: أن, كان, a colon or an opening quotation mark."""
    word = view.words[at]
    return (
        word in THAT
        or word in WAS
        or word in ":«"
        or (word == '"' and (at == 0 or view.words[at - 1] == ":" or view.words[:at].count('"') % 2 == 0))
    )


def before_that(view: View, start: int, at: int, story: Story, aliases: Collection[str]) -> Mention | None:
    """The States or body that أنها speaks of, standing right before it: تأكيد دول المجلس أنها."""
    for here in range(at - 1, max(start, at - 5) - 1, -1):
        found = mention_at(view, here, story.known, aliases)
        if found is None or found.end != at:
            continue
        if found.kind == "group" or (found.kind in ("state", "body") and found.gender == "f"):
            return found
    return None


def before_verb(view: View, start: int, at: int, story: Story, aliases: Collection[str]) -> Mention | None:
    """The subject standing in front of the verb at word `at`: right behind أن, or at the head of the clause."""
    if at and view.words[at - 1] in SHE and (found := before_that(view, start, at - 1, story, aliases)):
        return found
    floor = max(start, at - 16)
    for here in range(at - 1, floor - 1, -1):
        if opens_clause(view, here) or here == start:
            begin = here + 1 if opens_clause(view, here) else here
            if begin < at and view.words[begin] in CARRIERS:
                begin += 1
            if begin < at:
                found = mention_at(view, begin, story.known, aliases)
                if found and found.end <= at:
                    between = view.words[found.end : at]
                    if not any(w in THAT for w in between):
                        return found
                if found is None and (
                    view.words[here] in WAS or (view.words[here] in THAT and at - begin <= MAX_UNKNOWN)
                ):
                    return unknown_subject(view, begin, story)
            if opens_clause(view, here):
                return None
    return None
