"""Sheets of an .xlsx or .ods as rows of values, with what the reading library leaves out: errors and lost formulas."""

import datetime
import functools
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any
from xml.parsers import expat

from python_calamine import CalamineError, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from khuyencong.core.spreadsheet.lost import lost_cells
from khuyencong.core.spreadsheet.refused import Refused

Merge = tuple[tuple[int, int], tuple[int, int]]
"""First and last cell of a merged range, as (row, column) from 0."""


@dataclass(frozen=True)
class Sheet:
    """One visible sheet. Rows and columns count from 0."""

    name: str
    merges: tuple[Merge, ...] = ()
    lost: Mapping[tuple[int, int], str] = field(default_factory=dict)
    """Cells that hold an error (its text) or a formula without a kept result («=?»)."""
    _source: Any = None

    def rows(self) -> Iterator[list[Any]]:
        """Every row from the top, as values; a cell that holds nothing is «»."""
        lost = _by_row(self.lost)
        start = self._source.start
        left = start[1] if start else 0
        at = -1
        for at, values in enumerate(self._source.iter_rows()):
            yield _put_in([""] * left + values, lost.pop(at, ()))
        # a column of errors under the last value is beyond what the library calls the sheet's end
        for row in range(at + 1, max(lost, default=-1) + 1):
            yield _put_in([], lost.pop(row, ()))


def open_sheets(path: str | Path) -> list[Sheet]:
    """
    The visible sheets of a workbook that the guard has let pass. Rows are read when they are asked for.

    :raises Refused: ``unreadable``, the file is a package of the right kind but no sound spreadsheet.
    """
    try:
        return _opened(Path(path))
    except (CalamineError, expat.ExpatError) as error:
        raise Refused("unreadable") from error


def _opened(path: Path) -> list[Sheet]:
    # by content: an upload has any name, and the name would otherwise decide the format
    book = CalamineWorkbook.from_filelike(io.BytesIO(path.read_bytes()))
    lost = lost_cells(path)
    visible = [
        meta.name
        for meta in book.sheets_metadata
        if meta.typ is SheetTypeEnum.WorkSheet and meta.visible is SheetVisibleEnum.Visible
    ]
    sheets = []
    for name in visible:
        source = book.get_sheet_by_name(name)
        sheets.append(Sheet(name, _merges(source), lost.get(name, {}), source))
    return sheets


def text_of(value: Any) -> str:
    """A cell's value as the text that a person would type for it."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, int | float):
        return number_text(value)
    if isinstance(value, datetime.date):
        return f"{value.day:02d}/{value.month:02d}/{value.year:04d}"
    return str(value)


def number_text(number: float) -> str:
    """
    A number as Vietnamese text with one reading only: 1234 has no thousands mark, 12.345 becomes 12,3450.

    Fifteen figures are kept, as spreadsheets do, so that 0.1 + 0.2 is 0,3.
    """
    text = format(Decimal(format(number, ".15g")), "f")
    whole, _, fraction = text.partition(".")
    fraction = fraction.rstrip("0")
    if not fraction:
        return whole
    return f"{whole},{fraction}0" if len(fraction) == 3 else f"{whole},{fraction}"


@functools.lru_cache(maxsize=1024)
def column_letter(at: int) -> str:
    """The letter of a column counted from 0: A, Z, AA."""
    letters = ""
    at += 1
    while at:
        at, rest = divmod(at - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def _merges(source: Any) -> tuple[Merge, ...]:
    try:
        return tuple(source.merged_cell_ranges or ())
    except Exception:
        return ()


def _by_row(lost: Mapping[tuple[int, int], str]) -> dict[int, list[tuple[int, str]]]:
    rows: dict[int, list[tuple[int, str]]] = {}
    for (row, column), text in lost.items():
        rows.setdefault(row, []).append((column, text))
    return rows


def _put_in(values: list[Any], lost: Any) -> list[Any]:
    for column, text in lost:
        values.extend([""] * (column + 1 - len(values)))
        if values[column] == "":
            values[column] = text
    return values
