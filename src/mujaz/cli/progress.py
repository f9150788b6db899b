"""A progress bar on stderr, on a terminal only."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from mujaz.records.translation import Progress


@contextmanager
def bar(label: str, *, quiet: bool) -> Iterator[Progress | None]:
    """Gives a function to call with (done so far, of how many); None when nobody watches."""
    if quiet or not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, TextColumn, TimeElapsedColumn
    from rich.progress import Progress as Bar

    columns = (TextColumn("{task.description}"), BarColumn(), TextColumn("{task.fields[count]}"), TimeElapsedColumn())
    with Bar(*columns, console=Console(stderr=True), transient=True) as shown:
        task = shown.add_task("Reading", total=None, count="")  # until the work can be counted

        def tell(done: int, total: int) -> None:
            shown.update(task, description=label, completed=done, total=total, count=f"{done}/{total}")

        yield tell
