"""What an unattended run says on stderr: nothing when all is well, one clear line for each trouble.

text: the message. json: one object a line with time, level, command, message and what belongs to it.
"""

import json
import sys
from dataclasses import dataclass, field
from typing import TextIO

from mujaz.job.clock import now, stamp

LEVELS = {"debug": 0, "info": 1, "warning": 2, "error": 3}


@dataclass
class Log:
    """Messages of one run. shows: the lowest level that is written; errors are always written."""

    command: str
    form: str = "text"
    shows: str = "warning"
    stream: TextIO = field(default_factory=lambda: sys.stderr)

    def debug(self, message: str, **facts: object) -> None:
        """For -vv."""
        self._write("debug", message, facts)

    def info(self, message: str, **facts: object) -> None:
        """For -v: what was done."""
        self._write("info", message, facts)

    def warning(self, message: str, **facts: object) -> None:
        """Something the administrator should know, though the run goes on and ends well."""
        self._write("warning", message, facts)

    def error(self, message: str, **facts: object) -> None:
        """Something failed; the exit code will say so too."""
        self._write("error", message, facts)

    def _write(self, level: str, message: str, facts: dict[str, object]) -> None:
        if LEVELS[level] < LEVELS[self.shows]:
            return
        if self.form == "json":
            record = {"time": stamp(now()), "level": level, "command": self.command, "message": message, **facts}
            print(json.dumps(record, ensure_ascii=False, default=str), file=self.stream, flush=True)
        else:
            print(f"mujaz {self.command}: {message}", file=self.stream, flush=True)


def level_shown(verbose: int, *, quiet: bool) -> str:
    """The lowest level to write for -v given so many times, or for --quiet."""
    if quiet:
        return "error"
    return ("warning", "info", "debug")[min(verbose, 2)]
