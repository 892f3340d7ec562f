"""Running numbers of references."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ReferenceSeries(models.Model):
    """The last number given in a series such as KC19-HP; taken under a row lock, so that none is given twice."""

    series = models.CharField(max_length=30, primary_key=True)
    last = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("reference series")
