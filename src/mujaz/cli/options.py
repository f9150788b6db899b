"""Options that several commands share, and the settings that come out of them."""

from collections.abc import Callable
from typing import Any, TypeVar

import click

from mujaz.config import Settings, load

F = TypeVar("F", bound=Callable[..., Any])


def common(function: F) -> F:
    """--config, --store, --quiet, -v, and --strict: on every command that reads articles or the store."""
    for option in reversed(
        (
            click.option("--config", "config_file", metavar="FILE", help="Settings file instead of ./mujaz.toml."),
            click.option("--store", metavar="FILE", help="The store (translation memory, articles, ledger)."),
            click.option("--strict", is_flag=True, help="Exit with 3 when anything is marked for review."),
            click.option("--quiet", is_flag=True, help="No progress bar and no remarks on stderr."),
            click.option("-v", "--verbose", count=True, help="More on stderr; twice for everything."),
        )
    ):
        function = option(function)
    return function


def translating(function: F) -> F:
    """--model and --engine: on every command that translates."""
    for option in reversed(
        (
            click.option("--model", metavar="NAME_OR_DIR", help="A name of models.txt, or a model folder."),
            click.option("--engine", type=click.Choice(["auto", "ctranslate2", "torch"]), help="What runs the model."),
        )
    ):
        function = option(function)
    return function


def settings_from(given: dict[str, Any]) -> Settings:
    """Settings with a command's options laid over files and environment. Raises ConfigError."""
    return load(
        given.get("config_file"),
        options={
            ("translation", "model"): given.get("model"),
            ("translation", "engine"): given.get("engine"),
            ("store", "path"): given.get("store"),
            ("briefing", "out"): given.get("out"),
            ("briefing", "formats"): tuple(given.get("format") or ()),
            ("briefing", "template_dir"): given.get("template_dir"),
        },
    )


def remark(text: str, *, quiet: bool) -> None:
    """A line for the person at the terminal; data never goes this way."""
    if not quiet:
        click.echo(text, err=True)
