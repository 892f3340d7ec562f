"""The template opens in Excel with its lists, and reads back empty."""

import io

import openpyxl
import pytest

from khuyencong.planning.workbook.columns import LINES, PLAN
from khuyencong.planning.workbook.example import MARK
from khuyencong.planning.workbook.reader import read_plan
from khuyencong.planning.workbook.template import write_template
from tests.planning.workbook.books import ACTIVITIES

HEADINGS_OF_THE_FORM = [
    "STT",
    "Tên đề án",
    "Nội dung hoạt động",
    "Loại đề án",
    "Đơn vị thực hiện",
    "Đơn vị thụ hưởng",
    "Mã số thuế",
    "Loại hình cơ sở",
    "Địa điểm",
    "Ngành nghề",
    "Tổng kinh phí",
    "Kinh phí khuyến công quốc gia",
    "Kinh phí khuyến công địa phương",
    "Vốn đối ứng",
    "Nguồn khác",
    "Ngày bắt đầu",
    "Ngày kết thúc",
    "Ưu tiên",
    "Ghi chú",
]


@pytest.fixture
def template(tmp_path):
    path = tmp_path / "mau.xlsx"
    write_template(path, ACTIVITIES)
    return path


def test_it_has_the_sheets_and_headings_of_the_definition(template):
    book = openpyxl.load_workbook(template)

    assert book.sheetnames == ["Kế hoạch", "Danh mục", "Hướng dẫn", "Từ điển"]
    assert book["Từ điển"].sheet_state == "hidden"
    assert [cell.value for cell in book["Danh mục"][1]] == [column.heading for column in LINES]
    assert [book["Kế hoạch"].cell(row, 1).value for row in range(4, 4 + len(PLAN))] == [c.heading for c in PLAN]
    assert [column.heading for column in LINES] == HEADINGS_OF_THE_FORM


def test_it_has_drop_down_lists_for_every_choice(template):
    book = openpyxl.load_workbook(template)
    rules = {str(rule.sqref).split(":")[0]: rule for rule in book["Danh mục"].data_validations.dataValidation}

    assert "Thường,Nhóm,Điểm,Có thu hồi,Khoản chi,Dự phòng" in rules["D2"].formula1
    assert rules["C2"].formula1 == "'Từ điển'!$A$1:$A$3"
    assert "Hợp tác xã" in rules["H2"].formula1
    assert not rules["J2"].showErrorMessage
    assert rules["K2"].type == "decimal"
    plan = {str(rule.sqref): rule for rule in book["Kế hoạch"].data_validations.dataValidation}
    assert plan["B4"].formula1 == '"Quốc gia,Địa phương"'


def test_no_drop_down_is_longer_than_excel_takes(template):
    book = openpyxl.load_workbook(template)

    assert all(len(str(rule.formula1)) <= 257 for sheet in book for rule in sheet.data_validations.dataValidation)


def test_its_head_is_frozen_and_it_prints_across(template):
    sheet = openpyxl.load_workbook(template)["Danh mục"]

    assert sheet.freeze_panes == "C2"
    assert sheet.page_setup.orientation == "landscape"
    assert sheet.page_setup.paperSize == 9
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert (sheet.page_setup.fitToWidth or 1, sheet.page_setup.fitToHeight) == (1, 0)
    assert sheet.print_title_rows == "$1:$1"


def test_the_example_is_passed_over_while_it_is_unchanged(template):
    plan = read_plan(template, ACTIVITIES)

    assert plan.lines == ()
    assert {problem.code for problem in plan.problems} >= {"example_left", "no_lines"}
    assert plan.facts.unit == 1_000_000


def test_an_example_somebody_wrote_over_is_a_line(template):
    book = openpyxl.load_workbook(template)
    book["Danh mục"]["B2"] = "Đề án của tôi"
    book.save(template)

    [line] = read_plan(template, ACTIVITIES).lines
    assert line.name == "Đề án của tôi"


def test_it_can_be_written_without_an_example_to_an_open_file():
    out = io.BytesIO()

    write_template(out, ACTIVITIES, example=False)

    sheet = openpyxl.load_workbook(io.BytesIO(out.getvalue()))["Danh mục"]
    assert MARK not in [cell.value for row in sheet for cell in row]
