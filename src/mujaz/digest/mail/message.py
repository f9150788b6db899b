"""The e-mail of a digest: the same bytes every time, so that a repeated mail is recognised as one."""

import hashlib
from collections.abc import Sequence
from datetime import datetime
from email import policy
from email.message import EmailMessage
from email.utils import format_datetime, parseaddr
from pathlib import Path

from mujaz.digest.render import annex_pdf, fitted, mail_parts, pdf, period
from mujaz.errors import ConfigError
from mujaz.job.settings import MailSettings
from mujaz.records.digest import Digest


def message_id(week: str, settings: MailSettings, edition: int = 1) -> str:
    """Made of week, edition and list of readers: the same digest to the same list has the same id for ever."""
    readers = "\n".join(sorted(address.lower() for address in settings.recipients))
    mark = hashlib.sha256(f"{week}\n{settings.sender}\n{readers}".encode()).hexdigest()[:20]
    domain = parseaddr(settings.sender)[1].rpartition("@")[2] or "localhost"
    return f"<{id_of(week, edition)}.{mark}@{domain}>"


def id_of(week: str, edition: int = 1) -> str:
    """How the message ids of an edition begin."""
    return f"mujaz.{week}" if edition == 1 else f"mujaz.{week}.edition-{edition}"


def build(
    digest: Digest, settings: MailSettings, identity: str, template_dir: Path | None = None, base: str = ""
) -> EmailMessage:
    """Text and HTML with the PDF (and the annex, if there is one) attached. Bcc readers stand in no header."""
    page = fitted(digest, template_dir, base)
    text, html = mail_parts(page, template_dir, base)
    message = EmailMessage(policy=policy.SMTP)
    message["From"] = settings.sender
    message["To"] = ", ".join(settings.to) if settings.to else "undisclosed-recipients:;"
    if settings.cc:
        message["Cc"] = ", ".join(settings.cc)
    message["Subject"] = subject(digest, settings)
    message["Date"] = format_datetime(datetime.fromisoformat(digest.issued))
    message["Message-ID"] = identity
    if digest.edition > 1:  # so that mail programs show it below the one it corrects
        first = message_id(digest.week, settings)
        message["In-Reply-To"] = message["References"] = first
    message["Auto-Submitted"] = "auto-generated"
    for name, value in list_headers(settings).items():
        message[name] = value
    message.set_content(text, cte="quoted-printable")
    message.add_alternative(html, subtype="html", cte="quoted-printable")
    attachments = {f"digest-{digest.name}.pdf": pdf(page, template_dir, base)}
    if page.annexed:
        attachments[f"annex-{digest.name}.pdf"] = annex_pdf(page, template_dir, base)
    for name, data in attachments.items():
        message.add_attachment(data, maintype="application", subtype="pdf", filename=name)
    mark = hashlib.sha256(identity.encode()).hexdigest()[:24]
    for number, part in enumerate(message.walk()):
        if part.is_multipart():
            part.set_boundary(f"=_mujaz_{mark}_{number}")
    return message


def list_headers(settings: MailSettings) -> dict[str, str]:
    """What mail programs sort by, and the address they offer to whoever wants no more of it."""
    address = parseaddr(settings.sender)[1]
    name, _, domain = address.rpartition("@")
    return {
        "List-Id": f"<{name or 'mujaz'}.{domain or 'localhost'}>",
        "List-Unsubscribe": f"<mailto:{address}?subject=unsubscribe>",
    }


def subject(digest: Digest, settings: MailSettings) -> str:
    """The configured subject with {week} and {period} filled in, else title, week and days."""
    form = ("Corrected: " if digest.edition > 1 else "") + (settings.subject or "{title} {week} ({period})")
    values = {"title": digest.title, "week": digest.name, "period": period(digest)}
    try:
        return " ".join(form.format(**values).split())
    except (KeyError, IndexError, ValueError) as error:
        raise ConfigError(
            f"mujaz.toml [mail]: subject = {form!r} has an unknown field", "known: {title}, {week}, {period}"
        ) from error


def check(settings: MailSettings) -> None:
    """Whether a mail could be sent at all. Raises ConfigError naming what is missing."""
    for key, value in (("host", settings.host), ("from", settings.sender)):
        if not value:
            raise ConfigError(f"mujaz.toml [mail]: {key} is not set", "set it, or leave --email out")
    if not settings.recipients:
        raise ConfigError("mujaz.toml [mail]: nobody to send to", "set to, cc or bcc")
    addresses: Sequence[str] = (settings.sender, *settings.recipients)
    for address in addresses:
        plain = parseaddr(address)[1]
        if "@" not in plain or any(mark in address for mark in "\r\n"):
            raise ConfigError(f"mujaz.toml [mail]: {address!r} is no e-mail address", "write name@example.org")
