"""Where a person's name ends: Arabic writes names without capitals, so each word has to be asked."""

from collections.abc import Collection

from mujaz.lexicon.verbs import has_article, nominal_splits
from mujaz.statements.view import View
from mujaz.statements.who.entities import OWN, Names

MAX_NAME = 6
PARTICLES = frozenset({"بن", "ابن", "بنت", "ال", "ابو", "دي", "دو", "فان", "فون", "عبد"})
LINEAGE = frozenset({"بن", "ابن", "بنت"})
ALONE, ROLE, TITLE = "alone", "role", "title"  # what leads to the name: nothing, a role, an honorific
GLUED = ("بال", "وال", "كال", "فال", "لل", "وب", "ول")  # beginnings that no further word of a name has
BEHIND_PARTICIPLE = frozenset({"من", "في", "الي", "عن", "مع", "علي"})
ALI = "علي"  # the name; folded like the preposition على


def name_at(view: View, at: int, known: Names, aliases: Collection[str], lead: str) -> int:
    """The end of a person's name that begins at a word; `at` itself when there is none.

    lead: TITLE or ROLE when one stands before the name; ALONE names must be known ones.
    """
    words, end, family = view.words, at, False
    while end < len(words) and end - at < MAX_NAME:
        word = words[end]
        inside = end > at and words[end - 1] in PARTICLES  # عبد العزيز, آل ثاني
        if end == at:
            goes_on = opens_name(view, at, known, aliases, lead)
        else:
            goes_on = continues_name(view, at, end, known, aliases, alone=lead == ALONE, family=family)
        if not goes_on or (end > at and ended(words, at, end, known)):
            break
        article = has_article(word) and not word.startswith("لل")
        family = family or (article and not inside and word != "الدين" and word not in PARTICLES)
        end += 1
    while end > at and words[end - 1] in PARTICLES:
        end -= 1
    return end


def ended(words: list[str], at: int, end: int, known: Names) -> bool:
    """Whether a known person's whole name stands before word `end`: ترامب النظام is no name."""
    if words[end] in PARTICLES or words[end] == "الدين":
        return False
    whole = tuple(words[at:end]) in known.persons or (end - at == 1 and (words[at][1:],) in known.persons)
    return whole or (words[end - 1],) in known.persons


def opens_name(view: View, at: int, known: Names, aliases: Collection[str], lead: str) -> bool:  # noqa: PLR0911 – one a ground
    """Whether a name may begin at a word."""
    word, tags = view.words[at], view.tags[at]
    bare = {b for _, _, b in nominal_splits(word)} if lead == ALONE else {word}
    if not word.isalpha() or (ALI in bare and not is_ali(view, at)):
        return False
    following = view.words[at + 1] if at + 1 < len(view.words) else ""
    given = following in known.given and (following != ALI or is_ali(view, at + 1))
    if lead != ALONE and given and not word.startswith("ان") and word not in ("في", "من", "مع", "عن", "الي"):
        return True  # إمام علي: a known given name behind makes any word a name
    if stops_name(word, known) or word in known.honorifics:
        return False
    if word[0] == "ل" and lead == ROLE and word.endswith(("ه", "ها", "هم", "ة")):
        return False  # لها, لاعتقادهم
    if word[0] == "و" and lead != TITLE and word not in known.given and word not in aliases:
        return False  # ورئيس الوزراء, وينبع: a further word, not a name
    if word in PARTICLES or any(b in aliases or b in known.given for b in bare):
        return True
    if lead == ALONE or word.endswith(("ية", "ات")) or is_term(word, known):
        return False
    if lead == TITLE:
        return True
    if has_article(word) and "part:" in tags and following in BEHIND_PARTICIPLE:
        return False  # الرئيس الآتي من حزب
    looks_like_object = word.endswith(("ة", "ه")) or object_like(view, at)
    noun = not has_article(word) and not tags.isdisjoint(("noun:", "act:"))
    return not (looks_like_object or noun or not tags.isdisjoint(("verb:", "own:")))


def continues_name(  # noqa: PLR0911 – one a ground
    view: View, at: int, end: int, known: Names, aliases: Collection[str], *, alone: bool, family: bool
) -> bool:
    """Whether word `end` goes on the name that began at word `at`. family: a word with article has been met."""
    word, first, tags = view.words[end], view.words[at], view.tags[end]
    link = word in PARTICLES or word == "الدين"
    by_itself = alone and end == at + 1 and first not in known.given and first not in PARTICLES
    if by_itself and word not in aliases and not link:
        return False  # a family name by itself ends there
    if word == ALI:
        return is_ali(view, end)
    if not word.isalpha() or stops_name(word, known) or word in OWN or names_state(view, end, known):
        return False
    if link or word in aliases or word in known.given:
        return True
    inside = view.words[end - 1] in PARTICLES
    article = has_article(word)
    if view.text(end, end + 1)[:2] in ("بإ", "لإ", "بأ", "كأ") or (family and not article and not inside):
        return False
    glued = end - at >= 2 and not inside and (word[0] in "بلكوف" or word.endswith("يا"))
    if glued and not last_of_name(view, end, known):
        return False
    if article and not family and word in known.nationality and not LINEAGE.isdisjoint(view.words[at:end]):
        return True  # سالم بن راشد الكندي: behind a father's name it is the family's, not "Canadian"
    noun = not article and not tags.isdisjoint(("noun:", "act:"))
    return not (is_term(word, known) or noun or not tags.isdisjoint(("verb:", "own:")))


def names_state(view: View, at: int, known: Names) -> bool:
    """Whether the name of a State without an article begins at a word: طالب ترامب كوريا الجنوبية."""
    word = view.words[at]
    if has_article(word) or word in known.given or word == "مالي":
        return False
    return any(
        what.kind == "state" and len(entry) > 1 and tuple(view.words[at : at + len(entry)]) == entry
        for entry, what in known.by_first.get(word, ())
    )


def last_of_name(view: View, at: int, known: Names) -> bool:
    """Whether a word that looks as if it began with ب ل ك ف is a family name: a comma or the end stands behind it."""
    word = view.words[at]
    if word[0] == "و" or word[1:] in known.by_first or not view.tags[at].isdisjoint(("noun:", "any:")):
        return False
    return at + 1 < len(view.words) and view.words[at + 1] in "،,؛"


def is_ali(view: View, at: int) -> bool:
    """Whether a word spelt علي when folded is the name, by its last letter in the text."""
    return view.words[at] == ALI and view.text(at, at + 1).endswith("ي")


def stops_name(word: str, known: Names) -> bool:
    """Whether a word, or what stands behind its preposition, never stands in a name."""
    return word in known.stop or (word[:1] in "بلك" and word[1:] in known.stop)


def is_term(word: str, known: Names) -> bool:
    """Whether a word belongs to a role or to ordinary text by its form."""
    return (
        word.startswith(GLUED) or word in known.complements or word in known.nationality
        or word.removeprefix("ال") in known.roles
    )  # fmt: skip


def object_like(view: View, at: int) -> bool:
    """Whether a word behind a role is an indefinite object (أصدر الرئيس مرسوما بـ…), not the start of a name."""
    word = view.words[at]
    if not word.endswith("ا") or len(word) < 5 or at + 1 >= len(view.words):
        return False
    following = view.words[at + 1]
    return (
        not following.isalpha()
        or (following.endswith("ا") and len(following) > 4)
        or any(t in ("pre:ب", "pre:ل") for t in view.tags[at + 1])
        or following in ("في", "من", "عن", "الي", "علي", "مع", "حول", "بشان", "ضد", "بعد")
    )
