"""Where an establishment is on the map of a day, and what that place is called now."""

import datetime
from dataclasses import dataclass

from khuyencong.directory.queries.gazetteer import Gazetteer, Place


@dataclass(frozen=True, slots=True)
class Named:
    """A place with what it lies in, in words, and the row to open."""

    pk: int
    words: str


@dataclass(frozen=True, slots=True)
class Where:
    """
    The places of a day that a unit stands for. ``sure``: it is one whole place, nobody needs to look again.

    Several where the unit was divided or made of several; none where that map does not have it.
    """

    day: datetime.date
    places: tuple[Named, ...]
    sure: bool


def where(unit_id: int, day: datetime.date) -> Where:
    """The unit on the map of that day, whichever map it was written down on."""
    here = Gazetteer.for_day(day)
    forward = here.successors_here(unit_id)
    if forward:
        places = {place.id: place for place, _whole in forward}
        sure = len(places) == 1 and all(whole for _place, whole in forward)
        return Where(day, _named(here, list(places.values())), sure)
    backward = here.predecessors_here(unit_id)
    return Where(day, _named(here, backward), len(backward) == 1)


def _named(here: Gazetteer, places: list[Place]) -> tuple[Named, ...]:
    found = []
    for place in places:
        above = [here.district_of(place), here.province_of(place)]
        names = [place.full_name, *(one.full_name for one in above if one is not None and one.id != place.id)]
        found.append(Named(place.id, ", ".join(names)))
    return tuple(found)
