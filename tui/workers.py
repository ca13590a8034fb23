"""Work off the screen's thread: writes, one after the other, none dropped."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable
from typing import Any

Job = Callable[[], Any]
Report = Callable[[Any, Exception | None], None]


class _Task:
    def __init__(self, job: Job, report: Report, what: str) -> None:
        self.job = job
        self.report = report
        self.what = what


def apart(name: str, job: Callable[[], None]) -> None:
    """Do a job in a thread that does not hold up the program's end."""
    threading.Thread(target=job, name=name, daemon=True).start()


class Writer:
    """A thread that does jobs in the order they were asked for.

    A report is called in that thread with what the job gave, or the error it raised; it may
    do no more than post a message.  Whoever ends the program calls `finish`.
    """

    def __init__(self) -> None:
        self._tasks: queue.Queue[_Task | None] = queue.Queue()
        self._lock = threading.Lock()
        self._asked: list[_Task] = []
        """Those that are not done yet, in order."""
        self._is_given_up = False
        self._thread = threading.Thread(target=self._run, name="writer", daemon=True)
        self.unheard: list[Exception] = []
        """Errors that could not be reported: the screen was gone."""
        self._thread.start()

    @property
    def waiting(self) -> int:
        """How many jobs are not done yet."""
        return len(self._asked)

    @property
    def unsaved(self) -> list[str]:
        """What would be lost if the program ended now."""
        with self._lock:
            return [task.what for task in self._asked if task.what]

    def submit(self, job: Job, report: Report, what: str = "") -> None:
        """Ask for a job.

        Args:
            job: what to do.
            report: takes what came of it.
            what: what is lost where it is never done, in words; nothing is for nothing.
        """
        task = _Task(job, report, what)
        with self._lock:
            self._asked.append(task)
        self._tasks.put(task)

    def finish(self) -> None:
        """Do what was asked for, then end; returns when all is done."""
        if self._thread.is_alive() and not self._is_given_up:
            self._tasks.put(None)
            self._thread.join()

    def give_up(self) -> list[str]:
        """Begin no other job; give what is lost by it, that of the job under way too."""
        self._is_given_up = True
        self._tasks.put(None)
        return self.unsaved

    def _run(self) -> None:
        while (task := self._tasks.get()) is not None and not self._is_given_up:
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
            with self._lock:
                self._asked.remove(task)
