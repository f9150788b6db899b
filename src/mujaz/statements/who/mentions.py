"""Read the noun phrase that begins at a word: a person with titles and role, a State, a body, a group, a document."""

from collections.abc import Collection
from dataclasses import dataclass, replace

from mujaz.lexicon.verbs import has_article, nominal_splits
from mujaz.statements.view import COMMAS, QUOTES, View
from mujaz.statements.who.entities import LONG_FORMS, OWN, Known, Names, lookup
from mujaz.statements.who.personal import ALONE, PARTICLES, ROLE, TITLE, name_at
from mujaz.statements.word_sets import word_set

MAX_BODY = 9
TITLE_REACH = 5  # words of a role between its head and the title of its holder
DEEDS = frozenset({"اعلان", "بيان", "وثيقة"})
ADOPTING = frozenset({"any:اعتمد", "any:تبني", "any:اقر", "any:صدر", "any:اصدر"})
LONGEST_LISTED = 14  # words of a role in people.toml
LONGEST_ROLE = 24  # words of any role; without an end, a row of them would be read anew from every word
MOST_TITLES = 12  # one after the other
LONGEST_SET_OFF = 4  # words of a name between commas behind a role
PLANNED = frozenset({"مقرر", "مقررة"})
NO_NAME = ("verb:", "part:", "noun:", "own:", "pre:ب", "pre:ل", "pre:ك", "and")  # readings of words that are no name
SEXLESS = frozenset({"سعادة", "فخامة", "جلالة", "دولة", "حضرة"})  # titles of men and women
MALI = "مالي"  # also "financial": a State only where a State is expected
BEFORE_MALI = frozenset("في الي من بين عن مع شمال جنوب وسط شرق غرب رئيس جيش ، ان وان بان : « علي ضد داخل ل ب".split())
POINTERS = frozenset({"هذا", "هذه", "هذين", "تلك", "ذلك", "كافة", "جميع", "كل", "كلا", "سائر"})


@dataclass(frozen=True, slots=True)
class Mention:
    """One noun phrase that may act: words start … end-1 of its sentence.

    kind: person, role (an official without a name), pronoun (سعادته), own (بلاده), state, body, group, document,
    event. name: the Arabic that names it, without titles and proclitics. role: (first, end) words of the role.
    country: English name of the country it belongs to, where its words say so.
    """

    kind: str
    start: int
    end: int
    name: str
    english: str = ""
    gender: str = "m"
    plural: bool = False
    adopts: bool = False
    country: str = ""
    role_ar: str = ""
    honorific: str = ""
    shown: str = ""


def mention_at(view: View, at: int, known: Names, aliases: Collection[str] = ()) -> Mention | None:
    """The noun phrase beginning at word `at` (an opening quotation mark before it is skipped), or None."""
    found = read_mention(view, at, known, aliases)
    return replace(found, shown=spelling(view, found)) if found else None


def spelling(view: View, mention: Mention) -> str:
    """A mention's name as the article spells it, without the proclitic before it."""
    words = mention.name.split()
    for at in range(mention.start, mention.end - len(words) + 1):
        if view.words[at + 1 : at + len(words)] == words[1:]:
            first = view.words[at]
            for prefix, bare in (("", words[0]), ("ال", words[0][2:])):
                if bare and first.endswith(bare) and (not prefix or words[0].startswith("ال")):
                    start = view.starts[at] + len(first) - len(bare)
                    span = view.folded.span(start, view.ends[at + len(words) - 1])
                    return prefix + view.sentence.text[span.start : span.end]
    return mention.name


def read_mention(view: View, at: int, known: Names, aliases: Collection[str]) -> Mention | None:  # noqa: PLR0911 – one a kind
    """As mention_at, with folded spelling only."""
    words = view.words
    at = behind_count(words, skip_quotes(words, at))
    if at < len(words) and words[at].lstrip("وبلف") in POINTERS:
        at = skip_quotes(words, at + 1)
    if at >= len(words):
        return None
    bare = [b for _, _, b in nominal_splits(words[at])]
    if not (begins(words[at], known) or any(form in aliases for form in bare)):
        return None
    for form in bare:
        if form in known.pronouns:
            return Mention("pronoun", at, at + 1, form, gender=known.pronouns[form])
        if form in OWN:
            return Mention("own", at, at + 1, form, gender="f")
    for form in bare:
        if form in LONG_FORMS and at + 1 < len(words):
            longer = long_state(view, at, form, known)
            if longer:
                return longer
    person = person_at(view, at, known, aliases)
    found = lookup(known, words, at)
    if found and (person is None or person.end <= found[1] or (person.kind == "role" and not person.role_ar)):
        return named(view, at, found, known) or person
    if person:
        return person
    return body_at(view, at, known)


