"""Deadlines as a calendar (RFC 5545): one all-day event each, with an identity that stays when the text changes."""

import hashlib
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from mujaz.ledger.deadlines import Due


def calendar(found: Iterable[Due], name: str, base: str = "") -> bytes:
    """The .ics file of open deadlines. name: of the calendar. base: address of the archive, "" for none."""
    from icalendar import Calendar, Event

    made = Calendar()
    made.add("prodid", "-//Mujaz//Ledger of commitments//EN")
    made.add("version", "2.0")
    made.add("x-wr-calname", name)
    for due in found:
        said = due.entry.commitment
        event = Event()
        event.add("uid", uid(due.entry.thread))
        event.add("dtstamp", datetime.fromisoformat(said.day).replace(tzinfo=UTC))
        event.add("dtstart", due.last)
        event.add("dtend", due.last + timedelta(days=1))
        event.add("summary", summary(due))
        event.add("description", description(due))
        event.add("transp", "TRANSPARENT")
        if said.status != "none":
            event.add("categories", [said.status])
        if base:
            event.add("url", f"{base}/ledger.html")
        made.add_component(event)
    data: bytes = made.to_ical()
    return data


def uid(thread: str) -> str:
    """The identity of a deadline: that of its thread, so that an extended one moves instead of standing twice."""
    return f"{hashlib.sha256(thread.encode()).hexdigest()[:24]}@mujaz"


def summary(due: Due) -> str:
    """One line: "Due: Qatar – will equip two harbours ($65 million)"."""
    said = due.entry.commitment
    what = f"{said.actor} – {said.shown}" if said.actor else said.shown
    return f"Due: {what} ({said.how_much})" if said.how_much else f"Due: {what}"


def description(due: Due) -> str:
    """What is known of it, and the Arabic."""
    said = due.entry.commitment
    parts = [
        f"Reported on {said.day}" + (f", {said.by_when}" if said.by_when else ""),
        due.paid,
        "CHECK: what this says failed a check; compare it with the Arabic." if said.review else "",
        "Machine translation from Arabic:",
        said.ar,
    ]
    return "\n".join(part for part in parts if part)
