"""A row's cells as typed, made into a line with its problems."""

from collections.abc import Mapping
from typing import Any

from khuyencong.planning.workbook.activities import ActivityIndex
from khuyencong.planning.workbook.cells import Meaning, read_cell
from khuyencong.planning.workbook.columns import LINES
from khuyencong.planning.workbook.lines import Line, LineContext
from khuyencong.planning.workbook.problems import Problem
from khuyencong.policy.case import Level, ProjectKind


def parse_line(
    raw: Mapping[str, str],
    *,
    row: int,
    context: LineContext,
    index: ActivityIndex,
    continues: bool = False,
    level: Level | None = None,
    section: str = "",
    shared: tuple[str, ...] = (),
) -> Line:
    """
    The line that a row's cells mean.

    ``continues`` says that the row is one more beneficiary of the project above: it need not repeat name and kind.
    """
    values: dict[str, Any] = {}
    problems: list[Problem] = []
    for column in LINES:
        text = raw.get(column.field, "")
        if not text:
            continue
        meaning = read_cell(text, column, context, index)
        values[column.field] = meaning.value
        if meaning.code:
            problems.append(_problem(meaning, column.field, text, row=row, context=context))
    problems += _missing(raw, row=row, context=context, continues=continues)
    values["activity_text"] = raw.get("activity", "").strip()
    return Line(
        row=row,
        raw={name: text for name, text in raw.items() if text},
        problems=tuple(problems),
        level=level or context.level,
        section=section,
        shared=shared,
        **values,
    )


def reparse_line(
    raw: Mapping[str, str],
    context: LineContext,
    *,
    row: int,
    level: Level | None = None,
    section: str = "",
    shared: tuple[str, ...] = (),
    continues: bool = False,
    index: ActivityIndex | None = None,
) -> Line:
    """The line after a person corrected some of its cells in the page: the same reading as at the upload."""
    index = index or ActivityIndex(context.activities)
    return parse_line(
        raw, row=row, context=context, index=index, continues=continues, level=level, section=section, shared=shared
    )


def _problem(meaning: Meaning, name: str, text: str, *, row: int, context: LineContext) -> Problem:
    return Problem(
        context.sheet, context.cell(name, row), row, name, text, meaning.code, meaning.severity, dict(meaning.facts)
    )


def _missing(raw: Mapping[str, str], *, row: int, context: LineContext, continues: bool) -> list[Problem]:
    """What a project's first row must say. A column that the file does not have is told once, for the whole list."""
    if continues:
        return []
    empty = [name for name in ("name", "kind") if not raw.get(name) and name in context.letters]
    problems = [
        Problem(
            context.sheet,
            context.cell(name, row),
            row,
            name,
            "",
            "required_empty",
            facts={"heading": context.heading(name)},
        )
        for name in empty
    ]
    if not any(raw.get(name) for name in context.units):
        first = next((name for name in context.units if name in context.letters), "total")
        problems.append(Problem(context.sheet, context.cell(first, row), row, first, "", "no_money"))
    return problems


def is_many(kind: ProjectKind | None) -> bool:
    """Whether a project of the kind has several beneficiaries, each on a row of its own."""
    return kind in (ProjectKind.GROUP, ProjectKind.KEY)
