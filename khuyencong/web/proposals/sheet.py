"""The list of proposals as a workbook with live sums, written row by row so that a long list needs little memory."""

import tempfile
from typing import IO, Any

import xlsxwriter
from django.db.models import QuerySet
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from khuyencong.planning.states import Kind, PlanLevel, ProposalState, Verdict

MONEY = ("total", "support_national", "support_local", "counterpart", "other")
TEXT = ("reference", "year", "province__name", "level", "kind", "name", "activity", "beneficiary_names", "state")


def sheet_of(rows: "QuerySet[Any]") -> IO[bytes]:
    """The rows as an .xlsx file at its beginning. Amounts in whole đồng."""
    file = tempfile.TemporaryFile()  # noqa: SIM115 the answer closes it when it has been sent
    book = xlsxwriter.Workbook(file, {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    sheet = book.add_worksheet(_("Proposals"))
    head = book.add_format(
        {"bold": True, "bg_color": "#0b5394", "font_color": "#ffffff", "text_wrap": True, "border": 1}
    )
    money = book.add_format({"num_format": "#,##0"})
    bold = book.add_format({"num_format": "#,##0", "bold": True, "top": 1})
    sheet.set_column(0, 4, 12)
    sheet.set_column(5, 7, 40)
    sheet.set_column(8, 14, 17)
    sheet.freeze_panes(1, 1)
    for column, title in enumerate(_heads()):
        sheet.write_string(0, column, title, head)
    line = 0
    for line, row in enumerate(_values(rows), start=1):
        for column, value in enumerate(row):
            if isinstance(value, int):
                sheet.write_number(line, column, value, money if column >= len(TEXT) else None)
            elif value:
                sheet.write_string(line, column, str(value))
    if line:
        _totals(sheet, line, bold)
    book.close()
    file.seek(0)
    return file


def _totals(sheet: Any, last: int, style: Any) -> None:
    sheet.write_string(last + 1, 0, _("Total"), style)
    for offset in range(len(MONEY)):
        column = len(TEXT) + offset
        letter = xlsxwriter.utility.xl_col_to_name(column)
        sheet.write_formula(last + 1, column, f"=SUM({letter}2:{letter}{last + 1})", style)


def _heads() -> list[str]:
    return [
        _("Reference"), _("Year"), _("Province"), _("Level"), _("Kind"), _("Name of the project"), _("Activity"),
        _("Beneficiaries"), _("State"), _("Total cost (đồng)"), _("National money (đồng)"), _("Local money (đồng)"),
        _("Counterpart (đồng)"), _("Other sources (đồng)"), _("Result of the check"),
    ]  # fmt: skip


def _values(rows: "QuerySet[Any]") -> Any:
    named = "activity__name_en" if get_language() == "en" else "activity__name_vi"
    fields = (
        "reference", "year", "province__name", "level", "kind", "name", named, "activity_text", "beneficiary_names",
        "state", *MONEY, "verdict",
    )  # fmt: skip
    labels = {
        "level": dict(PlanLevel.choices),
        "kind": dict(Kind.choices),
        "state": dict(ProposalState.choices),
        "verdict": dict(Verdict.choices),
    }
    for row in rows.values(*fields).iterator(chunk_size=2000):
        row["activity"] = row[named] or row["activity_text"]
        for name, words in labels.items():
            row[name] = words[row[name]]
        yield [row[name] for name in (*TEXT, *MONEY, "verdict")]
