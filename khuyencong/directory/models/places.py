"""Administrative units, known by level, code and first day: a code alone has meant two places."""

import datetime

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import BigIntegerField, F, Func, Value
from django.db.models.functions import Cast
from django.utils.translation import gettext_lazy as _

from khuyencong.core import search
from khuyencong.core.fields import SortKeyField
from khuyencong.directory.models.dated import DatedQuerySet, certainty_field, ends_after_it_begins


class Level(models.IntegerChoices):
    """Cấp hành chính. The district ended on 1 July 2025."""

    PROVINCE = 1, _("province")
    DISTRICT = 2, _("district")
    COMMUNE = 3, _("commune")


class UnitKind(models.TextChoices):
    """Loại đơn vị hành chính."""

    TINH = "tinh", _("province (tỉnh)")
    THANH_PHO = "thanh_pho", _("city (thành phố)")
    HUYEN = "huyen", _("rural district (huyện)")
    QUAN = "quan", _("urban district (quận)")
    THI_XA = "thi_xa", _("town (thị xã)")
    XA = "xa", _("commune (xã)")
    PHUONG = "phuong", _("ward (phường)")
    THI_TRAN = "thi_tran", _("township (thị trấn)")
    DAC_KHU = "dac_khu", _("special zone (đặc khu)")


class UnitQuerySet(DatedQuerySet["AdministrativeUnit"]):
    """Questions about places."""

    def provinces(self) -> "UnitQuerySet":
        """Those of the first level."""
        return self.filter(level=Level.PROVINCE)

    def communes(self) -> "UnitQuerySet":
        """Those of the lowest level."""
        return self.filter(level=Level.COMMUNE)

    def found_by(self, words: str) -> "UnitQuerySet":
        """Those whose name has words beginning like these, with or without marks."""
        return search.matching(self, words)

    def sorted_by_name(self) -> "UnitQuerySet":
        """In the order of a Vietnamese dictionary."""
        return self.order_by("sort_key", "pk")


class AdministrativeUnit(models.Model):
    """A place as it was called from a day until, but not on, another. The parent's code says which on any day."""

    level = models.SmallIntegerField(_("level"), choices=Level.choices)
    code = models.CharField(_("code"), max_length=5)
    kind = models.CharField(_("kind"), max_length=10, choices=UnitKind.choices)
    name = models.CharField(_("name"), max_length=100)
    full_name = models.CharField(_("full name of the place"), max_length=120)
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="children")
    valid_from = models.DateField(_("from"))
    valid_to = models.DateField(_("until, not including"), null=True)
    basis = models.CharField(_("legal basis"), max_length=300, blank=True)
    also_known_as = models.JSONField(_("other spellings and former names"), default=list, blank=True)
    sort_key = SortKeyField(source="name")
    search = search.search_column("full_name")

    objects = UnitQuerySet.as_manager()

    class Meta:
        verbose_name = _("administrative unit")
        verbose_name_plural = _("administrative units")
        constraints = [
            models.UniqueConstraint(fields=["level", "code", "valid_from"], name="unit_once_per_first_day"),
            models.CheckConstraint(condition=models.Q(code__regex=r"^[0-9]+$"), name="unit_code_is_digits"),
            ExclusionConstraint(
                name="unit_code_means_one_place_a_day",
                expressions=[
                    (Func(F("level"), F("level"), Value("[]"), function="int4range"), RangeOperators.OVERLAPS),
                    (
                        Func(
                            Cast("code", BigIntegerField()),
                            Cast("code", BigIntegerField()),
                            Value("[]"),
                            function="int8range",
                        ),
                        RangeOperators.OVERLAPS,
                    ),
                    (Func(F("valid_from"), F("valid_to"), function="daterange"), RangeOperators.OVERLAPS),
                ],
            ),
            ends_after_it_begins("unit_ends_after_it_begins"),
        ]
        indexes = [
            search.search_index("unit_search"),
            models.Index(fields=["level", "sort_key", "id"], name="unit_by_name"),
        ]

    def __str__(self) -> str:
        return self.full_name

    def holds_on(self, day: datetime.date) -> bool:
        """Whether the unit existed under this name and code on that day."""
        return self.valid_from <= day and (self.valid_to is None or day < self.valid_to)


