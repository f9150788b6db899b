"""TBX out and in: nothing lost, nothing followed that points outside, tools' own dialects read."""

import pytest

from mujaz.errors import InputError
from mujaz.lexicon.names import load_glossary
from mujaz.lexicon.names.tbx import from_tbx, to_tbx

OLD = """<?xml version="1.0"?>
<martif type="TBX"><text><body><termEntry id="1">
<langSet xml:lang="ar-QA"><tig><term>هيئة الطرق</term></tig></langSet>
<langSet xml:lang="en"><ntig><termGrp><term>Roads Board</term></termGrp></ntig>
<tig><term>Road Office</term><termNote type="administrativeStatus">deprecatedTerm-admn-sts</termNote></tig></langSet>
</termEntry></body></text></martif>""".encode()


def test_round_trip_of_the_shipped_glossary() -> None:
    entries = load_glossary().entries
    assert tuple(from_tbx(to_tbx(entries))) == entries
    assert to_tbx(entries) == to_tbx(entries)


def test_tbx_2_is_read() -> None:
    (entry,) = from_tbx(OLD)
    assert (entry.arabic, entry.english, entry.type, entry.admitted) == ("هيئة الطرق", "Roads Board", "term", ())


@pytest.mark.parametrize("data", [b"", b"no xml", b"<tbx/>", b"<a><b></a>"])
def test_what_is_no_glossary_is_said(data: bytes) -> None:
    with pytest.raises(InputError):
        from_tbx(data)


def test_entities_are_not_followed() -> None:
    body = OLD.split(b"?>", 1)[1].replace(b"Roads Board", b"&x;B")
    evil = b'<!DOCTYPE t [<!ENTITY x SYSTEM "file:///etc/passwd">]>' + body
    try:
        found = from_tbx(evil)
    except InputError:
        return
    assert all("root" not in e.english for e in found)
