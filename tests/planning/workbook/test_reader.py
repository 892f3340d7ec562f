"""The reader takes a workbook as people make it, and refuses to guess where the meaning would change."""

import datetime
import json

import openpyxl
import pytest

from khuyencong.planning.workbook.parsing import reparse_line
from khuyencong.planning.workbook.plan import ReadPlan
from khuyencong.planning.workbook.reader import read_plan
from khuyencong.policy.case import BeneficiaryKind, Level, ProjectKind
from tests.planning.workbook.books import ACTIVITIES, HEADINGS, LINE, PLAN, book, cells, line


def codes(plan, severity="error"):
    return sorted(problem.code for problem in plan.all_problems if problem.severity == severity)


def found(plan, code):
    return next(problem for problem in plan.all_problems if problem.code == code)


def test_the_facts_of_the_plan_are_read(read):
    facts = read(line()).facts

    assert (facts.level, facts.province, facts.year) == (Level.LOCAL, "Lào Cai", 2026)
    assert (facts.decision_number, facts.decided_on) == ("123/QĐ-UBND", datetime.date(2026, 3, 5))
    assert (facts.unit, facts.declared_projects, facts.declared_support) == (1_000_000, 2, 500_000_000)


def test_a_line_is_read_in_dong_with_its_row_and_its_cells_as_typed(read):
    [first] = read(line(Loại_hình_cơ_sở="HTX", Ngày_bắt_đầu="03/2026", Tổng_kinh_phí="1.234,5")).lines

    assert (first.row, first.level, first.kind) == (2, Level.LOCAL, ProjectKind.SINGLE)
    assert (first.total, first.support_local, first.support_national) == (1_234_500_000, 300_000_000, None)
    assert first.raw["total"] == "1.234,5"
    assert first.activity == "advanced_machinery"
    assert first.beneficiary_kind is BeneficiaryKind.COOPERATIVE
    assert first.starts_on == datetime.date(2026, 3, 1)
    assert first.valid


@pytest.mark.parametrize(
    "headings",
    [
        [heading.upper() for heading in HEADINGS],
        list(reversed(HEADINGS)),
        ["So thu tu" if h == "STT" else "Ten de an" if h == "Tên đề án" else h for h in HEADINGS],
        [f"{h} (triệu đồng)" if h == "Tổng kinh phí" else h for h in HEADINGS],
        [f"  {h}\n" for h in HEADINGS],
    ],
    ids=["capitals", "other order", "no marks", "unit in the heading", "breaks and spaces"],
)
def test_headings_are_known_however_they_are_written(tmp_path, headings):
    order = {heading: at for at, heading in enumerate(HEADINGS)}
    backwards = headings == list(reversed(HEADINGS))
    row = [LINE.get(heading) for heading in (sorted(HEADINGS, key=order.get, reverse=True) if backwards else HEADINGS)]

    plan = read_plan(book(tmp_path / "a.xlsx", row, headings=headings), ACTIVITIES)

    [only] = plan.lines
    assert (only.name, only.total) == ("Hỗ trợ máy cưa", 900_000_000)
    assert codes(plan) == []


def test_titles_above_and_columns_of_ones_own_do_no_harm(read):
    headings = [*HEADINGS, "Cán bộ theo dõi"]

    plan = read(
        line(Cán_bộ_theo_dõi="P.V.A"), headings=headings, above=[["DANH MỤC ĐỀ ÁN"], ["Kèm theo quyết định"], []]
    )

    assert plan.lines[0].row == 5
    assert codes(plan) == []
    assert found(plan, "unread_column").value == "Cán bộ theo dõi"


def test_sub_headings_under_a_common_one_are_read(tmp_path):
    before, money, after = HEADINGS[:11], HEADINGS[11:15], HEADINGS[17:]
    path = book(tmp_path / "a.xlsx", headings=[*before, "Trong đó", None, None, None, *after])
    made = openpyxl.load_workbook(path)
    sheet = made["Danh mục"]
    sheet.append([None] * 11 + money)
    sheet.append([f"({n})" for n in range(1, 18)])
    sheet.append(cells([*before, *money, *after], line()))
    made.save(path)

    [only] = read_plan(path, ACTIVITIES).lines

    assert (only.row, only.total, only.support_local, only.counterpart) == (4, 900_000_000, 300_000_000, 600_000_000)


