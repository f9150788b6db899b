"""From what a reader found to an Article: what metadata leaves open is looked for in the text itself."""

import re
from dataclasses import replace
from pathlib import PurePath
from urllib.parse import urlsplit

from mujaz.arabic.normalise import fold_word
from mujaz.arabic.script import ARABIC, ARTICLED, LETTERS
from mujaz.budgets import ARTICLE_CHARACTERS
from mujaz.errors import InputError
from mujaz.records.article import Article, When, article_id
from mujaz.sources.record import Found, Raw
from mujaz.structure.dateline import Dateline, find_dateline, source_line
from mujaz.structure.outlets import desks, domains, outlet_names

LEAST_ARABIC = 0.4  # share of Arabic letters among all letters
LONGEST_TITLE = 250  # characters
# Control characters, half surrogates and U+FFFE, U+FFFF: no XML (Word, TMX, feeds) can hold them.
_BREAKS = re.compile("\r\n?|[\x0b\x0c\x1c-\x1e\x85]")  # ends of lines and pages, also those of Word
_UNSEEN = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_WORD = re.compile(f"[{LETTERS}]{{2,}}")
_NOT_ARABIC_LETTER = re.compile("[پچژگکیےںٹڈڑھۀ]")  # Persian and Urdu letters


def make_article(found: Found, raw: Raw) -> Article:
    """The article with title, outlet, date and place; raises InputError when its text is empty or not Arabic."""
    where = found.where or raw.name
    found = replace(
        found, text=clean(found.text), title=clean(found.title), outlet=clean(found.outlet), url=clean(found.url)
    )
    if len(found.text) > ARTICLE_CHARACTERS:
        raise InputError(
            f"{where}: {len(found.text)} characters; an article has {ARTICLE_CHARACTERS} at most",
            "give the parts that matter as a file of their own",
        )
    require_arabic(found.text, where)
    coarse = found.published
    dateline = find_dateline(found.text, coarse)
    return Article(
        id=article_id(found.text),
        text=found.text,
        title=found.title or first_heading(found.text, dateline),
        outlet=outlet_of(found, raw, dateline),
        source=where,
        url=found.url or shown_name(raw.name),
        published=published(coarse, dateline),
        place=place_of(dateline) if dateline else "",
    )


def place_of(dateline: Dateline) -> str:
    """The place of the dateline, unless it is only where the outlet has its desk."""
    return "" if fold_word(dateline.place) in desks().get(dateline.agency, ()) else dateline.place


def clean(text: str) -> str:
    """Text without control characters but line feed and tab: those that break a line become one, the others go.

    Offsets count from here on, so nothing behind the readers has to guard against them again.
    """
    return _UNSEEN.sub("", _BREAKS.sub("\n", text))


def require_arabic(text: str, where: str) -> None:
    """Raise InputError unless `text` is mostly Arabic, and in the Arabic language rather than another of its script."""
    arabic = len(ARABIC.findall(text))
    letters = sum(map(str.isalpha, text))
    if not text.strip():
        raise InputError(f"{where}: empty", "give a file that holds an Arabic article")
    if arabic < 2 or arabic < LEAST_ARABIC * letters:
        share = round(100 * arabic / letters) if letters else 0
        raise InputError(f"{where}: not Arabic ({share} % of its letters are)", "Mujaz reads Arabic articles only")
    if len(_NOT_ARABIC_LETTER.findall(text)) > 0.03 * arabic:
        words = _WORD.findall(text)
        own = sum(word.startswith(ARTICLED) or word.endswith("ة") for word in words)
        if own < 0.12 * len(words):  # an Arabic text typed on a Persian keyboard has far more of them
            raise InputError(f"{where}: Arabic script, but not Arabic", "Persian, Urdu and others cannot be translated")


def first_heading(text: str, dateline: Dateline | None = None) -> str:
    """The first line when it is a heading: short, no sentence end, not the dateline, and not all there is."""
    start = len(text) - len(text.lstrip())
    line, _, rest = text[start:].partition("\n")
    line = line.strip()
    if dateline and dateline.start <= start < dateline.end:
        return ""
    if not rest.strip() or len(line) > LONGEST_TITLE or line.endswith((".", "؛", "،", ":")):
        return ""
    return line


def outlet_of(found: Found, raw: Raw, dateline: Dateline | None) -> str:
    """The outlet's English name where outlets.toml knows it, else as written.

    Asked in this order: metadata, the domain of the address, a source line at the end, the agency of the dateline.
    """
    if found.outlet:
        return known_outlet(found.outlet) or found.outlet
    for address in (found.url, raw.url):
        if name := outlet_of_domain(address):
            return name
    if line := source_line(found.text):
        return known_outlet(line) or line
    return dateline.agency if dateline else ""


def known_outlet(name: str) -> str:
    """The English name for an outlet as written, or ""."""
    names = outlet_names()
    return names.get(fold_word(name)) or names.get(" ".join(name.split()).lower(), "")


def outlet_of_domain(address: str) -> str:
    """The outlet that owns the host of an http address, or ""."""
    try:
        host = urlsplit(address).hostname or ""
    except ValueError:
        return ""
    labels = host.split(".")
    suffixes = (".".join(labels[at:]) for at in range(len(labels)))
    return next((name for suffix in suffixes if (name := domains().get(suffix))), "")


def published(stated: When | None, dateline: Dateline | None) -> When | None:
    """The date of metadata, made exact by the dateline where metadata gives only year or month."""
    found = dateline.when if dateline else None
    if stated is None or stated.precision == "day" or found is None:
        return stated or found
    if found.precision == "day" and found.value.startswith(stated.value):
        return found
    if found.value.startswith("--") and stated.precision == "year":
        return replace(found, value=stated.value + found.value[1:], known="inferred")
    return stated


def shown_name(name: str) -> str:
    """What the reader sees for a source without an address: the file name alone."""
    return "" if name == "-" else PurePath(name).name
