"""An uploaded plan between reading and registering: kept as values, read again after a correction, checked again."""

import dataclasses
import datetime
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from khuyencong.core.refusals import Refusal
from khuyencong.planning.checking import CheckedPlan, check_plan
from khuyencong.planning.documents.checked import finding_note, problem_note
from khuyencong.planning.from_workbook import plan_facts
from khuyencong.planning.models import PlanDraft, PlanDraftLine
from khuyencong.planning.states import DraftState, Verdict
from khuyencong.planning.workbook.activities import ActivityIndex
from khuyencong.planning.workbook.checked import CellNote
from khuyencong.planning.workbook.columns import ActivityName
from khuyencong.planning.workbook.lines import Line, LineContext
from khuyencong.planning.workbook.parsing import reparse_line
from khuyencong.planning.workbook.plan import ReadPlan, StatedTotal
from khuyencong.planning.workbook.planfacts import Found, understood
from khuyencong.planning.workbook.planfacts import PlanFacts as WrittenFacts
from khuyencong.planning.workbook.problems import Problem
from khuyencong.planning.workbook.projects import groups
from khuyencong.policy.keeping import finding_from_json, finding_to_json
from khuyencong.policy.lawbook import LawBook
from khuyencong.policy.queries import current_lawbook

CHECKED_AT_ONCE = 300
"""A longer draft is checked again in the background."""
Progress = Callable[[int, int], None]


def activity_names(lawbook: LawBook) -> tuple[ActivityName, ...]:
    """The activities a plan may name, with the other words people use for them."""
    return tuple(
        ActivityName(activity.code, activity.name_vi, activity.aliases)
        for activity in lawbook.activities.values()
        if activity.proposable or activity.management_cost
    )


def keep_read_plan(draft: PlanDraft, read: ReadPlan) -> None:
    """Keep what was read from the workbook as the draft's rows."""
    draft.header = {
        "facts": read.facts.to_json(),
        "context": read.context.to_json(),
        "problems": [problem.to_json() for problem in read.problems],
        "totals": [total.to_json() for total in read.totals],
    }
    draft.save(update_fields=["header"])
    rows = [_row(draft, group[0].row, line) for group in groups(read.lines) for line in group]
    PlanDraftLine.objects.bulk_create(rows, batch_size=1000)


def _row(draft: PlanDraft, start: int, line: Line) -> PlanDraftLine:
    return PlanDraftLine(
        draft=draft,
        row=line.row,
        cells=line.to_json(),
        problems=[problem.to_json() for problem in line.problems],
        group_start=start,
    )


def lines_of(draft: PlanDraft, *, kept_only: bool = True) -> list[Line]:
    """The draft's rows as the workbook knows them."""
    rows = draft.lines.filter(kept=True) if kept_only else draft.lines.all()
    return [Line.from_json(cells) for cells in rows.order_by("row").values_list("cells", flat=True)]


def written_facts(draft: PlanDraft) -> WrittenFacts:
    """The plan's own facts as read or corrected."""
    return WrittenFacts.from_json(draft.header["facts"])


def checked(draft: PlanDraft, *, on: datetime.date, progress: Progress | None = None) -> CheckedPlan:
    """
    The kept and understood lines of the draft, judged.

    :raises UnusableInput: the plan's province is missing or unknown.
    """
    left_out = draft.lines.filter(kept=False).values_list("row", flat=True)
    totals = [StatedTotal(**kept) for kept in draft.header.get("totals", ())]
    plan = plan_facts(written_facts(draft), lines_of(draft), totals, left_out=left_out)
    return check_plan(plan, on=on, lawbook=current_lawbook(), progress=progress)


def check(draft: PlanDraft, *, on: datetime.date, progress: Progress | None = None) -> None:
    """Judge the draft and keep what was found beside its rows."""
    try:
        found = checked(draft, on=on, progress=progress)
    except Refusal as refusal:
        draft.findings, draft.totals = [], {}
        draft.refusal = {"message": str(refusal.message), "field": refusal.field}
    else:
        _keep_findings(draft, found)
        draft.findings = [finding_to_json(finding) for finding in found.findings]
        draft.totals = found.totals.as_dict()
        draft.refusal = {}
    draft.state = DraftState.READY
    draft.save(update_fields=["findings", "totals", "refusal", "state"])


def _keep_findings(draft: PlanDraft, found: CheckedPlan) -> None:
    by_row = {line.line.row: line.findings for line in found.lines}
    rows = list(draft.lines.all())
    for row in rows:
        findings = by_row.get(row.row)
        row.findings = [finding_to_json(finding) for finding in findings or ()]
        row.verdict = "" if findings is None else str(findings[0].weight) if findings else Verdict.HOLDS
    PlanDraftLine.objects.bulk_update(rows, ["findings", "verdict"], batch_size=1000)


def reread(draft: PlanDraft, line: PlanDraftLine, cells: Mapping[str, str]) -> None:
    """Read the cells of one row again as typed. The row is not saved here."""
    context = LineContext.from_json(draft.header["context"], activity_names(current_lawbook()))
    before = Line.from_json(line.cells)
    raw = {**before.raw, **cells}
    again = reparse_line(
        raw,
        context,
        row=before.row,
        level=before.level,
        section=before.section,
        shared=before.shared,
        continues=line.group_start != line.row,
    )
    line.cells = again.to_json()
    line.problems = [problem.to_json() for problem in again.problems]


def header_reread(header: Mapping[str, Any], cells: Mapping[str, str]) -> dict[str, Any]:
    """The plan's own facts read again as typed, with what is wrong in them."""
    raw = {**header["facts"]["raw"], **cells}
    found = {name: Found("", "", 0, text.strip()) for name, text in raw.items() if text.strip()}
    facts, problems = understood(found, ActivityIndex(()))
    of_facts = {field.name for field in dataclasses.fields(WrittenFacts)}
    others = [problem for problem in header["problems"] if problem["column_field"] not in of_facts]
    return {**header, "facts": facts.to_json(), "problems": [*others, *(problem.to_json() for problem in problems)]}


def draft_notes(draft: PlanDraft, language: str = "vi") -> Iterator[CellNote]:
    """Everything found in the draft, as remarks on the cells of its workbook."""
    for kept in draft.header.get("problems", []):
        yield problem_note(Problem.from_json(kept), language)
    for kept in draft.findings:
        yield finding_note(0, finding_from_json(kept), language)
    for row, problems, findings in draft.lines.order_by("row").values_list("row", "problems", "findings"):
        for kept in problems:
            yield problem_note(Problem.from_json(kept), language)
        for kept in findings:
            yield finding_note(row, finding_from_json(kept), language)


def typed_cells(draft: PlanDraft) -> dict[int, dict[str, str]]:
    """The texts of the draft's cells as they stand now, by row and field."""
    return {row: cells.get("raw", {}) for row, cells in draft.lines.order_by("row").values_list("row", "cells")}
