import io
import re
import zipfile
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader
from tools.word_briefing import build

from mujaz.briefing.fit import fit
from mujaz.briefing.render import render, render_all
from mujaz.errors import DataError, UsageError
from mujaz.pages.formats import NAMES
from mujaz.records.briefing import Briefing, from_json
from mujaz.resources import shipped_path
from tests.support.sample_briefing import briefing, hostile, with_section


def text_of(format_name: str, data: bytes) -> str:
    if format_name == "pdf":
        return " ".join(page.extract_text() for page in PdfReader(io.BytesIO(data)).pages)
    if format_name == "docx":
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            xml = archive.read("word/document.xml").decode() + archive.read("word/footer1.xml").decode()
        return re.sub(r"<[^>]+>", "", xml)
    return data.decode()


@pytest.mark.parametrize("format_name", NAMES)
def test_same_briefing_same_bytes(format_name: str) -> None:
    assert render(briefing(), format_name) == render(briefing(), format_name)


@pytest.mark.parametrize("format_name", ["md", "html", "pdf", "docx"])
def test_everything_of_the_page_is_there(format_name: str) -> None:
    shown = " ".join(text_of(format_name, render(briefing(), format_name)).split())
    for part in (
        "Third Regional Conference on the Safety of Small Ports",
        "4–5 March 2021",
        "Muscat, Oman",
        "Arab Maritime Board",
        "Oman will equip two harbours with radar by the end of 2022.",
        "will equip harbour number 2",
        "1:2",
        "14 port authorities",
        "Salim Nouri",
        "A number differs (2012)",
        "Outlet 1",
        "Ports conference ends",
        "5 March 2021",
        "model@1",
    ):
        assert part in shown, part


def test_sections_stand_in_the_order_of_the_contract() -> None:
    headings = re.findall(r"^## (.+)$", render(briefing(), "md").decode(), re.MULTILINE)
    assert headings == [
        "Commitments", "Declarations and decisions", "Calls and positions", "Figures", "Who took part",
        "Resolutions and documents cited", "What to check", "Sources",
    ]  # fmt: skip


@pytest.mark.parametrize("format_name", ["md", "html", "pdf", "docx"])
def test_what_does_not_fit_is_counted(format_name: str) -> None:
    fitted = fit(briefing(40))
    more = fitted.section("commitments").more
    assert more > 0
    assert f"+{more} more" in text_of(format_name, render(fitted, format_name))


@pytest.mark.parametrize("format_name", ["md", "html", "pdf", "docx"])
def test_a_failed_check_is_visible_at_its_bullet(format_name: str) -> None:
    made = briefing()
    flagged = made.section("commitments").bullets[0]
    import dataclasses

    section = dataclasses.replace(made.section("commitments"), bullets=(dataclasses.replace(flagged, review=True),))
    before = text_of(format_name, render(made, format_name)).lower().count("check")
    after = text_of(format_name, render(with_section(made, section), format_name)).lower().count("check")
    assert after == before + 1


def test_the_arabic_opens_under_each_bullet_of_the_html() -> None:
    page = render(briefing(), "html").decode()
    assert re.search(
        r"<details><summary>.*?harbour number 1.*?</summary>.*?dir=\"rtl\" lang=\"ar\">جملة أولى", page, re.DOTALL
    )
    assert "<script" not in page
    assert not re.search(r"(?:src|href)=\"(?!https://example\.org)", page), "the page is self-contained"


class Tags(HTMLParser):
    VOID = frozenset({"meta", "br", "link", "img", "hr"})

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: set[str] = set()
        self.attributes: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.add(tag)
        self.attributes += [name for name, _ in attrs]
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


@pytest.mark.parametrize(
    "made", [briefing(), hostile(), briefing(0, 1), fit(briefing(40))], ids=["plain", "hostile", "bare", "full"]
)
def test_html_is_well_formed_and_scriptless(made: Briefing) -> None:
    tags = Tags()
    tags.feed(render(made, "html").decode())
    assert tags.open == []
    assert "script" not in tags.seen
    assert not [name for name in tags.attributes if name.startswith("on")]


def test_hostile_addresses_are_no_links() -> None:
    assert 'href="javascript' not in render(hostile(), "html").decode()


def test_hostile_text_is_shown_as_text_in_the_pdf() -> None:
    shown = text_of("pdf", render(hostile(), "pdf"))
    assert "<script>alert(1)</script>" in shown
    assert "{{ 7*7 }}" in shown
    assert "#panic()" in shown


def test_hostile_text_is_shown_as_text_in_word() -> None:
    shown = text_of("docx", render(hostile(), "docx"))
    assert "&lt;script&gt;" in shown
    assert "{{ 7*7 }}" in shown


def test_hostile_text_makes_no_markdown() -> None:
    shown = render(hostile(), "md").decode()
    assert "<script" not in shown
    assert not re.search(r"(?<!\\)[*_`](?:bold|it|code)", shown)
    assert "](b)" not in shown.replace("\\]", "")


