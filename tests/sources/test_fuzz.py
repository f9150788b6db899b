"""Whatever bytes come in, the answer is articles or an InputError."""

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mujaz.errors import InputError
from mujaz.records.article import Article
from mujaz.sources import Failure, Raw, read_bytes, read_items
from mujaz.structure.dateline import find_dateline

SAMPLES = Path(__file__).resolve().parents[2] / "samples"
NAMES = st.sampled_from(
    ["a.txt", "a.html", "a.jsonl", "a.json", "a.docx", "a.pdf", "a.xml", "a", "-", "a.bin", "http://x.example/a"]
)
STARTS = st.sampled_from([
    b"", b"%PDF-1.7\n", b"PK\x03\x04", b"<html><body><p>", b'<?xml version="1.0"?><rss><channel><item>', b'{"text": "',
    b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf", b"\xff\xfe\x00\x00", b'<meta charset="utf-16">', b"[",
])  # fmt: skip
ARABIC = st.text(st.sampled_from("ابةتلمن وىيء،.–-/():0123456789٣\n\u200f\u064b<>&\"'"), max_size=80)
QUICK = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def check(data: bytes, name: str) -> None:
    for item in read_items(Raw(data=data, name=name)):
        if isinstance(item, Failure):
            assert isinstance(item.error, InputError)
            assert item.error.message.startswith(name)
            assert item.error.remedy
        else:
            assert isinstance(item, Article)
            assert item.text.strip()
            item.text.encode()  # no half surrogates
    with suppress(InputError):
        assert read_bytes(data, name)


@QUICK
@given(STARTS, st.binary(max_size=300), NAMES)
def test_any_bytes(start: bytes, data: bytes, name: str) -> None:
    check(start + data, name)


@QUICK
@given(STARTS, ARABIC, st.sampled_from(["utf-8", "cp1256", "utf-16"]), NAMES)
def test_arabic_text_with_markup_and_marks(start: bytes, text: str, encoding: str, name: str) -> None:
    check(start + text.encode(encoding, errors="replace"), name)


@QUICK
@given(ARABIC)
def test_datelines_stay_inside_the_text(text: str) -> None:
    found = find_dateline(text)
    if found:
        assert 0 <= found.start < found.end <= len(text)
        assert found.place in text


def damaged(name: str) -> Callable[[list[tuple[int, int]]], bytes]:
    original = (SAMPLES / name).read_bytes()

    def damage(changes: list[tuple[int, int]]) -> bytes:
        data = bytearray(original)
        for at, byte in changes:
            data[at % len(data)] = byte
        return bytes(data)

    return damage


@pytest.mark.parametrize("name", ["amman-education-communique.docx", "muscat-ports-agency.html", "articles.jsonl"])
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(changes=st.lists(st.tuples(st.integers(0, 1 << 20), st.integers(0, 255)), min_size=1, max_size=20))
def test_damaged_samples(name: str, changes: list[tuple[int, int]]) -> None:
    check(damaged(name)(changes), name)
