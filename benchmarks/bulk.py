"""How `mujaz bulk` grows, what Ray costs, and what it gains over a plain loop; ratios within one run.

    python benchmarks/bulk.py grow 1000 10000 100000      # Arabic side: time, memory, and the line through them
    python benchmarks/bulk.py overhead 200 --loop 10      # the whole way, with the embedded model

Articles: ../shared/corpus, as often as needed, each time later and with other names and numbers.
"""

import argparse
import itertools
import json
import lzma
import os
import re
import resource
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext, suppress
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from mujaz import pipeline
from mujaz.bulk.engine import Cluster
from mujaz.bulk.job import Job
from mujaz.bulk.run import Summary, run
from mujaz.config import Settings, TranslationSettings
from mujaz.files import cores
from mujaz.sources.reading import read_bytes
from mujaz.store.store import Store

CORPUS = Path(__file__).resolve().parents[2] / "shared" / "corpus" / "ant-news-2018.jsonl.xz"
FIRST_NAMES = (
    "محمد أحمد علي حسن حسين خالد يوسف إبراهيم سعيد ناصر سالم فيصل طارق كريم جمال عادل سامي رامي هاني زياد".split()
)
NAME = re.compile(rf"(?<!\w)({'|'.join(FIRST_NAMES)})(?!\w)")
NUMBER = re.compile(r"(?<!\d)\d{2,3}(?!\d)")
A_ROUND = 250  # days by which the corpus is moved each time it is told again


