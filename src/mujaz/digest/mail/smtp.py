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
from pathlib import Path

from mujaz.errors import ConfigError, MujazError
from mujaz.job.settings import MailSettings

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

    Every network step has the configured timeout. The password is sent over an encrypted connection only (or to this
    very machine).
    """
    secret = password(settings, environment)
    addresses = {parseaddr(recipient)[1]: recipient for recipient in recipients}
    try:
        server = connect(settings)
    except (OSError, smtplib.SMTPException) as error:
        raise DeliveryError(*_unreachable(settings, error)) from error
    try:
        if settings.user:
            server.login(settings.user, secret)
        refused = server.sendmail(parseaddr(settings.sender)[1], list(addresses), message.as_bytes())
    except smtplib.SMTPRecipientsRefused as error:
        refused = error.recipients
    except smtplib.SMTPAuthenticationError as error:
        raise DeliveryError(
            f"mail server {settings.host} does not accept the name and password: {_said(error.smtp_error)}",
            "check [mail] user and its password",
        ) from error
    except (OSError, smtplib.SMTPException) as error:
        raise DeliveryError(*_unreachable(settings, error)) from error
    finally:
        with suppress(OSError, smtplib.SMTPException):
            server.quit()
    return [_outcome(recipient, refused.get(address)) for address, recipient in addresses.items()]


def connect(settings: MailSettings) -> smtplib.SMTP:
    """A connection ready for use, encrypted as configured. Raises ConfigError, OSError, SMTPException."""
    host, port = settings.host, settings.port or PORTS[settings.security]
    if settings.security == "none" and not (settings.allow_plain or is_local(host)):
        raise ConfigError(
            f"mujaz.toml [mail]: security = none would send the digest to {host} unencrypted",
            "use starttls or tls, or set allow_plain = true",
        )
    own_name = socket.gethostname() or "localhost"
    if settings.security == "tls":
        return smtplib.SMTP_SSL(
            host, port, local_hostname=own_name, timeout=settings.timeout, context=context(settings)
        )
    server = smtplib.SMTP(host, port, local_hostname=own_name, timeout=settings.timeout)
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


def _unreachable(settings: MailSettings, error: Exception) -> tuple[str, str]:
    if isinstance(error, smtplib.SMTPResponseException):
        reason = f"{error.smtp_code} {_said(error.smtp_error)}"
    else:
        reason = " ".join(str(error).split()) or type(error).__name__
    return f"mail server {settings.host} did not take the mail: {reason}", "the next run tries again"


def _said(text: bytes | str) -> str:
    return " ".join((text.decode("utf-8", "replace") if isinstance(text, bytes) else text).split())[:200]
