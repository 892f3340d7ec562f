"""The loop of a worker: sweep, ask the timetable, take a job, do it."""

import datetime
import enum
import logging
import os
import resource
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from django.db import Error, close_old_connections, connection
from django.utils import timezone

from khuyencong.work.jobs import actions, running, timetable
from khuyencong.work.jobs.heart import Heart
from khuyencong.work.jobs.progress import SideReporter

log = logging.getLogger("khuyencong.work")


class Ending(enum.Enum):
    """Why a worker ended."""

    EMPTY = "nothing waits"
    STOPPED = "was asked to stop"
    RENEW = "wants to begin anew, with fresh memory"


@dataclass(frozen=True, slots=True)
class Manner:
    """How a worker works. Memory is in MiB, pauses in seconds."""

    lease: datetime.timedelta = datetime.timedelta(seconds=30)
    pause: float = 1.0
    between_chores: float = 5.0
    most_jobs: int = 200
    most_memory: int = 600


def work(
    *,
    once: bool = False,
    stopping: threading.Event | None = None,
    manner: Manner | None = None,
    given_up: Callable[[], None] = lambda: os._exit(75),
) -> Ending:
    """
    Do jobs until asked to stop, or, with ``once``, until nothing waits. Returns why it ended.

    ``given_up`` is called from another thread when a job has taken too long; it must end the process.
    """
    stopping, manner = stopping or threading.Event(), manner or Manner()
    reporter = SideReporter(lease=manner.lease, stopping=stopping)
    try:
        with Heart(lease=manner.lease, given_up=given_up).beating() as heart:
            return _Loop(heart, reporter, manner, stopping).until_it_ends(once=once)
    finally:
        reporter.close()


@dataclass
class _Loop:
    heart: Heart
    reporter: SideReporter
    manner: Manner
    stopping: threading.Event
    done: int = 0
    chores_at: float = 0.0

    def until_it_ends(self, *, once: bool) -> Ending:
        while not self.stopping.is_set():
            if self._did_one():
                if self._is_worn():
                    return Ending.RENEW
            elif once:
                return Ending.EMPTY
            else:
                self.stopping.wait(self.manner.pause)
        return Ending.STOPPED

    def _did_one(self) -> bool:
        try:
            close_old_connections()
            self._chores()
            job = running.take(lease=self.manner.lease)
            if job is None:
                return False
            with self.heart.holding(job):
                running.run(job, reporter=self.reporter)
        except Error as error:
            log.warning("The database does not answer a worker: %s", type(error).__name__)
            connection.close()
            return False
        self.done += 1
        return True

    def _chores(self) -> None:
        if time.monotonic() < self.chores_at:
            return
        actions.take_back_abandoned()
        timetable.ask_for_what_is_due(at=timezone.now())
        self.chores_at = time.monotonic() + self.manner.between_chores

    def _is_worn(self) -> bool:
        return self.done >= self.manner.most_jobs or memory_used() > self.manner.most_memory


def memory_used() -> int:
    """The memory this process holds, in MiB."""
    try:
        pages = int(Path("/proc/self/statm").read_text().split()[1])
    except OSError:
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    return pages * resource.getpagesize() // 2**20
