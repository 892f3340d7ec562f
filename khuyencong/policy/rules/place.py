"""Where an establishment may stand: NĐ 45/2012 Điều 1 khoản 2 điểm a, and NĐ 235/2025 from 15/10/2025."""

import datetime
from collections.abc import Callable, Iterator
from typing import Any

from khuyencong.engines.rulebook import Finding, LegalSource, asks, blocks, informs, warns
from khuyencong.policy.case import Case, PlaceFacts
from khuyencong.policy.lawbook import LawBook
from khuyencong.policy.rules.clause import approval_day, clause
from khuyencong.policy.rules.data import EVIDENCE, LIMITS, SOURCES
from khuyencong.policy.rules.days import years_later
from khuyencong.policy.rules.subjects import (
    CLEANER_PRODUCTION,
    PROJECTS,
    bound_to_places,
    names_establishments,
    numbered,
)
from khuyencong.policy.rules.wording import Phrases

_OLD = LIMITS["old_places"]
_RURAL_DISTRICTS = frozenset(_OLD["rural_districts"])
_RURAL_COMMUNES = frozenset(_OLD["rural_communes"])
_OPEN_CLASSES = frozenset(_OLD["open_city_classes"])
_CONVERSION_CLASSES = frozenset(_OLD["conversion_city_classes"])
_CONVERSION_YEARS = _OLD["conversion_years"]
_LAST_OLD_MAP = _OLD["last_old_map_day"]
_NEW = LIMITS["new_places"]
_CRAFT_VILLAGE_PROOF = EVIDENCE["craft_village"]
_CITY_PROVINCES = frozenset(_NEW["city_province_kinds"])
_WARDS = frozenset(_NEW["ward_kinds"])
_CLUSTER = Phrases(["cụm công nghiệp", "CCN", "cụm CN", "cụm tiểu thủ công nghiệp", "điểm công nghiệp"])

OUTSIDE = "place_not_rural"
Weighing = Callable[..., Finding]


@clause(
    "place_2012",
    yields=[
        "place_unknown",
        "place_commune_unknown",
        "city_class_unknown",
        "ward_conversion_unknown",
        "place_needs_old_map",
        "place_of_several_old_units",
        "place_not_rural",
    ],
    kinds=PROJECTS,
    when=bound_to_places,
    by_approval=True,
)
def place_until_june_2025(case: Case, lawbook: LawBook) -> Iterator[Finding]:
    """Rural district, town, township, commune; wards of class 2 and 3 cities; new wards of class 1 cities."""
    yield from _on_the_old_map(case, "place_until_june_2025", SOURCES["place_2012"], blocks, OUTSIDE)


@clause(
    "place_gap_2025",
    yields=[
        "place_unknown",
        "place_commune_unknown",
        "city_class_unknown",
        "ward_conversion_unknown",
        "place_needs_old_map",
        "place_of_several_old_units",
        "place_not_rural_on_old_map",
    ],
    kinds=PROJECTS,
    when=bound_to_places,
    by_approval=True,
)
def place_between_the_maps(case: Case, lawbook: LawBook) -> Iterator[Finding]:
    """From the end of districts to the new decree: the old words on the map of the last old day, our reading."""
    source = SOURCES["place_gap_2025"]
    yield from _on_the_old_map(case, "place_between_the_maps", source, warns, "place_not_rural_on_old_map")


def asked_of_an_old_place(place: PlaceFacts) -> tuple[Any, ...]:
    """What the old definition asks of a place: two places that answer alike are judged alike."""
    if _is_rural(place):
        return ("rural",)
    return (place.commune_kind is None, place.city_class, place.ward_converted_on)


def _is_rural(place: PlaceFacts) -> bool:
    return place.district_kind in _RURAL_DISTRICTS or place.commune_kind in _RURAL_COMMUNES


def _on_the_old_map(
    case: Case, rule: str, source: LegalSource | None, weigh: Weighing, outside: str
) -> Iterator[Finding]:
    day = approval_day(case)
    for index, party in numbered(case):
        facts = {"name": party.name, "address": party.place_text, "map_day": _LAST_OLD_MAP}
        if party.place is None and party.old_units:
            facts["units"] = party.old_units
            yield asks(rule, "place_of_several_old_units", source, field="place", party=index, **facts)
        elif party.place is None:
            yield asks(rule, "place_unknown", source, field="place", party=index, **facts)
        elif party.place.map_day > _LAST_OLD_MAP:
            yield asks(rule, "place_needs_old_map", source, field="place", party=index, **facts)
        elif code := _fault_on_the_old_map(party.place, day):
            facts |= _described(party.place)
            if code == OUTSIDE:
                yield weigh(rule, outside, source, field="place", party=index, **facts)
            else:
                yield asks(rule, code, source, field="place", party=index, **facts)


