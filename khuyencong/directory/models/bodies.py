"""Bodies under the names and superiors they had on a day."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from khuyencong.core import search
from khuyencong.core.fields import SortKeyField
from khuyencong.directory.models.dated import DatedQuerySet, certainty_field, ends_after_it_begins, no_overlap
from khuyencong.directory.models.places import AdministrativeUnit


class OrganisationKind(models.TextChoices):
    """Loại cơ quan."""

    MINISTRY = "ministry", _("ministry")
    AGENCY = "agency", _("agency of the ministry")
    REGIONAL_CENTRE = "regional_centre", _("national promotion centre of a region")
    PROVINCE_COMMITTEE = "province_committee", _("people's committee of a province")
    DEPARTMENT = "department", _("department of industry and trade")
    CENTRE = "centre", _("promotion centre of a province")
    COMMUNE = "commune", _("people's committee of a commune")
    OTHER = "other", _("other body")


NATIONAL_KINDS = frozenset({OrganisationKind.MINISTRY, OrganisationKind.AGENCY})


class OrganisationQuerySet(DatedQuerySet["Organisation"]):
    """Questions about bodies."""

    def found_by(self, words: str) -> "OrganisationQuerySet":
        """Those whose newest name has words beginning like these."""
        return search.matching(self, words)

    def sorted_by_name(self) -> "OrganisationQuerySet":
        """In the order of a Vietnamese dictionary."""
        return self.order_by("sort_key", "pk")


class Organisation(models.Model):
    """A body. ``name`` is its newest name; ask ``queries.bodies.named`` for the one of a day."""

    kind = models.CharField(_("kind"), max_length=20, choices=OrganisationKind.choices)
    key = models.SlugField(_("key"), max_length=80, unique=True)
    name = models.CharField(_("name"), max_length=300)
    short_name = models.CharField(_("short name"), max_length=100, blank=True)
    territory = models.ForeignKey(AdministrativeUnit, on_delete=models.PROTECT, null=True, related_name="bodies")
    valid_from = models.DateField(_("from"), null=True)
    valid_to = models.DateField(_("until, not including"), null=True)
    certainty = certainty_field()
    note = models.TextField(_("note"), blank=True)
    sort_key = SortKeyField(source="name")
    search = search.search_column("name", "short_name")

    objects = OrganisationQuerySet.as_manager()

    class Meta:
        verbose_name = _("body")
        verbose_name_plural = _("bodies")
        constraints = [ends_after_it_begins("body_ends_after_it_begins")]
        indexes = [
            search.search_index("body_search"),
            models.Index(fields=["kind", "territory"], name="body_by_kind_and_place"),
        ]

    def __str__(self) -> str:
        return self.name


class OrganisationName(models.Model):
    """What a body was called for a time."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="names")
    name = models.CharField(_("name"), max_length=300)
    short_name = models.CharField(_("short name"), max_length=100, blank=True)
    valid_from = models.DateField(_("from"), null=True)
    valid_to = models.DateField(_("until, not including"), null=True)
    basis = models.CharField(_("legal basis"), max_length=300, blank=True)
    certainty = certainty_field()

    objects = DatedQuerySet.as_manager()

    class Meta:
        verbose_name = _("name of a body")
        verbose_name_plural = _("names of bodies")
        constraints = [no_overlap("body_has_one_name_a_day", "organisation")]

    def __str__(self) -> str:
        return self.name


class OrganisationParent(models.Model):
    """Under whom a body stood for a time."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="parents")
    parent = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="children")
    valid_from = models.DateField(_("from"), null=True)
    valid_to = models.DateField(_("until, not including"), null=True)
    certainty = certainty_field()

    objects = DatedQuerySet.as_manager()

    class Meta:
        verbose_name = _("superior of a body")
        verbose_name_plural = _("superiors of bodies")
        constraints = [
            no_overlap("body_has_one_superior_a_day", "organisation"),
            models.CheckConstraint(
                condition=~models.Q(organisation=models.F("parent")), name="body_not_its_own_superior"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation} ← {self.parent}"


class OrganisationSuccession(models.Model):
    """From a day the successor sees and acts on the files of the predecessor."""

    predecessor = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="became")
    successor = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="came_from")
    on = models.DateField(_("from"))
    basis = models.CharField(_("legal basis"), max_length=300, blank=True)
    certainty = certainty_field()

    class Meta:
        verbose_name = _("succession of bodies")
        verbose_name_plural = _("successions of bodies")
        constraints = [
            models.UniqueConstraint(fields=["predecessor", "successor"], name="body_succession_once"),
            models.CheckConstraint(
                condition=~models.Q(predecessor=models.F("successor")), name="body_not_its_own_successor"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.predecessor} → {self.successor}"