class UnitSuccession(models.Model):
    """What became of a unit. ``whole``: all of it went there; otherwise only a part."""

    predecessor = models.ForeignKey(AdministrativeUnit, on_delete=models.PROTECT, related_name="became")
    successor = models.ForeignKey(AdministrativeUnit, on_delete=models.PROTECT, related_name="came_from")
    on = models.DateField(_("from"))
    whole = models.BooleanField(_("the whole of it"))
    basis = models.CharField(_("legal basis"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("succession of places")
        verbose_name_plural = _("successions of places")
        constraints = [
            models.UniqueConstraint(fields=["predecessor", "successor"], name="unit_succession_once"),
            models.CheckConstraint(condition=~models.Q(predecessor=F("successor")), name="unit_not_its_own_successor"),
        ]

    def __str__(self) -> str:
        return f"{self.predecessor} → {self.successor}"


class PlaceEvent(models.Model):
    """A change of the map, with what is known of it and what is not."""

    key = models.SlugField(max_length=80, unique=True)
    on = models.DateField(_("date"))
    what_vi = models.TextField(_("what changed (Vietnamese)"))
    what_en = models.TextField(_("what changed (English)"))
    missing_vi = models.TextField(_("not known (Vietnamese)"), blank=True)
    missing_en = models.TextField(_("not known (English)"), blank=True)
    basis = models.CharField(_("legal basis"), max_length=300, blank=True)
    certainty = certainty_field()

    class Meta:
        verbose_name = _("change of the map")
        verbose_name_plural = _("changes of the map")
        ordering = ["on", "pk"]

    def __str__(self) -> str:
        return self.what_vi


class Region(models.Model):
    """A group of provinces for one purpose: North, Centre and Highlands, South."""

    key = models.SlugField(max_length=40, unique=True)
    name_vi = models.CharField(_("name (Vietnamese)"), max_length=100)
    name_en = models.CharField(_("name (English)"), max_length=100)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = _("region")
        verbose_name_plural = _("regions")
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.name_vi


class RegionMembership(models.Model):
    """In which region a province was counted, for a purpose and a time."""

    INDUSTRIAL_PROMOTION = "industrial_promotion"

    purpose = models.SlugField(_("purpose"), max_length=40, default=INDUSTRIAL_PROMOTION)
    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="memberships")
    province = models.ForeignKey(AdministrativeUnit, on_delete=models.PROTECT, related_name="regions")
    valid_from = models.DateField(_("from"))
    valid_to = models.DateField(_("until, not including"), null=True)
    source = models.CharField(_("source"), max_length=300, blank=True)
    certainty = certainty_field()

    objects = DatedQuerySet.as_manager()

    class Meta:
        verbose_name = _("province in a region")
        verbose_name_plural = _("provinces in regions")
        constraints = [
            models.UniqueConstraint(fields=["purpose", "province", "valid_from"], name="province_region_once_per_day"),
            ends_after_it_begins("province_region_ends_after_it_begins"),
        ]

    def __str__(self) -> str:
        return f"{self.province}: {self.region}"


class AttributeKind(models.TextChoices):
    """What the law asks about a place and no public list answers whole."""

    CITY_CLASS = "city_class", _("class of city")
    DIFFICULT_AREA = "difficult_area", _("area with difficult conditions")
    CRAFT_VILLAGE = "craft_village", _("recognised craft village")


class PlaceAttribute(models.Model):
    """A dated attribute of a place, entered by officers from a decision they hold."""

    kind = models.CharField(_("what"), max_length=20, choices=AttributeKind.choices)
    unit = models.ForeignKey(AdministrativeUnit, on_delete=models.PROTECT, related_name="attributes")
    value = models.CharField(_("value"), max_length=200)
    valid_from = models.DateField(_("from"))
    valid_to = models.DateField(_("until, not including"), null=True)
    source = models.CharField(_("source"), max_length=300, blank=True)
    certainty = certainty_field()

    objects = DatedQuerySet.as_manager()

    class Meta:
        verbose_name = _("attribute of a place")
        verbose_name_plural = _("attributes of places")
        constraints = [
            models.UniqueConstraint(fields=["kind", "unit", "value", "valid_from"], name="place_attribute_once"),
            ends_after_it_begins("place_attribute_ends_after_it_begins"),
        ]

    def __str__(self) -> str:
        return f"{self.unit}: {self.get_kind_display()} {self.value}"


class MapVersion(models.Model):
    """One row whose stamp a trigger renews with every change of the map, so that no worker keeps an old one."""

    stamp = models.UUIDField()

    class Meta:
        verbose_name = _("version of the map")
        verbose_name_plural = _("versions of the map")

    def __str__(self) -> str:
        return str(self.stamp)
