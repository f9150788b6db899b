"""mujaz completion: the script that makes a shell complete commands and options."""

import click
from click.shell_completion import get_completion_class

from mujaz.cli import group
from mujaz.errors import UsageError

HINTS = {
    "bash": "mujaz completion bash > ~/.local/share/bash-completion/completions/mujaz",
    "zsh": "mujaz completion zsh > ~/.zfunc/_mujaz",
    "fish": "mujaz completion fish > ~/.config/fish/completions/mujaz.fish",
}


@click.command("completion", epilog="Example: " + HINTS["bash"])
@click.argument("shell", type=click.Choice(list(HINTS)))
def command(shell: str) -> None:
    """Print the completion script for SHELL on stdout."""
    kind = get_completion_class(shell)
    if kind is None:  # a click built without this shell
        raise UsageError(f"no completion for {shell}", f"choose one of {', '.join(HINTS)}")
    script = kind(group, {}, "mujaz", "_MUJAZ_COMPLETE")
    # not script.source(): that asks the installed bash for its version, which need not be the user's shell
    click.echo(script.source_template % script.source_vars())
