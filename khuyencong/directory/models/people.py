"""Who works where, as what, and who has looked over those rights."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from khuyencong.directory.models.bodies import Organisation
from khuyencong.directory.models.dated import DatedQuerySet
from khuyencong.directory.roles import Role


class Membership(models.Model):
    """A person has a role in a body for a time. The end is exclusive; a person who left has an end."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="memberships")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="memberships")
    role = models.CharField(_("role"), max_length=20, choices=Role.choices)
    valid_from = models.DateField(_("from"))
    valid_to = models.DateField(_("until, not including"), null=True)
    granted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    granted_at = models.DateTimeField(auto_now_add=True)
    ended_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")

    objects = DatedQuerySet.as_manager()

    class Meta:
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        constraints = [
            models.UniqueConstraint(
                fields=["user", "organisation", "role"],
                condition=models.Q(valid_to=None),
                name="membership_open_once",
                violation_error_message=_("This person already has this role here."),
            ),
            models.CheckConstraint(
                condition=models.Q(valid_to=None) | models.Q(valid_to__gte=models.F("valid_from")),
                name="membership_does_not_end_before_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.get_role_display()}, {self.organisation}"


class RightsReview(models.Model):
    """Twice a year somebody looks over who may do what in a body, and signs. ``rows`` is what they saw."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="rights_reviews")
    period = models.CharField(_("period"), max_length=7, help_text=_("Half-year, for example 2026-H2."))
    reviewed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    reviewed_on = models.DateField(_("reviewed on"))
    rows = models.JSONField(_("memberships seen"))

    class Meta:
        verbose_name = _("review of rights")
        verbose_name_plural = _("reviews of rights")
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "period"],
                name="rights_reviewed_once_per_period",
                violation_error_message=_("The rights of this period have already been reviewed."),
            ),
            models.CheckConstraint(
                condition=models.Q(period__regex=r"^\d{4}-H[12]$"), name="rights_period_is_half_year"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation}, {self.period}"
