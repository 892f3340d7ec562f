"""Where a plan and its beneficiaries stand, on the map of the plan's day."""

import datetime
from dataclasses import asdict, dataclass, field

from khuyencong.directory.queries.addresses import Resolution, resolve
from khuyencong.directory.queries.gazetteer import Gazetteer, Place
from khuyencong.directory.queries.places import facts_on
from khuyencong.planning.checking.oldmap import PlaceReading, read_on_old_map
from khuyencong.policy.case import PlaceFacts
from khuyencong.policy.rules.data import LIMITS, rows

_LAST_OLD_MAP: datetime.date = LIMITS["old_places"]["last_old_map_day"]
_GAP = rows("sources")["place_gap_2025"]
_WITHOUT_PLACES: datetime.date = _GAP["valid_from"]
_NEW_DEFINITION: datetime.date = _GAP["valid_to"]


@dataclass(slots=True)
class Placing:
    """The map of a plan's day, with what its addresses mean there; each address is read once."""

    gazetteer: Gazetteer
    province: Place
    judged_on: Gazetteer
    """The map by which eligibility is judged; not always that of the day (see ``of``)."""
    _answers: dict[str, tuple[Resolution, PlaceReading]] = field(default_factory=dict)

    @classmethod
    def of(cls, province: str, day: datetime.date) -> "Placing | None":
        """
        The placing of a plan; None where the words name no province of that day.

        Between 1 July and 14 October 2025 the words of the law had no places on the new map, so eligibility is judged
        on the map of 30 June 2025.
        """
        here = Gazetteer.for_day(day)
        found = here.province_named(province)
        if found is None and here.before is not None:
            old = here.before.province_named(province)
            ways = here.successors_here(old.id) if old else []
            found = ways[0][0] if len(ways) == 1 else None
        if found is None:
            return None
        judged = Gazetteer.for_day(_LAST_OLD_MAP) if _WITHOUT_PLACES <= day < _NEW_DEFINITION else here
        return cls(here, found, judged)

    @property
    def code(self) -> str:
        """The province's code on that map."""
        return self.province.code

    def unit_id(self, address: str) -> int | None:
        """The commune, or else the district, the address surely means."""
        resolution, _facts = self._answer(address)
        place = resolution.commune or resolution.district
        return place.id if place and resolution.confident else None

    def facts(self, address: str) -> PlaceFacts | None:
        """What the rules ask about the place; None where the address does not say surely which it is."""
        return self._answer(address)[1].facts

    def old_units(self, address: str) -> tuple[str, ...]:
        """The units of the earlier map that the address may mean, where they are several and judged differently."""
        return self._answer(address)[1].several

    def _answer(self, address: str) -> tuple[Resolution, PlaceReading]:
        if address not in self._answers:
            resolution = resolve(self.gazetteer, address, self.province)
            if self.judged_on is self.gazetteer:
                reading = PlaceReading(self._facts_here(resolution, address))
            else:
                reading = read_on_old_map(self.judged_on, address, self.province, resolution)
            self._answers[address] = (resolution, reading)
        return self._answers[address]

    def _facts_here(self, resolution: Resolution, address: str) -> PlaceFacts | None:
        place = resolution.commune or resolution.district
        if place is None or not resolution.confident:
            return None
        known = facts_on(self.gazetteer, place.id, self.gazetteer.day, address)
        return PlaceFacts(**asdict(known)) if known else None
