"""What mujaz.toml says about collecting, the digest, mail and the site; every key checked, with the remedy named.

Sections: [fetch], [[feed]], [[folder]], [digest], [mail], [site], [[watch]]. Keys are documented at the fields below
and, for
an administrator, in docs/operations.md.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import urlsplit

from mujaz.budgets import FEED_SECONDS
from mujaz.config import Settings, section_of
from mujaz.errors import ConfigError
from mujaz.job.weeks import zone_of
from mujaz.pages.formats import NAMES
from mujaz.proxies import NONE, read_proxy

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class FetchSettings:
    """How to ask other people's servers: seconds, bytes, attempts.

    rate: seconds between two requests to one host. retries: further attempts after a failure that may pass, each
    after twice the pause (`backoff` seconds first). robots: obey robots.txt. allow_private: also ask addresses of
    private networks, for all feeds (better: that key of one [[feed]]). proxy: http://… or socks5://…, "none", or ""
    for what the environment says. feed_seconds: of one feed in one run; the rest waits for the next. grace_hours: a
    feed that worked within this time is not reported when it fails. max_items: of one feed in one run. give_up:
    runs after which an article's page is given up. similarity: share of common word triples from which two texts
    are one article. min_text: letters a feed's own text must have to count as whole.
    """

    user_agent: str = "Mujaz (news briefing; respects robots.txt)"
    timeout: int = 30
    max_bytes: int = 10_000_000
    retries: int = 2
    backoff: float = 2.0
    rate: float = 1.0
    robots: bool = True
    allow_private: bool = False
    proxy: str = ""
    feed_seconds: int = FEED_SECONDS
    grace_hours: int = 0
    max_items: int = 200
    give_up: int = 8
    similarity: float = 0.8
    min_text: int = 600


@dataclass(frozen=True, slots=True)
class FeedSettings:
    """One RSS or Atom feed. text: "feed" trusts the text in the feed, "page" fetches each page, "auto" decides.

    allow_private: this feed, and the pages it links to, may lie in a private network.
    """

    name: str = ""
    url: str = ""
    outlet: str = ""
    text: str = "auto"
    allow_private: bool = False


@dataclass(frozen=True, slots=True)
class FolderSettings:
    """One watched folder. pattern: which files of it (glob). settle: seconds a file must have been left alone."""

    name: str = ""
    path: str = ""
    pattern: str = "**/*"
    outlet: str = ""
    settle: float = 2.0


@dataclass(frozen=True, slots=True)
class DigestSettings:
    """The digest. catch_up: at most so many missed weeks. late_days: how old an article may be to join a later week."""

    title: str = "Weekly digest"
    out: str = "digests"
    formats: tuple[str, ...] = NAMES
    time_zone: str = "Asia/Qatar"
    catch_up: int = 8
    late_days: int = 35


@dataclass(frozen=True, slots=True)
class MailSettings:
    """Delivery. security: starttls, tls or none (none only to this machine, or with allow_plain).

    The password comes from the environment variable password_env or the file password_file, never from here.
    timeout: seconds for a whole delivery. in_doubt: what to do with a mail that was under way when a run was killed:
    resend (same Message-ID) or hold.
    """

    host: str = ""
    port: int = 0
    security: str = "starttls"
    allow_plain: bool = False
    ca_file: str = ""
    user: str = ""
    password_env: str = "MUJAZ_SMTP_PASSWORD"  # noqa: S105 - the name of the variable, not a secret
    password_file: str = ""
    sender: str = ""
    to: tuple[str, ...] = ()
    cc: tuple[str, ...] = ()
    bcc: tuple[str, ...] = ()
    subject: str = ""
    timeout: int = 120
    in_doubt: str = "resend"

    @property
    def recipients(self) -> tuple[str, ...]:
        """Everybody who gets the mail, each once, in the order of To, Cc, Bcc."""
        return tuple(dict.fromkeys((*self.to, *self.cc, *self.bcc)))


@dataclass(frozen=True, slots=True)
class SiteSettings:
    """The web archive. url: where it is published, for the links in mails ("" for none)."""

    title: str = "Mujaz archive"
    url: str = ""


@dataclass(frozen=True, slots=True)
class WatchSettings:
    """One watch-list. A line is on it when every key that is given fits; of a list, one member is enough.

    actors: parts of names. words, places: as they are written, in English or Arabic. least: smallest sum, in units of
    `currency` ("" for any). to: readers of its mail, besides nobody else; without it those of [mail].
    """

    name: str = ""
    actors: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    least: float = 0.0
    currency: str = ""
    to: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DigestConfig:
    """All of the above, checked. template_dir: the user's templates, "" for none."""

    fetch: FetchSettings = field(default_factory=FetchSettings)
    feeds: tuple[FeedSettings, ...] = ()
    folders: tuple[FolderSettings, ...] = ()
    digest: DigestSettings = field(default_factory=DigestSettings)
    mail: MailSettings = field(default_factory=MailSettings)
    site: SiteSettings = field(default_factory=SiteSettings)
    watches: tuple[WatchSettings, ...] = ()
    template_dir: str = ""


