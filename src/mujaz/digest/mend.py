"""After a clock that was wrong: what the store was told of days that have not come is taken back."""

from dataclasses import dataclass
from datetime import date, datetime
from sqlite3 import Connection

from mujaz.collect import rows as tables
from mujaz.collect.assign import Rules, begun, week_for
from mujaz.digest import rows as shelf
from mujaz.job.clock import stamp
from mujaz.job.weeks import Week, day_in, last_complete
from mujaz.store.store import Store


@dataclass(frozen=True, slots=True)
class Mended:
    """What was taken back: digests of weeks that are not over, and articles that were put into another week."""

    weeks: tuple[Week, ...]
    articles: tuple[str, ...]


def mend(store: Store, rules: Rules, moment: datetime) -> Mended:
    """Withdraw digests of weeks that are not over, and give articles of later days the day and week they should have.

    In one transaction. Mails that were sent stay sent; files of a withdrawn digest stay where they are.
    """
    today, newest = day_in(moment, rules.zone), last_complete(moment, rules.zone)
    with store.transaction() as connection:
        weeks = tuple(sorted(week for week in tables.issued_weeks(connection) if week > newest))
        for week in weeks:
            shelf.withdraw(connection, week)
        issued = begun(tables.issued_weeks(connection), today)
        moved = []
        for article, day in _ahead(connection, today, moment):
            true_day = min(day, today)
            week, late = week_for(true_day, today, issued, rules.late_days)
            tables.move_collected(connection, article, day=true_day, week=week, late=late, now=stamp(moment))
            moved.append(article)
        shelf.forget_understood(connection, moved)
        tables.forget_later_stamps(connection, stamp(moment))
    return Mended(weeks, tuple(moved))


def _ahead(connection: Connection, today: date, moment: datetime) -> list[tuple[str, date]]:
    """The articles that were put into a week to come, or found at a moment to come, with their days."""
    rows = connection.execute(
        "SELECT article, day FROM collected WHERE week > ? OR found > ? ORDER BY article",
        (str(Week.of(today)), stamp(moment)),
    )
    return [(row["article"], date.fromisoformat(row["day"])) for row in rows]
