"""Bodies: the ministry's from a reviewed file, those of each province made from its territory."""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.utils.text import slugify

from khuyencong.core import text
from khuyencong.directory.models import (
    AdministrativeUnit,
    Level,
    Organisation,
    OrganisationName,
    OrganisationParent,
    OrganisationSuccession,
    UnitSuccession,
)
from khuyencong.directory.reference.changes import reviewed
from khuyencong.directory.reference.sync import sync

MERGER = "202/2025/QH15"


@dataclass(frozen=True, slots=True)
class Called:
    """A name for a time."""

    name: str
    short: str
    valid_from: datetime.date | None
    valid_to: datetime.date | None
    certainty: str
    basis: str = ""


@dataclass(frozen=True)
class Body:
    """A body as it is to be written."""

    key: str
    kind: str
    names: tuple[Called, ...]
    certainty: str
    territory: AdministrativeUnit | None = None
    parent: str = ""
    valid_from: datetime.date | None = None
    valid_to: datetime.date | None = None
    note: str = ""
    parent_certainty: str = "verified"
    came_from: tuple[str, ...] = field(default=())


def load_bodies() -> dict[str, int]:
    """Write the bodies with their names, superiors and successions; returns how many of each."""
    data = reviewed("bodies.yaml")
    bodies = [*_national(data["national"]), *_provincial(data)]
    sync(Organisation, [_organisation(body) for body in bodies], key=("key",))
    ids = dict(Organisation.objects.values_list("key", "pk"))
    names = [_name(ids[body.key], called) for body in bodies for called in body.names]
    parents = [_parent(ids, body) for body in bodies if body.parent]
    successions = [
        OrganisationSuccession(predecessor_id=ids[before], successor_id=ids[body.key], on=body.valid_from, basis=MERGER)
        for body in bodies
        for before in body.came_from
        if body.valid_from is not None
    ]
    sync(OrganisationName, names, key=("organisation_id", "valid_from"))
    sync(OrganisationParent, parents, key=("organisation_id", "valid_from"))
    sync(OrganisationSuccession, successions, key=("predecessor_id", "successor_id"))
    return {"bodies": len(bodies), "names of bodies": len(names), "successions of bodies": len(successions)}


def _national(rows: Iterable[dict[str, Any]]) -> Iterator[Body]:
    for row in rows:
        starts = [called["from"] for called in row["names"]]
        names = tuple(
            Called(c["name"], c["short"], c["from"], end, c["certainty"], c.get("basis", ""))
            for c, end in zip(row["names"], [*starts[1:], None], strict=True)
        )
        yield Body(
            row["key"], row["kind"], names, row["certainty"], parent=row.get("parent", ""), note=row.get("note", "")
        )


def _provincial(data: dict[str, Any]) -> Iterator[Body]:
    chains = _chains()
    patterns, known = data["provincial"], {(row["code"], row["map"]): row for row in data["centres"]}
    for chain in chains:
        first = chain.units[0]
        read = known.get((first.code, first.valid_from), {})
        if superior := read.get("parent"):
            yield _superior(chain, superior, patterns)
        for kind, pattern in patterns.items():
            came_from = tuple(_key(pattern, before) for before in chain.came_from)
            special = read if kind == "centre" else {}
            yield Body(
                key=_key(pattern, first),
                kind=kind,
                names=tuple(_province_names(chain, pattern, special)),
                certainty=special.get("certainty", pattern["certainty"]),
                territory=chain.units[-1],
                parent=special.get("parent", {}).get("key", "") or _parent_key(patterns, pattern, first),
                valid_from=first.valid_from,
                valid_to=chain.units[-1].valid_to,
                came_from=came_from,
                parent_certainty=special.get("certainty", pattern["certainty"]),
            )


