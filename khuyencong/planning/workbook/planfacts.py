"""The plan's own facts: from the sheet «Kế hoạch», or from the titles above the list."""

import datetime
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields
from typing import Any

from khuyencong.core.spreadsheet import column_letter
from khuyencong.core.text import fold, tidy
from khuyencong.planning.workbook.activities import ActivityIndex
from khuyencong.planning.workbook.cells import read_cell
from khuyencong.planning.workbook.columns import PLAN, PLAN_FIELDS, PLAN_LABELS, UNITS, Type, label_key, unit_of
from khuyencong.planning.workbook.lines import LineContext
from khuyencong.planning.workbook.problems import ERROR, Problem
from khuyencong.policy.case import Level

_SEARCHED = 60
_WANTED = ("level", "year", "drafted_by", "province")
_DECISION = re.compile(r"(?:quyết định|qđ)\s+số\s*:?\s*(\S+?/[\wĐđ\-/]+)(?:.*?ngày\s+([^,;()]{6,40}\d{4}))?", re.I)
_UNIT = re.compile(r"\b(?:don vi(?: tinh| tien(?: te)?)?|dvt)\b[\s:]*(?=((?:[^;,()\[\]\n]|,(?=\d))+))")
"""What directly follows «Đơn vị tính», «ĐVT» or «Đơn vị», up to the next mark; of folded text."""
_YEAR = re.compile(r"\bnăm\s+(20[0-9]{2})\b", re.I)

Grid = Sequence[Sequence[str]]


@dataclass(frozen=True)
class PlanFacts:
    """What the workbook says of the plan itself. Money in whole đồng; ``unit`` is the multiplier to đồng."""

    level: Level | None = None
    drafted_by: str = ""
    province: str = ""
    year: int | None = None
    decision_number: str = ""
    decided_on: datetime.date | None = None
    unit: int | None = None
    declared_projects: int | None = None
    declared_support: int | None = None
    raw: Mapping[str, str] = field(default_factory=dict)

    def to_json(self) -> dict[str, Any]:
        """Plain values, for keeping."""
        kept = {f.name: getattr(self, f.name) for f in fields(self)}
        kept["level"] = str(self.level) if self.level else None
        kept["decided_on"] = self.decided_on.isoformat() if self.decided_on else None
        return kept | {"raw": dict(self.raw)}

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> "PlanFacts":
        """The facts that were kept."""
        day = datetime.date.fromisoformat(kept["decided_on"]) if kept["decided_on"] else None
        return cls(**{**kept, "level": Level(kept["level"]) if kept["level"] else None, "decided_on": day})


@dataclass(frozen=True, slots=True)
class Found:
    """A fact as written, and where."""

    sheet: str
    cell: str
    row: int
    text: str


def written_facts(rows: Grid, sheet: str) -> tuple[dict[str, Found], list[Problem]]:
    """Each labelled fact of a sheet: the value beside its label, below it, or after a colon in the same cell."""
    found: dict[str, Found] = {}
    problems = []
    for name, fact in _labelled(rows[:_SEARCHED], sheet):
        first = found.setdefault(name, fact)
        if label_key(first.text) != label_key(fact.text):
            facts = {"heading": PLAN_FIELDS[name].heading, "other": first.text}
            problems.append(Problem(sheet, fact.cell, fact.row, name, fact.text, "header_twice", ERROR, facts))
    return found, problems


def titles(rows: Grid, sheet: str) -> dict[str, Found]:
    """Facts in the running titles above a list: level, year, decision, unit."""
    found: dict[str, Found] = {}
    for row, cells in enumerate(rows, start=1):
        for at, text in enumerate(cells):
            if text:
                for name, said in _in_title(tidy(text)):
                    found.setdefault(name, Found(sheet, f"{column_letter(at)}{row}", row, said))
    return found


