"""Places of both maps and what became of each."""

import dataclasses
import datetime
from collections.abc import Iterable, Iterator
from itertools import pairwise

from khuyencong.directory.models import AdministrativeUnit, Level, PlaceEvent, UnitSuccession
from khuyencong.directory.reference.changes import FORMER_MAP_FROM, TWO_TIERS_FROM, Change, changes
from khuyencong.directory.reference.source import KINDS, Lists, Row
from khuyencong.directory.reference.sync import sync

Key = tuple[int, str, datetime.date]
WORDS = {kind: words for words, kind in KINDS.items()}


@dataclasses.dataclass(frozen=True, slots=True)
class Period:
    """A unit as it was from a day until another."""

    level: int
    code: str
    kind: str
    name: str
    full_name: str
    valid_from: datetime.date
    valid_to: datetime.date | None
    parent: tuple[int, str] | None
    also: tuple[str, ...] = ()
    basis: str = ""

    @property
    def key(self) -> Key:
        """What identifies it."""
        return self.level, self.code, self.valid_from


def load_places(lists: Lists) -> dict[str, int]:
    """Write units, successions and changes of the map; returns how many of each there are in the lists."""
    known = changes()
    periods = list(_periods(lists, known))
    ids = _write_units(periods)
    successions = [
        UnitSuccession(predecessor_id=ids[old], successor_id=ids[new], on=new[2], whole=whole, basis=basis)
        for old, new, whole, basis in _successions(lists, periods)
    ]
    sync(UnitSuccession, successions, key=("predecessor_id", "successor_id"))
    sync(PlaceEvent, [_event(change) for change in known], key=("key",))
    return {"units": len(periods), "successions": len(successions), "changes": len(known)}


def _periods(lists: Lists, known: Iterable[Change]) -> Iterator[Period]:
    for row in lists.old_provinces:
        yield from _former_province(row, known)
    for row in lists.old_districts:
        yield _period(Level.DISTRICT, row, FORMER_MAP_FROM, TWO_TIERS_FROM, Level.PROVINCE)
    for row in lists.old_communes:
        yield _period(Level.COMMUNE, row, FORMER_MAP_FROM, TWO_TIERS_FROM, Level.DISTRICT)
    for row in lists.new_provinces:
        yield from _with_changes(_period(Level.PROVINCE, row, TWO_TIERS_FROM, None, None), known)
    for row in lists.new_communes:
        yield from _with_changes(_period(Level.COMMUNE, row, TWO_TIERS_FROM, None, Level.PROVINCE), known)


def _period(
    level: Level, row: Row, first: datetime.date, end: datetime.date | None, parent_level: Level | None
) -> Period:
    also = tuple(sorted(set(row.also)))
    parent = (int(parent_level), row.parent_code) if parent_level else None
    return Period(int(level), row.code, row.kind, row.name, row.proper_name, first, end, parent, also)


def _former_province(row: Row, known: Iterable[Change]) -> Iterator[Period]:
    last = _period(Level.PROVINCE, row, FORMER_MAP_FROM, TWO_TIERS_FROM, None)
    for change in known:
        if change.before.get("code") == row.code:
            name, kind = change.before["name"], change.before["kind"]
            yield dataclasses.replace(
                last, kind=kind, name=name, full_name=f"{WORDS[kind]} {name}", valid_to=change.day
            )
            last = dataclasses.replace(last, valid_from=change.day, basis=change.basis)
    yield last


def _with_changes(period: Period, known: Iterable[Change]) -> Iterator[Period]:
    for change in known:
        if kind := _new_kind(period, change):
            yield dataclasses.replace(period, valid_to=change.day)
            full_name = f"{WORDS[kind]} {period.name}"
            period = dataclasses.replace(
                period, kind=kind, full_name=full_name, valid_from=change.day, basis=change.basis
            )
    yield period


def _new_kind(period: Period, change: Change) -> str:
    if period.level == Level.PROVINCE:
        return "thanh_pho" if period.code == change.city else ""
    inside = period.parent is not None and period.parent[1] == change.city
    return "phuong" if inside and period.kind == "xa" and period.name in change.wards else ""


def _write_units(periods: list[Period]) -> dict[Key, int]:
    for level in Level:
        parents = {(u.level, u.code, u.valid_from): u.pk for u in _units() if u.level != Level.COMMUNE}
        rows = [
            AdministrativeUnit(
                level=p.level,
                code=p.code,
                kind=p.kind,
                name=p.name,
                full_name=p.full_name,
                parent_id=_parent(p, parents),
                valid_from=p.valid_from,
                valid_to=p.valid_to,
                basis=p.basis,
                also_known_as=list(p.also),
            )
            for p in periods
            if p.level == level
        ]
        sync(AdministrativeUnit, rows, key=("level", "code", "valid_from"))
    return {(u.level, u.code, u.valid_from): u.pk for u in _units()}


def _units() -> Iterable[AdministrativeUnit]:
    return AdministrativeUnit.objects.only("level", "code", "valid_from")


def _parent(period: Period, parents: dict[Key, int]) -> int | None:
    if period.parent is None:
        return None
    level, code = period.parent
    # a unit keeps the parent row of its map's first day; which form holds later, the code tells
    return parents[(level, code, TWO_TIERS_FROM if period.valid_from >= TWO_TIERS_FROM else FORMER_MAP_FROM)]


def _successions(lists: Lists, periods: list[Period]) -> Iterator[tuple[Key, Key, bool, str]]:
    yield from _in_place(periods)
    merger = "19/2025/QĐ-TTg"
    by_key = {row.key: (int(Level.COMMUNE), row.code, FORMER_MAP_FROM) for row in lists.old_communes}
    by_key.update({row.key: (int(Level.DISTRICT), row.code, FORMER_MAP_FROM) for row in lists.old_districts})
    now = {row.key: (int(Level.COMMUNE), row.code, TWO_TIERS_FROM) for row in lists.new_communes}
    for old, new, whole in lists.became:
        yield by_key[old], now[new], whole, merger
    yield from _provinces_merged(lists, {p.key for p in periods}, merger)


def _in_place(periods: list[Period]) -> Iterator[tuple[Key, Key, bool, str]]:
    ordered = sorted(periods, key=lambda p: p.key)
    for before, after in pairwise(ordered):
        same = (before.level, before.code) == (after.level, after.code)
        if same and before.valid_to == after.valid_from != TWO_TIERS_FROM:
            yield before.key, after.key, True, after.basis


def _provinces_merged(lists: Lists, keys: set[Key], basis: str) -> Iterator[tuple[Key, Key, bool, str]]:
    new_code = {row.key: row.code for row in lists.new_provinces}
    old_code = {row.key: row.code for row in lists.old_provinces}
    pairs = {(old_code[old.split("_")[0]], new_code[new.split("_")[0]]) for old, new, _whole in lists.became}
    for old, new in sorted(pairs):
        last = max(day for level, code, day in keys if (level, code) == (1, old) and day < TWO_TIERS_FROM)
        yield (1, old, last), (1, new, TWO_TIERS_FROM), True, basis


def _event(change: Change) -> PlaceEvent:
    return PlaceEvent(
        key=change.key,
        on=change.day,
        what_vi=change.what_vi,
        what_en=change.what_en,
        missing_vi=change.missing_vi,
        missing_en=change.missing_en,
        basis=change.basis,
        certainty=change.certainty,
    )
