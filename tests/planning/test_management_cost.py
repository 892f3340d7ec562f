"""The authority's management cost is a share of what the lines of its own source come to, all its lines together."""

import datetime

import pytest

from khuyencong.policy.case import Level, ProjectKind
from tests.planning.plans import MILLION, checked, line

pytestmark = pytest.mark.usefixtures("reference_data")
A_PROJECT = {"support_national": 800 * MILLION, "support_local": None, "counterpart": 100 * MILLION}


def managing(row, amount, activity="mgmt_cost_authority", **changed):
    money = {"total": None, "support_national": amount, "support_local": None, "counterpart": None}
    return line(row, name="Chi quản lý", kind=ProjectKind.EXPENDITURE, activity=activity, parties=(), **money | changed)


def found_in(*lines, **changed):
    plan = checked(*lines, level=Level.NATIONAL, year=2016, decided_on=datetime.date(2016, 1, 5), **changed)
    return [
        (one.line.row, finding.code, finding.facts.get("base"), finding.facts.get("requested"))
        for one in plan.lines
        for finding in one.findings
        if finding.rule == "management_cost_within_share"
    ]


def test_neither_the_reserve_nor_a_wrong_declared_total_raises_the_base():
    reserve = line(5, name="Dự phòng", kind=ProjectKind.RESERVE, parties=(), activity=None, **A_PROJECT)
    found = found_in(line(3, **A_PROJECT), managing(4, 15 * MILLION), reserve, declared_support=9_000 * MILLION)

    assert found == [(4, "management_cost_over", 815 * MILLION, 15 * MILLION)]


def test_local_money_is_no_base_of_a_line_of_national_money():
    local = line(5, support_local=5_000 * MILLION, total=5_600 * MILLION)
    found = found_in(line(3, **A_PROJECT), managing(4, 15 * MILLION), local)

    assert found == [(4, "management_cost_over", 815 * MILLION, 15 * MILLION)]


def test_two_lines_each_within_the_share_are_judged_together():
    found = found_in(line(3, **A_PROJECT), managing(4, 10 * MILLION), managing(5, 10 * MILLION))

    assert found == [
        (4, "management_cost_over", 820 * MILLION, 20 * MILLION),
        (5, "management_cost_over", 820 * MILLION, 20 * MILLION),
    ]


def test_the_base_is_asked_for_while_a_line_is_unread_and_for_the_implementers_own_cost():
    unread = found_in(line(3, **A_PROJECT), managing(4, 15 * MILLION), unread=1)
    implementers = found_in(line(3, **A_PROJECT), managing(4, 15 * MILLION, "mgmt_cost_implementer"))

    assert unread == implementers == [(4, "management_cost_base_missing", None, None)]
