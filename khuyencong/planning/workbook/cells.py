"""What one cell means, by the kind of its column; the same for the upload and for a cell corrected in the page."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from stdnum.vn import mst

from khuyencong.core.spreadsheet.lost import NO_VALUE
from khuyencong.core.text import tidy
from khuyencong.planning.workbook import amounts, days
from khuyencong.planning.workbook.activities import ActivityIndex
from khuyencong.planning.workbook.columns import Column, Type, choice_words, label_key
from khuyencong.planning.workbook.lines import LineContext
from khuyencong.planning.workbook.problems import ERROR, NOTE

LONGEST = {
    "name": 600,
    "order_number": 20,
    "implementing_body": 300,
    "beneficiary": 300,
    "tax_code": 20,
    "place": 400,
    "trade": 300,
    "priority": 300,
    "note": 1000,
    "drafted_by": 300,
    "decision_number": 80,
    "province": 100,
}
"""Characters that the books keep."""
_ERRORS = re.compile(r"#(?:REF!|N/A|VALUE!|DIV/0!|NAME\?|NUM!|NULL!|GETTING_DATA|SPILL!|CALC!)")
_NOTHING = {"-", "–", "—"}


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a cell was understood to say; ``code`` names the problem, if any."""

    value: Any = None
    code: str = ""
    severity: str = ERROR
    facts: Mapping[str, Any] = field(default_factory=dict)


_REMEMBERED = 20_000

Reader = Callable[[str, Column, LineContext, ActivityIndex], Meaning]


def read_cell(text: str, column: Column, context: LineContext, index: ActivityIndex) -> Meaning:
    """The meaning of a cell as typed; an empty cell means None (or "" in a column of text) and is no problem."""
    if column.type is Type.TEXT:
        return _read(text, column, context, index)
    # few different words, dates and amounts stand in many cells
    key = (column.field, text, context.units.get(column.field), context.marks.get(column.field))
    known = index.meanings.get(key)
    if known is None:
        known = _read(text, column, context, index)
        if len(index.meanings) < _REMEMBERED:
            index.meanings[key] = known
    return known


def _read(text: str, column: Column, context: LineContext, index: ActivityIndex) -> Meaning:
    text = tidy(text)
    textual = column.type in (Type.TEXT, Type.NUMBER_MARK, Type.TAX_CODE)
    if not text or (text in _NOTHING and column.type is not Type.TEXT):
        return Meaning("" if textual else None)
    if _ERRORS.fullmatch(text):
        return Meaning("" if textual else None, "cell_error")
    if text == NO_VALUE:
        return Meaning("" if textual else None, "formula_without_value")
    return _READERS[column.type](text, column, context, index)


def _text(text: str, column: Column, context: LineContext, index: ActivityIndex) -> Meaning:
    limit = LONGEST.get(column.field, 1000)
    if len(text) > limit:
        return Meaning(text[:limit], "too_long", facts={"length": len(text), "limit": limit})
    return Meaning(text)


def _number_mark(text: str, column: Column, context: LineContext, index: ActivityIndex) -> Meaning:
    return _text(amounts.plain(text).rstrip(".)").strip(), column, context, index)


def _choice(text: str, column: Column, context: LineContext, index: ActivityIndex) -> Meaning:
    value = choice_words(column.field).get(label_key(text))
    if value is None:
        return Meaning(None, "unknown_choice", facts={"allowed": list((column.choices or {}).values())})
    return Meaning(value)


def _activity(text: str, column: Column, context: LineContext, index: ActivityIndex) -> Meaning:
    code = index.code_of(text)
    if code is not None:
        return Meaning(code)
    like = index.nearest(text)
    return Meaning(None, "activity_like", facts={"suggestion": like}) if like else Meaning(None, "unknown_activity")


def _tax_code(text: str, column: Column, context: LineContext, index: ActivityIndex) -> Meaning:
    text = amounts.plain(text)
    if re.fullmatch(r"[0-9]{9}", text) and mst.is_valid(f"0{text}"):
        return Meaning(f"0{text}", "tax_code_zero_lost", NOTE, {"taken": f"0{text}"})
    return _text(text, column, context, index)


def _money(text: str, column: Column, context: LineContext, index: ActivityIndex) -> Meaning:
    unit = context.units.get(column.field)
    if unit is None:
        # said once for the whole list; a nought is a nought in any unit
        unit = 0 if amounts.plain(text) == "0" else None
    if unit is None:
        return Meaning(None, "no_unit")
    amount = amounts.read_amount(text, unit=unit, marks=context.marks.get(column.field))
    return Meaning(amount.dong, amount.problem, facts=dict(amount.facts))


def _days(text: str) -> tuple[days.Span | None, Meaning]:
    span = days.read_days(text)
    if span is None:
        return None, Meaning(None, "not_a_date")
    if not days.in_range(span):
        facts = {"first_year": str(days.FIRST_YEAR), "last_year": str(days.LAST_YEAR)}
        return None, Meaning(None, "date_out_of_range", facts=facts)
    return span, Meaning()


def _date_from(text: str, column: Column, context: LineContext, index: ActivityIndex) -> Meaning:
    span, trouble = _days(text)
    return Meaning(span.first) if span else trouble


def _date_to(text: str, column: Column, context: LineContext, index: ActivityIndex) -> Meaning:
    span, trouble = _days(text)
    return Meaning(span.last) if span else trouble


def _date(text: str, column: Column, context: LineContext, index: ActivityIndex) -> Meaning:
    span, trouble = _days(text)
    if span is None:
        return trouble
    return Meaning(span.first) if span.first == span.last else Meaning(None, "date_incomplete")


def _year(text: str, column: Column, context: LineContext, index: ActivityIndex) -> Meaning:
    found = re.fullmatch(r"(?:năm\s*)?([0-9]{4})", amounts.plain(text), re.I)
    if found and days.FIRST_YEAR <= int(found.group(1)) <= days.LAST_YEAR:
        return Meaning(int(found.group(1)))
    facts = {"first_year": str(days.FIRST_YEAR), "last_year": str(days.LAST_YEAR)}
    return Meaning(None, "year_out_of_range", facts=facts)


def _count(text: str, column: Column, context: LineContext, index: ActivityIndex) -> Meaning:
    found = re.fullmatch(r"([0-9]{1,6})(?: đề án)?", amounts.plain(text), re.I)
    return Meaning(int(found.group(1))) if found else Meaning(None, "not_a_count")


_READERS: Mapping[Type, Reader] = {
    Type.TEXT: _text,
    Type.NUMBER_MARK: _number_mark,
    Type.CHOICE: _choice,
    Type.ACTIVITY: _activity,
    Type.TAX_CODE: _tax_code,
    Type.MONEY: _money,
    Type.DATE_FROM: _date_from,
    Type.DATE_TO: _date_to,
    Type.DATE: _date,
    Type.YEAR: _year,
    Type.COUNT: _count,
    Type.UNIT: _text,
}
