"""What is common to rows that hold for a time: the end is exclusive and may be open."""

import datetime
from typing import TypeVar

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Func, Q, Value
from django.utils.translation import gettext_lazy as _

from khuyencong.engines.rulebook import Certainty

M = TypeVar("M", bound=models.Model)

CERTAINTIES = [
    (Certainty.VERIFIED.value, _("read in the text")),
    (Certainty.CONFIRMED.value, _("confirmed by an officer")),
    (Certainty.RECALLED.value, _("known, not read in a text")),
    (Certainty.DERIVED.value, _("our own inference")),
]


def certainty_field() -> models.CharField:
    """How sure we are of the row."""
    return models.CharField(_("certainty"), max_length=10, choices=CERTAINTIES, default=Certainty.VERIFIED.value)


class DatedQuerySet(models.QuerySet[M]):
    """Rows that hold from ``valid_from`` until, but not on, ``valid_to``."""

    def on(self, day: datetime.date) -> "DatedQuerySet[M]":
        """Those that hold on that day."""
        return self.filter(
            Q(valid_from=None) | Q(valid_from__lte=day),
            Q(valid_to=None) | Q(valid_to__gt=day),
        )


def no_overlap(name: str, *numbers: str) -> ExclusionConstraint:
    """
    Two rows with the same numbers may not hold on the same day.

    Each number is written as a range of one, because ``=`` inside an exclusion needs an extension we do without.
    """
    same = [
        (Func(F(number), F(number), Value("[]"), function="int8range"), RangeOperators.OVERLAPS) for number in numbers
    ]
    during = Func(F("valid_from"), F("valid_to"), function="daterange")
    return ExclusionConstraint(name=name, expressions=[*same, (during, RangeOperators.OVERLAPS)])


def ends_after_it_begins(name: str) -> models.CheckConstraint:
    """An end not later than the beginning is a slip of the pen."""
    return models.CheckConstraint(
        condition=Q(valid_from=None) | Q(valid_to=None) | Q(valid_to__gt=F("valid_from")), name=name
    )
