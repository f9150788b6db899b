"""mujaz explain: which rule and which data line made which words of a page."""

import json
import sys
from collections.abc import Iterator
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import click

from mujaz.cli.options import common, remark, settings_from, translating

if TYPE_CHECKING:
    from mujaz.briefing.explain import Explanation, Named, Told, Way


@click.command("explain", epilog="Example: mujaz explain article.txt --line 1:7")
@click.argument("inputs", nargs=-1, required=True, metavar="FILE...")
@click.option("--json", "as_json", is_flag=True, help="One JSON object an event instead of plain text.")
@click.option(
    "--line", "mark", metavar="N:M", help="Only what is said in sentence M of article N, as on the page [N:M]."
)
@translating
@common
def command(inputs: tuple[str, ...], as_json: bool, mark: str | None, **given: Any) -> int:
    """Tell why a page says what it says.

    For each statement: its Arabic, the rule that found it, who acts and how that was resolved, every way it could
    be told with its checks and what speaks for and against it, whether it was printed, and what a person said of it.
    FILE is what `mujaz brief` takes; nothing is written.
    """
    from mujaz import pipeline
    from mujaz.briefing.verdicts import verdicts_of
    from mujaz.cli.inputs import names_of
    from mujaz.cli.progress import bar
    from mujaz.store.store import Store

    settings, quiet = settings_from(given), given["quiet"]
    reading = pipeline.read_all(inputs, sys.stdin.buffer)
    for failure in reading.failures:
        click.echo(f"mujaz: {failure.error}", err=True)
    if reading.articles:
        glossary = pipeline.glossary_of(settings)
        with Store(settings.store_path) as store:
            service = pipeline.service_of(settings, store, glossary, lambda text: remark(text, quiet=quiet))
            with bar("Translating", quiet=quiet) as progress:
                analyses = pipeline.understand(reading.articles, service, glossary, progress)
            silent: list[tuple[str, ...]] = []
            pages = pipeline.explanations(
                analyses,
                service,
                glossary,
                settings,
                left_out=lambda event: silent.append(event.articles),
                verdicts=verdicts_of(store.connection),
            )
            for page in pages:
                told = [statement for statement in page.statements if mark in (None, statement.ref)]
                if as_json:
                    data = asdict(page) | {"statements": [asdict(statement) for statement in told]}
                    click.echo(json.dumps(data, ensure_ascii=False))
                else:
                    click.echo("\n".join(plain(page, told, whole=mark is None)))
            for ids in silent:
                remark(f"no page is made of {names_of(reading.articles, ids)}: nothing is stated there", quiet=quiet)
    return 4 if reading.failures else 0


def plain(page: "Explanation", told: "list[Told]", *, whole: bool) -> Iterator[str]:
    """A page explained in words. whole: also what is not made of statements."""
    yield f"{page.title}  ({page.folder})"
    yield f"  {page.title_ar}"
    yield f"  {page.kind}, {page.date}, {page.place or 'no place'} – {page.signature}"
    for statement in told:
        yield ""
        yield from lines_of(statement)
    if whole and page.others:
        yield ""
        for other in page.others:
            yield f"{other.section}: {other.printed} [{' '.join(other.refs)}]  – {', '.join(other.files)}"
    yield ""


def lines_of(told: "Told") -> Iterator[str]:
    """One statement in words."""
    yield f"[{told.ref}] {told.fate}: {told.printed or '–'}"
    yield f"  Arabic     {told.ar}"
    rule = f"{told.cue} on “{told.cue_ar}”" if told.cue else "the whole sentence"
    yield f"  rule       {rule} → {', '.join(told.labels)}{f', {told.modality}' if told.modality else ''}"
    for name, who in (("actor", told.actor), ("speaker", told.speaker)):
        if who and not (name == "speaker" and who == told.actor):
            yield f"  {name:<10} {person(who)}"
    if told.sums or told.by_when:
        yield f"  by rule    {' – '.join(filter(None, (told.sums, told.by_when)))}"
    for made in told.ways:
        yield from way_lines(made)
    for used in told.names:
        yield f"  name       {used.arabic} = {used.english}{'' if used.stands else ' (not in the line)'}  {used.origin}"
    yield f"  because    {told.why}"


def person(who: "Named") -> str:
    """Somebody in words."""
    meant = f"“{who.resolved_from}” → " if who.resolved_from and who.resolved_from != who.name_ar else ""
    role = f", {who.role_en}" if who.role_en else ""
    at = f": {', '.join(map(str, who.origins))}" if who.origins else ""
    return f"{meant}{who.name_ar} = {who.printed}{role}  ({who.by}{at})"


def way_lines(made: "Way") -> Iterator[str]:
    """One way to tell a statement, in words."""
    mark = "*" if made.chosen else " "
    yield f"  {made.form:<9}{mark} {made.line or 'cannot stand: it needs an actor'}"
    if made.lead:
        yield f"             by rule “{made.lead}”  {', '.join(map(str, made.origins)) or 'no entry found'}"
    if made.machine_ar:
        sure = "unknown" if made.confidence is None else f"{made.confidence:.2f}"
        yield f"             by machine “{made.machine_ar}” → “{made.machine_en}”  confidence {sure}"
    for check in made.failed:
        yield f"             check {check.name} failed{f': {check.detail}' if check.detail else ''}"
    if made.features:
        parts = ", ".join(f"{f.name} {f.adds:+.2f}" for f in made.features)
        yield f"             quality {made.quality:.2f} from {parts}"
