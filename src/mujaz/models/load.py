"""load_engine: the one way from settings to an Engine. Weights are loaded when the first segment comes, not before."""

from collections.abc import Sequence
from importlib.util import find_spec
from typing import Literal

from mujaz.config import Settings
from mujaz.errors import ModelError
from mujaz.models.cache import add_to_record, read_record
from mujaz.models.convert import CONVERTED, ctranslate2_folder, transformers_folder
from mujaz.models.engine import Decoding, Engine, Output
from mujaz.models.find import Model, Remark, resolve, silent
from mujaz.models.selftest import examine, language_of, passed
from mujaz.records.translation import Progress

Kind = Literal["ctranslate2", "torch"]
SUFFIX: dict[Kind, str] = {"ctranslate2": "ctranslate2-int8", "torch": "torch-float32"}


class LazyEngine:
    """An Engine whose name is known at once and whose weights are loaded by the first call that needs them."""

    def __init__(self, model: Model, kind: Kind, threads: int = 0, remark: Remark = silent) -> None:
        self.model = model
        self.kind = kind
        self.threads = threads
        self.remark = remark
        self.name = f"{model.label}/{SUFFIX[kind]}"
        self.loaded: Engine | None = None

    def load(self) -> Engine:
        """The engine itself. The first load of a model on this machine includes its self-test. Raises ModelError."""
        if self.loaded is None:
            engine = built(self.model, self.kind, self.threads, self.remark)
            if not passed(self.model, self.kind):
                self.remark(f"testing {self.name} …")
                examine(engine, self.model, self.kind)
            self.loaded = engine
        return self.loaded

    @property
    def language(self) -> str:
        """The source language, "ar" for Arabic; known from the first load on, without loading again."""
        known = read_record(self.model.home).get("language")
        return str(known) if known else language_of(self.load())

    @property
    def max_pieces(self) -> int:
        """Longest segment, in SentencePiece pieces without the end mark."""
        return self.load().max_pieces

    def pieces(self, segment: str) -> int:
        """Number of SentencePiece pieces of a preprocessed segment."""
        return self.load().pieces(segment)

    def translate(self, segments: Sequence[str], decoding: Decoding, progress: Progress | None = None) -> list[Output]:
        """Translate preprocessed segments; see models.engine.Engine."""
        return self.load().translate(segments, decoding, progress)


def load_engine(settings: Settings, remark: Remark = silent) -> LazyEngine:
    """The engine for settings.translation: model found, made ready if this is its first use, weights not loaded.

    remark is told what takes time. Raises ModelError (exit code 5) when there is no usable model.
    """
    model = resolve(settings)
    wanted = settings.translation.engine
    threads = settings.translation.threads
    if wanted == "torch":
        return LazyEngine(model, "torch", threads, remark)
    if wanted == "ctranslate2" or model.kind == "ctranslate2":
        return LazyEngine(model, "ctranslate2", threads, remark)
    return LazyEngine(model, choose(model, remark), threads, remark)


def choose(model: Model, remark: Remark) -> Kind:
    """What `auto` means for a model: ctranslate2 when it is or can be converted, else torch; remembered."""
    if (model.home / CONVERTED).is_dir():
        return "ctranslate2"
    if find_spec("ctranslate2") is None or read_record(model.home).get("convertible") is False:
        return "torch"
    try:
        ctranslate2_folder(model, remark)
    except ModelError as error:
        remark(f"{error.message}; torch runs it instead")
        add_to_record(model.home, {"convertible": False})
        return "torch"
    return "ctranslate2"


def built(model: Model, kind: Kind, threads: int, remark: Remark) -> Engine:
    """The loaded engine, not yet tested. Raises ModelError."""
    name = f"{model.label}/{SUFFIX[kind]}"
    if kind == "torch":
        from mujaz.models.torch_engine import TorchEngine

        return TorchEngine(name, transformers_folder(model, remark), threads)
    from mujaz.models.ctranslate2_engine import CTranslate2Engine

    return CTranslate2Engine(name, ctranslate2_folder(model, remark), threads)
