"""The one definition of a plan workbook: its two sheets, their headings, what each cell holds, the drop-down words."""

import functools
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from khuyencong.core.text import words
from khuyencong.policy.case import BeneficiaryKind, Level, ProjectKind

HEADER_SHEET = "Kế hoạch"
LIST_SHEET = "Danh mục"
HELP_SHEET = "Hướng dẫn"

LEVELS: Mapping[Level, str] = {Level.NATIONAL: "Quốc gia", Level.LOCAL: "Địa phương"}
PROJECT_KINDS: Mapping[ProjectKind, str] = {
    ProjectKind.SINGLE: "Thường",
    ProjectKind.GROUP: "Nhóm",
    ProjectKind.KEY: "Điểm",
    ProjectKind.RECOVERABLE: "Có thu hồi",
    ProjectKind.EXPENDITURE: "Khoản chi",
    ProjectKind.RESERVE: "Dự phòng",
}
BENEFICIARY_KINDS: Mapping[BeneficiaryKind, str] = {
    BeneficiaryKind.SME: "Doanh nghiệp nhỏ và vừa",
    BeneficiaryKind.COOPERATIVE: "Hợp tác xã",
    BeneficiaryKind.COOPERATIVE_UNION: "Liên hiệp hợp tác xã",
    BeneficiaryKind.COOPERATIVE_GROUP: "Tổ hợp tác",
    BeneficiaryKind.HOUSEHOLD: "Hộ kinh doanh",
    BeneficiaryKind.OTHER: "Khác",
}
OTHER_WORDS: Mapping[StrEnum, tuple[str, ...]] = {
    Level.NATIONAL: ("KCQG", "Khuyến công quốc gia", "Trung ương", "Cấp quốc gia"),
    Level.LOCAL: ("KCĐP", "Khuyến công địa phương", "Cấp địa phương", "Cấp tỉnh", "Tỉnh"),
    ProjectKind.SINGLE: ("Đề án thường", "Thông thường", "Đơn lẻ", "Đề án đơn"),
    ProjectKind.GROUP: ("Đề án nhóm",),
    ProjectKind.KEY: ("Đề án điểm",),
    ProjectKind.RECOVERABLE: ("Hỗ trợ có thu hồi", "Đề án có thu hồi", "Thu hồi"),
    ProjectKind.EXPENDITURE: ("Chi khác", "Chi phí", "Nhiệm vụ chi", "Khoản chi khác"),
    ProjectKind.RESERVE: ("Kinh phí dự phòng", "Khoản dự phòng"),
    BeneficiaryKind.SME: ("DNNVV", "Doanh nghiệp", "DN", "Công ty", "Công ty TNHH", "Công ty cổ phần", "DNTN"),
    BeneficiaryKind.COOPERATIVE: ("HTX",),
    BeneficiaryKind.COOPERATIVE_UNION: ("Liên hiệp HTX", "LHHTX"),
    BeneficiaryKind.COOPERATIVE_GROUP: ("THT",),
    BeneficiaryKind.HOUSEHOLD: ("HKD", "Hộ", "Hộ gia đình", "Hộ cá thể", "Hộ kinh doanh cá thể"),
    BeneficiaryKind.OTHER: ("Loại hình khác", "Tổ chức khác"),
}
TRADES = (
    "Chế biến nông, lâm, thủy sản và thực phẩm",
    "Sản xuất hàng tiêu dùng, hàng xuất khẩu, hàng thay thế nhập khẩu",
    "Sản xuất hóa chất phục vụ nông nghiệp, nông thôn",
    "Sản xuất vật liệu xây dựng",
    "Cơ khí, điện, điện tử, công nghệ thông tin",
    "Công nghiệp hỗ trợ",
    "Tiểu thủ công nghiệp, hàng thủ công mỹ nghệ",
    "Khai thác, chế biến khoáng sản tại địa bàn khó khăn",
    "Áp dụng sản xuất sạch hơn, xử lý ô nhiễm môi trường",
)
"""Suggested words for the trade, after Điều 5 NĐ 45/2012/NĐ-CP; a cell may hold other words."""

UNITS: Mapping[str, int] = {"đồng": 1, "nghìn đồng": 1_000, "triệu đồng": 1_000_000, "tỷ đồng": 1_000_000_000}


class Type(StrEnum):
    """What a cell of the column holds."""

    TEXT = "text"
    NUMBER_MARK = "number_mark"
    CHOICE = "choice"
    ACTIVITY = "activity"
    TAX_CODE = "tax_code"
    DATE_FROM = "date_from"
    DATE_TO = "date_to"
    DATE = "date"
    MONEY = "money"
    YEAR = "year"
    COUNT = "count"
    UNIT = "unit"


@dataclass(frozen=True, slots=True)
class Column:
    """One heading: the field it fills, what it holds, other ways people write it."""

    field: str
    heading: str
    type: Type
    synonyms: tuple[str, ...] = ()
    choices: Mapping[Any, str] | None = None
    width: int = 16
    help: str = ""


