"""The lists of the package `vietnamadminunits`, read from its files; the package itself is never imported."""

import importlib.util
import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from khuyencong.core import text

KINDS = {
    "Tỉnh": "tinh",
    "Thành phố": "thanh_pho",
    "Huyện": "huyen",
    "Quận": "quan",
    "Thị xã": "thi_xa",
    "Xã": "xa",
    "Phường": "phuong",
    "Thị trấn": "thi_tran",
    "Đặc khu": "dac_khu",
}


@dataclass(frozen=True, slots=True)
class Row:
    """One unit of a list."""

    code: str
    full_name: str
    parent_code: str = ""
    also: tuple[str, ...] = ()
    key: str = ""
    """The package's own key of a commune, by which its conversion table speaks of it."""

    @property
    def kind(self) -> str:
        """The kind, from the first words of the full name."""
        return KINDS[self._first_words()]

    @property
    def name(self) -> str:
        """The name without its kind."""
        return text.tidy(self.full_name[len(self._first_words()) + 1 :])

    @property
    def proper_name(self) -> str:
        """The full name with its kind written one way: the list also has «Thành Phố»."""
        return text.tidy(f"{self._first_words()} {self.name}")

    def _first_words(self) -> str:
        lower = self.full_name.lower()
        return next(words for words in KINDS if lower.startswith(words.lower() + " "))


@dataclass(frozen=True)
class Lists:
    """Both maps of the package and what became of each old commune."""

    old_provinces: tuple[Row, ...]
    old_districts: tuple[Row, ...]
    old_communes: tuple[Row, ...]
    new_provinces: tuple[Row, ...]
    new_communes: tuple[Row, ...]
    became: tuple[tuple[str, str, bool], ...]
    """Old key, new key, whether the whole of it went there. A key without a commune is a district of an island."""


def folder() -> Path:
    """Where the package keeps its files, found without importing it: that would load a geometry library."""
    found = importlib.util.find_spec("vietnamadminunits")
    if found is None or not found.submodule_search_locations:
        raise FileNotFoundError("The package vietnamadminunits is not installed.")
    return Path(found.submodule_search_locations[0]) / "data"


def read(data: Path | None = None) -> Lists:
    """Both maps, as the package has them."""
    data = data or folder()
    with closing(sqlite3.connect(f"{(data / 'dataset.db').as_uri()}?mode=ro", uri=True)) as connection:
        connection.row_factory = sqlite3.Row
        old = connection.execute("SELECT * FROM admin_units_legacy").fetchall()
        new = connection.execute("SELECT * FROM admin_units").fetchall()
    return Lists(
        old_provinces=_distinct(Row(r["provinceCode"], r["province"], key=r["provinceKey"]) for r in old),
        old_districts=_distinct(_district(r) for r in old),
        old_communes=tuple(_old_commune(r) for r in old if r["wardCode"]),
        new_provinces=_distinct(Row(r["provinceCode"], r["province"], key=r["provinceKey"]) for r in new),
        new_communes=tuple(_new_commune(r) for r in new),
        became=tuple(_became(json.loads((data / "converter_2025.json").read_text("utf-8")))),
    )


def _distinct(rows: Iterator[Row]) -> tuple[Row, ...]:
    return tuple({row.code: row for row in rows}.values())


def _district(row: sqlite3.Row) -> Row:
    also = _keys(row["districtKeywords"]) + _keys(row["districtAlias"])
    key = f"{row['provinceKey']}_{row['districtKey']}_"
    return Row(row["districtCode"], row["district"], row["provinceCode"], also, key)


def _old_commune(row: sqlite3.Row) -> Row:
    key = f"{row['provinceKey']}_{row['districtKey']}_{row['wardKey']}"
    return Row(row["wardCode"], row["ward"], row["districtCode"], _keys(row["wardKeywords"]), key)


def _new_commune(row: sqlite3.Row) -> Row:
    key = f"{row['provinceKey']}_{row['wardKey']}"
    return Row(row["wardCode"], row["ward"], row["provinceCode"], _keys(row["wardKeywords"]), key)


def _keys(listed: str | None) -> tuple[str, ...]:
    return tuple(json.loads(listed)) if listed else ()


def _became(table: dict[str, Any]) -> Iterator[tuple[str, str, bool]]:
    for province, communes in table["DICT_PROVINCE_WARD_NO_DIVIDED"].items():
        for new, olds in communes.items():
            for old in olds:
                yield old, f"{province}_{new}", True
    for province, divided in table["DICT_PROVINCE_WARD_DIVIDED"].items():
        for old, parts in divided.items():
            for part in parts:
                yield old, f"{province}_{part['newWardKey']}", len(parts) == 1