def _fault_on_the_old_map(place: PlaceFacts, day: datetime.date) -> str:
    """Why the place is not rural under the old definition, or what is missing to tell; empty when it is."""
    if _is_rural(place):
        return ""
    if place.commune_kind is None:
        return "place_commune_unknown"
    if place.city_class is None:
        return "city_class_unknown"
    if place.city_class in _OPEN_CLASSES:
        return ""
    if place.city_class not in _CONVERSION_CLASSES:
        return OUTSIDE
    return _fault_of_a_class_1_ward(place, day)


def _fault_of_a_class_1_ward(place: PlaceFacts, day: datetime.date) -> str:
    if place.ward_converted_on is None:
        return "ward_conversion_unknown"
    return "" if day <= years_later(place.ward_converted_on, _CONVERSION_YEARS) else OUTSIDE


def _described(place: PlaceFacts) -> dict[str, Any]:
    return {
        "commune": place.commune_name,
        "commune_kind": place.commune_kind or "",
        "district": place.district_name,
        "province": place.province_name,
        "city_class": place.city_class or "",
        "years": _CONVERSION_YEARS,
    }


@clause(
    "place_2025",
    yields=[
        "place_unknown",
        "place_needs_new_map",
        "place_commune_unknown",
        "craft_village_unknown",
        "ward_of_central_city",
    ],
    kinds=PROJECTS,
    when=bound_to_places,
    by_approval=True,
)
def place_since_2025(case: Case, lawbook: LawBook) -> Iterator[Finding]:
    """
    Everywhere in a province; in a centrally-run city the communes and special zones; recognised craft villages.

    The decree was read in an English translation, so a ward of a city is warned about, not blocked.
    """
    rule, source = "place_since_2025", SOURCES["place_2025"]
    for index, party in numbered(case):
        facts = {"name": party.name, "address": party.place_text}
        place = party.place
        if place is None:
            yield asks(rule, "place_unknown", source, field="place", party=index, map_day=case.day, **facts)
        elif place.map_day <= _LAST_OLD_MAP:
            yield asks(
                rule, "place_needs_new_map", source, field="place", party=index, map_day=approval_day(case), **facts
            )
        elif place.province_kind not in _CITY_PROVINCES or _in_craft_village(case, place):
            continue
        elif place.commune_kind is None:
            yield asks(rule, "place_commune_unknown", source, field="place", party=index, **facts, **_described(place))
        elif place.commune_kind in _WARDS:
            weigh, code = _ward_of_a_city(place)
            yield weigh(rule, code, source, field="place", party=index, **facts, **_described(place))


def _in_craft_village(case: Case, place: PlaceFacts) -> bool:
    return bool(place.craft_village) or _CRAFT_VILLAGE_PROOF in case.evidence


def _ward_of_a_city(place: PlaceFacts) -> tuple[Weighing, str]:
    if place.craft_village is None:
        return asks, "craft_village_unknown"
    return warns, "ward_of_central_city"


def _has_address(case: Case, lawbook: LawBook) -> bool:
    return names_establishments(case, lawbook) and any(party.place for party in case.parties)


@clause("zone", yields=["address_in_zone", "address_in_cluster"], kinds=PROJECTS, when=_has_address)
def address_outside_zones(case: Case, lawbook: LawBook) -> Iterator[Finding]:
    """No article excludes an industrial or economic zone, but such an establishment is looked at again."""
    rule, source = "address_outside_zones", SOURCES["zone"]
    for index, party in numbered(case):
        zone = party.place.in_zone if party.place else None
        if not zone:
            continue
        facts = {"name": party.name, "zone": zone}
        if _CLUSTER.first_in(zone):
            yield informs(rule, "address_in_cluster", source, field="place", party=index, **facts)
        else:
            yield asks(rule, "address_in_zone", source, field="place", party=index, **facts)


def _cleaner_production(case: Case, lawbook: LawBook) -> bool:
    return case.activity in CLEANER_PRODUCTION


@clause("cleaner_production_2025", yields=["cleaner_production_exempt"], kinds=PROJECTS, when=_cleaner_production)
def cleaner_production_anywhere_since_2025(case: Case, lawbook: LawBook) -> Iterator[Finding]:
    """Cleaner production was free of size and place; whether it still is under the new decree was not read."""
    source = SOURCES["cleaner_production_2025"]
    yield informs("cleaner_production_anywhere_since_2025", "cleaner_production_exempt", source, field="place")
