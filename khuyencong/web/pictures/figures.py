"""Figures as people read them: 1.234,5 in Vietnamese, 1,234.5 in English; money in millions of đồng."""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Unit:
    """What is counted, and by how much the stored figure is divided to be shown."""

    label: str | Promise
    divisor: int = 1

    def exact(self, amount: int) -> str:
        """For a table: up to three decimals, so that amounts down to a thousand đồng still add up."""
        return _written(Decimal(amount) / self.divisor, decimals=3)

    def brief(self, amount: int) -> str:
        """For a mark on the drawing: a whole number from 100 upwards, one decimal below."""
        value = Decimal(amount) / self.divisor
        return _written(value, decimals=0 if abs(value) >= 100 else 1)


MILLION_DONG = Unit(label=_("million đồng"), divisor=1_000_000)


def _written(value: Decimal, *, decimals: int) -> str:
    rounded = value.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)
    text = f"{rounded:,f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    if (get_language() or "vi").startswith("vi"):
        return text.translate(str.maketrans(",.", ".,"))
    return text
