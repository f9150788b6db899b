"""The store: one SQLite file, its migrations, and the tables of articles and finished pages."""
