"""Where models lie and what state they are in: a name of models.txt, or a folder, to a checked Model."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from mujaz.config import Settings
from mujaz.errors import ModelError
from mujaz.models.cache import digest_of, read_json, read_pin, read_record
from mujaz.models.catalogue import COMMIT, Entry, read_catalogue
from mujaz.models.shape import check_shape
from mujaz.resources import package_path

Kind = Literal["packed", "transformers", "ctranslate2"]
Remark = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Model:
    """A model that is on this machine. folder: its files; home: where the cache keeps what is made from them.

    revision: the hub's commit, or the first twelve digits of the folder's digest. entry: its line of models.txt.
    """

    name: str
    revision: str
    kind: Kind
    folder: Path
    home: Path
    entry: Entry | None = None

    @property
    def label(self) -> str:
        """Name and revision for engine names and signatures, e.g. "ar-en-mini@1a2b3c4d"."""
        return f"{self.name}@{self.revision[:8]}"


def silent(_text: str) -> None:
    """A remark nobody wants."""


def resolve(settings: Settings) -> Model:
    """The model that settings.translation.model names: a name of models.txt, a folder, or "" for the default.

    Reads no weights unless a folder is met for the first time (its digest is then computed and remembered).
    Raises ModelError when there is no such model, it is not on this machine, or its checksum is wrong.
    """
    wanted = settings.translation.model
    entries = read_catalogue(settings)
    found = [e for e in entries if (e.name == wanted if wanted else e.default)]
    if found:
        return located(found[0], settings)
    folder = Path(wanted).expanduser()
    if folder.is_dir():
        if (folder / "hf").is_dir() and not (folder / "config.json").exists():
            folder = folder / "hf"
        return local(folder.resolve(), settings)
    names = ", ".join(e.name for e in entries)
    raise ModelError(f"no model {wanted!r}", f"give a folder, or a name of models.txt: {names}")


def located(entry: Entry, settings: Settings) -> Model:
    """The model of a catalogue entry, checked against its checksum. Raises ModelError."""
    shelf = settings.cache_path / "models" / entry.name
    if entry.kind == "package":
        folder = package_path(*entry.location.split("/"))
        if not folder.is_dir():
            raise ModelError(
                f"{entry.name} is not in this installation", "reinstall mujaz, or name a model with --model"
            )
        digest = digest_of(folder, settings)
        if entry.sha256 and digest != entry.sha256:
            raise ModelError(
                f"{entry.name}: checksum is {digest[:12]}…, models.txt says {entry.sha256[:12]}…",
                "reinstall mujaz; the shipped weights were changed or damaged",
            )
        return Model(entry.name, digest[:12], kind_of(folder), folder, shelf / digest[:12], entry)
    commit = entry.revision if COMMIT.fullmatch(entry.revision) else read_pin(shelf)
    folder = shelf / commit / "source"
    if not commit or not folder.is_dir():
        raise ModelError(f"{entry.name} is not on this machine", f"fetch it once with: mujaz models pull {entry.name}")
    recorded = read_record(shelf / commit).get("digest")
    digest = digest_of(folder, settings)
    if digest not in {recorded, entry.sha256} or (entry.sha256 and digest != entry.sha256):
        raise ModelError(
            f"{entry.name}: files in {folder} are not those that were pulled",
            f"fetch it again with: mujaz models pull --renew {entry.name}",
        )
    return Model(entry.name, commit, kind_of(folder), folder, shelf / commit, entry)


def local(folder: Path, settings: Settings) -> Model:
    """A model folder of the user's own. Raises ModelError when it is none."""
    kind = kind_of(folder)
    digest = digest_of(folder, settings)
    name = "folder-" + (re.sub(r"[^a-z0-9]+", "-", folder.name.lower()).strip("-") or "model")
    return Model(name, digest[:12], kind, folder, settings.cache_path / "models" / name / digest[:12])


def kind_of(folder: Path) -> Kind:
    """What lies in a folder: packed weights, a transformers Marian model, or a CTranslate2 model. Raises ModelError."""
    if (folder / "weights.00").is_file():
        return "packed"
    for name in ("source.spm", "target.spm"):
        if not (folder / name).is_file():
            raise ModelError(f"{folder} holds no MarianMT model: {name} is missing", "name the folder with its files")
    if (folder / "model.bin").is_file():
        return "ctranslate2"
    config = read_json(folder / "config.json")
    if config.get("model_type") != "marian":
        raise ModelError(f"{folder} holds no MarianMT model: config.json does not say marian", "name another folder")
    weights = [folder / name for name in ("model.safetensors", "pytorch_model.bin") if (folder / name).is_file()]
    if not weights:
        raise ModelError(f"{folder} holds no weights", "expected model.safetensors or pytorch_model.bin")
    check_shape(config, weights[0])
    return "transformers"
