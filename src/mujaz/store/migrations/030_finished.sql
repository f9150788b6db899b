-- Finished briefings, so that an unchanged run writes them again without making them again. key: finished.key_of.
CREATE TABLE finished (
    key TEXT PRIMARY KEY,
    made TEXT NOT NULL                -- ISO 8601, UTC
) WITHOUT ROWID;

CREATE TABLE finished_file (
    number INTEGER NOT NULL,          -- order within the run
    key TEXT NOT NULL REFERENCES finished (key) ON DELETE CASCADE,
    folder TEXT NOT NULL,
    marked INTEGER NOT NULL,
    name TEXT NOT NULL,
    data BLOB NOT NULL,
    PRIMARY KEY (key, number)
);