def test_one_sheet_alone_is_enough_when_its_titles_say_the_rest(read):
    above = [
        ["DANH MỤC ĐỀ ÁN KHUYẾN CÔNG QUỐC GIA NĂM 2026"],
        ["(Kèm theo Quyết định số 123/QĐ-BCT ngày 05/03/2026)"],
        ["Tỉnh: Lào Cai", None, "Đơn vị lập: Sở Công Thương"],
        [None] * 8 + ["Đơn vị tính: triệu đồng"],
    ]

    plan = read(line(), above=above, one_sheet=True)

    facts = plan.facts
    assert (facts.level, facts.year, facts.province) == (Level.NATIONAL, 2026, "Lào Cai")
    assert (facts.decision_number, facts.decided_on) == ("123/QĐ-BCT", datetime.date(2026, 3, 5))
    assert plan.lines[0].total == 900_000_000
    assert codes(plan) == []


@pytest.mark.parametrize(
    ("unit", "dong"),
    [
        ("đồng", 900),
        ("nghìn đồng", 900_000),
        ("1.000 đồng", 900_000),
        ("Triệu Đồng", 900_000_000),
        ("tỷ đồng", 900 * 10**9),
        ("tỉ đồng", 900 * 10**9),
        ("ĐVT: 1.000đ", 900_000),
        ("tr.đ", 900_000_000),
    ],
)
def test_the_unit_of_the_plan_holds_for_its_amounts(read, unit, dong):
    assert read(line(), plan=PLAN | {"Đơn vị tính": unit}).lines[0].total == dong


@pytest.mark.parametrize("province", ["Lâm Đồng", "Đồng Nai", "Đồng Tháp"])
@pytest.mark.parametrize("label", ["Đơn vị lập:", "Đơn vị:", "Đơn vị"])
def test_a_province_whose_name_holds_the_word_is_no_unit(read, label, province):
    above = [[f"{label} Sở Công Thương tỉnh {province}"], [f"Đơn vị: {province}"]]

    without = read(line(), above=above, plan={k: v for k, v in PLAN.items() if k != "Đơn vị tính"})
    assert (without.facts.unit, without.lines[0].total) == (None, None)

    titled = read(line(), above=[*above, ["DANH MỤC ĐỀ ÁN (ĐVT: Triệu đồng)"]], one_sheet=True)
    assert titled.lines[0].total == 900_000_000

    told = read(line(), above=above)
    assert told.lines[0].total == 900_000_000
    assert codes(told) == []


def test_a_unit_that_two_places_say_differently_stops_every_amount(read):
    plan = read(line(), above=[["Đơn vị tính: nghìn đồng"]])

    assert plan.lines[0].total is None
    assert {"units_differ", "no_unit"} <= set(codes(plan))


def test_without_a_unit_no_amount_is_taken(read):
    plan = read(line(), plan={k: v for k, v in PLAN.items() if k != "Đơn vị tính"})

    assert plan.lines[0].total is None
    assert not plan.valid_lines


def test_an_unclear_amount_is_settled_by_the_other_cells(read):
    plan = read(line(Tổng_kinh_phí="1.234"), line(STT=2, Tổng_kinh_phí="2.345,5", Tên_đề_án="Khác"))

    assert plan.lines[0].total == 1_234_000_000


def test_an_unclear_amount_alone_is_asked_about(read):
    plan = read(line(Tổng_kinh_phí="1.234"))

    problem = found(plan, "ambiguous_number")
    assert (problem.cell, problem.row, problem.column_field, problem.value) == ("K2", 2, "total", "1.234")
    assert plan.lines[0].total is None


@pytest.mark.parametrize(
    ("heading", "value", "code"),
    [
        ("Tổng kinh phí", "hơn 570", "not_a_number"),
        ("Tổng kinh phí", "xem ghi chú", "not_a_number"),
        ("Tổng kinh phí", -5, "negative_money"),
        ("Tổng kinh phí", 0.1234567, "fraction_of_dong"),
        ("Tổng kinh phí", 10**10, "too_large"),
        ("Tổng kinh phí", "=A1+1", "formula_without_value"),
        ("Loại đề án", "Siêu nhóm", "unknown_choice"),
        ("Loại hình cơ sở", "Tập đoàn", "unknown_choice"),
        ("Nội dung hoạt động", "Ứng dụng máy móc tiên tiến nhất", "activity_like"),
        ("Nội dung hoạt động", "Xyz", "unknown_activity"),
        ("Ngày bắt đầu", "31/02/2026", "not_a_date"),
        ("Ngày kết thúc", "31/12/2206", "date_out_of_range"),
        ("Tên đề án", "x" * 601, "too_long"),
    ],
)
def test_a_cell_that_cannot_be_taken_keeps_its_line_out(read, heading, value, code):
    plan = read(LINE | {heading: value}, line(STT=2, Tên_đề_án="Đề án tốt"))

    assert codes(plan) == [code]
    assert [good.name for good in plan.valid_lines] == ["Đề án tốt"]


