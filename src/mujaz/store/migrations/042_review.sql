-- Verdicts of people on printed lines, and the ledger's table again, now with the commitments as they were reviewed.
CREATE TABLE verdict (
    clause TEXT NOT NULL,              -- the Arabic clause, normalised
    field TEXT NOT NULL CHECK (field IN ('line', 'who', 'sum', 'date')),
    verdict TEXT NOT NULL CHECK (verdict IN ('accepted', 'corrected', 'rejected')),
    value TEXT NOT NULL,               -- the correction, '' for the other verdicts
    ar TEXT NOT NULL,                  -- the clause as it stands in the article
    who TEXT NOT NULL,
    at TEXT NOT NULL,
    PRIMARY KEY (clause, field)
) WITHOUT ROWID;
CREATE TABLE digest_edition (          -- what was issued before a corrected edition took its place
    week TEXT NOT NULL REFERENCES digest (week),
    edition INTEGER NOT NULL,
    record TEXT NOT NULL,              -- the Digest as JSON
    briefings TEXT NOT NULL,           -- its Briefings as a JSON list
    PRIMARY KEY (week, edition)
) WITHOUT ROWID;
DROP VIEW v_ledger;
DROP TABLE ledger_entry;
CREATE TABLE ledger_entry (
    id TEXT PRIMARY KEY,               -- of the commitment that tells it
    position INTEGER NOT NULL,
    record TEXT NOT NULL,              -- the Commitment as JSON, as people corrected it
    thread TEXT NOT NULL,
    change TEXT NOT NULL,
    previous TEXT NOT NULL,
    note TEXT NOT NULL,
    pays TEXT NOT NULL,                -- id of the entry it pays, or a part of it
    paid TEXT NOT NULL,                -- what is reported paid of it, in words
    deadline_from TEXT,                -- ISO 8601 day
    deadline_to TEXT,
    amount REAL,                       -- the largest sum
    currency TEXT NOT NULL,
    per TEXT NOT NULL,
    sources INTEGER NOT NULL
) WITHOUT ROWID;
CREATE VIEW v_ledger AS                -- one row a line of the ledger, as it was last built
SELECT
    e.position, v.day, v.week,
    json_extract(e.record, '$.actor') AS who,
    json_extract(e.record, '$.what') AS what,
    v."to", e.amount, e.currency, e.per,
    json_extract(e.record, '$.how_much') AS how_much,
    v.was, e.paid, e.deadline_from, e.deadline_to,
    json_extract(e.record, '$.by_when') AS by_when,
    json_extract(e.record, '$.status') AS status,
    e.change, e.note,
    json_extract(e.record, '$.review') AS "check",
    json_extract(e.record, '$.reviewed.verdict') AS verdict,
    json_extract(e.record, '$.reviewed.who') AS verdict_by,
    v.confidence, v.ar, v.outlet, v.address, e.sources, e.thread, e.previous, e.pays, e.id
FROM ledger_entry AS e JOIN v_commitment AS v ON v.id = e.id;
