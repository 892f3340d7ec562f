"""The reviewed list of activities, how much may be paid for each from a day, and who confirmed it against the text."""

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import Case, F, Func, Q, Value, When
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from khuyencong.core.fields import MoneyField
from khuyencong.directory.models.dated import DatedQuerySet, certainty_field, ends_after_it_begins
from khuyencong.policy.models.instruments import LegalInstrument


class NormLevel(models.TextChoices):
    """Who set the norm."""

    NATIONAL = "national", _("national")
    LOCAL = "local", _("local")


class MachineUse(models.TextChoices):
    """What a rule may do with the figure."""

    ENFORCE = "enforce", _("blocks")
    WARN_ONLY = "warn_only", _("only warns")
    DISPLAY_ONLY = "display_only", _("only shown")


class Activity(models.Model):
    """One line of the reviewed list of activities (nội dung hoạt động)."""

    code = models.SlugField(max_length=60, unique=True)
    position = models.PositiveSmallIntegerField(default=0)
    name_vi = models.CharField(max_length=200, unique=True)
    name_en = models.CharField(max_length=200)
    group = models.PositiveSmallIntegerField()
    """Group of Điều 4 NĐ 45/2012, 1 to 9; 0 for a limit or a rate."""
    group_derived = models.BooleanField(default=False)
    """The group is our inference: the text does not place the activity."""
    aliases = models.JSONField(default=list, blank=True)
    evidence_list = models.CharField(max_length=60, blank=True)
    advance_tier = models.CharField(max_length=30, blank=True)
    norm_of = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="shares_norm_with")
    """Whose norm applies; itself as a rule, empty where no norm is known."""
    group_project_allowed = models.BooleanField(default=False)
    tender_required = models.BooleanField(default=False)
    management_cost = models.BooleanField(default=False)
    proposable = models.BooleanField(default=True)
    valid_from = models.DateField(null=True)

    class Meta:
        verbose_name = _("activity")
        verbose_name_plural = _("activities")
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.name_vi


def _one_norm_a_day(level: str) -> ExclusionConstraint:
    """Written with ranges of one, because ``=`` inside an exclusion needs an extension we do without."""
    activity = Func(F("activity"), F("activity"), Value("[]"), function="int8range")
    place = Coalesce(F("territory"), Value(0))
    territory = Func(place, place, Value("[]"), function="int8range")
    overlap = RangeOperators.OVERLAPS
    return ExclusionConstraint(
        name=f"one_{level}_norm_a_day",
        expressions=[(activity, overlap), (territory, overlap), ("during", overlap)],
        condition=Q(level=level),
        violation_error_message=_("This activity already has a norm here on one of these days."),
    )


class SupportNorm(models.Model):
    """How much may be paid for an activity, from a day, in a territory. Without a first day it is shown only."""

    key = models.CharField(max_length=120, unique=True)
    level = models.CharField(max_length=10, choices=NormLevel.choices)
    activity = models.ForeignKey(Activity, on_delete=models.PROTECT, related_name="own_norms")
    territory = models.ForeignKey(
        "directory.AdministrativeUnit", on_delete=models.PROTECT, null=True, related_name="support_norms"
    )
    unit = models.CharField(max_length=100)
    cap_percent = models.DecimalField(max_digits=6, decimal_places=3, null=True)
    percent_of = models.CharField(max_length=20, default="cost")
    cap_vnd = MoneyField(null=True)
    cap_multiplier = models.DecimalField(max_digits=5, decimal_places=3, null=True)
    conditions_vi = models.TextField(blank=True)
    conditions_en = models.TextField(blank=True)
    instrument = models.ForeignKey(LegalInstrument, on_delete=models.PROTECT, related_name="norms")
    article = models.CharField(max_length=200, blank=True)
    valid_from = models.DateField(null=True)
    valid_to = models.DateField(null=True)
    during = models.GeneratedField(
        expression=Case(
            When(valid_from__isnull=False, then=Func(F("valid_from"), F("valid_to"), function="daterange")),
            default=None,
        ),
        output_field=DateRangeField(),
        db_persist=True,
    )
    certainty = certainty_field()
    evidence = models.CharField(max_length=40, blank=True)
    machine_use = models.CharField(max_length=20, choices=MachineUse.choices)
    verified_until = models.DateField(null=True)
    note_vi = models.TextField(blank=True)
    note_en = models.TextField(blank=True)
    source_url = models.URLField(max_length=500, blank=True)
    reviewed = models.BooleanField(default=False)
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    entered_at = models.DateTimeField(auto_now_add=True)
    repealed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    repealed_on = models.DateField(null=True)
    repealing_text = models.CharField(max_length=200, blank=True)

    objects = DatedQuerySet.as_manager()

    class Meta:
        verbose_name = _("support norm")
        verbose_name_plural = _("support norms")
        constraints = [
            _one_norm_a_day("national"),
            _one_norm_a_day("local"),
            ends_after_it_begins("norm_ends_after_it_begins"),
            models.CheckConstraint(
                condition=Q(level="national", territory=None) | Q(level="local", territory__isnull=False),
                name="local_norm_has_a_territory",
                violation_error_message=_("A local norm names its province, a national one does not."),
            ),
            models.CheckConstraint(
                condition=~Q(machine_use="enforce") | Q(certainty__in=["verified", "confirmed"]),
                name="what_was_not_read_never_blocks",
                violation_error_message=_("Only a figure read in the text may block."),
            ),
            models.CheckConstraint(
                condition=Q(valid_from__isnull=False) | Q(machine_use="display_only"), name="undated_norm_is_only_shown"
            ),
            models.CheckConstraint(
                condition=Q(cap_percent=None) | Q(cap_percent__gt=0, cap_percent__lte=100),
                name="norm_percent_is_a_share",
            ),
            models.CheckConstraint(condition=Q(cap_vnd=None) | Q(cap_vnd__gt=0), name="norm_amount_is_positive"),
        ]
        indexes = [models.Index(fields=["activity", "territory", "valid_from"], name="norm_by_activity_and_place")]

    def __str__(self) -> str:
        return f"{self.activity}: {self.instrument}"

    @property
    def has_figure(self) -> bool:
        """Whether there is a number that could be compared with a text."""
        return any(value is not None for value in (self.cap_percent, self.cap_vnd, self.cap_multiplier))


