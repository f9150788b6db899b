"""mujaz brief: one-page English briefings, one an event."""

from collections.abc import Iterable
from typing import Any

import click

from mujaz.cli.inputs import Failures, fetching, standard_input, tell
from mujaz.cli.options import common, remark, settings_from, translating
from mujaz.pages.formats import NAMES


@click.command("brief", epilog="Example: mujaz brief articles/ release.html --out briefings --format pdf")
@click.argument("inputs", nargs=-1, required=True, metavar="INPUT...")
@click.option("--out", metavar="DIR", help="Folder the briefings go to (default: briefings).")
@click.option("--format", "format", multiple=True, type=click.Choice(NAMES), help="Only these; may be repeated.")
@click.option("--template-dir", metavar="DIR", help="Templates here replace the packaged ones of the same name.")
@translating
@common
def command(inputs: tuple[str, ...], **given: Any) -> int:
    """Read Arabic articles and write one briefing an event under --out.

    INPUT is a file, a folder, a quoted glob, an http(s) address, or - for standard input.
    The paths written go to stdout, everything else to stderr.
    """
    from mujaz import pipeline
    from mujaz.briefing.verdicts import verdicts_of
    from mujaz.cli.inputs import names_of
    from mujaz.cli.progress import bar
    from mujaz.store import articles as archive
    from mujaz.store import finished_pages as finished
    from mujaz.store.store import Store

    settings, quiet = settings_from(given), given["quiet"]
    reading = pipeline.read_all(inputs, standard_input(), fetching(settings))
    failures = Failures(reading.failures)
    marked = 0
    silent: list[tuple[str, ...]] = []
    if reading.articles:
        glossary = pipeline.glossary_of(settings)
        with Store(settings.store_path) as store:
            service = pipeline.service_of(settings, store, glossary, lambda text: remark(text, quiet=quiet))
            key = finished.key_of(reading.articles, settings, service.conditions, store)
            kept = finished.look(store, key)
            made: Iterable[finished.Finished] = kept or ()
            if kept is None:
                with bar("Translating", quiet=quiet) as progress:
                    analyses = pipeline.understand(reading.articles, service, glossary, progress, failures.add)
                composed = pipeline.briefings(
                    analyses,
                    service,
                    glossary,
                    left_out=lambda event: silent.append(event.articles),
                    verdicts=verdicts_of(store.connection),
                    fail=failures.add,
                )
                made = pipeline.pages(composed, settings, failures.add)
            held = finished.Held()
            for briefing in made:
                for path in pipeline.write(briefing, settings):
                    tell(path)
                marked += briefing.marked
                held.add(briefing)
            if kept is None and not failures.later:
                held.keep(store, key)
            archive.record_run(store, "brief", service.signature, reading.articles)
    for ids in silent:
        names = names_of(reading.articles, ids)
        remark(f"no briefing for {names}: nothing is promised, declared, agreed, paid or asked for there", quiet=quiet)
    if marked:
        remark(f"{marked} briefing(s) hold something to check; see the section on the page", quiet=quiet)
    if failures.any:
        return 4
    return 3 if marked and given["strict"] else 0
