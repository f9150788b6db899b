"""Sources: files, folders, patterns, addresses and standard input become articles, one reader a format.

To add a format, write a reader (bytes in, Found out) and add its row to READERS in registry.py. To add an outlet, an
agency or a place of datelines, add an entry to mujaz/structure/outlets.toml or a line to mujaz/lexicon/places.tsv.
"""

from mujaz.sources.reading import read, read_bytes, read_items
from mujaz.sources.record import Failure, Raw

__all__ = ["Failure", "Raw", "read", "read_bytes", "read_items"]
