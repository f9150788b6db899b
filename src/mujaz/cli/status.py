"""mujaz status: where the weekly job stands."""

from typing import Any

import click

from mujaz.cli.options import settings_from


@click.command("status", epilog="Example: mujaz status --json | jq .behind")
@click.option("--json", "as_json", is_flag=True, help="As a JSON object.")
@click.option("--config", "config_file", metavar="FILE", help="Settings file instead of ./mujaz.toml.")
@click.option("--store", metavar="FILE", help="The store (translation memory, articles, ledger).")
def command(as_json: bool, **given: Any) -> None:
    """Last fetch, last digest, what waits and what fails. Asks no server and holds up no job."""
    import json
    from dataclasses import asdict

    from mujaz.digest.status import status
    from mujaz.job import settings as job_settings
    from mujaz.job.clock import ago, now
    from mujaz.store.store import Store

    settings = settings_from(given)
    moment = now()
    with Store(settings.store_path) as store:
        found = status(store, settings, job_settings.read(settings), moment)
    if as_json:
        click.echo(json.dumps(asdict(found), ensure_ascii=False, indent=2))
        return
    fetched = (
        f"{ago(found.last_fetch, moment)} ago".replace("just now ago", "just now") if found.last_fetch else "never"
    )
    behind = f", {found.behind} complete weeks behind" if found.behind else ""
    older = f", {found.outdated} read with an older glossary or older rules (mujaz reread)" if found.outdated else ""
    lines = [
        f"last fetch   {fetched}",
        f"last digest  {found.last_digest or 'none of the weekly series yet'}{behind}",
        f"articles     {found.articles}, {found.unread} not read yet{older}",
        f"pages        {found.waiting} waiting, {found.given_up} given up",
        f"failing      {', '.join(found.failing) or 'nothing'}",
        f"mail         {found.unsent} readers still wait",
        f"commitments  {found.commitments}",
        f"store        {found.store} (Mujaz {found.version})",
    ]
    click.echo("\n".join(lines))
