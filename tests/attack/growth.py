"""Time against length: some 340 texts said again and again, through every function, at three lengths."""

import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path
from xml.sax.saxutils import escape

import mujaz
from mujaz.collect.feeds import parse
from mujaz.job.weeks import zone_of
from mujaz.lexicon.names import load_glossary
from mujaz.sources import Raw, read_items
from mujaz.structure.dateline import source_line
from tests.attack.runner import Field
from tests.gates.test_linear_time import ARABIC, ENGLISH, OTHER
from tests.support.hostile import REPEATS, feed
from tests.support.pumping import seconds

LENGTHS = (500, 2000, 8000)
MOST = 8.0  # times longer for four times as much
TOO_SHORT = 0.05
LIMIT = 20.0  # seconds of processor for one call
HERE = Path(mujaz.__file__).parent


def repeats() -> list[str]:
    """Those of the gate, the example of every rule, some names, and odd letters."""
    found = list(REPEATS)
    for path in sorted((HERE / "statements" / "cues").glob("*.toml")):
        for cue in tomllib.loads(path.read_text(encoding="utf-8")).get("cue", ()):
            found += [cue[key] + " " for key in ("example", "counter_example") if key in cue]
    entries = load_glossary().entries
    found += [f"{entry.arabic} " for entry in entries[:: max(1, len(entries) // 60)]]
    found += [
        "\u0660",
        "²",
        "⁽",
        "①",
        "\ufdfa",
        "\u200d",
        "\U0001f600",
        "e\u0301",
        "\u0670",
        "٪",
        "‰",
        "{",
        "[",
        "~",
        "*",
    ]
    return list(dict.fromkeys(found))


def functions() -> dict[str, Callable[[str], object]]:
    """Those of the gate and the readers of the other formats."""
    import json

    def line(text: str) -> object:
        return list(read_items(Raw(data=json.dumps({"text": text, "title": text[:300]}).encode(), name="a.jsonl")))

    def rss(text: str) -> object:
        title, body = escape(text[:300]), escape(text)
        data = feed(f"<item><title>{title}</title><guid>1</guid><description>{body}</description></item>")
        return parse(data, "a", "https://a.example/feed", zone_of("UTC"))

    return {**ARABIC, "JSON Lines": line, "feed": rss, "source line": source_line}


def attack(field: Field) -> None:
    """Every pair; one that seems to grow too fast is measured twice more."""
    slowest: list[tuple[float, str]] = []
    for name, repeat, work in pairs():
        try:
            times = [seconds(work, repeat * (length // len(repeat) + 1), LIMIT) for length in LENGTHS]
            for _ in range(2):
                if times[2] > TOO_SHORT and times[2] > MOST * times[1]:
                    again = [seconds(work, repeat * (length // len(repeat) + 1), LIMIT) for length in LENGTHS]
                    times = [min(pair) for pair in zip(times, again, strict=True)]
        except Exception as error:
            field.check(f"{name} of {repeat[:40]!r}", f"{type(error).__name__}: {error}")
            continue
        field.tries += 2
        grows = times[2] > TOO_SHORT and times[2] > MOST * times[1]
        said = "/".join(f"{t:.3f}" for t in times)
        field.check(f"{name} of {repeat[:40]!r}", f"{said} s" if grows else "")
        slowest.append((times[2], f"{name} of {repeat[:30]!r}"))
    field.notes += [f"{t:.2f} s at {LENGTHS[2]} characters: {what}" for t, what in sorted(slowest)[-5:]]


def pairs() -> Iterator[tuple[str, str, Callable[[str], object]]]:
    """Function and text."""
    for name, work in functions().items():
        work("أعلن الوزير عن 5 ملايين دولار.")
        for repeat in repeats():
            yield name, repeat, work
    for name, work in OTHER.items():
        for repeat in ENGLISH:
            yield name, repeat, work
