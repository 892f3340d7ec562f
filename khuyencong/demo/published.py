"""The published plans of the demo, as facts to be registered."""

import datetime
from collections.abc import Iterator
from importlib import resources
from typing import Any

import yaml

from khuyencong.planning.facts import LineFacts, PartyFacts, PlanFacts
from khuyencong.policy.case import BeneficiaryKind, Level, ProjectKind

MILLION = 1_000_000


def published_plans() -> Iterator[PlanFacts]:
    """Each published plan; what its source does not say is None."""
    text = resources.files("khuyencong.demo").joinpath("data/published.yaml").read_text(encoding="utf-8")
    for row in yaml.safe_load(text):
        yield _plan(row)


def _plan(row: dict[str, Any]) -> PlanFacts:
    number, decided_on = row.get("decision", ["", None])
    projects, support = row.get("declared", [None, None])
    level = Level(row["level"])
    return PlanFacts(
        level=level,
        year=row["year"],
        province=row["province"],
        drafted_by=row["drafted_by"],
        decision_number=number,
        decided_on=decided_on,
        declared_projects=projects,
        declared_support=_dong(support),
        published_source=row["source"],
        lines=tuple(_line(line, place, level) for place, line in enumerate(row["lines"], start=1)),
    )


def _line(row: dict[str, Any], place: int, level: Level) -> LineFacts:
    return LineFacts(
        row=place,
        order_number=str(place),
        name=row["name"],
        kind=ProjectKind(row.get("kind", "single")),
        level=Level(row.get("level", level)),
        activity=row.get("activity"),
        parties=tuple(_party(party) for party in row.get("beneficiaries", ())),
        total=_dong(row.get("total")),
        support_national=_dong(row.get("national")),
        support_local=_dong(row.get("local")),
        counterpart=_dong(row.get("counterpart")),
        note=row.get("note", ""),
    )


def _party(row: dict[str, str]) -> PartyFacts:
    return PartyFacts(
        name=row["name"],
        kind=BeneficiaryKind(row["kind"]),
        place_text=row.get("place", ""),
        trade_text=row.get("trade", ""),
    )


def _dong(million: int | None) -> int | None:
    return None if million is None else million * MILLION


def judged_on(plan: PlanFacts) -> datetime.date:
    """The day whose law judges a published plan that names no decision: the last of its year."""
    return plan.decided_on or datetime.date(plan.year or 2019, 12, 31)
