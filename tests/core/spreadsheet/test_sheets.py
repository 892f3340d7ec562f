"""Cells are read as what they hold; an error or a lost formula is never read as nothing."""

import datetime
import io

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from khuyencong.core.spreadsheet import Refused, column_letter, open_sheets, text_of
from khuyencong.core.spreadsheet.lost import place_of
from tests.core.spreadsheet.packages import ods, sheet, xlsx


def rows_of(path):
    [only] = open_sheets(path)
    return list(only.rows())


def test_errors_and_formulas_without_a_result_are_told(tmp_path):
    path = tmp_path / "a.xlsx"
    book = openpyxl.Workbook()
    book.active["B3"] = "x"
    book.active["C3"] = "=1+1"
    book.active["E9"] = "#REF!"
    book.active["E9"].data_type = "e"
    book.save(path)

    rows = rows_of(path)

    assert rows[2][1:3] == ["x", "=?"]
    assert rows[8][4] == "#REF!"


def test_a_formula_with_its_result_is_the_result(tmp_path):
    path = tmp_path / "a.xlsx"
    cell = '<row r="1"><c r="A1"><f>1+1</f><v>2</v></c><c r="B1" t="str"><f>"a"</f><v>a</v></c></row>'
    path.write_bytes(xlsx(and_={"xl/worksheets/sheet1.xml": sheet(cell)}))

    assert rows_of(path) == [[2.0, "a"]]


def test_cells_without_addresses_are_counted(tmp_path):
    path = tmp_path / "a.xlsx"
    cells = '<row><c><v>1</v></c></row><row><c><v>1</v></c><c t="e"><v>#N/A</v></c></row>'
    path.write_bytes(xlsx(and_={"xl/worksheets/sheet1.xml": sheet(cells)}))

    assert rows_of(path)[1][1] == "#N/A"


def test_errors_in_an_ods_are_told_where_they_stand(tmp_path):
    path = tmp_path / "a.ods"
    table = (
        '<table:table-row table:number-rows-repeated="2"><table:table-cell/></table:table-row><table:table-row>'
        '<table:table-cell table:number-columns-repeated="2"/><table:table-cell table:formula="of:=1/0" '
        'calcext:value-type="error" xmlns:calcext="urn:c" office:value-type="string" office:string-value="">'
        "<text:p>#DIV/0!</text:p></table:table-cell>"
        '<table:table-cell office:value-type="float" office:value="5"/></table:table-row>'
    )
    path.write_bytes(ods(table))

    assert rows_of(path)[2] == ["", "", "#DIV/0!", 5.0]


def test_hidden_sheets_are_left_out(tmp_path):
    book = openpyxl.Workbook()
    book.create_sheet("Ẩn").sheet_state = "hidden"
    book.save(tmp_path / "a.xlsx")

    assert [each.name for each in open_sheets(tmp_path / "a.xlsx")] == ["Sheet"]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (1234.0, "1234"),
        (12.345, "12,3450"),
        (1234.567, "1234,5670"),
        (0.1 + 0.2, "0,3"),
        (1e15, "1000000000000000"),
        (-2.5, "-2,5"),
        (True, "TRUE"),
        (datetime.date(2026, 3, 5), "05/03/2026"),
        (datetime.datetime(2026, 3, 5, 7, 30), "05/03/2026"),
        ("  như gõ ", "  như gõ "),
    ],
)
def test_a_value_as_the_text_a_person_would_type(value, text):
    assert text_of(value) == text


@given(st.integers(min_value=0, max_value=16_383))
def test_column_letters_and_addresses_agree(at):
    assert place_of(f"{column_letter(at)}7") == (6, at)


def test_an_open_file_is_not_needed_after_reading(tmp_path):
    path = tmp_path / "a.xlsx"
    path.write_bytes(io.BytesIO(xlsx()).getvalue())
    [only] = open_sheets(path)
    path.unlink()

    assert list(only.rows()) == [["x"]]


@pytest.mark.parametrize(
    ("part", "body"),
    [
        ("xl/worksheets/sheet1.xml", '<worksheet><sheetData><row r="1"><c r="A1"><f>1</f></row></sheetData>'),
        ("xl/workbook.xml", "<workbook><sheets>"),
        ("xl/worksheets/sheet1.xml", None),
    ],
)
def test_a_sheet_that_is_no_sound_xml_is_refused(tmp_path, part, body):
    path = tmp_path / "a.xlsx"
    path.write_bytes(xlsx(and_={part: body}))

    with pytest.raises(Refused) as refusal:
        [list(each.rows()) for each in open_sheets(path)]

    assert refusal.value.code == "unreadable"
