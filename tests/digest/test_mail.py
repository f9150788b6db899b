from dataclasses import replace
from email import policy
from email.parser import BytesParser
from pathlib import Path

import pytest

from mujaz.digest.mail.message import build, check, message_id, subject
from mujaz.errors import ConfigError
from mujaz.job.settings import MailSettings
from mujaz.records.digest import Digest, EventLine

SETTINGS = MailSettings(
    host="mail.example",
    sender="Mujaz <mujaz@example.org>",
    to=("a@example.org",),
    cc=("b@example.org",),
    bcc=("hidden@example.org",),
)


def digest(events: int = 2) -> Digest:
    return Digest(
        week="2024-W45",
        start="2024-11-04",
        end="2024-11-10",
        time_zone="Asia/Qatar",
        title="Weekly digest",
        issued="2024-11-11T03:00:00+00:00",
        glance=("Two events – لقاء.",),
        events=tuple(
            EventLine(
                id=f"e{i}",
                folder=f"f{i}",
                title=f"Event {i} in Doha",
                kind="meeting",
                date="5 November 2024",
                day="2024-11-05",
                place="Doha",
                bottom_line="Much was said. " * 6,
                articles=1,
            )
            for i in range(events)
        ),
    )


def parsed(data: bytes):  # type: ignore[no-untyped-def]
    return BytesParser(policy=policy.default).parsebytes(data)


def test_the_same_digest_gives_the_same_mail_byte_for_byte() -> None:
    identity = message_id("2024-W45", SETTINGS)
    assert build(digest(), SETTINGS, identity).as_bytes() == build(digest(), SETTINGS, identity).as_bytes()


def test_parts_and_headers() -> None:
    mail = parsed(build(digest(), SETTINGS, message_id("2024-W45", SETTINGS)).as_bytes())
    assert mail["To"] == "a@example.org"
    assert mail["Cc"] == "b@example.org"
    assert mail["Bcc"] is None
    assert b"hidden@example.org" not in mail.as_bytes()
    assert mail["Date"].datetime.isoformat() == "2024-11-11T03:00:00+00:00"
    assert mail["Subject"] == "Weekly digest 2024-W45 (4–10 November 2024)"
    text, html = mail.get_body(("plain",)), mail.get_body(("html",))
    assert "لقاء" in text.get_content()
    assert "<h1" in html.get_content()
    (attached,) = mail.iter_attachments()
    assert attached.get_filename() == "digest-2024-W45.pdf"
    assert attached.get_content()[:5] == b"%PDF-"
    assert mail["List-Unsubscribe"].startswith("<mailto:")
    assert mail["List-Id"].endswith(".example.org>")


def test_the_annex_is_attached_when_there_is_one() -> None:
    mail = parsed(build(digest(90), SETTINGS, "<x@example.org>").as_bytes())
    assert [part.get_filename() for part in mail.iter_attachments()] == ["digest-2024-W45.pdf", "annex-2024-W45.pdf"]


def test_message_id_depends_on_week_and_readers_only() -> None:
    identity = message_id("2024-W45", SETTINGS)
    assert identity == message_id("2024-W45", replace(SETTINGS, host="other.example", subject="x"))
    assert identity == message_id("2024-W45", replace(SETTINGS, to=("A@example.org",)))
    assert identity != message_id("2024-W46", SETTINGS)
    assert identity != message_id("2024-W45", replace(SETTINGS, to=("c@example.org",)))
    assert identity.endswith("@example.org>")


def test_subject_fields() -> None:
    assert subject(digest(), replace(SETTINGS, subject="Mujaz {week}\nBcc: x@y.z")) == "Mujaz 2024-W45 Bcc: x@y.z"
    with pytest.raises(ConfigError, match="unknown field"):
        subject(digest(), replace(SETTINGS, subject="{wek}"))


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"host": ""}, "host"),
        ({"sender": ""}, "from"),
        ({"to": (), "cc": (), "bcc": ()}, "nobody"),
        ({"to": ("nobody",)}, "no e-mail address"),
        ({"bcc": ("a@b.example\r\nX: y",)}, "no e-mail address"),
    ],
)
def test_incomplete_settings_are_named(change: dict[str, object], said: str) -> None:
    with pytest.raises(ConfigError, match=said):
        check(replace(SETTINGS, **change))  # type: ignore[arg-type]


def test_only_blind_copies(tmp_path: Path) -> None:
    mail = parsed(build(digest(), replace(SETTINGS, to=(), cc=()), "<x@example.org>").as_bytes())
    assert str(mail["To"]) == "undisclosed-recipients:;"
