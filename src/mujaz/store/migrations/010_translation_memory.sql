-- Translations made by a model. The key is a digest of engine, preprocessing, glossary and source, so that a change of
-- any of them asks for a new translation; the columns are there for people and for export.
CREATE TABLE translation (
    key TEXT PRIMARY KEY,
    engine TEXT NOT NULL,             -- name, revision and kind, e.g. ar-en-mini@1a2b3c4d/ctranslate2-int8
    preprocessing TEXT NOT NULL,      -- service.PREPROCESSING
    glossary TEXT NOT NULL,           -- Glossary.version, "" for none
    source TEXT NOT NULL,
    english TEXT NOT NULL,
    checks TEXT NOT NULL,             -- JSON list of [name, ok, detail]
    created TEXT NOT NULL             -- ISO 8601, UTC
) WITHOUT ROWID;

-- What a person said the English should be. It wins over every model until it is removed.
CREATE TABLE correction (
    normalised TEXT PRIMARY KEY,      -- memory.normalised(source)
    source TEXT NOT NULL,
    english TEXT NOT NULL,
    created TEXT NOT NULL
) WITHOUT ROWID;
