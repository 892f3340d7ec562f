"""The smallest whole plan to write, and a long one."""

from khuyencong.documents.plan_document import PlanDocument, PlanLine

MODELS = "Xây dựng mô hình trình diễn kỹ thuật"
MACHINERY = "Ứng dụng máy móc thiết bị tiên tiến"

LINES = (
    PlanLine(
        code="KC-2027-001",
        name="Xây dựng mô hình trình diễn kỹ thuật sản xuất viên nén gỗ",
        activity=MODELS,
        beneficiary="Hộ kinh doanh N.V.A",
        implementing_body="Trung tâm Khuyến công",
        place="Xã Bát Xát",
        total_cost=3_400_000_000,
        national=1_000_000_000,
    ),
    PlanLine(
        code="KC-2027-002",
        name="Hỗ trợ ứng dụng máy chế biến chè <xanh> & chè đen",
        activity=MACHINERY,
        beneficiary="Hợp tác xã T.S",
        implementing_body="Trung tâm Khuyến công",
        place="Xã Mường Khương",
        total_cost=700_000_000,
        local=301_005_000,
    ),
    PlanLine(
        code="KC-2027-003",
        name="Hỗ trợ ứng dụng máy cắt CNC trong sản xuất đồ gỗ",
        activity=MACHINERY,
        beneficiary="Hộ kinh doanh T.T.B",
        implementing_body="Trung tâm Khuyến công",
        place="Phường Cam Đường",
        total_cost=900_000_000,
        local=240_000_000,
    ),
)


def plan(**changes):
    """A plan of a department, not yet signed."""
    values = {
        "parent_body": "Ủy ban nhân dân tỉnh Lào Cai",
        "issuing_body": "Sở Công Thương",
        "symbol": "KH-SCT",
        "place": "Lào Cai",
        "year": 2026,
        "month": 11,
        "plan_year": 2027,
        "abstract": "Khuyến công năm 2027",
        "legal_bases": (
            "Căn cứ Nghị định số 45/2012/NĐ-CP ngày 21 tháng 5 năm 2012 của Chính phủ về khuyến công",
            "Căn cứ Nghị định số 235/2025/NĐ-CP ngày 27 tháng 8 năm 2025 của Chính phủ sửa đổi, bổ sung một số điều "
            "của Nghị định số 45/2012/NĐ-CP",
        ),
        "opening": ("Sở Công Thương xây dựng Kế hoạch khuyến công năm 2027 như sau:",),
        "closing": ("Trên đây là Kế hoạch khuyến công năm 2027 của Sở Công Thương",),
        "lines": LINES,
        "recipients": ("Bộ Công Thương (b/c)", "UBND tỉnh (b/c)", "Trung tâm Khuyến công"),
        "kept_by": "VT, QLCN",
        "signing": ("KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"),
    }
    return PlanDocument(**(values | changes))
