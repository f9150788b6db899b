"""Feeds apart from each other: the servers are asked in threads, the work is done here, one feed after the other.

Work on a feed is a generator that yields what it wants to ask and is sent the answer. Each feed has its turn in their
order, so that the same answers give the same store, however fast they come; but who lets the others wait too long goes
behind them.
"""

import threading
from collections import deque
from collections.abc import Callable, Generator, Mapping, Sequence
from concurrent.futures import Future
from concurrent.futures import TimeoutError as NotYet
from dataclasses import dataclass, field

from mujaz.budgets import PATIENCE
from mujaz.http import Response


@dataclass(frozen=True, slots=True)
class Question:
    """What a feed wants to be asked of a server."""

    url: str
    headers: Mapping[str, str] = field(default_factory=dict)
    allow_private: bool = False


Steps = Generator[Question | None, Response | None, None]
"""Yields a Question and is sent the answer (or thrown what went wrong); or None to let the others have their turn."""
Ask = Callable[[Question], Response]


@dataclass
class Line:
    """A feed at work. used: seconds it has had, of servers and of work here."""

    clock: Callable[[], float]
    used: float = 0.0
    steps: Steps | None = None
    answer: "Future[Response | None]" = field(default_factory=Future)

    def advance(self, ask: Ask) -> bool:
        """Work on with the answer up to the next question, which is put; False at the end."""
        assert self.steps is not None
        began = self.clock()
        try:
            failure = self.answer.exception()
            question = self.steps.send(self.answer.result()) if failure is None else self.steps.throw(failure)
        except StopIteration:
            return False
        finally:
            self.used += self.clock() - began
        self.put(question, ask)
        return True

    def begin(self, ask: Ask) -> bool:
        """Put the first question; False where there is none."""
        self.answer.set_result(None)
        return self.advance(ask)

    def put(self, question: Question | None, ask: Ask) -> None:
        """Ask in a thread that ends with the program, whatever it waits for."""
        answer: Future[Response | None] = Future()
        self.answer = answer
        if question is None:
            answer.set_result(None)
            return

        def work() -> None:
            began = self.clock()
            try:
                said = ask(question)
            except BaseException as error:  # told where the feed is worked on
                self.used += self.clock() - began
                answer.set_exception(error)
            else:
                self.used += self.clock() - began
                answer.set_result(said)

        threading.Thread(target=work, daemon=True).start()


def take_turns(lines: Sequence[Line], ask: Ask, patience: float | None = None) -> None:
    """Work on all feeds to their end. patience: seconds; without it, budgets.PATIENCE."""
    patience = PATIENCE if patience is None else patience
    waiting = deque(line for line in lines if line.begin(ask))
    slow: list[Line] = []
    while waiting:
        line = waiting.popleft()
        try:
            line.answer.exception(patience if waiting else None)
        except NotYet:
            slow.append(line)
        else:
            if line.advance(ask):
                waiting.append(line)
        if not waiting:
            waiting.extend(slow)
            slow.clear()
