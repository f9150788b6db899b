"""The service: memory → segments → engine → checks → retry → save.

The engine here only counts and answers from a table; what a real model does with the same calls is tried at the end.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from mujaz.config import Settings, StoreSettings, TranslationSettings
from mujaz.models.engine import Decoding, Output
from mujaz.records.translation import Progress
from mujaz.store.store import Store
from mujaz.translation import service as service_module
from mujaz.translation.memory import Memory
from mujaz.translation.service import Attempt, TranslationService, open_service, preprocessing
from tests.support.tiny_marian import PAIRS


class Table:
    """An engine that answers from a table and remembers what it was asked."""

    def __init__(self, table: dict[str, str], name: str = "table@1/none", max_pieces: int = 60) -> None:
        self.table = table
        self.name = name
        self.max_pieces = max_pieces
        self.asked: list[tuple[str, Decoding]] = []
        self.die_after = -1

    def pieces(self, segment: str) -> int:
        return len(segment.split())

    def translate(self, segments: Sequence[str], decoding: Decoding, progress: Progress | None = None) -> list[Output]:
        done = []
        for segment in segments:
            if self.die_after == 0:
                raise KeyboardInterrupt
            self.die_after -= 1
            assert self.pieces(segment) <= self.max_pieces
            self.asked.append((segment, decoding))
            text = self.answer(segment, decoding)
            done.append(Output(text, -0.1 * len(text.split()), len(text.split())))
            if progress:
                progress(len(done), len(segments))
        return done

    def answer(self, segment: str, decoding: Decoding) -> str:
        return self.table.get(segment, "Words " + " ".join("word" for _ in segment.split()))


class Stubborn(Table):
    """Leaves half of the sentence in Arabic with its first decoding."""

    def answer(self, segment: str, decoding: Decoding) -> str:
        right = decoding.no_repeat_ngram == 3
        return "The State sent 15 trucks of aid." if right else "The State sent 15 شاحنة من المساعدات."


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store(tmp_path / "store.sqlite") as opened:
        yield opened


def test_order_is_kept_and_equal_texts_are_translated_once(store: Store) -> None:
    engine = Table({"دعم": "support", "تعاون": "cooperation"})
    done = TranslationService(engine, Memory(store)).translate(["دعم", "تعاون", "دعم", "", "دعم"])
    assert [t.text for t in done] == ["support", "cooperation", "support", "", "support"]
    assert [t.source for t in done] == ["دعم", "تعاون", "دعم", "", "دعم"]
    assert sorted(text for text, _ in engine.asked if _ == Decoding()) == ["تعاون", "دعم"]


@pytest.mark.parametrize("text", ["", "   ", "12/05/2024", "Hello, world!", "😀", "https://example.org", "***"])
def test_what_is_not_arabic_is_copied_without_the_model(store: Store, text: str) -> None:
    engine = Table({})
    (done,) = TranslationService(engine, Memory(store)).translate([text])
    assert (done.text, done.origin) == (text.strip(), "copy")
    assert engine.asked == []


def test_a_second_run_translates_nothing(store: Store) -> None:
    texts = [f"وصلت {i} شاحنة إلى المدينة" for i in range(20)]
    first = TranslationService(Table({}), Memory(store)).translate(texts)
    engine = Table({})
    again = TranslationService(engine, Memory(store)).translate(texts)
    assert engine.asked == []
    assert [t.text for t in again] == [t.text for t in first]
    assert [t.checks for t in again] == [t.checks for t in first]
    assert {t.origin for t in again} == {"memory"}


def test_another_model_or_glossary_translates_again(store: Store) -> None:
    TranslationService(Table({}), Memory(store)).translate(["دعم"])
    engine = Table({}, name="table@2/none")
    TranslationService(engine, Memory(store)).translate(["دعم"])
    assert engine.asked


def test_without_memory_nothing_is_kept() -> None:
    engine = Table({})
    for _ in range(2):
        TranslationService(engine).translate(["دعم"])
    assert sum(decoding == Decoding() for _, decoding in engine.asked) >= 2


def test_a_correction_wins_and_needs_no_model(store: Store) -> None:
    memory = Memory(store)
    service = TranslationService(Table({"دعم": "support"}), memory)
    assert service.translate(["دعم"])[0].text == "support"
    memory.correct([("دعم.", "backing")])
    (done,) = service.translate(["دعم"])
    assert (done.text, done.origin) == ("backing", "correction")
    memory.forget(["دعم"])
    assert service.translate(["دعم"])[0].text == "support"


def test_a_killed_run_loses_one_batch_at_most(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(service_module, "SAVE_EVERY", 40)
    monkeypatch.setattr(service_module, "ATTEMPTS", (Attempt(),))
    texts = [f"وصلت {i} شاحنة إلى المدينة" for i in range(40)]
    engine = Table({})
    engine.die_after = 25
    with pytest.raises(KeyboardInterrupt):
        TranslationService(engine, Memory(store)).translate(texts)
    rest = Table({})
    done = TranslationService(rest, Memory(store)).translate(texts)
    assert len(done) == 40
    assert len(rest.asked) == 40 - 24
    assert sum(t.origin == "memory" for t in done) == 24


def test_a_failed_sentence_is_tried_again_and_the_best_wins(store: Store) -> None:
    engine = Stubborn({})
    (done,) = TranslationService(engine, Memory(store)).translate(["أرسلت الدولة 15 شاحنة من المساعدات."])
    assert done.text == "The State sent 15 trucks of aid."
    assert not done.failed
    assert [decoding.no_repeat_ngram for _, decoding in engine.asked] == [0, 3]


def test_what_never_passes_is_bounded_and_marked() -> None:
    engine = Table({"أرسلت الدولة 15 شاحنة من المساعدات.": "The State sent 51 trucks of aid."})
    (done,) = TranslationService(engine).translate(["أرسلت الدولة 15 شاحنة من المساعدات."])
    assert len(engine.asked) <= 1 + len(service_module.ATTEMPTS)
    assert done.origin == "model"


def test_long_texts_are_cut_and_nothing_exceeds_the_model(store: Store) -> None:
    text = " ".join(f"كلمة{i}" for i in range(400))
    (done,) = TranslationService(Table({}), Memory(store)).translate([text])
    assert done.text.lower().count("word ") + done.text.lower().count("word") >= 400


def test_addresses_and_codes_survive() -> None:
    texts = ["للمزيد زوروا https://example.org/a/b", "راسلوا info@example.org", "اعتمد القرار A/RES/77/298 (UNGA)"]
    table = {"اعتمد القرار A/RES/77/298 (UNGA)": "Resolution A / RES / 77 / 298 was adopted"}
    done = TranslationService(Table(table)).translate(texts)
    assert done[0].text.endswith("https://example.org/a/b")
    assert done[1].text.endswith("info@example.org")
    assert "A/RES/77/298" in done[2].text
    assert "(UNGA)" in done[2].text


def test_the_confidence_is_the_models_mean_over_the_pieces(store: Store) -> None:
    engine = Table({"وصلت الشحنة إلى الميناء.": "It came.", "ثم عادت السفينة.": "Then it went back."}, max_pieces=8)
    (done,) = TranslationService(engine, Memory(store)).translate(["وصلت الشحنة إلى الميناء. ثم عادت السفينة."])
    assert done.text.split() == "It came. Then it went back.".split()
    assert done.confidence == pytest.approx((2 * -0.2 + 4 * -0.4) / 6, abs=1e-4)
    (again,) = TranslationService(Table({}), Memory(store)).translate([done.source])
    assert (again.origin, again.confidence) == ("memory", done.confidence)


@pytest.mark.parametrize(("text", "origin"), [("Hello, world!", "copy"), ("دعم", "correction"), ("", "copy")])
def test_what_no_model_wrote_is_certain(store: Store, text: str, origin: str) -> None:
    memory = Memory(store)
    memory.correct([("دعم", "backing")])
    (done,) = TranslationService(Table({}), memory).translate([text])
    assert (done.origin, done.confidence) == (origin, 0.0)


def test_a_lost_code_is_marked() -> None:
    engine = Table({"وقع اتفاق مع Siemens": "An agreement was signed"})
    (done,) = TranslationService(engine).translate(["وقع اتفاق مع Siemens"])
    assert [c.detail for c in done.failed if c.name == "latin"] == ["missing: Siemens"]


def test_progress_ends_with_all(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(service_module, "SAVE_EVERY", 10)
    told: list[tuple[int, int]] = []
    TranslationService(Table({}), Memory(store)).translate(
        [f"وصلت {i} شاحنة" for i in range(12)], lambda done, total: told.append((done, total))
    )
    assert told[-1] == (12, 12)
    assert [d for d, _ in told] == list(range(1, 13))


def test_signature_and_preprocessing_name_what_they_depend_on() -> None:
    assert "table@1/none" in TranslationService(Table({})).signature
    assert preprocessing() == preprocessing()


def test_with_a_real_model_and_a_cold_cache(tiny: Path, store: Store, tmp_path: Path) -> None:
    settings = Settings(
        translation=TranslationSettings(model=str(tiny), threads=1), store=StoreSettings(cache=str(tmp_path / "cache"))
    )
    said: list[str] = []
    service = open_service(settings, store, None, said.append)
    sources = [ar for ar, _ in PAIRS]
    assert [t.text for t in service.translate(sources)] == [en for _, en in PAIRS]
    assert any("converting" in text for text in said)
    warm = open_service(settings, store, None)
    assert [t.origin for t in warm.translate([*sources, "Latin only"])] == ["memory"] * len(sources) + ["copy"]
    assert getattr(warm.engine, "loaded", "?") is None, "a cached run does not load the model"
    other = open_service(replace(settings, translation=replace(settings.translation, engine="torch")), store, None)
    assert [t.text for t in other.translate(sources)] == [en for _, en in PAIRS]


def test_confidence_does_not_depend_on_neighbours_or_on_batches(
    tiny: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = Settings(
        translation=TranslationSettings(model=str(tiny), threads=1), store=StoreSettings(cache=str(tmp_path / "cache"))
    )
    sources = [*(ar for ar, _ in PAIRS), *(ar.split()[0] for ar, _ in PAIRS)]
    found = set()
    for budget, texts in ((10, sources), (4096, sources), (4096, sources[::-1])):
        monkeypatch.setattr(service_module, "SAVE_EVERY", budget)
        done = open_service(settings, None, None).translate(texts)
        found.add(tuple(sorted((t.source, t.text, t.confidence) for t in done)))
    assert len(found) == 1
