-- Statements that are no commitments, for watch-lists and SQL; and single reports of commitments as people reviewed them.
CREATE TABLE statement (
    id TEXT PRIMARY KEY,
    article TEXT NOT NULL,
    week TEXT NOT NULL,
    day TEXT NOT NULL,
    kind TEXT NOT NULL,                -- agreement, declaration, call, concern, support
    record TEXT NOT NULL               -- the fields of a Commitment as JSON
) WITHOUT ROWID;
CREATE INDEX statement_by_day ON statement (day);
CREATE INDEX statement_by_article ON statement (article);
CREATE TABLE commitment_reviewed (     -- made anew with ledger_entry
    id TEXT PRIMARY KEY,               -- of the commitment
    record TEXT NOT NULL,              -- the Commitment as JSON, as people corrected it; a rejected one as it was
    verdict TEXT NOT NULL,
    verdict_by TEXT NOT NULL
) WITHOUT ROWID;
DELETE FROM ledger_entry;              -- so that the tables are made anew together
DROP VIEW v_ledger;
DROP VIEW v_commitment;
CREATE VIEW v_commitment AS            -- one row a report: several outlets may report one commitment
SELECT
    c.id, c.article, c.week, c.day,
    json_extract(c.record, '$.actor') AS who,
    json_extract(c.record, '$.what') AS what,
    json_extract(c.record, '$.addressee') AS "to",
    (SELECT max(json_extract(a.value, '$.value')) FROM json_each(c.record, '$.amounts') AS a
     WHERE json_extract(a.value, '$.currency') <> '%') AS amount,
    (SELECT json_extract(a.value, '$.currency') FROM json_each(c.record, '$.amounts') AS a
     WHERE json_extract(a.value, '$.currency') <> '%' ORDER BY json_extract(a.value, '$.value') DESC LIMIT 1) AS currency,
    (SELECT json_extract(a.value, '$.per') FROM json_each(c.record, '$.amounts') AS a
     WHERE json_extract(a.value, '$.currency') <> '%' ORDER BY json_extract(a.value, '$.value') DESC LIMIT 1) AS per,
    json_extract(c.record, '$.how_much') AS how_much,
    json_extract(c.record, '$.was') AS was,
    json_extract(c.record, '$.deadline.value') AS deadline,
    json_extract(c.record, '$.by_when') AS by_when,
    json_extract(c.record, '$.status') AS status,
    json_extract(c.record, '$.review') AS "check",
    c.verdict, c.verdict_by,
    json_extract(c.record, '$.confidence') AS confidence,
    json_extract(c.record, '$.actor_ar') AS who_ar,
    json_extract(c.record, '$.ar') AS ar,
    coalesce((SELECT s.outlet FROM sighting AS s WHERE s.article = c.article ORDER BY s.seen, s.source, s.address LIMIT 1),
             json_extract(a.record, '$.outlet')) AS outlet,
    coalesce((SELECT s.address FROM sighting AS s WHERE s.article = c.article ORDER BY s.seen, s.source, s.address LIMIT 1),
             json_extract(a.record, '$.url')) AS address
FROM (
    SELECT m.id, m.article, m.week, m.day, coalesce(r.record, m.record) AS record, r.verdict, r.verdict_by
    FROM commitment AS m LEFT JOIN commitment_reviewed AS r ON r.id = m.id
) AS c JOIN article AS a ON a.id = c.article;
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
CREATE VIEW v_statement AS             -- all that is stated, commitments too
SELECT c.id, c.article, c.week, c.day, 'commitment' AS kind, c.who, c.what, c."to", c.how_much, c.by_when, c."check",
       c.confidence, c.ar, c.outlet, c.address
FROM v_commitment AS c
UNION ALL
SELECT
    s.id, s.article, s.week, s.day, s.kind,
    json_extract(s.record, '$.actor') AS who,
    json_extract(s.record, '$.what') AS what,
    json_extract(s.record, '$.addressee') AS "to",
    json_extract(s.record, '$.how_much') AS how_much,
    json_extract(s.record, '$.by_when') AS by_when,
    json_extract(s.record, '$.review') AS "check",
    json_extract(s.record, '$.confidence') AS confidence,
    json_extract(s.record, '$.ar') AS ar,
    coalesce((SELECT f.outlet FROM sighting AS f WHERE f.article = s.article ORDER BY f.seen, f.source, f.address LIMIT 1),
             json_extract(a.record, '$.outlet')) AS outlet,
    coalesce((SELECT f.address FROM sighting AS f WHERE f.article = s.article ORDER BY f.seen, f.source, f.address LIMIT 1),
             json_extract(a.record, '$.url')) AS address
FROM statement AS s JOIN article AS a ON a.id = s.article;
