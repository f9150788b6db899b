"""mujaz events: which article belongs to which event."""

import json
from typing import Any

import click

from mujaz.cli.inputs import Failures, fetching, require_output, standard_input
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
    from mujaz import apart, pipeline
    from mujaz.bilingual import headed
    from mujaz.cli.progress import bar
    from mujaz.events.headline import wanted
    from mujaz.records.event_lines import lines
    from mujaz.store.store import Store

    require_output()
    settings = settings_from(given)
    reading = pipeline.read_all(inputs, standard_input(), fetching(settings))
    failures = Failures(reading.failures)
    glossary = pipeline.glossary_of(settings)
    analyses = pipeline.read_arabic(reading.articles, glossary, failures.add)
    if analyses and not given["no_translate"]:
        with Store(settings.store_path) as store, bar("Translating", quiet=given["quiet"]) as progress:
            service = pipeline.service_of(settings, store, glossary, lambda text: remark(text, quiet=given["quiet"]))
            analyses = apart.translated(analyses, lambda some: headed(some, service, progress, wanted), failures.add)
    events = apart.grouped(analyses, pipeline.grouping(glossary), failures.add)
    placed = {article for event in events for article in event.articles}
    for line in lines([article for article in reading.articles if article.id in placed], events):
        click.echo(json.dumps(line, ensure_ascii=False))
    return 4 if failures.any else 0
