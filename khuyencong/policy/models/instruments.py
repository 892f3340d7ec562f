"""Legal instruments, and which one changed or replaced which from what day."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from khuyencong.directory.models.dated import DatedQuerySet, certainty_field, ends_after_it_begins


class InstrumentKind(models.TextChoices):
    """Loại văn bản."""

    LAW = "law", _("law")
    RESOLUTION = "resolution", _("resolution")
    DECREE = "decree", _("decree")
    DECISION = "decision", _("decision")
    DIRECTIVE = "directive", _("directive")
    CIRCULAR = "circular", _("circular")
    JOINT_CIRCULAR = "joint_circular", _("joint circular")
    CONSOLIDATED = "consolidated", _("consolidated text")
    DRAFT = "draft", _("draft text")


class LegalInstrument(models.Model):
    """A text of law. A day that was not read is empty and the note says so."""

    key = models.CharField(max_length=120, unique=True)
    """The number; for a province's own text the number, @ and the code of the province."""
    number = models.CharField(max_length=80)
    kind = models.CharField(max_length=20, choices=InstrumentKind.choices)
    cited_as = models.CharField(max_length=200)
    """As people cite it: «Thông tư 28/2018/TT-BTC»."""
    title_vi = models.CharField(max_length=400)
    title_en = models.CharField(max_length=400, blank=True)
    issuer_vi = models.CharField(max_length=200)
    territory = models.ForeignKey(
        "directory.AdministrativeUnit", on_delete=models.PROTECT, null=True, related_name="instruments"
    )
    issued_on = models.DateField(null=True)
    valid_from = models.DateField(null=True)
    valid_to = models.DateField(null=True)
    certainty = certainty_field()
    read_in = models.CharField(max_length=10, default="")
    """V: the text was read; V2: only a secondary text; R: neither."""
    note_vi = models.TextField(blank=True)
    note_en = models.TextField(blank=True)
    source_vi = models.CharField(max_length=300, blank=True)
    source_url = models.URLField(max_length=500, blank=True)
    reviewed = models.BooleanField(default=False)
    """Whether it comes from the reviewed files, which then keep it up to date."""

    objects = DatedQuerySet.as_manager()

    class Meta:
        verbose_name = _("legal instrument")
        verbose_name_plural = _("legal instruments")
        constraints = [ends_after_it_begins("instrument_ends_after_it_begins")]

    def __str__(self) -> str:
        return self.cited_as


class Amendment(models.Model):
    """One instrument changes or replaces another from a day, where the day was read."""

    amending = models.ForeignKey(LegalInstrument, on_delete=models.PROTECT, related_name="changes_made")
    amended = models.ForeignKey(LegalInstrument, on_delete=models.PROTECT, related_name="changes_suffered")
    replaces = models.BooleanField(default=False)
    """The whole is replaced, not only amended."""
    valid_from = models.DateField(null=True)
    what_vi = models.TextField(blank=True)
    what_en = models.TextField(blank=True)

    class Meta:
        verbose_name = _("amendment")
        verbose_name_plural = _("amendments")
        ordering = ["valid_from", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["amending", "amended"], name="amendment_once"),
            models.CheckConstraint(
                condition=~models.Q(amending=models.F("amended")), name="instrument_does_not_amend_itself"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.amending} → {self.amended}"
