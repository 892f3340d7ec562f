"""The signs of life of a worker: it is there, and it still holds its job."""

import contextlib
import datetime
import logging
import threading
import time
import uuid
from collections.abc import Callable, Iterator

from django.db import Error, close_old_connections, connection
from django.db.models.functions import Now

from khuyencong.work.jobs.registry import KINDS
from khuyencong.work.models import Job, Worker

log = logging.getLogger("khuyencong.work")


class Heart:
    """
    Beats in a thread of its own, so that a long silent step does not look like a dead worker.

    A job older than its ``minutes`` is held no longer: ``given_up`` is called, which ends this process.
    """

    def __init__(self, *, lease: datetime.timedelta, given_up: Callable[[], None]) -> None:
        self.lease, self.given_up = lease, given_up
        self.name = uuid.uuid4()
        self.ended = threading.Event()
        self.thread = threading.Thread(target=self._beat_until_ended, name="heart", daemon=True)
        self.job: Job | None = None
        self.job_until = 0.0

    @contextlib.contextmanager
    def beating(self) -> Iterator["Heart"]:
        """Beat until the block ends."""
        Worker.objects.create(name=self.name, started_at=Now(), seen_at=Now())
        self.thread.start()
        try:
            yield self
        finally:
            self.ended.set()
            self.thread.join(timeout=10)
            with contextlib.suppress(Error):
                Worker.objects.filter(name=self.name).delete()

    @contextlib.contextmanager
    def holding(self, job: Job) -> Iterator[None]:
        """Keep the job's lease alive until the block ends."""
        self.job_until = time.monotonic() + 60 * KINDS[job.kind].minutes if job.kind in KINDS else 0.0
        self.job = job
        try:
            yield
        finally:
            self.job = None

    def _beat_until_ended(self) -> None:
        while not self.ended.wait(self.lease.total_seconds() / 4):
            try:
                close_old_connections()
                self._beat()
            except Error as error:
                log.warning("A worker could not give a sign of life: %s", type(error).__name__)
        connection.close()

    def _beat(self) -> None:
        Worker.objects.filter(name=self.name).update(seen_at=Now())
        job = self.job
        if job is None:
            return
        if time.monotonic() > self.job_until:
            log.error("Job %s (%s) took too long and is given up.", job.pk, job.kind)
            self.given_up()
            return
        Job.objects.held_by(job).update(heartbeat_at=Now(), lease_until=Now() + self.lease)
