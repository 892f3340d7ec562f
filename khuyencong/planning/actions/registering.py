"""Registering a plan: its lines become proposals, each with the judgement of its day. All of it, or nothing."""

import dataclasses
import datetime
from collections.abc import Iterator
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from khuyencong.audit.actions import record_act
from khuyencong.core.copying import copy_in
from khuyencong.core.refusals import AlreadyRegistered, UnusableInput
from khuyencong.directory.actions.establishments import find_or_register_many
from khuyencong.directory.models import Organisation
from khuyencong.directory.queries.establishments import Wanted
from khuyencong.files.models import StoredFile
from khuyencong.planning import permissions
from khuyencong.planning.checking import CheckedLine, CheckedPlan
from khuyencong.planning.facts import PlanFacts
from khuyencong.planning.models import AnnualPlan, Beneficiary, Proposal
from khuyencong.planning.references import plan_reference, proposal_references
from khuyencong.planning.states import PlanLevel, ProposalState, Verdict
from khuyencong.policy.keeping import finding_to_json, plain
from khuyencong.policy.models import Activity, Judgement

BATCH = 1000


@transaction.atomic
def register_plan(
    *,
    checked: CheckedPlan,
    actor: Any,
    organisation: Organisation,
    on: datetime.date,
    source_file: StoredFile | None = None,
) -> AnnualPlan:
    """
    Put a checked plan into the books: one plan, its proposals, their beneficiaries and judgements, one act.

    A line that the law forbids is registered too and stays «blocked», because the register tells what was proposed.
    A plan with a decision registers its lines as approved by that decision.

    :raises NotAllowed: the plan is of a province that is not the actor's.
    :raises UnusableInput: the plan does not say its level or its year, or no line of it was understood.
    :raises AlreadyRegistered: a plan with this decision, or from this very file, stands in the books.
    """
    if actor is not None:
        permissions.require_province(actor, checked.placing.province.id, on)
    if not checked.lines:
        raise UnusableInput(
            _("No line of this plan can be registered yet."),
            remedy=_("Correct the cells that could not be read, then register."),
        )
    plan = _plan(checked, organisation, source_file, actor)
    activities = dict(Activity.objects.values_list("code", "pk"))
    places = _establishments(checked, plan, actor, on)
    references = iter(proposal_references(checked.placing.province.name, plan.year, len(checked.lines)))
    for lines in _batches(checked.lines):
        _register(lines, checked, plan, activities, places, references, actor)
    record_act(
        actor=actor,
        what="planning.plan.registered",
        record=plan,
        chain=organisation.key,
        lines=len(checked.lines),
        support=plan.support,
        decision=plan.decision_number,
    )
    return plan


def _level_and_year(plan: PlanFacts) -> tuple[PlanLevel, int]:
    if plan.level is None or plan.year is None:
        raise UnusableInput(
            _("The plan does not say its level and its year, so it cannot be registered."),
            remedy=_("Fill in the cells «Cấp» and «Năm» of the plan's own facts."),
            field="year" if plan.level else "level",
        )
    return PlanLevel(plan.level), plan.year


def _require_first_time(
    plan: PlanFacts, level: PlanLevel, year: int, province_id: int, source_file: StoredFile | None
) -> None:
    same = Q(decision_number=plan.decision_number) if plan.decision_number else Q(pk__in=())
    if source_file is not None:
        same |= Q(source_file__sha256=source_file.sha256)
    rows = AnnualPlan.objects.filter(same, province_id=province_id, year=year, level=level)
    earlier = rows.order_by("pk").first()
    if earlier is not None:
        raise AlreadyRegistered(
            _("This plan is registered already as %(reference)s.") % {"reference": earlier.reference},
            remedy=_("Open that plan. A further list under another decision needs its own decision number."),
        )


def _batches(lines: tuple[CheckedLine, ...]) -> Iterator[tuple[CheckedLine, ...]]:
    for start in range(0, len(lines), BATCH):
        yield lines[start : start + BATCH]


def _plan(checked: CheckedPlan, organisation: Organisation, source_file: StoredFile | None, actor: Any) -> AnnualPlan:
    plan, sums = checked.plan, checked.totals.everything
    level, year = _level_and_year(plan)
    # the series is this transaction's from here on, so that two registrations of one plan cannot both look first
    reference = plan_reference(checked.placing.province.name, year, level)
    _require_first_time(plan, level, year, checked.placing.province.id, source_file)
    return AnnualPlan.objects.create(
        reference=reference,
        level=level,
        year=year,
        province_id=checked.placing.province.id,
        organisation=organisation,
        drafted_by=plan.drafted_by[:300],
        decision_number=plan.decision_number[:80],
        decided_on=plan.decided_on,
        declared_projects=plan.declared_projects,
        declared_support=plan.declared_support,
        projects=sums.projects,
        lines=len(checked.lines),
        total=sums.total,
        support_national=sums.support_national,
        support_local=sums.support_local,
        counterpart=sums.counterpart,
        other=sums.other,
        judgement=_list_judgement(checked, actor),
        source_file=source_file,
        published_source=plan.published_source,
        registered_by=actor,
    )


