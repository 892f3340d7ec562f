"""A checked plan is put into the books: all of it, or nothing."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from khuyencong.audit.models import Act
from khuyencong.core.refusals import NotAllowed
from khuyencong.directory.models import Establishment
from khuyencong.planning.actions import registering
from khuyencong.planning.actions.registering import register_plan
from khuyencong.planning.models import AnnualPlan, Beneficiary, Proposal
from khuyencong.policy.case import BeneficiaryKind, ProjectKind
from khuyencong.policy.models import Judgement
from tests.planning.plans import MILLION, TODAY, checked, line, party
from tests.support.reference import body_of

EACH_BATCH = 12
"""Queries that each thousand lines more may need, whatever stands in them."""

pytestmark = pytest.mark.usefixtures("reference_data")


@pytest.fixture
def register(officer):
    def made(*lines, by=officer, **changed):
        return register_plan(checked=checked(*lines, **changed), actor=by, organisation=body_of("Lào Cai"), on=TODAY)

    return made


def test_a_plan_becomes_proposals_with_their_beneficiaries_and_judgements(register):
    plan = register(line(3), line(4, order_number="2", parties=(party(name="HTX Mây Tre"),)))

    assert [(one.position, one.name, one.support) for one in plan.proposals.order_by("position")] == [
        (3, "Ứng dụng máy cưa trong chế biến gỗ", 300 * MILLION),
        (4, "Ứng dụng máy cưa trong chế biến gỗ", 300 * MILLION),
    ]
    assert plan.reference == "KH26-LC-DP-1"
    assert [one.reference for one in plan.proposals.order_by("position")] == ["KC26-LC-001", "KC26-LC-002"]
    assert set(Beneficiary.objects.values_list("name", flat=True)) == {"Công ty TNHH Gỗ Xanh", "HTX Mây Tre"}
    assert Judgement.objects.filter(subject_kind="planning.proposal", subject_id="KC26-LC-001").exists()


def test_its_beneficiaries_are_establishments_each_known_once(register):
    twice = party(tax_code="0100109106")
    register(line(3, parties=(twice,)), line(4, parties=(twice,)))

    assert Establishment.objects.filter(tax_code="0100109106").count() == 1
    assert Beneficiary.objects.filter(establishment__tax_code="0100109106").count() == 2


def test_registering_is_one_act_whatever_the_number_of_lines(register, officer):
    plan = register(line(3), line(4, order_number="2"), line(5, order_number="3"))

    acts = Act.objects.filter(what="planning.plan.registered")
    (act,) = acts
    assert (act.record_id, act.actor_id) == (str(plan.pk), officer.pk)
    assert act.details["lines"] == 3


def test_a_plan_with_a_decision_registers_its_lines_as_approved_and_without_one_as_registered(register):
    decided = register()
    undecided = register(decision_number="", decided_on=None)

    assert decided.proposals.get().state == "approved"
    assert undecided.proposals.get().state == "registered"


def test_a_decision_without_its_day_approves_nothing(register):
    assert register(decided_on=None).proposals.get().state == "registered"


def test_the_heaviest_finding_is_the_verdict_and_all_are_counted(register):
    plan = register(line(total=800 * MILLION))

    proposal = plan.proposals.get()
    weights = [finding["weight"] for finding in proposal.judgement.findings]
    assert proposal.verdict == "blocks" == weights[0]
    assert (proposal.blocks, proposal.warns, proposal.asks) == tuple(
        weights.count(weight) for weight in ("blocks", "warns", "asks")
    )
    assert "sources_sum_to_total" in proposal.finding_rules


def test_an_expenditure_counts_as_money_and_not_as_a_project(register):
    cost = line(
        4,
        kind=ProjectKind.EXPENDITURE,
        activity="mgmt_cost_implementer",
        parties=(),
        support_local=10 * MILLION,
        total=None,
        counterpart=None,
    )

    plan = register(line(3), cost)

    assert (plan.projects, plan.lines, plan.support) == (1, 2, 310 * MILLION)


def test_a_reserve_stands_outside_the_totals(register):
    reserve = line(4, kind=ProjectKind.RESERVE, activity=None, parties=(), support_local=94 * MILLION, total=None)

    plan = register(line(3), reserve)

    assert (plan.projects, plan.lines, plan.support) == (1, 2, 300 * MILLION)
    assert plan.proposals.get(kind="reserve").support == 94 * MILLION


def test_a_plan_of_another_province_is_refused(register, stranger):
    with pytest.raises(NotAllowed, match="khác"):
        register(by=stranger)

    assert not AnnualPlan.objects.exists()


def test_a_plan_of_a_province_that_was_merged_is_registered_by_its_successor(officer):
    old = checked(province="Yên Bái", decided_on=TODAY.replace(year=2019), year=2019)

    plan = register_plan(checked=old, actor=officer, organisation=body_of("Lào Cai"), on=TODAY)

    assert plan.province.name == "Yên Bái"


def test_where_the_last_line_fails_nothing_is_kept(register, monkeypatch):
    def broken(*args, **kwargs):
        raise RuntimeError("the disk is full")

    monkeypatch.setattr(registering, "record_act", broken)
    with pytest.raises(RuntimeError):
        register()

    assert not AnnualPlan.objects.exists()
    assert not Proposal.objects.exists()
    assert not Establishment.objects.exists()
    assert not Judgement.objects.exists()


def test_a_group_project_keeps_each_beneficiary_with_its_own_money(register):
    both = tuple(
        party(name=name, kind=BeneficiaryKind.COOPERATIVE, support_local=150 * MILLION) for name in ("HTX A", "HTX B")
    )

    proposal = register(line(kind=ProjectKind.GROUP, parties=both)).proposals.get()

    assert proposal.beneficiary_count == 2
    assert [(one.name, one.support_local) for one in proposal.beneficiaries.all()] == [
        ("HTX A", 150 * MILLION),
        ("HTX B", 150 * MILLION),
    ]


def test_what_was_registered_before_is_seen_by_the_next_judgement(register):
    same = party(tax_code="0100109106")
    register(line(parties=(same,)))

    again = checked(line(parties=(same,)), year=2027)

    assert [prior.reference for prior in again.lines[0].case.prior] == ["KC26-LC-001"]


def test_the_number_of_queries_does_not_grow_with_the_lines(register):
    def queries(number):
        lines = [
            line(row, order_number=str(row), parties=(party(name=f"Cơ sở {row}"),)) for row in range(3, number + 3)
        ]
        with CaptureQueriesContext(
            connection,
        ) as seen:
            register(*lines)
        return len(seen)

    queries(2)
    few, many = queries(10), queries(2500)

    assert many <= few + 2 * EACH_BATCH
