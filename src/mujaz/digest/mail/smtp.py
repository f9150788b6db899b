"""Handing a mail to an SMTP server, and saying exactly who was accepted and who was not."""

import ipaddress
import os
import smtplib
import socket
import ssl
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from email.message import EmailMessage
from email.utils import parseaddr
from io import BufferedIOBase
from pathlib import Path

from mujaz.deadline import Deadline
from mujaz.errors import ConfigError, MujazError
from mujaz.job.settings import MailSettings

MOST_LINES = 200  # of one answer of a server
PORTS = {"starttls": 587, "tls": 465, "none": 25}


class DeliveryError(MujazError):
    """The server took the mail for nobody; it stays waiting and the next run tries again."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one reader's copy. state: sent, refused (for good) or waiting (the server said: later)."""

    recipient: str
    state: str
    detail: str = ""


def deliver(
    message: EmailMessage, recipients: Sequence[str], settings: MailSettings,
    environment: Mapping[str, str] = os.environ,
) -> list[Outcome]:  # fmt: skip
    """Send `message` to `recipients` in one transaction of the protocol. Raises DeliveryError, ConfigError.

    The whole delivery, from the name look-up to the server's last word, has the configured timeout. The password is
    sent over an encrypted connection only (or to this very machine).
    """
    secret = password(settings, environment)
    addresses = {parseaddr(recipient)[1]: recipient for recipient in recipients}
    with Deadline(settings.timeout) as deadline:
        refused = _handed_over(message, list(addresses), settings, secret, deadline)
    return [_outcome(recipient, refused.get(address)) for address, recipient in addresses.items()]


def _handed_over(
    message: EmailMessage, addresses: list[str], settings: MailSettings, secret: str, deadline: Deadline
) -> Mapping[str, tuple[int, bytes]]:
    """Send it; what the server said of those it refused. Raises DeliveryError, ConfigError."""
    try:
        server = connect(settings, deadline)
    except (OSError, ValueError, smtplib.SMTPException) as error:
        raise DeliveryError(*_unreachable(settings, error, deadline)) from error
    try:
        if settings.user:
            server.login(settings.user, secret)
        return server.sendmail(parseaddr(settings.sender)[1], addresses, message.as_bytes())
    except smtplib.SMTPRecipientsRefused as error:
        return error.recipients
    except smtplib.SMTPAuthenticationError as error:
        raise DeliveryError(
            f"mail server {settings.host} does not accept the name and password: {_said(error.smtp_error)}",
            "check [mail] user and its password",
        ) from error
    except (OSError, ValueError, smtplib.SMTPException) as error:
        raise DeliveryError(*_unreachable(settings, error, deadline)) from error
    finally:
        with suppress(OSError, ValueError, smtplib.SMTPException):
            server.quit()


def kinds(deadline: Deadline) -> tuple[type[smtplib.SMTP], type[smtplib.SMTP_SSL]]:
    """Connections, plain and in TLS from the first byte, that end with the deadline."""

    class Plain(smtplib.SMTP):
        def _get_socket(self, host: str, port: int, _timeout: float) -> socket.socket:
            return deadline.connect(deadline.look_up(host, port))

        def getreply(self) -> tuple[int, bytes]:
            if self.file is None and self.sock is not None:
                self.file = Answers(self.sock.makefile("rb"))
            if isinstance(self.file, Answers):
                self.file.left = MOST_LINES
            return super().getreply()

    class Encrypted(smtplib.SMTP_SSL, Plain):
        pass

    return Plain, Encrypted


class Answers:
    """The lines of a server's answers, of which none may be longer than MOST_LINES: smtplib has no such limit."""

    def __init__(self, stream: BufferedIOBase) -> None:
        self.stream = stream
        self.left = MOST_LINES

    def readline(self, size: int = -1) -> bytes:
        """The next line; b"" when there were too many."""
        self.left -= 1
        return self.stream.readline(size) if self.left >= 0 else b""

    def close(self) -> None:
        """Close the stream beneath."""
        self.stream.close()


def connect(settings: MailSettings, deadline: Deadline) -> smtplib.SMTP:
    """A connection ready for use, encrypted as configured. Raises ConfigError, OSError, SMTPException."""
    host, port = settings.host, settings.port or PORTS[settings.security]
    if settings.security == "none" and not (settings.allow_plain or is_local(host)):
        raise ConfigError(
            f"mujaz.toml [mail]: security = none would send the digest to {host} unencrypted",
            "use starttls or tls, or set allow_plain = true",
        )
    own_name = socket.gethostname() or "localhost"
    plain, encrypted = kinds(deadline)
    if settings.security == "tls":
        return encrypted(host, port, local_hostname=own_name, timeout=deadline.left(), context=context(settings))
    server = plain(host, port, local_hostname=own_name, timeout=deadline.left())
    if settings.security == "starttls":
        try:
            server.starttls(context=context(settings))
        except BaseException:
            server.close()
            raise
    return server


def context(settings: MailSettings) -> ssl.SSLContext:
    """Certificates are always checked; ca_file adds an authority of one's own. Raises ConfigError."""
    try:
        return ssl.create_default_context(cafile=settings.ca_file or None)
    except OSError as error:
        raise ConfigError(f"mujaz.toml [mail]: ca_file {settings.ca_file}: {error}", "correct the path") from error


def password(settings: MailSettings, environment: Mapping[str, str]) -> str:
    """The secret of [mail] user: from the file, else the environment; "" when no user is set. Raises ConfigError."""
    if not settings.user:
        return ""
    if settings.password_file:
        try:
            return Path(settings.password_file).read_text(encoding="utf-8").rstrip("\r\n")
        except OSError as error:
            raise ConfigError(
                f"mujaz.toml [mail]: password_file: {error}", "make the file readable for the user of the job only"
            ) from error
    value = environment.get(settings.password_env, "")
    if not value:
        raise ConfigError(
            f"mujaz.toml [mail]: user is set, but there is no password in {settings.password_env}",
            "set that environment variable, or password_file",
        )
    return value


def readable_by_others(path: Path) -> bool:
    """Whether other users of this machine may read or change a file; of systems without such bits, no."""
    return os.name == "posix" and bool(path.stat().st_mode & 0o077)


def is_local(host: str) -> bool:
    """Whether `host` is this very machine, by name or number."""
    if host.lower() == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _outcome(recipient: str, answer: tuple[int, bytes] | None) -> Outcome:
    if answer is None:
        return Outcome(recipient, "sent")
    code, text = answer
    return Outcome(recipient, "refused" if code >= 500 else "waiting", f"{code} {_said(text)}")


def _unreachable(settings: MailSettings, error: Exception, deadline: Deadline) -> tuple[str, str]:
    if deadline.over:
        reason = f"not done within {settings.timeout} seconds"
    elif isinstance(error, smtplib.SMTPResponseException):
        reason = f"{error.smtp_code} {_said(error.smtp_error)}"
    else:
        reason = " ".join(str(error).split()) or type(error).__name__
    return f"mail server {settings.host} did not take the mail: {reason}", "the next run tries again"


def _said(text: bytes | str) -> str:
    return " ".join((text.decode("utf-8", "replace") if isinstance(text, bytes) else text).split())[:200]
