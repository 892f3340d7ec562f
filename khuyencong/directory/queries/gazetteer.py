"""
The map of a day in memory, for work on many addresses at once.

Reading it takes a few tenths of a second and is done once for each map; after that nothing asks the database.
"""

import bisect
import datetime
import threading
import uuid
from collections import OrderedDict, defaultdict
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.db.models import F, Max

from khuyencong.core.stamps import stamp_of
from khuyencong.core.text import sort_key
from khuyencong.directory import names
from khuyencong.directory.models import AdministrativeUnit, Level, MapVersion, PlaceAttribute, UnitSuccession

_KEPT = 6
_lock = threading.Lock()
_maps: "OrderedDict[tuple[Any, ...], Gazetteer]" = OrderedDict()
_changes: tuple[uuid.UUID | None, list[datetime.date]] | None = None
"""The stamp, and the days on which maps of that stamp change."""


@dataclass(frozen=True, slots=True)
class Place:
    """A unit of the map. ``district_code`` is empty where there is no such level."""

    id: int
    level: int
    code: str
    kind: str
    name: str
    full_name: str
    province_code: str
    district_code: str = ""


@dataclass(frozen=True, slots=True)
class Called:
    """A place under one of its names. ``kind`` is the kind it had under that name."""

    place: Place
    kind: str
    former: bool


Names = dict[str, list[Called]]


@dataclass(frozen=True)
class Gazetteer:
    """The places of a day, by id, by code and by name."""

    day: datetime.date
    places: dict[int, Place]
    by_code: dict[tuple[int, str], Place]
    provinces: Names
    districts: Names
    communes: Names
    attributes: dict[int, list[tuple[str, str]]] = field(default_factory=dict)
    became: dict[int, list[tuple[int, bool]]] = field(default_factory=dict)
    came_from: dict[int, list[tuple[int, bool]]] = field(default_factory=dict)
    converted_on: dict[int, datetime.date] = field(default_factory=dict)
    """Wards that were communes of the same code until that day."""

    @classmethod
    def for_day(cls, day: datetime.date) -> "Gazetteer":
        """The map of that day; from memory when nothing has changed since it was read (one short query)."""
        version = _version(day)
        with _lock:
            known = _maps.get(version)
        known = known or _read(day)
        with _lock:
            _maps[version] = known
            _maps.move_to_end(version)
            while len(_maps) > _KEPT:
                _maps.popitem(last=False)
        return known

    @cached_property
    def has_districts(self) -> bool:
        """Whether the map still has the district level."""
        return bool(self.districts)

    @cached_property
    def before(self) -> "Gazetteer | None":
        """The last map with districts, for a map without them."""
        if self.has_districts:
            return None
        ended = AdministrativeUnit.objects.filter(level=Level.DISTRICT, valid_to__lte=self.day)
        last = ended.aggregate(last=Max("valid_to"))["last"]
        return Gazetteer.for_day(last - datetime.timedelta(days=1)) if last else None

    @cached_property
    def provinces_by_name(self) -> tuple[tuple[Place, frozenset[int]], ...]:
        """The provinces in the order of their names, each with its own id and those of all it came from."""
        found = [place for (level, _code), place in self.by_code.items() if level == Level.PROVINCE]
        return tuple((place, self._origins(place.id)) for place in sorted(found, key=lambda p: sort_key(p.name)))

    def _origins(self, unit_id: int) -> frozenset[int]:
        found, waiting = set(), [unit_id]
        while waiting:
            unit = waiting.pop()
            if unit not in found:
                found.add(unit)
                waiting += [before for before, _whole in self.came_from.get(unit, ())]
        return frozenset(found)

    def province_of(self, place: Place) -> Place | None:
        """The province a place lies in."""
        return self.by_code.get((Level.PROVINCE, place.province_code))

    def district_of(self, place: Place) -> Place | None:
        """The district a place lies in; None where the map has none."""
        return self.by_code.get((Level.DISTRICT, place.district_code))

    def province_named(self, text: str) -> Place | None:
        """The province that these words mean; None where none or several do."""
        for part in names.parts_of(text)[:1]:
            for key in names.province_keys(part):
                found = {called.place.id: called.place for called in self.provinces.get(key, ())}
                if len(found) == 1:
                    return next(iter(found.values()))
        return None

    def successors_here(self, unit_id: int) -> list[tuple[Place, bool]]:
        """The places of this map that a unit became, and whether the whole of it went there."""
        if unit_id in self.places:
            return [(self.places[unit_id], True)]
        return [
            (place, whole and further)
            for successor, whole in self.became.get(unit_id, ())
            for place, further in self.successors_here(successor)
        ]

    def predecessors_here(self, unit_id: int) -> list[Place]:
        """The places of this map that a later unit was made of, at least in part."""
        if unit_id in self.places:
            return [self.places[unit_id]]
        found = [p for before, _whole in self.came_from.get(unit_id, ()) for p in self.predecessors_here(before)]
        return list({place.id: place for place in found}.values())


