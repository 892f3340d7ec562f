"""`khuyencong check-plan`: the same answer for people and for programs, and an exit code that says how it stands."""

import json

import openpyxl
import pytest

from khuyencong.planning.models import AnnualPlan
from tests.planning.books import HERE, LOCAL, row
from tests.planning.workbook.books import book

pytestmark = pytest.mark.usefixtures("reference_data")


@pytest.fixture
def file(tmp_path):
    def written(*lines, **plan):
        return book(tmp_path / "kế hoạch.xlsx", *(lines or (row(),)), plan={**HERE, **plan})

    return written


def test_a_plan_in_which_nothing_blocks_ends_with_0(file, khuyencong):
    said = khuyencong("check-plan", file())

    assert said.code == 0
    assert "[THIẾU HỒ SƠ] Dòng 2" in said.out
    assert "1 đề án, kinh phí khuyến công 300.000.000 đồng" in said.out
    assert "Không có lỗi chặn." in said.out


def test_a_plan_in_which_something_blocks_ends_with_1(file, khuyencong):
    said = khuyencong("check-plan", file(row() | {"Tổng kinh phí": 800}))

    assert said.code == 1
    assert "[CHẶN] Dòng 2" in said.out


def test_a_cell_that_cannot_be_read_ends_with_1_and_names_the_cell(file, khuyencong):
    said = khuyencong("check-plan", file(row(), row(STT=2) | {LOCAL: "ba trăm"}))

    assert said.code == 1
    assert "[KHÔNG ĐỌC ĐƯỢC] Danh mục M3" in said.out
    assert "Các dòng đọc được: 1 đề án" in said.out
    assert "Có 1 ô không đọc được." in said.out
    assert "Không có lỗi chặn." not in said.out
    assert "Tổng đúng ra" not in said.out


def test_while_lines_are_unread_nobody_says_what_the_totals_should_be(file, khuyencong):
    said = khuyencong("check-plan", file(row(), row(STT=2) | {LOCAL: "ba trăm"}), "--json")

    assert (said.code, json.loads(said.out)["should_be"]) == (1, None)


def test_nothing_is_printed_around_what_is_empty(file, khuyencong):
    said = khuyencong("check-plan", file(Năm=None, Tỉnh=None))

    assert said.code == 2
    assert "[KHÔNG ĐỌC ĐƯỢC] Không thấy «Năm» của kế hoạch." in said.out
    assert "Kế hoạch chưa ghi tỉnh." in said.out
    assert "  " not in khuyencong("check-plan", file()).out


@pytest.mark.parametrize("as_json", [False, True])
def test_a_missing_file_ends_with_2(as_json, khuyencong):
    said = khuyencong("check-plan", "không-có.xlsx", *["--json"] * as_json)

    assert said.code == 2
    assert "không-có.xlsx" in said.out


@pytest.mark.parametrize("as_json", [False, True])
def test_a_file_that_is_no_workbook_ends_with_2_and_a_remedy(as_json, tmp_path, khuyencong):
    path = tmp_path / "a.xlsx"
    path.write_bytes(b"MZ\x00\x00 a program")

    said = khuyencong("check-plan", path, *["--json"] * as_json)

    assert said.code == 2
    if as_json:
        assert set(json.loads(said.out)) == {"error", "remedy", "problems"}
    else:
        assert "Cách khắc phục:" in said.out


def test_a_plan_without_its_province_ends_with_2_and_still_tells_what_it_read(file, khuyencong):
    said = khuyencong("check-plan", file(Tỉnh=None), "--json")

    answer = json.loads(said.out)
    assert said.code == 2
    assert "Tỉnh" in answer["remedy"]
    assert "province" in [problem["field"] for problem in answer["problems"]]


def test_json_holds_everything_a_program_needs(file, khuyencong):
    said = khuyencong("check-plan", file(), "--json")

    answer = json.loads(said.out)
    assert set(answer) == {
        "plan", "rules_version", "lines", "findings", "problems", "totals", "should_be", "blocked"
    }  # fmt: skip
    assert answer["plan"]["province"]["name"] == "Lào Cai"
    assert answer["should_be"]["support"] == answer["totals"]["everything"]["support"] == 300_000_000
    (line,) = answer["lines"]
    assert {"row", "name", "judged_on", "findings"} <= set(line)
    assert line["judged_on"] == "2026-03-05"
    assert all(finding["title"] and finding["code"] for finding in line["findings"])


def test_what_the_declared_totals_should_be_is_said(file, khuyencong):
    answer = json.loads(khuyencong("check-plan", file(**{"Tổng kinh phí khuyến công": 400}), "--json").out)

    assert (answer["blocked"], answer["should_be"]) == (
        True,
        {"projects": 1, "support": 300_000_000, "national": 0, "local": 300_000_000},
    )


def test_english_words_are_given_when_asked_for(file, khuyencong):
    answer = json.loads(khuyencong("check-plan", file(), "--json", "--english").out)

    assert "tax code" in " ".join(finding["title"] for finding in answer["lines"][0]["findings"]).lower()


def test_nothing_is_registered_unless_asked_for(file, khuyencong):
    khuyencong("check-plan", file())

    assert not AnnualPlan.objects.exists()


def test_save_registers_the_plan_and_tells_its_reference(file, khuyencong):
    answer = json.loads(khuyencong("check-plan", file(), "--json", "--save").out)

    assert answer["registered"] == AnnualPlan.objects.get().reference


def test_save_of_a_plan_without_its_year_ends_with_2_and_registers_nothing(file, khuyencong):
    said = khuyencong("check-plan", file(Năm=None), "--save")

    assert said.code == 2
    assert "Cách khắc phục:" in said.err
    assert not AnnualPlan.objects.exists()


def test_save_of_a_plan_without_a_line_that_can_be_read_registers_nothing(file, khuyencong):
    said = khuyencong("check-plan", file(row() | {LOCAL: "ba trăm"}), "--save")

    assert said.code == 2
    assert "Chưa dòng nào của kế hoạch này đăng ký được." in said.err
    assert not AnnualPlan.objects.exists()


def test_out_writes_the_workbook_with_its_remarks(file, tmp_path, khuyencong):
    out = tmp_path / "doi-chieu.xlsx"

    khuyencong("check-plan", file(), "--out", out)

    sheet = openpyxl.load_workbook(out)["Danh mục"]
    assert any(cell.comment for cells in sheet.iter_rows() for cell in cells)


def test_an_out_that_cannot_be_written_ends_with_2(file, tmp_path, khuyencong):
    said = khuyencong("check-plan", file(), "--out", tmp_path / "không-có" / "a.xlsx")

    assert said.code == 2
    assert "Không đọc hoặc ghi được" in said.err
