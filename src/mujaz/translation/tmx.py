"""TMX 1.4, both ways: the translation memory as translators' tools read and write it."""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from mujaz import __version__
from mujaz.errors import InputError
from mujaz.records.translation import Conditions
from mujaz.translation.memory import Memory, Remembered

LANG = "{http://www.w3.org/XML/1998/namespace}lang"
PROPS = ("engine", "preprocessing", "glossary")
FORBIDDEN = re.compile(r"[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # characters XML cannot hold


@dataclass(frozen=True, slots=True)
class Taken:
    """What an import did: units kept as corrections, machine units nobody changed, units without Arabic or English."""

    corrections: int
    unchanged: int
    skipped: int


@dataclass(frozen=True, slots=True)
class Unit:
    """A translation unit; digest and conditions when Mujaz exported it from the machine's side of the memory."""

    source: str
    english: str
    digest: str = ""
    conditions: Conditions | None = None


def write(memory: Memory) -> bytes:
    """The memory as a TMX document: corrections first, then translations with the conditions they were made under."""
    from lxml import etree

    root = etree.Element("tmx", version="1.4")
    etree.SubElement(
        root,
        "header",
        {
            "creationtool": "mujaz",
            "creationtoolversion": __version__,
            "segtype": "sentence",
            "o-tmf": "mujaz",
            "adminlang": "en",
            "srclang": "ar",
            "datatype": "plaintext",
        },
    )
    body = etree.SubElement(root, "body")
    for source, english in memory.every_correction():
        add(body, source, english, {"origin": "correction"})
    for item in memory.every_translation():
        props = {"origin": "model", "digest": digest(item.source, item.english)}
        if item.conditions:
            props |= {name: getattr(item.conditions, name) for name in PROPS}
        add(body, item.source, item.english, props)
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True))


def add(body: Any, source: str, english: str, props: dict[str, str]) -> None:
    """One translation unit."""
    from lxml import etree

    unit = etree.SubElement(body, "tu")
    for name, value in props.items():
        etree.SubElement(unit, "prop", type=f"x-mujaz-{name}").text = value
    for language, text in (("ar", source), ("en", english)):
        variant = etree.SubElement(unit, "tuv", {LANG: language})
        etree.SubElement(variant, "seg").text = FORBIDDEN.sub(" ", text)


def digest(source: str, english: str) -> str:
    """Tells a unit as exported from one that a person edited since."""
    return hashlib.sha256(f"{source}\t{english}".encode()).hexdigest()[:16]


def read(data: bytes, name: str = "the TMX file") -> Iterator[Unit | None]:
    """The units of a TMX document; None for one without an Arabic and an English side. Raises InputError.

    Entities are not expanded and no DTD or address is followed.
    """
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.parse(BytesIO(data), parser).getroot()
    except etree.XMLSyntaxError as error:
        raise InputError(f"{name} is not well-formed XML: {error.msg}", "export it again as TMX 1.4") from error
    if etree.QName(root).localname != "tmx":
        raise InputError(f"{name} is not TMX: its root is <{etree.QName(root).localname}>", "export it as TMX 1.4")
    for unit in root.iter("{*}tu"):
        yield unit_of(unit)


def unit_of(unit: Any) -> Unit | None:
    """One <tu>; text inside inline elements counts as text."""
    sides: dict[str, str] = {}
    for variant in unit.iterfind("{*}tuv"):
        code = (variant.get(LANG) or variant.get("lang") or "").lower().replace("_", "-").split("-")[0]
        segments = variant.findall("{*}seg")
        if segments:
            sides.setdefault(code, " ".join("".join(segments[0].itertext()).split()))
    if not sides.get("ar") or not sides.get("en"):
        return None
    props = {p.get("type", "").removeprefix("x-mujaz-"): p.text or "" for p in unit.iterfind("{*}prop")}
    conditions = Conditions(*(props[p] for p in PROPS)) if all(p in props for p in PROPS) else None
    return Unit(sides["ar"], sides["en"], props.get("digest", ""), conditions)


def read_into(memory: Memory, data: bytes, name: str = "the TMX file") -> Taken:
    """Take a TMX document into the memory. Raises InputError, and then nothing was taken.

    What a person wrote or edited becomes a correction and wins from then on; a machine unit of an earlier export that
    nobody changed goes back among the machine's translations, so that importing one's own export freezes nothing.
    """
    units = list(read(data, name))
    corrections: list[tuple[str, str]] = []
    unchanged: list[Remembered] = []
    for unit in filter(None, units):
        if unit.conditions and unit.digest == digest(unit.source, unit.english):
            unchanged.append(Remembered(unit.source, unit.english, (), unit.conditions))
        else:
            corrections.append((unit.source, unit.english))
    memory.correct(corrections)
    memory.save(item for item in unchanged if item.source not in memory.lookup(conditions_of(item), [item.source]))
    return Taken(len(corrections), len(unchanged), units.count(None))


def conditions_of(item: Remembered) -> Conditions:
    """The conditions of an item that has them."""
    assert item.conditions is not None
    return item.conditions
