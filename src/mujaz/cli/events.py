"""mujaz events: which article belongs to which event."""

import json
import sys
from typing import Any

import click

from mujaz.cli.options import common, remark, settings_from, translating


@click.command("events", epilog="Example: mujaz events articles/ --no-translate")
@click.argument("inputs", nargs=-1, required=True, metavar="INPUT...")
@click.option("--no-translate", is_flag=True, help="Arabic titles only; needs no model.")
@translating
@common
def command(inputs: tuple[str, ...], **given: Any) -> int:
    """Write one JSON line an article: its event, the event's title, dates, place and kind.

    INPUT is a file, a folder, a quoted glob, an http(s) address, or - for standard input.
    """
    from mujaz import pipeline
    from mujaz.analyse import analyse
    from mujaz.cli.progress import bar
    from mujaz.events.group import group
    from mujaz.records.event_lines import lines
    from mujaz.store.store import Store

    settings = settings_from(given)
    reading = pipeline.read_all(inputs, sys.stdin.buffer)
    for failure in reading.failures:
        click.echo(f"mujaz: {failure.error}", err=True)
    glossary = pipeline.glossary_of(settings)
    analyses = [analyse(article, glossary) for article in reading.articles]
    if given["no_translate"] or not analyses:
        events = group(analyses, glossary=glossary)
    else:
        with Store(settings.store_path) as store, bar("Translating", quiet=given["quiet"]) as progress:
            service = pipeline.service_of(settings, store, glossary, lambda text: remark(text, quiet=given["quiet"]))

            def english(texts: list[str]) -> list[str]:
                return [translation.text for translation in service.translate(texts, progress)]

            events = group(analyses, translate=english, glossary=glossary)
    for line in lines(reading.articles, events):
        click.echo(json.dumps(line, ensure_ascii=False))
    return 4 if reading.failures else 0
