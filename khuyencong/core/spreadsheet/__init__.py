"""Spreadsheets from outside: guarded, read in a separate process, cell by cell. No business word, no Django."""

from khuyencong.core.spreadsheet.sheets import Sheet, column_letter, open_sheets, text_of

__all__ = ["Sheet", "column_letter", "open_sheets", "text_of"]
