"""
Tax codes: what is wrong with one, and how it is written. Pure.

Ten digits for a taxpayer, three more for a dependent unit (Thông tư 105/2020/TT-BTC); twelve digits where a person's
own number stands for the tax code of a household business. The twelve have no check digit: only their form is looked
at.
"""

import re
from dataclasses import dataclass
from enum import IntEnum, StrEnum
from typing import Any

from django.utils.translation import gettext_lazy as _
from stdnum.vn import mst

_SEPARATORS = re.compile(r"[\s.\-–—]+")
_WEIGHTS = (31, 29, 23, 19, 17, 13, 7, 5, 3)


class Kind(IntEnum):
    """How many digits a tax code has."""

    TAXPAYER = 10
    DEPENDENT_UNIT = 13
    PERSON = 12


class Problem(StrEnum):
    """Why a text is no tax code."""

    EMPTY = "empty"
    NOT_DIGITS = "not_digits"
    LENGTH = "length"
    NEVER_ISSUED = "never_issued"
    CHECK_DIGIT = "check_digit"
    ZEROS = "zeros"


REASONS: dict[Problem, Any] = {
    Problem.EMPTY: _("The tax code is blank."),
    Problem.NOT_DIGITS: _("A tax code has digits only, and a hyphen before the last three of a dependent unit."),
    Problem.LENGTH: _("A tax code has 10 digits, 13 for a dependent unit, or 12 where it is a personal number."),
    Problem.NEVER_ISSUED: _(
        "No check digit exists for these nine digits: such a code is never issued. Ask for it again."
    ),
    Problem.CHECK_DIGIT: _("The tenth digit does not agree with the nine before it: one of the digits is wrong."),
    Problem.ZEROS: _("A tax code with only zeros in this place is not issued."),
}


@dataclass(frozen=True, slots=True)
class TaxCode:
    """A tax code that can be right, as it is kept: 0314409058-002 for a dependent unit."""

    kind: Kind
    normalised: str


def check(code: str) -> TaxCode | Problem:
    """What the code is, or why it is none. The reasons for people stand in ``REASONS``."""
    digits = _SEPARATORS.sub("", code)
    if not digits:
        return Problem.EMPTY
    if not (digits.isascii() and digits.isdigit()):
        return Problem.NOT_DIGITS
    if len(digits) == Kind.PERSON:
        return TaxCode(Kind.PERSON, digits)
    if len(digits) not in (Kind.TAXPAYER, Kind.DEPENDENT_UNIT):
        return Problem.LENGTH
    return _checked(digits)


def _checked(digits: str) -> TaxCode | Problem:
    # the check digit is 10 less the remainder of the weighted sum by 11; remainder 0 would need a digit «10»
    if sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, digits, strict=False)) % 11 == 0:
        return Problem.NEVER_ISSUED
    try:
        return TaxCode(Kind(len(digits)), mst.format(mst.validate(digits)))
    except mst.InvalidComponent:
        return Problem.ZEROS
    except mst.InvalidChecksum:
        return Problem.CHECK_DIGIT


def normalised(code: str) -> str:
    """The code as it is kept, blank for a blank one; the text as it is where it is no tax code."""
    result = check(code)
    return result.normalised if isinstance(result, TaxCode) else _SEPARATORS.sub("", code)
