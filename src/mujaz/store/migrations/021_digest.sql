-- Understanding, digests and their delivery.
CREATE TABLE understood (              -- an article analysed and translated, once
    article TEXT PRIMARY KEY REFERENCES article (id),
    record TEXT NOT NULL,              -- the Analysis as JSON
    signature TEXT NOT NULL            -- model, engine, glossary, rules it was made with
);
CREATE TABLE commitment (              -- what the ledger is built from, taken out of understood articles
    id TEXT PRIMARY KEY,
    article TEXT NOT NULL REFERENCES article (id),
    week TEXT NOT NULL,
    day TEXT NOT NULL,
    record TEXT NOT NULL               -- the Commitment as JSON
);
CREATE TABLE digest (                  -- a digest once issued never changes
    week TEXT PRIMARY KEY,
    record TEXT NOT NULL,              -- the Digest as JSON
    issued TEXT NOT NULL,
    scheduled INTEGER NOT NULL         -- 1: part of the weekly series; 0: asked for by --week
);
CREATE TABLE digest_event (            -- the events of an issued digest with their briefings
    week TEXT NOT NULL REFERENCES digest (week),
    event TEXT NOT NULL,
    position INTEGER NOT NULL,
    record TEXT NOT NULL,              -- the Briefing as JSON
    PRIMARY KEY (week, event)
);
CREATE TABLE delivery (                -- one row a reader and digest
    week TEXT NOT NULL REFERENCES digest (week),
    recipient TEXT NOT NULL,
    message_id TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('waiting', 'sending', 'sent', 'refused')),
    at TEXT NOT NULL DEFAULT '',
    detail TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (week, recipient)
);
