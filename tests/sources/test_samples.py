"""samples/: what a newcomer's first run reads."""

import re
from pathlib import Path

import pytest

from mujaz import config
from mujaz.records.article import Article
from mujaz.sources import read

SAMPLES = Path(__file__).resolve().parents[2] / "samples"
EXPECTED = {
    # file: (title begins with, outlet, place, date)
    "amman-education-communique.docx": ("البيان الختامي لمؤتمر عمّان", "", "عمّان", "2025-06-18"),
    "articles.jsonl:1": ("تعهدات بأكثر من 200 مليون دولار", "صحيفة الضفتين", "عمّان", "2025-06-19"),
    "articles.jsonl:2": ("نداء جيبوتي", "وكالة المدى للأنباء", "جيبوتي", "2025-09-23"),
    "muscat-ports-agency.html": ("«إعلان مسقط» يدعو", "وكالة المدى للأنباء", "مسقط", "2025-11-11"),
    "muscat-ports-ministry.txt": ("سلطنة عُمان تستضيف", "", "مسقط", "2025-11-11"),
    "rabat-financing.txt": ("الرباط: خبراء من 31 دولة", "صحيفة الأفق", "الرباط", "2026-02-04"),
    "riyadh-dialogue.txt": ("الحوار الاستراتيجي الثاني", "", "الرياض", "2025-11-03"),
}


@pytest.fixture(scope="module")
def articles() -> dict[str, Article]:
    found = list(read([str(SAMPLES)]))
    assert all(isinstance(item, Article) for item in found), found
    return {Path(item.source).name: item for item in found if isinstance(item, Article)}


def test_the_folder_gives_these_articles_and_skips_settings_notes_and_feed(articles: dict[str, Article]) -> None:
    assert list(articles) == list(EXPECTED)


@pytest.mark.parametrize("name", EXPECTED)
def test_title_outlet_place_and_date(name: str, articles: dict[str, Article]) -> None:
    article = articles[name]
    title, outlet, place, date = EXPECTED[name]
    assert article.title.startswith(title)
    assert (article.outlet, article.place) == (outlet, place)
    assert article.published is not None
    assert (article.published.value, article.published.precision, article.published.known) == (date, "day", "stated")


def test_length(articles: dict[str, Article]) -> None:
    assert all(240 <= len(article.text.split()) <= 500 for article in articles.values())


def test_two_outlets_disagree_about_one_figure(articles: dict[str, Article]) -> None:
    ministry, agency = articles["muscat-ports-ministry.txt"].text, articles["muscat-ports-agency.html"].text
    assert "12 مليون دولار سنوياً من 2026 إلى 2028" in ministry
    assert "10 ملايين دولار سنوياً من 2026 إلى 2028" in agency
    communique, paper = articles["amman-education-communique.docx"].text, articles["articles.jsonl:1"].text
    assert "46 دولة و17 منظمة" in communique
    assert "48 دولة و17 منظمة" in paper


def test_the_word_document_is_small() -> None:
    assert (SAMPLES / "amman-education-communique.docx").stat().st_size < 50_000


def test_the_feed_is_read_when_named() -> None:
    found = list(read([str(SAMPLES / "feed" / "feed.xml")]))
    assert [item.place for item in found if isinstance(item, Article)] == ["نواكشوط", "تونس", "أديس أبابا"]
    assert len(found) == 3


def test_the_settings_file_is_valid() -> None:
    settings = config.load(str(SAMPLES / "mujaz.toml"), environment={"MUJAZ_USER_CONFIG": "/nowhere/mujaz.toml"})
    assert Path(settings.briefing.out).name == "briefings"


def test_nothing_is_copied_from_the_development_texts(articles: dict[str, Article], shared: Path) -> None:
    """No eight words in a row of a sample stand in a seed."""

    def runs(text: str) -> set[str]:
        words = re.findall(r"\w+", text)
        return {" ".join(words[at : at + 8]) for at in range(len(words) - 7)}

    seeds = set().union(*(runs(path.read_text(encoding="utf-8")) for path in (shared / "seeds").glob("*.txt")))
    for article in articles.values():
        assert not runs(article.text) & seeds, article.source


def test_the_seeds_give_what_their_datelines_state(shared: Path) -> None:
    found = {Path(a.source).stem: a for a in read([str(shared / "seeds")]) if isinstance(a, Article)}
    assert len(found) == 5
    known = {name: (a.place, a.published.value if a.published else "", a.outlet) for name, a in found.items()}
    assert known == {
        "doha-parliamentary-dialogue-2022": ("الدوحة", "", "Qatar News Agency (QNA)"),
        "dushanbe-conference-2019": ("", "", ""),
        "dushanbe-conference-2022": ("دوشنبه", "2022-10-18", ""),
        "kuwait-declaration-2024": ("", "", "Al-Jarida"),
        "qatar-unoct-dialogue-4-2022": ("الدوحة", "--03-29", ""),
    }
    for path in (shared / "seeds").glob("*.txt"):
        assert found[path.stem].text == path.read_text(encoding="utf-8")
        assert found[path.stem].title == path.read_text(encoding="utf-8").split("\n")[0]