def behind_count(words: list[str], at: int) -> int:
    """The word behind "many of", "a number of", "some": العديد من القادة, بعض المشرعين."""
    if at + 1 >= len(words):
        return at
    word = words[at][1:] if words[at][:1] in "وف" else words[at]
    if word in word_set("many-of") and words[at + 1] == "من":
        return at + 2
    return at + 1 if word in word_set("some") else at


def begins(word: str, known: Names) -> bool:
    """Whether any phrase the lexicons know may begin at a word; remembered."""
    answer = known.beginning.get(word)
    if answer is None:
        tables = (
            known.pronouns, OWN, LONG_FORMS, known.by_first, known.roles, known.honorifics, known.body_heads,
            known.given, PARTICLES,
        )  # fmt: skip
        forms = [b for _, _, b in nominal_splits(word)]
        answer = any(form in table or "ال" + form in table for form in forms for table in tables)
        known.beginning[word] = answer
    return answer


def skip_quotes(words: list[str], at: int) -> int:
    """The first word from `at` on that is not a quotation mark or bracket."""
    while at < len(words) and words[at] in QUOTES:
        at += 1
    return at


def long_state(view: View, at: int, form: str, known: Names) -> Mention | None:
    """دولة قطر, جمهورية طاجيكستان, حكومة دولة قطر."""
    inner = lookup(known, view.words, at + 1)
    if inner and inner[0].kind == "state":
        prefix = LONG_FORMS[form] if form != "حكومة" else "Government of "
        name = f"{form} {view.text(at + 1, inner[1])}"
        return Mention("state", at, inner[1], name, prefix + inner[0].english, "f", country=inner[0].country)
    second = next((b for _, _, b in nominal_splits(view.words[at + 1]) if b in LONG_FORMS), None)
    if second and at + 2 < len(view.words):
        deeper = long_state(view, at + 1, second, known)
        if deeper:
            return Mention(
                "state",
                at,
                deeper.end,
                f"{form} {deeper.name}",
                LONG_FORMS[form] + deeper.english,
                "f",
                country=deeper.country,
            )
    return None


def named(view: View, at: int, found: tuple[Known, int, str], known: Names) -> Mention | None:
    """A mention of a known name; documents and meetings take their own name along (إعلان الكويت, المؤتمر الرابع)."""
    what, end, first = found
    if first == MALI and at and not (view.words[at - 1] in BEFORE_MALI or "verb:" in view.tags[at - 1]):
        return None
    name = " ".join([first, *view.words[at + 1 : end]])
    english, country = what.english, what.country
    if what.kind in ("document", "event"):
        after, name = titled(view, at, end, name, known)
        if first in DEEDS and not names_paper(view, at, after, name, known):
            return None  # إعلان الرئيس is what he announced, not a document
        end = after
    elif what.kind == "group":
        return named_group(view, at, found, known)
    elif what.kind == "state" and view.words[end : end + 1] and view.words[end] in word_set("firms"):
        return Mention("minor", at, end + 1, name, "", what.gender)  # مصر للطيران
    elif what.kind == "body" and view.words[end : end + 1] and view.words[end] in word_set("sports"):
        return Mention("minor", at, end + 1, name, "", what.gender)  # الاتحاد الأفريقي لكرة القدم
    elif what.kind == "body" and end < len(view.words):
        country = nationality_at(view, end, known)[0]
    return Mention(what.kind, at, end, name, english, what.gender, what.plural, what.adopts, country)


