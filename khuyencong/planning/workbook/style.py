"""How our workbooks look: one sober blue, thin lines, plain numbers. Meaning never rests on colour alone."""

from typing import Any

import xlsxwriter
from xlsxwriter.format import Format

BLUE = "#0b5394"
PALE = "#eaf1f8"
LINE = "#c5ced8"
FONT = {"font_name": "Times New Roman", "font_size": 11, "valign": "vcenter"}
MONEY = "#,##0.######"
DONG = "#,##0"
DATE = "dd/mm/yyyy"

_CELL = {**FONT, "border": 1, "border_color": LINE, "text_wrap": True, "valign": "top"}
_LOOKS: dict[str, dict[str, Any]] = {
    "title": {**FONT, "font_size": 15, "bold": True, "font_color": BLUE},
    "lead": {**FONT, "italic": True, "font_color": "#44546a", "text_wrap": True, "valign": "top"},
    "heading": {
        **FONT,
        "bold": True,
        "font_color": "#ffffff",
        "bg_color": BLUE,
        "border": 1,
        "border_color": "#ffffff",
        "text_wrap": True,
        "align": "center",
    },
    "label": {**_CELL, "bold": True, "bg_color": PALE},
    "text": {**_CELL, "num_format": "@"},
    "plain": _CELL,
    "money": {**_CELL, "num_format": MONEY, "align": "right"},
    "dong": {**_CELL, "num_format": DONG, "align": "right"},
    "count": {**_CELL, "num_format": "0", "align": "right"},
    "date": {**_CELL, "num_format": DATE, "align": "center"},
    "sum": {**_CELL, "num_format": DONG, "align": "right", "bold": True, "bg_color": PALE},
    "sum_label": {**_CELL, "bold": True, "bg_color": PALE},
    "example": {**_CELL, "italic": True, "font_color": "#6b7785", "bg_color": "#f4f4f0", "num_format": "@"},
    "example_money": {
        **_CELL,
        "italic": True,
        "font_color": "#6b7785",
        "bg_color": "#f4f4f0",
        "num_format": MONEY,
        "align": "right",
    },
    "blocks": {**_CELL, "bg_color": "#f8d7da"},
    "warns": {**_CELL, "bg_color": "#fff3cd"},
    "asks": {**_CELL, "bg_color": "#dbe9f7"},
    "informs": {**_CELL, "bg_color": "#eef2f5"},
}


class Looks:
    """The formats of one workbook, made when first used."""

    def __init__(self, book: xlsxwriter.Workbook) -> None:
        self._book = book
        self._made: dict[tuple[str, ...], Format] = {}

    def __getitem__(self, name: str) -> Format:
        return self.of(name)

    def of(self, *names: str) -> Format:
        """A format with the looks of all the names, the later over the earlier."""
        if names not in self._made:
            looks: dict[str, Any] = {}
            for name in names:
                looks |= _LOOKS[name]
            self._made[names] = self._book.add_format(looks)
        return self._made[names]


def printed_landscape(sheet: Any, *, repeat: int | None = None) -> None:
    """A4 across, as wide as the page, any number of pages long, numbered; headings on every page."""
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    sheet.set_footer("&L&9&A&R&9Trang &P/&N")
    if repeat is not None:
        sheet.repeat_rows(repeat)
