"""Words a second and peak memory of five ways to run the same Marian model on the same sentences, in one go.

usage: python benchmarks/translate.py [MODEL_DIR SENTENCES.txt] [--threads N] [--only abcde] [--repeat R] [--batches]

  (a) the obvious transformers code: generate, sentence by sentence, beam 4
  (b) transformers, one padded batch of 32 after the other
  (c) Mujaz, torch engine
  (d) Mujaz, CTranslate2 int8 engine
  (e) CTranslate2 as Argos Translate calls it: one sentence a call, beam 4, its length penalty

Each runs in a process of its own, so that its peak memory is its own; loading is timed apart. MODEL_DIR is a
transformers folder (opus-mt fr-en with sentences.fr.txt); without one it is the embedded model with sentences.ar.txt.
--batches adds: is the output of (d) the same for every batch size? Words are words of the source. On a machine that
others use too, compare by processor time and with --threads 1: waiting threads burn time without working.
"""

import argparse
import hashlib
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from mujaz.arabic.normalise import for_model
from mujaz.config import load
from mujaz.models.convert import ctranslate2_folder, transformers_folder
from mujaz.models.engine import Decoding
from mujaz.models.find import Model, kind_of, resolve

Translate = Callable[[Sequence[str]], list[str]]
WAYS = {
    "a": "transformers, one by one",
    "b": "transformers, batches of 32",
    "c": "Mujaz, torch",
    "d": "Mujaz, CTranslate2 int8",
    "e": "CTranslate2 as Argos calls it",
}


def transformers_way(folder: Path, batch: int) -> Translate:
    """Ways (a) and (b): tokenizer, generate, decode, as every tutorial has it."""
    import torch
    from transformers import MarianMTModel, MarianTokenizer

    tokenizer = MarianTokenizer.from_pretrained(str(folder))
    model: Any = MarianMTModel.from_pretrained(str(folder), dtype=torch.float32).eval()

    def translate(texts: Sequence[str]) -> list[str]:
        done: list[str] = []
        for start in range(0, len(texts), batch):
            rows = tokenizer(list(texts[start : start + batch]), return_tensors="pt", padding=True)
            with torch.inference_mode():
                out = model.generate(**rows, num_beams=4, max_new_tokens=200)
            done += tokenizer.batch_decode(out, skip_special_tokens=True)
        return done

    return translate


def argos_way(folder: Path, threads: int) -> Translate:
    """Way (e): the arguments of argostranslate.translate; its defaults for threads unless --threads is given."""
    import ctranslate2
    import sentencepiece

    source = sentencepiece.SentencePieceProcessor(str(folder / "source.spm"))
    target = sentencepiece.SentencePieceProcessor(str(folder / "target.spm"))
    translator = ctranslate2.Translator(str(folder), device="cpu", inter_threads=1, intra_threads=threads)

    def translate(texts: Sequence[str]) -> list[str]:
        done = []
        for text in texts:
            pieces = [*source.encode(text, out_type=str), "</s>"]
            (result,) = translator.translate_batch(
                [pieces],
                replace_unknowns=True,
                max_batch_size=32,
                beam_size=4,
                num_hypotheses=1,
                length_penalty=0.2,
                return_scores=True,
            )
            done.append(target.decode(result.hypotheses[0]))
        return done

    return translate


def way(name: str, folder: Path, converted: Path, threads: int) -> Translate:
    """The translate function of a way, model loaded."""
    if name in "ab":
        return transformers_way(folder, 1 if name == "a" else 32)
    if name == "e":
        return argos_way(converted, threads)
    if name == "c":
        from mujaz.models.torch_engine import TorchEngine

        torch_engine = TorchEngine("c", folder, threads)
        return lambda texts: [out.text for out in torch_engine.translate(texts, Decoding())]
    from mujaz.models.ctranslate2_engine import CTranslate2Engine

    fast_engine = CTranslate2Engine("d", converted, threads)
    return lambda texts: [out.text for out in fast_engine.translate(texts, Decoding())]


def run_one(name: str, args: argparse.Namespace) -> None:
    """Load, warm up, translate; print one JSON line. Runs in a process of its own."""
    if args.threads and name in "ab":
        import torch

        torch.set_num_threads(args.threads)
    texts = read(args.sentences)
    begun = time.perf_counter()
    translate = way(name, args.model, args.converted, args.threads)
    loaded = time.perf_counter()
    translate(texts[:2])
    times, busy = [], []
    for _ in range(args.repeat):
        start, used = time.perf_counter(), time.process_time()
        out = translate(texts)
        times.append(time.perf_counter() - start)
        busy.append(time.process_time() - used)
    print(
        json.dumps(
            {
                "load": loaded - begun,
                "seconds": min(times),
                "cpu": min(busy),
                "out": out,
                "memory": peak_memory(),
            }
        )
    )


