"""mujaz schema: the JSON Schema of each output."""

import json

import click


@click.command("schema", epilog="Example: mujaz schema briefing > briefing.schema.json")
@click.argument("output", type=click.Choice(["briefing", "statement", "digest"]))
def command(output: str) -> None:
    """Write the JSON Schema (draft 2020-12) of a briefing, a statement record or a digest to stdout."""
    from mujaz.records.schema import schema_of

    click.echo(json.dumps(schema_of(output), ensure_ascii=False, indent=2))
