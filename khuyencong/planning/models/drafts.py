"""An uploaded plan workbook while a person checks and corrects it. Nothing of it is in the books yet."""

import secrets

from django.conf import settings
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.utils.translation import gettext_lazy as _

from khuyencong.planning.states import DraftState, Verdict


def draft_reference() -> str:
    """A name for a draft that cannot be guessed."""
    return secrets.token_urlsafe(12)


class PlanDraft(models.Model):
    """What was read from a workbook, as values; corrected in the page, then registered."""

    reference = models.CharField(max_length=30, unique=True, default=draft_reference)
    file = models.ForeignKey("files.StoredFile", on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey("directory.Organisation", on_delete=models.PROTECT, related_name="+")
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    state = models.CharField(max_length=12, choices=DraftState.choices, default=DraftState.READING)
    job_reference = models.CharField(max_length=40, blank=True)
    header = models.JSONField(default=dict)
    """The plan's own facts as read, with the problems found there."""
    findings = models.JSONField(default=list)
    """What the rules on the whole list found."""
    totals = models.JSONField(default=dict)
    refusal = models.JSONField(default=dict)
    version = models.PositiveIntegerField(default=1)
    plan = models.OneToOneField(
        "planning.AnnualPlan", on_delete=models.PROTECT, null=True, blank=True, related_name="draft"
    )

    class Meta:
        verbose_name = _("uploaded plan")

    def __str__(self) -> str:
        return self.file.name


class PlanDraftLine(models.Model):
    """One row of the workbook: its cells as typed, the problems in them, the findings on them."""

    draft = models.ForeignKey(PlanDraft, on_delete=models.CASCADE, related_name="lines")
    row = models.PositiveIntegerField(_("row in the workbook"))
    cells = models.JSONField(default=dict)
    problems = models.JSONField(default=list)
    findings = models.JSONField(default=list)
    verdict = models.CharField(max_length=8, choices=Verdict.choices, blank=True)
    group_start = models.PositiveIntegerField()
    """Row of the first line of the same project; lines of a group project share it."""
    kept = models.BooleanField(default=True)

    class Meta:
        verbose_name = _("line of an uploaded plan")
        ordering = ["row"]
        constraints = [models.UniqueConstraint(fields=["draft", "row"], name="one_draft_line_per_row")]
        indexes = [GinIndex(fields=["problems"], name="draft_line_problems", opclasses=["jsonb_path_ops"])]
