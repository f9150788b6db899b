-- What has been told of each watch-list, and by which way: mail, json or text.
CREATE TABLE watch_told (
    watch TEXT NOT NULL,               -- its name in mujaz.toml
    way TEXT NOT NULL,
    entry TEXT NOT NULL,               -- id of the ledger's entry
    at TEXT NOT NULL,
    PRIMARY KEY (watch, way, entry)
) WITHOUT ROWID;
