"""What the machine has been asked to do, who does it, and what stands in the timetable."""

import datetime
import secrets
import uuid
from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from khuyencong.directory.models import Membership


class JobState(models.TextChoices):
    """Where a job stands."""

    WAITING = "waiting", _("waiting")
    RUNNING = "running", _("running")
    DONE = "done", _("done")
    FAILED = "failed", _("failed")
    CANCELLED = "cancelled", _("cancelled")


OPEN_STATES = (JobState.WAITING, JobState.RUNNING)


class JobQuerySet(models.QuerySet["Job"]):
    """Questions about jobs."""

    def visible_to(self, person: Any, *, on: datetime.date) -> "JobQuerySet":
        """Those the person asked for, and those of colleagues in a body where both are members on that day."""
        bodies = Membership.objects.on(on).filter(user=person).values("organisation")
        colleagues = Membership.objects.on(on).filter(organisation__in=bodies).values("user")
        return self.filter(models.Q(requested_by=person.pk) | models.Q(requested_by__in=colleagues))

    def waiting(self) -> "JobQuerySet":
        """Those nobody has begun."""
        return self.filter(state=JobState.WAITING)

    def running(self) -> "JobQuerySet":
        """Those a worker holds."""
        return self.filter(state=JobState.RUNNING)

    def held_by(self, job: "Job") -> "JobQuerySet":
        """The job itself, as long as this attempt still holds it."""
        return self.filter(pk=job.pk, lease=job.lease, state=JobState.RUNNING)


def new_reference() -> str:
    """A name for addresses that nobody can guess."""
    return secrets.token_urlsafe(16)


class Job(models.Model):
    """
    One piece of work done away from the page that asked for it.

    A worker holds it by ``lease``, a new one for every attempt, until ``lease_until``. What is said to people
    (``words``, ``words_with``) is a msgid and its values, put into the reader's language when shown.
    """

    reference = models.CharField(_("reference"), max_length=32, unique=True, default=new_reference, editable=False)
    kind = models.CharField(_("kind"), max_length=120)
    arguments = models.JSONField(_("arguments"), default=dict)
    state = models.CharField(_("state"), max_length=10, choices=JobState.choices, default=JobState.WAITING)
    progress_done = models.PositiveIntegerField(_("steps done"), default=0)
    progress_total = models.PositiveIntegerField(_("steps in all"), null=True)
    words = models.CharField(_("what is being done"), max_length=200, blank=True)
    words_with = models.JSONField(_("values in these words"), default=dict)
    lease = models.UUIDField(_("lease"), null=True, editable=False)
    lease_until = models.DateTimeField(_("held until"), null=True)
    heartbeat_at = models.DateTimeField(_("last sign of life"), null=True)
    not_before = models.DateTimeField(_("not before"), null=True)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    max_attempts = models.PositiveSmallIntegerField(_("most attempts"), default=3)
    cancel_asked_at = models.DateTimeField(_("asked to stop"), null=True)
    result = models.JSONField(_("result"), default=dict)
    error = models.TextField(_("why it failed"), blank=True)
    remedy = models.TextField(_("what to do"), blank=True)
    requested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="jobs", verbose_name=_("asked by")
    )
    created_at = models.DateTimeField(_("asked"), auto_now_add=True)
    started_at = models.DateTimeField(_("begun"), null=True)
    finished_at = models.DateTimeField(_("finished"), null=True)

    objects = JobQuerySet.as_manager()

    class Meta:
        verbose_name = _("job")
        verbose_name_plural = _("jobs")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state=JobState.RUNNING, lease__isnull=False)
                | (~models.Q(state=JobState.RUNNING) & models.Q(lease=None)),
                name="job_is_held_while_it_runs",
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=OPEN_STATES, finished_at=None)
                | (~models.Q(state__in=OPEN_STATES) & models.Q(finished_at__isnull=False)),
                name="job_that_ended_has_a_moment",
            ),
            models.CheckConstraint(
                condition=models.Q(attempts__lte=models.F("max_attempts")), name="job_attempts_are_limited"
            ),
        ]
        indexes = [
            models.Index(fields=["id"], condition=models.Q(state="waiting"), name="job_waiting"),
            models.Index(fields=["lease_until"], condition=models.Q(state="running"), name="job_running"),
            models.Index(fields=["requested_by", "-id"], name="job_by_person"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"

    @property
    def is_open(self) -> bool:
        """Whether it still waits or runs."""
        return self.state in OPEN_STATES

    @property
    def saying(self) -> str:
        """What is being done, in the language of the reader."""
        return gettext(self.words) % self.words_with if self.words else ""


class Worker(models.Model):
    """A worker process which gives signs of life; its row goes when it ends in order."""

    name = models.UUIDField(primary_key=True, default=uuid.uuid4)
    started_at = models.DateTimeField(_("begun"))
    seen_at = models.DateTimeField(_("last sign of life"))

    class Meta:
        verbose_name = _("worker")
        verbose_name_plural = _("workers")

    def __str__(self) -> str:
        return str(self.name)


class TimetableEntry(models.Model):
    """When a kind of job in the timetable was last asked for."""

    kind = models.CharField(_("kind"), max_length=120, primary_key=True)
    last_at = models.DateTimeField(_("last asked"), null=True)

    class Meta:
        verbose_name = _("timetable entry")
        verbose_name_plural = _("timetable entries")

    def __str__(self) -> str:
        return self.kind
