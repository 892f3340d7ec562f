"""The provinces of today as choices of a filter, each standing for everything it was made of."""

import datetime
from dataclasses import dataclass

from khuyencong.core.text import sort_key
from khuyencong.directory.models import Level
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
    here = Gazetteer.for_day(on)
    found = [
        Choice(place.code, place.name, _with_predecessors(here, place.id))
        for (level, _code), place in here.by_code.items()
        if level == Level.PROVINCE
    ]
    return sorted(
        (c for c in found if scope.national or c.unit_ids & scope.province_ids), key=lambda c: sort_key(c.name)
    )


def _with_predecessors(here: Gazetteer, unit_id: int) -> frozenset[int]:
    found, waiting = set(), [unit_id]
    while waiting:
        unit = waiting.pop()
        if unit not in found:
            found.add(unit)
            waiting += [before for before, _whole in here.came_from.get(unit, ())]
    return frozenset(found)
