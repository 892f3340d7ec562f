"""The plan given back: the same cells, remarks on them, conclusions beside."""

import openpyxl
import pytest
import xlsxwriter

from khuyencong.planning.workbook.checked import CellNote, write_checked
from khuyencong.planning.workbook.reader import read_plan
from tests.planning.workbook.books import ACTIVITIES, book, line

NOTES = [
    CellNote(2, "total", "warns", "Cần xem tổng."),
    CellNote(2, "total", "blocks", "Vượt mức hỗ trợ.", "NĐ 45/2012/NĐ-CP, Điều 1", "Giảm mức hỗ trợ."),
    CellNote(3, "support", "asks", "Thiếu cam kết."),
    CellNote(3, "nowhere", "informs", "Lưu ý thêm."),
    CellNote(0, "", "informs", "Tổng kế hoạch khớp."),
]


@pytest.fixture
def given_back(tmp_path):
    source = book(
        tmp_path / "a.xlsx", line(Tên_đề_án="=cmd|'/c calc'!A1", Ghi_chú="@sum"), line(STT=2), above=[["Danh mục"], []]
    )
    made = openpyxl.load_workbook(source)
    made["Danh mục"]["B4"].data_type = "s"
    made.save(source)
    out = tmp_path / "b.xlsx"
    write_checked(source, out, [note._replace(row=note.row and note.row + 2) for note in NOTES])
    return out


def test_the_cells_are_those_of_the_upload(given_back):
    sheet = openpyxl.load_workbook(given_back)["Danh mục"]

    assert sheet["A1"].value == "Danh mục"
    assert (sheet["K4"].value, sheet["F4"].value) == (900, "Công ty TNHH Gỗ Xanh")


def test_text_is_never_a_formula(given_back):
    sheet = openpyxl.load_workbook(given_back)["Danh mục"]

    assert (sheet["B4"].value, sheet["B4"].data_type) == ("=cmd|'/c calc'!A1", "s")
    assert sheet["S4"].data_type == "s"


def test_remarks_stand_on_the_cell_they_are_about_heaviest_first(given_back):
    sheet = openpyxl.load_workbook(given_back)["Danh mục"]

    comment = sheet["K4"].comment.text
    assert comment.index("Bị chặn: Vượt mức hỗ trợ. Giảm mức hỗ trợ. (NĐ 45/2012/NĐ-CP, Điều 1)") == 0
    assert "Cần xem tổng." in comment
    assert "Thiếu cam kết." in sheet["M5"].comment.text


def test_a_column_says_in_words_how_each_row_stands(given_back):
    sheet = openpyxl.load_workbook(given_back)["Danh mục"]

    assert sheet["T3"].value == "Kết quả đối chiếu"
    assert sheet["T4"].value.startswith("Bị chặn: Vượt mức hỗ trợ.")
    assert "Lưu ý: Lưu ý thêm." in sheet["T5"].value


def test_conclusions_list_everything_heaviest_first(given_back):
    sheet = openpyxl.load_workbook(given_back)["Kết luận"]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=5, max_row=9)]

    assert rows[0] == [
        4, "=cmd|'/c calc'!A1", "Bị chặn", "Vượt mức hỗ trợ.", "Giảm mức hỗ trợ.", "NĐ 45/2012/NĐ-CP, Điều 1"
    ]  # fmt: skip
    assert ["Toàn kế hoạch", "Lưu ý", "Tổng kế hoạch khớp."] in [row[1:4] for row in rows]


def test_what_is_given_back_can_be_uploaded_again(given_back, tmp_path):
    again = tmp_path / "c.xlsx"

    plan = read_plan(given_back, ACTIVITIES)
    write_checked(given_back, again, [])

    assert [each.total for each in plan.lines] == [900_000_000] * 2
    assert openpyxl.load_workbook(again).sheetnames == ["Kế hoạch", "Danh mục", "Kết luận", "Kết luận 1"]


def test_a_cell_put_right_after_the_upload_says_what_the_file_said(tmp_path):
    source, out = tmp_path / "plan.xlsx", tmp_path / "checked.xlsx"
    with xlsxwriter.Workbook(str(source)) as book:
        sheet = book.add_worksheet("Danh mục")
        sheet.write_row(0, 0, ["STT", "Tên đề án", "Nội dung hoạt động", "Tổng kinh phí"])
        sheet.write_row(1, 0, ["1", "Ứng dụng máy sấy", "Ứng dụng máy móc thiết bị tiên tiến", "hơn 570"])

    write_checked(
        source,
        out,
        [],
        {
            2: {
                "order_number": "1",
                "name": "Ứng dụng máy sấy",
                "activity": "Ứng dụng máy móc thiết bị tiên tiến",
                "total": "570",
            }
        },
    )

    cell = openpyxl.load_workbook(out)["Danh mục"]["D2"]
    assert cell.value == "570"
    assert "tệp gốc ghi «hơn 570»" in cell.comment.text