def _version(day: datetime.date) -> tuple[Any, ...]:
    """What tells this map from others: the stamp of all maps, and between which two changes the day lies."""
    global _changes
    stamp = stamp_of(MapVersion)
    if _changes is None or _changes[0] != stamp or stamp is None:
        _changes = (stamp, _days_of_change())
    return (stamp or uuid.uuid4(), bisect.bisect_right(_changes[1], day))


def _days_of_change() -> list[datetime.date]:
    days: set[datetime.date | None] = set(UnitSuccession.objects.values_list("on", flat=True).distinct())
    for model in (AdministrativeUnit, PlaceAttribute):
        for column in ("valid_from", "valid_to"):
            days.update(model._default_manager.order_by().values_list(column, flat=True).distinct())
    return sorted(day for day in days if day)


def _read(day: datetime.date) -> Gazetteer:
    rows = AdministrativeUnit.objects.on(day).order_by("level", "code")
    places: dict[int, Place] = {}
    by_code: dict[tuple[int, str], Place] = {}
    listed: dict[int, Names] = {level: defaultdict(list) for level in Level}
    columns = ("pk", "level", "code", "kind", "name", "full_name", "parent__level", "parent__code", "also_known_as")
    for pk, level, code, kind, name, full_name, parent_level, parent_code, also in rows.values_list(*columns):
        place = Place(pk, level, code, kind, name, full_name, *_above(by_code, code, parent_level, parent_code))
        places[pk] = by_code[(level, code)] = place
        _list(listed[level], place, also)
    became, came_from = _successions()
    return Gazetteer(
        day=day,
        places=places,
        by_code=by_code,
        provinces=dict(listed[Level.PROVINCE]),
        districts=dict(listed[Level.DISTRICT]),
        communes=dict(listed[Level.COMMUNE]),
        attributes=_attributes(day),
        became=became,
        came_from=came_from,
        converted_on=_converted(day),
    )


def _above(
    by_code: dict[tuple[int, str], Place], code: str, parent_level: int | None, parent_code: str | None
) -> tuple[str, str]:
    if parent_level == Level.DISTRICT and parent_code:
        return by_code[(Level.DISTRICT, parent_code)].province_code, parent_code
    return parent_code or code, ""


def _list(listed: Names, place: Place, also: list[str]) -> None:
    own = names.key_of(place.name)
    listed[own].append(Called(place, place.kind, False))
    known = set(also)
    for key in known:
        for prefix, kind in names.PREFIXES.items():
            short = key.removeprefix("".join(prefix))
            if len("".join(prefix)) > 1 and short != key and short in known and short != own:
                listed[short].append(Called(place, kind, True))


def _successions() -> tuple[dict[int, list[tuple[int, bool]]], dict[int, list[tuple[int, bool]]]]:
    became, came_from = defaultdict(list), defaultdict(list)
    for old, new, whole in UnitSuccession.objects.values_list("predecessor_id", "successor_id", "whole"):
        became[old].append((new, whole))
        came_from[new].append((old, whole))
    return dict(became), dict(came_from)


def _attributes(day: datetime.date) -> dict[int, list[tuple[str, str]]]:
    found = defaultdict(list)
    for unit, kind, value in PlaceAttribute.objects.on(day).values_list("unit_id", "kind", "value"):
        found[unit].append((kind, value))
    return dict(found)


def _converted(day: datetime.date) -> dict[int, datetime.date]:
    # the same parent row: one commune that changed its kind, not a merger of several
    rows = UnitSuccession.objects.filter(
        on__lte=day,
        successor__level=Level.COMMUNE,
        successor__kind="phuong",
        predecessor__kind="xa",
        predecessor__parent=F("successor__parent"),
    )
    return dict(rows.values_list("successor_id", "on"))
