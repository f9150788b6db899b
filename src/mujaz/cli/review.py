"""mujaz review: lines out to a person, verdicts back in."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from mujaz.cli.options import common, remark, settings_from

if TYPE_CHECKING:
    from mujaz.digest.sheet import Row
    from mujaz.store.store import Store


@click.group("review", epilog="Example: mujaz review export review.xlsx; mujaz review import review.xlsx --by Amal")
def command() -> None:
    """Accept, correct or reject printed lines once, and have it stay so.

    Verdicts are kept in the store, found by the Arabic clause, and applied by brief, digest, ledger and site from the
    next run on. An issued digest stays as it is: `mujaz digest --reissue WEEK` makes a corrected edition.
    """


@command.command(short_help="Write the sheet: one row a printed line.")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.argument("briefings", nargs=-1, metavar="[BRIEFING.json]...", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--week", metavar="YYYY-Www", help="The lines of this digest (default: the latest).")
@click.option("--check", "review", is_flag=True, help="Only lines marked CHECK.")
@common
def export(file: Path, briefings: tuple[Path, ...], week: str | None, **given: Any) -> None:
    """Write the review sheet FILE (.xlsx or .tsv): one row a printed line, of a digest or of single briefings."""
    from mujaz.digest import sheet
    from mujaz.errors import UsageError
    from mujaz.files import write_atomic
    from mujaz.store.store import Store

    if file.suffix.lower() not in (".xlsx", ".tsv"):
        raise UsageError(f"{file} is neither .xlsx nor .tsv", "give one of them")
    if briefings:
        rows = [row for path in briefings for row in _rows_of(path)]
    else:
        with Store(settings_from(given).store_path) as store:
            rows = _rows_of_week(store, week)
    if given["review"]:
        rows = [row for row in rows if row["checks"] or not row["line"]]
    write_atomic(file, sheet.as_xlsx(rows) if file.suffix.lower() == ".xlsx" else sheet.as_tsv(rows))
    remark(f"{len(rows)} lines", quiet=given["quiet"])


@command.command(name="import", short_help="Read the verdicts of a sheet.")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--by", "who", metavar="NAME", help="Who gives the verdicts (default: the user of this machine).")
@common
def import_(file: Path, who: str | None, **given: Any) -> int:
    """Read the verdicts of a sheet: accepted, corrected (with the correction), rejected; none takes them back.

    A row that cannot be read is named, the others are kept, and the exit code is 4.
    """
    import getpass

    from mujaz.briefing.verdicts import clause_key
    from mujaz.digest import sheet
    from mujaz.job.clock import now, stamp
    from mujaz.ledger import rows as ledger_rows
    from mujaz.store.store import Store
    from mujaz.store.verdicts import forget_verdicts, save_verdicts

    found = sheet.filled(sheet.read(file), who or getpass.getuser(), stamp(now()))
    for number, fault in found.faults:
        click.echo(f"{file}:{number}: {fault}", err=True)
    with Store(settings_from(given).store_path) as store, store.transaction() as connection:
        back = forget_verdicts(connection, [clause_key(ar) for ar in found.taken_back])
        save_verdicts(connection, [(clause_key(verdict.ar), verdict) for verdict in found.verdicts])
        ledger_rows.save_entries(connection, ledger_rows.built(connection))
    taken = f", {back} taken back" if back else ""
    remark(f"{len(found.verdicts)} verdicts kept{taken}, {len(found.faults)} rows not read", quiet=given["quiet"])
    return 4 if found.faults else 0


@command.command(name="list")
@click.option("--json", "as_json", is_flag=True, help="As a JSON list.")
@common
def list_(*, as_json: bool, **given: Any) -> None:
    """The verdicts in the store, with who and when."""
    from dataclasses import asdict

    from mujaz.store.store import Store
    from mujaz.store.verdicts import every_verdict

    with Store(settings_from(given).store_path) as store:
        found = [verdict for _, verdict in every_verdict(store.connection)]
    if as_json:
        click.echo(json.dumps([asdict(verdict) for verdict in found], ensure_ascii=False, indent=2))
        return
    for verdict in found:
        value = f" {verdict.value}" if verdict.value else ""
        click.echo(f"{verdict.at[:10]} {verdict.who}: {verdict.field} {verdict.verdict}{value}\t{verdict.ar}")


def _rows_of(path: Path) -> "list[Row]":
    from mujaz.digest import sheet
    from mujaz.errors import InputError
    from mujaz.records.briefing import from_json

    try:
        return sheet.rows_of(from_json(path.read_bytes()), path.parent.name)
    except (OSError, ValueError) as error:
        raise InputError(f"{path} is no briefing.json of Mujaz", "give one that mujaz brief wrote") from error


def _rows_of_week(store: "Store", week: str | None) -> "list[Row]":
    from mujaz.digest import rows as shelf
    from mujaz.digest import sheet
    from mujaz.errors import UsageError
    from mujaz.job.weeks import Week

    issued = shelf.digest_weeks(store.connection)
    wanted = str(Week.parse(week)) if week else issued[-1] if issued else ""
    if wanted not in issued:
        raise UsageError(f"there is no digest of {wanted}" if wanted else "there is no digest yet", "run mujaz digest")
    briefings = shelf.briefings(store.connection, wanted)
    return [row for briefing in briefings for row in sheet.rows_of(briefing, f"{wanted}/{briefing.folder}")]
