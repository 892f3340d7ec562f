"""Sums that a list states of its parts and of the whole reach the rules, but only where they surely are such."""

import pytest

from khuyencong.planning.from_workbook import plan_facts
from khuyencong.planning.rules import ListFacts, judge_list
from khuyencong.planning.workbook.reader import read_plan
from tests.planning.workbook.books import ACTIVITIES, PLAN, book, line

NONE_DECLARED = {**PLAN, "Tổng số đề án": None, "Tổng kinh phí khuyến công": None}
MONEY = "Kinh phí khuyến công địa phương"


def project(number, million, **more):
    return line(STT=number, Tên_đề_án=f"Máy số {number}", Đơn_vị_thụ_hưởng=f"Cơ sở {number}") | {MONEY: million} | more


def heading(mark, text, million=None):
    return {"STT": mark, "Tên đề án": text, MONEY: million}


@pytest.fixture
def facts(tmp_path):
    def made(*lines, left_out=()):
        read = read_plan(book(tmp_path / "ke-hoach.xlsx", *lines, plan=NONE_DECLARED), ACTIVITIES)
        lines_kept = [one for one in read.lines if one.row not in left_out]
        return plan_facts(read.facts, lines_kept, read.totals, left_out=left_out)

    return made


def codes(plan):
    return [finding.code for finding in judge_list(ListFacts.of(plan)).of_plan if finding.weight == "blocks"]


def test_a_part_whose_heading_states_its_sum_is_compared_with_its_lines(facts):
    plan = facts(
        heading("I", "Máy móc", 500), project(1, 300), project(2, 200), heading("II", "Đào tạo"), project(3, 90)
    )

    (group,) = plan.groups
    assert (group.name, group.rows, group.support) == ("Máy móc", {3, 4}, 500_000_000)
    assert codes(plan) == []


def test_a_part_whose_heading_states_another_sum_blocks(facts):
    plan = facts(heading("I", "Máy móc", 600), project(1, 300), project(2, 200))

    assert codes(plan) == ["group_sum_wrong"]


def test_a_heading_that_says_how_many_projects_it_has_is_believed_only_when_it_has_them(facts):
    right = facts(heading("I", "Máy móc (2 đề án)", 500), project(1, 300), project(2, 200))
    wrong = facts(heading("I", "Máy móc (3 đề án)", 500), project(1, 300), project(2, 200))

    assert (codes(right), codes(wrong)) == ([], ["group_count_wrong"])


def test_a_sum_below_its_part_counts_too(facts):
    plan = facts(heading("I", "Máy móc"), project(1, 300), project(2, 200), heading("", "Cộng mục I", 400))

    assert codes(plan) == ["group_sum_wrong"]


def test_an_outer_part_is_not_taken_for_the_sum_of_what_happens_to_stand_below_it(facts):
    plan = facts(
        heading("A", "Địa phương", 500),
        heading("I", "Máy móc", 300),
        project(1, 300),
        heading("II", "Khác", 200),
        project(2, 200),
    )

    assert [group.support for group in plan.groups] == [300_000_000, 200_000_000]
    assert codes(plan) == []


def test_the_lines_of_a_workbook_know_the_part_they_stand_in(facts):
    plan = facts(heading("A", "Quốc gia", None), project(1, 300), heading("B", "Địa phương", None), project(1, 200))

    assert [line.section for line in plan.lines] == ["Quốc gia", "Địa phương"]
    assert judge_list(ListFacts.of(plan)).of_lines == ()


def test_the_last_row_of_totals_declares_each_source(facts):
    right = facts(project(1, 300), project(2, 200), heading("", "Tổng cộng", 500))
    wrong = facts(project(1, 300), project(2, 200), heading("", "Tổng cộng", 550))

    assert (right.declared_local, codes(right)) == (500_000_000, [])
    assert (wrong.declared_local, codes(wrong)) == (550_000_000, ["declared_source_not_as_listed"])


def test_a_total_that_counts_the_reserve_in_does_not_block(facts):
    plan = facts(
        project(1, 300),
        project(2, 94, Loại_đề_án="Dự phòng") | {"Loại đề án": "Dự phòng"},
        heading("", "Tổng cộng", 394),
    )

    assert (plan.declared_local, codes(plan)) == (None, [])


def test_nothing_is_compared_where_a_line_was_not_understood(facts):
    plan = facts(heading("I", "Máy móc", 500), project(1, 300), project(2, "hai trăm"), heading("", "Tổng cộng", 500))

    assert (plan.groups, plan.declared_local, codes(plan)) == ((), None, [])


def test_nothing_is_compared_where_a_person_leaves_a_line_out(facts):
    plan = facts(
        heading("I", "Máy móc", 500), project(1, 300), project(2, 200), heading("", "Tổng cộng", 500), left_out=[4]
    )

    assert (plan.groups, plan.declared_local, codes(plan)) == ((), None, [])
