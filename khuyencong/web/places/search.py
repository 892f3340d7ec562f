"""What a name or a code meant on a day, and what else it meant on other days."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import QuerySet

from khuyencong.directory.models import AdministrativeUnit, UnitSuccession

SHOWN = 40


@dataclass(slots=True)
class Match:
    """A place under a name and code for a time, with what became of it."""

    unit: AdministrativeUnit
    became: list[UnitSuccession] = field(default_factory=list)
    came_from: list[UnitSuccession] = field(default_factory=list)
    others: list["Match"] = field(default_factory=list)
    """Other places that had the same code at the same level on other days."""
    same: list["Match"] = field(default_factory=list)
    """The same place in its other times."""

    @property
    def first_name(self) -> str:
        """The name before a mere change of name: Huế was Thừa Thiên Huế, and is the same place."""
        only = self.came_from[0] if len(self.came_from) == 1 else None
        if only and only.whole and only.predecessor.code == self.unit.code:
            return only.predecessor.name
        return self.unit.name

    @property
    def last_day(self) -> datetime.date | None:
        """The last day it was so, where it has ended."""
        return self.unit.valid_to - datetime.timedelta(days=1) if self.unit.valid_to else None


@dataclass(frozen=True, slots=True)
class Answer:
    """The places of the day that fit, then those of other days."""

    then: list[Match]
    otherwise: list[Match]

    @property
    def nothing(self) -> bool:
        """Whether nothing was found on any day."""
        return not (self.then or self.otherwise)


def search(words: str, day: datetime.date) -> Answer:
    """Places by the beginnings of words of the name, or by code; a constant number of queries."""
    words = words.strip()
    rows = AdministrativeUnit.objects.filter(code=words) if words.isdecimal() else _named(words)
    held = list(rows.on(day).select_related("parent", "parent__parent").order_by("level", "sort_key", "pk")[:SHOWN])
    others = rows.exclude(pk__in=[unit.pk for unit in held]).select_related("parent", "parent__parent")
    ended = list(others.exclude(pk__in=rows.on(day)).order_by("level", "sort_key", "-valid_from")[:SHOWN])
    return _answer(held, ended)


def _named(words: str) -> "QuerySet[AdministrativeUnit]":
    return AdministrativeUnit.objects.found_by(words)


def _answer(held: list[AdministrativeUnit], ended: list[AdministrativeUnit]) -> Answer:
    matches = matches_of([*held, *ended])
    return Answer(matches[: len(held)], matches[len(held) :])


def matches_of(units: Iterable[AdministrativeUnit]) -> list[Match]:
    """Units with what they became and came from, and who else had their codes; three queries for all of them."""
    wanted = {unit.pk: Match(unit) for unit in units}
    holders = {unit.pk: Match(unit) for unit in _holders(wanted.values())}
    everything = holders | wanted
    rows = UnitSuccession.objects.select_related("predecessor", "successor").order_by("on", "pk")
    for row in rows.filter(predecessor_id__in=wanted):
        everything[row.predecessor_id].became.append(row)
    for row in rows.filter(successor_id__in=everything):
        everything[row.successor_id].came_from.append(row)
    by_code: dict[tuple[int, str], list[Match]] = {}
    for match in sorted(everything.values(), key=lambda one: one.unit.valid_from):
        by_code.setdefault((match.unit.level, match.unit.code), []).append(match)
    for match in wanted.values():
        rest = [one for one in by_code[(match.unit.level, match.unit.code)] if one is not match]
        match.others = [one for one in rest if one.first_name != match.first_name]
        match.same = [one for one in rest if one.first_name == match.first_name]
    return list(wanted.values())


def _holders(matches: Iterable[Match]) -> "QuerySet[AdministrativeUnit]":
    codes = {match.unit.code for match in matches}
    return AdministrativeUnit.objects.filter(code__in=codes)
