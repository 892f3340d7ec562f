"""Rural industrial establishments (cơ sở công nghiệp nông thôn), what is known of them, and their trades."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from khuyencong.core import search
from khuyencong.core.fields import SortKeyField
from khuyencong.directory.models.bodies import Organisation
from khuyencong.directory.models.dated import DatedQuerySet, ends_after_it_begins
from khuyencong.directory.models.places import AdministrativeUnit

PERSONAL = _("Personal data: shown masked; who had it shown is recorded.")


class EstablishmentKind(models.TextChoices):
    """Loại hình cơ sở; the same values as the case the rules judge."""

    SME = "sme", _("small or medium enterprise")
    COOPERATIVE = "cooperative", _("cooperative")
    COOPERATIVE_UNION = "cooperative_union", _("union of cooperatives")
    COOPERATIVE_GROUP = "cooperative_group", _("cooperative group")
    HOUSEHOLD = "household", _("household business")
    OTHER = "other", _("other")


class EstablishmentQuerySet(models.QuerySet["Establishment"]):
    """Questions about establishments."""

    def standing(self) -> "EstablishmentQuerySet":
        """Those not merged into another."""
        return self.filter(merged_into=None)

    def visible_to(self, scope: Any) -> "EstablishmentQuerySet":
        """Those a person with that scope (``queries.people.Scope``) may see."""
        if scope.national:
            return self
        return self.filter(Q(province__in=scope.province_ids) | Q(unit__in=scope.commune_ids))

    def found_by(self, words: str) -> "EstablishmentQuerySet":
        """Those whose name or tax code has words beginning like these, with or without marks."""
        return search.matching(self, words)

    def sorted_by_name(self) -> "EstablishmentQuerySet":
        """In the order of a Vietnamese dictionary."""
        return self.order_by("sort_key", "pk")

    def locked(self) -> "EstablishmentQuerySet":
        """Taken for this transaction, in a fixed order."""
        return self.select_for_update(of=("self",)).order_by("pk")


class Establishment(models.Model):
    """One establishment. ``unit`` is the commune where it is known; ``province`` says who may see it."""

    kind = models.CharField(_("kind"), max_length=20, choices=EstablishmentKind.choices)
    name = models.CharField(_("name"), max_length=300)
    tax_code = models.CharField(_("tax code"), max_length=14, blank=True)
    province = models.ForeignKey(
        AdministrativeUnit, on_delete=models.PROTECT, related_name="establishments_of_province"
    )
    unit = models.ForeignKey(AdministrativeUnit, on_delete=models.PROTECT, null=True, related_name="establishments")
    address = models.CharField(_("address"), max_length=400, blank=True)
    founded_on = models.DateField(_("founded on"), null=True)
    representative_name = models.CharField(
        _("representative"),
        max_length=200,
        blank=True,
        help_text=PERSONAL,
    )
    phone = models.CharField(_("phone"), max_length=30, blank=True, help_text=PERSONAL)
    merged_into = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="merged_from")
    registered_for = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, related_name="+")
    registered_at = models.DateTimeField(auto_now_add=True)
    revision = models.PositiveIntegerField(default=1, editable=False)
    name_key = models.CharField(max_length=300, editable=False, default="")
    sort_key = SortKeyField(source="name")
    search = search.search_column("name", "tax_code")

    objects = EstablishmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("establishment")
        verbose_name_plural = _("establishments")
        constraints = [
            models.UniqueConstraint(
                fields=["tax_code"],
                condition=Q(merged_into=None) & ~Q(tax_code=""),
                name="tax_code_has_one_establishment",
                violation_error_message=_("Another establishment has this tax code."),
            ),
            models.CheckConstraint(
                condition=~Q(merged_into=models.F("id")), name="establishment_not_merged_into_itself"
            ),
        ]
        indexes = [
            search.search_index("establishment_search"),
            models.Index(fields=["province", "sort_key", "id"], name="establishment_by_province"),
            models.Index(fields=["sort_key", "id"], name="establishment_by_name"),
            models.Index(fields=["name_key", "province"], name="establishment_by_name_key"),
        ]

    def __str__(self) -> str:
        return self.name


class FactKind(models.TextChoices):
    """What is known of an establishment at a day."""

    WORKERS = "workers", _("number of workers")
    REVENUE = "revenue", _("revenue, đồng a year")
    CAPITAL = "capital", _("capital, đồng")
    EXPORT = "export", _("export, đồng a year")


class EstablishmentFact(models.Model):
    """A number about an establishment as it stood on a day, with where it comes from."""

    establishment = models.ForeignKey(Establishment, on_delete=models.PROTECT, related_name="facts")
    kind = models.CharField(_("what"), max_length=20, choices=FactKind.choices)
    value = models.BigIntegerField(_("value"))
    as_of = models.DateField(_("as of"))
    source = models.CharField(_("source"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("fact about an establishment")
        verbose_name_plural = _("facts about establishments")
        indexes = [models.Index(fields=["establishment", "kind", "-as_of"], name="establishment_fact_newest")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.value}"


class Trade(models.Model):
    """One line of a classification of trades. The same code means something else in another version."""

    scheme = models.CharField(_("classification"), max_length=30, help_text=_("For example VSIC 2025."))
    code = models.CharField(_("code"), max_length=12)
    name = models.CharField(_("name"), max_length=400)
    valid_from = models.DateField(_("from"))
    valid_to = models.DateField(_("until, not including"), null=True)
    sort_key = SortKeyField(source="name")
    search = search.search_column("code", "name")

    objects = DatedQuerySet.as_manager()

    class Meta:
        verbose_name = _("trade")
        verbose_name_plural = _("trades")
        constraints = [
            models.UniqueConstraint(fields=["scheme", "code"], name="trade_code_once_per_scheme"),
            ends_after_it_begins("trade_ends_after_it_begins"),
        ]
        indexes = [search.search_index("trade_search")]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"


class EstablishmentTrade(models.Model):
    """What an establishment does: a classified trade, or its own words where nobody has classified them."""

    establishment = models.ForeignKey(Establishment, on_delete=models.PROTECT, related_name="trades")
    trade = models.ForeignKey(Trade, on_delete=models.PROTECT, null=True, related_name="+")
    words = models.CharField(_("in words"), max_length=300, blank=True)
    valid_from = models.DateField(_("from"), null=True)

    class Meta:
        verbose_name = _("trade of an establishment")
        verbose_name_plural = _("trades of establishments")
        constraints = [
            models.CheckConstraint(
                condition=Q(trade__isnull=False) | ~Q(words=""), name="establishment_trade_says_something"
            )
        ]

    def __str__(self) -> str:
        return str(self.trade) if self.trade_id else self.words


class EstablishmentMerge(models.Model):
    """Two records found to be one establishment, and everything needed to take that back."""

    kept = models.ForeignKey(Establishment, on_delete=models.PROTECT, related_name="merges")
    merged = models.ForeignKey(Establishment, on_delete=models.PROTECT, related_name="merged_by")
    reason = models.TextField(_("reason"))
    filled = models.JSONField(_("fields of the kept one that were filled"), default=dict)
    merged_on = models.DateField(_("merged on"))
    merged_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    undone_on = models.DateField(_("undone on"), null=True)
    undone_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = _("merge of establishments")
        verbose_name_plural = _("merges of establishments")
        constraints = [
            models.UniqueConstraint(fields=["merged"], condition=Q(undone_on=None), name="establishment_merged_once")
        ]

    def __str__(self) -> str:
        return f"{self.merged} → {self.kept}"


class MovedReference(models.Model):
    """A row somewhere that pointed to the merged establishment and was pointed to the kept one."""

    merge = models.ForeignKey(EstablishmentMerge, on_delete=models.PROTECT, related_name="moved")
    table = models.CharField(max_length=80)
    column = models.CharField(max_length=80)
    row_id = models.BigIntegerField()

    class Meta:
        verbose_name = _("reference moved by a merge")
        verbose_name_plural = _("references moved by merges")
        constraints = [
            models.UniqueConstraint(fields=["merge", "table", "column", "row_id"], name="reference_moved_once")
        ]

    def __str__(self) -> str:
        return f"{self.table}.{self.column} {self.row_id}"
