"""A workbook's plan as facts to be checked. The workbook knows cells; planning knows projects."""

from collections.abc import Iterable

from khuyencong.planning.facts import LineFacts, PartyFacts, PlanFacts
from khuyencong.planning.stated import stated_by
from khuyencong.planning.workbook.lines import Line
from khuyencong.planning.workbook.plan import StatedTotal
from khuyencong.planning.workbook.planfacts import PlanFacts as WrittenFacts
from khuyencong.planning.workbook.projects import PlannedParty, PlannedProject, projects
from khuyencong.policy.case import ProjectKind


def plan_facts(
    written: WrittenFacts, lines: Iterable[Line], totals: Iterable[StatedTotal] = (), *, left_out: Iterable[int] = ()
) -> PlanFacts:
    """
    The plan with those of its lines that were understood; the others wait for a correction.

    ``totals`` are the sums that the list states; ``left_out`` the rows that a person keeps out of the plan.
    """
    listed = projects(lines)
    stated = stated_by(totals, listed, left_out=frozenset(left_out))
    return PlanFacts(
        level=written.level,
        year=written.year,
        province=written.province,
        drafted_by=written.drafted_by,
        decision_number=written.decision_number,
        decided_on=written.decided_on,
        declared_projects=written.declared_projects,
        declared_support=written.declared_support,
        declared_national=stated.national,
        declared_local=stated.local,
        groups=stated.groups,
        lines=tuple(_line(project) for project in listed if project.valid),
        unread=sum(not project.valid for project in listed),
    )


def _line(project: PlannedProject) -> LineFacts:
    return LineFacts(
        row=project.row,
        name=project.name,
        kind=project.kind or ProjectKind.SINGLE,
        order_number=project.order_number,
        level=project.level,
        activity=project.activity,
        activity_text=project.activity_text,
        implementing_body=project.implementing_body,
        parties=tuple(_party(party) for party in project.parties),
        total=project.total,
        support_national=project.support_national,
        support_local=project.support_local,
        counterpart=project.counterpart,
        other=project.other,
        starts_on=project.starts_on,
        ends_on=project.ends_on,
        priority=project.priority,
        note=project.note,
        section=project.section,
    )


def _party(party: PlannedParty) -> PartyFacts:
    return PartyFacts(
        name=party.name,
        kind=party.kind,
        tax_code=party.tax_code,
        place_text=party.place,
        trade_text=party.trade,
        total=party.total,
        support_national=party.support_national,
        support_local=party.support_local,
        counterpart=party.counterpart,
        other=party.other,
    )