@dataclass(frozen=True, slots=True)
class ActivityName:
    """An activity as people may write it; ``name_vi`` stands in the drop-down list."""

    code: str
    name_vi: str
    aliases: tuple[str, ...] = ()


PLAN = (
    Column("level", "Cấp", Type.CHOICE, ("Cấp kế hoạch", "Cấp khuyến công"), LEVELS, help="Quốc gia hoặc Địa phương."),
    Column(
        "drafted_by", "Đơn vị lập", Type.TEXT, ("Đơn vị lập kế hoạch", "Cơ quan lập"), help="Tên đầy đủ của đơn vị."
    ),
    Column("province", "Tỉnh", Type.TEXT, ("Tỉnh, thành phố", "Tỉnh/thành phố", "Thành phố")),
    Column("year", "Năm", Type.YEAR, ("Năm kế hoạch", "Kế hoạch năm"), help="Bốn chữ số, ví dụ 2026."),
    Column(
        "decision_number",
        "Số quyết định",
        Type.TEXT,
        ("Quyết định số", "Số QĐ", "Quyết định"),
        help="Bỏ trống nếu kế hoạch chưa được phê duyệt.",
    ),
    Column("decided_on", "Ngày quyết định", Type.DATE, ("Ngày ký", "Ngày QĐ", "Ngày ban hành"), help="ngày/tháng/năm."),
    Column(
        "unit",
        "Đơn vị tính",
        Type.UNIT,
        ("ĐVT", "Đơn vị tiền", "Đơn vị"),
        help="Đơn vị của mọi cột tiền trong sheet «Danh mục».",
    ),
    Column("declared_projects", "Tổng số đề án", Type.COUNT, ("Số đề án", "Số lượng đề án"), help="Để đối chiếu."),
    Column(
        "declared_support",
        "Tổng kinh phí khuyến công",
        Type.MONEY,
        ("Tổng kinh phí KC", "Kinh phí khuyến công", "Tổng kinh phí hỗ trợ"),
        help="Theo «Đơn vị tính» ở trên; để đối chiếu với danh mục.",
    ),
)

LINES = (
    Column(
        "order_number",
        "STT",
        Type.NUMBER_MARK,
        ("Số thứ tự", "TT", "Số TT"),
        width=6,
        help="Các dòng của một đề án nhóm ghi cùng một số thứ tự.",
    ),
    Column(
        "name", "Tên đề án", Type.TEXT, ("Tên đề án, nhiệm vụ", "Đề án", "Tên nhiệm vụ", "Nội dung đề án"), width=32
    ),
    Column(
        "activity",
        "Nội dung hoạt động",
        Type.ACTIVITY,
        ("Nội dung", "Hoạt động", "Nội dung khuyến công", "Nội dung hoạt động khuyến công", "Loại hoạt động"),
        width=22,
        help="Chọn trong danh sách.",
    ),
    Column("kind", "Loại đề án", Type.CHOICE, ("Loại", "Loại hình đề án"), PROJECT_KINDS, width=11),
    Column(
        "implementing_body",
        "Đơn vị thực hiện",
        Type.TEXT,
        ("Đơn vị chủ trì", "Đơn vị chủ trì thực hiện", "Cơ quan thực hiện"),
        width=20,
    ),
    Column(
        "beneficiary",
        "Đơn vị thụ hưởng",
        Type.TEXT,
        ("Đơn vị hưởng thụ", "Cơ sở thụ hưởng", "Đơn vị phối hợp", "Đơn vị được hỗ trợ", "Đối tượng thụ hưởng"),
        width=22,
        help="Mỗi dòng một đơn vị.",
    ),
    Column("tax_code", "Mã số thuế", Type.TAX_CODE, ("MST", "Mã số DN", "Mã số doanh nghiệp"), width=14),
    Column(
        "beneficiary_kind",
        "Loại hình cơ sở",
        Type.CHOICE,
        ("Loại hình", "Loại hình đơn vị", "Loại hình doanh nghiệp", "Loại hình đơn vị thụ hưởng"),
        BENEFICIARY_KINDS,
        width=14,
    ),
    Column(
        "place",
        "Địa điểm",
        Type.TEXT,
        ("Địa điểm thực hiện", "Địa chỉ", "Địa bàn", "Địa bàn thực hiện", "Nơi thực hiện"),
        width=20,
        help="Xã, phường, đặc khu và tỉnh, thành phố.",
    ),
    Column("trade", "Ngành nghề", Type.TEXT, ("Ngành, nghề", "Ngành nghề sản xuất", "Lĩnh vực"), width=18),
    Column(
        "total",
        "Tổng kinh phí",
        Type.MONEY,
        ("Tổng kinh phí thực hiện", "Tổng cộng", "Tổng số", "Tổng mức đầu tư", "Tổng KP", "Tổng vốn"),
        width=12,
        help="Bằng tổng bốn nguồn.",
    ),
    Column(
        "support_national",
        "Kinh phí khuyến công quốc gia",
        Type.MONEY,
        (
            "KC quốc gia",
            "Khuyến công quốc gia",
            "KCQG",
            "KP KCQG",
            "Kinh phí KCQG",
            "Ngân sách trung ương",
        ),
        width=12,
    ),
    Column(
        "support_local",
        "Kinh phí khuyến công địa phương",
        Type.MONEY,
        (
            "KC địa phương",
            "Khuyến công địa phương",
            "KCĐP",
            "KP KCĐP",
            "Kinh phí KCĐP",
            "Ngân sách địa phương",
        ),
        width=12,
    ),
    Column(
        "counterpart",
        "Vốn đối ứng",
        Type.MONEY,
        (
            "Đối ứng",
            "Kinh phí đối ứng",
            "Đối ứng của cơ sở",
            "Đóng góp của đơn vị thụ hưởng",
            "Vốn đơn vị thụ hưởng",
        ),
        width=12,
    ),
    Column("other", "Nguồn khác", Type.MONEY, ("Khác", "Kinh phí khác", "Vốn khác", "Nguồn vốn khác"), width=12),
    Column(
        "starts_on",
        "Ngày bắt đầu",
        Type.DATE_FROM,
        ("Bắt đầu", "Thời gian bắt đầu", "Từ ngày", "Từ tháng", "Từ", "Thời gian khởi công"),
        width=11,
        help="ngày/tháng/năm; chỉ ghi tháng/năm thì hiểu là ngày đầu tháng.",
    ),
    Column(
        "ends_on",
        "Ngày kết thúc",
        Type.DATE_TO,
        ("Kết thúc", "Thời gian kết thúc", "Đến ngày", "Đến tháng", "Đến", "Thời gian hoàn thành"),
        width=11,
        help="ngày/tháng/năm; chỉ ghi tháng/năm thì hiểu là ngày cuối tháng.",
    ),
    Column("priority", "Ưu tiên", Type.TEXT, ("Đối tượng ưu tiên", "Diện ưu tiên", "Địa bàn ưu tiên"), width=14),
    Column("note", "Ghi chú", Type.TEXT, ("Chú thích",), width=18),
)