def test_json_is_the_briefing() -> None:
    assert from_json(render(briefing(), "json")) == briefing()


def test_missing_date_place_and_commitments() -> None:
    import dataclasses

    made = dataclasses.replace(
        briefing(0), place="", date="not stated", date_start=None, date_end=None, organisers="", bottom_line=()
    )
    for name, data in render_all(made, NAMES).items():
        assert data, name
    assert "**Place:** not stated" in render(made, "md").decode()
    assert "## Commitments" not in render(made, "md").decode()


def test_files_and_their_appendix() -> None:
    assert list(render_all(briefing(), ["md"])) == ["briefing.md", "appendix.md"]
    assert list(render_all(briefing(), ["html", "json"])) == ["briefing.html", "briefing.json"]
    appendix = render_all(briefing(), ["pdf"])["appendix.md"].decode()
    assert '<a id="s1-2"></a>' in appendix
    assert "جملة ثالثة" in appendix
    assert "a name is missing" in appendix


def test_references_of_the_markdown_lead_to_the_appendix() -> None:
    page = render(briefing(), "md").decode()
    appendix = render_all(briefing(), ["md"])["appendix.md"].decode()
    targets = set(re.findall(r"\]\(appendix\.md#([^)]+)\)", page))
    assert targets
    assert targets <= set(re.findall(r'<a id="([^"]+)">', appendix))


def test_unknown_format() -> None:
    with pytest.raises(UsageError, match="rtf"):
        render(briefing(), "rtf")


def test_pdf_carries_no_date_and_embeds_its_fonts() -> None:
    data = render(briefing(), "pdf")
    reader = PdfReader(io.BytesIO(data))
    assert "/CreationDate" not in (reader.metadata or {})
    fonts = {str(font["/BaseFont"]) for font in fonts_of(reader)}
    assert any("NotoNaskhArabic" in name for name in fonts)


def fonts_of(reader: PdfReader) -> list[Any]:
    resources: Any = reader.pages[0]["/Resources"]
    return [font.get_object() for font in resources["/Font"].values()]


def test_the_packaged_word_template_is_what_its_builder_builds() -> None:
    def parts(data: bytes) -> dict[str, bytes]:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return {name: archive.read(name) for name in archive.namelist()}

    built, packaged = parts(build()), parts((shipped_path("templates") / "briefing.docx").read_bytes())
    for name in ("word/document.xml", "word/footer1.xml", "docProps/core.xml"):
        assert built[name] == packaged[name], f"run python -m tools.word_briefing templates/briefing.docx ({name})"


class TestOwnTemplates:
    def test_one_template_is_replaced_and_the_others_stay(self, tmp_path: Path) -> None:
        (tmp_path / "briefing.md.j2").write_text("OURS {{ briefing.title }}\n")
        files = render_all(briefing(), ["md", "html"], tmp_path)
        assert files["briefing.md"].startswith(b"OURS Third")
        assert files["briefing.html"] == render(briefing(), "html")

    def test_text_is_escaped_in_them_too(self, tmp_path: Path) -> None:
        (tmp_path / "briefing.html.j2").write_text("<p>{{ briefing.title }}</p>")
        assert b"<script" not in render(hostile(), "html", tmp_path)

    @pytest.mark.parametrize(
        ("template", "says"),
        [
            ("line\n{{ briefing.nothing }}", r"briefing\.md\.j2, line 2: .*nothing"),
            ("{% if %}", r"briefing\.md\.j2, line 1"),
            ("a\nb\n{% for x in briefing.sources %}{{ x.number / 0 }}{% endfor %}", r"briefing\.md\.j2, line 3"),
            ("{% include 'missing.j2' %}", r"missing\.j2"),
            ("{{ briefing.__class__.__mro__ }}", r"briefing\.md\.j2"),
            ("{{ ''.__class__ }}", r"briefing\.md\.j2"),
        ],
    )
    def test_a_broken_template_is_named_with_its_line(self, tmp_path: Path, template: str, says: str) -> None:
        (tmp_path / "briefing.md.j2").write_text(template)
        with pytest.raises(DataError, match=says):
            render(briefing(), "md", tmp_path)

    def test_typst_that_does_not_compile(self, tmp_path: Path) -> None:
        (tmp_path / "briefing.typ.j2").write_text("#nonsense()")
        with pytest.raises(DataError, match=r"briefing\.typ\.j2"):
            render(briefing(), "pdf", tmp_path)

    def test_a_word_template_that_is_none(self, tmp_path: Path) -> None:
        (tmp_path / "briefing.docx").write_bytes(b"no zip")
        with pytest.raises(DataError, match=r"briefing\.docx"):
            render(briefing(), "docx", tmp_path)

    def test_no_such_folder(self, tmp_path: Path) -> None:
        with pytest.raises(DataError, match="no template folder"):
            render(briefing(), "md", tmp_path / "none")
