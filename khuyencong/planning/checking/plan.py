"""A whole plan judged: each line by the law of its day, the list against itself and against what it declares."""

import datetime
from collections.abc import Callable
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from khuyencong.core.refusals import UnusableInput
from khuyencong.engines.rulebook import Finding
from khuyencong.planning.checking.casing import case_of
from khuyencong.planning.checking.managing import Managed, gives_no_money
from khuyencong.planning.checking.placing import Placing
from khuyencong.planning.checking.prior import Prior
from khuyencong.planning.facts import LineFacts, PlanFacts
from khuyencong.planning.rules import ListFacts, ListFindings, judge_list
from khuyencong.planning.totals import Totals, totals_of
from khuyencong.policy.case import Case
from khuyencong.policy.judging import Judgement, judge
from khuyencong.policy.lawbook import LawBook

Progress = Callable[[int, int], None]
STRIDE = 200
SUMS = frozenset(
    {
        "declared_support_wrong",
        "declared_support_without_expenditure",
        "declared_source_not_as_listed",
        "group_sum_wrong",
    }
)
"""Findings that compare a total with what the lines come to."""


@dataclass(frozen=True, slots=True)
class CheckedLine:
    """A line, its case and what the rules said."""

    line: LineFacts
    case: Case
    judgement: Judgement
    findings: tuple[Finding, ...]
    """The line's own findings and those of the list that point at it, heaviest first."""


@dataclass(frozen=True, slots=True)
class CheckedPlan:
    """A plan judged. ``findings`` are those about the list as a whole."""

    plan: PlanFacts
    placing: Placing
    lines: tuple[CheckedLine, ...]
    findings: tuple[Finding, ...]
    totals: Totals

    @property
    def blocked(self) -> bool:
        """Whether anything in the plan is forbidden."""
        everything = [*self.findings, *(finding for line in self.lines for finding in line.findings)]
        return any(finding.weight == "blocks" for finding in everything)


def check_plan(
    plan: PlanFacts, *, on: datetime.date, lawbook: LawBook, progress: Progress | None = None
) -> CheckedPlan:
    """
    Judge every line by the law in force on the plan's decision day, or on ``on`` where nothing is decided.

    :raises UnusableInput: the plan names no province that existed on that day.
    """
    day = plan.decided_on or on
    placing = Placing.of(plan.province, day)
    if placing is None:
        unknown = _("The plan's province «%(name)s» is not known on %(day)s.")
        raise UnusableInput(
            unknown % {"name": plan.province, "day": f"{day:%d/%m/%Y}"}
            if plan.province.strip()
            else _("The plan does not say its province."),
            remedy=_("Write the province's name in the cell «Tỉnh» of the sheet «Kế hoạch»."),
            field="province",
        )
    prior = Prior(plan, placing)
    managed = Managed.of(plan, lawbook)
    listed = _of_list(plan)
    by_row: dict[int, list[Finding]] = {}
    for row, finding in listed.of_lines:
        by_row.setdefault(row, []).append(finding)
    lines = []
    for number, line in enumerate(plan.lines, start=1):
        case = case_of(line, plan, on=on, placing=placing, managed=managed, prior=prior)
        judgement = judge(case, lawbook)
        lines.append(CheckedLine(line, case, judgement, (*judgement.findings, *by_row.get(line.row, ()))))
        if progress and number % STRIDE == 0:
            progress(number, len(plan.lines))
    return CheckedPlan(plan, placing, tuple(lines), listed.of_plan, totals_of(plan.lines))


def _of_list(plan: PlanFacts) -> ListFindings:
    """
    What the rules on a list say.

    While lines are unread, totals are not judged. A line that gives no money asks for it itself; until it is given,
    a total above what the other lines come to may be right.
    """
    found = judge_list(ListFacts.of(plan))
    without_money = any(gives_no_money(line) for line in plan.lines)
    kept = tuple(
        finding
        for finding in found.of_plan
        if not (plan.unread and finding.code.startswith(("declared_", "group_")))
        and not (without_money and _may_still_fit(finding))
    )
    return replace(found, of_plan=kept)


def _may_still_fit(finding: Finding) -> bool:
    return finding.code in SUMS and finding.facts["declared"] > finding.facts["fits"]
