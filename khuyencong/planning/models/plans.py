"""The annual plan of a body: a list of proposals under one decision."""

from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from khuyencong.core.fields import MoneyField
from khuyencong.core.search import matching, search_column, search_index
from khuyencong.planning.states import PlanLevel

if TYPE_CHECKING:
    from khuyencong.directory.queries import Scope


class AnnualPlanQuerySet(models.QuerySet["AnnualPlan"]):
    """Plans, by who may see them."""

    def visible_to(self, scope: "Scope") -> Self:
        """Those of the person's provinces, all for a national body."""
        return self if scope.national else self.filter(province_id__in=scope.province_ids)

    def found_by(self, words: str) -> "AnnualPlanQuerySet":
        """Those whose reference, decision or drafter has words beginning like these, with or without marks."""
        return matching(self, words)


class AnnualPlan(models.Model):
    """A plan as registered; its lines are proposals. Amounts in whole đồng."""

    reference = models.CharField(_("reference"), max_length=40, unique=True)
    level = models.CharField(_("level"), max_length=10, choices=PlanLevel.choices)
    year = models.PositiveSmallIntegerField(_("year"))
    province = models.ForeignKey(
        "directory.AdministrativeUnit", on_delete=models.PROTECT, related_name="+", verbose_name=_("province")
    )
    organisation = models.ForeignKey(
        "directory.Organisation", on_delete=models.PROTECT, related_name="+", verbose_name=_("drafted by")
    )
    drafted_by = models.CharField(_("drafted by, as written"), max_length=300, blank=True)
    decision_number = models.CharField(_("decision number"), max_length=80, blank=True)
    decided_on = models.DateField(_("decided on"), null=True, blank=True)
    declared_projects = models.PositiveIntegerField(_("declared number of projects"), null=True, blank=True)
    declared_support = MoneyField(_("declared industrial promotion money"), null=True, blank=True)
    projects = models.PositiveIntegerField(_("projects"), default=0)
    lines = models.PositiveIntegerField(_("lines"), default=0)
    total = MoneyField(_("total cost"), default=0)
    support_national = MoneyField(_("national money"), default=0)
    support_local = MoneyField(_("local money"), default=0)
    counterpart = MoneyField(_("counterpart"), default=0)
    other = MoneyField(_("other sources"), default=0)
    judgement = models.ForeignKey("policy.Judgement", on_delete=models.PROTECT, null=True, related_name="+")
    source_file = models.ForeignKey("files.StoredFile", on_delete=models.PROTECT, null=True, related_name="+")
    published_source = models.URLField(_("published source"), max_length=500, blank=True)
    registered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    registered_at = models.DateTimeField(auto_now_add=True)
    search = search_column("reference", "decision_number", "drafted_by")

    objects = AnnualPlanQuerySet.as_manager()

    class Meta:
        verbose_name = _("annual plan")
        constraints = [
            models.UniqueConstraint(
                fields=["province", "year", "level", "decision_number"],
                condition=~models.Q(decision_number=""),
                name="one_plan_per_decision",
                violation_error_message=_("A plan with this decision number is registered already."),
            )
        ]
        indexes = [
            models.Index(fields=["year", "level", "province"], name="plan_year_level_province"),
            search_index("plan_search"),
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def support(self) -> int:
        """Industrial promotion money of the plan, national and local, đồng."""
        return self.support_national + self.support_local