def named_group(view: View, at: int, found: tuple[Known, int, str], known: Names) -> Mention | None:
    """A mention of a group, with whose it is and what it came to: وزراء خارجية روسيا وتركيا, الدول الأوروبية."""
    what, end, first = found
    name, english, country = " ".join([first, *view.words[at + 1 : end]]), what.english, what.country
    if first == "العالم" and nationality_at(view, end, known)[0]:
        return None  # العالم الفرنسي is a scientist
    both = two_countries(view, end, known)
    if both and english.startswith("The two"):
        sides = english in ("The two sides", "The two countries", "The two governments", "The two delegations")
        english, end = (both[0] if sides else f"{english} of {both[0]}"), both[1]
    if listed := owners_listed(view, end, known):
        return Mention("group", at, listed[1], name, f"{english} of {listed[0]}", what.gender, what.plural, what.adopts)
    region = known.regions.get(view.words[end], "") if end < len(view.words) else ""
    if region and not english.startswith((region, "The two")):
        english = f"{region} {english}"
    country, behind = nationality_at(view, end, known)
    if country and not english.startswith("The two"):
        return Mention("group", at, behind, name, f"{english} of {country}", what.gender, what.plural, what.adopts)
    end = follow_group(view, end, known)
    return Mention("group", at, end, name, english, what.gender, what.plural, what.adopts, country)


def owners_listed(view: View, at: int, known: Names) -> tuple[str, int] | None:
    """The States whose ministers or leaders a group is: خارجية روسيا وتركيا وإيران; English and the word behind."""
    words, field = view.words, ""
    if at < len(words) and words[at] in known.complements and not has_article(words[at]):
        field, at = known.complements[words[at]], at + 1
    countries: list[str] = []
    end = at
    while at < len(words):
        at += bool(countries) and words[at] in COMMAS
        if at >= len(words) or (countries and words[at][:1] != "و" and words[at - 1] not in COMMAS):
            break
        found = lookup(known, words, at)
        if found is None or words[at][:1] in "بل" or found[0].kind not in ("state", "body"):
            break
        if found[0].kind == "body":
            return None if countries else (f"the {found[0].english}", found[1])
        countries.append(found[0].english)
        end = at = found[1]
    if not countries or (len(countries) == 1 and not field):
        return None
    text = " and ".join([", ".join(countries[:-1]), countries[-1]]) if len(countries) > 1 else countries[0]
    return (f"{field} of {text}" if field else text), end


def names_paper(view: View, at: int, end: int, name: str, known: Names) -> bool:
    """Whether a phrase that begins with إعلان names a document: in quotation marks, known, or with what it is about."""
    words = view.words
    quoted = at > 0 and words[at - 1] in QUOTES
    if any(tag in ADOPTING for before in range(max(0, at - 4), at) for tag in view.tags[before]):
        return True
    return quoted or name in known.titles or words[end : end + 1] in (["بشان"], ["الصادر"], ["حول"], ["الختامي"])


def titled(view: View, at: int, end: int, name: str, known: Names) -> tuple[int, str]:
    """Take the words that complete a document's or meeting's name: إعلان الكويت, الحوار الاستراتيجي الرابع.

    Behind a definite head only its adjectives: الإعلان الدول are two phrases.
    """
    words = view.words
    stop = end
    while stop < len(words) and stop - at < MAX_BODY and words[stop] not in QUOTES:
        word = words[stop]
        if not word.isalpha() or "act:" in view.tags[stop]:
            break
        if has_article(view.words[at]) and new_party(view, stop, known):
            break
        if not (
            has_article(word)
            or (
                stop == at + 1
                and not name.startswith("ال")
                and len(word) > 2
                and word not in ("في", "الي", "علي", "عن", "من", "ان")
            )
        ):
            break
        stop += 1
    return stop, " ".join([name, *words[end:stop]])


def two_countries(view: View, at: int, known: Names) -> tuple[str, int] | None:
    """الجانبان التونسي والمالطي: (English of both countries, end)."""
    first, after = nationality_at(view, at, known)
    if not first or after >= len(view.words) or not view.words[after].startswith("وال"):
        return None
    second = known.nationality.get(view.words[after][1:])
    return (f"{first} and {second}", after + 1) if second else None


