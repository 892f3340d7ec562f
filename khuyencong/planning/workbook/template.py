"""Writes the empty plan workbook that people fill in."""

from collections.abc import Sequence
from pathlib import Path
from typing import IO, Any

import xlsxwriter

from khuyencong.core.spreadsheet import column_letter
from khuyencong.planning.workbook import days
from khuyencong.planning.workbook.columns import (
    HEADER_SHEET,
    HELP_SHEET,
    LINES,
    LIST_SHEET,
    MONEY_FIELDS,
    PLAN,
    TRADES,
    UNITS,
    ActivityName,
    Column,
    Type,
)
from khuyencong.planning.workbook.example import AMOUNTS, TEXTS
from khuyencong.planning.workbook.help_sheet import write_help
from khuyencong.planning.workbook.style import Looks, printed_landscape

WORDS_SHEET = "Từ điển"
"""Hidden: the words of the drop-down lists."""
FIRST_LINE, LAST_LINE = 1, 2000
"""Rows of the list that have drop-down lists, counted from 0."""
_LOOK = {
    Type.MONEY: "money",
    Type.DATE_FROM: "date",
    Type.DATE_TO: "date",
    Type.CHOICE: "plain",
    Type.ACTIVITY: "plain",
}


def write_template(
    target: str | Path | IO[bytes],
    activities: Sequence[ActivityName],
    *,
    example: bool = True,
    unit: str = "triệu đồng",
) -> None:
    """
    The template: plan sheet, list with drop-down words, help.

    ``example`` adds one row, marked «VÍ DỤ», which the reader passes over while it is left unchanged.
    """
    with xlsxwriter.Workbook(target if not isinstance(target, Path) else str(target)) as book:
        book.set_properties({"title": "Kế hoạch khuyến công", "comments": "Tệp mẫu nhập kế hoạch"})
        looks = Looks(book)
        plan, lines = book.add_worksheet(HEADER_SHEET), book.add_worksheet(LIST_SHEET)
        helping, words = book.add_worksheet(HELP_SHEET), book.add_worksheet(WORDS_SHEET)
        words.hide()
        sources = _write_words(words, activities)
        _write_plan(plan, looks, unit)
        _write_list(lines, looks, sources)
        if example:
            _write_example(lines, looks, activities)
        write_help(helping, looks)


def _write_words(sheet: Any, activities: Sequence[ActivityName]) -> dict[str, str]:
    """The long lists, each in a column of the hidden sheet; returns where each stands."""
    lists = {"activity": [activity.name_vi for activity in activities], "trade": list(TRADES)}
    where = {}
    for at, (name, words) in enumerate(lists.items()):
        for row, word in enumerate(words):
            sheet.write_string(row, at, word)
        letter = column_letter(at)
        where[name] = f"='{WORDS_SHEET}'!${letter}$1:${letter}${max(len(words), 1)}"
    return where


def _write_plan(sheet: Any, looks: Looks, unit: str) -> None:
    sheet.hide_gridlines(2)
    sheet.set_column(0, 0, 28)
    sheet.set_column(1, 1, 52)
    sheet.set_column(2, 2, 60)
    sheet.set_row(0, 28)
    sheet.write_string(0, 0, "KẾ HOẠCH KHUYẾN CÔNG", looks["title"])
    sheet.merge_range(
        1, 0, 1, 2, "Điền cột B. Danh mục đề án ở sheet «Danh mục»; cách điền ở sheet «Hướng dẫn».", looks["lead"]
    )
    for row, column in enumerate(PLAN, start=3):
        sheet.set_row(row, 22)
        sheet.write_string(row, 0, column.heading, looks["label"])
        sheet.write_string(row, 2, column.help, looks["lead"])
        value = unit if column.field == "unit" else None
        sheet.write(row, 1, value, looks[_LOOK.get(column.type, "text" if column.type is Type.TEXT else "plain")])
        _restrict_plan(sheet, row, column)
    sheet.freeze_panes(3, 0)
    printed_landscape(sheet)


def _restrict_plan(sheet: Any, row: int, column: Column) -> None:
    if column.choices:
        sheet.data_validation(row, 1, row, 1, _from_list(list(column.choices.values()), column))
    elif column.type is Type.UNIT:
        sheet.data_validation(row, 1, row, 1, _from_list(list(UNITS), column))
    elif column.type is Type.YEAR:
        rule = {"validate": "integer", "criteria": "between", "minimum": days.FIRST_YEAR, "maximum": days.LAST_YEAR}
        sheet.data_validation(row, 1, row, 1, rule | _told("Năm", "Ghi năm kế hoạch bằng bốn chữ số, ví dụ 2026."))


def _write_list(sheet: Any, looks: Looks, sources: dict[str, str]) -> None:
    sheet.set_row(0, 34)
    for at, column in enumerate(LINES):
        sheet.set_column(at, at, column.width, looks[_LOOK.get(column.type, "text")])
        sheet.write_string(0, at, column.heading, looks["heading"])
        if column.help:
            sheet.write_comment(0, at, column.help, {"x_scale": 1.6, "y_scale": 0.8})
        rule = _rule(column, sources)
        if rule:
            sheet.data_validation(FIRST_LINE, at, LAST_LINE, at, rule)
    sheet.freeze_panes(1, 2)
    sheet.autofilter(0, 0, LAST_LINE, len(LINES) - 1)
    printed_landscape(sheet, repeat=0)


def _rule(column: Column, sources: dict[str, str]) -> dict[str, Any] | None:
    if column.choices:
        return _from_list(list(column.choices.values()), column)
    if column.type is Type.ACTIVITY:
        return {"validate": "list", "source": sources["activity"]} | _told(
            column.heading, "Chọn nội dung hoạt động trong danh sách."
        )
    if column.field == "trade":
        # suggestions only: a trade may be written in other words
        return {"validate": "list", "source": sources["trade"], "show_error": False}
    if column.type is Type.MONEY:
        return {"validate": "decimal", "criteria": ">=", "value": 0} | _told(
            column.heading, "Chỉ ghi số không âm, theo đơn vị tính của sheet «Kế hoạch»."
        )
    return None


def _from_list(words: list[str], column: Column) -> dict[str, Any]:
    return {"validate": "list", "source": words} | _told(column.heading, "Chọn một giá trị trong danh sách.")


def _told(title: str, message: str) -> dict[str, Any]:
    return {"error_title": title, "error_message": message}


def _write_example(sheet: Any, looks: Looks, activities: Sequence[ActivityName]) -> None:
    for at, column in enumerate(LINES):
        if column.field in MONEY_FIELDS:
            sheet.write_number(FIRST_LINE, at, AMOUNTS[column.field], looks["example_money"])
            continue
        text = TEXTS.get(column.field, "")
        if column.type is Type.ACTIVITY and activities:
            text = activities[0].name_vi
        sheet.write_string(FIRST_LINE, at, text, looks["example"])
