"""Cells corrected in the page are read as at the upload, and the rest of the plan follows."""

import json

import pytest

from khuyencong.planning.workbook.correcting import corrected
from khuyencong.planning.workbook.plan import ReadPlan
from tests.planning.workbook.books import ACTIVITIES, line

PARTY = {"Đơn vị thụ hưởng": "HKD N.V.A", "Tổng kinh phí": 100}


def kept(plan):
    return ReadPlan.from_json(json.loads(json.dumps(plan.to_json())), ACTIVITIES)


def test_nothing_changed_gives_the_same_plan(read):
    plan = read(line(Tổng_kinh_phí="hơn 5"), line(STT=2, Tên_đề_án="Hai"), [None, "Tổng cộng"])

    assert corrected(kept(plan), {}) == plan


def test_a_corrected_cell_makes_its_line_valid(read):
    plan = corrected(kept(read(line(Tổng_kinh_phí="hơn 5"))), {2: {"total": "5,5"}})

    assert [each.total for each in plan.valid_lines] == [5_500_000]


def test_a_row_becomes_a_beneficiary_when_its_project_becomes_a_group(read):
    plan = read(line(), PARTY)
    assert plan.errors

    plan = corrected(kept(plan), {2: {"kind": "Nhóm"}})

    assert not plan.errors
    assert len(plan.projects()) == 1


def test_a_total_that_differed_is_compared_again(read):
    plan = read(line(), {"Tên đề án": "Tổng cộng", "Tổng kinh phí": 800})
    assert [problem.code for problem in plan.problems] == ["total_differs"]

    assert corrected(kept(plan), {2: {"total": "800"}}).problems == ()


def test_a_row_that_is_no_line_is_refused(read):
    with pytest.raises(KeyError):
        corrected(kept(read(line())), {99: {"total": "1"}})
