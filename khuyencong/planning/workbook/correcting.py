"""Takes up a kept plan again with cells that a person corrected in the page."""

import dataclasses
from collections.abc import Mapping

from khuyencong.planning.workbook.activities import ActivityIndex
from khuyencong.planning.workbook.lines import Line
from khuyencong.planning.workbook.parsing import parse_line
from khuyencong.planning.workbook.plan import ReadPlan
from khuyencong.planning.workbook.projects import continues
from khuyencong.planning.workbook.totals import repeated_numbers, totals_that_differ

_TOLD_ANEW = {"total_differs", "order_number_repeated"}


def corrected(plan: ReadPlan, changes: Mapping[int, Mapping[str, str]]) -> ReadPlan:
    """
    The plan with some cells typed anew, by row and field; "" empties a cell.

    Lines that belong to the same group project are judged again together, and totals compared again. The plan must have
    been taken up with its activities (``from_json(kept, activities)``).

    :raises KeyError: a row that is no line of the plan.
    """
    known = {line.row for line in plan.lines}
    for row in changes:
        if row not in known:
            raise KeyError(row)
    index = ActivityIndex(plan.context.activities)
    lines: list[Line] = []
    head: Line | None = None
    for old in plan.lines:
        line = _again(old, changes.get(old.row, {}), plan, index, follows=False)
        if head is not None and continues(head, line):
            line = _again(old, changes.get(old.row, {}), plan, index, follows=True)
        else:
            head = line
        lines.append(line)
    problems = [problem for problem in plan.problems if problem.code not in _TOLD_ANEW]
    problems += repeated_numbers(lines, plan.context) + totals_that_differ(lines, plan.totals, plan.context)
    return dataclasses.replace(plan, lines=tuple(lines), problems=tuple(problems))


def _again(old: Line, typed: Mapping[str, str], plan: ReadPlan, index: ActivityIndex, *, follows: bool) -> Line:
    return parse_line(
        {**old.raw, **typed},
        row=old.row,
        context=plan.context,
        index=index,
        continues=follows,
        level=old.level,
        section=old.section,
        shared=old.shared,
    )