def test_an_error_cell_is_told_and_not_read_as_empty(tmp_path):
    path = book(tmp_path / "a.xlsx", line())
    made = openpyxl.load_workbook(path)
    made["Danh mục"]["M2"] = "#REF!"
    made["Danh mục"]["M2"].data_type = "e"
    made.save(path)

    problem = found(read_plan(path, ACTIVITIES), "cell_error")
    assert (problem.cell, problem.value) == ("M2", "#REF!")


@pytest.mark.parametrize(("heading", "code"), [("Tên đề án", "required_empty"), ("Loại đề án", "required_empty")])
def test_what_a_project_must_say(read, heading, code):
    assert codes(read(LINE | {heading: None})) == [code]


def test_a_project_without_any_amount_is_told(read):
    assert codes(read(line(Tổng_kinh_phí=None, Kinh_phí_khuyến_công_địa_phương=None, Vốn_đối_ứng="-"))) in (
        ["no_money"],
        [],
    )
    assert codes(read(line(Tổng_kinh_phí=None, Kinh_phí_khuyến_công_địa_phương=None, Vốn_đối_ứng=None))) == ["no_money"]


def test_a_lost_nought_of_a_tax_code_is_put_back_and_noted(read):
    plan = read(line(Mã_số_thuế=100109106))

    assert plan.lines[0].tax_code == "0100109106"
    assert codes(plan, "note") == ["tax_code_zero_lost"]


def test_a_heading_that_stands_twice_is_an_error(read):
    plan = read(line(), headings=[*HEADINGS, "KCĐP"])

    assert found(plan, "duplicate_heading").facts["cells"] == ["M1", "T1"]


def test_a_missing_column_is_told_once(read):
    plan = read(line(), line(STT=2), headings=[h for h in HEADINGS if h != "Loại đề án"])

    assert codes(plan) == ["missing_column"]


def test_a_workbook_without_a_list_says_so(tmp_path):
    openpyxl.Workbook().save(tmp_path / "a.xlsx")

    assert "no_list" in codes(read_plan(tmp_path / "a.xlsx", ACTIVITIES))


@pytest.mark.parametrize(("year", "code"), [(1999, "year_out_of_range"), ("hai nghìn", "year_out_of_range")])
def test_a_year_out_of_range_is_told(read, year, code):
    assert code in codes(read(line(), plan=PLAN | {"Năm": year}))


def test_missing_facts_of_the_plan_are_told(read):
    plan = read(line(), plan={"Đơn vị tính": "đồng"})

    assert codes(plan) == ["plan_fact_missing"] * 4


def test_parts_of_the_list_give_their_level_to_their_lines(read):
    parts = [
        ["I", "Đề án khuyến công quốc gia"],
        cells(HEADINGS, line()),
        ["A", "Đào tạo"],
        cells(HEADINGS, line(STT=2, Tên_đề_án="Hai")),
        ["II", "Đề án khuyến công địa phương"],
        cells(HEADINGS, line(STT=1, Tên_đề_án="Ba")),
        ["III", "Khoản khác"],
        cells(HEADINGS, line(STT=1, Tên_đề_án="Bốn")),
    ]

    lines = read(*parts).lines

    assert [each.level for each in lines] == [Level.NATIONAL, Level.NATIONAL, Level.LOCAL, Level.LOCAL]
    assert [each.section for each in lines][1] == "Đào tạo"


def test_totals_are_kept_apart_and_compared(read):
    right = cells(HEADINGS, {"Tên đề án": "Tổng cộng", "Tổng kinh phí": 1800})
    plan = read(line(), [], line(STT=2, Tên_đề_án="Hai"), below=[right])

    assert len(plan.lines) == 2
    assert plan.totals[0].amounts == {"total": 1_800_000_000}
    assert codes(plan, "note") == []

    wrong = cells(HEADINGS, {"STT": "Cộng", "Tổng kinh phí": 1900})
    problem = found(read(line(), line(STT=2, Tên_đề_án="Hai"), below=[wrong]), "total_differs")
    assert problem.facts == {"stated": 1_900_000_000, "summed": 1_800_000_000}


