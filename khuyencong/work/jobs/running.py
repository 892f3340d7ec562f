"""One attempt at one job: taking it, doing it, and writing down how it ended."""

import contextlib
import datetime
import logging
import uuid
from typing import Any

from django.db import InterfaceError, OperationalError, transaction
from django.db.models import F, Q, Value
from django.db.models.functions import Coalesce, Now

from khuyencong.core.logs import request_id
from khuyencong.work.jobs.progress import Cancelled, Interrupted, LostLease, Reporter
from khuyencong.work.jobs.registry import KINDS, Kind
from khuyencong.work.jobs.wording import why
from khuyencong.work.models import Job, JobState

log = logging.getLogger("khuyencong.work")
PASSING = (OperationalError, InterfaceError)
"""Errors of the database that may be gone at the next attempt: a restart, a deadlock."""
REST = datetime.timedelta(seconds=5)


@transaction.atomic
def take(*, lease: datetime.timedelta) -> Job | None:
    """Hold the oldest waiting job, or None. Two workers asking at once get two different jobs."""
    ready = Job.objects.waiting().filter(Q(not_before=None) | Q(not_before__lte=Now()))
    job = ready.select_for_update(skip_locked=True, no_key=True).order_by("pk").first()
    if job is None:
        return None
    Job.objects.filter(pk=job.pk).update(
        state=JobState.RUNNING,
        lease=uuid.uuid4(),
        lease_until=Now() + lease,
        heartbeat_at=Now(),
        started_at=Coalesce("started_at", Now()),
        attempts=F("attempts") + 1,
    )
    job.refresh_from_db()
    return job


def run(job: Job, *, reporter: Reporter, inside: bool = False) -> None:
    """
    Do a job that is held and write down how it ended; never raises for what the job does.

    ``inside``: a transaction is open already, so a failing job must not spoil it.
    """
    job.reporter = reporter  # type: ignore[attr-defined]
    named = request_id.set(f"job-{job.pk}")
    try:
        _done(job, inside=inside)
    except Interrupted:
        _closed(job, state=JobState.WAITING, attempts=F("attempts") - 1)
    except Cancelled:
        _closed(job, state=JobState.CANCELLED, finished_at=Now())
    except LostLease:
        log.warning("Job %s is held by somebody else; this attempt left nothing.", job.pk)
    except PASSING as error:
        log.warning("Job %s met a database error: %s", job.pk, type(error).__name__)
        _tried_again_or_failed(job, error)
    except Exception as error:  # what a job does wrong must not end the worker
        _failed(job, error)
    finally:
        request_id.reset(named)


def _done(job: Job, *, inside: bool) -> None:
    kind = KINDS[job.kind]
    with transaction.atomic() if kind.atomic or inside else contextlib.nullcontext():
        result = _called(kind, job)
        ended = Job.objects.held_by(job).update(**_ending(state=JobState.DONE, result=result, finished_at=Now()))
        if not ended:
            raise LostLease


def _called(kind: Kind, job: Job) -> dict[str, Any]:
    return kind.function(job, **job.arguments) or {}


def _tried_again_or_failed(job: Job, error: Exception) -> None:
    if job.attempts < job.max_attempts:
        _closed(job, state=JobState.WAITING, not_before=Now() + Value(REST))
    else:
        _failed(job, error)


def _failed(job: Job, error: Exception) -> None:
    told = why(job, error)
    if not hasattr(error, "remedy"):
        log.error("Job %s (%s) failed.", job.pk, job.kind, exc_info=error)
    _closed(job, state=JobState.FAILED, finished_at=Now(), **told)


def _closed(job: Job, **changes: Any) -> None:
    Job.objects.held_by(job).update(**_ending(**changes))


def _ending(**changes: Any) -> dict[str, Any]:
    return {"lease": None, "lease_until": None, **changes}
