"""Sending digests, each reader once: who is still to get which, and keeping what the server said."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from email.message import EmailMessage

from mujaz.digest import rows as shelf
from mujaz.digest.mail.message import id_of, message_id
from mujaz.digest.mail.smtp import DeliveryError, Outcome
from mujaz.job.clock import stamp
from mujaz.job.settings import MailSettings
from mujaz.job.weeks import Week
from mujaz.store.store import Store

Send = Callable[[EmailMessage, list[str]], list[Outcome]]


@dataclass(frozen=True, slots=True)
class Sent:
    """What one attempt brought. doubtful: readers who may have had this mail before, from a run that was killed."""

    sent: tuple[str, ...] = ()
    refused: tuple[shelf.Delivery, ...] = ()
    waiting: tuple[shelf.Delivery, ...] = ()
    doubtful: tuple[str, ...] = ()
    held: tuple[str, ...] = ()


def planned(week: Week, settings: MailSettings, edition: int = 1) -> tuple[shelf.Delivery, ...]:
    """The deliveries of a digest to everybody on the list."""
    identity = message_id(str(week), settings, edition)
    return tuple(shelf.Delivery(str(week), recipient, identity, "waiting") for recipient in settings.recipients)


def is_planned(store: Store, week: Week, edition: int = 1) -> bool:
    """Whether this edition has been handed to delivery, whatever came of it."""
    begins = f"<{id_of(str(week), edition)}."
    found = shelf.deliveries(store.connection, str(week))
    return any(delivery.message_id.startswith(begins) or edition == 1 for delivery in found)


def unsent_weeks(store: Store) -> list[Week]:
    """The digests somebody still waits for, oldest first."""
    rows = store.connection.execute(
        "SELECT DISTINCT week FROM delivery WHERE state IN ('waiting', 'sending') ORDER BY week"
    )
    return [Week.parse(row["week"]) for row in rows]


def send(
    store: Store, week: str, build: Callable[[str], EmailMessage], transmit: Send, moment: datetime, *, hold: bool
) -> Sent:
    """Send the digest of `week` to those who wait for it. Raises DeliveryError when the server took it for nobody.

    Noted before: "sending", so that a killed run can be told from one that never began. Noted after: what the server
    said, and only then "sent". hold: leave alone who was in the middle of a killed run, instead of sending again.
    """
    open_ = [d for d in shelf.deliveries(store.connection, week) if d.state in ("waiting", "sending")]
    doubtful = tuple(d.recipient for d in open_ if d.state == "sending")
    if hold:
        open_ = [d for d in open_ if d.state == "waiting"]
    if not open_:
        return Sent(held=doubtful if hold else ())
    message = build(open_[0].message_id)
    now = stamp(moment)
    with store.transaction() as connection:
        shelf.save_deliveries(connection, [replace(d, state="sending", at=now) for d in open_])
    try:
        outcomes = {o.recipient: o for o in transmit(message, [d.recipient for d in open_])}
    except DeliveryError as error:
        with store.transaction() as connection:
            shelf.save_deliveries(
                connection, [replace(d, state="waiting", at=now, detail=error.message) for d in open_]
            )
        raise
    done = [replace(d, state=outcomes[d.recipient].state, at=now, detail=outcomes[d.recipient].detail) for d in open_]
    with store.transaction() as connection:
        shelf.save_deliveries(connection, done)
    return Sent(
        tuple(d.recipient for d in done if d.state == "sent"),
        tuple(d for d in done if d.state == "refused"),
        tuple(d for d in done if d.state == "waiting"),
        () if hold else doubtful,
        doubtful if hold else (),
    )
