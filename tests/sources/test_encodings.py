"""Encodings are recognised from the bytes; the text comes out exact."""

import codecs

import pytest

from mujaz.errors import InputError
from mujaz.sources.encodings import decode, known_encoding, score
from tests.support.texts import ARTICLE, ENGLISH, ODD, PERSIAN, SECOND

WESTERN = ARTICLE.translate({0x660 + digit: str(digit) for digit in range(10)}).replace("–", "-")  # what cp1256 can say


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
@pytest.mark.parametrize("text", [ARTICLE, ODD, SECOND])
def test_unicode_encodings(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding), "a.txt") == text


def test_utf_16_big_endian_with_mark() -> None:
    assert decode(codecs.BOM_UTF16_BE + ARTICLE.encode("utf-16-be"), "a.txt") == ARTICLE


@pytest.mark.parametrize("encoding", ["cp1256", "iso8859_6"])
@pytest.mark.parametrize("text", [WESTERN, SECOND, "قال وزير الخارجية إن العمل مستمر"])
def test_single_byte_encodings(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding), "a.txt") == text


def test_windows_1256_with_french_names() -> None:
    text = SECOND + " وشاركت السيدة Hélène Gérard من Genève في الاجتماع."
    assert decode(text.encode("cp1256"), "a.txt") == text


def test_a_stray_byte_does_not_spoil_utf_8() -> None:
    data = ARTICLE.encode() + b"\xc3" + SECOND.encode()
    assert decode(data, "a.txt") == ARTICLE + "\ufffd" + SECOND


def test_line_ends_become_lf_and_nothing_else_changes() -> None:
    assert decode("أ\r\nب\rت \u200f\tث ".encode(), "a.txt") == "أ\nب\nت \u200f\tث "


def test_a_declared_encoding_is_believed_when_it_fits() -> None:
    assert decode(SECOND.encode("mac_arabic"), "a.html", "x-mac-arabic") == SECOND


@pytest.mark.parametrize("declared", ["utf-8", "iso-8859-1", "windows-1252", "hex", "nonsense", "\x00"])
def test_a_wrong_declaration_is_not_believed(declared: str) -> None:
    assert decode(WESTERN.encode("cp1256"), "a.html", declared) == WESTERN


def test_known_encoding() -> None:
    assert known_encoding("ISO-8859-6-I") == "iso8859-6"
    assert known_encoding('"Windows-1256"') == "cp1256"
    assert known_encoding("rot13") == ""


@pytest.mark.parametrize(
    "data", [bytes(range(256)) * 4, b"\x00" * 100, ARTICLE.encode() + b"\x00", b"\x7fELF\x02\x01" + bytes(60)]
)
def test_binary_is_an_error_naming_the_input(data: bytes) -> None:
    with pytest.raises(InputError, match=r"pic\.bin: not a text file"):
        decode(data, "pic.bin")


def test_score_prefers_the_right_reading() -> None:
    right = score(SECOND)
    assert right > 1
    assert right > score(SECOND.encode("iso8859_6").decode("cp1256"))
    assert right > score(SECOND.encode().decode("cp1256"))
    assert right > score(PERSIAN) > score(ENGLISH) >= 0 > score("\x01\x02\x03")
    assert score("") == 0
