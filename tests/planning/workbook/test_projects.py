"""The rows of one group project are its beneficiaries."""

import openpyxl

from khuyencong.planning.workbook.reader import read_plan
from khuyencong.policy.case import ProjectKind
from tests.planning.workbook.books import ACTIVITIES, HEADINGS, book, line

PARTY = {
    "Đơn vị thụ hưởng": "HKD N.V.A",
    "Tổng kinh phí": 100,
    "Kinh phí khuyến công địa phương": 40,
    "Vốn đối ứng": 60,
}


def test_rows_with_one_number_are_one_project_with_its_parties(read):
    plan = read(line(Loại_đề_án="Nhóm"), line(Loại_đề_án="Nhóm", Đơn_vị_thụ_hưởng="HTX Mây", Tổng_kinh_phí=100))

    [project] = plan.projects()
    assert project.rows == (2, 3)
    assert [party.name for party in project.parties] == ["Công ty TNHH Gỗ Xanh", "HTX Mây"]
    assert [party.total for party in project.parties] == [900_000_000, 100_000_000]
    assert project.total == 1_000_000_000


def test_rows_without_a_number_go_on_with_the_group_above(read):
    plan = read(
        line(Loại_đề_án="Nhóm"), PARTY, PARTY | {"Đơn vị thụ hưởng": "HKD T.T.B"}, line(STT=2, Tên_đề_án="Khác")
    )

    first, second = plan.projects()
    assert (len(first.parties), first.support_local) == (3, 380_000_000)
    assert second.name == "Khác"
    assert not plan.errors


def test_a_first_row_without_beneficiary_holds_the_figures_of_the_whole(read):
    plan = read(line(Loại_đề_án="Nhóm", Đơn_vị_thụ_hưởng=None), PARTY, PARTY)

    [project] = plan.projects()
    assert project.total == 900_000_000
    assert [party.support_local for party in project.parties] == [40_000_000, 40_000_000]


def test_a_row_without_a_number_under_a_single_project_is_not_swallowed(read):
    plan = read(line(), PARTY)

    assert len(plan.projects()) == 2
    assert {problem.code for problem in plan.errors} == {"required_empty"}


def test_one_number_for_two_names_is_two_projects_and_noted(read):
    plan = read(line(), line(Tên_đề_án="Đề án khác hẳn"))

    assert len(plan.projects()) == 2
    assert [problem.code for problem in plan.problems] == ["order_number_repeated"]


def test_an_amount_that_cannot_be_read_leaves_the_sum_unknown(read):
    [project] = read(line(Loại_đề_án="Nhóm"), PARTY | {"Tổng kinh phí": "hơn 5"}).projects()

    assert project.total is None
    assert project.support_local == 340_000_000
    assert not project.valid


def test_cells_merged_downwards_hold_for_all_their_rows_but_money_is_not_said_twice(tmp_path):
    second = {"Đơn vị thụ hưởng": "HTX Mây"}
    path = book(tmp_path / "a.xlsx", line(Loại_đề_án="Nhóm"), second)
    made = openpyxl.load_workbook(path)
    for heading in ("STT", "Tên đề án", "Loại đề án", "Tổng kinh phí", "Đơn vị thực hiện"):
        column = HEADINGS.index(heading) + 1
        made["Danh mục"].merge_cells(start_row=2, end_row=3, start_column=column, end_column=column)
    made.save(path)

    plan = read_plan(path, ACTIVITIES)

    [project] = plan.projects()
    assert plan.lines[1].implementing_body == "Trung tâm Khuyến công"
    assert project.total == 900_000_000
    assert [party.total for party in project.parties] == [None, None]
    assert not plan.errors


def test_a_key_project_may_have_several_beneficiaries_too(read):
    [project] = read(line(Loại_đề_án="Điểm"), PARTY).projects()

    assert project.kind is ProjectKind.KEY
    assert len(project.parties) == 2
