"""The freeze: a digest of everything Mujaz writes, to see what a change of the code changes for a reader.

    python -m tools.freeze            compare with tools/freeze.tsv; exit 1 when anything differs
    python -m tools.freeze --write    write tools/freeze.tsv anew
    python -m tools.freeze --only brief-samples,schemas

One line an output: SHA-256, TAB, name; one line a gate figure: the figure itself, TAB, name. Every command is run by
the real `mujaz` with the embedded model, an empty store and, unless MUJAZ_FREEZE_CACHE names one, an empty model cache.
Parts that need ../shared are left out where it is absent. The files themselves stay in .work/freeze, so that a
difference can be looked at: `diff -r .work/freeze.before .work/freeze` (an earlier run is moved there).
"""

import argparse
import hashlib
import json
import lzma
import os
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"
LIST = Path(__file__).with_name("freeze.tsv")
WORK = ROOT / ".work" / "freeze"
WEEKS = 8

Rows = dict[str, str]
SETTINGS = """\
[store]
path = "store.sqlite"
[[folder]]
name = "drops"
path = "drops"
[digest]
out = "digests"
[mail]
host = "localhost"
from = "Mujaz <mujaz@example.org>"
to = ["desk@example.org"]
"""


def mujaz(
    *args: str | Path, now: datetime | None = None, stdin: Path | None = None, config: Path | None = None
) -> bytes:
    """Standard output of a mujaz command, run with its own store and home; raises when it failed."""
    base = [sys.executable, "-m", "mujaz", *map(str, args)]
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("MUJAZ_", "XDG_"))}
    cache = os.environ.get("MUJAZ_FREEZE_CACHE", str(WORK / "cache"))
    mine = {"HOME": str(WORK), "MUJAZ_CACHE": cache, "MUJAZ_STORE": str(WORK / "store.sqlite"), "PYTHONHASHSEED": "0"}
    if config:
        base += ["--config", str(config)]
        del mine["MUJAZ_STORE"]
    if now:
        mine["MUJAZ_NOW"] = now.isoformat()
    with (stdin or Path(os.devnull)).open("rb") as source:
        done = subprocess.run(base, env=kept | mine, cwd=WORK, stdin=source, capture_output=True, check=False)
    if done.returncode not in (0, 4):
        raise SystemExit(f"{' '.join(base)}: exit {done.returncode}\n{done.stderr.decode()}")
    return done.stdout


def keep(name: str, data: bytes) -> Rows:
    """Write one output below the work folder and give its line."""
    path = WORK / "out" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return {name: hashlib.sha256(data).hexdigest()}


def tree(name: str, folder: Path) -> Rows:
    """The lines of all files below a folder."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {f"{name}/{path.relative_to(folder)}": hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def brief(name: str, inputs: Path) -> Rows:
    """Briefings of a folder in every format."""
    out = WORK / "out" / name
    mujaz("brief", inputs, "--out", out)
    return tree(name, out)


def records(name: str, inputs: Path) -> Rows:
    """Statements and events of a folder, with and without the model."""
    rows: Rows = {}
    for command in ("statements", "events"):
        rows |= keep(f"{name}.{command}.jsonl", mujaz(command, inputs))
        rows |= keep(f"{name}.{command}.ar.jsonl", mujaz(command, inputs, "--no-translate"))
    return rows


def corpus() -> Rows:
    """The Arabic side of 1,000 articles of the corpus, every eighth."""
    with lzma.open(SHARED / "corpus" / "ant-news-2018.jsonl.xz", "rt", encoding="utf-8") as lines:
        chosen = [line for number, line in enumerate(lines) if number % 8 == 0][:1000]
    path = WORK / "corpus.jsonl"
    path.write_text("".join(chosen), encoding="utf-8")
    rows = keep("corpus.statements.ar.jsonl", mujaz("statements", path, "--no-translate"))
    return rows | keep("corpus.events.ar.jsonl", mujaz("events", path, "--no-translate"))


def own_articles() -> Rows:
    """The annotated articles of the tests, as one JSON Lines file."""
    data = tomllib.loads((ROOT / "tests" / "statements" / "data" / "articles.toml").read_text(encoding="utf-8"))
    path = WORK / "own.jsonl"
    lines = (json.dumps({"text": text}, ensure_ascii=False) for text in texts(data))
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return records("own", Path(path.name))


def texts(data: object) -> Iterator[str]:
    """Every article of the tests' data: the sentences of each, joined."""
    for article in data["article"]:  # type: ignore[index]
        yield "\n".join(sentence["ar"] for sentence in article["sentences"])


