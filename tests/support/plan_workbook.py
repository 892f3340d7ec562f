"""The plan form filled in as an officer would: two sound lines, one above the ceiling, one amount nobody can read."""

import io

import openpyxl

from khuyencong.planning.drafts import activity_names
from khuyencong.planning.workbook.columns import HEADER_SHEET, LIST_SHEET
from khuyencong.planning.workbook.template import write_template
from khuyencong.policy.queries import current_lawbook

MACHINERY = "Ứng dụng máy móc thiết bị tiên tiến"
BAD_CELL = "ba trăm"
SOUND = ("Ứng dụng máy cưa trong chế biến gỗ", "Công ty TNHH Gỗ Xanh", "9952601811", 900, 300, 600)
SOUND_TOO = ("Ứng dụng máy dệt trong sản xuất chiếu", "Hợp tác xã Chiếu Sạch", "9959083012", 700, 200, 500)
ABOVE_THE_CEILING = ("Ứng dụng máy ép trong sản xuất nhựa", "Công ty TNHH Nhựa Bền", "9909139090", 1200, 500, 700)
UNREADABLE = ("Ứng dụng máy sấy trong chế biến chè", "Công ty TNHH Chè Thơm", "9946281948", 800, BAD_CELL, 500)


def plan_workbook(*, province: str, place: str) -> bytes:
    """The form of today, filled in."""
    form = io.BytesIO()
    write_template(form, activity_names(current_lawbook()))
    return filled(form.getvalue(), province=province, place=place)


def filled(form: bytes, *, province: str, place: str, level: str = "Địa phương") -> bytes:
    """That form, filled in with four lines; amounts in triệu đồng."""
    book = openpyxl.load_workbook(io.BytesIO(form))
    _fill_plan(book[HEADER_SHEET], province, level)
    sheet = book[LIST_SHEET]
    heads = {str(cell.value): cell.column for cell in sheet[1]}
    for row in range(2, 3):
        for column in heads.values():
            sheet.cell(row, column).value = None
    for number, line in enumerate((SOUND, SOUND_TOO, ABOVE_THE_CEILING, UNREADABLE), start=1):
        for heading, value in _cells(number, line, place, level).items():
            sheet.cell(number + 1, heads[heading]).value = value
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _fill_plan(sheet, province: str, level: str) -> None:
    values = {
        "Cấp": level,
        "Đơn vị lập": f"Trung tâm Khuyến công {province}",
        "Tỉnh": province,
        "Năm": 2026,
        "Đơn vị tính": "triệu đồng",
    }
    for row in sheet.iter_rows(min_col=1, max_col=2):
        if row[0].value in values:
            row[1].value = values[row[0].value]


def _cells(number: int, line: tuple, place: str, level: str) -> dict:
    name, beneficiary, tax_code, total, support, counterpart = line
    return {
        "STT": number,
        "Tên đề án": name,
        "Nội dung hoạt động": MACHINERY,
        "Loại đề án": "Thường",
        "Đơn vị thực hiện": "Trung tâm Khuyến công",
        "Đơn vị thụ hưởng": beneficiary,
        "Mã số thuế": tax_code,
        "Loại hình cơ sở": "Doanh nghiệp nhỏ và vừa",
        "Địa điểm": place,
        "Ngành nghề": "Chế biến gỗ",
        "Tổng kinh phí": total,
        f"Kinh phí khuyến công {level.lower()}": support,
        "Vốn đối ứng": counterpart,
    }
