"""mujaz schema: the JSON Schema of each output, and of mujaz.toml."""

import json

import click


@click.command("schema", epilog="Example: mujaz schema briefing > briefing.schema.json")
@click.argument("output", type=click.Choice(["briefing", "statement", "digest", "config"]))
def command(output: str) -> None:
    """Write the JSON Schema (draft 2020-12) of a briefing, a statement record, a digest or mujaz.toml to stdout."""
    from mujaz.records.schema import as_schema, schema_of

    if output == "config":
        from mujaz.job.settings import schema

        made = as_schema(schema(), "mujaz.toml")
    else:
        made = schema_of(output)
    click.echo(json.dumps(made, ensure_ascii=False, indent=2))
