"""The one search box finds decisions too, however their marks are typed."""

import pytest

from khuyencong.directory.queries.people import Scope
from khuyencong.planning.actions.registering import register_plan
from khuyencong.planning.queries.searching import found
from tests.planning.plans import TODAY, checked
from tests.support.reference import body_of

pytestmark = pytest.mark.usefixtures("reference_data")


@pytest.mark.parametrize("words", ["9876/QĐ-UBND", "9876/qd-ubnd", "9876"])
def test_a_decision_is_found_by_its_number(officer, words):
    judged = checked(decision_number="9876/QĐ-UBND")
    plan = register_plan(checked=judged, actor=officer, organisation=body_of("Lào Cai"), on=TODAY)

    assert found(Scope(national=True), words).plans == [plan]


def test_another_provinces_decision_is_not_found(officer):
    judged = checked(decision_number="9876/QĐ-UBND")
    register_plan(checked=judged, actor=officer, organisation=body_of("Lào Cai"), on=TODAY)

    assert found(Scope(), "9876").nothing
