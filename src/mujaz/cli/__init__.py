"""The command line: options, words and exit codes only. Each command is a file of its own, loaded when asked for."""

import io
import os
import sys
from importlib import import_module
from typing import Any

import click

from mujaz import __version__

COMMANDS = {
    "brief": "one-page English briefings from Arabic articles",
    "explain": "which rule and which data line made which words of a page",
    "statements": "what each sentence commits to, declares, asks: JSON Lines",
    "translate": "Arabic lines in, English lines out",
    "events": "which article belongs to which event: JSON Lines",
    "bulk": "millions of articles on many processors: Parquet tables",
    "fetch": "new articles from the feeds and folders of mujaz.toml",
    "feeds": "how the sources are doing; OPML in and out",
    "digest": "the weekly digest from the store",
    "ledger": "commitments across events: new, repeated, changed",
    "watch": "what is new on your watch-lists",
    "review": "accept, correct or reject lines in a spreadsheet",
    "reread": "collected articles again, with today's model and glossary",
    "site": "a static web archive of digests, briefings and the ledger",
    "status": "where the weekly job stands",
    "schedule": "how to run the weekly job on this machine",
    "models": "what models.txt names, what is here, self-test",
    "glossary": "the name and term table",
    "doctor": "everything that can be wrong with this installation",
    "schema": "JSON Schema of the outputs and of mujaz.toml",
    "completion": "shell completion script",
}


class LazyGroup(click.Group):
    """A group that imports a command's module only when that command runs, so that --help stays fast."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The commands in the order a user meets them."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import mujaz.cli.NAME and take its `command`."""
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = import_module(f"mujaz.cli.{cmd_name}").command
        return command

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command. When the reader of our output went away, as in `mujaz … | head`, that is the end, and good.

        Said here, since click itself would make an error of it.
        """
        try:
            return super().invoke(ctx)
        except BrokenPipeError:
            from mujaz.cli.inputs import silence

            silence()
            return 0

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands without importing one."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.command(
    cls=LazyGroup,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Example: mujaz brief samples/ --out briefings",
)
@click.version_option(__version__, prog_name="mujaz", message="%(prog)s %(version)s")
def group() -> None:
    """Arabic articles and official statements in, one-page English briefings out."""


def main(args: list[str] | None = None) -> Any:
    """Run the command line and exit; the one place where errors become messages and exit codes."""
    open_streams()
    try:
        code = group.main(args=args, prog_name="mujaz", standalone_mode=False) or 0
        if sys.stdout:
            sys.stdout.flush()  # here, where a full disk is still an error of ours
    except click.exceptions.Exit as stop:
        code = stop.exit_code
    except click.ClickException as error:
        error.show()
        code = error.exit_code
    except (click.Abort, KeyboardInterrupt):
        click.echo("stopped", err=True)
        code = 1
    except BrokenPipeError:
        abandon_output()
        code = 0
    except Exception as error:
        code = told(error)
    sys.exit(code)


def told(error: Exception) -> int:
    """Say on one line what went wrong and what to do; gives the exit code. With MUJAZ_DEBUG, what is not ours rises."""
    from mujaz.errors import MujazError, of_system

    if not isinstance(error, MujazError) and os.environ.get("MUJAZ_DEBUG"):
        raise error
    if isinstance(error, OSError):
        error = of_system(error)
        abandon_output()
    elif type(error).__module__ == "sqlite3":
        from mujaz.store.store import trouble

        error = trouble("", error)
    if isinstance(error, MujazError):
        click.echo(f"mujaz: {error}", err=True)
        return error.exit_code
    click.echo(
        f"mujaz: unexpected error: {type(error).__name__}: {error} – set MUJAZ_DEBUG=1 for its trace, and report it",
        err=True,
    )
    return 1


def open_streams() -> None:
    """Let standard input, output and error be there, and take any letter.

    A stream closed by the caller leaves its number to the next file opened, such as the store: what is printed would
    go into it. Output is UTF-8, whatever the environment says.
    """
    for number in range(3):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDWR)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def abandon_output() -> None:
    """Forget what could not be written, so that Python does not try again, and complain, at its end."""
    from mujaz.cli.inputs import silence

    silence()
