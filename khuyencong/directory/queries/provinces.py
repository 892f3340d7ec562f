"""The provinces of today as choices of a filter, each standing for everything it was made of."""

import datetime
from dataclasses import dataclass

from khuyencong.directory.queries.gazetteer import Gazetteer
from khuyencong.directory.queries.people import Scope


@dataclass(frozen=True, slots=True)
class Choice:
    """A province of the day. ``unit_ids`` holds its own rows and those of the provinces it came from."""

    code: str
    name: str
    unit_ids: frozenset[int]


def choices_for(scope: Scope, on: datetime.date) -> list[Choice]:
    """The provinces of a day that a person may see, in the order of their names; from the map in memory."""
    return [
        Choice(place.code, place.name, unit_ids)
        for place, unit_ids in Gazetteer.for_day(on).provinces_by_name
        if scope.national or unit_ids & scope.province_ids
    ]
