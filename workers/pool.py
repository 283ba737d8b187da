"""The pool: one or two workers, a queue before them, and the last answers, for all who ask."""

from __future__ import annotations

import os
import threading
from collections import OrderedDict, deque
from collections.abc import Hashable
from concurrent.futures import Future
from dataclasses import dataclass, field
from itertools import takewhile
from typing import Any

from workers.errors import UnansweredError
from workers.process import DiedError, LateError, Worker
from workers.tasks import TASKS, Task

WAITING = 32
"""So many requests wait at most; the next is refused."""
NICE, NICE_LAST = 5, 10
"""How far a worker gives way to the server, and the last one, which makes files, to the others."""
IDLE_S = 900.0
"""A worker that was asked nothing for so long ends, and gives its memory back."""


@dataclass(eq=False)
class Job:
    """A request and its answer, shared by all who ask the same.

    Parameters
    ----------
    name, arguments
        Of the task.
    future
        Holds the answer once there is one.
    wanted
        How many wait for it.
    """

    name: str
    arguments: tuple[Hashable, ...]
    future: Future[Any] = field(default_factory=Future)
    wanted: int = 0

    @property
    def task(self) -> Task:
        """What is to be done."""
        return TASKS[self.name]


class Pool:
    """Workers with a queue; every method may be called from any thread.

    Parameters
    ----------
    workers
        How many processes; with none, whoever asks does the work, one at a time.
    waiting
        How many requests may wait.
    """

    def __init__(self, workers: int = 2, *, waiting: int = WAITING, idle_s: float = IDLE_S) -> None:
        self._workers = [Worker(NICE) for _ in range(workers - 1)]
        self._workers += [Worker(NICE_LAST if workers > 1 else NICE)] if workers else []
        self._busy = [False] * workers
        self._most, self._idle_s = waiting, idle_s
        self._queue: deque[Job] = deque()
        self._kept: OrderedDict[tuple[Hashable, ...], Job] = OrderedDict()
        self._change = threading.Condition()
        self._turn = threading.Lock()
        self._started = self._closed = False

    def known(self, name: str, *arguments: Hashable) -> Future[Any] | None:
        """Return an answer that is there already; None if it has to be asked for."""
        with self._change:
            job = self._kept.get((name, *arguments))
            if job is None or not job.future.done():
                return None
            self._kept.move_to_end((name, *arguments))
            return job.future

    def ask(self, name: str, *arguments: Hashable) -> Job:
        """Ask for a task; whoever asked the same before shares the answer.

        Raises
        ------
        UnansweredError
            If too many requests wait already.
        """
        job = Job(name, arguments)
        with self._change:
            known = self._kept.get((name, *arguments))
            if known is not None:
                self._kept.move_to_end((name, *arguments))
                known.wanted += 1
                return known
            if len(self._queue) >= self._most:
                for unwanted in [one for one in self._queue if not one.wanted]:
                    self._give_up(unwanted)
            if len(self._queue) >= self._most:
                raise UnansweredError(
                    f"so many ask at once that {len(self._queue)} wait already: try again in a minute"
                )
            job.wanted = 1
            self._keep(job)
            if self._workers:
                self._queue.append(job)
                self._begin()
                self._change.notify_all()
        if not self._workers:
            with self._turn:
                self._finish(job, *_tried(job))
        return job

    def leave(self, job: Job) -> None:
        """Wait no longer for an answer.

        What nobody waits for keeps its place, for whoever asks again (a reader who clicks while
        waiting does so at once). It is dropped when its turn comes, or when another needs the room.
        """
        with self._change:
            job.wanted -= 1

    def before(self, job: Job) -> int:
        """Count the requests that wait before one, and that somebody wants."""
        with self._change:
            ahead = takewhile(lambda one: one is not job, self._queue)
            return sum(one.wanted > 0 for one in ahead) if job in self._queue else 0

    def _give_up(self, job: Job) -> None:
        self._queue.remove(job)
        self._drop(job)
        job.future.cancel()

    def pids(self) -> list[int]:
        """Return the numbers of the processes that run."""
        return [one.pid for one in self._workers if one.pid is not None]

    def close(self) -> None:
        """End the processes; what waits is given up."""
        with self._change:
            self._closed = True
            for job in self._queue:
                job.future.cancel()
            self._queue.clear()
            self._change.notify_all()
        for one in self._workers:
            one.end()

    def _begin(self) -> None:
        if not self._started:
            self._started = True
            for number in range(len(self._workers)):
                threading.Thread(target=self._work, args=(number,), daemon=True).start()

    def _work(self, number: int) -> None:
        """Take what waits, as long as the pool is open."""
        while True:
            with self._change:
                while (job := self._next(number)) is None:
                    if self._closed:
                        return
                    if not self._change.wait(self._idle_s):
                        self._workers[number].end()
                self._queue.remove(job)
                self._busy[number] = True
                self._change.notify_all()  # who may follow is another one now
            done, result = self._done(self._workers[number], job)
            with self._change:
                self._busy[number] = False
            self._finish(job, done, result)

    def _next(self, number: int) -> Job | None:
        """Return what a worker has to do next; what nobody waits for any more is given up."""
        while (job := self._due(number)) is not None and not job.wanted:
            self._give_up(job)
        return job

    def _due(self, number: int) -> Job | None:
        """Return whose turn it is.

        The last of several makes the files, and does so before all else: what-ifs never wait for
        files, nor files for what-ifs. A what-if goes to the first worker that is free, so that no
        process is started that is not needed.
        """
        if self._closed:
            return None
        if len(self._workers) == 1:
            return self._queue[0] if self._queue else None
        files = number == len(self._workers) - 1
        if files and (file := next((job for job in self._queue if job.task.last_only), None)):
            return file
        if not all(self._busy[:number]):
            return None
        return next((job for job in self._queue if not job.task.last_only), None)

    def _done(self, worker: Worker, job: Job) -> tuple[bool, Any]:
        """Have a job done; by another process if the first one ends in the middle of it."""
        for _ in range(2):
            try:
                done, result = worker.ask((job.name, job.arguments), job.task.limit_s)
            except LateError:
                return False, UnansweredError(
                    f"it took longer than {job.task.limit_s:.0f} s and was given up: ask for less, "
                    "or try again when fewer ask"
                )
            except DiedError:
                if self._closed:
                    break
            else:
                return done, result
        return False, UnansweredError(
            "the process that works it out ended twice in the middle of it, as when memory is short: "
            "try again"
        )

    def _finish(self, job: Job, done: bool, result: Any) -> None:
        with self._change:
            if not done:
                self._drop(job)
            self._change.notify_all()
        if done:
            job.future.set_result(result)
        else:
            job.future.set_exception(result)

    def _keep(self, job: Job) -> None:
        """Keep a job, and forget the oldest of its kind that is done."""
        self._kept[job.name, *job.arguments] = job
        alike = [key for key, one in self._kept.items() if one.name == job.name]
        for key in alike[: max(0, len(alike) - job.task.kept)]:
            if self._kept[key].future.done():
                del self._kept[key]

    def _drop(self, job: Job) -> None:
        self._kept.pop((job.name, *job.arguments), None)


def _tried(job: Job) -> tuple[bool, Any]:
    try:
        return True, job.task.run(*job.arguments)
    except Exception as error:  # noqa: BLE001 - it is raised again where the answer is read
        return False, error


def wished() -> int:
    """Return how many workers the installation wants: ``CROSSINGS_WORKERS``, two if it says nothing.

    Raises
    ------
    ValueError
        If it is no number from 0 to 8.
    """
    text = os.environ.get("CROSSINGS_WORKERS", "2")
    if not text.isdecimal() or int(text) > 8:
        raise ValueError(f"CROSSINGS_WORKERS is '{text}': it can be a number from 0 to 8")
    return int(text)
