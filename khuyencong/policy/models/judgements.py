"""What the rules said of a case on a day, kept by value: a later law never changes it."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Judgement(models.Model):
    """One judging of one thing. Never edited, never deleted; a trigger refuses both."""

    subject_kind = models.CharField(max_length=80)
    """What was judged, as a value: this table outlives it."""
    subject_id = models.CharField(max_length=80)
    case = models.JSONField()
    findings = models.JSONField(default=list)
    held = models.JSONField(default=list)
    rules_version = models.CharField(max_length=80)
    """The rules' version and the law book's, joined by +."""
    judged_on = models.DateField(null=True)
    """The day whose law judged; empty where the case named none."""
    judged_at = models.DateTimeField(auto_now_add=True)
    judged_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    judged_by_name = models.CharField(max_length=200, blank=True)

    class Meta:
        verbose_name = _("judgement")
        verbose_name_plural = _("judgements")
        indexes = [models.Index(fields=["subject_kind", "subject_id", "-id"], name="judgement_by_subject")]

    def __str__(self) -> str:
        return f"{self.subject_kind} {self.subject_id}"
