"""Counting in years."""

import datetime


def years_later(day: datetime.date, years: int) -> datetime.date:
    """The same day of the year some years later; 29 February becomes the 28th where there is none."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)
