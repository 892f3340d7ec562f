"""Words of which believable, invented establishments are made. No real person and no real company is meant."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TradeWords:
    """A trade, what its machines make, and words for the names of those who do it."""

    trade: str
    products: tuple[str, ...]
    machines: tuple[str, ...]
    company: str


TRADES = (
    TradeWords(
        "Chế biến chè",
        ("chè xanh", "chè đen", "chè hương"),
        ("máy sao chè", "máy vò chè", "máy đóng gói hút chân không"),
        "Chè",
    ),
    TradeWords(
        "Chế biến gỗ",
        ("đồ gỗ nội thất", "gỗ ghép thanh", "ván ép"),
        ("máy CNC khắc gỗ", "máy ghép dọc tự động", "máy sấy gỗ"),
        "Chế biến Lâm sản",
    ),
    TradeWords(
        "Sản xuất gạch không nung",
        ("gạch không nung", "gạch terrazzo"),
        ("máy ép gạch thủy lực", "trạm trộn phối liệu"),
        "Vật liệu xây dựng",
    ),
    TradeWords(
        "May mặc", ("quần áo xuất khẩu", "áo khoác"), ("máy may công nghiệp điện tử", "máy cắt vải tự động"), "May"
    ),
    TradeWords(
        "Cơ khí", ("cửa nhôm", "kết cấu thép", "khuôn mẫu"), ("máy cắt laser", "máy chấn CNC", "máy phay CNC"), "Cơ khí"
    ),
    TradeWords(
        "Chế biến nông sản",
        ("bột sắn dây", "miến dong", "nông sản sấy khô"),
        ("máy sấy bơm nhiệt", "máy nghiền bột", "dây chuyền đùn miến"),
        "Nông sản",
    ),
    TradeWords(
        "Chế biến thủy sản",
        ("nước mắm", "chả cá", "tôm nõn"),
        ("tủ cấp đông", "máy chiết rót", "nồi nấu chân không"),
        "Thủy sản",
    ),
    TradeWords(
        "Sản xuất mây tre đan", ("mây tre đan xuất khẩu", "chiếu cói"), ("máy chẻ nan", "máy dệt chiếu"), "Mây tre"
    ),
    TradeWords(
        "Sản xuất thức ăn chăn nuôi", ("thức ăn chăn nuôi",), ("máy ép viên", "máy trộn cấp liệu"), "Thức ăn chăn nuôi"
    ),
    TradeWords(
        "Sản xuất dược liệu, tinh dầu",
        ("tinh dầu quế", "trà túi lọc", "cao dược liệu"),
        ("hệ thống chưng cất tinh dầu", "máy đóng gói trà túi lọc"),
        "Dược liệu",
    ),
    TradeWords("Sản xuất gốm sứ", ("gốm mỹ nghệ", "ngói men"), ("lò nung gas", "máy tạo hình"), "Gốm sứ"),
    TradeWords("Sản xuất nhựa, bao bì", ("bao bì nhựa", "ống nhựa"), ("máy ép phun", "máy thổi màng"), "Bao bì"),
)

PLACE_WORDS = (
    "An Phú",
    "Bình Minh",
    "Đại Thành",
    "Đông Hưng",
    "Hòa Bình Xanh",
    "Hồng Hà",
    "Hùng Vương",
    "Kim Sơn",
    "Lam Sơn",
    "Long Phát",
    "Minh Khai",
    "Nam Thái",
    "Ngọc Linh",
    "Phú Lộc",
    "Phúc Thịnh",
    "Quang Trung",
    "Sao Mai",
    "Sơn Thủy",
    "Tân Tiến",
    "Thanh Bình",
    "Thành Công",
    "Thiên Ân",
    "Thịnh Vượng",
    "Toàn Thắng",
    "Trường Xuân",
    "Tùng Lâm",
    "Việt Cường",
    "Vĩnh Hưng",
    "Xuân Hòa",
    "Yên Khánh",
)
FORMS = (
    ("Công ty TNHH {trade} {place}", "sme"),
    ("Công ty TNHH MTV {place}", "sme"),
    ("Công ty CP {trade} {place}", "sme"),
    ("Doanh nghiệp tư nhân {place}", "sme"),
    ("HTX {trade} {place}", "cooperative"),
    ("Tổ hợp tác {trade} {place}", "cooperative_group"),
    ("Hộ kinh doanh {initials}", "household"),
)
INITIALS = "ABCDĐGHKLMNPQSTVXY"
