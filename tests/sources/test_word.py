"""Word documents: reading order, tables, text boxes; damaged, hostile and foreign files are one error."""

import io
import zipfile
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml import parse_xml

from mujaz.errors import InputError
from mujaz.sources import read_bytes
from mujaz.sources.word import W
from tests.support.texts import BODY, ODD, SECOND, TITLE

SAMPLES = Path(__file__).resolve().parents[2] / "samples"


def saved(document: Any) -> bytes:
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def test_paragraphs_headings_and_tables_in_order() -> None:
    document = docx.Document()
    document.add_heading(TITLE, 1)
    document.add_paragraph("عمّان في 18 أكتوبر 2022 /بترا/ " + BODY)
    table = document.add_table(rows=2, cols=2)
    for cell, text in zip(
        [c for row in table.rows for c in row.cells], ["الجهة", "المبلغ", "البلدية", "5 ملايين"], strict=True
    ):
        cell.text = text
    document.add_paragraph(ODD)
    (article,) = read_bytes(saved(document), "report.docx")
    assert article.text.split("\n\n") == [
        TITLE, "عمّان في 18 أكتوبر 2022 /بترا/ " + BODY, "الجهة | المبلغ\nالبلدية | 5 ملايين", ODD,
    ]  # fmt: skip
    assert (article.title, article.place, article.outlet) == (TITLE, "عمّان", "Jordan News Agency (Petra)")
    assert article.published is not None
    assert article.published.value == "2022-10-18"


def test_title_of_the_properties_counts_when_arabic() -> None:
    document = docx.Document()
    document.add_paragraph(BODY)
    document.core_properties.title = "تقرير السدود"
    assert read_bytes(saved(document), "a.docx")[0].title == "تقرير السدود"
    document.core_properties.title = "Microsoft Word - Document1"
    assert read_bytes(saved(document), "a.docx")[0].title == ""


def test_content_controls_and_deleted_revisions() -> None:
    document = docx.Document()
    space = f'xmlns:w="{W.strip("{}")}"'
    document.element.body.insert(
        0, parse_xml(f"<w:sdt {space}><w:sdtContent><w:p><w:r><w:t>{BODY}</w:t></w:r></w:p></w:sdtContent></w:sdt>")
    )
    document.element.body.insert(
        1,
        parse_xml(
            f"<w:p {space}><w:r><w:t>{SECOND}</w:t></w:r><w:del><w:r><w:delText>محذوف</w:delText></w:r></w:del></w:p>"
        ),
    )
    assert read_bytes(saved(document), "a.docx")[0].text == f"{BODY}\n\n{SECOND}"


def zipped(**parts: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name.replace("__", "/") + ".xml", data)
    return stream.getvalue()


def test_damaged_documents() -> None:
    good = (SAMPLES / "amman-education-communique.docx").read_bytes()
    for data in (good[:5000], good[:200] + b"\0" * 500 + good[700:], zipped(word__document=b"<broken"), b"PK\x03\x04"):
        with pytest.raises(InputError, match=r"^a\.docx: a damaged Word document"):
            read_bytes(data, "a.docx")


def test_text_under_a_docx_name() -> None:
    with pytest.raises(InputError, match="damaged Word document"):
        read_bytes(BODY.encode(), "a.docx")


def test_another_zip_archive() -> None:
    with pytest.raises(InputError, match="not a Word document"):
        read_bytes(zipped(xl__workbook=b"<x/>"), "table.docx")


def test_a_zip_bomb_is_refused_before_unpacking(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("mujaz.sources.word.WORD_BYTES", 1_000_000)
    with pytest.raises(InputError, match="unpacks to more than"):
        read_bytes(zipped(word__document=b"\0" * 2_000_000), "a.docx")


def test_old_or_protected_word_files() -> None:
    with pytest.raises(InputError, match=r"old .*\.doc.* password"):
        read_bytes(b"\xd0\xcf\x11\xe0" + bytes(600), "a.doc")
