"""Articles and runs in the store: what was read, when, by which command and with which model and rules."""

import json
from collections.abc import Iterable
from dataclasses import asdict
from datetime import UTC, datetime

from mujaz.records.article import Article, When
from mujaz.store.store import Store, kept


def record_run(store: Store, command: str, signature: str, articles: Iterable[Article]) -> None:
    """Keep a finished run and its articles, all in one transaction."""
    now = datetime.now(UTC).isoformat(timespec="seconds")
    with store.transaction() as connection:
        run = connection.execute(
            "INSERT INTO run (command, started, finished, signature) VALUES (?, ?, ?, ?)",
            (command, now, now, signature),
        ).lastrowid
        for article in articles:
            connection.execute(
                "INSERT OR IGNORE INTO article VALUES (?, ?, ?)", (article.id, article_to_json(article), now)
            )
            connection.execute("INSERT INTO run_article VALUES (?, ?)", (run, article.id))


def last_run_articles(store: Store) -> tuple[Article, ...]:
    """The articles of the latest finished run, in the order they were kept; empty when there was none."""
    rows = store.connection.execute(
        "SELECT article.record FROM run_article JOIN article ON article.id = run_article.article"
        " WHERE run_article.run = (SELECT max(id) FROM run WHERE finished IS NOT NULL) ORDER BY run_article.rowid"
    )
    return tuple(article_from_json(row["record"]) for row in rows)


def article_to_json(article: Article) -> str:
    """The Article as one line of JSON, keys in the order of its fields."""
    return json.dumps(asdict(article), ensure_ascii=False)


def article_from_json(text: str) -> Article:
    """The Article that article_to_json wrote. Raises StoreError for what it did not."""
    with kept("an article"):
        data = json.loads(text)
        published = data.pop("published")
        return Article(**data, published=When(**published) if published else None)
