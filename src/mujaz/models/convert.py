"""How a model becomes a folder that an engine can load: expanded, converted, once, in the cache."""

import json
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

from mujaz.errors import ModelError, MujazError
from mujaz.files import move
from mujaz.models.cache import locked, read_json, work_folder
from mujaz.models.find import Model, Remark, silent

CONVERTED = "ctranslate2-int8"
FALLBACK_POSITIONS = 512  # every opus-mt model has at least as many


def transformers_folder(model: Model, remark: Remark = silent) -> Path:
    """A folder that MarianMTModel loads; packed weights are expanded into the cache first. Raises ModelError."""
    if model.kind == "transformers":
        return model.folder
    if model.kind == "ctranslate2":
        raise ModelError(
            f"{model.folder} is a CTranslate2 model, which torch cannot run",
            "use --engine ctranslate2, or name the transformers folder",
        )
    return made(model, "source", lambda into: expand(model, into, remark))


def ctranslate2_folder(model: Model, remark: Remark = silent) -> Path:
    """A folder that CTranslate2 loads, int8; converted into the cache at first. Raises ModelError."""
    if model.kind == "ctranslate2":
        return model.folder
    return made(model, CONVERTED, lambda into: convert(model, into, remark))


def made(model: Model, name: str, make: Callable[[Path], None]) -> Path:
    """model.home / name, made under the model's lock if it is not there yet."""
    target = model.home / name
    if target.is_dir():
        return target
    with locked(model.home):
        if not target.is_dir():
            with work_folder(model.home) as work:
                make(work / name)
                move(work / name, target)
    return target


def expand(model: Model, into: Path, remark: Remark) -> None:
    """Packed int8 weights → transformers folder."""
    from mujaz.models.packed import write_hf

    remark(f"expanding {model.label} …")
    write_hf(model.folder, into)


def convert(model: Model, into: Path, remark: Remark) -> None:
    """Packed weights or a transformers folder → CTranslate2 int8, with what the engine needs beside it.

    Packed weights need numpy alone, a transformers folder torch and transformers. Raises ModelError.
    """
    remark(f"converting {model.label} for the fast engine; this happens once …")
    if model.kind == "packed":
        from mujaz.models.direct import convert_packed

        convert_packed(model.folder, into)
        write_shortlist(model.folder, into / "vmap.txt")
        language = "ar"
    else:
        convert_transformers(model, into)
        language = read_json(model.folder / "tokenizer_config.json").get("source_lang", "")
    about = read_json(model.folder / "config.json")
    facts = {"positions": about.get("max_position_embeddings", FALLBACK_POSITIONS), "source_lang": language}
    (into / "mujaz.json").write_text(json.dumps(facts) + "\n", encoding="utf-8", newline="\n")


def convert_transformers(model: Model, into: Path) -> None:
    """A transformers folder → CTranslate2 int8, by CTranslate2's own converter. Raises ModelError."""
    need_torch(f"{model.label} cannot be converted for the fast engine")
    import ctranslate2.converters

    from mujaz.models.quiet import quiet_transformers

    try:
        shortlist = into.parent / "shortlist"
        write_shortlist(model.folder, shortlist)
        with quiet_transformers():
            converter = ctranslate2.converters.TransformersConverter(
                str(model.folder), copy_files=["source.spm", "target.spm"]
            )
            converter.convert(str(into), quantization="int8", vmap=str(shortlist))
    except MujazError:
        raise
    except Exception as error:  # the converter raises whatever its libraries raise
        raise ModelError(
            f"{model.label} cannot be converted for CTranslate2: {error}", "use --engine torch, or pull the model again"
        ) from error


def need_torch(what: str) -> None:
    """Raise ModelError where torch or transformers is not installed; `what` says what cannot be done without."""
    missing = [name for name in ("torch", "transformers") if find_spec(name) is None]
    if missing:
        raise ModelError(f"{what}: {' and '.join(missing)} missing", f"pip install {' '.join(missing)}")


def write_shortlist(source: Path, into: Path) -> None:
    """A CTranslate2 vocabulary map that keeps the output to the pieces English is written with.

    Marian's vocabulary serves both languages, so that every decoding step also scores the source language's pieces,
    which are never a right answer. Measured on opus-mt fr-en: a fifth less processor time, the same 40 of 40 texts.
    """
    import sentencepiece

    target = sentencepiece.SentencePieceProcessor(str(source / "target.spm"))
    known = read_json(source / "vocab.json")
    pieces = [p for p in map(target.id_to_piece, range(len(target))) if p in known and not p.isspace()]
    into.write_text("\t" + " ".join(pieces) + "\n", encoding="utf-8", newline="\n")


def positions(folder: Path) -> int:
    """How many pieces, end mark included, the model of a transformers or CTranslate2 folder can take."""
    facts = read_json(folder / "mujaz.json")
    if "positions" in facts:
        return int(facts["positions"])
    return int(read_json(folder / "config.json").get("max_position_embeddings", FALLBACK_POSITIONS))
