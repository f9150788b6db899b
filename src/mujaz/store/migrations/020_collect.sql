-- What was collected from feeds and folders, and how each source is doing.
CREATE TABLE feed_state (
    name TEXT PRIMARY KEY,
    url TEXT NOT NULL,                 -- as configured; when it changes, etag and modified no longer count
    moved_to TEXT NOT NULL DEFAULT '', -- where permanent redirects lead
    etag TEXT NOT NULL DEFAULT '',
    modified TEXT NOT NULL DEFAULT '',
    last_ok TEXT NOT NULL DEFAULT '',  -- stamp of the last time it worked
    last_try TEXT NOT NULL DEFAULT '',
    failures INTEGER NOT NULL DEFAULT 0, -- in a row
    error TEXT NOT NULL DEFAULT ''
);
CREATE TABLE item (                    -- every feed entry ever seen; also the queue of those not yet read
    feed TEXT NOT NULL,
    key TEXT NOT NULL,                 -- canonical address, or feed name and entry id
    url TEXT NOT NULL,
    title TEXT NOT NULL,
    published TEXT NOT NULL,           -- ISO 8601 day, '' when the feed does not say
    content TEXT NOT NULL,             -- the feed's own text until the item is done, then ''
    state TEXT NOT NULL CHECK (state IN ('new', 'done', 'given up')),
    attempts INTEGER NOT NULL DEFAULT 0,
    next_try TEXT NOT NULL DEFAULT '',
    error TEXT NOT NULL DEFAULT '',
    found TEXT NOT NULL,
    PRIMARY KEY (feed, key)
);
CREATE INDEX item_waiting ON item (state, next_try);
CREATE TABLE dropped_file (            -- every file of a watched folder, as it was when last read
    path TEXT PRIMARY KEY,
    folder TEXT NOT NULL,
    stamp TEXT NOT NULL,               -- size and time of change
    error TEXT NOT NULL DEFAULT '',
    seen TEXT NOT NULL
);
CREATE TABLE collected (               -- one row an article, however many addresses it was found under
    article TEXT PRIMARY KEY REFERENCES article (id),
    day TEXT NOT NULL,                 -- of publication, else of collection, in the digest's time zone
    week TEXT NOT NULL,                -- the digest it belongs to, decided once: 2024-W45
    late INTEGER NOT NULL,             -- 1: its own week was closed already; 2: too old to be told as news
    sketch BLOB NOT NULL,              -- identity.sketch of its words
    numbers TEXT NOT NULL,             -- its numbers, to tell a reprint from the same form filled in anew
    found TEXT NOT NULL
);
CREATE INDEX collected_week ON collected (week);
CREATE INDEX collected_day ON collected (day);
CREATE TABLE sighting (                -- where an article was found: one article, several sources
    article TEXT NOT NULL REFERENCES article (id),
    source TEXT NOT NULL,              -- name of the feed or folder
    address TEXT NOT NULL,
    outlet TEXT NOT NULL,
    text_id TEXT NOT NULL,             -- article_id of the text found there; differs for a reprint
    seen TEXT NOT NULL,
    PRIMARY KEY (source, address, text_id)
);
CREATE INDEX sighting_address ON sighting (address);
CREATE INDEX sighting_article ON sighting (article);
CREATE INDEX sighting_text ON sighting (text_id);