def new_party(view: View, at: int, known: Names) -> bool:
    """Whether another party's name begins at a word: الدول, المانحين, إيران."""
    found = lookup(known, view.words, at)
    return bool(found and found[0].kind in ("group", "state", "body") and view.words[at][0] not in "بلوف")


def follow_group(view: View, end: int, known: Names) -> int:
    """After a group: its adjectives, and `في` with the meeting it took part in."""
    words = view.words
    while end < len(words) and has_article(words[end]) and "act:" not in view.tags[end]:
        if new_party(view, end, known):
            break
        end += 1
    if end + 1 < len(words) and words[end] == "في":
        inner = skip_quotes(words, end + 1)
        found = lookup(known, words, inner) if inner < len(words) else None
        if found and found[0].kind in ("event", "document"):
            return titled(view, inner, found[1], "", known)[0]
    return end


def nationality_at(view: View, at: int, known: Names) -> tuple[str, int]:
    """(country, end) of a nationality adjective at a word, two words first; ("", at) where there is none."""
    words = view.words
    if at < len(words):
        two = " ".join(words[at : at + 2])
        if two in known.nationality:
            return known.nationality[two], at + 2
        if words[at] in known.nationality:
            return known.nationality[words[at]], at + 1
        for _, _, bare in nominal_splits(words[at]):
            if "ال" + bare in known.nationality and words[at].startswith("لل"):
                return known.nationality["ال" + bare], at + 1
    return "", at


def body_at(view: View, at: int, known: Names) -> Mention | None:
    """وزارة الدفاع اليمنية, الحكومة السورية, الجيش: a head noun of a body with its complement."""
    words = view.words
    split = next(((b, c) for _, c, b in nominal_splits(words[at]) if b in known.body_heads and b), None)
    if not split:
        return None
    head, clitics = split
    what = known.body_heads[head]
    definite = clitics.endswith(("ال", "لل"))
    end, country = at + 1, ""
    while end < len(words) and end - at < MAX_BODY:
        found_country, after = nationality_at(view, end, known)
        inner = lookup(known, words, end)
        if found_country:
            country, end = found_country, after
        elif inner and inner[0].kind in ("state", "body") and not definite and not closed(words, end):
            country, end = inner[0].country or country, inner[1]
        elif (
            words[end] in known.complements
            or (has_article(words[end]) and not definite and not blocked(view, end) and names_on(words, at, end))
            or (definite and (quality_behind(words, end) or purpose_at(words, end, known)))
        ):
            end += 1
        else:
            break
    if head in known.named_bodies and not definite and view.words[end - 1] not in known.nationality:
        end = proper_end(view, at, end, known)
    if end == at + 1 and not definite:
        return None
    return Mention(
        what.kind, at, end, bare_text(view, at, end, definite=definite, head=head), "", what.gender, country=country
    )


def proper_end(view: View, at: int, end: int, known: Names) -> int:
    """Where the proper name of a body ends that no lexicon knows: شركة تسيلا, حزب "النور"."""
    words = view.words
    if end < len(words) and words[end] in '"«':
        close = next((here for here in range(end + 1, min(end + 5, len(words))) if words[here] in '"»'), 0)
        return close + 1 if close > end + 1 else end
    if end > at + 1 or end >= len(words):
        return end
    word = words[end]
    plain = word.isalpha() and word not in known.stop and view.tags[end].isdisjoint(NO_NAME) and len(word) > 2
    return end + 1 if plain and nationality_at(view, end, known)[1] == end else end


def names_on(words: list[str], at: int, end: int) -> bool:
    """Whether a word with article goes on a body's name: the first behind its head, later only an adjective."""
    return (
        end == at + 1
        or words[end].endswith(("ي", "ية"))
        or words[end] in word_set("body-adjectives")
        or words[end - 1] == "الملك"
    )


def closed(words: list[str], at: int) -> bool:
    """Whether a name cannot go on with a bare State or body, since a definite noun closed it: مجلس الوزراء مصر."""
    return has_article(words[at - 1]) and words[at][:1] not in "لب"


def quality_behind(words: list[str], at: int) -> bool:
    """Whether a word is an adjective of the definite noun or adjective before it: الهيئة الملكية, المجلس البلدي."""
    return has_article(words[at]) and has_article(words[at - 1]) and words[at].endswith(("ي", "ية"))


