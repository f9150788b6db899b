"""Glossaries as TBX (TermBase eXchange, ISO 30042): what terminology tools read and write.

Written in the TBX-Basic dialect with categories as attributes: one conceptEntry an entry, an Arabic and an English
langSec, the approved form as preferredTerm, the others as admittedTerm. Read leniently: TBX 2 (martif, termEntry,
tig, ntig) and TBX 3 (tbx, conceptEntry, termSec), any namespace, any xml:lang that begins with ar or en.
"""

import hashlib
from collections.abc import Iterable

from mujaz.errors import InputError
from mujaz.lexicon.names.entry import KINDS, Entry, key

NAMESPACE = "urn:iso:std:iso:30042:ed-2"
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_ENTRY_TAGS = frozenset({"conceptEntry", "termEntry"})
_LANG_TAGS = frozenset({"langSec", "langSet"})
_TERM_TAGS = frozenset({"termSec", "tig", "ntig"})
_WORST = frozenset({"deprecatedTerm-admn-sts", "supersededTerm-admn-sts", "deprecated", "superseded"})


def to_tbx(entries: Iterable[Entry]) -> bytes:
    """Entries as a TBX file in UTF-8; the same entries always give the same bytes."""
    from lxml import etree

    root = etree.Element("tbx", {"type": "TBX-Basic", "style": "dca", _LANG: "en"}, nsmap={None: NAMESPACE})
    header = etree.SubElement(etree.SubElement(root, "tbxHeader"), "fileDesc")
    etree.SubElement(etree.SubElement(header, "sourceDesc"), "p").text = "Glossary of Mujaz"
    body = etree.SubElement(etree.SubElement(root, "text"), "body")
    for entry in entries:
        number = hashlib.sha256(" ".join(key(entry.arabic)).encode()).hexdigest()[:10]
        concept = etree.SubElement(body, "conceptEntry", id=f"c{number}")
        etree.SubElement(concept, "descrip", type="subjectField").text = entry.type
        if entry.note:
            etree.SubElement(concept, "note").text = entry.note
        if entry.source:
            etree.SubElement(concept, "admin", type="source").text = entry.source
        for phrase in entry.excluded:
            etree.SubElement(concept, "admin", type="x-excluded").text = phrase
        for language, best, others in (
            ("ar", entry.arabic, entry.variants),
            ("en", entry.english, entry.admitted),
        ):
            section = etree.SubElement(concept, "langSec", {_LANG: language})
            for form in (best, *others):
                term = etree.SubElement(section, "termSec")
                etree.SubElement(term, "term").text = form
                status = "preferredTerm" if form == best else "admittedTerm"
                etree.SubElement(term, "termNote", type="administrativeStatus").text = f"{status}-admn-sts"
    written: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)
    return written


def from_tbx(data: bytes, name: str = "TBX") -> list[Entry]:
    """The entries of a TBX file that have an Arabic and an English term. Raises InputError.

    A concept without a known subjectField becomes a term. Deprecated forms are left out. External entities and document
    types are not followed.
    """
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise InputError(f"{name}: not readable as TBX ({error})", "export the glossary again as TBX") from error
    found = []
    for concept in root.iter():
        if _tag(concept) not in _ENTRY_TAGS:
            continue
        arabic, english = _terms(concept, "ar"), _terms(concept, "en")
        if not arabic or not english:
            continue
        kind = _text(concept, "descrip", "subjectField")
        found.append(
            Entry(
                arabic[0],
                english[0],
                next((k for k in KINDS if k == kind), "term"),
                tuple(arabic[1:]),
                tuple(english[1:]),
                tuple(_line(e) for e in concept.iter() if _tag(e) == "admin" and e.get("type") == "x-excluded"),
                note=_text(concept, "note"),
                source=_text(concept, "admin", "source"),
            )
        )
    if not found:
        raise InputError(f"{name}: no entry with an Arabic and an English term", "check the languages of the export")
    return found


def _tag(element: object) -> str:
    """The local name of an element; "" for comments and instructions."""
    tag = getattr(element, "tag", "")
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def _terms(concept: object, language: str) -> list[str]:
    """The terms of one language, the preferred first, without tabs, line ends and bars."""
    ranked: list[tuple[int, str]] = []
    for section in concept:  # type: ignore[attr-defined]  # an lxml element, whose types are not installed
        if _tag(section) not in _LANG_TAGS or not section.get(_LANG, "").lower().startswith(language):
            continue
        for term in section.iter():
            if _tag(term) not in _TERM_TAGS:
                continue
            status = _text(term, "termNote", "administrativeStatus")
            form = " ".join(_text(term, "term").replace("|", "/").split())
            if form and status not in _WORST:
                ranked.append((0 if status.startswith("preferred") else 1, form))
    return [form for _, form in sorted(dict.fromkeys(ranked), key=lambda r: r[0])]


def _text(parent: object, tag: str, kind: str = "") -> str:
    """The text of the first such element below `parent`, on one line; "" when there is none."""
    for element in parent.iter():  # type: ignore[attr-defined]  # as above
        if _tag(element) == tag and (not kind or element.get("type") == kind):
            return _line(element)
    return ""


def _line(element: object) -> str:
    return " ".join("".join(element.itertext()).split())  # type: ignore[attr-defined]  # as above
