"""Delivery against real SMTP servers: plain, STARTTLS, TLS; and servers that refuse, hang and drop."""

import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, Session
from tests.support.slow_servers import Talk, dripping, listening
from tests.support.web import free_port

from mujaz.deadline import Deadline
from mujaz.digest.mail.smtp import DeliveryError, connect, deliver, is_local
from mujaz.errors import ConfigError
from mujaz.job.settings import MailSettings


class Box:
    """Keeps what it takes; `refuse` maps a reader to the answer he gets."""

    def __init__(self, **refuse: str) -> None:
        self.refuse, self.mails = refuse, []  # type: ignore[var-annotated]

    async def handle_RCPT(  # noqa: N802 - a name aiosmtpd looks for
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        answer = self.refuse.get(address.partition("@")[0])
        if answer:
            return answer
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        if "data" in self.refuse:
            return self.refuse["data"]
        self.mails.append((envelope.rcpt_tos, envelope.content, session.ssl is not None, session.authenticated))
        return "250 taken"


@contextmanager
def serving(box: Box, **options: Any) -> Iterator[int]:
    """A running server; gives its port."""
    controller = Controller(box, hostname="127.0.0.1", port=free_port(), **options)
    controller.start()
    try:
        yield controller.port
    finally:
        controller.stop()


@pytest.fixture
def tls(certificate: tuple[Path, Path]) -> ssl.SSLContext:
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(*certificate)
    return context


def mail() -> EmailMessage:
    message = EmailMessage()
    message["From"], message["To"], message["Message-ID"] = "mujaz@example.org", "a@example.org", "<1@example.org>"
    message.set_content("text")
    return message


def settings(port: int, **more: Any) -> MailSettings:
    base = MailSettings(host="127.0.0.1", port=port, security="none", sender="Mujaz <mujaz@example.org>", timeout=5)
    return replace(base, **more)


READERS = ["A <a@example.org>", "b@example.org"]


def states(message: EmailMessage, given: MailSettings, **environment: str) -> dict[str, str]:
    return {o.recipient: o.state for o in deliver(message, READERS, given, environment)}


def test_plain_to_this_machine() -> None:
    box = Box()
    with serving(box) as port:
        assert states(mail(), settings(port)) == dict.fromkeys(READERS, "sent")
    assert box.mails[0][0] == ["a@example.org", "b@example.org"]


def test_starttls_with_password(tls: ssl.SSLContext, certificate: tuple[Path, Path], tmp_path: Path) -> None:
    def authenticate(server: SMTP, session: Session, envelope: Envelope, mechanism: str, data: Any) -> AuthResult:
        return AuthResult(success=(data.login, data.password) == (b"me", b"secret"), handled=False)

    box = Box()
    with serving(box, tls_context=tls, authenticator=authenticate, auth_required=True) as port:
        given = settings(port, host="localhost", security="starttls", ca_file=str(certificate[0]), user="me")
        assert states(mail(), given, MUJAZ_SMTP_PASSWORD="secret") == dict.fromkeys(READERS, "sent")
        (tmp_path / "password").write_text("secret\n")
        with_file = replace(given, password_file=str(tmp_path / "password"))
        assert states(mail(), with_file) == dict.fromkeys(READERS, "sent")
        with pytest.raises(DeliveryError, match="name and password"):
            states(mail(), given, MUJAZ_SMTP_PASSWORD="wrong")
        with pytest.raises(ConfigError, match="MUJAZ_SMTP_PASSWORD"):
            states(mail(), given)
        with pytest.raises(ConfigError, match="password_file"):
            states(mail(), replace(given, password_file=str(tmp_path / "none")))
    assert [encrypted for _, _, encrypted, _ in box.mails] == [True, True]


def test_tls_from_the_start(tls: ssl.SSLContext, certificate: tuple[Path, Path]) -> None:
    box = Box()
    with serving(box, ssl_context=tls) as port:
        given = settings(port, security="tls", ca_file=str(certificate[0]))
        assert states(mail(), given) == dict.fromkeys(READERS, "sent")


@pytest.mark.parametrize("security", ["starttls", "tls"])
def test_an_unknown_certificate_is_not_trusted(security: str, tls: ssl.SSLContext) -> None:
    box = Box()
    options: dict[str, Any] = {"tls_context" if security == "starttls" else "ssl_context": tls}
    with serving(box, **options) as port, pytest.raises(DeliveryError, match="certificate"):
        states(mail(), settings(port, security=security))
    assert box.mails == []


def test_starttls_is_not_given_up_when_the_server_has_none() -> None:
    box = Box()
    with serving(box) as port, pytest.raises(DeliveryError, match="STARTTLS"):
        states(mail(), settings(port, security="starttls"))
    assert box.mails == []


def test_plain_elsewhere_is_refused_unless_allowed() -> None:
    with pytest.raises(ConfigError, match="unencrypted"):
        connect(MailSettings(host="mail.example", security="none"), Deadline(5))
    assert is_local("localhost")
    assert is_local("::1")
    assert not is_local("10.0.0.1")


def test_one_reader_refused_for_good_and_one_for_now() -> None:
    box = Box(a="550 no such reader")
    with serving(box) as port:
        assert states(mail(), settings(port)) == {READERS[0]: "refused", READERS[1]: "sent"}
    box = Box(a="451 try later")
    with serving(box) as port:
        assert states(mail(), settings(port)) == {READERS[0]: "waiting", READERS[1]: "sent"}
    box = Box(a="550 no", b="452 full")
    with serving(box) as port:
        assert states(mail(), settings(port)) == {READERS[0]: "refused", READERS[1]: "waiting"}


def test_a_server_that_refuses_the_content() -> None:
    with serving(Box(data="554 looks like spam")) as port, pytest.raises(DeliveryError, match="554 looks like spam"):
        states(mail(), settings(port))


def test_no_server_at_all() -> None:
    with pytest.raises(DeliveryError, match="did not take the mail"):
        states(mail(), settings(free_port()))


@contextmanager
def raw_server(talk: Callable[[socket.socket], None]) -> Iterator[int]:
    """A server that says what `talk` says."""
    with socket.create_server(("127.0.0.1", 0)) as server:

        def accept() -> None:
            try:
                connection, _ = server.accept()
            except OSError:
                return
            with connection:
                talk(connection)

        thread = threading.Thread(target=accept, daemon=True)
        thread.start()
        yield server.getsockname()[1]
    thread.join(5)


def drop_after(lines: int) -> Callable[[socket.socket], None]:
    def talk(connection: socket.socket) -> None:
        connection.sendall(b"220 hello\r\n")
        reader = connection.makefile("rb")
        for _ in range(lines):
            line = reader.readline()
            connection.sendall(b"354 go on\r\n" if line.upper().startswith(b"DATA") else b"250 OK\r\n")

    return talk


@pytest.mark.parametrize("lines", [0, 1, 2, 5])
def test_a_server_that_drops_the_connection(lines: int) -> None:
    with raw_server(drop_after(lines)) as port, pytest.raises(DeliveryError, match="next run"):
        states(mail(), settings(port))


def test_a_server_that_hangs_is_left_after_the_timeout() -> None:
    release = threading.Event()
    with raw_server(lambda connection: release.wait(20) and None) as port, pytest.raises(DeliveryError):  # type: ignore[arg-type]
        try:
            states(mail(), settings(port, timeout=1))
        finally:
            release.set()


def test_what_the_server_took_counts_even_if_it_dies_before_goodbye() -> None:
    def talk(connection: socket.socket) -> None:
        connection.sendall(b"220 hello\r\n")
        reader = connection.makefile("rb")
        while line := reader.readline():
            if line.upper().startswith(b"DATA"):
                connection.sendall(b"354 go on\r\n")
                while reader.readline() != b".\r\n":
                    pass
            connection.sendall(b"250 OK\r\n")
            if line.upper().startswith(b"DATA"):
                return

    with raw_server(talk) as port:
        assert states(mail(), settings(port)) == dict.fromkeys(READERS, "sent")


def hanging_at(command: bytes, drop: bytes) -> Talk:
    """Polite until it is told `command`, then drips without end."""

    def talk(connection: socket.socket, stop: threading.Event) -> None:
        connection.sendall(b"220 hello\r\n")
        reader = connection.makefile("rb")
        content = False
        while line := reader.readline():
            if line.upper().startswith(command):
                while not stop.wait(0.05):
                    connection.sendall(drop)
                return
            if content and line != b".\r\n":
                continue
            content = line.upper().startswith(b"DATA")
            connection.sendall(b"354 go on\r\n" if content else b"250 OK\r\n")

    return talk


@pytest.mark.parametrize(
    "talk",
    [
        dripping(b"", b"2"), dripping(b"220", b"-hello\r\n220"), hanging_at(b"EHLO", b"250-x\r\n"),
        hanging_at(b"RCPT", b"2"), hanging_at(b"DATA", b"3"), hanging_at(b".", b""), hanging_at(b"QUIT", b"2"),
    ],
    ids=["greeting", "greeting of many lines", "EHLO", "reader", "DATA", "content", "goodbye"],
)  # fmt: skip
def test_one_clock_runs_over_the_whole_delivery(talk: Talk, request: pytest.FixtureRequest) -> None:
    began = time.monotonic()
    with listening(talk) as port:
        if "goodbye" in request.node.name:  # the mail was taken, and stays taken
            assert states(mail(), settings(port, timeout=1)) == dict.fromkeys(READERS, "sent")
        else:
            with pytest.raises(DeliveryError, match="not done within 1 seconds"):
                states(mail(), settings(port, timeout=1))
    assert time.monotonic() - began < 6


def test_tls_that_never_comes_to_an_end_is_given_up() -> None:
    for security, head in (("tls", b""), ("starttls", b"220 hello\r\n250 STARTTLS\r\n220 go\r\n")):
        with listening(dripping(head + b"\x16\x03\x03\x3e\x80", b"\0")) as port:
            began = time.monotonic()
            with pytest.raises(DeliveryError, match="did not take the mail"):
                states(mail(), settings(port, timeout=1, security=security))
            assert time.monotonic() - began < 6


def test_an_answer_of_too_many_lines_is_cut_off() -> None:
    with listening(dripping(b"220 hello\r\n", b"250-x\r\n" * 5_000)) as port:
        began = time.monotonic()
        with pytest.raises(DeliveryError, match="closed"):
            states(mail(), settings(port, timeout=30))
        assert time.monotonic() - began < 15


def test_doctor_tells_of_a_password_file_that_others_may_read(tmp_path: Path) -> None:
    from mujaz.config import Layer, Settings
    from mujaz.digest.health import look

    (tmp_path / "password").write_text("secret")
    mail_section = {
        "host": "mail.example", "user": "me", "from": "me@example.org", "to": ["a@example.org"],
        "password_file": str(tmp_path / "password"),
    }  # fmt: skip
    tables = {"mail": mail_section, "feed": [{"name": "a", "url": "https://a.example/"}]}
    given = Settings(layers=(Layer("mujaz.toml", tables),))
    for mode in (0o644, 0o640, 0o602, 0o666):
        (tmp_path / "password").chmod(mode)
        with pytest.raises(ConfigError, match="others may read or change") as caught:
            look(given, {})
        assert "chmod 600" in caught.value.remedy
    (tmp_path / "password").chmod(0o600)
    assert "mail by mail.example" in look(given, {})
