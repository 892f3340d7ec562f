"""Totals that a workbook states, beside what its lines add up to."""

from collections.abc import Iterable, Mapping, Sequence

from khuyencong.planning.workbook.amounts import read_amount
from khuyencong.planning.workbook.columns import MONEY_FIELDS
from khuyencong.planning.workbook.lines import Line, LineContext
from khuyencong.planning.workbook.listing import Row
from khuyencong.planning.workbook.plan import StatedTotal
from khuyencong.planning.workbook.problems import ERROR, NOTE, Problem
from khuyencong.planning.workbook.projects import PlannedProject, groups, projects
from khuyencong.planning.workbook.sections import money_said


def stated_totals(rows: Iterable[Row], context: LineContext) -> tuple[StatedTotal, ...]:
    """Rows of totals, and headings of parts that state one."""
    return tuple(
        StatedTotal(
            row=row.number,
            label=row.raw.get("name") or row.raw.get("order_number", ""),
            section=row.section,
            whole_section=row.role != "total",
            amounts=_amounts(row.raw, context),
        )
        for row in rows
        if row.role == "total" or (row.role in ("section", "heading") and money_said(row.raw))
    )


def totals_that_differ(lines: Sequence[Line], totals: Sequence[StatedTotal], context: LineContext) -> list[Problem]:
    """Rows of totals that equal neither the whole list, nor what stands above them, nor their part."""
    if not totals:
        return []
    listed = projects(lines)
    unread = {p.column_field for line in lines for p in line.problems if p.severity == ERROR}
    problems = []
    for total in totals:
        if total.whole_section:
            continue
        for name, stated in total.amounts.items():
            sums = _possible(listed, total, name)
            if stated not in sums and name not in unread:
                facts = {"stated": stated, "summed": sums[0]}
                where = context.cell(name, total.row)
                problems.append(
                    Problem(context.sheet, where, total.row, name, total.label, "total_differs", NOTE, facts)
                )
    return problems


def repeated_numbers(lines: Sequence[Line], context: LineContext) -> list[Problem]:
    """Projects of one part of the list with the same number and different names."""
    seen: set[tuple[str, str]] = set()
    problems = []
    for group in groups(lines):
        head = group[0]
        key = (head.section, head.order_number)
        if head.order_number and key in seen:
            where = context.cell("order_number", head.row)
            problems.append(
                Problem(
                    context.sheet, where, head.row, "order_number", head.order_number, "order_number_repeated", NOTE
                )
            )
        seen.add(key)
    return problems


def _possible(listed: Sequence[PlannedProject], total: StatedTotal, name: str) -> list[int]:
    above = [project for project in listed if project.row < total.row]
    part = [project for project in above if project.section == total.section]
    return [sum(getattr(each, name) or 0 for each in some) for some in (listed, above, part)]


def _amounts(raw: Mapping[str, str], context: LineContext) -> dict[str, int]:
    said = {}
    for name in MONEY_FIELDS:
        unit = context.units.get(name)
        if raw.get(name) and unit:
            amount = read_amount(raw[name], unit=unit, marks=context.marks.get(name))
            if amount.dong is not None:
                said[name] = amount.dong
    return said
