"""The day a page is asked for."""

import datetime

from django import forms
from django.http import HttpRequest
from django.utils.dateparse import parse_date

EARLIEST = datetime.date(1945, 9, 2)


def day_asked(request: HttpRequest, today: datetime.date, name: str = "day") -> datetime.date:
    """The day in the address, today where there is none or it means nothing."""
    try:
        day = parse_date(request.GET.get(name, "")) or today
    except ValueError:
        return today
    return day if day >= EARLIEST else today


class DayField(forms.DateField):
    """A day, typed or picked."""

    def __init__(self, **kwargs: object) -> None:
        picker = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
        super().__init__(input_formats=["%Y-%m-%d", "%d/%m/%Y"], widget=picker, **kwargs)
