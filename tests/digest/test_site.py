"""The web archive: what stands in its files, and how it behaves in a real browser, Chromium driven by chromedriver."""

import base64
import http.client
import json
import re
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import feedparser
import pytest

from mujaz.digest import rows as shelf
from mujaz.digest.site import Site, data_block, folded, source_hash
from mujaz.job.settings import DigestConfig, SiteSettings
from mujaz.pages.typst import page_count
from mujaz.records.article import When
from mujaz.records.briefing import Briefing, Bullet, Evidence, Reference, Section, Source
from mujaz.records.digest import Commitment, CommitmentLine, Digest, EventLine
from mujaz.records.statement import Amount
from mujaz.store.store import Store

ARABIC = "وتعهدت الهيئة بتقديم ثلاثة ملايين دولار لتجديد شبكات الري"


def briefing(number: int, title: str, bullets: int = 30) -> Briefing:
    made = tuple(
        Bullet(
            what=f"will renew irrigation network {i} in the dry villages",
            refs=(Reference(1, i),),
            who="Water Authority",
            how_much="$3 million",
            labels=("commitment",),
            score=9.0 - i / 10,
            ar=f"{ARABIC} {i}",
        )
        for i in range(1, bullets + 1)
    )
    evidence = tuple(
        Evidence(
            ref=Reference(1, i), ar=f"{ARABIC} {i}.", en=f"The Authority pledged to renew network {i}.", cited=True
        )
        for i in range(1, bullets + 1)
    )
    return Briefing(
        event=f"e{number}",
        folder=f"2024-11-0{number}-event-{number}",
        title=title,
        title_ar="تجديد شبكات الري",
        kind="Meeting",
        date=f"{number} November 2024",
        date_start=When(f"2024-11-0{number}", "day"),
        date_end=None,
        place="Muscat",
        bottom_line=(Bullet(what="Water Authority: $3 million for networks.", refs=(Reference(1, 1),)),),
        sections=(Section("commitments", made),),
        sources=(
            Source(
                number=1, article=f"a{number}", outlet="Agency", title_ar="خبر", title_en="News", date="", address="f"
            ),
        ),
        evidence=evidence,
        signature="model: m | mujaz",
    )


def digest(week: str, briefings: list[Briefing]) -> Digest:
    return Digest(
        week=week,
        start="2024-11-04",
        end="2024-11-10",
        time_zone="Asia/Qatar",
        title="Weekly digest",
        issued="2024-11-11T03:00:00+00:00",
        glance=(f"{len(briefings)} events.",),
        events=tuple(
            EventLine(
                id=b.event,
                folder=b.folder,
                title=b.title,
                kind=b.kind,
                date=b.date,
                day="2024-11-05",
                place=b.place,
                bottom_line="A line.",
                articles=1,
            )
            for b in briefings
        ),
        commitments=tuple(
            CommitmentLine(
                who="Water Authority",
                what=f"will renew networks for {b.title}",
                event=b.event,
                folder=b.folder,
                refs=("1:1",),
            )
            for b in briefings
        ),
    )


def commitment(number: int, who: str, status: Any, value: float) -> Commitment:
    return Commitment(
        id=f"a{number}:1:1",
        article=f"a{number}",
        sentence=1,
        day=f"2024-11-0{number}",
        week="2024-W45",
        actor=who,
        actor_ar="هيئة المياه" if who.startswith("Water") else "وزارة الصحة",
        what=f"will give {value:g} units",
        ar=ARABIC,
        topic=(f"t{number}",),
        amounts=(Amount(value, "USD"),),
        how_much=f"${value:g}",
        status=status,
        review=number == 3,
    )


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Site]:
    folder = tmp_path_factory.mktemp("site")
    store = Store(folder / "store.sqlite")
    first = [briefing(1, "Irrigation renewal in the villages"), briefing(2, "Clinics <b>for</b> the islands & coast")]
    second = [briefing(3, "School roofs repaired in the north", 2)]
    with store.transaction() as connection:
        connection.executemany("INSERT INTO article VALUES (?, '{}', '')", [(f"a{n}",) for n in (1, 2, 3)])
        for week, briefings in (("2024-W45", first), ("2024-W46", second)):
            shelf.save_digest(connection, digest(week, briefings), briefings, scheduled=True)
        for number, who, status, value in (
            (1, "Water Authority", "pledged", 3e6),
            (2, "Ministry of Health", "paid", 5e5),
            (3, "Water Authority", "none", 1),
        ):
            record = commitment(number, who, status, value)
            connection.execute(
                "INSERT INTO commitment VALUES (?, ?, ?, ?, ?)",
                (record.id, record.article, record.week, record.day, json.dumps(_plain(record), ensure_ascii=False)),
            )
    made = Site(store, DigestConfig(site=SiteSettings(title="Test archive")), folder / "www")
    made.write()
    return folder / "www", made