def purpose_at(words: list[str], at: int, known: Names) -> bool:
    """Whether a word says what a body is for, or goes on with it: الهيئة العامة للسياحة والتراث الوطني."""
    word = words[at]
    if word.startswith("لل") and len(word) > 4:
        return word not in word_set("listeners")
    if word[:1] == "ل" and word[1:] in known.body_heads:
        return True
    behind = words[at - 1]
    return (has_article(behind) and (behind.startswith(("لل", "وال")))) and word.startswith("وال")


def bare_text(view: View, at: int, end: int, *, definite: bool, head: str) -> str:
    """The words of a phrase with the proclitics of the first taken off."""
    return " ".join([("ال" if definite else "") + head, *view.words[at + 1 : end]])


def blocked(view: View, at: int) -> bool:
    """Whether a word cannot go on a name: a finite verb or a participle with no article."""
    return "act:" in view.tags[at]


def person_at(view: View, at: int, known: Names, aliases: Collection[str]) -> Mention | None:
    """Honorifics, a role with its complements, a name, and an apposition with the role behind it."""
    words, role_ar, country = view.words, "", ""
    indefinite_role = False
    end, honorific, gender = honorifics_at(view, at, known)
    role = role_at(view, end, known, aliases, first=end == at)
    if role:
        end, role_ar, country, feminine, indefinite_role = role
        gender = "f" if feminine else gender
    else:
        country, end = nationality_at(view, end, known) if honorific else ("", end)
    last = min(len(words), end + MOST_TITLES)
    while end < last and (words[end] in known.honorifics or words[end] == "/"):
        end += 1
    if role and (named_later := behind_role(view, end, known, aliases)):
        later, name_end, woman, place = named_later
        country = country or ("" if of_body(role_ar, known) else place)  # UNICEF's man in Jordan is not Jordan's
        name, gender = " ".join(words[later:name_end]), "f" if woman else gender
        return Mention("person", at, name_end, name, "", gender, False, False, country, role_ar, honorific)
    lead = TITLE if honorific and not role else ROLE if role else ALONE
    name_end = name_at(view, end, known, aliases, lead)
    name = " ".join(words[end:name_end])
    if name and end == at:
        name = next((b for _, _, b in nominal_splits(words[at]) if b in aliases), words[at]) + name[len(words[at]) :]
    if not name and not role:
        return (
            Mention("role", at, end, " ".join(words[at:end]), gender=gender, country=country, honorific=honorific)
            if honorific
            else None
        )
    end = name_end if name else end
    if name and len(role_ar.split()) < 2:  # also behind a mere rank: السفير فلان، المبعوث الخاص
        after, more_role, more = apposition(view, end, known, aliases)
        if more_role and (not role_ar or more_role.split()[0].removeprefix("ال") in word_set("envoys")):
            end, role_ar = after, more_role
            country = country or more
    if not name and indefinite_role and not country and len(role_ar.split()) < 2:
        return None
    return Mention(
        "person" if name else "role", at, end, name or role_ar, "", gender, False, False, country, role_ar, honorific
    )


def honorifics_at(view: View, at: int, known: Names) -> tuple[int, str, str]:
    """Titles such as سعادة الدكتور at a word: (end, English of the last, gender)."""
    words, end, honorific, gender = view.words, at, "", "m"
    while end < min(len(words), at + MOST_TITLES):
        word = words[end]
        if word == "/" and end > at:
            end += 1
            continue
        forms = [b for _, _, b in nominal_splits(word)] if end == at else [word]
        full = [f for form in forms for f in (form, "ال" + form) if f in known.honorifics]
        full = [f for f in full if f in forms or (word.endswith(f[2:]) and ("ال" in word[:4] or "لل" in word[:3]))]
        if not full or (full[0] == "دولة" and not next_is_person(view, end + 1, known)):
            break
        honorific = known.honorifics[full[0]] or honorific
        gender = "f" if full[0].endswith("ة") and full[0].removeprefix("ال") not in SEXLESS else gender
        end += 1
    return end, honorific, gender


