"""The name and term table: entries, finding them in Arabic, making the approved English stand in a translation."""

from mujaz.lexicon.names.entry import Entry, Problem, parse, to_tsv
from mujaz.lexicon.names.hit import Hit
from mujaz.lexicon.names.kinds import NAMES, Kind
from mujaz.lexicon.names.lookup import Glossary, load_glossary

__all__ = ["NAMES", "Entry", "Glossary", "Hit", "Kind", "Problem", "load_glossary", "parse", "to_tsv"]
