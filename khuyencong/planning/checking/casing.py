"""The case of one line, as the rules want it."""

import datetime

from khuyencong.planning.checking.managing import Managed
from khuyencong.planning.checking.placing import Placing
from khuyencong.planning.checking.prior import Prior
from khuyencong.planning.facts import LineFacts, PartyFacts, PlanFacts
from khuyencong.policy.case import Case, Party


def case_of(
    line: LineFacts,
    plan: PlanFacts,
    *,
    on: datetime.date,
    placing: Placing,
    managed: Managed,
    prior: Prior,
) -> Case:
    """The line as a case, judged on its decision's day, or on ``on`` where nothing is decided yet."""
    return Case(
        level=line.level or plan.level,
        kind=line.kind,
        year=plan.year,
        decided_on=plan.decided_on,
        law_day=None if plan.decided_on else on,
        name=line.name,
        activity=line.activity,
        activity_text=line.activity_text,
        territory=placing.code,
        implementing_body=line.implementing_body,
        parties=tuple(_party(party, placing, prior) for party in line.parties),
        total=line.total,
        support_national=line.support_national,
        support_local=line.support_local,
        counterpart=line.counterpart,
        other=line.other,
        starts_on=line.starts_on,
        ends_on=line.ends_on,
        priority_text=line.priority,
        note=line.note,
        plan_total_support=managed.base(line),
        plan_management_cost=managed.asked(line),
        prior=prior.of(line),
    )


def _party(party: PartyFacts, placing: Placing, prior: Prior) -> Party:
    registered_name, of_another = prior.owner_of_code(party)
    return Party(
        name=party.name,
        kind=party.kind,
        tax_code=party.tax_code,
        registered_name=registered_name,
        code_of_another=of_another,
        place_text=party.place_text,
        place=placing.facts(party.place_text) if party.place_text else None,
        old_units=placing.old_units(party.place_text) if party.place_text else (),
        trade_text=party.trade_text,
        total=party.total,
        support_national=party.support_national,
        support_local=party.support_local,
        counterpart=party.counterpart,
        other=party.other,
    )
