"""Mujaz: Arabic articles and official statements in, one-page English briefings out.

`import mujaz` loads nothing; a name of NAMES is fetched when it is first used. Their types stand in __init__.pyi.
"""

from typing import Any

__version__ = "0.1.0"

NAMES = {
    "Session": "api",
    "from_records": "api",
    "read": "api",
    "table": "api",
    "Analysis": "records.analysis",
    "Article": "records.article",
    "Briefing": "records.briefing",
    "Event": "records.event",
    "Statement": "records.statement",
    "Translation": "records.translation",
    "Failure": "sources.record",
    "MujazError": "errors",
    "ConfigError": "errors",
    "InputError": "errors",
    "ModelError": "errors",
    "UsageError": "errors",
}
"""The stable names of the library (docs/api.md), and the module each lives in."""


def __getattr__(name: str) -> Any:
    """A stable name, from its module."""
    from importlib import import_module

    if name not in NAMES:
        raise AttributeError(f"module 'mujaz' has no attribute {name!r}")
    return getattr(import_module(f"mujaz.{NAMES[name]}"), name)


def __dir__() -> list[str]:
    """What completion shows."""
    return [*globals(), *NAMES]