def _plain(record: Commitment) -> dict[str, Any]:
    from dataclasses import asdict

    return asdict(record)


def test_every_page_is_there_and_asks_nobody_for_anything(site: tuple[Path, Site]) -> None:
    folder, _ = site
    pages = sorted(str(path.relative_to(folder)) for path in folder.rglob("*.html"))
    assert pages == [
        "actors/index.html",
        "actors/ministry-of-health.html",
        "actors/water-authority.html",
        "index.html",
        "ledger.html",
        "weeks/2024-W45/events/2024-11-01-event-1/briefing.html",
        "weeks/2024-W45/events/2024-11-02-event-2/briefing.html",
        "weeks/2024-W45/index.html",
        "weeks/2024-W46/events/2024-11-03-event-3/briefing.html",
        "weeks/2024-W46/index.html",
    ]
    for page in pages:
        text = (folder / page).read_text(encoding="utf-8")
        assert "default-src 'none'" in text
        assert not re.search(r"(?:src|href)=\"(?:https?:)?//|@import|url\(", text)
        assert '<html lang="en"' in text


def test_all_links_lead_somewhere(site: tuple[Path, Site]) -> None:
    folder, _ = site
    for page in folder.rglob("*.html"):
        for link in re.findall(r'href="([^"#]+)"', page.read_text(encoding="utf-8")):
            assert (page.parent / link).resolve().is_file(), f"{page}: {link}"
    found = re.search(r'id="index">(.*?)</script>', (folder / "index.html").read_text(encoding="utf-8"))
    assert found
    for entry in json.loads(found[1]):
        assert (folder / entry["url"]).is_file()


def test_writing_again_changes_nothing_and_leaves_weeks_alone(site: tuple[Path, Site]) -> None:
    folder, made = site
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    assert [path.name for path in made.write()] == ["index.html", "ledger.html"]
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before


def test_a_week_that_was_cut_short_is_written_again(site: tuple[Path, Site]) -> None:
    folder, made = site
    (folder / "weeks" / "2024-W46" / ".mujaz").unlink()
    (folder / "weeks" / "2024-W46" / "index.html").unlink()
    assert folder / "weeks" / "2024-W46" / "index.html" in made.write()


def test_the_pages_of_an_actor_that_is_no_more_are_taken_away(site: tuple[Path, Site]) -> None:
    folder, made = site
    (folder / "actors" / "nobody.html").write_text("old", encoding="utf-8")
    made.write()
    assert not (folder / "actors" / "nobody.html").exists()


def test_feeds_are_named_in_the_pages_and_lead_to_them(site: tuple[Path, Site]) -> None:
    folder, _ = site
    for page, feeds in (
        ("index.html", {"weeks.atom", "commitments.atom"}),
        ("ledger.html", {"commitments.atom"}),
        ("weeks/2024-W45/index.html", {"../../weeks.atom"}),
        ("actors/water-authority.html", {"../actors/water-authority.atom"}),
    ):
        text = (folder / page).read_text(encoding="utf-8")
        found = re.findall(r'<link rel="alternate" type="application/atom\+xml" title="[^"]+" href="([^"]+)">', text)
        assert set(found) == feeds, page
        assert all((folder / page).parent.joinpath(href).resolve().is_file() for href in found)
    made = feedparser.parse((folder / "actors/water-authority.atom").read_bytes())
    assert [(folder / "actors" / entry.link).resolve().name for entry in made.entries] == ["briefing.html"] * 2


def test_the_page_of_an_actor_tells_its_sums_apart_by_state(site: tuple[Path, Site]) -> None:
    text = (site[0] / "actors" / "water-authority.html").read_text(encoding="utf-8")
    assert "<h3>USD</h3>" in text
    assert 'role="img" aria-label="Water Authority: USD by month"' in text
    assert '<th scope="row">2024-11</th><td class="n">3,000,000</td>' in text


