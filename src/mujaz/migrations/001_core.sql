-- Articles as read, and the runs that read them.
CREATE TABLE article (
    id TEXT PRIMARY KEY,              -- article.article_id
    record TEXT NOT NULL,             -- the Article as JSON
    fetched TEXT NOT NULL             -- ISO 8601, UTC
);
CREATE TABLE run (
    id INTEGER PRIMARY KEY,
    command TEXT NOT NULL,
    started TEXT NOT NULL,
    finished TEXT,
    signature TEXT NOT NULL DEFAULT '',
    articles INTEGER NOT NULL DEFAULT 0,
    exit_code INTEGER
);
