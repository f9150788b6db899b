"""What commands for unattended runs share: --log-format, --wait, and errors as one line on stderr with an exit code."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from mujaz.job.log import Log

F = TypeVar("F", bound=Callable[..., Any])


def unattended(function: F) -> F:
    """--log-format and --wait."""
    for option in (
        click.option("--wait", type=click.FloatRange(0), default=0.0, metavar="SECONDS", show_default=True,
                     help="How long to wait for another run to finish."),
        click.option("--log-format", type=click.Choice(["text", "json"]), default="text", show_default=True,
                     help="How messages on stderr are written."),
    ):  # fmt: skip
        function = option(function)
    return function


def log_for(command: str, given: dict[str, Any]) -> "Log":
    """The log of a run, as its options want it."""
    from mujaz.job.log import Log, level_shown

    return Log(command, given["log_format"], level_shown(given["verbose"], quiet=given["quiet"]))


def guarded(log: "Log", work: Callable[[], int]) -> int:
    """Do the work; an error becomes one message in the log's own form, and its exit code."""
    from mujaz.errors import MujazError, of_system

    try:
        return work()
    except MujazError as error:
        log.error(str(error), exit_code=error.exit_code)  # noqa: TRY400 - a log of ours; a message, no trace
        return error.exit_code
    except (KeyboardInterrupt, SystemExit, click.ClickException, click.Abort, BrokenPipeError):
        raise
    except OSError as error:
        said = of_system(error)
        log.error(str(said), exit_code=said.exit_code)  # noqa: TRY400
        return said.exit_code
    except Exception as error:
        if type(error).__module__ == "sqlite3":
            from mujaz.store.store import trouble

            log.error(str(trouble("", error)), exit_code=1)  # noqa: TRY400
            return 1
        if log.form != "json":
            raise
        log.error(f"unexpected {type(error).__name__}: {error}", exit_code=1)  # noqa: TRY400
        return 1
