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
    finished TEXT,                    -- NULL: still going, or killed
    signature TEXT NOT NULL DEFAULT ''
);
CREATE TABLE run_article (
    run INTEGER NOT NULL REFERENCES run (id) ON DELETE CASCADE,
    article TEXT NOT NULL REFERENCES article (id),
    PRIMARY KEY (run, article)
);
