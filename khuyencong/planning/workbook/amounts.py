"""Amounts as people type them, to whole đồng; never guesses where two readings are possible."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

LARGEST = 10**15
"""Đồng; a million billion is beyond any plan."""

_GAPS = re.compile(r"[\s\u00a0\u202f\u2009']+")
_SHAPE = re.compile(r"[-+]?[0-9]+(?:[.,][0-9]+)*")
_GROUPS = re.compile(r"[0-9]{1,3}(?:([.,])[0-9]{3})(?:\1[0-9]{3})*")
_UNIT_WORDS = re.compile(r"(tỷ|tỉ|triệu|nghìn|ngàn)?\s*(đồng|đ|vnđ|vnd)?$", re.I)
_FACTORS = {"tỷ": 10**9, "tỉ": 10**9, "triệu": 10**6, "nghìn": 10**3, "ngàn": 10**3}


class Marks(StrEnum):
    """Which mark keeps thousands apart."""

    VIETNAMESE = "vi"
    """1.234,5"""
    ENGLISH = "en"
    """1,234.5"""


@dataclass(frozen=True, slots=True)
class Amount:
    """What was understood: đồng, or the code of the problem with its facts."""

    dong: int | None = None
    problem: str = ""
    facts: tuple[tuple[str, str | int], ...] = ()


def plain(text: str) -> str:
    """Full-width digits as ordinary ones, no odd spaces, none between digits."""
    return _GAPS.sub(" ", unicodedata.normalize("NFKC", text)).strip()


def convention_of(texts: Iterable[str]) -> Marks | None:
    """The marks that the unmistakable numbers of a column agree on; None where there is none, or two."""
    seen = {marks for text in texts if (marks := _told_by(plain(text).replace(" ", "")))}
    return seen.pop() if len(seen) == 1 else None


def read_amount(text: str, *, unit: int, marks: Marks | None = None) -> Amount:
    """
    An amount in ``unit`` of đồng, as whole đồng.

    Refuses by code: not_a_number, negative_money, ambiguous_number, fraction_of_dong, too_large. A unit written
    in the cell («570 triệu đồng») wins over the column's.
    """
    number, spoken = _without_unit(plain(text))
    unit = spoken or unit
    compact = number.replace(" ", "")
    if number.startswith("(") and number.endswith(")") and _SHAPE.fullmatch(compact[1:-1]):
        return Amount(problem="negative_money")
    if not _SHAPE.fullmatch(compact) or not _spaced_by_thousands(number):
        return Amount(problem="not_a_number")
    if compact.startswith("-"):
        return Amount(problem="negative_money")
    readings = _readings(compact.lstrip("+"), unit=unit, marks=marks)
    if len(readings) > 1:
        first, second = sorted(readings)
        return Amount(problem="ambiguous_number", facts=(("first", int(first)), ("second", int(second))))
    return exact(readings[0]) if readings else Amount(problem="not_a_number")


def exact(dong: Decimal) -> Amount:
    """Whole đồng out of an exact number, or the problem with it."""
    if dong < 0:
        return Amount(problem="negative_money")
    if dong > LARGEST:
        return Amount(problem="too_large")
    if dong != dong.to_integral_value():
        return Amount(problem="fraction_of_dong", facts=(("dong", format(dong.normalize(), "f")),))
    return Amount(int(dong))


def _without_unit(text: str) -> tuple[str, int | None]:
    found = _UNIT_WORDS.search(text)
    if not found or not found.group(0):
        return text, None
    return text[: found.start()].strip(), _FACTORS.get((found.group(1) or "").lower(), 1)


def _spaced_by_thousands(number: str) -> bool:
    parts = number.split(" ")
    return len(parts) == 1 or all(re.fullmatch(r"[0-9]{3}(?:[.,][0-9]+)?", part) for part in parts[1:])


def _told_by(text: str) -> Marks | None:
    """The marks a single number gives away, if it does."""
    dots, commas = text.count("."), text.count(",")
    if not _SHAPE.fullmatch(text) or dots + commas == 0:
        return None
    if dots and commas:
        return Marks.VIETNAMESE if text.rfind(",") > text.rfind(".") else Marks.ENGLISH
    if dots > 1 or commas > 1:
        return Marks.VIETNAMESE if dots else Marks.ENGLISH
    if _may_be_thousands(text.lstrip("+-")):
        return None
    return Marks.ENGLISH if dots else Marks.VIETNAMESE


def _may_be_thousands(text: str) -> bool:
    return bool(_GROUPS.fullmatch(text)) and not text.startswith("0")


def _readings(text: str, *, unit: int, marks: Marks | None) -> list[Decimal]:
    """Every amount the text could mean, in đồng."""
    told = _told_by(text)
    if "." not in text and "," not in text:
        return [Decimal(text) * unit]
    if told:
        return _as(text, told, unit)
    if marks:
        return _as(text, marks, unit)
    both = [*_as(text, Marks.VIETNAMESE, unit), *_as(text, Marks.ENGLISH, unit)]
    # no amount has fractions of a đồng: in đồng, 1.234 can only mean thousands
    whole = [dong for dong in both if dong == dong.to_integral_value()]
    return whole or both


def _as(text: str, marks: Marks, unit: int) -> list[Decimal]:
    thousands, decimal = (".", ",") if marks is Marks.VIETNAMESE else (",", ".")
    whole, _, fraction = text.partition(decimal)
    in_groups = thousands not in whole or (_GROUPS.fullmatch(whole) is not None)
    if not in_groups or thousands in fraction or decimal in fraction:
        return []
    return [Decimal(f"{whole.replace(thousands, '')}.{fraction or 0}") * unit]
