"""Count how many articles of a corpus use each word near their beginning: python -m tools.frequency CORPUS.jsonl.xz.

Writes src/mujaz/events/frequency.tsv, by which a word that many reports share weighs less when articles are compared.
Counts of stems only; nothing of the articles is kept.
"""

import json
import lzma
import sys
from collections import Counter
from pathlib import Path

from mujaz.events.words import LEAD, stems

OUT = Path(__file__).resolve().parent.parent / "src" / "mujaz" / "events" / "frequency.tsv"
SELDOM = 10  # in 10,000 articles: rarer words all weigh the same
HEAD = """# How common a word is in Arabic news: in how many of 10,000 articles its stem is in the title or first words.
# Counted over 8,000 articles of five broadcasters by tools/frequency.py; words that are rarer are not listed.
stem\tarticles
"""


def main(corpus: str) -> None:
    """Count and write."""
    counts: Counter[str] = Counter()
    total = 0
    with lzma.open(corpus, "rt", encoding="utf-8") as file:
        for row in map(json.loads, file):
            total += 1
            counts.update({*stems(row["title"]), *stems(" ".join(row["text"].split()[:LEAD]))})
    rows = [(stem, round(10_000 * count / total)) for stem, count in counts.items() if not stem.isdigit()]
    kept = sorted((row for row in rows if row[1] >= SELDOM), key=lambda row: (-row[1], row[0]))
    OUT.write_text(HEAD + "".join(f"{stem}\t{share}\n" for stem, share in kept), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1])
