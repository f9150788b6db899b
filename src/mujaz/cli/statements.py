"""mujaz statements: what each sentence commits to, declares, asks; one JSON record a sentence."""

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import click

from mujaz.cli.inputs import Failures, fetching, require_output, standard_input
from mujaz.cli.options import common, remark, settings_from, translating

if TYPE_CHECKING:
    from mujaz.config import Settings
    from mujaz.lexicon.names import Glossary
    from mujaz.records.analysis import Analysis
    from mujaz.records.article import Article


@click.command("statements", epilog="Example: mujaz statements article.txt --no-translate | head -3")
@click.argument("inputs", nargs=-1, required=True, metavar="INPUT...")
@click.option("--no-translate", is_flag=True, help="Arabic side only: no model needed, `en` stays empty.")
@translating
@common
def command(inputs: tuple[str, ...], no_translate: bool, **given: Any) -> int:
    """Print one JSON record a sentence, also for those that state nothing.

    INPUT is a file, a folder, a quoted glob, an http(s) address, or - for standard input.
    """
    from mujaz import pipeline
    from mujaz.records.statement_json import to_json

    require_output()
    settings = settings_from(given)
    reading = pipeline.read_all(inputs, standard_input(), fetching(settings))
    failures = Failures(reading.failures)
    glossary = pipeline.glossary_of(settings)
    analyses = (
        pipeline.read_arabic(reading.articles, glossary, failures.add)
        if no_translate
        else with_english(reading.articles, glossary, settings, failures, quiet=given["quiet"])
    )
    marked = False
    told = {analysis.article.id: analysis.statements for analysis in pipeline.told_once(analyses)}
    for analysis in analyses:
        for statement in told[analysis.article.id]:
            marked = marked or any(not check.ok for check in statement.checks)
            click.echo(json.dumps(to_json(statement), ensure_ascii=False))
    if failures.any:
        return 4
    return 3 if marked and given["strict"] else 0


def with_english(
    articles: Sequence["Article"], glossary: "Glossary", settings: "Settings", failures: Failures, *, quiet: bool
) -> tuple["Analysis", ...]:
    """The articles analysed and translated. Raises ModelError where no model is usable."""
    from mujaz import pipeline
    from mujaz.cli.progress import bar
    from mujaz.store.store import Store

    if not articles:
        return ()
    with Store(settings.store_path) as store:
        service = pipeline.service_of(settings, store, glossary, lambda text: remark(text, quiet=quiet))
        with bar("Translating", quiet=quiet) as progress:
            return pipeline.understand(articles, service, glossary, progress, failures.add)
