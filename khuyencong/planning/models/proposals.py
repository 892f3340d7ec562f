"""A proposal and whom it would support."""

from typing import TYPE_CHECKING, Self

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from khuyencong.core.fields import MoneyField, SortKeyField
from khuyencong.core.search import matching, search_column, search_index
from khuyencong.planning.states import Kind, PlanLevel, ProposalState, Verdict

if TYPE_CHECKING:
    from khuyencong.directory.queries import Scope


class ProposalQuerySet(models.QuerySet["Proposal"]):
    """Proposals, by who may see them and what is asked."""

    def visible_to(self, scope: "Scope") -> Self:
        """Those of the person's provinces, all for a national body."""
        return self if scope.national else self.filter(province_id__in=scope.province_ids)

    def found_by(self, words: str) -> Self:
        """Those with a word beginning with each word asked, without diacritics."""
        return matching(self, words)

    def locked(self) -> Self:
        """The same rows, taken for this transaction."""
        return self.select_for_update(of=("self",))

    def projects(self) -> Self:
        """Lines that are đề án: neither an expenditure nor a reserve."""
        return self.exclude(kind__in=(Kind.EXPENDITURE, Kind.RESERVE))


class Proposal(models.Model):
    """A đề án before its contract, or another line of a plan. Amounts in whole đồng, empty where not given."""

    reference = models.CharField(_("reference"), max_length=40, unique=True)
    plan = models.ForeignKey("planning.AnnualPlan", on_delete=models.PROTECT, related_name="proposals")
    position = models.PositiveIntegerField(_("place in the plan"))
    order_number = models.CharField(_("order number as written"), max_length=20, blank=True)
    level = models.CharField(_("level"), max_length=10, choices=PlanLevel.choices)
    kind = models.CharField(_("kind of project"), max_length=12, choices=Kind.choices)
    year = models.PositiveSmallIntegerField(_("year"))
    province = models.ForeignKey("directory.AdministrativeUnit", on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey("directory.Organisation", on_delete=models.PROTECT, related_name="+")
    name = models.CharField(_("name of the project"), max_length=600)
    activity = models.ForeignKey("policy.Activity", on_delete=models.PROTECT, null=True, related_name="+")
    activity_text = models.CharField(_("activity as written"), max_length=300, blank=True)
    implementing_body = models.CharField(_("implementing unit"), max_length=300, blank=True)
    beneficiary_names = models.CharField(_("beneficiaries"), max_length=600, blank=True)
    beneficiary_count = models.PositiveSmallIntegerField(default=0)
    decision_number = models.CharField(_("decision number"), max_length=80, blank=True)
    decided_on = models.DateField(_("decided on"), null=True, blank=True)
    total = MoneyField(_("total cost"), null=True, blank=True)
    support_national = MoneyField(_("national money"), null=True, blank=True)
    support_local = MoneyField(_("local money"), null=True, blank=True)
    support = models.GeneratedField(
        expression=models.functions.Coalesce(F("support_national"), 0)
        + models.functions.Coalesce(F("support_local"), 0),
        output_field=models.BigIntegerField(_("support")),
        db_persist=True,
    )
    counterpart = MoneyField(_("counterpart"), null=True, blank=True)
    other = MoneyField(_("other sources"), null=True, blank=True)
    starts_on = models.DateField(_("starts on"), null=True, blank=True)
    ends_on = models.DateField(_("ends on"), null=True, blank=True)
    priority = models.CharField(_("priority as written"), max_length=300, blank=True)
    note = models.CharField(_("note"), max_length=1000, blank=True)
    state = models.CharField(_("state"), max_length=12, choices=ProposalState.choices)
    verdict = models.CharField(_("result of the check"), max_length=8, choices=Verdict.choices)
    blocks = models.PositiveSmallIntegerField(default=0)
    warns = models.PositiveSmallIntegerField(default=0)
    asks = models.PositiveSmallIntegerField(default=0)
    finding_rules = ArrayField(models.CharField(max_length=60), default=list)
    judgement = models.ForeignKey("policy.Judgement", on_delete=models.PROTECT, null=True, related_name="+")
    published_source = models.URLField(_("published source"), max_length=500, blank=True)
    registered_at = models.DateTimeField(auto_now_add=True)
    sort_key = SortKeyField(source="name")
    search = search_column("reference", "name", "beneficiary_names", "decision_number", "implementing_body")

    objects = ProposalQuerySet.as_manager()

    class Meta:
        verbose_name = _("proposal")
        constraints = [
            models.UniqueConstraint(fields=["plan", "position"], name="one_proposal_per_place_in_plan"),
            models.CheckConstraint(
                condition=Q(total__isnull=True) | Q(total__gte=0), name="proposal_total_not_negative"
            ),
            models.CheckConstraint(
                condition=(Q(support_national__isnull=True) | Q(support_national__gte=0))
                & (Q(support_local__isnull=True) | Q(support_local__gte=0)),
                name="proposal_support_not_negative",
            ),
        ]
        indexes = [
            search_index("proposal_search"),
            GinIndex(fields=["finding_rules"], name="proposal_finding_rules"),
            models.Index(fields=["-year", "-id"], name="proposal_newest"),
            models.Index(fields=["province", "-year", "-id"], name="proposal_province_newest"),
            models.Index(fields=["activity", "-year", "-id"], name="proposal_activity_newest"),
            models.Index(fields=["verdict", "-year", "-id"], name="proposal_verdict_newest"),
            models.Index(fields=["state", "-year", "-id"], name="proposal_state_newest"),
            models.Index(fields=["sort_key", "id"], name="proposal_alphabetical"),
            models.Index(fields=["-support", "-id"], name="proposal_dearest"),
        ]

    def __str__(self) -> str:
        return f"{self.reference} {self.name}"


class Beneficiary(models.Model):
    """Whom a proposal would support, with its own money where a group project says so. Whole đồng."""

    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="beneficiaries")
    position = models.PositiveSmallIntegerField()
    establishment = models.ForeignKey(
        "directory.Establishment", on_delete=models.PROTECT, null=True, related_name="support_lines"
    )
    name = models.CharField(_("name as written"), max_length=300)
    tax_code = models.CharField(_("tax code as written"), max_length=20, blank=True, db_index=True)
    kind = models.CharField(_("kind of establishment"), max_length=20, blank=True)
    place_text = models.CharField(_("place as written"), max_length=400, blank=True)
    place = models.ForeignKey("directory.AdministrativeUnit", on_delete=models.PROTECT, null=True, related_name="+")
    trade_text = models.CharField(_("trade as written"), max_length=300, blank=True)
    total = MoneyField(null=True, blank=True)
    support_national = MoneyField(null=True, blank=True)
    support_local = MoneyField(null=True, blank=True)
    counterpart = MoneyField(null=True, blank=True)
    other = MoneyField(null=True, blank=True)

    class Meta:
        verbose_name = _("beneficiary")
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["proposal", "position"], name="one_beneficiary_per_place_in_proposal")
        ]

    def __str__(self) -> str:
        return self.name
