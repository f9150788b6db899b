"""Translation models: what models.txt names, where it lies, how it becomes usable on this machine.

catalogue: the parser of models.txt. folders: the cache, fingerprints, expanding and converting. hub: pulling.
selftest: known sentences before first use. Everything heavy is imported where it is used.
"""

from mujaz.models.catalogue import Entry, read_catalogue
from mujaz.models.folders import Model, ctranslate2_folder, resolve, transformers_folder

__all__ = ["Entry", "Model", "ctranslate2_folder", "read_catalogue", "resolve", "transformers_folder"]