class NormConfirmation(models.Model):
    """An officer compared a norm with the text and signs for it. Never edited or deleted: a trigger refuses."""

    norm = models.OneToOneField(SupportNorm, on_delete=models.PROTECT, related_name="confirmation")
    instrument = models.CharField(max_length=200)
    page = models.CharField(max_length=100)
    quote = models.TextField()
    cap_percent = models.DecimalField(max_digits=6, decimal_places=3, null=True)
    cap_vnd = MoneyField(null=True)
    cap_multiplier = models.DecimalField(max_digits=5, decimal_places=3, null=True)
    confirmed_on = models.DateField()
    confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    confirmed_by_name = models.CharField(max_length=200)
    body_name = models.CharField(max_length=300)
    confirmed_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("confirmation of a norm")
        verbose_name_plural = _("confirmations of norms")

    def __str__(self) -> str:
        return f"{self.norm_id}: {self.confirmed_by_name}, {self.confirmed_on:%d/%m/%Y}"


class Deadline(models.Model):
    """A time limit that a text names: a day of the year, of the month, or so long after an event."""

    code = models.SlugField(max_length=60)
    kind = models.CharField(max_length=20)
    """yearly, monthly, next_year, days_after, working_days_after or years_after."""
    month = models.PositiveSmallIntegerField(null=True)
    day = models.PositiveSmallIntegerField(null=True)
    before = models.BooleanField(default=False)
    """Before the day, not on it."""
    number = models.PositiveSmallIntegerField(null=True)
    """How many days, working days or years after the event."""
    name_vi = models.CharField(max_length=200)
    name_en = models.CharField(max_length=200)
    event_vi = models.CharField(max_length=200, blank=True)
    event_en = models.CharField(max_length=200, blank=True)
    instrument = models.ForeignKey(LegalInstrument, on_delete=models.PROTECT, related_name="deadlines")
    article = models.CharField(max_length=200, blank=True)
    valid_from = models.DateField(null=True)
    valid_to = models.DateField(null=True)
    certainty = certainty_field()
    verified_until = models.DateField(null=True)
    note_vi = models.TextField(blank=True)
    note_en = models.TextField(blank=True)

    objects = DatedQuerySet.as_manager()

    class Meta:
        verbose_name = _("deadline of law")
        verbose_name_plural = _("deadlines of law")
        constraints = [
            models.UniqueConstraint(fields=["code", "valid_from"], name="deadline_once_per_first_day"),
            ends_after_it_begins("deadline_ends_after_it_begins"),
        ]

    def __str__(self) -> str:
        return self.name_vi


class LawVersion(models.Model):
    """One row whose stamp a trigger renews with every change of the law, so that no worker keeps an old law book."""

    stamp = models.UUIDField()

    class Meta:
        verbose_name = _("version of the law book")
        verbose_name_plural = _("versions of the law book")

    def __str__(self) -> str:
        return str(self.stamp)
