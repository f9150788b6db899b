"""Which of a sentence's dates says by when, until when or for how long: its deadline."""

from collections.abc import Sequence

from mujaz.records.article import When
from mujaz.statements.view import View

_REACH = 7  # words before a date within which a past verb makes it the date of something done


def find_deadline(view: View, dates: Sequence[When], published: When | None, start: int, end: int) -> When | None:
    """The deadline among the dates of a sentence that begin at offsets start … end-1 of it, or None.

    An interval that ends after the article, a date by which or at which something will be, else a duration. With no
    date of the article known, a date counts when no past verb stands before it.
    """
    best: When | None = None
    for when in dates:
        if not start <= when.start < end:
            continue
        rank = weight(when)
        if not (lasts(view, when) if when.precision == "duration" else ahead(view, when, published)):
            continue
        if rank and (
            best is None or rank > weight(best) or (rank == weight(best) and last_day(when) >= last_day(best))
        ):
            best = when
    return best


def lasts(view: View, when: When) -> bool:
    """Whether a duration is a term set for something: for, within, or a length of months and years."""
    first = view.word_at(when.start)
    near = view.words[max(0, first - 2) : first + 3]
    if when.value[-1:] in "YM" and any(w in ("مدي", "مدار") for w in near):
        return True
    return any(w in ("لمدة", "خلال", "غضون", "لفترة", "مدته", "مدتها", "مهلة", "اجل", "ظرف") for w in near) and not (
        view.words[first - 1 : first] == ["خلال"] and any(w.startswith("الماضي") for w in view.words[first : first + 4])
    )


def weight(when: When) -> int:
    """How well a date says by when: interval or "by" 3, plain date 2, duration 1, time of day or open end 0."""
    if when.precision == "time" or when.value.endswith("/..") or when.value.startswith("--"):
        return 0
    if when.precision == "duration":
        return 1
    return 3 if "/" in when.value else 2


def last_day(when: When) -> str:
    """The end of a date, comparable as text."""
    value = when.value.rpartition("/")[2]
    return value + "-99" * (2 - value.count("-"))


def ahead(view: View, when: When, published: When | None) -> bool:
    """Whether a date lies ahead of the article."""
    if published is not None and published.value[:4].isdigit():
        return last_day(when) > published.value.partition("/")[0] and (
            len(when.value) > 4 or "/" in when.value or when.value > published.value[:4] or leads_on(view, when)
        )
    first = view.word_at(when.start)
    back = range(max(0, first - _REACH), first)
    if any(
        view.words[at] in ("بحلول", "المقبل", "المقبلة", "القادم", "القادمة")
        for at in (*back, *range(first, min(first + 5, len(view.words))))
    ):
        return True
    if view.words[max(0, first - 1)] in ("منذ", "العام", "عام") and "/" not in when.value:
        return False
    return (
        not any(tag.startswith("past:") for at in back for tag in view.tags[at])
        and ("/" in when.value or len(when.value) > 4)
        and not any(view.words[at] in ("يومي", "الموقعة", "الموقع", "الصادر", "منذ", "قبل") for at in back)
    )


def leads_on(view: View, when: When) -> bool:
    """Whether "by" or "until" stands before a date of this same year."""
    first = view.word_at(when.start)
    return any(
        view.words[at] in ("بحلول", "حتي", "قبل", "نهاية", "بنهاية") for at in range(max(0, first - 4), first + 1)
    )
