"""Every rule on a list, in one call."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from khuyencong.engines.rulebook import Finding, Weight
from khuyencong.planning.rules.listing import ListFacts
from khuyencong.planning.rules.repeats import order_numbers, repeated_establishments
from khuyencong.planning.rules.totals import (
    counted,
    declared_projects,
    declared_sources,
    declared_support,
    group_sums,
)

_OF_PLAN: tuple[Callable[[ListFacts], Iterator[Finding]], ...] = (
    declared_projects,
    declared_support,
    declared_sources,
    group_sums,
    repeated_establishments,
)
PLAN_RULES = frozenset({*(rule.__name__ for rule in _OF_PLAN), order_numbers.__name__})
PLAN_CODES = frozenset(
    {
        "declared_projects_wrong",
        "declared_support_wrong",
        "declared_support_without_expenditure",
        "declared_support_with_reserve",
        "declared_totals_missing",
        "declared_sources_wrong",
        "declared_source_not_as_listed",
        "group_sum_wrong",
        "group_count_wrong",
        "establishment_repeated",
        "establishment_repeated_same_activity",
        "order_number_gap",
        "order_number_repeated",
    }
)
"""Every finding that a rule on a list can give; their sentences stand in the policy catalogue."""

_HEAVINESS = {weight: place for place, weight in enumerate(Weight)}


@dataclass(frozen=True, slots=True)
class ListFindings:
    """What the rules said of the list as a whole, heaviest first, and of single rows."""

    of_plan: tuple[Finding, ...]
    of_lines: tuple[tuple[int, Finding], ...]


class ShouldBe(NamedTuple):
    """What a plan's declared totals should be, by its own lines. Money in whole đồng."""

    projects: int
    support: int
    national: int
    local: int


def judge_list(plan: ListFacts) -> ListFindings:
    """Judge a list against itself and against what it declares."""
    found = [finding for rule in _OF_PLAN for finding in rule(plan)]
    found.sort(key=lambda finding: _HEAVINESS[finding.weight])
    return ListFindings(tuple(found), tuple(order_numbers(plan)))


def should_be(plan: ListFacts) -> ShouldBe:
    """The totals that the lines give: expenditures are money but no projects, reserves are neither."""
    sums = counted(plan)
    return ShouldBe(sums.projects, sums.support, sums.national, sums.local)
