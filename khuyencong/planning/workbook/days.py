"""Dates as people type them: day/month/year in the usual marks, ISO, Excel's serial number, month, quarter, year."""

import calendar
import datetime
import re
from dataclasses import dataclass

from khuyencong.core.text import fold
from khuyencong.planning.workbook.amounts import plain

FIRST_YEAR, LAST_YEAR = 2004, 2100
"""The first decree on industrial promotion is of 2004."""
_EPOCH = datetime.date(1899, 12, 30)
_SERIALS = range(36_526, 73_416)
"""Excel's serial numbers of 2000 to 2100."""

_FULL = re.compile(r"(?:ngay )?(\d{1,2})\s*[/\-. ]\s*(?:thang )?(\d{1,2})\s*[/\-. ]\s*(?:nam )?(\d{4})")
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[t ]00:00(?::00)?)?")
_MONTH = re.compile(r"(?:thang )?(\d{1,2})\s*[/\-. ]\s*(?:nam )?(\d{4})")
_QUARTER = re.compile(r"quy (iv|iii|ii|i|[1-4])\s*[/\-. ]\s*(?:nam )?(\d{4})")
_YEAR = re.compile(r"(?:nam )?(\d{4})")
_QUARTERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4}


@dataclass(frozen=True, slots=True)
class Span:
    """The days a text means: one day, or a month, a quarter, a year."""

    first: datetime.date
    last: datetime.date


def read_days(text: str) -> Span | None:
    """The days meant, or None where it is no date. A year of two figures is no date: its century was not said."""
    said = fold(plain(text))
    for pattern, build in _READINGS:
        if found := pattern.fullmatch(said):
            try:
                return build(*found.groups())
            except ValueError:
                return None
    return None


def in_range(span: Span) -> bool:
    """Whether the days lie in the years that the programme has, or may have."""
    return span.first.year >= FIRST_YEAR and span.last.year <= LAST_YEAR


def _day(day: str, month: str, year: str) -> Span:
    one = datetime.date(int(year), int(month), int(day))
    return Span(one, one)


def _months(year: int, first: int, last: int) -> Span:
    end = calendar.monthrange(year, last)[1]
    return Span(datetime.date(year, first, 1), datetime.date(year, last, end))


def _month(month: str, year: str) -> Span:
    if not 1 <= int(month) <= 12:
        raise ValueError(month)
    return _months(int(year), int(month), int(month))


def _quarter(quarter: str, year: str) -> Span:
    number = _QUARTERS.get(quarter) or int(quarter)
    return _months(int(year), number * 3 - 2, number * 3)


def _year(year: str) -> Span:
    if int(year) == 0:
        raise ValueError(year)
    return _months(int(year), 1, 12)


def _serial(number: str) -> Span:
    if int(number) not in _SERIALS:
        raise ValueError(number)
    day = _EPOCH + datetime.timedelta(days=int(number))
    return Span(day, day)


_READINGS = (
    (_FULL, _day),
    (_ISO, lambda year, month, day: _day(day, month, year)),
    (_MONTH, _month),
    (_QUARTER, _quarter),
    (_YEAR, _year),
    (re.compile(r"(\d{5})(?:[.,]0+)?"), _serial),
)
