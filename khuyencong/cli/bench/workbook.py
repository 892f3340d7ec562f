"""A plan workbook of invented lines, as a province would have filled it in."""

import datetime
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import xlsxwriter

from khuyencong.demo.programme import DemoProvince, plan_of
from khuyencong.planning.facts import LineFacts, PlanFacts
from khuyencong.planning.workbook.columns import (
    BENEFICIARY_KINDS,
    HEADER_SHEET,
    LEVELS,
    LINES,
    LIST_SHEET,
    PLAN,
    PROJECT_KINDS,
    ActivityName,
)
from khuyencong.policy.case import Level

NO_AMOUNT = "hai trăm"


def write(
    path: Path, province: DemoProvince, activities: Sequence[ActivityName], *, lines: int, wrong: bool = False
) -> None:
    """Write the workbook; ``wrong`` puts words into an amount of every line."""
    plan = plan_of(province, year=2026, level=Level.LOCAL, lines=lines, seed="workbook")
    named = {activity.code: activity.name_vi for activity in activities}
    with xlsxwriter.Workbook(str(path), {"constant_memory": True, "default_date_format": "dd/mm/yyyy"}) as book:
        _header(book.add_worksheet(HEADER_SHEET), plan)
        sheet = book.add_worksheet(LIST_SHEET)
        sheet.write_row(0, 0, [column.heading for column in LINES])
        for number, line in enumerate(plan.lines, start=1):
            values = _values(line, named)
            if wrong:
                values["support_local"] = NO_AMOUNT
            _row(sheet, number, [values.get(column.field) for column in LINES])


def _header(sheet: Any, plan: PlanFacts) -> None:
    values = {
        "level": LEVELS[plan.level or Level.LOCAL],
        "drafted_by": plan.drafted_by,
        "province": plan.province,
        "year": plan.year,
        "decision_number": plan.decision_number,
        "decided_on": plan.decided_on,
        "unit": "đồng",
        "declared_projects": plan.declared_projects,
        "declared_support": plan.declared_support,
    }
    for number, column in enumerate(PLAN):
        _row(sheet, number, [column.heading, values.get(column.field)])


def _values(line: LineFacts, named: dict[str, str]) -> dict[str, Any]:
    party = line.parties[0] if line.parties else None
    return {
        "order_number": line.order_number,
        "name": line.name,
        "activity": named.get(line.activity or "", ""),
        "kind": PROJECT_KINDS[line.kind],
        "implementing_body": line.implementing_body,
        "beneficiary": party.name if party else "",
        "tax_code": party.tax_code if party else "",
        "beneficiary_kind": BENEFICIARY_KINDS[party.kind] if party and party.kind else "",
        "place": party.place_text if party else "",
        "trade": party.trade_text if party else "",
        "total": line.total,
        "support_national": line.support_national,
        "support_local": line.support_local,
        "counterpart": line.counterpart,
        "other": line.other,
        "starts_on": line.starts_on,
        "ends_on": line.ends_on,
    }


def _row(sheet: Any, number: int, values: Sequence[Any]) -> None:
    for column, value in enumerate(values):
        if isinstance(value, datetime.date):
            sheet.write_datetime(number, column, datetime.datetime.combine(value, datetime.time()))
        elif isinstance(value, int):
            sheet.write_number(number, column, value)
        elif value:
            sheet.write_string(number, column, value)
