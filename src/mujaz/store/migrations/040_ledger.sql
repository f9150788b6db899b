-- The ledger as it was last built, and views for people who ask the store themselves (docs/ledger.md).
CREATE TABLE ledger_entry (
    id TEXT PRIMARY KEY,               -- of the commitment that tells it
    position INTEGER NOT NULL,
    thread TEXT NOT NULL,
    change TEXT NOT NULL,
    previous TEXT NOT NULL,
    note TEXT NOT NULL,
    pays TEXT NOT NULL,                -- id of the entry it pays, or a part of it
    paid TEXT NOT NULL,                -- what is reported paid of it, in words
    deadline_from TEXT,                -- ISO 8601 day
    deadline_to TEXT,
    sources INTEGER NOT NULL
) WITHOUT ROWID;
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
    json_extract(c.record, '$.confidence') AS confidence,
    json_extract(c.record, '$.actor_ar') AS who_ar,
    json_extract(c.record, '$.ar') AS ar,
    coalesce((SELECT s.outlet FROM sighting AS s WHERE s.article = c.article ORDER BY s.seen, s.source, s.address LIMIT 1),
             json_extract(a.record, '$.outlet')) AS outlet,
    coalesce((SELECT s.address FROM sighting AS s WHERE s.article = c.article ORDER BY s.seen, s.source, s.address LIMIT 1),
             json_extract(a.record, '$.url')) AS address
FROM commitment AS c JOIN article AS a ON a.id = c.article;
CREATE VIEW v_ledger AS                -- one row a line of the ledger, as `mujaz digest` last built it
SELECT
    e.position, v.day, v.week, v.who, v.what, v."to", v.amount, v.currency, v.per, v.how_much, v.was, e.paid,
    e.deadline_from, e.deadline_to, v.by_when, v.status, e.change, e.note, v."check", v.confidence, v.ar, v.outlet,
    v.address, e.sources, e.thread, e.previous, e.pays, e.id
FROM ledger_entry AS e JOIN v_commitment AS v ON v.id = e.id;
CREATE VIEW v_article AS
SELECT
    c.article AS id, c.day, c.week, c.late, c.found,
    json_extract(a.record, '$.title') AS title,
    coalesce((SELECT s.outlet FROM sighting AS s WHERE s.article = c.article ORDER BY s.seen, s.source, s.address LIMIT 1),
             json_extract(a.record, '$.outlet')) AS outlet,
    (SELECT s.address FROM sighting AS s WHERE s.article = c.article ORDER BY s.seen, s.source, s.address LIMIT 1) AS address,
    (SELECT count(*) FROM sighting AS s WHERE s.article = c.article) AS found_at,
    length(json_extract(a.record, '$.text')) AS characters,
    (SELECT count(*) FROM understood AS u WHERE u.article = c.article) AS "read",
    (SELECT json_extract(u.record, '$.title_en') FROM understood AS u WHERE u.article = c.article) AS title_en,
    (SELECT count(*) FROM commitment AS m WHERE m.article = c.article) AS commitments
FROM collected AS c JOIN article AS a ON a.id = c.article;
CREATE VIEW v_event AS                 -- one row an event of an issued digest
SELECT
    d.week, d.position, d.event,
    json_extract(d.record, '$.title') AS title,
    json_extract(d.record, '$.title_ar') AS title_ar,
    json_extract(d.record, '$.kind') AS kind,
    json_extract(d.record, '$.date_start.value') AS date,
    json_extract(d.record, '$.place') AS place,
    (SELECT group_concat(json_extract(b.value, '$.what'), ' ') FROM json_each(d.record, '$.bottom_line') AS b) AS bottom_line,
    json_array_length(d.record, '$.sources') AS articles,
    json_extract(d.record, '$.folder') AS folder
FROM digest_event AS d;
CREATE VIEW v_source AS                -- where articles were found
SELECT s.source, s.outlet, s.address, s.seen, s.article, c.day, c.week
FROM sighting AS s JOIN collected AS c ON c.article = s.article;
