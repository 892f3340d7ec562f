"""Plan workbooks as people make them, small."""

import openpyxl

from khuyencong.planning.workbook.columns import LINES, ActivityName

ACTIVITIES = (
    ActivityName("advanced_machinery", "Ứng dụng máy móc thiết bị tiên tiến", ("Máy móc tiên tiến",)),
    ActivityName("brand", "Xây dựng, đăng ký nhãn hiệu, thương hiệu", ("Nhãn hiệu",)),
    ActivityName("training", "Đào tạo, tập huấn nâng cao năng lực quản lý"),
)
PLAN = {
    "Cấp": "Địa phương",
    "Đơn vị lập": "Trung tâm Khuyến công",
    "Tỉnh": "Lào Cai",
    "Năm": 2026,
    "Số quyết định": "123/QĐ-UBND",
    "Ngày quyết định": "05/03/2026",
    "Đơn vị tính": "triệu đồng",
    "Tổng số đề án": 2,
    "Tổng kinh phí khuyến công": 500,
}
HEADINGS = [column.heading for column in LINES]
LINE = {
    "STT": 1,
    "Tên đề án": "Hỗ trợ máy cưa",
    "Loại đề án": "Thường",
    "Nội dung hoạt động": "Máy móc tiên tiến",
    "Đơn vị thực hiện": "Trung tâm Khuyến công",
    "Đơn vị thụ hưởng": "Công ty TNHH Gỗ Xanh",
    "Tổng kinh phí": 900,
    "Kinh phí khuyến công địa phương": 300,
    "Vốn đối ứng": 600,
}


def line(**changed):
    """A sound line by headings; ``_`` stands for a space in a heading."""
    return LINE | {heading.replace("_", " "): value for heading, value in changed.items()}


def cells(headings, values):
    return [values.get(heading) for heading in headings]


def book(path, *lines, plan=PLAN, headings=HEADINGS, above=(), below=(), one_sheet=False):
    """A workbook with the plan sheet and a list; ``above`` and ``below`` are rows around the list."""
    made = openpyxl.Workbook()
    first = made.active
    if one_sheet:
        listed = first
    else:
        first.title = "Kế hoạch"
        for label, value in plan.items():
            first.append([label, value])
        listed = made.create_sheet("Danh mục")
    for row in above:
        listed.append(row)
    listed.append(headings)
    for each in lines:
        listed.append(cells(headings, each) if isinstance(each, dict) else each)
    for row in below:
        listed.append(row)
    made.save(path)
    return path
