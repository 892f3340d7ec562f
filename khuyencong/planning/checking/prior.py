"""What the same establishments have had before, and what they ask for elsewhere in the same plan."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from khuyencong.core.text import fold
from khuyencong.planning.facts import LineFacts, PartyFacts, PlanFacts
from khuyencong.planning.models import Beneficiary
from khuyencong.policy.case import Level, PriorSupport

CHUNK = 5000
Key = str


def key_of(party: PartyFacts) -> Key:
    """What tells one establishment from another in a list: its tax code, else its folded name and place."""
    return party.tax_code or f"{fold(party.name)}|{fold(party.place_text)}"


class Prior:
    """The support each establishment of a plan has had or asks for, looked up in a few queries for the whole plan."""

    def __init__(self, plan: PlanFacts) -> None:
        self._registered = _registered(plan)
        self._here: dict[Key, list[tuple[int, PriorSupport]]] = defaultdict(list)
        for line in plan.lines:
            for party in line.parties:
                if party.name:
                    self._here[key_of(party)].append((line.row, _in_plan(plan, line, party)))

    def of(self, line: LineFacts) -> tuple[PriorSupport, ...]:
        """Everything but the line itself."""
        found: list[PriorSupport] = []
        for party in line.parties:
            if not party.name:
                continue
            found += self._registered.get(party.tax_code, ()) if party.tax_code else ()
            found += [support for row, support in self._here[key_of(party)] if row != line.row]
        return tuple(found)


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


def _registered(plan: PlanFacts) -> Mapping[str, list[PriorSupport]]:
    codes = sorted({party.tax_code for line in plan.lines for party in line.parties if party.tax_code})
    found: dict[str, list[PriorSupport]] = defaultdict(list)
    for start in range(0, len(codes), CHUNK):
        for row in _rows(codes[start : start + CHUNK]):
            found[row["tax_code"]].append(_from_register(row))
    return found


def _rows(codes: list[str]) -> Iterable[Mapping[str, Any]]:
    return (
        Beneficiary.objects.filter(tax_code__in=codes)
        .order_by("-proposal__year", "-proposal_id", "pk")
        .values(
            "tax_code",
            "establishment_id",
            "proposal__reference",
            "proposal__year",
            "proposal__activity__code",
            "proposal__name",
            "proposal__level",
            "proposal__support",
            "proposal__province__name",
            "proposal__decided_on",
        )
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
