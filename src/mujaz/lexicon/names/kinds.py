"""The types a glossary entry can have, and what they mean for checks and replacement."""

from typing import Literal

Kind = Literal["body", "person", "place", "country", "nationality", "title", "term", "document", "event"]

NAMES: frozenset[Kind] = frozenset({"body", "person", "place", "country", "document", "event"})
"""Proper names, which must stand in the translation. The others are words that can be put in more than one way."""
