"""Each reader once: what is noted before, after, and when a run dies in between."""

from collections.abc import Callable
from datetime import UTC, datetime
from email.message import EmailMessage
from pathlib import Path

import pytest

from mujaz.digest import rows as shelf
from mujaz.digest.mail import queue as post
from mujaz.digest.mail.smtp import DeliveryError, Outcome
from mujaz.job.settings import MailSettings
from mujaz.job.weeks import Week
from mujaz.records.digest import Digest
from mujaz.store.store import Store

WEEK = "2024-W45"
NOW = datetime(2024, 11, 11, 3, tzinfo=UTC)
SETTINGS = MailSettings(sender="m@example.org", to=("a@example.org",), bcc=("b@example.org",))


@pytest.fixture
def store(tmp_path: Path) -> Store:
    made = Store(tmp_path / "store.sqlite")
    digest = Digest(
        week=WEEK, start="2024-11-04", end="2024-11-10", time_zone="UTC", title="T", issued="2024-11-11T03:00:00+00:00"
    )
    with made.transaction() as connection:
        shelf.save_digest(connection, digest, (), scheduled=True)
        shelf.save_deliveries(connection, post.planned(Week.parse(WEEK), SETTINGS))
    return made


def states(store: Store) -> dict[str, str]:
    return {d.recipient: d.state for d in shelf.deliveries(store.connection, WEEK)}


def answering(**answers: str) -> Callable[[EmailMessage, list[str]], list[Outcome]]:
    return lambda message, readers: [Outcome(r, answers.get(r[0], "sent"), "said") for r in readers]


def send(
    store: Store, transmit: Callable[[EmailMessage, list[str]], list[Outcome]], *, hold: bool = False
) -> post.Sent:
    return post.send(store, WEEK, lambda identity: EmailMessage(), transmit, NOW, hold=hold)


def test_sent_once_and_never_again(store: Store) -> None:
    assert post.unsent_weeks(store) == [Week(2024, 45)]
    assert send(store, answering()).sent == ("a@example.org", "b@example.org")
    assert post.unsent_weeks(store) == []

    def never(message: EmailMessage, readers: list[str]) -> list[Outcome]:
        pytest.fail("sent a second time")

    assert send(store, never) == post.Sent()


def test_only_those_who_wait_get_it_the_next_time(store: Store) -> None:
    done = send(store, answering(a="waiting"))
    assert done.sent == ("b@example.org",)
    assert [d.recipient for d in done.waiting] == ["a@example.org"]
    asked: list[str] = []
    send(store, lambda message, readers: asked.extend(readers) or [Outcome(r, "sent") for r in readers])  # type: ignore[func-returns-value]
    assert asked == ["a@example.org"]
    assert states(store) == {"a@example.org": "sent", "b@example.org": "sent"}


def test_refused_for_good_is_told_and_not_tried_again(store: Store) -> None:
    done = send(store, answering(a="refused"))
    assert done.refused[0].detail == "said"
    assert post.unsent_weeks(store) == []


def test_a_server_that_fails_leaves_everybody_waiting(store: Store) -> None:
    def fail(message: EmailMessage, readers: list[str]) -> list[Outcome]:
        assert set(states(store).values()) == {"sending"}  # noted before the server is asked
        raise DeliveryError("no server", "later")

    with pytest.raises(DeliveryError):
        send(store, fail)
    assert set(states(store).values()) == {"waiting"}


def die(message: EmailMessage, readers: list[str]) -> list[Outcome]:
    raise KeyboardInterrupt


def test_a_run_that_dies_while_sending_is_made_up_for_and_said(store: Store) -> None:
    with pytest.raises(KeyboardInterrupt):
        send(store, die)
    assert set(states(store).values()) == {"sending"}
    done = send(store, answering())
    assert done.doubtful == ("a@example.org", "b@example.org")
    assert set(states(store).values()) == {"sent"}


def test_or_held_back_when_so_configured(store: Store) -> None:
    with pytest.raises(KeyboardInterrupt):
        send(store, die)
    done = send(store, answering(), hold=True)
    assert done.held == ("a@example.org", "b@example.org")
    assert set(states(store).values()) == {"sending"}


def test_planning_again_does_not_forget_what_was_sent(store: Store) -> None:
    send(store, answering())
    identities = {d.message_id for d in post.planned(Week.parse(WEEK), SETTINGS)}
    assert identities == {d.message_id for d in shelf.deliveries(store.connection, WEEK)}