PLAN_FIELDS = {column.field: column for column in PLAN}
LINE_FIELDS = {column.field: column for column in LINES}
MONEY_FIELDS = tuple(column.field for column in LINES if column.type is Type.MONEY)


def label_key(text: str) -> str:
    """How a label is compared: words only, without marks, capitals and punctuation."""
    return " ".join(words(text))


def _by_heading(columns: tuple[Column, ...]) -> dict[str, Column]:
    return {label_key(label): column for column in columns for label in (column.heading, *column.synonyms)}


PLAN_LABELS: Mapping[str, Column] = _by_heading(PLAN)
"""Every way a label of the plan sheet is written, folded, to its column."""
LIST_HEADINGS: Mapping[str, Column] = _by_heading(LINES)
"""The same for the headings of the list."""


@functools.cache
def choice_words(field: str) -> Mapping[str, StrEnum]:
    """Every way a drop-down value is written, folded, to the value."""
    column = LINE_FIELDS.get(field) or PLAN_FIELDS[field]
    return {
        label_key(label): value
        for value, shown in (column.choices or {}).items()
        for label in (shown, *OTHER_WORDS[value])
    }


_UNIT_LABEL = re.compile(r"^(?:don vi tinh|don vi tien te|don vi tien|don vi|dvt|tinh bang|tinh theo) ")
_UNIT_WORDS: Mapping[str, int] = {
    word: factor
    for factor, spelled in {
        1: ("dong", "d", "vnd", "dong viet nam", "viet nam dong", "dong vn"),
        10**3: ("nghin dong", "ngan dong", "1 000 dong", "1000 dong", "1 000 d", "1000 d", "1 000d", "1000d",
                "nghin d", "ngan d", "nghin", "ngan"),
        10**6: (
            "trieu dong", "tr dong", "tr d", "trd", "trieu d", "trieu", "trieu vnd",
            "1 000 000 dong", "1000000 dong", "1 000 000 d", "1000000 d", "1 000 000d", "1000000d",
        ),
        10**9: ("ty dong", "ti dong", "ty d", "ti d", "ty", "ti", "ty vnd"),
    }.items()
    for word in spelled
}  # fmt: skip


def unit_of(text: str) -> int | None:
    """
    The multiplier of «triệu đồng», «1.000 đồng», «Đơn vị tính: nghìn đồng»; None where the text is no unit.

    The whole text must be the unit: «đồng» inside a name, as in Lâm Đồng, is none.
    """
    return _UNIT_WORDS.get(_UNIT_LABEL.sub("", label_key(text)))


def activity_words(activities: Iterable[ActivityName]) -> dict[str, str]:
    """Every way an activity is written, folded, to its code; the name in the list wins over another's alias."""
    known: dict[str, str] = {}
    listed = list(activities)
    for activity in listed:
        known[label_key(activity.name_vi)] = activity.code
        known[label_key(activity.code)] = activity.code
    for activity in listed:
        for alias in activity.aliases:
            known.setdefault(label_key(alias), activity.code)
    return known
