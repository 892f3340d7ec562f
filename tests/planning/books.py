"""Plan workbooks of Lào Cai as they are uploaded."""

from khuyencong.planning.actions.drafting import upload_plan
from tests.planning.plans import TODAY
from tests.planning.workbook.books import PLAN, book, line

MACHINERY = "Ứng dụng máy móc thiết bị tiên tiến"
HERE = {**PLAN, "Tổng số đề án": 1, "Tổng kinh phí khuyến công": 300}
LOCAL = "Kinh phí khuyến công địa phương"


def row(**changed):
    """A sound line in the words of the law's own list of activities."""
    return line(**{"Nội_dung_hoạt_động": MACHINERY, "Địa_điểm": "xã Bảo Thắng, tỉnh Lào Cai"} | changed)


def upload(tmp_path, *lines, by, plan=HERE, name="ke-hoach.xlsx", on=TODAY):
    """The draft of a workbook with these lines, read and checked."""
    path = book(tmp_path / "ke-hoach.xlsx", *(lines or (row(),)), plan=plan)
    return upload_plan(chunks=[path.read_bytes()], name=name, by=by, on=on)
