from pathlib import Path

import pytest

from mujaz.config import JOB_SECTIONS, SECTIONS, load
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
        ("[fetch]\nrate = -1", "rate = -1 is too small – it must be at least 0"),
        ("[fetch]\nsimilarity = 0.2", "similarity"),
        ("[fetch]\nrobots = 1", "robots = 1 is of the wrong type – expected true or false"),
        ("[fetch]\nretries = true", "expected a whole number"),
        ("[mail]\nport = 70000", "port = 70000 is too large – it must be at most 65535"),
        ("[mail]\nto = 'desk@example.org'", "expected a list"),
        ("[digest]\ntitle = 2024-11-04", "expected text in quotes"),
        ("[[watch]]\nname = 'a'", "watches nothing"),
        ("[[watch]]\nname = 'a'\nleast = 1.0\n[[watch]]\nname = 'a'\nleast = 2.0", "two watches"),
        ("[[feed]]\nname = ''\nurl = 'https://x.example'", "empty name"),
        ("[[feed]]\nurl = 'https://x.example'", "[[feed]] 1 is without a name"),
        ("[[feed]]\nname = 'a'\nurl = 'ftp://x.example/feed'", "no http(s) address"),
        ("[[feed]]\nname = 'a'\nurl = 'https://x.example'\ntext = 'all'", "auto, feed, page"),
        ("[[feed]]\nname = 'a'\nurl = 'https://x.example'\n[[folder]]\nname = 'a'\npath = 'p'", "two sources"),
        ("[feed]\nname = 'a'", "not a list"),
        ("[[folder]]\nname = 'a'", "[[folder]] 1 is without a path"),
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


def test_the_schema_describes_every_key_and_forbids_others() -> None:
    from mujaz.job.settings import schema

    whole = schema()
    assert set(whole["properties"]) == {*SECTIONS, *JOB_SECTIONS}
    assert whole["additionalProperties"] is False
    for name, section in whole["$defs"].items():
        assert section["additionalProperties"] is False, name
        for key, value in section["properties"].items():
            assert value.get("description", "").endswith("."), f"{name}.{key}"
    assert "from" in whole["$defs"]["MailSettings"]["properties"]
    assert whole["$defs"]["FeedSettings"]["required"] == ["name", "url"]
    assert whole["$defs"]["FetchSettings"]["properties"]["timeout"]["minimum"] == 1


def test_an_error_names_the_file_it_stands_in(tmp_path: Path) -> None:
    user, project = tmp_path / "user.toml", tmp_path / "own.toml"
    user.write_text("[mail]\nport = 'x'\n", encoding="utf-8")
    project.write_text("[mail]\nhost = 'mail.example'\n", encoding="utf-8")
    with pytest.raises(ConfigError, match=r"user\.toml \[mail\]: port = 'x'"):
        read(load(str(project), {"MUJAZ_USER_CONFIG": str(user)}))
    user.write_text("[mail]\nport = 25\n", encoding="utf-8")
    both = read(load(str(project), {"MUJAZ_USER_CONFIG": str(user)})).mail
    assert (both.host, both.port) == ("mail.example", 25)
