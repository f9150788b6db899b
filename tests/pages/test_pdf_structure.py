"""The PDFs as a screen reader meets them: PDF/UA-1 is declared, and headings, lists, tables and links are real ones."""

import io
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest
from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject
from tests.support.sample_briefing import briefing

from mujaz.briefing.render import render
from mujaz.digest.render import render_all
from mujaz.records.digest import CommitmentLine, Count, Digest, DueLine, Line


def digest() -> Digest:
    return Digest(
        week="2024-W45",
        start="2024-11-04",
        end="2024-11-10",
        time_zone="UTC",
        title="Weekly digest",
        issued="2024-11-11T00:00:00+00:00",
        glance=("1 event.",),
        commitments=(CommitmentLine(who="Oman", what="will pay", folder="f", refs=("1:2",)),),
        changes=(Line(text="Oman changed its mind"), Line(text="And again")),
        due=(DueLine(day="2025-01-31", who="Oman", what="will pay"),),
        by_week=(Count(label="2024-W45", new=2),),
    )


def tags(data: bytes) -> Iterator[tuple[str, int]]:
    """Every element of the structure tree with its depth, in reading order."""

    def walk(node: Any, depth: int) -> Iterator[tuple[str, int]]:
        node = node.get_object() if hasattr(node, "get_object") else node
        if isinstance(node, ArrayObject):
            for child in node:
                yield from walk(child, depth)
        elif isinstance(node, DictionaryObject) and "/S" in node:
            yield str(node["/S"]), depth
            if "/K" in node:
                yield from walk(node["/K"], depth + 1)

    root: Any = PdfReader(io.BytesIO(data)).trailer["/Root"]
    yield from walk(root["/StructTreeRoot"]["/K"], 0)


def counted(data: bytes) -> Counter[str]:
    return Counter(tag for tag, _ in tags(data))


@pytest.mark.parametrize(
    "make", [lambda: render(briefing(), "pdf"), lambda: render_all(digest(), ["pdf"])["digest.pdf"]]
)
def test_the_pdf_says_that_it_is_ua_1_and_has_title_and_language(make: Any) -> None:
    data = make()
    reader = PdfReader(io.BytesIO(data))
    root: Any = reader.trailer["/Root"]
    assert b"pdfuaid:part" in root["/Metadata"].get_object().get_data()
    assert root["/MarkInfo"]["/Marked"]
    assert str(root["/Lang"]).startswith("en")
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert reader.metadata
    assert reader.metadata.title


def test_a_briefing_has_headings_lists_and_links() -> None:
    found = counted(render(briefing(), "pdf"))
    assert found["/H1"] == 1
    assert found["/H2"] == 8  # seven sections and the sources
    assert found["/L"] == 8
    assert found["/LI"] >= 10
    assert found["/Link"] >= 5  # references to the sources, and the address of one


def test_references_lead_to_their_source_on_the_page() -> None:
    page: Any = PdfReader(io.BytesIO(render(briefing(), "pdf"))).pages[0]
    links = [annotation.get_object() for annotation in page["/Annots"]]
    assert any("/Dest" in link or "/D" in link.get("/A", {}) for link in links)
    assert any(link.get("/A", {}).get("/URI") == "https://example.org/a?b=1&c=2" for link in links)


def test_references_lead_to_the_sentence_in_the_archive_where_there_is_one() -> None:
    address = "https://a.example/weeks/2024-W45/events/f/briefing.html"
    page: Any = PdfReader(io.BytesIO(render(briefing(), "pdf", None, address))).pages[0]
    found = {note.get_object().get("/A", {}).get("/URI", "") for note in page["/Annots"]}
    anchors = {str(uri).partition("#")[2] for uri in found if str(uri).startswith(f"{address}#")}
    assert anchors
    text = render(briefing(), "html").decode()
    assert all(f'id="{anchor}"' in text for anchor in anchors)


def test_a_digest_has_headings_a_table_with_a_head_lists_and_a_described_figure() -> None:
    found = counted(render_all(digest(), ["pdf"])["digest.pdf"])
    assert found["/H1"] == 1
    assert found["/H2"] == 3
    assert (found["/Table"], found["/TH"], found["/L"]) == (1, 5, 2)
    assert found["/Figure"] == 1


def test_references_of_a_digest_lead_to_the_archive_where_there_is_one() -> None:
    data = render_all(digest(), ["pdf"], base="https://a.example/weeks/2024-W45/")["digest.pdf"]
    page: Any = PdfReader(io.BytesIO(data)).pages[0]
    links = [note.get_object() for note in page["/Annots"]]
    assert {link["/A"]["/URI"] for link in links} == {"https://a.example/weeks/2024-W45/events/f/briefing.html"}