def _list_judgement(checked: CheckedPlan, actor: Any) -> Judgement:
    versions = {line.judgement.rules_version for line in checked.lines}
    plan = dataclasses.replace(checked.plan, lines=())
    return Judgement.objects.create(
        subject_kind="planning.annualplan",
        subject_id="",
        case=plain(plan),
        findings=[finding_to_json(finding) for finding in checked.findings],
        rules_version=next(iter(versions), ""),
        judged_on=checked.plan.decided_on,
        judged_by=actor,
        judged_by_name=str(actor or ""),
    )


def _establishments(checked: CheckedPlan, plan: AnnualPlan, actor: Any, on: datetime.date) -> dict[Any, int]:
    """The establishment of each beneficiary, by how the plan names it; those not yet known are registered."""
    parties = {_identity(party): party for line in checked.lines for party in line.line.parties if party.name}
    rows = [
        Wanted(
            name=party.name,
            kind=str(party.kind or "other"),
            tax_code=party.tax_code,
            province_id=plan.province_id,
            unit_id=checked.placing.unit_id(party.place_text) if party.place_text else None,
            address=party.place_text,
        )
        for party in parties.values()
    ]
    found = find_or_register_many(rows=rows, by=actor, on=on, chain=plan.organisation.key)
    return {identity: found[index].pk for index, identity in enumerate(parties)}


def _identity(party: Any) -> tuple[str, str, str]:
    return (party.tax_code, party.name, party.place_text)


def _register(
    lines: tuple[CheckedLine, ...],
    checked: CheckedPlan,
    plan: AnnualPlan,
    activities: dict[str, int],
    places: dict[Any, int],
    references: Iterator[str],
    actor: Any,
) -> None:
    named = list(zip(lines, references, strict=False))
    judgements = copy_in([_judgement(line, name, actor) for line, name in named])
    proposals = copy_in(
        [
            _proposal(line, name, plan, activities, judgement)
            for (line, name), judgement in zip(named, judgements, strict=True)
        ]
    )
    copy_in(
        [
            _beneficiary(party, position, proposal, checked, places)
            for line, proposal in zip(lines, proposals, strict=True)
            for position, party in enumerate(line.line.parties)
            if party.name
        ]
    )


def _judgement(line: CheckedLine, reference: str, actor: Any) -> Judgement:
    return Judgement(
        subject_kind="planning.proposal",
        subject_id=reference,
        case=plain(line.case),
        findings=[finding_to_json(finding) for finding in line.findings],
        held=list(line.judgement.held),
        rules_version=line.judgement.rules_version,
        judged_on=line.judgement.judged_on,
        judged_by=actor,
        judged_by_name=str(actor or ""),
    )


def _proposal(
    checked: CheckedLine, reference: str, plan: AnnualPlan, activities: dict[str, int], judgement: Judgement
) -> Proposal:
    line = checked.line
    parties = [party.name for party in line.parties if party.name]
    weights = [str(finding.weight) for finding in checked.findings]
    return Proposal(
        reference=reference,
        plan=plan,
        position=line.row,
        order_number=line.order_number[:20],
        level=line.level or plan.level,
        kind=line.kind,
        year=plan.year,
        province_id=plan.province_id,
        organisation_id=plan.organisation_id,
        name=line.name[:600],
        activity_id=activities.get(line.activity or ""),
        activity_text=line.activity_text[:300],
        implementing_body=line.implementing_body[:300],
        beneficiary_names="; ".join(parties)[:600],
        beneficiary_count=len(parties),
        decision_number=plan.decision_number,
        decided_on=plan.decided_on,
        total=line.total,
        support_national=line.support_national,
        support_local=line.support_local,
        counterpart=line.counterpart,
        other=line.other,
        starts_on=line.starts_on,
        ends_on=line.ends_on,
        priority=line.priority[:300],
        note=line.note[:1000],
        state=ProposalState.APPROVED if plan.decision_number and plan.decided_on else ProposalState.REGISTERED,
        verdict=weights[0] if weights else Verdict.HOLDS,
        blocks=weights.count("blocks"),
        warns=weights.count("warns"),
        asks=weights.count("asks"),
        finding_rules=sorted({finding.rule for finding in checked.findings}),
        judgement=judgement,
        published_source=plan.published_source,
    )


def _beneficiary(
    party: Any, position: int, proposal: Proposal, checked: CheckedPlan, places: dict[Any, int]
) -> Beneficiary:
    return Beneficiary(
        proposal=proposal,
        position=position,
        establishment_id=places.get(_identity(party)),
        name=party.name[:300],
        tax_code=party.tax_code[:20],
        kind=str(party.kind or ""),
        place_text=party.place_text[:400],
        place_id=checked.placing.unit_id(party.place_text) if party.place_text else None,
        trade_text=party.trade_text[:300],
        total=party.total,
        support_national=party.support_national,
        support_local=party.support_local,
        counterpart=party.counterpart,
        other=party.other,
    )
