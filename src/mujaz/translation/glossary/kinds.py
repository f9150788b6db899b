"""The types a glossary entry can have, and what they mean for checks and replacement."""

from typing import Literal

Kind = Literal["body", "person", "place", "country", "nationality", "title", "term", "document", "event"]

NAMES: frozenset[Kind] = frozenset({"body", "person", "place", "country", "document", "event"})
"""Proper names: must stand in the translation. The others are words, which a translator may put in more than one way."""
