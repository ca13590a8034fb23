"""Work off the screen's thread: writes, one after the other, none dropped."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

Job = Callable[[], Any]
Report = Callable[[Any, Exception | None], None]


@dataclass(frozen=True, slots=True)
class _Task:
    job: Job
    report: Report


def apart(name: str, job: Callable[[], None]) -> None:
    """Do a job in a thread that does not hold up the program's end."""
    threading.Thread(target=job, name=name, daemon=True).start()


class Writer:
    """A thread that does jobs in the order they were asked for.

    A report is called in that thread with what the job gave, or the error it raised; it may
    do no more than post a message.
    """

    def __init__(self) -> None:
        self._tasks: queue.Queue[_Task | None] = queue.Queue()
        self._thread = threading.Thread(target=self._run, name="writer", daemon=False)
        self.unheard: list[Exception] = []
        """Errors that could not be reported: the screen was gone."""
        self._thread.start()

    @property
    def waiting(self) -> int:
        """How many jobs are not done yet."""
        return self._tasks.unfinished_tasks

    def submit(self, job: Job, report: Report) -> None:
        """Ask for a job."""
        self._tasks.put(_Task(job, report))

    def finish(self) -> None:
        """Do what was asked for, then end; returns when all is done."""
        if self._thread.is_alive():
            self._tasks.put(None)
            self._thread.join()

    def _run(self) -> None:
        while (task := self._tasks.get()) is not None:
            result, failure = None, None
            try:
                result = task.job()
            except Exception as error:
                # Whatever it was, the screen must learn of it, and the next job must be done.
                failure = error
            try:
                task.report(result, failure)
            except Exception:  # the screen may be gone, and with it what posts messages
                if failure is not None:
                    self.unheard.append(failure)
            self._tasks.task_done()
        self._tasks.task_done()
