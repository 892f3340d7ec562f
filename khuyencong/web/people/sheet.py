"""The review of rights as an Excel workbook."""

import datetime
import io
from collections.abc import Iterable

import xlsxwriter
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from khuyencong.directory.models import Membership, Organisation

WIDTHS = (6, 32, 34, 26, 14, 14, 18, 18)


def rights_sheet(body: Organisation, rows: Iterable[Membership], on: datetime.date) -> bytes:
    """The workbook as bytes: a title, a head, one line for each role held."""
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True, "strings_to_formulas": False}) as workbook:
        sheet = workbook.add_worksheet(_("Rights"))
        bold = workbook.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
        title = workbook.add_format({"bold": True, "font_size": 14})
        day = workbook.add_format({"num_format": "dd/mm/yyyy", "align": "left"})
        sheet.write_string(0, 0, _("Review of rights"), title)
        sheet.write_string(1, 0, _("%(body)s, as of %(day)s") % {"body": body.name, "day": f"{on:%d/%m/%Y}"})
        for column, (head, width) in enumerate(zip(_heads(), WIDTHS, strict=True)):
            sheet.set_column(column, column, width)
            sheet.write_string(3, column, head, bold)
        for number, row in enumerate(rows, start=1):
            _line(sheet, number, row, day)
        sheet.freeze_panes(4, 0)
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
    return buffer.getvalue()


def _heads() -> list[str]:
    return [
        _("No."),
        _("Full name"),
        _("E-mail"),
        _("Role"),
        _("From"),
        _("Until, not including"),
        _("Second step"),
        _("Last sign-in"),
    ]


def _line(sheet: xlsxwriter.worksheet.Worksheet, number: int, row: Membership, day: object) -> None:
    line, person = number + 3, row.user
    sheet.write_number(line, 0, number)
    sheet.write_string(line, 1, person.full_name)
    sheet.write_string(line, 2, person.email)
    sheet.write_string(line, 3, str(row.get_role_display()))
    sheet.write_datetime(line, 4, _midnight(row.valid_from), day)
    if row.valid_to:
        sheet.write_datetime(line, 5, _midnight(row.valid_to), day)
    sheet.write_string(line, 6, _("yes") if person.second_factor_since else _("no"))
    if person.last_login:
        sheet.write_datetime(line, 7, localtime(person.last_login).replace(tzinfo=None), day)


def _midnight(day: datetime.date) -> datetime.datetime:
    return datetime.datetime(day.year, day.month, day.day)  # noqa: DTZ001  Excel knows no zones
