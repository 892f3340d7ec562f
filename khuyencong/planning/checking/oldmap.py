"""What an address means on the last map with districts, while the law's words had no places on the new one."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace

from khuyencong.directory.names import zone_in
from khuyencong.directory.queries.addresses import Resolution, resolve
from khuyencong.directory.queries.gazetteer import Gazetteer, Place
from khuyencong.directory.queries.places import facts_on
from khuyencong.policy.case import PlaceFacts
from khuyencong.policy.rules.place import asked_of_an_old_place


@dataclass(frozen=True, slots=True)
class PlaceReading:
    """The place, or where it may be several that are judged differently, what they are called; else neither."""

    facts: PlaceFacts | None = None
    several: tuple[str, ...] = ()


def read_on_old_map(old: Gazetteer, address: str, province: Place, newer: Resolution) -> PlaceReading:
    """
    The old unit that the words name, else those which the new unit they name was made of.

    ``province`` and ``newer`` are of the new map. Several old units do for one where the law asks the same of all.
    """
    found = _named(old, address, province)
    if found:
        return _one_of(old, found, address)
    place = newer.commune
    if place is None or not newer.confident:
        return PlaceReading()
    return _one_of(old, old.predecessors_here(place.id), address, newer=place)


def _named(old: Gazetteer, address: str, province: Place) -> list[Place]:
    """The old units the words name, in each province that the plan's was made of, or in the one they name."""
    provinces = old.predecessors_here(province.id)
    said = old.province_named(address.rpartition(",")[2])
    if said in provinces and said.name != province.name:
        provinces = [said]
    readings = [reading for one in provinces if _old_words(reading := resolve(old, address, one))]
    readings = [reading for reading in readings if reading.paired] or readings
    places = [reading.commune or reading.district for reading in readings]
    return list({place.id: place for place in places if place}.values())


def _old_words(reading: Resolution) -> bool:
    """Whether the words surely mean an old unit: «phường» before the name of an old xã speaks of a new one."""
    if not reading.confident or reading.commune is None or reading.paired:
        return reading.confident
    return dict(reading.stated).get("commune") in (None, reading.commune.kind)


def _one_of(old: Gazetteer, places: Sequence[Place], address: str, newer: Place | None = None) -> PlaceReading:
    # the kinds stated by words of the new map are no kinds of old units
    known = {place: facts_on(old, place.id, old.day, "" if newer else address) for place in places}
    facts = {place: replace(PlaceFacts(**asdict(one)), in_zone=zone_in(address)) for place, one in known.items() if one}
    if len({asked_of_an_old_place(one) for one in facts.values()}) > 1:
        return PlaceReading(None, tuple(_called(old, place) for place in facts))
    if len(facts) < 2:
        return PlaceReading(next(iter(facts.values()), None))
    difficult = {one.difficult_area for one in facts.values()}
    alike = replace(next(iter(facts.values())), difficult_area=difficult.pop() if len(difficult) == 1 else None)
    return PlaceReading(replace(alike, commune_name=newer.name) if newer else alike)


def _called(old: Gazetteer, place: Place) -> str:
    district = old.district_of(place)
    return f"{place.full_name}, {district.full_name}" if district else place.full_name