def of_body(role_ar: str, known: Names) -> bool:
    """Whether a role is one in an organisation the lexicons know."""
    words = role_ar.split()
    found = (lookup(known, words, at) for at in range(1, len(words)))
    return any(body and body[0].kind == "body" for body in found)


def behind_role(view: View, at: int, known: Names, aliases: Collection[str]) -> tuple[int, int, bool, str] | None:
    """A name behind role, place and comma, ممثل اليونيسف في الأردن، السيد …: (its first word, end, a woman, where)."""
    words, country = view.words, ""
    if words[at : at + 1] == ["في"]:
        place = lookup(known, words, at + 1) if at + 1 < len(words) else None
        if place is None or place[0].kind != "state":
            return None
        at, country = place[1], place[0].country
    if words[at : at + 1] != ["،"]:
        return None
    begin = at = at + 1
    while at < min(len(words), begin + MOST_TITLES) and words[at] in known.honorifics:
        at += 1
    titled_name = at > begin
    end = name_at(view, at, known, aliases, TITLE)
    if not titled_name and not set_off(view, at, end, known, aliases):
        return None
    woman = any(word.endswith("ة") for word in words[begin + 1 : at] or words[begin : begin + 1])
    return (at, end, woman, country) if end > at else None


def set_off(view: View, at: int, end: int, known: Names, aliases: Collection[str]) -> bool:
    """Whether a bare name between commas is that of the role before: وزير الخارجية الأميركي، مايك بومبيو،."""
    words = view.words
    if not 2 <= end - at <= LONGEST_SET_OFF or words[end : end + 1] != ["،"] or has_article(words[at]):
        return False
    first = words[at]
    return first in known.given or first in aliases or view.tags[at].isdisjoint(("verb:", "part:", "noun:", "and"))


def next_is_person(view: View, at: int, known: Names) -> bool:
    """Whether a role or title follows: دولة رئيس الوزراء, but not دولة قطر."""
    if at >= len(view.words):
        return False
    word = view.words[at]
    return word in known.roles or word in known.honorifics or (word.startswith("ال") and word[2:] in known.roles)


def role_at(
    view: View, at: int, known: Names, aliases: Collection[str], *, first: bool
) -> tuple[int, str, str, bool, bool] | None:
    """(end, Arabic role, country, feminine, head without article) of the role phrase at a word."""
    words = view.words
    if at >= len(words):
        return None
    splits = (
        nominal_splits(words[at])
        if first
        else [("", "ال" if words[at].startswith("ال") else "", words[at].removeprefix("ال"))]
    )
    split = next(((b, c) for _, c, b in splits if b in known.roles), None)
    if not split:
        return None
    head, clitics = split
    if head in PLANNED and (words[at - 1 : at] == ["من"] or words[at + 1 : at + 2] == ["ان"]):
        return None  # من المقرر أن: it is planned
    if (
        not view.tags[at].isdisjoint(
            (
                "past:",
                "pres:",
            )
        )
        and not clitics
        and first
    ):
        return None
    definite = clitics.endswith(("ال", "لل"))
    end, country = at + 1, ""
    while end < min(len(words), at + LONGEST_ROLE):
        word = words[end]
        found_country, after = nationality_at(view, end, known)
        inner = lookup(known, words, end)
        state = inner is not None and inner[0].kind == "state"
        if word in aliases or word in known.given:
            break
        if found_country:
            country, end = country or found_country, after
        elif (
            inner
            and inner[0].kind in ("state", "body")
            and not (
                (has_article(words[end - 1]) or words[end - 1] in known.nationality)
                and not word.startswith(("ل", "ب"))
                and words[end - 1].lstrip("ل") not in LONG_FORMS
            )
        ):
            country, end = country or inner[0].country, inner[1]
        elif word in known.honorifics:
            break
        elif (
            (word in known.complements and (not definite or end > at + 1 or has_article(word) or word[:1] in "لب"))
            or word in known.roles
            or any(
                b in known.complements or (b in known.roles and not (c == "ال" and has_article(words[end - 1])))
                for _, c, b in nominal_splits(word)
                if c or word[:1] == "و"
            )
            or (has_article(word) and not definite and not blocked(view, end) and word not in known.stop and not state)
            or ministry_of(words, end)
            or (definite and (quality_of(words, at, end) or field_of(words, at, end, head)))
            or (word.startswith("وال") and not definite and not blocked(view, end) and end > at + 1)
            or (not definite and title_ahead(view, end, known))
        ):
            end += 1
        else:
            break
    if (
        not definite
        and end == at + 1
        and not (end < len(words) and (words[end] in known.given or words[end] in aliases))
    ):
        return None
    opening = ("ال" if definite else "") + head
    end = max(end, listed_end(words, at, opening, known))
    return end, " ".join([opening, *words[at + 1 : end]]), country, head.endswith("ة"), not definite


