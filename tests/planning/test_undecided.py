"""A plan not decided yet is judged by the law of the day of judging, which is never told as its decision's day."""

import datetime

import pytest

from tests.planning.plans import TODAY, checked, line

pytestmark = pytest.mark.usefixtures("reference_data")


def test_it_is_said_by_the_law_of_which_day_it_was_judged_and_nothing_of_a_decision():
    started = line(starts_on=datetime.date(2025, 2, 1), ends_on=datetime.date(2025, 11, 30))
    (judged,) = checked(started, decided_on=None, decision_number="", year=2025).lines
    codes = {finding.code for finding in judged.findings}

    assert judged.case.decided_on is None
    assert judged.judgement.judged_on == TODAY
    assert "not_decided_yet" in codes
    assert not codes & {"starts_before_decision", "decided_after_the_year", "decided_long_before_the_year"}
