"""The event record: what articles speak of together. Found in the Arabic; the English is added by events.english."""

from dataclasses import dataclass

from mujaz.records.article import When


@dataclass(frozen=True, slots=True, kw_only=True)
class Continuation:
    """What an event goes on from: an event of an earlier digest. week, folder: where that digest has its briefing.

    since: ISO day on which it began or was first reported; "" where no text tells.
    """

    event: str
    week: str
    folder: str
    since: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One event and the articles that report it.

    id: the id of its earliest article with an "e" before it, so that it stays when later articles join.
    title_ar: the named conference, dialogue, agreement …, else the title of the earliest article. title_en, place_en:
    "" until translated. kind: an id of kinds.toml. date_start, date_end: None when no article states them (date_end
    also for an event of one day). place_ar: as written, without clitics. articles: ids, earliest first.
    title_at: (article id, sentence) the title was found in, or None. reasons: why articles were
    put together, in words. slug: file-name safe, of title_en when there is one. continues: the event of an earlier week
    that this one goes on from; it then has that event's id.
    """

    id: str
    title_ar: str
    kind: str
    articles: tuple[str, ...]
    title_en: str = ""
    date_start: When | None = None
    date_end: When | None = None
    place_ar: str = ""
    place_en: str = ""
    organisers_en: tuple[str, ...] = ()
    title_at: tuple[str, int] | None = None
    reasons: tuple[str, ...] = ()
    slug: str = ""
    continues: Continuation | None = None

    @property
    def folder(self) -> str:
        """Name of the briefing's folder: start date (or "undated"), a hyphen, and the slug."""
        start = self.date_start.value.split("/")[0] if self.date_start else ""
        return f"{start or 'undated'}-{self.slug or self.id}"
