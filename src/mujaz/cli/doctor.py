"""mujaz doctor: everything that can be wrong with this installation, and the remedy."""

from typing import Any

import click

from mujaz.cli.options import common, settings_from, translating


@click.command("doctor")
@click.option("--no-model", is_flag=True, help="Do not load the model and run its self-test.")
@translating
@common
def command(no_model: bool, **given: Any) -> int:
    """Look at packages, rules, glossary, templates, store, folders and model; exit with 1 if anything is wrong.

    Exit code 5 when the model alone is the trouble.
    """
    from mujaz.doctor import examine

    wrong = []
    for finding in examine(settings_from(given), with_model=not no_model):
        click.echo(f"{'ok   ' if finding.ok else 'WRONG'} {finding.name}: {finding.seen}")
        if not finding.ok:
            click.echo(f"      → {finding.remedy}")
            wrong.append(finding.name)
    if wrong == ["model"]:
        return 5
    return 1 if wrong else 0
