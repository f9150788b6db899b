"""Who calls and who is called upon: between دعا, حث, ناشد, طالب and their link one phrase alone is the addressee."""

from typing import TYPE_CHECKING

from mujaz.lexicon.verbs import class_tags, has_article
from mujaz.statements.view import COMMAS, QUOTES, STOPS, View
from mujaz.statements.who.mentions import POINTERS, Mention

if TYPE_CHECKING:
    from mujaz.statements.who.story import Party

PRONOUNS = ("هم", "هما", "ها", "ه", "هن")
LINKS = frozenset("الي علي ان الا من عدم بان".split())
ALL = frozenset({"جميع", "كافة", "سائر", "كل"})
FEMININE_GROUPS = frozenset("دول الدول الاطراف اطراف السلطات الجهات الفصائل المجتمعات الشركات المنظمات".split())
WHEN = frozenset({"في", "بعد", "قبل", "خلال", "مجددا", "امس", "اليوم"})
CONTRAST = frozenset({"فيما", "بينما", "حين", "جهتها", "جهته", "جانبها", "جانبه", "بدورها", "بدوره"})
MOOD_LINK = ("noun:", "pre:ب", "pre:ل")


def addressee_only(view: View, at: int, found: Mention, main: "Party | None", *, opens: bool) -> bool:
    """Whether the noun phrase behind the verb at word `at` is the one called upon, and no subject stands there.

    main: who the sentence, or in its first clause the story, speaks of; opens: the verb is the first of its sentence.
    """
    tags = view.tags[at]
    needed = not tags.isdisjoint(class_tags("object-needed", "verb"))
    asks = needed or not tags.isdisjoint(class_tags("object-possible", "verb"))
    contrast = at > 0 and view.words[at - 1] in CONTRAST  # فيما دعت الصين إلى: another one than before
    another = contrast and fits(found, view.words[found.start], feminine="fem:" in tags)
    if another or not asks or view.words[at].endswith(PRONOUNS) or second_phrase(view, found):
        return False
    if needed or view.words[found.start].lstrip("و") in ALL or view.words[at + 1] in ALL:
        return True
    if "verb:طالب" in tags and not named_with_b(view, found):
        return False
    feminine = "fem:" in tags
    if not fits(found, view.words[found.start], feminine=feminine):
        return True
    if main is None or main.plural or (main.gender == "f") != feminine:
        return False
    many = found.plural or (found.kind == "other" and view.words[found.start].endswith("ات"))
    return many or (not opens and found.kind in ("group", "state", "body", "other", "own"))


def second_phrase(view: View, found: Mention) -> bool:
    """Whether another noun phrase follows before the link: حث الإعلان الدول على."""
    words, at = view.words, found.end
    while at < len(words) and words[at] in QUOTES:
        at += 1
    if at >= len(words) or words[at] in STOPS:
        return False
    if words[at] in COMMAS:  # an aside, or a role behind the name: the one who calls
        return True
    if words[at] in LINKS or not words[at].isalpha():
        return False
    if words[at] in POINTERS or has_article(words[at]):
        return True
    return view.tags[at].isdisjoint(MOOD_LINK) and words[at] not in WHEN


def named_with_b(view: View, found: Mention) -> bool:
    """Whether ب follows the phrase at once, as what is demanded does."""
    return found.end < len(view.words) and "pre:ب" in view.tags[found.end]


def fits(found: Mention, word: str, *, feminine: bool) -> bool:
    """Whether a phrase can be the subject of a singular verb of this gender standing before it."""
    bare = word.lstrip("و")
    if found.kind == "group":
        return feminine or bare not in FEMININE_GROUPS
    if found.kind == "other":
        return (bare.endswith(("ة", "ات"))) == feminine or (feminine and not bare.endswith("ون"))
    if found.kind in ("state", "body", "minor", "own"):
        return (found.gender == "f") == feminine
    return found.gender == ("f" if feminine else "m") or found.kind in ("document", "event")


def plural_ending(word: str, tags: frozenset[str]) -> bool:
    """Whether a verb bears the ending of the plural or dual, and so its subject cannot stand behind it."""
    if "we:" in tags or "verb:" not in tags:
        return False
    return ("plur:" in tags and word.endswith(("وا", "ون", "وهم", "وها", "وه"))) or "dual:" in tags
