"""The name and term table: entries, finding them in Arabic, making the approved English stand in a translation."""

from mujaz.translation.glossary.entry import Entry, Problem, parse, to_tsv
from mujaz.translation.glossary.hit import Hit
from mujaz.translation.glossary.kinds import NAMES, Kind
from mujaz.translation.glossary.lookup import Glossary, load_glossary

__all__ = ["NAMES", "Entry", "Glossary", "Hit", "Kind", "Problem", "load_glossary", "parse", "to_tsv"]
