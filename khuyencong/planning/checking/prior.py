"""What the same establishments have had before, and what they ask for elsewhere in the same plan."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from difflib import SequenceMatcher
from typing import Any

from django.db.models import Q, QuerySet

from khuyencong.core.text import fold
from khuyencong.directory.models import Establishment
from khuyencong.directory.queries.establishments import Wanted, known, name_key
from khuyencong.directory.tax_codes import normalised
from khuyencong.planning.checking.placing import Placing
from khuyencong.planning.facts import LineFacts, PartyFacts, PlanFacts
from khuyencong.planning.models import Beneficiary
from khuyencong.policy.case import Level, PriorSupport

CHUNK = 5000
LIKE = 0.75
"""From this likeness on (0 to 1) two names are taken for one, written differently."""
Key = str


def key_of(party: PartyFacts) -> Key:
    """What tells one establishment from another in a list: its tax code, else its folded name and place."""
    return party.tax_code or f"{fold(party.name)}|{fold(party.place_text)}"


class Prior:
    """The support each establishment of a plan has had or asks for, looked up in a few queries for the whole plan."""

    def __init__(self, plan: PlanFacts, placing: Placing) -> None:
        self._own = _own_provinces(placing)
        parties = {key_of(party): party for line in plan.lines for party in line.parties if party.name}
        found = known([_wanted(party, placing) for party in parties.values()])
        self._known = {key: found[index] for index, key in enumerate(parties) if index in found}
        self._registered = _registered(parties, self._known, self._own)
        self._here: dict[Key, list[tuple[int, PriorSupport]]] = defaultdict(list)
        for line in plan.lines:
            for party in line.parties:
                if party.name:
                    self._here[key_of(party)].append((line.row, _in_plan(plan, line, party)))

    def of(self, line: LineFacts) -> tuple[PriorSupport, ...]:
        """Everything but the line itself."""
        found: list[PriorSupport] = []
        for party in line.parties:
            if party.name:
                key = key_of(party)
                found += self._registered.get(key, ())
                found += [replace(one, earlier=row < line.row) for row, one in self._here[key] if row != line.row]
        return tuple(found)

    def owner_of_code(self, party: PartyFacts) -> tuple[str, bool]:
        """
        Whether the register knows the party's tax code under a clearly different name, and that name.

        The name is empty where it is of another province, whose register is not told.
        """
        one = self._known.get(key_of(party)) if party.tax_code else None
        if one is None or one.tax_code != normalised(party.tax_code) or not _clearly_other(one.name, party.name):
            return "", False
        return (one.name if one.province_id in self._own else ""), True


def _clearly_other(name: str, other: str) -> bool:
    """Not the same words in part, nor a slip of the pen: a short form or a typing error is no other name."""
    one, two = name_key(name), name_key(other)
    if not one or not two or set(one.split()) <= set(two.split()) or set(two.split()) <= set(one.split()):
        return False
    return SequenceMatcher(None, one, two).ratio() < LIKE


def _in_plan(plan: PlanFacts, line: LineFacts, party: PartyFacts) -> PriorSupport:
    own = (party.support_national or 0) + (party.support_local or 0)
    return PriorSupport(
        reference=line.order_number or str(line.row),
        year=plan.year or 0,
        activity=line.activity,
        name=line.name,
        level=line.level or plan.level or Level.LOCAL,
        support=own or line.support or None,
        decided_on=plan.decided_on,
        same_plan=True,
    )


def _registered(
    parties: Mapping[Key, PartyFacts], establishments: Mapping[Key, Establishment], own: frozenset[int]
) -> Mapping[Key, list[PriorSupport]]:
    """What the register holds for each beneficiary: by its tax code, and by the establishment it is known as."""
    keys_of_code: dict[str, list[Key]] = defaultdict(list)
    for key, party in parties.items():
        if party.tax_code:
            keys_of_code[party.tax_code].append(key)
    keys_of_establishment: dict[int, list[Key]] = defaultdict(list)
    for key, establishment in establishments.items():
        keys_of_establishment[establishment.pk].append(key)
    found: dict[Key, list[PriorSupport]] = defaultdict(list)
    for row in _rows(list(keys_of_code), list(keys_of_establishment)):
        same = {*keys_of_code.get(row["tax_code"], ()), *keys_of_establishment.get(row["establishment_id"], ())}
        for key in same:
            support = _from_register(row) if row["proposal__province_id"] in own else _elsewhere(row)
            if support not in found[key]:
                found[key].append(support)
    return found


def _wanted(party: PartyFacts, placing: Placing) -> Wanted:
    return Wanted(
        name=party.name,
        province_id=placing.province.id,
        kind=str(party.kind or "other"),
        tax_code=party.tax_code,
        unit_id=placing.unit_id(party.place_text) if party.place_text else None,
        address=party.place_text,
    )


def _rows(codes: list[str], establishments: list[int]) -> Iterable[Mapping[str, Any]]:
    for start in range(0, max(len(codes), len(establishments)), CHUNK):
        some = slice(start, start + CHUNK)
        same = Q(tax_code__in=codes[some]) | Q(establishment_id__in=establishments[some])
        yield from _columns(Beneficiary.objects.filter(same))


def _columns(rows: "QuerySet[Beneficiary]") -> Iterable[Mapping[str, Any]]:
    return rows.order_by("-proposal__year", "-proposal_id", "pk").values(
        "tax_code",
        "establishment_id",
        "proposal__reference",
        "proposal__year",
        "proposal__activity__code",
        "proposal__name",
        "proposal__level",
        "proposal__support",
        "proposal__province_id",
        "proposal__province__name",
        "proposal__decided_on",
    )


def _own_provinces(placing: Placing) -> frozenset[int]:
    """The plan's province and all it came from."""
    own = (ids for place, ids in placing.gazetteer.provinces_by_name if place.id == placing.province.id)
    return next(own, frozenset({placing.province.id}))


def _elsewhere(row: Mapping[str, Any]) -> PriorSupport:
    """Support in another province, without what that province alone may read."""
    return PriorSupport(
        reference="",
        year=row["proposal__year"],
        activity=row["proposal__activity__code"],
        name="",
        level=Level(row["proposal__level"]),
        support=None,
        decided_on=row["proposal__decided_on"],
        other_province=True,
    )


def _from_register(row: Mapping[str, Any]) -> PriorSupport:
    return PriorSupport(
        reference=row["proposal__reference"],
        year=row["proposal__year"],
        activity=row["proposal__activity__code"],
        name=row["proposal__name"],
        level=Level(row["proposal__level"]),
        support=row["proposal__support"],
        establishment_id=row["establishment_id"],
        province_name=row["proposal__province__name"],
        decided_on=row["proposal__decided_on"],
    )
