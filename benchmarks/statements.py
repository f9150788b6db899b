"""Speed of the statement rules: sentences a second on one core, and as a ratio to plain sentence splitting.

    python benchmarks/statements.py [FOLDER_OR_JSONL[.xz]]

Without an argument it reads ../shared/corpus when that is present, else the annotated articles of the tests. Times are
processor time of this process; the first pass, which fills the word caches, is shown apart from the second.
"""

import json
import lzma
import sys
import time
from pathlib import Path

from mujaz.records.article import Article, Sentence, When
from mujaz.statements.find import find_statements
from mujaz.structure.sentences import split

HERE = Path(__file__).resolve().parent
CORPUS = HERE.parent.parent / "shared" / "corpus" / "ant-news-2018.jsonl.xz"
OWN = HERE.parent / "tests" / "statements" / "data" / "articles.toml"
ARTICLES = 400
FLOOR = 2000


def articles(source: Path) -> list[Article]:
    """Up to ARTICLES articles, spread over the source."""
    if source.suffix in (".xz", ".jsonl"):
        data = lzma.decompress(source.read_bytes()) if source.suffix == ".xz" else source.read_bytes()
        rows = [json.loads(line) for line in data.decode("utf-8").split("\n") if line.strip()]
        return [article_of(row) for row in rows[:: max(1, len(rows) // ARTICLES)]][:ARTICLES]
    if source.suffix == ".toml":
        import tomllib

        entries = tomllib.loads(source.read_text(encoding="utf-8"))["article"]
        return [Article(id=e["id"], text="\n".join(s["ar"] for s in e["sentences"])) for e in entries] * 20
    return [Article(id=p.stem, text=p.read_text(encoding="utf-8")) for p in sorted(source.glob("*.txt"))]


def article_of(row: dict[str, str]) -> Article:
    """One article of a JSON Lines corpus."""
    text = f"{row.get('title', '')}\n{row['text']}"
    published = When(row["published"], "day") if row.get("published") else None
    return Article(id=row["id"], text=text, title=row.get("title", ""), published=published)


def clock(work: list[tuple[Article, tuple[Sentence, ...]]]) -> float:
    """Seconds of processor time to find the statements of all articles."""
    start = time.process_time()
    for article, sentences in work:
        find_statements(article, sentences)
    return time.process_time() - start


def main(arguments: list[str]) -> int:
    """Print the figures; exit 1 when the second pass is under the floor."""
    source = Path(arguments[0]) if arguments else CORPUS if CORPUS.is_file() else OWN
    found = articles(source)
    start = time.process_time()
    work = [(article, split(article)) for article in found]
    splitting = time.process_time() - start
    count = sum(len(sentences) for _, sentences in work)
    first, second = clock(work), clock(work)
    print(f"{len(found)} articles, {count} sentences, from {source.name}")
    print(f"splitting alone          {count / splitting:10.0f} sentences/s")
    print(f"statements, first pass   {count / first:10.0f} sentences/s  ({first / splitting:.1f} x splitting)")
    print(f"statements, second pass  {count / second:10.0f} sentences/s  ({second / splitting:.1f} x splitting)")
    print(f"floor                    {FLOOR:10d} sentences/s on one otherwise idle core")
    return 0 if count / second >= FLOOR else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