def test_the_calendar_is_there(site: tuple[Path, Site]) -> None:
    assert (site[0] / "deadlines.ics").read_bytes().startswith(b"BEGIN:VCALENDAR")


def test_data_cannot_close_its_script_element() -> None:
    assert "</script" not in data_block(["</script><script>alert(1)"])
    assert json.loads(data_block(["</script>\u2028"])) == ["</script>\u2028"]
    assert source_hash("").startswith("sha256-")
    assert folded("إِنّ  ٱلماء ١٥") == folded("ان الماء 15")


class Browser:
    """A page of Chromium, asked over the W3C protocol of chromedriver."""

    def __init__(self, port: int, binary: str) -> None:
        self.port = port
        options = {
            "binary": binary,
            "args": ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"],
        }
        made = self.ask(
            "POST",
            "/session",
            {"capabilities": {"alwaysMatch": {"goog:chromeOptions": options, "goog:loggingPrefs": {"browser": "ALL"}}}},
        )
        self.session = f"/session/{made['sessionId']}"

    def ask(self, method: str, path: str, body: dict[str, Any] | None = None) -> Any:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        connection.request(
            method, path, json.dumps(body) if body is not None else None, {"Content-Type": "application/json"}
        )
        value = json.loads(connection.getresponse().read())["value"]
        connection.close()
        if isinstance(value, dict) and "error" in value:
            raise AssertionError(value["message"])
        return value

    def open(self, path: Path) -> None:
        self.ask("POST", f"{self.session}/url", {"url": path.as_uri()})

    def run(self, script: str, *values: Any) -> Any:
        return self.ask("POST", f"{self.session}/execute/sync", {"script": script, "args": list(values)})

    def element(self, selector: str) -> str:
        (found,) = self.ask("POST", f"{self.session}/element", {"using": "css selector", "value": selector}).values()
        return str(found)

    def click(self, selector: str) -> None:
        self.ask("POST", f"{self.session}/element/{self.element(selector)}/click", {})

    def type(self, selector: str, text: str) -> None:
        self.ask("POST", f"{self.session}/element/{self.element(selector)}/value", {"text": text})

    def choose(self, selector: str, value: str) -> None:
        self.run(
            "const f = document.querySelector(arguments[0]); f.value = arguments[1];"
            "f.dispatchEvent(new Event('input', {bubbles: true}));",
            selector,
            value,
        )

    def results(self) -> list[str]:
        return list(self.run("return [...document.querySelectorAll('#results a')].map((a) => a.textContent)"))

    def rows(self) -> list[str]:
        return list(
            self.run(
                "return [...document.querySelectorAll('tbody tr')].filter((r) => !r.hidden)"
                ".map((r) => r.children[1].textContent)"
            )
        )

    def printed(self) -> bytes:
        page = {"width": 21.0, "height": 29.7}
        return base64.b64decode(self.ask("POST", f"{self.session}/print", {"page": page, "background": True}))

    def complaints(self) -> list[str]:
        return [entry["message"] for entry in self.ask("POST", f"{self.session}/se/log", {"type": "browser"})]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    driver, binary = shutil.which("chromedriver"), shutil.which("chromium") or shutil.which("chromium-browser")
    if not driver or not binary:
        pytest.skip("no Chromium here; on Debian: apt-get install chromium chromium-driver")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    process = subprocess.Popen([driver, f"--port={port}"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        for _ in range(100):
            try:
                socket.create_connection(("127.0.0.1", port), 0.2).close()
                break
            except OSError:
                time.sleep(0.1)
        page = Browser(port, binary)
        yield page
        page.ask("DELETE", page.session)
    finally:
        process.terminate()
        process.wait(10)


def test_search_finds_in_english_and_arabic(site: tuple[Path, Site], browser: Browser) -> None:
    browser.open(site[0] / "index.html")
    browser.type("#q", "irrigation RENEWAL")
    assert "Irrigation renewal in the villages" in browser.results()
    assert "School roofs repaired in the north" not in browser.results()
    assert "found" in browser.run("return document.getElementById('count').textContent")
    browser.choose("#q", "شبكات الرى")  # with the other ya
    assert len(browser.results()) >= 3
    browser.choose("#q", "nothing such")
    assert browser.results() == []
    assert browser.run("return document.getElementById('count').textContent") == "0 found"


def test_results_are_filtered_by_kind_and_week_and_lead_to_the_page(site: tuple[Path, Site], browser: Browser) -> None:
    browser.open(site[0] / "index.html")
    browser.choose("#kind", "event")
    assert len(browser.results()) == 3
    browser.choose("#week", "2024-W46")
    assert browser.results() == ["School roofs repaired in the north"]
    browser.click("#results a")
    assert "School roofs repaired" in browser.run("return document.querySelector('h1').textContent")


def test_foreign_markup_in_results_stays_text(site: tuple[Path, Site], browser: Browser) -> None:
    browser.open(site[0] / "index.html")
    browser.type("#q", "islands")
    assert browser.results()[0] == "Clinics <b>for</b> the islands & coast"


def test_the_ledger_is_filtered(site: tuple[Path, Site], browser: Browser) -> None:
    browser.open(site[0] / "ledger.html")
    assert len(browser.rows()) == 3
    browser.choose("#state", "paid")
    assert browser.rows() == ["Ministry of Health"]
    browser.choose("#state", "")
    browser.choose("#least", "1000000")
    assert browser.rows() == ["Water Authority"]
    browser.choose("#least", "")
    browser.choose("#q", "هيئة المِياه")
    assert browser.rows() == ["Water Authority", "Water Authority"]
    browser.choose("#check", "failed")
    assert browser.rows() == ["Water Authority"]
    browser.choose("#check", "")
    browser.choose("#since", "2024-11-03")
    assert len(browser.rows()) == 1
    assert browser.run("return document.getElementById('count').textContent") == "1 of 3 shown"


def test_an_address_may_hold_a_search(site: tuple[Path, Site], browser: Browser) -> None:
    browser.ask("POST", f"{browser.session}/url", {"url": (site[0] / "ledger.html").as_uri() + "#state=paid&q=health"})
    assert browser.rows() == ["Ministry of Health"]
    browser.ask("POST", f"{browser.session}/url", {"url": (site[0] / "index.html").as_uri() + "#q=roofs&kind=event"})
    assert browser.results() == ["School roofs repaired in the north"]


def test_on_a_phone_a_row_is_a_card_and_nothing_scrolls_sideways(site: tuple[Path, Site], browser: Browser) -> None:
    size = {"width": 360, "height": 800, "deviceScaleFactor": 1, "mobile": True}
    call = f"{browser.session}/goog/cdp/execute"
    browser.ask("POST", call, {"cmd": "Emulation.setDeviceMetricsOverride", "params": size})
    try:
        for page in ("index.html", "ledger.html", "actors/water-authority.html", "weeks/2024-W45/index.html"):
            browser.open(site[0] / page)
            assert browser.run("return document.documentElement.scrollWidth") <= 360, page
        browser.open(site[0] / "ledger.html")
        assert browser.run("return getComputedStyle(document.querySelector('tbody tr')).display") == "block"
        assert browser.run("return getComputedStyle(document.querySelector('tbody td')).display") == "block"
    finally:
        browser.ask("POST", call, {"cmd": "Emulation.clearDeviceMetricsOverride", "params": {}})


def test_on_a_desktop_no_table_is_wider_than_its_page(site: tuple[Path, Site], browser: Browser) -> None:
    size = {"width": 1000, "height": 800, "deviceScaleFactor": 1, "mobile": False}
    call = f"{browser.session}/goog/cdp/execute"
    browser.ask("POST", call, {"cmd": "Emulation.setDeviceMetricsOverride", "params": size})
    wide = "return [...document.querySelectorAll('.scroll')].filter((e) => e.scrollWidth > e.clientWidth).length"
    try:
        for page in ("ledger.html", "actors/water-authority.html", "weeks/2024-W45/index.html"):
            browser.open(site[0] / page)
            assert browser.run("return document.querySelectorAll('.scroll table').length") > 0, page
            assert browser.run(wide) == 0, page
    finally:
        browser.ask("POST", call, {"cmd": "Emulation.clearDeviceMetricsOverride", "params": {}})


def test_paper_has_no_form_and_no_navigation(site: tuple[Path, Site], browser: Browser) -> None:
    call = f"{browser.session}/goog/cdp/execute"
    browser.open(site[0] / "ledger.html")
    for media, shown in (("print", "none"), ("screen", "flex")):
        browser.ask("POST", call, {"cmd": "Emulation.setEmulatedMedia", "params": {"media": media}})
        for part in ("form.tools", "nav.site"):
            assert browser.run("return getComputedStyle(document.querySelector(arguments[0])).display", part) == shown
    browser.ask("POST", call, {"cmd": "Emulation.setEmulatedMedia", "params": {"media": ""}})


def test_a_bullet_opens_its_arabic_by_mouse_and_keyboard(site: tuple[Path, Site], browser: Browser) -> None:
    browser.open(site[0] / "weeks/2024-W45/events/2024-11-01-event-1/briefing.html")
    visible = "return document.querySelector('main details .ar').checkVisibility({contentVisibilityAuto: true})"
    assert browser.run(visible) is False
    browser.click("main details summary")
    assert browser.run(visible) is True
    assert browser.run("return getComputedStyle(document.querySelector('main details .ar')).direction") == "rtl"
    assert browser.run("return document.querySelector('main details .ar').lang") == "ar"
    browser.type("main details summary", "\ue007")  # Enter closes it again
    assert browser.run(visible) is False


def test_a_line_offers_its_correction_as_rows_of_a_review_sheet(
    site: tuple[Path, Site], browser: Browser, tmp_path: Path
) -> None:
    from mujaz.digest import sheet

    browser.open(site[0] / "weeks/2024-W45/events/2024-11-01-event-1/briefing.html")
    browser.run("document.querySelector('main li[data-ar] details').open = true")
    browser.click("main li[data-ar] button.copy")
    text = browser.run("return document.querySelector('button.copy').dataset.copied")
    (tmp_path / "c.tsv").write_text(text.replace("will renew", "renews"), encoding="utf-8")
    (verdict,) = sheet.filled(sheet.read(tmp_path / "c.tsv"), "Amal", "2026-11-23T00:00:00+00:00").verdicts
    assert verdict.ar.startswith(ARABIC)
    assert (verdict.field, verdict.verdict) == ("line", "corrected")
    assert "renews irrigation network" in verdict.value
    assert "$3 million" not in verdict.value  # the sum has a column of its own
    assert browser.complaints() == []


def test_the_printed_briefing_is_one_page(site: tuple[Path, Site], browser: Browser) -> None:
    browser.open(site[0] / "weeks/2024-W45/events/2024-11-01-event-1/briefing.html")
    assert page_count(browser.printed()) == 1


def test_all_controls_have_labels_and_no_page_complains(site: tuple[Path, Site], browser: Browser) -> None:
    browser.complaints()
    for page in site[0].rglob("*.html"):
        browser.open(page)
        assert browser.run("return [...document.querySelectorAll('input, select')].every((f) => f.labels.length > 0)")
        assert browser.run("return document.querySelectorAll('main').length === 1 && !!document.title")
        assert browser.run("return [...document.querySelectorAll('th')].every((t) => t.scope)")
        assert browser.run("return performance.getEntriesByType('resource').length") == 0
    assert browser.complaints() == []


def test_text_stands_out_from_its_ground(site: tuple[Path, Site], browser: Browser) -> None:
    """Contrast of at least 4.5 (WCAG AA) for every element that holds text of its own."""
    script = """
      const linear = (v) => (v /= 255) <= .03928 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4;
      const lum = (c) => { const [r, g, b] = c.map(linear);
        return .2126 * r + .7152 * g + .0722 * b; };
      const parse = (c) => c.match(/[\\d.]+/g).map(Number);
      const ground = (e) => { for (; e; e = e.parentElement) { const c = parse(getComputedStyle(e).backgroundColor);
        if (c.length < 4 || c[3] > 0) return c.slice(0, 3); } return [255, 255, 255]; };
      return [...document.querySelectorAll('main *')].filter((e) => !e.closest('svg')
        && [...e.childNodes].some((n) => n.nodeType === 3 && n.textContent.trim())).map((e) => {
        const a = lum(parse(getComputedStyle(e).color).slice(0, 3)), b = lum(ground(e));
        return [(Math.max(a, b) + .05) / (Math.min(a, b) + .05), e.outerHTML.slice(0, 80)]; }).filter(([c]) => c < 4.5);
    """
    for page in ("index.html", "ledger.html", "weeks/2024-W45/index.html"):
        browser.open(site[0] / page)
        assert browser.run(script) == []
