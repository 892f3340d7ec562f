"""How a job tells people how far it is, and learns that it should stop."""

import datetime
import json
import threading
import time
from typing import Any, Protocol

from django.core.serializers.json import DjangoJSONEncoder
from django.db import OperationalError, connection
from django.db.models.functions import Now

from khuyencong.work.models import Job

QUIET_SECONDS = 0.3
"""Two steps closer together than this are told as one."""

TELL = """
UPDATE work_job SET progress_done = %s, progress_total = %s, words = %s, words_with = %s::jsonb,
       heartbeat_at = clock_timestamp(), lease_until = clock_timestamp() + make_interval(secs => %s)
 WHERE id = %s AND lease = %s AND state = 'running'
RETURNING cancel_asked_at IS NOT NULL
"""


class Stop(BaseException):
    """The job must end here. Not an Exception, so that a job's own ``except Exception`` does not swallow it."""


class Interrupted(Stop):
    """The worker was asked to end; the job goes back into the queue."""


class Cancelled(Stop):
    """The person who asked for the job no longer wants it."""


class LostLease(Stop):
    """Somebody else holds the job by now; this attempt must leave no effect."""


def progress(job: Job, done: int, total: int | None = None, words: str = "", **values: Any) -> None:
    """
    Tell how far a job is. ``words`` is a msgid with placeholders, ``values`` fill them.

    The job ends inside this call when it was cancelled or the worker must stop; what it changed is undone.
    """
    job.reporter.tell(job, done, total, words, values)  # type: ignore[attr-defined]


class Reporter(Protocol):
    """To whom a job tells how far it is."""

    def tell(self, job: Job, done: int, total: int | None, words: str, values: dict[str, Any]) -> None: ...


class HereReporter:
    """Writes in the connection of the job itself: for jobs run where they are asked for."""

    def tell(self, job: Job, done: int, total: int | None, words: str, values: dict[str, Any]) -> None:
        Job.objects.held_by(job).update(
            progress_done=done, progress_total=total, words=words, words_with=values, heartbeat_at=Now()
        )


class SideReporter:
    """
    Writes over a connection of its own, so that pages see it while the job's transaction is still open.

    The job's transaction touches the job's row only at its end, so the two never wait for each other.
    """

    def __init__(self, *, lease: datetime.timedelta, stopping: threading.Event) -> None:
        self.lease, self.stopping = lease, stopping
        self.side = connection.copy()
        self.told: tuple[Any, ...] = ()
        self.told_at = 0.0

    def tell(self, job: Job, done: int, total: int | None, words: str, values: dict[str, Any]) -> None:
        if self.stopping.is_set():
            raise Interrupted
        if self._is_too_soon(job, done, total):
            return
        self.told, self.told_at = (job.lease, total), time.monotonic()
        wanted = self._written(job, done, total, words, values)
        if wanted is None:
            raise LostLease
        if not wanted:
            raise Cancelled

    def close(self) -> None:
        """Give the connection back."""
        self.side.close()

    def _is_too_soon(self, job: Job, done: int, total: int | None) -> bool:
        if self.told != (job.lease, total) or done == total:
            return False
        return time.monotonic() - self.told_at < QUIET_SECONDS

    def _written(self, job: Job, done: int, total: int | None, words: str, values: dict[str, Any]) -> bool | None:
        """Whether the job is still wanted; None when somebody else holds it. A lost connection stops no job."""
        plain = json.dumps(values, cls=DjangoJSONEncoder)
        try:
            with self.side.cursor() as cursor:
                cursor.execute(TELL, [done, total, words, plain, self.lease.total_seconds(), job.pk, job.lease])
                row = cursor.fetchone()
        except OperationalError:
            self.side.close()
            return True
        return None if row is None else not row[0]
