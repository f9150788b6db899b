"""Ray: started or joined, and work spread over it. Nothing else of Mujaz speaks to Ray."""

import logging
import os
import pickle
import sys
import warnings
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from importlib.util import find_spec
from typing import Any

from mujaz.errors import MujazError, UsageError

Row = dict[str, Any]
OBJECTS = 512 << 20  # bytes of shared memory on a machine of one's own; what passes through is small
BLOCK = 64 << 10  # bytes of rows after which a reader hands over: about one stretch of articles
MOST_BLOCKS = 10_000
QUIET = ("ray", "ray.data", "ray.train")


def require_ray() -> None:
    """Raise UsageError where Ray is not installed."""
    missing = [name for name in ("ray", "pyarrow", "fsspec") if find_spec(name) is None]
    if missing:
        raise UsageError(f"`mujaz bulk` needs {', '.join(missing)}", "pip install 'mujaz[bulk]'")


@dataclass(frozen=True, slots=True)
class Cluster:
    """Where to work. address: of a cluster of Ray that runs already; "" starts Ray here, for this run alone.

    workers: processors to use, 0 for all.
    """

    address: str = ""
    workers: int = 0


@contextmanager
def joined(cluster: Cluster) -> Iterator[int]:
    """Ray for the time of the block; gives the number of processors to use. Raises UsageError."""
    address, workers = cluster.address, cluster.workers
    os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")
    os.environ.setdefault("RAY_BACKEND_LOG_LEVEL", "fatal")
    if not address:  # Ray's own switch, whatever its name: the processes of this machine speak over loopback alone
        os.environ.setdefault("RAY_ENABLE_WINDOWS_OR_OSX_CLUSTER", "0")
    import ray
    import ray.data

    own: Row = {"include_dashboard": False, "object_store_memory": OBJECTS}
    if workers:
        own["num_cpus"] = workers
    try:
        with silent():
            ray.init(
                address=address or "local",
                log_to_driver=False,
                logging_level=logging.ERROR,
                **({} if address else own),
            )
    except (ConnectionError, RuntimeError, ValueError) as error:
        raise UsageError(
            f"Ray cannot be reached at {address or 'this machine'}: {error}", "see docs/scale.md"
        ) from error
    for name in QUIET:
        logging.getLogger(name).setLevel(logging.ERROR)
    context = ray.data.DataContext.get_current()
    context.enable_progress_bars = False
    context.target_max_block_size = BLOCK
    context.target_min_block_size = 1
    try:
        with warnings.catch_warnings():  # advice on how to cut the work, which is cut on purpose
            warnings.filterwarnings("ignore", category=UserWarning, module=r"ray\.")
            yield workers or max(1, int(ray.cluster_resources().get("CPU", 1)))
    finally:
        ray.shutdown()


class Worker:
    """One instance of a class in a process of Ray, which does one item after the other."""

    def __init__(self, work: Callable[..., Callable[[Any], Any]], args: Sequence[Any]) -> None:
        self.work = work(*args)

    def __call__(self, row: Row) -> Row:
        """The result of one item."""
        return packed(self.work(unpacked(row)))


@contextmanager
def silent() -> Iterator[None]:
    """Keep what Ray's own processes say at their start from stderr; what goes wrong is raised all the same."""
    with suppress(AttributeError, OSError, ValueError):
        sys.stderr.flush()
    kept, nowhere = os.dup(2), os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(nowhere, 2)
        yield
    finally:
        os.dup2(kept, 2)
        os.close(kept)
        os.close(nowhere)


def stream(
    items: Sequence[Any],
    read: Callable[[Any], Iterable[Any]],
    work: Callable[..., Callable[[Any], Any]],
    args: Sequence[Any],
    workers: int,
) -> Iterator[Any]:
    """What instances of `work`, one a processor, give for everything that `read` makes of the items, in no order.

    Reading waits while they are busy, so that what lies between does not grow.
    """
    import ray.data

    def rows(row: Row) -> Iterator[Row]:
        yield from map(packed, read(unpacked(row)))

    data = ray.data.from_items([packed(item) for item in items], override_num_blocks=blocks(items))
    read_rows = data.flat_map(rows, num_cpus=0, concurrency=min(workers, len(items)))
    made = {"work": work, "args": args}
    yield from results(read_rows.map(Worker, fn_constructor_kwargs=made, concurrency=workers, num_cpus=1))


def each(
    items: Sequence[Any],
    work: Callable[..., Callable[[Any], Any]],
    args: Sequence[Any],
    workers: int,
    *,
    cards: bool = False,
) -> Iterator[Any]:
    """What instances of `work` give for each item, in no order: one a processor, or one a graphics card."""
    import ray
    import ray.data

    if not items:
        return
    there = int(ray.cluster_resources().get("GPU", 0)) if cards else 0
    needs = {"num_gpus": 1, "num_cpus": 1} if there else {"num_cpus": 1}
    data = ray.data.from_items([packed(item) for item in items], override_num_blocks=blocks(items))
    made = {"work": work, "args": args}
    count = min(there or workers, len(items))
    yield from results(data.map(Worker, fn_constructor_kwargs=made, concurrency=count, **needs))


def packed(item: Any) -> Row:
    """Anything as a row: Ray shall not look into it."""
    return {"packed": pickle.dumps(item)}


def unpacked(row: Row) -> Any:
    """What was packed, by a process of this run."""
    return pickle.loads(row["packed"])  # noqa: S301 – our own, between our own processes


def blocks(items: Sequence[Any]) -> int:
    """How many pieces a list of items is cut into: one each, unless there are very many."""
    return max(1, min(len(items), MOST_BLOCKS))


def results(data: Any) -> Iterator[Any]:
    """The results as they come. Raises what broke in a worker as the error it was there."""
    with ours():
        for row in data.iter_rows():
            yield unpacked(row)


def alone(work: Callable[..., Any], *args: Any) -> Callable[[], Any]:
    """Start one piece of work beside the others; gives what waits for it and gives its result."""
    import ray

    started = ray.remote(num_cpus=0, max_retries=-1)(work).remote(*args)

    def wait() -> Any:
        with ours():
            return ray.get(started)

    return wait


@contextmanager
def ours() -> Iterator[None]:
    """Unwrap an error of ours from those of Ray around it."""
    import ray.exceptions

    try:
        yield
    except ray.exceptions.RayError as error:
        cause: BaseException | None = error
        while cause is not None and not isinstance(cause, MujazError):
            cause = getattr(cause, "cause", None) or cause.__cause__
        if cause is None:
            said = str(error).strip().splitlines()
            raise UsageError(f"Ray: {said[-1] if said else error}", "run the same command again: it goes on") from error
        raise cause from error
