"""Asking for a job, stopping it, and taking back what a killed worker left."""

import datetime
import json
import logging
import uuid
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models.functions import Now
from django.utils.translation import gettext as _

from khuyencong.audit.actions import record_act
from khuyencong.core.refusals import NotAllowed, WrongState
from khuyencong.work.jobs import running
from khuyencong.work.jobs.progress import HereReporter
from khuyencong.work.jobs.registry import KINDS
from khuyencong.work.jobs.wording import in_language_of
from khuyencong.work.models import Job, JobState, Worker

log = logging.getLogger("khuyencong.work")


def enqueue(kind: str, *, by: Any, **arguments: Any) -> Job:
    """
    Ask for a job; a worker begins it when the transaction in which it was asked for is committed.

    ``arguments`` are plain values that JSON can hold. With ``JOBS_IMMEDIATELY`` it is done before this returns.

    :raises KeyError: no such kind of job.
    :raises TypeError: an argument is not a plain value.
    """
    known = KINDS[kind]
    json.dumps(arguments)
    asked = Job(kind=kind, arguments=arguments, requested_by=by, max_attempts=known.max_attempts)
    if not settings.JOBS_IMMEDIATELY:
        asked.save(force_insert=True)
        return asked
    asked.state, asked.lease, asked.started_at = JobState.RUNNING, uuid.uuid4(), Now()
    asked.attempts = asked.max_attempts = 1
    asked.save(force_insert=True)
    running.run(asked, reporter=HereReporter(), inside=True)
    asked.refresh_from_db()
    return asked


def may_cancel(person: Any, job: Job) -> bool:
    """Whether the person may stop the job: it is theirs and has not ended."""
    return job.requested_by_id == person.pk and job.is_open


@transaction.atomic
def cancel(*, job: Job, person: Any) -> Job:
    """
    Stop a job: at once if it waits, at its next step if it runs. What it has not finished is undone.

    :raises NotAllowed: somebody else asked for it.
    :raises WrongState: it has already ended.
    """
    job = Job.objects.select_for_update(no_key=True).get(pk=job.pk)
    if job.requested_by_id != person.pk:
        raise NotAllowed
    if not job.is_open:
        raise WrongState
    changes: dict[str, Any] = {"cancel_asked_at": Now()}
    if job.state == JobState.WAITING:
        changes |= {"state": JobState.CANCELLED, "finished_at": Now()}
    Job.objects.filter(pk=job.pk).update(**changes)
    record_act(actor=person, what="work.job.cancelled", record=job)
    job.refresh_from_db()
    return job


@transaction.atomic
def take_back_abandoned() -> int:
    """Put jobs whose lease has run out back into the queue, or give them up; returns how many there were."""
    abandoned = Job.objects.running().filter(lease_until__lt=Now()).select_for_update(skip_locked=True, no_key=True)
    jobs = list(abandoned.select_related(None).order_by("pk"))
    for job in jobs:
        log.warning("Job %s was left by its worker after attempt %s.", job.pk, job.attempts)
        Job.objects.filter(pk=job.pk).update(lease=None, lease_until=None, **_after_abandonment(job))
    Worker.objects.filter(seen_at__lt=Now() - datetime.timedelta(days=1)).delete()
    return len(jobs)


def _after_abandonment(job: Job) -> dict[str, Any]:
    if job.cancel_asked_at:
        return {"state": JobState.CANCELLED, "finished_at": Now()}
    if job.attempts < job.max_attempts:
        return {"state": JobState.WAITING}
    with in_language_of(job):
        return {
            "state": JobState.FAILED,
            "finished_at": Now(),
            "error": _("The machine stopped in the middle of this, %(times)s times.") % {"times": job.attempts},
            "remedy": _("Ask for it again. If it stops again, tell your administrator the number %(number)s.")
            % {"number": job.pk},
        }
