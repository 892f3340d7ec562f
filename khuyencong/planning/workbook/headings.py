"""Finds the heading row of the list, however the columns are ordered and named, under whatever titles."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from khuyencong.core.spreadsheet import column_letter
from khuyencong.planning.workbook.columns import LINE_FIELDS, LIST_HEADINGS, MONEY_FIELDS, label_key, unit_of
from khuyencong.planning.workbook.problems import ERROR, NOTE, Problem

SEARCHED = 40
"""Rows from the top in which the headings may stand."""
_IN_BRACKETS = re.compile(r"[(\[]([^)\]]*)[)\]]")
_ENOUGH = 4
_WANTED = ("name", "kind")

Grid = Sequence[Sequence[str]]


@dataclass(frozen=True)
class Headings:
    """Where the list's columns are."""

    top: int
    """Index of the first heading row, from 0."""
    bottom: int
    """Index of the last one; two rows where sub-headings stand under a common one."""
    columns: Mapping[str, int]
    """Index of each field's column."""
    units: Mapping[str, int] = field(default_factory=dict)
    """Multiplier named in the heading itself, «Tổng kinh phí (triệu đồng)»."""
    twice: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    unread: Mapping[int, str] = field(default_factory=dict)

    @property
    def letters(self) -> dict[str, str]:
        """The column letter of each field."""
        return {name: column_letter(at) for name, at in self.columns.items()}


def find_headings(rows: Grid) -> Headings | None:
    """The headings among the first rows of a sheet, or None where no row has enough of them."""
    best: Headings | None = None
    for at in range(min(len(rows), SEARCHED)):
        found = _read(rows, at)
        if found and (best is None or len(found.columns) > len(best.columns)):
            best = found
    if best and len(best.columns) >= _ENOUGH and "name" in best.columns:
        return best
    return None


def heading_problems(headings: Headings, sheet: str) -> list[Problem]:
    """Headings that stand twice, are missing, or are not ours."""
    row = headings.bottom + 1
    problems = []
    for name, where in headings.twice.items():
        cells = [f"{column_letter(at)}{row}" for at in where]
        facts = {"heading": LINE_FIELDS[name].heading, "cells": cells}
        problems.append(Problem(sheet, cells[-1], row, name, "", "duplicate_heading", ERROR, facts))
    absent = [name for name in _WANTED if name not in headings.columns]
    if not any(name in headings.columns for name in MONEY_FIELDS):
        absent.append("total")
    problems += [
        Problem(sheet, str(row), row, name, "", "missing_column", ERROR, {"heading": LINE_FIELDS[name].heading})
        for name in absent
    ]
    problems += [
        Problem(sheet, f"{column_letter(at)}{row}", row, "", text, "unread_column", NOTE)
        for at, text in headings.unread.items()
    ]
    return problems


def is_numbering(cells: Sequence[str]) -> bool:
    """Whether the row only numbers the columns: (1) (2) (3) … or 1 2 3 …, or A B 1 2."""
    said = [text.strip("()[] .") for text in cells if text]
    if len(said) < _ENOUGH:
        return False
    numbers = [int(text) for text in said if text.isdecimal()]
    others = [text for text in said if not text.isdecimal()]
    rising = all(later - earlier == 1 for earlier, later in zip(numbers, numbers[1:], strict=False))
    formulas = all(re.fullmatch(r"[A-Da-d]|\d+ ?= ?[\d+ ]+", text) for text in others)
    return len(numbers) >= _ENOUGH - 1 and numbers[0] <= 1 and rising and formulas


def _read(rows: Grid, at: int) -> Headings | None:
    single = _matched(rows[at], at, at)
    if at + 1 >= len(rows):
        return single
    below, above = rows[at + 1], rows[at]
    known = _columns_of(below)
    both = [low if at_ in known else high for at_, (high, low) in enumerate(_side_by_side(above, below))]
    double = _matched(both, at, at + 1)
    # two rows of headings only where each has some of them: a title above the headings has none
    alone = max(len(single.columns), len(_matched(below, at + 1, at + 1).columns))
    return double if len(known) >= 2 and len(double.columns) > alone else single


def _side_by_side(above: Sequence[str], below: Sequence[str]) -> list[tuple[str, str]]:
    width = max(len(above), len(below))
    return [(above[at] if at < len(above) else "", below[at] if at < len(below) else "") for at in range(width)]


def _columns_of(cells: Sequence[str]) -> set[int]:
    return {at for at, text in enumerate(cells) if text and _key(text) in LIST_HEADINGS}


def _key(text: str) -> str:
    return label_key(_IN_BRACKETS.sub(" ", text))


def _matched(cells: Sequence[str], top: int, bottom: int) -> Headings:
    columns: dict[str, list[int]] = {}
    unread: dict[int, str] = {}
    units: dict[str, int] = {}
    for at, text in enumerate(cells):
        if not text:
            continue
        column = LIST_HEADINGS.get(_key(text))
        if column is None:
            unread[at] = text
            continue
        columns.setdefault(column.field, []).append(at)
        bracket = _IN_BRACKETS.search(text)
        unit = unit_of(bracket.group(1)) if bracket else None
        if unit and column.field in MONEY_FIELDS:
            units[column.field] = unit
    return Headings(
        top,
        bottom,
        {name: where[0] for name, where in columns.items()},
        units,
        {name: tuple(where) for name, where in columns.items() if len(where) > 1},
        unread,
    )
