"""The sheet «Hướng dẫn» of the template: how to fill it in, column by column."""

from typing import Any

from khuyencong.planning.workbook.columns import LINES, Type
from khuyencong.planning.workbook.style import Looks, printed_landscape

_STEPS = (
    "1. Điền sheet «Kế hoạch»: cấp, đơn vị lập, tỉnh, năm, đơn vị tính. "
    "Kế hoạch đã phê duyệt thì ghi cả số và ngày quyết định.",
    "2. Mỗi đề án một dòng ở sheet «Danh mục». Đề án nhóm hoặc đề án điểm có nhiều đơn vị thụ hưởng: "
    "mỗi đơn vị một dòng, cùng một số thứ tự.",
    "3. Tiền ghi theo «Đơn vị tính» của sheet «Kế hoạch». Có thể gõ 1.250,5 hoặc 1250,5; không ghi chữ trong ô tiền.",
    "4. Ngày ghi ngày/tháng/năm, ví dụ 01/03/2026. Chỉ biết tháng thì ghi 03/2026.",
    "5. Khoản chi không phải đề án (quản lý, tuyên truyền…) chọn loại «Khoản chi»; phần chưa phân bổ chọn «Dự phòng».",
    "6. Được phép thêm cột riêng, đổi thứ tự cột, thêm dòng tiêu đề I, II, A, B và dòng «Tổng cộng»: "
    "hệ thống tự nhận ra.",
    "7. Dòng «VÍ DỤ» để nguyên thì được bỏ qua.",
)
_HOLDS = {
    Type.TEXT: "Chữ",
    Type.NUMBER_MARK: "Số hoặc chữ",
    Type.CHOICE: "Chọn trong danh sách",
    Type.ACTIVITY: "Chọn trong danh sách",
    Type.TAX_CODE: "10 hoặc 13 chữ số (12 chữ số với số định danh), nhập dạng chữ",
    Type.DATE_FROM: "Ngày",
    Type.DATE_TO: "Ngày",
    Type.MONEY: "Số tiền, không âm",
}


def write_help(sheet: Any, looks: Looks) -> None:
    """Steps first, then every column with what it holds."""
    sheet.hide_gridlines(2)
    sheet.set_column(0, 0, 26)
    sheet.set_column(1, 1, 44)
    sheet.set_column(2, 2, 66)
    sheet.set_row(0, 28)
    sheet.write_string(0, 0, "HƯỚNG DẪN ĐIỀN KẾ HOẠCH", looks["title"])
    for row, step in enumerate(_STEPS, start=1):
        sheet.set_row(row, 34)
        sheet.merge_range(row, 0, row, 2, step, looks["plain"])
    top = len(_STEPS) + 2
    for at, heading in enumerate(("Cột", "Cách điền", "Ghi chú")):
        sheet.write_string(top, at, heading, looks["heading"])
    for row, column in enumerate(LINES, start=top + 1):
        sheet.write_string(row, 0, column.heading, looks["label"])
        sheet.write_string(row, 1, _HOLDS[column.type], looks["plain"])
        listed = "; ".join(column.choices.values()) if column.choices else ""
        sheet.write_string(row, 2, " ".join(part for part in (column.help, listed) if part), looks["plain"])
    printed_landscape(sheet)
