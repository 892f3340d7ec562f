"""Reads a plan workbook: tolerant of its looks, strict where the meaning would change."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

from khuyencong.core.spreadsheet import Sheet, open_sheets, text_of
from khuyencong.planning.workbook.activities import ActivityIndex
from khuyencong.planning.workbook.amounts import Marks, convention_of
from khuyencong.planning.workbook.columns import (
    HEADER_SHEET,
    HELP_SHEET,
    LIST_SHEET,
    MONEY_FIELDS,
    ActivityName,
    label_key,
    unit_of,
)
from khuyencong.planning.workbook.headings import Headings, find_headings, heading_problems
from khuyencong.planning.workbook.lines import Line, LineContext
from khuyencong.planning.workbook.listing import Listed, Row, go_down
from khuyencong.planning.workbook.parsing import parse_line
from khuyencong.planning.workbook.plan import ReadPlan
from khuyencong.planning.workbook.planfacts import Found, PlanFacts, titles, understood, written_facts
from khuyencong.planning.workbook.problems import ERROR, NOTE, Problem
from khuyencong.planning.workbook.projects import continues
from khuyencong.planning.workbook.totals import repeated_numbers, stated_totals, totals_that_differ

_HEAD = 60
"""Rows from the top in which titles, facts and headings may stand."""


def read_plan(file: str | Path, activities: Iterable[ActivityName]) -> ReadPlan:
    """
    The plan that a workbook (.xlsx or .ods) says.

    The file must have passed the guard; an upload goes through ``uploading.read_upload``, which sees to that.
    Nothing in the workbook raises: whatever cannot be understood is a ``Problem`` with its cell.
    """
    listed = tuple(activities)
    index = ActivityIndex(listed)
    sheets = [sheet for sheet in open_sheets(file) if label_key(sheet.name) != label_key(HELP_SHEET)]
    tops = {sheet.name: [[text_of(v).strip() for v in row] for row in islice(sheet.rows(), _HEAD)] for sheet in sheets}
    found = {sheet.name: headings for sheet in sheets if (headings := find_headings(tops[sheet.name]))}
    chosen = _chosen([sheet for sheet in sheets if sheet.name in found], found)
    facts, unit, problems = _facts(sheets, tops, chosen, found, index)
    if chosen is None:
        problems.append(Problem("", "", 0, "", "", "no_list"))
        return ReadPlan(facts, LineContext("", {}, {}, activities=listed), problems=tuple(problems))
    headings = found[chosen.name]
    problems += heading_problems(headings, chosen.name) + _other_lists(chosen, found)
    rows = go_down(chosen, chosen.rows(), headings)
    context = LineContext(
        sheet=chosen.name,
        letters=headings.letters,
        units={name: headings.units.get(name, unit) for name in MONEY_FIELDS},
        marks=_marks(rows),
        level=facts.level,
        activities=listed,
    )
    return _read(facts, context, rows, problems, index)


def _read(
    facts: PlanFacts, context: LineContext, listed: Listed, problems: list[Problem], index: ActivityIndex
) -> ReadPlan:
    lines = tuple(_lines(listed.rows, context, index))
    totals = stated_totals(listed.rows, context)
    if not lines:
        problems.append(Problem(context.sheet, "", 0, "", "", "no_lines"))
    if lines and any(unit is None for name, unit in context.units.items() if name in context.letters):
        problems.append(Problem(context.sheet, "", 0, "unit", "", "no_unit"))
    problems += _understood_rows(listed.rows, context) + repeated_numbers(lines, context)
    problems += totals_that_differ(lines, totals, context)
    return ReadPlan(facts, context, lines, totals, tuple(problems))


def _lines(rows: Sequence[Row], context: LineContext, index: ActivityIndex) -> Iterable[Line]:
    head: Line | None = None
    for row in rows:
        if row.role != "line":
            # blank rows and totals do not end a project; a heading does
            head = None if row.role in ("section", "heading") else head
            continue
        about: dict[str, Any] = {"row": row.number, "level": row.level, "section": row.section, "shared": row.shared}
        line = parse_line(row.raw, context=context, index=index, **about)
        if head is not None and continues(head, line):
            yield parse_line(row.raw, context=context, index=index, continues=True, **about)
            continue
        head = line
        yield line


def _chosen(sheets: Sequence[Sheet], found: Mapping[str, Headings]) -> Sheet | None:
    """The sheet named «Danh mục» where it holds a list, otherwise the one with most of our headings."""
    named = [sheet for sheet in sheets if label_key(LIST_SHEET) in label_key(sheet.name)]
    return max(named or sheets, key=lambda sheet: len(found[sheet.name].columns), default=None)


def _other_lists(chosen: Sheet, found: Mapping[str, Headings]) -> list[Problem]:
    others = [name for name in found if name != chosen.name]
    return [Problem(chosen.name, "", 0, "", name, "unread_sheet", NOTE) for name in others]


def _facts(
    sheets: Sequence[Sheet],
    tops: Mapping[str, list[list[str]]],
    chosen: Sheet | None,
    found: Mapping[str, Headings],
    index: ActivityIndex,
) -> tuple[PlanFacts, int | None, list[Problem]]:
    """The plan's facts: its own sheet first, then labels and titles above the list."""
    facts: dict[str, Found] = {}
    problems: list[Problem] = []
    for sheet in sheets:
        if label_key(sheet.name) == label_key(HEADER_SHEET) or (sheet.name not in found and len(sheets) <= 3):
            written, twice = written_facts(tops[sheet.name], sheet.name)
            facts |= {name: fact for name, fact in written.items() if name not in facts}
            problems += twice
    above: dict[str, Found] = {}
    if chosen is not None:
        rows = tops[chosen.name][: found[chosen.name].top]
        written, twice = written_facts(rows, chosen.name)
        above = titles(rows, chosen.name) | written
        problems += twice
    unit_problem = _units_differ(facts.get("unit"), above.get("unit"))
    plan, said = understood(above | facts, index)
    unit = None if unit_problem else plan.unit
    return plan, unit, [*problems, *unit_problem, *said]


def _units_differ(own: Found | None, above: Found | None) -> list[Problem]:
    if own is None or above is None or unit_of(own.text) == unit_of(above.text):
        return []
    return [Problem(own.sheet, own.cell, own.row, "unit", own.text, "units_differ", ERROR, {"other": above.text})]


def _marks(listed: Listed) -> dict[str, Marks | None]:
    """How each money column keeps thousands apart: its own cells say it, or all money cells together."""
    together = convention_of(text for texts in listed.amounts.values() for text in texts)
    own = {name: convention_of(listed.amounts.get(name, ())) for name in MONEY_FIELDS}
    return {name: marks or together for name, marks in own.items()}


def _understood_rows(rows: Sequence[Row], context: LineContext) -> list[Problem]:
    codes = {"heading": "read_as_heading", "example": "example_left"}
    return [
        Problem(context.sheet, f"A{row.number}", row.number, "", _label(row.raw), codes[row.role], NOTE)
        for row in rows
        if row.role in codes
    ] + _footer(rows, context)


def _footer(rows: Sequence[Row], context: LineContext) -> list[Problem]:
    """One remark for all that stands below the list."""
    first = next((row for row in rows if row.role == "footer"), None)
    if first is None:
        return []
    return [Problem(context.sheet, f"A{first.number}", first.number, "", _label(first.raw), "read_as_footer", NOTE)]


def _label(raw: Mapping[str, Any]) -> str:
    return str(raw.get("name") or raw.get("order_number") or next(iter(raw.values()), ""))