def _superior(chain: "Chain", row: dict[str, str], patterns: dict[str, Any]) -> Body:
    first, last = chain.units[0], chain.units[-1]
    called = Called(row["name"], row["short"], first.valid_from, last.valid_to, "verified")
    committee = _key(patterns["province_committee"], first)
    return Body(row["key"], "other", (called,), "verified", last, committee, first.valid_from, last.valid_to)


def _parent_key(patterns: dict[str, Any], pattern: dict[str, str], first: AdministrativeUnit) -> str:
    return _key(patterns[pattern["parent"]], first) if "parent" in pattern else ""


def _province_names(chain: "Chain", pattern: dict[str, str], special: dict[str, Any]) -> Iterator[Called]:
    if special:
        first, last = chain.units[0], chain.units[-1]
        yield Called(special["name"], special["short"], first.valid_from, last.valid_to, special["certainty"])
        return
    for full_name, name, valid_from, valid_to in chain.names():
        words = {"place": full_name[0].lower() + full_name[1:], "name": name}
        called, short = pattern["name"].format(**words), pattern["short"].format(**words)
        yield Called(called, short, valid_from, valid_to, pattern["certainty"])


def _key(pattern: dict[str, str], first: AdministrativeUnit) -> str:
    return f"{pattern['key']}-{slugify(text.fold(first.name))}-{first.valid_from.year}"


@dataclass(frozen=True, slots=True)
class Chain:
    """One province through its forms: another name or kind, but the same body and no merger."""

    units: tuple[AdministrativeUnit, ...]
    came_from: tuple[AdministrativeUnit, ...]
    """First forms of the provinces merged into it."""

    def names(self) -> Iterator[tuple[str, str, datetime.date, datetime.date | None]]:
        """Full name, name, from, until; forms with the same name run together."""
        start = self.units[0]
        for unit, after in zip(self.units, [*self.units[1:], None], strict=True):
            if after is None or after.full_name != start.full_name:
                yield start.full_name, start.name, start.valid_from, unit.valid_to
                start = after or start


def _chains() -> list[Chain]:
    units = {unit.pk: unit for unit in AdministrativeUnit.objects.filter(level=Level.PROVINCE)}
    came_from, became = defaultdict(list), defaultdict(list)
    for old, new in UnitSuccession.objects.filter(predecessor__level=Level.PROVINCE).values_list(
        "predecessor_id", "successor_id"
    ):
        came_from[new].append(old)
        became[old].append(new)
    chains: dict[int, list[AdministrativeUnit]] = {}
    first_form: dict[int, AdministrativeUnit] = {}
    for unit in sorted(units.values(), key=lambda u: (u.valid_from, u.code)):
        before = came_from[unit.pk]
        goes_on = len(before) == 1
        first = first_form[before[0]] if goes_on else unit
        first_form[unit.pk] = first
        chains.setdefault(first.pk, []).append(unit)
    return [
        Chain(tuple(forms), tuple(first_form[old] for old in sorted(came_from[forms[0].pk])))
        for forms in chains.values()
    ]


def _organisation(body: Body) -> Organisation:
    newest = body.names[-1]
    return Organisation(
        kind=body.kind,
        key=body.key,
        name=newest.name,
        short_name=newest.short,
        territory_id=body.territory.pk if body.territory else None,
        valid_from=body.valid_from,
        valid_to=body.valid_to,
        certainty=body.certainty,
        note=body.note,
    )


def _name(organisation_id: int, called: Called) -> OrganisationName:
    return OrganisationName(
        organisation_id=organisation_id,
        name=called.name,
        short_name=called.short,
        valid_from=called.valid_from,
        valid_to=called.valid_to,
        basis=called.basis,
        certainty=called.certainty,
    )


def _parent(ids: dict[str, int], body: Body) -> OrganisationParent:
    return OrganisationParent(
        organisation_id=ids[body.key],
        parent_id=ids[body.parent],
        valid_from=body.valid_from,
        valid_to=body.valid_to,
        certainty=body.parent_certainty,
    )
