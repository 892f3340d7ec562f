"""Goes down the list under its headings: which rows are projects, parts, totals; what each cell says as typed."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from khuyencong.core.spreadsheet import Sheet, text_of
from khuyencong.planning.workbook.columns import MONEY_FIELDS
from khuyencong.planning.workbook.footers import below_the_list
from khuyencong.planning.workbook.headings import Headings, is_numbering
from khuyencong.planning.workbook.sections import Sections, row_role
from khuyencong.policy.case import Level


@dataclass(frozen=True, slots=True)
class Row:
    """A row under the headings that says something."""

    number: int
    """As the sheet counts, from 1."""
    role: str
    raw: Mapping[str, str]
    level: Level | None
    section: str
    shared: tuple[str, ...] = ()


@dataclass
class Listed:
    """The rows of a list, and the texts that show how its amounts are typed."""

    rows: list[Row] = field(default_factory=list)
    amounts: dict[str, list[str]] = field(default_factory=dict)
    """Money cells that hold text, by field; a number cell has no marks to learn from."""


def go_down(sheet: Sheet, values: Iterable[Sequence[Any]], headings: Headings) -> Listed:
    """Every row below the headings, blank ones left out."""
    listed, sections, merged = Listed(), Sections(), _Merged(sheet, headings)
    for at, cells in enumerate(values):
        if at <= headings.bottom:
            continue
        raw = {name: text_of(cells[column]) for name, column in headings.columns.items() if column < len(cells)}
        raw = {name: text for name, text in raw.items() if text and not text.isspace()}
        shared = merged.filled(at, raw)
        if at <= headings.bottom + 2 and is_numbering([text_of(value).strip() for value in cells]):
            continue
        role = row_role(raw, continues=bool(shared))
        if role == "blank":
            continue
        if role in ("section", "heading"):
            sections.enter(raw)
        elif role == "line":
            _learn(listed, cells, headings)
        listed.rows.append(Row(at + 1, role, raw, sections.level, sections.title, shared))
    below = {row.number for row in below_the_list(listed.rows)}
    listed.rows = [replace(row, role="footer") if row.number in below else row for row in listed.rows]
    return listed


def _learn(listed: Listed, cells: Sequence[Any], headings: Headings) -> None:
    for name in MONEY_FIELDS:
        at = headings.columns.get(name)
        if at is not None and at < len(cells) and isinstance(cells[at], str) and cells[at]:
            listed.amounts.setdefault(name, []).append(cells[at])


class _Merged:
    """Cells merged downwards: what the top one says holds for all its rows, except money, which is not said twice."""

    def __init__(self, sheet: Sheet, headings: Headings) -> None:
        fields = {column: name for name, column in headings.columns.items()}
        self._at: dict[int, list[tuple[str, int]]] = {}
        for name, first, last in _downwards(sheet, fields, headings.bottom):
            for row in range(first, last + 1):
                self._at.setdefault(row, []).append((name, first))
        self._tops: dict[tuple[str, int], str] = {}

    def filled(self, row: int, raw: dict[str, str]) -> tuple[str, ...]:
        """Fills the merged cells of the row; returns the fields that it shares with other rows."""
        spans = self._at.get(row, ())
        for name, first in spans:
            if row == first:
                self._tops[name, first] = raw.get(name, "")
            elif name not in MONEY_FIELDS and self._tops.get((name, first)):
                raw.setdefault(name, self._tops[name, first])
        return tuple(name for name, _ in spans)


def _downwards(sheet: Sheet, fields: Mapping[int, str], bottom: int) -> Iterator[tuple[str, int, int]]:
    """Field, first and last row of each range merged downwards, within the reach of a sane list."""
    for (top, left), (last, _) in sheet.merges:
        if bottom < top < last <= top + 1000 and left in fields:
            yield fields[left], top, last