def read(settings: Settings) -> DigestConfig:
    """Check the raw sections of `settings`; relative paths start from the settings file. Raises ConfigError."""
    raw, base = settings.raw, Path(settings.base)
    config = DigestConfig(
        fetch=_section(FetchSettings, raw.get("fetch", {}), "[fetch]"),
        feeds=tuple(_list(FeedSettings, raw.get("feed", []), "[[feed]]")),
        folders=tuple(_list(FolderSettings, raw.get("folder", []), "[[folder]]")),
        digest=_section(DigestSettings, raw.get("digest", {}), "[digest]"),
        mail=_section(MailSettings, _mail_keys(raw.get("mail", {})), "[mail]"),
        site=_section(SiteSettings, raw.get("site", {}), "[site]"),
        watches=tuple(_list(WatchSettings, raw.get("watch", []), "[[watch]]")),
        template_dir=settings.briefing.template_dir,
    )
    _check(config)
    mail = config.mail
    if mail.ca_file:
        mail = replace(mail, ca_file=str(base / mail.ca_file))
    if mail.password_file:
        mail = replace(mail, password_file=str(base / mail.password_file))
    return replace(
        config,
        mail=mail,
        folders=tuple(replace(folder, path=str(base / folder.path)) for folder in config.folders),
        digest=replace(config.digest, out=str(base / config.digest.out)),
    )


def _section(kind: type[T], table: Any, where: str) -> T:
    """One settings dataclass; a whole number is welcome where a decimal one is expected."""
    if isinstance(table, Mapping):
        default = kind()
        table = {
            key: float(value) if type(value) is int and isinstance(getattr(default, key, None), float) else value
            for key, value in table.items()
        }
    made: T = section_of(kind, table, f"mujaz.toml {where}")
    return made


def _list(kind: type[T], tables: Any, where: str) -> Iterable[T]:
    if not isinstance(tables, list):
        raise ConfigError(f"mujaz.toml {where} is not a list", f"write {where} above each one")
    return [_section(kind, table, f"{where} {number}") for number, table in enumerate(tables, 1)]


def _mail_keys(table: Any) -> Any:
    """`from` is the word people expect, but no name a Python field can have."""
    if isinstance(table, Mapping) and "from" in table:
        return {("sender" if key == "from" else key): value for key, value in table.items()}
    return table


def _check(config: DigestConfig) -> None:
    """What types alone cannot say. Raises ConfigError."""
    zone_of(config.digest.time_zone)
    if config.fetch.proxy not in ("", NONE):
        read_proxy(config.fetch.proxy, "mujaz.toml [fetch] proxy")
    if config.site.url:
        _address(config.site.url, "[site] url")
    _check_sources(config)
    _check_watches(config.watches)
    for name in config.digest.formats:
        _one_of(name, NAMES, "[digest] formats")
    _one_of(config.mail.security, ("starttls", "tls", "none"), "[mail] security")
    _one_of(config.mail.in_doubt, ("resend", "hold"), "[mail] in_doubt")
    for table, key in (
        (config.fetch, "timeout"), (config.fetch, "max_bytes"), (config.fetch, "max_items"), (config.fetch, "give_up"),
        (config.fetch, "feed_seconds"),
        (config.digest, "catch_up"), (config.mail, "timeout"),
    ):  # fmt: skip
        if getattr(table, key) < 1:
            raise ConfigError(f"mujaz.toml: {key} = {getattr(table, key)}", "it must be at least 1")
    for key in ("rate", "backoff", "retries", "grace_hours", "min_text"):
        if getattr(config.fetch, key) < 0:
            raise ConfigError(f"mujaz.toml [fetch]: {key} is negative", "it must be 0 or more")
    if not 0.5 <= config.fetch.similarity <= 1:
        raise ConfigError(f"mujaz.toml [fetch]: similarity = {config.fetch.similarity}", "it must be 0.5 to 1")


def _check_sources(config: DigestConfig) -> None:
    sources: list[FeedSettings | FolderSettings] = [*config.feeds, *config.folders]
    names = [source.name for source in sources]
    if "" in names:
        raise ConfigError("mujaz.toml: a feed or folder without a name", 'give each one a name = "…"')
    for name in names:
        if names.count(name) > 1:
            raise ConfigError(f"mujaz.toml: two sources are called {name!r}", "names must differ")
    for feed in config.feeds:
        _address(feed.url, f"feed {feed.name!r}: url")
        _one_of(feed.text, ("auto", "feed", "page"), f"feed {feed.name!r}: text")
    for folder in config.folders:
        if not folder.path:
            raise ConfigError(f"mujaz.toml: folder {folder.name!r} has no path", 'set path = "…"')


def _check_watches(watches: tuple[WatchSettings, ...]) -> None:
    names = [watch.name for watch in watches]
    for watch in watches:
        if not watch.name or names.count(watch.name) > 1:
            raise ConfigError(f"mujaz.toml [[watch]]: name = {watch.name!r}", "each needs a name of its own")
        if not (watch.actors or watch.words or watch.places or watch.least):
            raise ConfigError(f"mujaz.toml: watch {watch.name!r} watches nothing", "set actors, words, places or least")
        if watch.least < 0:
            raise ConfigError(f"mujaz.toml: watch {watch.name!r}: least is negative", "it must be 0 or more")


def _address(value: str, where: str) -> None:
    parts = urlsplit(value)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise ConfigError(f"mujaz.toml: {where} = {value!r} is no http(s) address", "write https://…")


def _one_of(value: str, known: tuple[str, ...], where: str) -> None:
    if value not in known:
        raise ConfigError(f"mujaz.toml: {where} = {value!r}", f"known: {', '.join(known)}")
