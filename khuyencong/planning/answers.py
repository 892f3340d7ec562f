"""What a check says, as plain values: the same answer for the command, the page and the workbook given back."""

import datetime
from collections.abc import Iterable
from typing import Any

from khuyencong.engines.rulebook import Finding
from khuyencong.planning.checking import CheckedPlan
from khuyencong.planning.rules import ListFacts, should_be
from khuyencong.planning.workbook.plan import ReadPlan
from khuyencong.planning.workbook.problems import Problem
from khuyencong.planning.workbook.problems import sentence as problem_sentence
from khuyencong.policy.catalogue import sentence
from khuyencong.policy.keeping import plain


def answer_of(checked: CheckedPlan, read: ReadPlan | None = None, *, language: str = "vi") -> dict[str, Any]:
    """The whole answer. Money in whole đồng, days in ISO form."""
    plan = checked.plan
    versions = {line.judgement.rules_version for line in checked.lines}
    return {
        "plan": {
            "level": plan.level,
            "drafted_by": plan.drafted_by,
            "province": {"name": checked.placing.province.name, "code": checked.placing.code},
            "year": plan.year,
            "decision_number": plan.decision_number,
            "decided_on": plan.decided_on,
            "declared_projects": plan.declared_projects,
            "declared_support": plan.declared_support,
        },
        "rules_version": next(iter(versions), ""),
        "lines": [
            {
                "row": line.line.row,
                "order_number": line.line.order_number,
                "name": line.line.name,
                "activity": line.line.activity,
                "support": line.line.support,
                "judged_on": line.judgement.judged_on,
                "findings": findings_said(line.findings, language),
                "held": list(line.judgement.held),
            }
            for line in checked.lines
        ],
        "findings": findings_said(checked.findings, language),
        "problems": problems_said(read.all_problems if read else (), language),
        "totals": checked.totals.as_dict(),
        # what the lines come to says nothing of the plan while some of them are unread
        "should_be": None if plan.unread else should_be(ListFacts.of(plan))._asdict(),
        "blocked": checked.blocked,
    }


def findings_said(findings: Iterable[Finding], language: str) -> list[dict[str, Any]]:
    """Findings with their sentences."""
    said = []
    for finding in findings:
        words = sentence(finding, language)
        said.append(
            {
                "rule": finding.rule,
                "code": finding.code,
                "weight": str(finding.weight),
                "field": finding.field,
                "party": finding.party,
                "title": words.title,
                "body": words.body,
                "remedy": words.remedy,
                "source": str(finding.source) if finding.source else None,
                "certainty": str(finding.source.certainty) if finding.source else None,
                "facts": _days_as_iso(plain(dict(finding.facts))),
            }
        )
    return said


def _days_as_iso(value: Any) -> Any:
    if isinstance(value, str):
        return value.removeprefix("day:").removeprefix("decimal:")
    if isinstance(value, list):
        return [_days_as_iso(one) for one in value]
    if isinstance(value, dict):
        return {name: _days_as_iso(one) for name, one in value.items()}
    return value.isoformat() if isinstance(value, datetime.date) else value


def problems_said(problems: Iterable[Problem], language: str) -> list[dict[str, Any]]:
    """Cells that could not be read, with reason and remedy."""
    said = []
    for problem in problems:
        words = problem_sentence(problem, language)
        said.append(
            {
                "sheet": problem.sheet,
                "cell": problem.cell,
                "row": problem.row,
                "field": problem.column_field,
                "value": problem.value,
                "code": problem.code,
                "severity": problem.severity,
                "reason": words.reason,
                "remedy": words.remedy,
            }
        )
    return said