def articles(count: int) -> Iterator[str]:
    """Lines of JSON."""
    lines = [json.loads(line) for line in lzma.decompress(CORPUS.read_bytes()).splitlines()]
    for number, record in enumerate(itertools.islice(itertools.cycle(lines), count)):
        yield json.dumps(retold(record, number // len(lines)), ensure_ascii=False)


def retold(record: dict[str, Any], times: int) -> dict[str, Any]:
    """An article as of a later day, with other names and numbers."""
    if not times:
        return record

    def name(match: re.Match[str]) -> str:
        return FIRST_NAMES[(FIRST_NAMES.index(match.group()) + times) % len(FIRST_NAMES)]

    def number(match: re.Match[str]) -> str:
        return str(10 + (int(match.group()) + 7 * times) % 980)

    text = NUMBER.sub(number, NAME.sub(name, f"{record['text']}\n{times}"))
    day = date.fromisoformat(record["published"][:10]) + timedelta(days=A_ROUND * times)
    return record | {"text": text, "title": NAME.sub(name, record["title"]), "published": day.isoformat()}


@dataclass
class Peaks:
    """MB of this process, of the largest worker, of both and the other workers; processor seconds of all processes."""

    driver: int = 0
    worker: int = 0
    all: int = 0
    cpu: dict[int, float] = field(default_factory=dict)

    def __str__(self) -> str:
        return f"MB: driver {self.driver}, worker {self.worker}, driver and workers {self.all}"


@contextmanager
def watched() -> Iterator[Peaks]:
    """What the block takes, looked at every second."""
    peaks, over = Peaks(), threading.Event()
    before = time.process_time()

    def watch() -> None:
        while not over.wait(1.0):
            sizes = {}
            for pid in below(os.getpid()):
                with suppress(OSError, IndexError):
                    sizes[pid] = resident(pid)
                    peaks.cpu[pid] = processor(pid)
            own = sizes.pop(os.getpid(), 0)
            workers = [size for pid, size in sizes.items() if is_worker(pid)]
            peaks.driver, peaks.worker = max(peaks.driver, own), max(peaks.worker, *workers, 0)
            peaks.all = max(peaks.all, own + sum(workers))

    watcher = threading.Thread(target=watch)
    watcher.start()
    try:
        yield peaks
    finally:
        over.set()
        watcher.join()
        peaks.cpu[os.getpid()] = time.process_time() - before


def below(pid: int) -> Iterator[int]:
    """A process and all below it."""
    yield pid
    with suppress(OSError):
        for task in Path(f"/proc/{pid}/task").iterdir():
            for child in (task / "children").read_text(encoding="ascii").split():
                yield from below(int(child))


def resident(pid: int) -> int:
    """MB that a process holds for itself."""
    status = Path(f"/proc/{pid}/status").read_text(encoding="utf-8")
    return int(re.findall(r"^RssAnon:\s+(\d+)", status, re.MULTILINE)[0]) // 1024


def processor(pid: int) -> float:
    """Processor seconds of a process."""
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def is_worker(pid: int) -> bool:
    """Whether Ray lets work be done in a process."""
    try:
        return b"ray::" in Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return False


def bulk(source: Path, out: Path, workers: int, *, translate: bool) -> tuple[Summary, float]:
    """One run, and its seconds on the clock."""
    settings = Settings(translation=TranslationSettings(threads=1))
    if translate:
        with Store(":memory:") as store:
            pipeline.service_of(settings, store, pipeline.glossary_of(settings))  # the model is made ready once
    began = time.perf_counter()
    job = Job(str(out), settings, translate)
    summary = run(job, [str(source)], "benchmark", Cluster(workers=workers), lambda _: nullcontext(None))
    return summary, time.perf_counter() - began


def grow(counts: list[int], workers: int) -> None:
    """The Arabic side of more and more articles."""
    points = []
    for count in counts:
        with tempfile.TemporaryDirectory() as folder:
            source = Path(folder, "a.jsonl")
            source.write_text("\n".join(articles(count)) + "\n", encoding="utf-8")
            with watched() as peaks:
                summary, seconds = bulk(source, Path(folder, "out"), workers, translate=False)
            done = summary.stages[-1].counts
            size = sum(path.stat().st_size for path in Path(folder, "out").rglob("*") if path.is_file()) >> 20
        points.append((count, sum(peaks.cpu.values())))
        print(
            f"{count:,} articles, {done['sentences']:,} sentences, {done['events']:,} events: {seconds:.0f} s on the "
            f"clock, {points[-1][1]:.0f} s of processors; {stages(summary)}; {peaks}, disk {size}",
            flush=True,
        )
    if len(points) > 1:
        slope, base = line(points)
        print(
            f"line through the processor time: {base:.1f} s + {1000 * slope:.2f} s a thousand articles; "
            f"no point is further from it than {worst(points, slope, base):.1%}"
        )


def stages(summary: Summary) -> str:
    """Each stage on the clock, and what its work took of processors."""
    return ", ".join(f"{s.name} {s.seconds:.0f} s ({s.counts['seconds']:.1f} s of work)" for s in summary.stages)


def line(points: list[tuple[int, float]]) -> tuple[float, float]:
    """Slope and base of the straight line through the points."""
    mean_x, mean_y = (sum(values) / len(points) for values in zip(*points, strict=True))
    slope = sum((x - mean_x) * (y - mean_y) for x, y in points) / sum((x - mean_x) ** 2 for x, _ in points)
    return slope, mean_y - slope * mean_x


def worst(points: list[tuple[int, float]], slope: float, base: float) -> float:
    """How far a point lies from the line, at most, as a share of it."""
    return max(abs(y - base - slope * x) / (base + slope * x) for x, y in points)


def overhead(count: int, loop: int, workers: int) -> None:
    """The whole way with Ray, its stages alone in one process, and `mujaz brief` once an article."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder, "a.jsonl")
        source.write_text("\n".join(articles(count)) + "\n", encoding="utf-8")
        alone = plain(source.read_bytes())
        total = sum(alone.values())
        print("one process:", ", ".join(f"{name} {seconds:.1f} s" for name, seconds in alone.items()), flush=True)
        with watched() as peaks:
            summary, seconds = bulk(source, Path(folder, "out"), workers, translate=True)
        done, cpu = summary.stages[-1].counts, sum(peaks.cpu.values())
        print(
            f"bulk, {workers} workers: {seconds:.1f} s on the clock, {cpu:.1f} s of processors, "
            f"{done['sentences'] / cpu:.1f} sentences and {done['words'] / cpu:.0f} words a processor second; "
            f"{stages(summary)}; {peaks}"
        )
        print(f"bulk / the sum of its stages, processor time: {cpu / total:.2f}", flush=True)
        if loop:
            each = looped(source, Path(folder, "loop"), loop) / loop
            print(f"`mujaz brief` once an article: {each:.2f} s of processors each, {each * count / cpu:.1f} × bulk")


def plain(data: bytes) -> dict[str, float]:
    """Processor seconds of each stage in one process with one thread, on the same articles."""
    settings = Settings(translation=TranslationSettings(threads=1))
    glossary = pipeline.glossary_of(settings)
    seconds: dict[str, float] = {}

    @contextmanager
    def timed(name: str) -> Iterator[None]:
        began = time.process_time()
        yield
        seconds[name] = time.process_time() - began

    with Store(":memory:") as store:
        service = pipeline.service_of(settings, store, glossary)
        service.translate(["مرحبا"])  # loads the model
        with timed("reading"):
            found = {article.id: article for article in read_bytes(data, "a.jsonl")}
        with timed("Arabic side"):
            analyses = pipeline.read_arabic(found.values(), glossary)
        with timed("told before"):
            list(pipeline.told_once(analyses))
        with timed("translation"):
            analyses = pipeline.in_english(analyses, service)
        with timed("events"):
            pipeline.grouping(glossary)(analyses)
    return seconds


def looped(source: Path, out: Path, count: int) -> float:
    """Processor seconds of `mujaz brief` over the first articles, a process each."""
    out.mkdir()
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    for number, text in enumerate(itertools.islice(source.open(encoding="utf-8"), count)):
        (out / f"{number}.jsonl").write_text(text, encoding="utf-8")
        command = ["brief", f"{number}.jsonl", "--format", "json", "--quiet", "--store", f"{number}.sqlite"]
        subprocess.run([sys.executable, "-m", "mujaz", *command], cwd=out, check=False, capture_output=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main() -> None:
    """Read the command line and measure."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--workers", type=int, default=cores())
    parts = parser.add_subparsers(dest="part", required=True)
    parts.add_parser("grow").add_argument("counts", type=int, nargs="+")
    whole = parts.add_parser("overhead")
    whole.add_argument("count", type=int)
    whole.add_argument("--loop", type=int, default=10)
    given = parser.parse_args()
    if given.part == "grow":
        grow(given.counts, given.workers)
    else:
        overhead(given.count, given.loop, given.workers)


if __name__ == "__main__":
    main()
