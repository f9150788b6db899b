"""A mail server of the test's own that takes every mail."""

from collections.abc import Iterator
from email import message_from_bytes, policy
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from tests.support.web import free_port


class Box:
    """Takes every mail; `taken` holds readers and message of each."""

    def __init__(self) -> None:
        self.taken: list[tuple[list[str], Any]] = []

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        assert isinstance(envelope.content, bytes)
        self.taken.append((envelope.rcpt_tos, message_from_bytes(envelope.content, policy=policy.default)))
        return "250 OK"


@pytest.fixture
def box() -> Iterator[tuple[Box, int]]:
    """The box and the port of this machine it listens on."""
    made, port = Box(), free_port()
    controller = Controller(made, hostname="127.0.0.1", port=port)
    controller.start()
    yield made, port
    controller.stop()
