"""Running the command line as processes that need not import it anew, and counting what held."""

import os
import resource
import signal
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

EVERYTHING = (
    "mujaz.pipeline", "mujaz.cli.brief", "mujaz.cli.statements", "mujaz.cli.events", "mujaz.cli.fetch",
    "mujaz.cli.translate", "mujaz.cli.digest", "mujaz.cli.ledger", "mujaz.cli.models", "mujaz.collect.collect",
    "mujaz.sources", "mujaz.sources.html", "mujaz.sources.word", "mujaz.sources.pdf", "mujaz.digest.issue", "feedparser",
    "trafilatura", "docx", "pypdf", "mujaz.store.store", "mujaz.digest.mail.smtp", "mujaz.statements.cues.rules",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Result:
    """How a run ended. code: exit status, negative for a signal; None where it had to be stopped."""

    code: int | None
    out: str
    err: str
    seconds: float
    cpu: float


def warm_up() -> None:
    """Import what commands import, and read the tables, once for all runs."""
    from importlib import import_module

    for name in EVERYTHING:
        import_module(name)
    from mujaz.analyse import analyse
    from mujaz.lexicon.names import load_glossary
    from mujaz.records.article import Article

    analyse(Article(id="a", text="أعلن الوزير عن 5 ملايين دولار.", source="a"), load_glossary())


def start(
    args: Sequence[object], folder: Path, environment: Mapping[str, str], out: Path, *,
    before: Callable[[], object] | None = None,
) -> int:  # fmt: skip
    """Begin a run; gives its process. before: done in the new process, such as closing a stream."""
    sys.stdout.flush()
    sys.stderr.flush()
    process = os.fork()
    if process:
        return process
    code = 70
    try:
        os.setpgid(0, 0)
        os.chdir(folder)
        os.environ.update(environment)
        null = os.open(os.devnull, os.O_RDONLY)
        os.dup2(null, 0)
        for number, name in ((1, "out"), (2, "err")):
            stream = os.open(out / name, os.O_CREAT | os.O_WRONLY | os.O_TRUNC)
            os.dup2(stream, number)
            os.close(stream)
        if before:
            before()
        sys.stdin, sys.stdout, sys.stderr = stream_of(0, "r"), stream_of(1, "w"), stream_of(2, "w")
        from mujaz.cli import main

        main([str(arg) for arg in args])
    except SystemExit as stop:
        code = stop.code if isinstance(stop.code, int) else 0 if stop.code is None else 1
        for said in (sys.stdout, sys.stderr):
            try:
                if said is not None and not said.closed:
                    said.flush()
            except OSError:
                code = code or 120  # as Python itself ends where the last words cannot be written
    except BaseException:  # what a user would see as a trace
        import traceback

        with suppress(Exception):
            traceback.print_exc()
            sys.stderr.flush()
    finally:
        os._exit(code)


def stream_of(number: int, mode: str) -> Any:
    """A standard stream as Python makes it at its start; None for one that is closed."""
    try:
        os.fstat(number)
    except OSError:
        return None
    return open(number, mode, encoding="utf-8", errors="strict", closefd=False)


def finish(process: int, out: Path, seconds: float, began: float) -> Result:
    """Wait for a run at most so many seconds, then stop it."""
    code: int | None = None
    stopped = False
    used = 0.0
    while True:
        done, status, usage = os.wait4(process, os.WNOHANG)
        if done:
            used = usage.ru_utime + usage.ru_stime
            code = None if stopped else os.waitstatus_to_exitcode(status)
            break
        if time.monotonic() - began > seconds and not stopped:
            stopped = True
            os.killpg(process, signal.SIGKILL)
        time.sleep(0.005)
    said = [(out / name).read_text(encoding="utf-8", errors="replace") for name in ("out", "err")]
    return Result(code, said[0], said[1], time.monotonic() - began, used)


@dataclass
class Field:
    """A place for runs of one group, and the count of what held. Folders are made anew for each try."""

    group: str
    root: Path
    cache: Path
    tries: int = 0
    failures: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    @contextmanager
    def place(self) -> Iterator[Path]:
        """An empty folder."""
        import shutil

        made = Path(tempfile.mkdtemp(dir=self.root))
        try:
            yield made
        finally:
            for path in [made, *made.rglob("*")]:
                with suppress(OSError):
                    if path.is_dir() and not path.is_symlink():
                        path.chmod(0o700)
            shutil.rmtree(made, ignore_errors=True)

    def environment(self, folder: Path, **more: str) -> dict[str, str]:
        """That of a user with nothing of his own."""
        home = str(folder / "home")
        names = ("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME")
        own = {"MUJAZ_CACHE": str(self.cache), "MUJAZ_STORE": str(folder / "s.sqlite")}
        return {**dict.fromkeys(names, home), **own, **more}

    def run(
        self,
        folder: Path,
        *args: object,
        own: Mapping[str, str] | None = None,
        seconds: float = 900,
        before: Callable[[], object] | None = None,
    ) -> Result:
        """One run in a folder. own: its environment, over the usual one."""
        out = Path(tempfile.mkdtemp(dir=self.root))
        began = time.monotonic()
        process = start(args, folder, self.environment(folder, **(own or {})), out, before=before)
        return finish(process, out, seconds, began)

    def check(self, name: str, *faults: str) -> None:
        """Count a try; faults: what was wrong with it, "" for nothing."""
        self.tries += 1
        wrong = [fault for fault in faults if fault]
        if wrong:
            self.failures.append(f"{self.group}: {name}: {'; '.join(wrong)[:600]}")
            print("FAIL", self.failures[-1], flush=True)


def clean(result: Result, *codes: int, lines: int | None = None) -> str:
    """ "" when a run ended with one of the codes and every line on stderr is one of ours; else what is wrong."""
    if result.code is None:
        return f"not done after {result.seconds:.0f} s"
    if result.code not in codes:
        return f"exit {result.code}: {result.err[-300:]}"
    for word in ("Traceback", "unexpected error", "unexpected E", "report it", "Exception ignored"):
        if word in result.err:
            return f"{word}: {result.err[-300:]}"
    said = [line for line in result.err.splitlines() if line.startswith("mujaz: ")]
    if lines is not None and len(said) != lines:
        return f"{len(said)} lines on stderr, not {lines}: {result.err[-300:]}"
    return ""


def memory() -> float:
    """The most memory any finished run took, in MiB."""
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
