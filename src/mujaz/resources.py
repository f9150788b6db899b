"""Where the package's own files lie: data, templates, models.txt. The same from a wheel and from a checkout."""

from importlib.resources import files
from pathlib import Path


def package_path(*parts: str) -> Path:
    """A file or folder inside the package, e.g. package_path("statements", "cues")."""
    return Path(str(files("mujaz").joinpath(*parts)))


def shipped_path(name: str) -> Path:
    """`templates` or `models.txt`: inside an installed package, at the top of the tree in a checkout."""
    inside = package_path(name)
    return inside if inside.exists() else package_path().parent.parent / name