def understood(found: Mapping[str, Found], index: ActivityIndex) -> tuple[PlanFacts, list[Problem]]:
    """The facts in values, with what is wrong or missing in them."""
    problems = [
        Problem("", "", 0, name, "", "plan_fact_missing", ERROR, {"heading": PLAN_FIELDS[name].heading})
        for name in _WANTED
        if name not in found
    ]
    values: dict[str, Any] = {}
    unit = unit_of(found["unit"].text) if "unit" in found else None
    if "unit" in found and unit is None:
        problems.append(_problem("unit", found["unit"], "unknown_unit", {}))
    context = LineContext("", {}, {"declared_support": unit})
    for column in PLAN:
        fact = found.get(column.field)
        if fact is None or column.type is Type.UNIT:
            continue
        meaning = read_cell(fact.text, column, context, index)
        values[column.field] = meaning.value
        if meaning.code:
            problems.append(_problem(column.field, fact, meaning.code, meaning.facts))
    raw = {name: fact.text for name, fact in found.items()}
    return PlanFacts(**values, unit=unit, raw=raw), problems


def _problem(name: str, fact: Found, code: str, facts: Mapping[str, Any]) -> Problem:
    return Problem(fact.sheet, fact.cell, fact.row, name, fact.text, code, ERROR, dict(facts))


def _labelled(rows: Grid, sheet: str) -> Iterator[tuple[str, Found]]:
    for row, cells in enumerate(rows):
        for at, text in enumerate(cells):
            if not text:
                continue
            label, colon, after = text.partition(":")
            column = PLAN_LABELS.get(label_key(label))
            if column is None:
                continue
            if label_key(label) == _MAY_BE_A_BODY and not _is_unit_beside(rows, row, at, after):
                continue
            if colon and after.strip():
                yield column.field, Found(sheet, f"{column_letter(at)}{row + 1}", row + 1, after.strip())
            elif fact := _beside(rows, row, at, sheet) or _below(rows, row, at, sheet):
                yield column.field, fact


_MAY_BE_A_BODY = "don vi"
"""«Đơn vị» alone is a label of the unit only where a unit follows: it also stands before the name of a body."""


def _is_unit_beside(rows: Grid, row: int, at: int, after: str) -> bool:
    fact = None if after.strip() else _beside(rows, row, at, "") or _below(rows, row, at, "")
    return unit_of(fact.text if fact else after) is not None


_HELP = frozenset(column.help for column in PLAN if column.help)
"""What our own form says beside the cells; it is no answer where a cell is left empty."""


def _beside(rows: Grid, row: int, at: int, sheet: str) -> Found | None:
    for right, text in enumerate(rows[row][at + 1 : at + 4], start=at + 1):
        if text and text.strip() not in _HELP:
            return None if _is_label(text) else Found(sheet, f"{column_letter(right)}{row + 1}", row + 1, text)
    return None


def _below(rows: Grid, row: int, at: int, sheet: str) -> Found | None:
    """Only where the labels stand side by side: a label alone in its row has its value beside it, or none."""
    labels = sum(_is_label(text) for text in rows[row])
    if labels < 2 or row + 1 >= len(rows) or at >= len(rows[row + 1]):
        return None
    text = rows[row + 1][at]
    return Found(sheet, f"{column_letter(at)}{row + 2}", row + 2, text) if text and not _is_label(text) else None


def _is_label(text: str) -> bool:
    return label_key(text.rstrip(": ")) in PLAN_LABELS


def _in_title(text: str) -> Iterator[tuple[str, str]]:
    plain = fold(text)
    national, local = "khuyen cong quoc gia" in plain, "khuyen cong dia phuong" in plain
    if national != local:
        yield "level", "Quốc gia" if national else "Địa phương"
    if found := _YEAR.search(text):
        yield "year", found.group(1)
    if found := _DECISION.search(text):
        yield "decision_number", found.group(1)
        if found.group(2):
            yield "decided_on", found.group(2).strip()
    factor = next((factor for found in _UNIT.finditer(plain) if (factor := unit_of(found.group(1)))), None)
    if factor:
        yield "unit", next(name for name, each in UNITS.items() if each == factor)
