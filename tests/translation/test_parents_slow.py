"""Both engines on a real opus-mt checkpoint, French to English, fetched as training/parent.py fetches it (1.4 GB).

MUJAZ_PARENTS names the folder where it is kept between runs. Run with: pytest -m slow tests/translation
"""

import os
import subprocess
import sys
from difflib import SequenceMatcher
from pathlib import Path

import pytest

from mujaz.arabic.normalise import for_model
from mujaz.config import Settings, StoreSettings, TranslationSettings
from mujaz.models import selftest
from mujaz.models.ctranslate2_engine import CTranslate2Engine
from mujaz.models.engine import Decoding
from mujaz.models.load import LazyEngine, load_engine
from mujaz.translation.service import TranslationService

HERE = Path(__file__).resolve()
FRENCH = HERE.parents[2] / "benchmarks" / "sentences.fr.txt"
SCRIPTS = (HERE.parents[2] / "training" / "parent.py", HERE.parents[3] / "shared" / "train" / "parent.py")


@pytest.fixture(scope="module")
def parent(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of opus-mt fr→en; fetched when it is not there, skipped when it cannot be."""
    kept = os.environ.get("MUJAZ_PARENTS")
    folder = Path(kept) if kept else tmp_path_factory.mktemp("parents")
    if not (folder / "fr_en" / "config.json").is_file():
        script = next((s for s in SCRIPTS if s.is_file()), None)
        if script is None:
            pytest.skip("no parent.py to fetch the model with")
        done = subprocess.run([sys.executable, str(script), str(folder)], capture_output=True, text=True, check=False)
        if done.returncode:
            pytest.skip(f"opus-mt fr→en cannot be fetched: {done.stderr.strip()[-200:]}")
    return folder / "fr_en"


@pytest.fixture(scope="module")
def engines(parent: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, LazyEngine]:
    cache = str(tmp_path_factory.mktemp("cache"))
    return {
        kind: load_engine(
            Settings(translation=TranslationSettings(model=str(parent), engine=kind), store=StoreSettings(cache=cache))
        )
        for kind in ("torch", "ctranslate2")
    }


@pytest.fixture(scope="module")
def french() -> list[str]:
    return [for_model(line) for line in FRENCH.read_text(encoding="utf-8").splitlines()]


@pytest.fixture(scope="module")
def english(engines: dict[str, LazyEngine], french: list[str]) -> dict[str, list[str]]:
    return {kind: [o.text for o in engine.translate(french, Decoding())] for kind, engine in engines.items()}


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["torch", "ctranslate2"])
def test_self_test(engines: dict[str, LazyEngine], kind: str) -> None:
    engine = engines[kind]
    assert engine.language == "fr"
    outcomes = selftest.run(engine.load(), selftest.for_language(selftest.cases(), "fr"))
    assert all(not o.missing for o in outcomes)


@pytest.mark.slow
def test_both_engines_say_the_same_but_for_rounding(english: dict[str, list[str]]) -> None:
    pairs = list(zip(english["torch"], english["ctranslate2"], strict=True))
    alike = [SequenceMatcher(None, a, b, autojunk=False).ratio() for a, b in pairs]
    assert sum(a == b for a, b in pairs) >= 0.7 * len(pairs)
    assert sum(alike) / len(alike) >= 0.95
    assert min(alike) >= 0.5


@pytest.mark.slow
@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, ("meeting", "tomorrow")),
        (1, ("ministers", "signed", "agreement")),
        (6, ("450", "38", "conference")),
        (9, ("15 million", "schools")),
        (29, ("elections", "12 March")),
        (34, ("Geneva", "June")),
    ],
)
def test_the_english_says_it_too(english: dict[str, list[str]], number: int, words: tuple[str, ...]) -> None:
    for kind in english:
        assert selftest.missing(words, english[kind][number]) == ()


@pytest.mark.slow
def test_the_same_whatever_the_batch_size(engines: dict[str, LazyEngine], french: list[str]) -> None:
    engine = engines["ctranslate2"].load()
    assert isinstance(engine, CTranslate2Engine)
    outputs = set()
    for size in (1, 300, 1000, 2048, 8192):
        engine.batch_tokens = size
        outputs.add(tuple(engine.translate(french, Decoding())))
    assert len(outputs) == 1


@pytest.mark.slow
def test_the_service_handles_a_language_other_than_arabic(engines: dict[str, LazyEngine]) -> None:
    long = " ".join(f"Le délégué numéro {n} a remercié les organisateurs," for n in range(1, 60)) + "."
    done = TranslationService(engines["ctranslate2"]).translate(["La réunion est finie.", "", long, "12/05/2024"])
    assert selftest.missing(("meeting", "over|finished"), done[0].text) == ()
    assert [t.origin for t in done] == ["model", "copy", "model", "copy"]
    for n in range(1, 60):
        assert str(n) in done[2].text