def title_ahead(view: View, at: int, known: Names) -> bool:
    """Whether the words from `at` on go on a role up to its holder's title: … للجبيل وينبع الأمير سعود."""
    for here in range(at, min(at + TITLE_REACH, len(view.words))):
        word = view.words[here]
        if word in known.honorifics and word.startswith("ال"):
            return here > at
        if not word.isalpha() or word in known.stop or "verb:" in view.tags[here]:
            return False
    return False


def listed_end(words: list[str], at: int, opening: str, known: Names) -> int:
    """Where a role ends that the lexicon lists in full, however long: … لمكافحة الإرهاب والوساطة في …; else `at`."""
    for end in range(min(len(words), at + LONGEST_LISTED), at + 1, -1):
        if " ".join([opening, *words[at + 1 : end]]) in known.role_phrases:
            return end
    return at


def ministry_of(words: list[str], end: int) -> bool:
    """Whether a word goes on the name of a ministry: وزارة التربية والتعليم."""
    if words[end - 1].endswith("وزارة"):
        return has_article(words[end])
    return words[end - 2].endswith("وزارة") and words[end].startswith("وال")


def quality_of(words: list[str], at: int, end: int) -> bool:
    """Whether a word is an adjective of the field a role is for: المبعوث الخاص لشؤون الأمن البحري."""
    word, before = words[end], words[end - 1]
    for_field = any(w.startswith("ل") and len(w) > 3 for w in words[at + 1 : end])
    return for_field and has_article(word) and has_article(before) and word.endswith(("ي", "ية")) and end > at + 2


def field_of(words: list[str], at: int, end: int, head: str) -> bool:
    """Whether a word is what a director or coordinator is for: المدير العام للزراعة."""
    word, before = words[end], words[end - 1]
    leads = before in ("العام", "العامة", "التنفيذي", "التنفيذية", "الاقليمي", "الاقليمية", "المساعد") or (
        end == at + 1 and head.startswith(("مدير", "منسق"))
    )
    return leads and word.startswith("لل") and word not in word_set("listeners")


def named_with_role(view: View, at: int, known: Names, aliases: Collection[str]) -> Mention | None:
    """A name that no lexicon knows, told by the office behind it: بول رايان رئيس مجلس النواب, فلان، وزير النقل."""
    words = view.words
    for end in range(at + 1, min(at + LONGEST_SET_OFF, len(words))):
        if not words[end - 1].isalpha() or words[end - 1] in known.stop or words[end - 1] in known.roles:
            return None
        if end > at + 1 and not view.tags[end - 1].isdisjoint(("verb:", "own:")):
            return None
        after, role, country = apposition(view, end, known, aliases)
        if end > at + 1 and len(role.split()) > 1:
            name = " ".join(words[at:end])
            gender = "f" if role.split()[0].endswith("ة") else "m"
            return Mention(
                "person", at, after, name, "", gender, country=country, role_ar=role, shown=view.text(at, end)
            )
    return None


def apposition(view: View, at: int, known: Names, aliases: Collection[str]) -> tuple[int, str, str]:
    """The role standing behind a name, after a comma or directly: (end, role, country)."""
    words = view.words
    start = at + 1 if at < len(words) and words[at] == "،" else at
    while start < len(words) and words[start] in ("معالي", "سعادة"):
        start += 1
    role = role_at(view, start, known, aliases, first=False)
    if not role:
        return at, "", ""
    end, text, country, _, _ = role
    return end, text, country
