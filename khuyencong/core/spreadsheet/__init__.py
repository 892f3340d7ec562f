"""Spreadsheets from outside: guarded, read in a separate process, cell by cell. No business word, no Django."""

from khuyencong.core.spreadsheet.guard import inspect
from khuyencong.core.spreadsheet.isolate import isolated
from khuyencong.core.spreadsheet.refused import Refused
from khuyencong.core.spreadsheet.sheets import Sheet, column_letter, open_sheets, text_of

__all__ = ["Refused", "Sheet", "column_letter", "inspect", "isolated", "open_sheets", "text_of"]
