-- How sure the model was of a translation: mean log-probability of its pieces; NULL where nobody knows.
ALTER TABLE translation ADD COLUMN confidence REAL;
