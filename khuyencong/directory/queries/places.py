"""Places of a day: by code, by name, by address; what became of them; what the rules ask about them."""

import datetime
from dataclasses import dataclass

from khuyencong.directory.models import AdministrativeUnit, AttributeKind, Level
from khuyencong.directory.names import zone_in
from khuyencong.directory.queries.addresses import Resolution, resolve
from khuyencong.directory.queries.gazetteer import Gazetteer, Place


@dataclass(frozen=True, slots=True)
class PlaceFacts:
    """What the rules ask about a place, field for field as their case has it. Unknown is None."""

    map_day: datetime.date
    province_code: str
    province_kind: str
    province_name: str = ""
    commune_kind: str | None = None
    commune_name: str = ""
    district_kind: str | None = None
    district_name: str = ""
    city_class: str | None = None
    ward_converted_on: datetime.date | None = None
    craft_village: bool | None = None
    difficult_area: bool | None = None
    in_zone: str | None = None


def place_on(code: str, level: int, day: datetime.date) -> AdministrativeUnit | None:
    """The place a code meant on a day, or None."""
    return AdministrativeUnit.objects.on(day).filter(level=level, code=code).first()


def province_named(text: str, day: datetime.date, *, former_names: bool = False) -> AdministrativeUnit | None:
    """
    The province that these words mean on the map of a day: «TP. Hồ Chí Minh», «tỉnh Hà Tĩnh», «Huế».

    With ``former_names`` a province of the map before is answered by the one it was merged into.
    """
    here = Gazetteer.for_day(day)
    found = here.province_named(text)
    if found is None and former_names and here.before is not None:
        old = here.before.province_named(text)
        ways = here.successors_here(old.id) if old else []
        found = ways[0][0] if len(ways) == 1 else None
    return AdministrativeUnit.objects.get(pk=found.id) if found else None


def resolve_address(text: str, province: AdministrativeUnit | None, day: datetime.date) -> Resolution:
    """
    What the words of one address mean on the map of a day.

    For many addresses take ``Gazetteer.for_day(day)`` once and call ``addresses.resolve`` with it.
    """
    here = Gazetteer.for_day(day)
    return resolve(here, text, place_here(here, province.pk) if province else None)


def place_here(here: Gazetteer, unit_id: int) -> Place | None:
    """The unit itself on that map, or the one place it wholly became or came from; None where that is not one."""
    forward = here.successors_here(unit_id)
    if len(forward) == 1 and forward[0][1]:
        return forward[0][0]
    backward = here.predecessors_here(unit_id) if not forward else []
    return backward[0] if len(backward) == 1 else None


def successors(unit: AdministrativeUnit) -> list[tuple[AdministrativeUnit, bool]]:
    """What a place became at its end, and whether the whole of it went there."""
    rows = unit.became.select_related("successor").order_by("successor__code")
    return [(row.successor, row.whole) for row in rows]


def predecessors(unit: AdministrativeUnit) -> list[tuple[AdministrativeUnit, bool]]:
    """What a place was made of, and whether the whole of each came."""
    rows = unit.came_from.select_related("predecessor").order_by("predecessor__code")
    return [(row.predecessor, row.whole) for row in rows]


def place_facts(unit: AdministrativeUnit | int, day: datetime.date, text: str = "") -> PlaceFacts | None:
    """
    What the rules ask about a place on the map of a day; None where the place cannot be found on that map.

    The list of the map with districts is that of its last day. Where the words of the address give the kind that a
    place had earlier («huyện An Dương», a quận since), those words win on days before that map ended.
    """
    unit_id = unit if isinstance(unit, int) else unit.pk
    return facts_on(Gazetteer.for_day(day), unit_id, day, text)


def facts_on(here: Gazetteer, unit_id: int, day: datetime.date, text: str = "") -> PlaceFacts | None:
    """As ``place_facts``, on a map already at hand; asks the database nothing."""
    place = place_here(here, unit_id)
    province = here.province_of(place) if place else None
    if place is None or province is None:
        return None
    commune = place if place.level == Level.COMMUNE else None
    district = place if place.level == Level.DISTRICT else here.district_of(place)
    stated = dict(resolve(here, text, province).stated) if text and here.has_districts else {}
    return PlaceFacts(
        map_day=day,
        province_code=province.code,
        province_kind=province.kind,
        province_name=province.name,
        commune_kind=(stated.get("commune") or commune.kind) if commune else None,
        commune_name=commune.name if commune else "",
        district_kind=(stated.get("district") or district.kind) if district else None,
        district_name=district.name if district else "",
        city_class=_value(here, AttributeKind.CITY_CLASS, district or province),
        ward_converted_on=here.converted_on.get(place.id),
        craft_village=_known(here, AttributeKind.CRAFT_VILLAGE, place),
        difficult_area=_known(here, AttributeKind.DIFFICULT_AREA, place),
        in_zone=zone_in(text),
    )


def _value(here: Gazetteer, kind: str, place: Place) -> str | None:
    return next((value for what, value in here.attributes.get(place.id, ()) if what == kind), None)


def _known(here: Gazetteer, kind: str, place: Place) -> bool | None:
    return True if _value(here, kind, place) is not None else None
