"""Fetch the parents: Helsinki-NLP's opus-mt fr->en and en->fr (Apache-2.0), from the package registry.

usage: python -m training.parents OUT_DIR

1.4 GB of downloads through pip; writes OUT_DIR/{fr_en,en_fr}/{config.json,source.spm,target.spm,vocab.json,
pytorch_model.bin}. The models lie inside one zip that is cut over the sixteen packages aait-store-cut-part-001 … 016,
version 0.0.1. Any other way to the same two folders serves as well.
"""

import argparse
import shutil
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

PARTS = 16
INSIDE = "aait_store/Models/NLP/helsinki_"


def fetch_part(number: int, work: Path) -> Path:
    """Download one package as it is (nothing of it is run) and give the path of its archive."""
    name = f"aait-store-cut-part-{number:03}"
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--no-build-isolation"]
    subprocess.run([*command, "--no-binary", ":all:", "--dest", str(work), f"{name}==0.0.1"], check=True)
    return next(work.glob(f"*part_{number:03}-0.0.1.tar.gz"))


def join(archives: list[Path], store: Path) -> None:
    """Write the zip that the archives hold in parts, in their order."""
    with store.open("wb") as joined:
        for number, archive in enumerate(archives, 1):
            with tarfile.open(archive) as tar:
                member = next(m for m in tar.getmembers() if m.name.endswith(f"aait_store.zip.{number:03}"))
                part = tar.extractfile(member)
                if part is None:
                    raise ValueError(f"{archive}: {member.name} is not a file")
                shutil.copyfileobj(part, joined)


def unpack(store: Path, out: Path) -> None:
    """Copy the files of the two models out of the zip."""
    with zipfile.ZipFile(store) as archive:
        for info in archive.infolist():
            if info.filename.startswith(INSIDE) and not info.is_dir() and not info.filename.endswith(".ini"):
                folder, name = info.filename.removeprefix(INSIDE).split("/")[:2]
                (out / folder).mkdir(parents=True, exist_ok=True)
                (out / folder / name).write_bytes(archive.read(info))


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", type=Path)
    options = parser.parse_args()
    work = options.out / "download"
    work.mkdir(parents=True, exist_ok=True)
    join([fetch_part(n, work) for n in range(1, PARTS + 1)], work / "store.zip")
    unpack(work / "store.zip", options.out)
    shutil.rmtree(work)
    print("parents in", options.out)


if __name__ == "__main__":
    main()
