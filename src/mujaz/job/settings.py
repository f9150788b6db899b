"""What mujaz.toml says about collecting, the digest, mail and the site; every key checked, with the remedy named.

Sections: [fetch], [[feed]], [[folder]], [digest], [mail], [site], [[watch]]. Keys are described below the fields, for
editors in the JSON Schema (`schema`), and, for an administrator, in docs/operations.md.
"""

from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Annotated, Any, Literal
from urllib.parse import urlsplit

from annotated_types import Ge, Le
from pydantic import Field

from mujaz.budgets import FEED_SECONDS
from mujaz.config import (
    JOB_SECTIONS,
    PROJECT_FILE,
    BriefingSettings,
    Section,
    Settings,
    StoreSettings,
    TranslationSettings,
    adapter,
    checked,
    merged_tables,
)
from mujaz.errors import ConfigError
from mujaz.job.weeks import zone_of
from mujaz.pages.formats import NAMES, FormatName
from mujaz.proxies import NONE, read_proxy


@dataclass(frozen=True, slots=True)
class FetchSettings(Section):
    """How to ask other people's servers."""

    user_agent: str = "Mujaz (news briefing; respects robots.txt)"
    """Who asks: say how to reach you."""
    timeout: Annotated[int, Ge(1)] = 30
    """Seconds for one page, from name look-up to its last byte."""
    max_bytes: Annotated[int, Ge(1)] = 10_000_000
    """Larger answers are refused."""
    retries: Annotated[int, Ge(0)] = 2
    """Further attempts after a failure that may pass, each after twice the pause."""
    backoff: Annotated[float, Ge(0)] = 2.0
    """Seconds before the first further attempt."""
    rate: Annotated[float, Ge(0)] = 1.0
    """Seconds between two requests to one host."""
    robots: bool = True
    """Obey robots.txt."""
    allow_private: bool = False
    """Also ask addresses of private networks, for all feeds (better: that key of one [[feed]])."""
    proxy: str = ""
    """http://…, socks5://…, "none", or "" for what the environment says."""
    feed_seconds: Annotated[int, Ge(1)] = FEED_SECONDS
    """Seconds for one feed in one run; the rest of it waits for the next."""
    grace_hours: Annotated[int, Ge(0)] = 0
    """A feed that worked within this time is not reported when it fails."""
    max_items: Annotated[int, Ge(1)] = 200
    """Articles of one feed in one run."""
    give_up: Annotated[int, Ge(1)] = 8
    """Runs after which an article's page is given up."""
    similarity: Annotated[float, Ge(0.5), Le(1)] = 0.8
    """Share of common word triples from which two texts are one article."""
    min_text: Annotated[int, Ge(0)] = 600
    """Letters a feed's own text must have to count as whole."""


@dataclass(frozen=True, slots=True)
class FeedSettings(Section):
    """One RSS or Atom feed."""

    name: str
    """What reports call it; of its own among feeds and folders."""
    url: str
    """Its http(s) address."""
    outlet: str = ""
    """Shown where an article does not say who published it."""
    text: Literal["auto", "feed", "page"] = "auto"
    """"feed" trusts the text in the feed, "page" fetches each page, "auto" decides."""
    allow_private: bool = False
    """This feed, and the pages it links to, may lie in a private network."""


@dataclass(frozen=True, slots=True)
class FolderSettings(Section):
    """One watched folder."""

    name: str
    """What reports call it; of its own among feeds and folders."""
    path: str
    """The folder, from the place of this file."""
    pattern: str = "**/*"
    """Which files of it (glob)."""
    outlet: str = ""
    """Shown where an article does not say who published it."""
    settle: Annotated[float, Ge(0)] = 2.0
    """Seconds a file must have been left alone."""


@dataclass(frozen=True, slots=True)
class DigestSettings(Section):
    """The weekly digest."""

    title: str = "Weekly digest"
    """Its title."""
    out: str = "digests"
    """One folder a week is made in here."""
    formats: tuple[FormatName, ...] = NAMES
    """The files of each digest and briefing."""
    time_zone: str = "Asia/Qatar"
    """Cuts the week, and says what day it is."""
    catch_up: Annotated[int, Ge(1)] = 8
    """Missed weeks to make up for, at most."""
    late_days: Annotated[int, Ge(0)] = 35
    """How old an article may be to join a later week; older ones go into ledger and archive only."""


