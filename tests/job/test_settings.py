from pathlib import Path

import pytest

from mujaz.config import load
from mujaz.errors import ConfigError
from mujaz.job.settings import DigestConfig, read


def config_of(tmp_path: Path, text: str) -> DigestConfig:
    path = tmp_path / "mujaz.toml"
    path.write_text(text, encoding="utf-8")
    return read(load(str(path)))


def test_everything_has_a_default(tmp_path: Path) -> None:
    config = config_of(tmp_path, "")
    assert config.digest.time_zone == "Asia/Qatar"
    assert config.feeds == ()
    assert config.mail.security == "starttls"


def test_sections_are_read_and_paths_start_at_the_file(tmp_path: Path) -> None:
    config = config_of(
        tmp_path,
        """
        [fetch]
        rate = 2
        [[feed]]
        name = "QNA"
        url = "https://news.example/rss"
        [[folder]]
        name = "drops"
        path = "in"
        [digest]
        out = "out"
        formats = ["md"]
        [mail]
        host = "mail.example"
        from = "mujaz@example.org"
        to = ["a@example.org", "b@example.org"]
        bcc = ["a@example.org"]
        password_file = "secret"
        """,
    )
    assert config.fetch.rate == 2.0
    assert config.feeds[0].name == "QNA"
    assert config.folders[0].path == str(tmp_path / "in")
    assert config.digest.out == str(tmp_path / "out")
    assert config.mail.sender == "mujaz@example.org"
    assert config.mail.password_file == str(tmp_path / "secret")
    assert config.mail.recipients == ("a@example.org", "b@example.org")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[fetch]\nrat = 1", "unknown key 'rat'"),
        ("[fetch]\ntimeout = 'long'", "wrong type"),
        ("[fetch]\ntimeout = 0", "at least 1"),
        ("[fetch]\nrate = -1", "negative"),
        ("[fetch]\nsimilarity = 0.2", "similarity"),
        ("[[feed]]\nurl = 'https://x.example'", "without a name"),
        ("[[feed]]\nname = 'a'\nurl = 'ftp://x.example/feed'", "no http(s) address"),
        ("[[feed]]\nname = 'a'\nurl = 'https://x.example'\ntext = 'all'", "auto, feed, page"),
        ("[[feed]]\nname = 'a'\nurl = 'https://x.example'\n[[folder]]\nname = 'a'\npath = 'p'", "two sources"),
        ("[feed]\nname = 'a'", "not a list"),
        ("[[folder]]\nname = 'a'", "no path"),
        ("[digest]\ntime_zone = 'Asia/Atlantis'", "time zone"),
        ("[digest]\nformats = ['xls']", "md, html, pdf, docx, json"),
        ("[mail]\nsecurity = 'ssl'", "starttls, tls, none"),
        ("[mail]\npassword = 'x'", "unknown key 'password'"),
        ("[mail]\nin_doubt = 'guess'", "resend, hold"),
        ("[site]\nurl = 'www.example.org'", "https://"),
    ],
)
def test_mistakes_are_named_with_their_remedy(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(ConfigError) as caught:
        config_of(tmp_path, text)
    assert said in str(caught.value)


def test_the_sample_shows_every_key_with_its_default() -> None:
    import re
    import tomllib
    from dataclasses import asdict, fields

    from mujaz.job import settings

    sample = (Path(__file__).resolve().parents[2] / "samples" / "mujaz.toml").read_text(encoding="utf-8")
    active = re.sub(r"^# (?=[a-z_]+ = |\[\[feed|\[\[watch)", "", sample, flags=re.MULTILINE)
    shown = tomllib.loads(active)
    for name, kind in (
        ("fetch", settings.FetchSettings),
        ("digest", settings.DigestSettings),
        ("mail", settings.MailSettings),
        ("site", settings.SiteSettings),
    ):
        keys = {{"sender": "from"}.get(field.name, field.name) for field in fields(kind)}
        assert set(shown[name]) == keys, name
    assert set(shown["feed"][0]) == {field.name for field in fields(settings.FeedSettings)}
    assert set(shown["watch"][0]) == {field.name for field in fields(settings.WatchSettings)}
    assert set(shown["folder"][0]) == {field.name for field in fields(settings.FolderSettings)}
    defaults = asdict(settings.FetchSettings())
    assert {k: v for k, v in shown["fetch"].items() if k != "user_agent"} == {
        k: v for k, v in defaults.items() if k != "user_agent"
    }
