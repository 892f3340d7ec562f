"""What a plan declares against the sum of its lines. A declared total that is wrong blocks."""

from collections.abc import Iterator
from typing import NamedTuple

from khuyencong.engines.rulebook import Finding, blocks, informs
from khuyencong.planning.rules.listing import DeclaredGroup, ListFacts
from khuyencong.policy.case import ProjectKind


class Counted(NamedTuple):
    """The list, counted. A management-cost line is no project but is in the approved total; a reserve is neither."""

    projects: int
    support: int
    expenditure: int
    reserve: int
    national: int
    local: int
    expenditures: int
    reserves: int


def counted(plan: ListFacts) -> Counted:
    """The sums of the list. Money in whole đồng."""
    given = [line for line in plan.lines if line.kind is not ProjectKind.RESERVE]
    reserves = [line for line in plan.lines if line.kind is ProjectKind.RESERVE]
    expenditures = [line for line in given if line.kind is ProjectKind.EXPENDITURE]
    return Counted(
        projects=len(given) - len(expenditures),
        support=sum(line.support for line in given),
        expenditure=sum(line.support for line in expenditures),
        reserve=sum(line.support for line in reserves),
        national=sum(line.support_national for line in given),
        local=sum(line.support_local for line in given),
        expenditures=len(expenditures),
        reserves=len(reserves),
    )


def declared_projects(plan: ListFacts) -> Iterator[Finding]:
    """The number of projects declared is the number listed."""
    sums = counted(plan)
    if plan.declared_projects is None or plan.declared_projects == sums.projects:
        return
    yield blocks(
        "declared_projects",
        "declared_projects_wrong",
        field="declared_projects",
        declared=plan.declared_projects,
        counted=sums.projects,
        expenditures=sums.expenditures,
        reserves=sums.reserves,
    )


def declared_support(plan: ListFacts) -> Iterator[Finding]:
    """The money declared is the sum of the lines, management cost included and reserves not."""
    rule, sums, declared = "declared_support", counted(plan), plan.declared_support
    if declared is None:
        if plan.lines:
            facts = {"counted": sums.projects, "fits": sums.support}
            yield informs(rule, "declared_totals_missing", field="declared_support", **facts)
        return
    if declared == sums.support:
        return
    facts = {"declared": declared, "fits": sums.support, "gap": abs(declared - sums.support)}
    if sums.reserve and declared == sums.support + sums.reserve:
        code = "declared_support_with_reserve"
        yield informs(rule, code, field="declared_support", reserve=sums.reserve, **facts)
    elif sums.expenditure and declared == sums.support - sums.expenditure:
        code = "declared_support_without_expenditure"
        yield blocks(rule, code, field="declared_support", expenditure=sums.expenditure, **facts)
    else:
        yield blocks(rule, "declared_support_wrong", field="declared_support", **facts)


def declared_sources(plan: ListFacts) -> Iterator[Finding]:
    """National and local money declared sum to the total declared, and each is what the list has."""
    rule, sums = "declared_sources", counted(plan)
    national, local, declared = plan.declared_national, plan.declared_local, plan.declared_support
    if None not in (national, local, declared) and national + local != declared:
        facts = {"national": national, "local": local, "fits": national + local, "declared": declared}
        gap = abs(declared - national - local)
        yield blocks(rule, "declared_sources_wrong", field="declared_support", gap=gap, **facts)
    for what, said, fits in (("support_national", national, sums.national), ("support_local", local, sums.local)):
        if said is not None and said != fits:
            about = {"what": what, "declared": said, "fits": fits, "gap": abs(said - fits)}
            yield blocks(rule, "declared_source_not_as_listed", field=f"declared_{what[8:]}", **about)


def group_sums(plan: ListFacts) -> Iterator[Finding]:
    """A group's own line is the sum of the lines beneath it."""
    for group in plan.groups:
        yield from _group(plan, group)


def _group(plan: ListFacts, group: DeclaredGroup) -> Iterator[Finding]:
    lines = [line for line in plan.lines if line.row in group.rows]
    fits, projects = sum(line.support for line in lines), sum(line.is_project for line in lines)
    if group.support is not None and group.support != fits:
        facts = {"group": group.name, "declared": group.support, "fits": fits, "gap": abs(group.support - fits)}
        yield blocks("group_sums", "group_sum_wrong", field="groups", counted=len(lines), **facts)
    if group.projects is not None and group.projects != projects:
        facts = {"group": group.name, "declared": group.projects, "counted": projects}
        yield blocks("group_sums", "group_count_wrong", field="groups", **facts)
