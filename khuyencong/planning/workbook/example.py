"""The example row of the template: shown to people, passed over by the reader while it is left as it is."""

from collections.abc import Mapping

from khuyencong.core.text import tidy
from khuyencong.planning.workbook.columns import MONEY_FIELDS

MARK = "VÍ DỤ"
"""Stands in the STT cell."""
TEXTS = {
    "order_number": MARK,
    "name": "Hỗ trợ ứng dụng máy móc thiết bị tiên tiến trong sản xuất đồ gỗ",
    "kind": "Thường",
    "implementing_body": "Trung tâm Khuyến công và Tư vấn phát triển công nghiệp",
    "beneficiary": "Công ty TNHH Ví Dụ",
    "tax_code": "0100000000",
    "beneficiary_kind": "Doanh nghiệp nhỏ và vừa",
    "place": "Xã Ví Dụ, tỉnh Ví Dụ",
    "trade": "Chế biến nông, lâm, thủy sản và thực phẩm",
    "starts_on": "01/03/2026",
    "ends_on": "31/10/2026",
    "priority": "",
    "note": "Dòng ví dụ: có thể để nguyên hoặc xóa",
}
AMOUNTS = {"total": 900, "support_national": 300, "support_local": 0, "counterpart": 600, "other": 0}


def is_example(raw: Mapping[str, str]) -> bool:
    """Whether the row is the example, unchanged. The activity is the site's first and not compared."""
    if tidy(raw.get("order_number", "")).upper() != MARK:
        return False
    texts = all(tidy(raw.get(name, "")) == text for name, text in TEXTS.items())
    return texts and all(raw.get(name, "") == str(AMOUNTS[name]) for name in MONEY_FIELDS)
