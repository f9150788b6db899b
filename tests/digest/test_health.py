from pathlib import Path

import pytest

from mujaz.config import load
from mujaz.digest.health import look
from mujaz.errors import ConfigError

FEED = '[[feed]]\nname = "a"\nurl = "https://n.example/rss"\n'
MAIL = '[mail]\nhost = "mail.example"\nfrom = "m@example.org"\nto = ["a@example.org", "b@example.org"]\n'


def said(tmp_path: Path, text: str, **environment: str) -> str:
    (tmp_path / "mujaz.toml").write_text(text, encoding="utf-8")
    return look(load(str(tmp_path / "mujaz.toml")), environment)


def test_what_is_set_up(tmp_path: Path) -> None:
    assert said(tmp_path, "") == "not set up (no feeds and no folders in mujaz.toml)"
    assert said(tmp_path, FEED) == "1 feeds, 0 folders"
    assert said(tmp_path, FEED + MAIL) == "1 feeds, 0 folders, mail by mail.example to 2 readers"
    assert "2 readers" in said(tmp_path, FEED + MAIL + 'user = "m"', MUJAZ_SMTP_PASSWORD="x")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (FEED + '[[folder]]\nname = "in"\npath = "nowhere"', "no folder"),
        (FEED + MAIL + 'user = "m"', "MUJAZ_SMTP_PASSWORD"),
        (FEED + MAIL.replace('"b@example.org"', '"b"'), "no e-mail address"),
        ("[fetch]\nrate = -1", "too small"),
    ],
)
def test_what_would_stop_the_job_is_named(tmp_path: Path, text: str, words: str) -> None:
    with pytest.raises(ConfigError, match=words):
        said(tmp_path, text)
