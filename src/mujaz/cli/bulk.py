"""mujaz bulk: from millions of articles to tables of statements, events and translations."""

from dataclasses import astuple, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from mujaz.cli.inputs import tell
from mujaz.cli.options import common, remark, settings_from, translating
from mujaz.errors import UsageError

if TYPE_CHECKING:
    from mujaz.bulk.job import Job
    from mujaz.bulk.run import Summary
    from mujaz.config import Settings


@click.command("bulk", epilog="Example: mujaz bulk news/*.jsonl.xz --out tables --workers 8")
@click.argument("inputs", nargs=-1, required=True, metavar="INPUT...")
@click.option("--out", required=True, metavar="DIR", help="Folder for the tables; on a cluster, one that all see.")
@click.option("--ray", metavar="ADDRESS", default="", help="A Ray cluster that runs already; else Ray starts here.")
@click.option("--workers", type=click.IntRange(0), default=0, help="Processors to use; 0 for all.")
@click.option("--where", metavar="EXPR", default="", help="Briefings, too, of events with a statement like this.")
@click.option("--no-translate", is_flag=True, help="Arabic side only: no model needed.")
@translating
@common
def command(inputs: tuple[str, ...], out: str, where: str, no_translate: bool, **given: Any) -> int:
    """Write Parquet tables of statements (by day), articles, events, translations and failures under --out.

    INPUT is a file, folder or quoted glob – JSON Lines, also .gz, .xz, .zst, Parquet, and what `mujaz brief` reads – or
    an address of fsspec such as s3://bucket/news/*.jsonl.gz. Run the same command again after a stop: it goes on.
    """
    from mujaz.bulk.engine import Cluster, require_ray
    from mujaz.cli.progress import bar

    require_ray()
    from mujaz.bulk.run import run
    from mujaz.bulk.where import compiled

    if where:
        compiled(where)
        if no_translate:
            raise UsageError("--where asks for briefings, which are English", "leave out --no-translate")
    quiet = given["quiet"]
    settings = settings_from(given | {"out": str(Path(out, "briefings"))})
    job, conditions = prepared(settings, out, translate=not no_translate, quiet=quiet)
    job, cluster = replace(job, where=where), Cluster(given["ray"], given["workers"])
    summary = run(job, inputs, conditions, cluster, lambda name: bar(name.capitalize(), quiet=quiet))
    for path in summary.paths:
        tell(path)
    for failure in summary.failures:
        click.echo(f"mujaz: {failure['error']} – {failure['remedy']}", err=True)
    for line in told(summary):
        remark(line, quiet=quiet)
    return 4 if summary.failures or any(Path(out).glob("failures/*.parquet")) else 0


def prepared(settings: "Settings", out: str, *, translate: bool, quiet: bool) -> "tuple[Job, str]":
    """The job, and what its result depends on; a model is made ready here, once. Raises ModelError."""
    from mujaz import pipeline
    from mujaz.briefing.verdicts import verdicts_of
    from mujaz.bulk.job import Job
    from mujaz.store.store import Store
    from mujaz.translation.memory import Memory

    translation = settings.translation
    files = tuple(str(Path(name).absolute()) for name in translation.glossary)
    briefing = replace(settings.briefing, out=str(Path(settings.briefing.out).absolute()))
    if briefing.template_dir:
        briefing = replace(briefing, template_dir=str(Path(briefing.template_dir).absolute()))
    translation = replace(translation, glossary=files, threads=translation.threads or 1)
    settings = replace(settings, briefing=briefing, translation=translation)
    glossary = pipeline.glossary_of(settings)
    job = Job(str(Path(out).absolute()), settings, translate)
    if not translate:
        return job, f"Arabic side, glossary {glossary.version}"
    with Store(settings.store_path) as store:
        service = pipeline.service_of(settings, store, glossary, lambda text: remark(text, quiet=quiet))
        job = replace(
            job,
            signature=service.signature,
            corrections=tuple(Memory(store).every_correction()),
            verdicts=verdicts_of(store.connection),
        )
    return job, repr((astuple(service.conditions), job.corrections))


def told(summary: "Summary") -> list[str]:
    """The summary in words: what each stage did, how fast, and how busy its workers were."""
    lines = []
    for stage in summary.stages:
        clock = max(stage.seconds, 1e-9)
        counts = [f"{count:,} {name}" for name, count in stage.counts.items() if isinstance(count, int)]
        rates = [
            f"{stage.counts[name] / clock:,.1f} {name}/s"
            for name in ("articles", "sentences", "words")
            if stage.counts[name]
        ]
        busy = f"{stage.counts['seconds']:.1f} s of processor time" if stage.counts["seconds"] else ""
        lines.append(f"{stage.name}: {clock:.1f} s; " + ", ".join([*counts, *rates, busy]).strip(", "))
    if summary.kept:
        lines.append(f"{summary.kept} of {summary.batches} batches were there already")
    return lines
