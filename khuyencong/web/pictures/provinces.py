"""The 34 provinces on the map of 1 July 2025, where each stands on the tile map, and the two archipelagos."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Tile:
    """A province: its code on that map, its name, how the name breaks, column and row on the tile map."""

    code: str
    name: str
    lines: tuple[str, ...]
    column: int
    row: int


@dataclass(frozen=True)
class Archipelago:
    """An archipelago of Vietnam: the province it belongs to, and where its label stands, clear of its islets."""

    name: str
    code: str
    province: str
    longitude: float
    latitude: float
    label_below: float
    column: float
    row: float


def _tile(code: str, name: str, column: int, row: int, lines: str = "") -> Tile:
    return Tile(code, name, tuple((lines or name.replace(" ", "|")).split("|")), column, row)


TILES = (
    _tile("12", "Lai Châu", 1, 0),
    _tile("15", "Lào Cai", 2, 0),
    _tile("08", "Tuyên Quang", 3, 0),
    _tile("04", "Cao Bằng", 4, 0),
    _tile("11", "Điện Biên", 0, 1),
    _tile("14", "Sơn La", 1, 1),
    _tile("25", "Phú Thọ", 2, 1),
    _tile("19", "Thái Nguyên", 3, 1),
    _tile("20", "Lạng Sơn", 4, 1),
    _tile("01", "Hà Nội", 2, 2),
    _tile("24", "Bắc Ninh", 3, 2),
    _tile("22", "Quảng Ninh", 4, 2),
    _tile("37", "Ninh Bình", 2, 3),
    _tile("33", "Hưng Yên", 3, 3),
    _tile("31", "Hải Phòng", 4, 3),
    _tile("38", "Thanh Hóa", 2, 4),
    _tile("40", "Nghệ An", 1, 5),
    _tile("42", "Hà Tĩnh", 2, 5),
    _tile("44", "Quảng Trị", 2, 6),
    _tile("46", "Huế", 3, 6),
    _tile("48", "Đà Nẵng", 3, 7),
    _tile("51", "Quảng Ngãi", 3, 8),
    _tile("52", "Gia Lai", 3, 9),
    _tile("66", "Đắk Lắk", 2, 10),
    _tile("56", "Khánh Hòa", 3, 10),
    _tile("80", "Tây Ninh", 1, 11),
    _tile("75", "Đồng Nai", 2, 11),
    _tile("68", "Lâm Đồng", 3, 11),
    _tile("91", "An Giang", 0, 12),
    _tile("82", "Đồng Tháp", 1, 12),
    _tile("79", "Thành phố Hồ Chí Minh", 2, 12, "TP.|HCM"),
    _tile("96", "Cà Mau", 0, 13),
    _tile("92", "Cần Thơ", 1, 13),
    _tile("86", "Vĩnh Long", 2, 13),
)
NAMES = {tile.code: tile.name for tile in TILES}
HOANG_SA = Archipelago("Hoàng Sa", "48", "Đà Nẵng", 112.0, 16.5, 40, 5, 7.1)
TRUONG_SA = Archipelago("Trường Sa", "56", "Khánh Hòa", 111.9, 9.5, -2, 5, 12)
ARCHIPELAGOS = (HOANG_SA, TRUONG_SA)
