"""PDF files made here with typst, whose built-in DejaVu Sans Mono has Arabic letters."""

import io
from pathlib import Path

import pypdf
import pytest
import typst

from mujaz.errors import InputError
from mujaz.sources import read_bytes
from mujaz.sources.pdf import paragraphs
from tests.support.texts import BODY, SECOND, TITLE

FONT = '#set text(font: "DejaVu Sans Mono", lang: "ar", dir: rtl, size: 11pt)\n'


def pdf(markup: str, tmp_path: Path, font: str = FONT) -> bytes:
    source = tmp_path / "page.typ"
    source.write_text("#set page(width: 17cm, height: 12cm)\n" + font + markup, encoding="utf-8")
    return bytes(typst.compile(str(source)))


def words(text: str) -> list[str]:
    """The words without short vowels, which a PDF draws apart from their letters."""
    return "".join(char for char in text if not "\u064b" <= char <= "\u0652").split()


def test_text_comes_back_in_reading_order(tmp_path: Path) -> None:
    dateline = "عمّان في 18 أكتوبر 2022 /بترا/"
    more = "وتشمل الخطة (من 2024 إلى 2026) برنامج GO TRAVEL في 3.5 مليون منزل."
    markup = f"= {TITLE}\n\n{dateline} {BODY} {more}\n\n{SECOND}\n"
    (article,) = read_bytes(pdf(markup, tmp_path), "report.pdf")
    assert words(article.text) == words(markup.replace("=", ""))
    assert (article.title, article.outlet) == (TITLE, "Jordan News Agency (Petra)")
    assert article.published is not None
    assert article.published.value == "2022-10-18"


def test_lines_of_a_paragraph_are_joined_and_paragraphs_kept_apart(tmp_path: Path) -> None:
    (article,) = read_bytes(pdf(f"= {TITLE}\n\n{SECOND}\n\n{SECOND}\n", tmp_path), "report.pdf")
    assert article.text.split("\n") == [TITLE, SECOND, SECOND]


def test_several_pages_and_page_numbers(tmp_path: Path) -> None:
    body = "\n\n".join(SECOND for _ in range(12))
    (article,) = read_bytes(pdf('#set page(numbering: "1")\n' + body, tmp_path), "report.pdf")
    assert article.text.count("الأنهار") == 12  # lam-alef, on every page
    assert not any(line.strip().isdigit() for line in article.text.split("\n"))


def test_presentation_forms_become_letters(tmp_path: Path) -> None:
    forms = "ﻭﺃﻋﻠﻨﺖ ﺍﻟﻮﺯﺍﺭﺓ ﺃﻥ ﺍﻟﺪﺭﺍﺳﺔ ﻓﻲ ﺍﻟﻤﺪﻳﻨﺔ"
    (article,) = read_bytes(pdf(forms, tmp_path), "report.pdf")
    assert article.text == "وأعلنت الوزارة أن الدراسة في المدينة"


def test_a_scan_has_no_text_layer(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"scan\.pdf: a PDF without text layer.*OCR"):
        read_bytes(pdf("#rect(width: 5cm)", tmp_path), "scan.pdf")


@pytest.mark.parametrize("algorithm", ["RC4-128", "AES-256"])
def test_encrypted(tmp_path: Path, algorithm: str) -> None:
    def locked(password: str) -> bytes:
        writer = pypdf.PdfWriter(io.BytesIO(pdf(BODY, tmp_path)))
        writer.encrypt(password, "owner", algorithm=algorithm)
        stream = io.BytesIO()
        writer.write(stream)
        return stream.getvalue()

    with pytest.raises(InputError, match="an encrypted PDF – save it without a password"):
        read_bytes(locked("secret"), "a.pdf")
    assert "السدود" in read_bytes(locked(""), "a.pdf")[0].text  # restricted, but readable by anybody


def test_damaged(tmp_path: Path) -> None:
    good = pdf(BODY, tmp_path)
    for data in (b"%PDF-1.7\nnothing", good[:300], b"%PDF-" + bytes(100)):
        with pytest.raises(InputError, match=r"^a\.pdf: a damaged PDF"):
            read_bytes(data, "a.pdf")


def test_text_under_a_pdf_name() -> None:
    with pytest.raises(InputError, match="damaged PDF"):
        read_bytes(BODY.encode(), "a.pdf")


def test_too_many_pages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("mujaz.sources.pdf.PDF_PAGES", 1)
    with pytest.raises(InputError, match="more than 1 pages"):
        read_bytes(pdf(f"{BODY}\n#pagebreak()\n{BODY}", tmp_path), "a.pdf")


def test_paragraphs_join_full_lines_only() -> None:
    full, end, heading = ("اب " * 17).strip(), "ب" * 20 + ".", "ج" * 15
    assert paragraphs([heading, full, full, end, "", full, "", full, end]) == (
        f"{heading}\n{full} {full} {end}\n{full} {full} {end}"
    )
    assert paragraphs([full, heading, end]) == f"{full} {heading}\n{end}"
    assert paragraphs([]) == ""