def weeks() -> Rows:
    """Eight invented weeks of a watched folder: digests, mails, ledger, site."""
    from tests.support.eight_weeks_of_news import World, moment

    home = WORK / "job"
    (home / "drops").mkdir(parents=True)
    config = home / "mujaz.toml"
    config.write_text(SETTINGS, encoding="utf-8")
    world = World(None, home / "drops", WEEKS)  # type: ignore[arg-type]  # its web is not asked
    rows: Rows = {}
    for week in range(WEEKS):
        for news in world.everything():
            if news.week == week:
                world._drop(news)
        mujaz("fetch", now=moment(week, 6, 20), config=config)
        now = moment(week + 1, 0, 6)
        mujaz("digest", now=now, config=config)
        eml = WORK / "out" / f"weeks/{week}.eml"
        eml.parent.mkdir(parents=True, exist_ok=True)
        name = f"{now:%G}-W{int(f'{now:%V}') - 1}"
        mujaz("digest", "--week", name, "--eml", eml, now=now, config=config)
    end = moment(WEEKS, 0, 8)
    for kind in ("json", "csv"):
        rows |= keep(f"ledger.{kind}", mujaz("ledger", f"--{kind}", now=end, config=config))
    mujaz("site", home / "site", now=end, config=config)
    rows |= tree("weeks", WORK / "out" / "weeks") | tree("digests", home / "digests")
    return rows | tree("site", home / "site")


def small() -> Rows:
    """Schemas and the whole glossary."""
    rows: Rows = {}
    for kind in ("briefing", "statement", "digest"):
        rows |= keep(f"schema.{kind}.json", mujaz("schema", kind))
    return rows | keep("glossary.tbx", mujaz("glossary", "export"))


def translations() -> Rows:
    """What `mujaz translate` makes of the benchmark's sentences, and the memory afterwards."""
    source = ROOT / "benchmarks" / "sentences.ar.txt"
    rows = keep("translate.txt", mujaz("translate", stdin=source))
    rows |= keep("translate.plain.txt", mujaz("translate", "--plain", stdin=source))
    return rows | keep("memory.tmx", stamped(mujaz("translate", "--export-tmx", "-")))


def stamped(tmx: bytes) -> bytes:
    """A TMX without its dates."""
    return re.sub(rb'(creationdate|changedate)="[^"]*"', rb'\1=""', tmx)


def gates() -> Rows:
    """The figures of the statement gate to the last digit."""
    from tests.gates.floors import measured

    return {
        f"gate.{name}.{figure}": repr(value)
        for name, scores in measured().items()
        for figure, value in scores.figures().items()
    }


def parts() -> dict[str, Callable[[], Rows]]:
    """Every part of the freeze by name; those that need ../shared only where it is."""
    made: dict[str, Callable[[], Rows]] = {
        "small": small,
        "own": own_articles,
        "gates": gates,
        "translations": translations,
        "samples": lambda: brief("samples", ROOT / "samples") | records("samples", ROOT / "samples"),
        "weeks": weeks,
    }
    if SHARED.is_dir():
        made["seeds"] = lambda: brief("seeds", SHARED / "seeds") | records("seeds", SHARED / "seeds")
        made["corpus"] = corpus
    return made


def read_list() -> Rows:
    """The committed list: name → digest or figure."""
    lines = LIST.read_text(encoding="utf-8").splitlines() if LIST.exists() else []
    return {name: value for value, _, name in (line.partition("\t") for line in lines if not line.startswith("#"))}


def main() -> int:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--only", default="", metavar="PART,PART")
    options = parser.parse_args()
    before = WORK.with_suffix(".before")
    if WORK.exists():
        shutil.rmtree(before, ignore_errors=True)
        WORK.replace(before)
    WORK.mkdir(parents=True)
    chosen = options.only.split(",") if options.only else list(parts())
    rows: Rows = {}
    for name in chosen:
        rows |= parts()[name]()
        print(f"{name}: done", file=sys.stderr, flush=True)
    if options.write:
        head = "# What Mujaz writes: SHA-256 or figure, TAB, name. Made by `python -m tools.freeze --write`\n"
        old = read_list() if options.only else {}
        LIST.write_text(head + "".join(f"{v}\t{k}\n" for k, v in sorted((old | rows).items())), encoding="utf-8")
        return 0
    old = read_list()
    known = {name: value for name, value in old.items() if not options.only or name in rows}
    differing = sorted(name for name in known.keys() | rows.keys() if known.get(name) != rows.get(name))
    for name in differing:
        print(f"differs: {name}: {known.get(name, 'new')[:12]} → {rows.get(name, 'missing')[:12]}")
    print(f"{len(rows)} outputs, {len(differing)} differ")
    return 1 if differing else 0


if __name__ == "__main__":
    sys.exit(main())