@dataclass(frozen=True, slots=True)
class MailSettings(Section):
    """Delivery of digests and watch-lists."""

    host: str = ""
    """The SMTP server; "" for no mail."""
    port: Annotated[int, Ge(0), Le(65535)] = 0
    """0: 587 for starttls, 465 for tls, 25 for none."""
    security: Literal["starttls", "tls", "none"] = "starttls"
    """none: only to this machine, or with allow_plain."""
    allow_plain: bool = False
    """Let mail and password travel unencrypted."""
    ca_file: str = ""
    """Certificates of an authority of your own."""
    user: str = ""
    """With a name, a password is needed."""
    password_env: str = "MUJAZ_SMTP_PASSWORD"  # noqa: S105 - the name of the variable, not a secret
    """The environment variable that holds the password."""
    password_file: str = ""
    """Or the file that holds it; the password never stands here."""
    sender: Annotated[str, Field(alias="from")] = ""
    """Who the mail is from."""
    to: tuple[str, ...] = ()
    """Its readers."""
    cc: tuple[str, ...] = ()
    """Readers of a copy."""
    bcc: tuple[str, ...] = ()
    """Readers the others do not see."""
    subject: str = ""
    """"" for "{title} {week} ({period})"."""
    timeout: Annotated[int, Ge(1)] = 120
    """Seconds for a whole delivery."""
    in_doubt: Literal["resend", "hold"] = "resend"
    """What to do with a mail that was under way when a run was killed: resend it (same Message-ID), or hold it."""

    @property
    def recipients(self) -> tuple[str, ...]:
        """Everybody who gets the mail, each once, in the order of To, Cc, Bcc."""
        return tuple(dict.fromkeys((*self.to, *self.cc, *self.bcc)))


@dataclass(frozen=True, slots=True)
class SiteSettings(Section):
    """The web archive."""

    title: str = "Mujaz archive"
    """Its title."""
    url: str = ""
    """Where it is published, for the links in mails and PDFs; "" for nowhere."""


@dataclass(frozen=True, slots=True)
class WatchSettings(Section):
    """One watch-list. A line is on it when every key that is given fits; of a list, one member is enough."""

    name: str
    """What mail and digest call it; of its own among watch-lists."""
    actors: tuple[str, ...] = ()
    """Parts of names."""
    words: tuple[str, ...] = ()
    """As they are written, in English or Arabic."""
    places: tuple[str, ...] = ()
    """As they are written, in English or Arabic."""
    least: Annotated[float, Ge(0)] = 0.0
    """Smallest sum, in units of `currency`."""
    currency: str = ""
    """Such as USD; "" for any."""
    to: tuple[str, ...] = ()
    """Readers of its mail, besides nobody else; without it those of [mail]."""


@dataclass(frozen=True, slots=True)
class File(Section):
    """Settings of Mujaz, the briefing generator."""

    translation: TranslationSettings = field(default_factory=TranslationSettings)
    briefing: BriefingSettings = field(default_factory=BriefingSettings)
    store: StoreSettings = field(default_factory=StoreSettings)
    fetch: FetchSettings = field(default_factory=FetchSettings)
    feed: tuple[FeedSettings, ...] = ()
    folder: tuple[FolderSettings, ...] = ()
    digest: DigestSettings = field(default_factory=DigestSettings)
    mail: MailSettings = field(default_factory=MailSettings)
    site: SiteSettings = field(default_factory=SiteSettings)
    watch: tuple[WatchSettings, ...] = ()


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


def schema() -> dict[str, Any]:
    """The JSON Schema of mujaz.toml, for editors."""
    made: dict[str, Any] = adapter(File).json_schema()
    return made


def read(settings: Settings) -> DigestConfig:
    """Check the sections of the weekly job; relative paths start from the settings file. Raises ConfigError."""
    for layer in settings.layers:
        checked(File, {key: layer.tables[key] for key in JOB_SECTIONS if key in layer.tables}, layer.name)
    tables = merged_tables(settings.layers)
    base, name = Path(settings.base), settings.layers[-1].name if settings.layers else PROJECT_FILE
    file = checked(File, {key: tables[key] for key in JOB_SECTIONS if key in tables}, name)
    _check(file, name)
    mail = file.mail
    if mail.ca_file:
        mail = replace(mail, ca_file=str(base / mail.ca_file))
    if mail.password_file:
        mail = replace(mail, password_file=str(base / mail.password_file))
    return DigestConfig(
        fetch=file.fetch,
        feeds=file.feed,
        folders=tuple(replace(folder, path=str(base / folder.path)) for folder in file.folder),
        digest=replace(file.digest, out=str(base / file.digest.out)),
        mail=mail,
        site=file.site,
        watches=file.watch,
        template_dir=settings.briefing.template_dir,
    )


def _check(file: File, name: str) -> None:
    """What the types of single keys cannot say. Raises ConfigError."""
    zone_of(file.digest.time_zone)
    if file.fetch.proxy not in ("", NONE):
        read_proxy(file.fetch.proxy, f"{name} [fetch] proxy")
    if file.site.url:
        _address(file.site.url, f"{name} [site] url")
    for feed in file.feed:
        _address(feed.url, f"{name} feed {feed.name!r}: url")
    sources = [*(feed.name for feed in file.feed), *(folder.name for folder in file.folder)]
    for kind, names in (("sources", sources), ("watches", [watch.name for watch in file.watch])):
        if "" in names:
            raise ConfigError(f"{name}: one of the {kind} has an empty name", 'give each one a name = "…"')
        twice = next((one for one in names if names.count(one) > 1), "")
        if twice:
            raise ConfigError(f"{name}: two {kind} are called {twice!r}", "names must differ")
    for watch in file.watch:
        if not (watch.actors or watch.words or watch.places or watch.least):
            raise ConfigError(f"{name}: watch {watch.name!r} watches nothing", "set actors, words, places or least")


def _address(value: str, where: str) -> None:
    parts = urlsplit(value)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise ConfigError(f"{where} = {value!r} is no http(s) address", "write https://…")