@pytest.mark.parametrize(
    "label",
    [
        "Tổng cộng: 01 đề án",
        "Tổng cộng 1 đề án",
        "Tổng cộng năm 2026",
        "Tổng kinh phí hỗ trợ",
        "Cộng năm 2026",
        "Cộng: 01 đề án",
    ],
)
@pytest.mark.parametrize("where", ["STT", "Tên đề án"])
def test_a_row_of_totals_is_known_by_how_it_begins(read, label, where):
    plan = read(line(), below=[cells(HEADINGS, {where: label, "Tổng kinh phí": 900})])

    assert [each.row for each in plan.lines] == [2]
    assert plan.totals[0].amounts == {"total": 900_000_000}
    assert codes(plan) == codes(plan, "note") == []


def test_what_stands_below_the_list_is_no_project(read):
    below = [
        cells(HEADINGS, {"Tên đề án": "Tổng cộng: 01 đề án", "Tổng kinh phí": 900}),
        cells(HEADINGS, {"STT": "Bằng chữ: Chín trăm triệu đồng chẵn./."}),
        cells(HEADINGS, {"Vốn đối ứng": "Lào Cai, ngày 05 tháng 3 năm 2026"}),
        cells(HEADINGS, {"Tên đề án": "Người lập biểu", "Đơn vị thụ hưởng": "THỦ TRƯỞNG ĐƠN VỊ"}),
        cells(HEADINGS, {"Tên đề án": "(Ký, ghi rõ họ tên)", "Đơn vị thụ hưởng": "(Ký tên, đóng dấu)"}),
        cells(HEADINGS, {"Tên đề án": "N.V.A", "Đơn vị thụ hưởng": "T.T.B"}),
        cells(HEADINGS, {"STT": "Nơi nhận:"}),
        cells(HEADINGS, {"STT": "- Như trên;", "Địa điểm": "Lưu: VT"}),
    ]

    plan = read(line(), below=below)

    assert [each.row for each in plan.lines] == [2]
    assert codes(plan) == []
    assert [(each.code, each.row) for each in plan.all_problems] == [("read_as_footer", 4)]


@pytest.mark.parametrize(
    "lacking",
    [
        {"Tổng_kinh_phí": None, "Kinh_phí_khuyến_công_địa_phương": None, "Vốn_đối_ứng": None},
        {"Loại_đề_án": None},
        {"Loại_đề_án": None, "Tổng_kinh_phí": None, "Kinh_phí_khuyến_công_địa_phương": None, "Vốn_đối_ứng": None},
    ],
)
def test_a_last_line_that_lacks_its_number_and_more_is_still_a_line(read, lacking):
    plan = read(line(), line(STT=None, Tên_đề_án="Đào tạo giám đốc doanh nghiệp", **lacking))

    assert [each.row for each in plan.lines] == [2, 3]


@pytest.mark.parametrize("name", ["Công nghiệp hỗ trợ", "Tổng kết chương trình khuyến công", "Cộng đồng làng nghề"])
def test_a_project_that_begins_like_a_total_is_a_project(read, name):
    assert [each.name for each in read(line(Tên_đề_án=name)).lines] == [name]


def test_expenditures_and_reserves_are_lines_of_their_own_kind(read):
    plan = read(
        line(Loại_đề_án="Khoản chi", Nội_dung_hoạt_động=None, Tên_đề_án="Chi quản lý"),
        line(STT=2, Loại_đề_án="Dự phòng", Nội_dung_hoạt_động=None, Tên_đề_án="Dự phòng"),
    )

    assert [each.role for each in plan.lines] == ["expenditure", "reserve"]
    assert codes(plan) == []


def test_a_plan_comes_back_from_json_as_it_was(read):
    plan = read(line(Tổng_kinh_phí="hơn 5", Ngày_bắt_đầu="3/2026"), line(STT=2, Tên_đề_án="Hai"), [None, "Tổng cộng"])

    assert ReadPlan.from_json(json.loads(json.dumps(plan.to_json())), ACTIVITIES) == plan


def test_reading_a_line_anew_from_its_cells_gives_the_same_line(read):
    plan = read(line(Tổng_kinh_phí=12.345, Ngày_bắt_đầu=datetime.date(2026, 3, 5)), line(STT=2, Tổng_kinh_phí="sai"))

    for each in plan.lines:
        assert reparse_line(each.raw, plan.context, row=each.row) == each


def test_a_corrected_cell_is_read_as_at_the_upload(read):
    plan = read(line(Tổng_kinh_phí="hơn 5"))
    [wrong] = plan.lines

    right = reparse_line(wrong.raw | {"total": "5,5"}, plan.context, row=wrong.row)

    assert right.valid
    assert right.total == 5_500_000