def peak_memory() -> float:
    """The most memory this process has held, in MiB (ru_maxrss would count the parent's from before exec)."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return next(int(line.split()[1]) / 1024 for line in status.splitlines() if line.startswith("VmHWM"))


def same_for_every_batch_size(args: argparse.Namespace) -> dict[int, str]:
    """Digest of the output of (d) for several batch sizes."""
    from mujaz.models.ctranslate2_engine import CTranslate2Engine

    found = {}
    for size in (1, 256, 1024, 2048, 8192):
        engine = CTranslate2Engine("d", args.converted, args.threads, batch_tokens=size)
        out = engine.translate(read(args.sentences), Decoding())
        found[size] = hashlib.sha256("\n".join(f"{o.text}\t{o.score}" for o in out).encode()).hexdigest()[:12]
    return found


def peaks(threads: int) -> dict[str, float]:
    """The int8 and bf16 peak of a core in billion operations a second, by a matrix product of 2048 cubed."""
    import torch

    if threads:
        torch.set_num_threads(threads)
    n = 2048
    whole = torch.randint(-128, 127, (n, n), dtype=torch.int8)
    half = torch.randn(n, n).bfloat16()
    made = {}
    products: tuple[tuple[str, Callable[[], Any]], ...] = (
        ("int8", lambda: torch._int_mm(whole, whole)),
        ("bf16", lambda: half @ half),
    )
    for name, product in products:
        product()
        best = min(timed(product) for _ in range(5))
        made[name] = 2 * n**3 / best / 1e9
    return made


def timed(call: Callable[[], Any]) -> float:
    """Seconds of processor time that a call takes."""
    start = time.process_time()
    call()
    return time.process_time() - start


def operations(model: Path, texts: Sequence[str], english: Sequence[str]) -> float:
    """Billions of operations that translating took at least: matrix products alone, beam 4."""
    import sentencepiece

    config = json.loads((model / "config.json").read_text(encoding="utf-8"))
    d, ffn = config["d_model"], config["encoder_ffn_dim"]
    source = sentencepiece.SentencePieceProcessor(str(model / "source.spm"))
    target = sentencepiece.SentencePieceProcessor(str(model / "target.spm"))
    read_tokens = sum(len(source.encode(t)) + 1 for t in texts)
    written = sum(len(target.encode(t)) + 1 for t in english)
    encoder = config["encoder_layers"] * (4 * d * d + 2 * d * ffn) + config["decoder_layers"] * 2 * d * d
    decoder = config["decoder_layers"] * (6 * d * d + 2 * d * config["decoder_ffn_dim"]) + config["vocab_size"] * d
    return 2 * float(read_tokens * encoder + 4 * written * decoder) / 1e9


def read(path: Path) -> list[str]:
    """The sentences, preprocessed as for every engine."""
    return [for_model(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def main() -> None:
    """Run the ways one after the other and print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("model", type=Path, nargs="?")
    parser.add_argument("sentences", type=Path, nargs="?", default=Path(__file__).parent / "sentences.ar.txt")
    parser.add_argument("--threads", type=int, default=0, help="0: all cores")
    parser.add_argument("--only", default="abcde")
    parser.add_argument("--repeat", type=int, default=1, help="the best of so many counts")
    parser.add_argument("--batches", action="store_true")
    parser.add_argument("--way", help=argparse.SUPPRESS)
    parser.add_argument("--converted", type=Path, help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.way:
        run_one(args.way, args)
        return
    import tempfile

    args.name = args.model.name if args.model else "embedded model"
    args.model = args.model or transformers_folder(resolve(load()))
    with tempfile.TemporaryDirectory() as home:
        args.converted = ctranslate2_folder(Model("bench", "0" * 12, kind_of(args.model), args.model, Path(home)))
        report(args)


def report(args: argparse.Namespace) -> None:
    """Measure and print."""
    texts = read(args.sentences)
    words = sum(len(t.split()) for t in texts)
    cores = args.threads or len(os.sched_getaffinity(0))
    print(f"{args.name}: {len(texts)} sentences, {words} words, {cores} threads, load {os.getloadavg()[0]:.1f}")
    found: dict[str, dict[str, Any]] = {}
    for name in args.only:
        command = [
            sys.executable,
            "-W",
            "ignore",
            __file__,
            str(args.model),
            str(args.sentences),
            "--way",
            name,
            "--converted",
            str(args.converted),
            "--threads",
            str(args.threads),
            "--repeat",
            str(args.repeat),
        ]
        done = subprocess.run(command, check=True, capture_output=True, text=True)
        found[name] = json.loads(done.stdout.splitlines()[-1])
        row = found[name]
        print(
            f"({name}) {WAYS[name]:<30} {words / row['seconds']:7.1f} words/s {row['seconds']:7.2f} s   "
            f"cpu {words / row['cpu']:6.1f} words/s {row['cpu']:7.2f} s   "
            f"load {row['load']:5.2f} s   peak {row['memory']:6.0f} MiB",
            flush=True,
        )
    if "d" in found:
        for other in (o for o in "abce" if o in found):
            same = sum(x == y for x, y in zip(found["d"]["out"], found[other]["out"], strict=True))
            print(
                f"(d) is {found[other]['seconds'] / found['d']['seconds']:.1f} x ({other}), "
                f"by processor time {found[other]['cpu'] / found['d']['cpu']:.1f} x; "
                f"same text in {same} of {len(texts)}"
            )
        rate = operations(args.model, texts, found["d"]["out"]) / found["d"]["cpu"]
        for kind, peak in peaks(args.threads).items():
            print(f"(d) {rate:.0f} Gop per processor second = {100 * rate / peak:.0f} % of the {kind} peak, {peak:.0f}")
    if args.batches:
        digests = same_for_every_batch_size(args)
        print("batch tokens → output:", digests, "identical" if len(set(digests.values())) == 1 else "DIFFERENT")


if __name__ == "__main__":
    main()
