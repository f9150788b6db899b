"""Mujaz: Arabic articles and official statements in, one-page English briefings out."""

__version__ = "0.1.0"
