"""The list of establishments as a workbook, written row by row so that a long list needs little memory."""

import tempfile
from collections.abc import Iterator
from typing import IO, Any

import xlsxwriter
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from khuyencong.directory.models import Establishment, EstablishmentKind

BATCH = 2000
WIDTHS = (44, 22, 18, 22, 30, 44, 14)


def sheet_of(rows: "QuerySet[Establishment]") -> IO[bytes]:
    """The rows as an .xlsx file at its beginning. Tax codes stay text, so that no zero is lost."""
    file = tempfile.TemporaryFile()  # noqa: SIM115 the answer closes it
    book = xlsxwriter.Workbook(file, {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    sheet = book.add_worksheet(_("Establishments"))
    head = book.add_format(
        {"bold": True, "bg_color": "#0b5394", "font_color": "#ffffff", "text_wrap": True, "border": 1}
    )
    day = book.add_format({"num_format": "dd/mm/yyyy", "align": "left"})
    for column, width in enumerate(WIDTHS):
        sheet.set_column(column, column, width)
    sheet.freeze_panes(1, 1)
    for column, title in enumerate(_heads()):
        sheet.write_string(0, column, title, head)
    for line, row in enumerate(_values(rows), start=1):
        for column, value in enumerate(row[:-1]):
            if value:
                sheet.write_string(line, column, str(value))
        if row[-1]:
            sheet.write_datetime(line, len(row) - 1, row[-1], day)
    book.close()
    file.seek(0)
    return file


def _heads() -> list[str]:
    return [
        _("Name"),
        _("Kind of establishment"),
        _("Tax code"),
        _("Province"),
        _("Commune"),
        _("Address as written"),
        _("Founded on"),
    ]


def _values(rows: "QuerySet[Establishment]") -> Iterator[tuple[Any, ...]]:
    kinds = dict(EstablishmentKind.choices)
    columns = ("name", "kind", "tax_code", "province__full_name", "unit__full_name", "address", "founded_on")
    for name, kind, *rest in rows.values_list(*columns).iterator(chunk_size=BATCH):
        yield (name, str(kinds[kind]), *rest)
