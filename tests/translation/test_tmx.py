"""TMX 1.4 both ways."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from mujaz.errors import InputError
from mujaz.records.translation import Conditions
from mujaz.store.store import Store
from mujaz.translation import tmx
from mujaz.translation.memory import Memory, Remembered

CONDITIONS = Conditions("tiny@1/torch", "1", "")


@pytest.fixture
def memory(tmp_path: Path) -> Iterator[Memory]:
    with Store(tmp_path / "store.sqlite") as store:
        yield Memory(store)


@pytest.fixture
def other(tmp_path: Path) -> Iterator[Memory]:
    with Store(tmp_path / "other.sqlite") as store:
        yield Memory(store)


def fill(memory: Memory) -> None:
    memory.save(
        [Remembered("أولا & ثانيا", "First <and> second", (), CONDITIONS), Remembered("دعم", "support", (), CONDITIONS)]
    )
    memory.correct([("تعهد", "pledge")])


def test_the_way_out_and_in_again(memory: Memory, other: Memory) -> None:
    fill(memory)
    assert tmx.read_into(other, tmx.write(memory)) == tmx.Taken(corrections=1, unchanged=2, skipped=0)
    assert list(other.every_correction()) == [("تعهد", "pledge")]
    assert other.lookup(CONDITIONS, ["دعم"])["دعم"].english == "support"
    assert tmx.write(other) == tmx.write(memory)


def test_an_edited_unit_becomes_a_correction(memory: Memory) -> None:
    fill(memory)
    edited = tmx.write(memory).replace(b">support<", b">backing<")
    assert tmx.read_into(memory, edited) == tmx.Taken(corrections=2, unchanged=1, skipped=0)
    assert memory.corrections(["دعم"]) == {"دعم": "backing"}


def test_the_document_is_tmx_14(memory: Memory) -> None:
    from lxml import etree

    fill(memory)
    root = etree.fromstring(tmx.write(memory))
    assert (root.tag, root.get("version")) == ("tmx", "1.4")
    header = root.find("header")
    assert header is not None
    for name in ("creationtool", "creationtoolversion", "segtype", "o-tmf", "adminlang", "srclang", "datatype"):
        assert header.get(name)
    assert len(root.findall("body/tu")) == 3
    assert [tuv.get(tmx.LANG) for tuv in root.findall("body/tu[1]/tuv")] == ["ar", "en"]


def test_other_tools_files() -> None:
    document = """<?xml version="1.0"?><tmx version="1.4"><header/><body>
      <tu><tuv xml:lang="AR-KW"><seg>تعهد <bpt i="1">b</bpt>الوزير</seg></tuv>
          <tuv xml:lang="en_GB"><seg>The Minister
             pledged</seg></tuv></tu>
      <tu><tuv xml:lang="fr"><seg>texte</seg></tuv><tuv xml:lang="en"><seg>text</seg></tuv></tu>
      <tu><tuv lang="ar"><seg>دعم</seg></tuv><tuv lang="en"><seg>support</seg></tuv></tu>
    </body></tmx>"""
    first, second, third = tmx.read(document.encode())
    assert first is not None
    assert first.english == "The Minister pledged"
    assert second is None
    assert third is not None
    assert third.source == "دعم"


def test_characters_xml_cannot_hold(memory: Memory) -> None:
    memory.correct([("نص\x00\x0b", "te\x1fxt")])
    (unit,) = tmx.read(tmx.write(memory))
    assert unit is not None
    assert unit.english == "te xt"


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"no xml", "not well-formed"),
        (b"<html/>", "its root is <html>"),
        (b"<tmx><body>", "not well-formed"),
    ],
)
def test_what_is_no_tmx_changes_nothing(memory: Memory, data: bytes, says: str) -> None:
    with pytest.raises(InputError, match=says):
        tmx.read_into(memory, data)
    assert list(memory.every_correction()) == []


def test_entities_are_not_expanded(memory: Memory, tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("secret", encoding="utf-8")
    document = f"""<?xml version="1.0"?><!DOCTYPE tmx [<!ENTITY e SYSTEM "file://{secret}">]><tmx version="1.4"><body>
      <tu><tuv xml:lang="ar"><seg>نص</seg></tuv><tuv xml:lang="en"><seg>a &e; b</seg></tuv></tu></body></tmx>"""
    tmx.read_into(memory, document.encode())
    assert all("secret" not in english for _, english in memory.every_correction())
