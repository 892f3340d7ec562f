"""What the plans of a year come to: by source, activity, province and kind. Whole đồng."""

import datetime
from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Max, Q, Sum

from khuyencong.directory.queries.gazetteer import Gazetteer
from khuyencong.directory.queries.people import Scope
from khuyencong.planning.models import AnnualPlan, Proposal
from khuyencong.planning.states import Kind, Verdict

MERGED_MAP = datetime.date(2025, 7, 1)
MONEY = ("total", "support_national", "support_local", "counterpart", "other")


@dataclass(frozen=True, slots=True)
class Summary:
    """The plans of a year that a person may see. A reserve is named by its kind and stands outside the totals."""

    year: int
    level: str
    plans: list[AnnualPlan]
    lines: int
    projects: int
    money: dict[str, int]
    verdicts: dict[str, int]
    by_activity: list[dict[str, Any]]
    by_province: list[dict[str, Any]]
    by_kind: list[dict[str, Any]]

    @property
    def support(self) -> int:
        """National and local money together, đồng."""
        return self.money["support_national"] + self.money["support_local"]

    def by_province_today(self) -> dict[str, int]:
        """Support by province code on the map of 34 provinces; an old province counts for the one it became."""
        today = Gazetteer.for_day(MERGED_MAP)
        summed: dict[str, int] = defaultdict(int)
        for row in self.by_province:
            ways = today.successors_here(row["province_id"])
            if ways:
                summed[ways[0][0].code] += row["support"]
        return dict(summed)


def latest_year(scope: Scope) -> int | None:
    """The newest year with a plan the person may see."""
    return AnnualPlan.objects.visible_to(scope).aggregate(year=Max("year"))["year"]


def years_with_plans(scope: Scope) -> list[int]:
    """The years with plans, newest first."""
    return list(AnnualPlan.objects.visible_to(scope).order_by("-year").values_list("year", flat=True).distinct())


def summary_of(scope: Scope, *, year: int, level: str = "") -> Summary:
    """The summary of a year, of one level or both; six queries whatever the number of lines."""
    rows = Proposal.objects.visible_to(scope).filter(year=year)
    plans = AnnualPlan.objects.visible_to(scope).filter(year=year)
    if level:
        rows, plans = rows.filter(level=level), plans.filter(level=level)
    counted = rows.exclude(kind=Kind.RESERVE)
    sums = {name: Sum(name, default=0) for name in MONEY}
    whole = counted.aggregate(lines=Count("pk"), projects=Count("pk", filter=~Q(kind=Kind.EXPENDITURE)), **sums)
    verdicts = dict.fromkeys(Verdict.values, 0)
    verdicts |= dict(rows.order_by().values_list("verdict").annotate(Count("pk")))
    return Summary(
        year=year,
        level=level,
        plans=list(plans.select_related("province").order_by("province__sort_key", "level", "pk")),
        lines=whole.pop("lines"),
        projects=whole.pop("projects"),
        money=whole,
        verdicts=verdicts,
        by_activity=_grouped(counted, "activity__code", "activity__name_vi", "activity__name_en"),
        by_province=_grouped(counted, "province_id", "province__name"),
        by_kind=_grouped(rows, "kind"),
    )


def _grouped(rows: Any, *fields: str) -> list[dict[str, Any]]:
    found = (
        rows.order_by().values(*fields).annotate(lines=Count("pk"), **{f"sum_{n}": Sum(n, default=0) for n in MONEY})
    )
    parts = [
        {**{f: row[f] for f in fields}, "lines": row["lines"], **{name: row[f"sum_{name}"] for name in MONEY}}
        for row in found
    ]
    for part in parts:
        part["support"] = part["support_national"] + part["support_local"]
    return sorted(parts, key=lambda part: (-part["support"], str(part[fields[0]])))
