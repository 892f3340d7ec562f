"""Dates as people type them."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khuyencong.core.spreadsheet import text_of
from khuyencong.planning.workbook.days import Span, in_range, read_days


def day(text):
    return datetime.date.fromisoformat(text)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("05/03/2026", "2026-03-05", "2026-03-05"),
        ("5-3-2026", "2026-03-05", "2026-03-05"),
        ("5.3.2026", "2026-03-05", "2026-03-05"),
        ("2026-03-05", "2026-03-05", "2026-03-05"),
        ("2026-03-05 00:00:00", "2026-03-05", "2026-03-05"),
        ("ngày 5 tháng 3 năm 2026", "2026-03-05", "2026-03-05"),
        ("０５/０３/２０２６", "2026-03-05", "2026-03-05"),
        ("46086", "2026-03-05", "2026-03-05"),
        ("02/2026", "2026-02-01", "2026-02-28"),
        ("Tháng 2/2024", "2024-02-01", "2024-02-29"),
        ("Quý I/2026", "2026-01-01", "2026-03-31"),
        ("quý 4/2026", "2026-10-01", "2026-12-31"),
        ("2026", "2026-01-01", "2026-12-31"),
        ("Năm 2026", "2026-01-01", "2026-12-31"),
    ],
)
def test_the_days_meant(text, first, last):
    assert read_days(text) == Span(day(first), day(last))


@pytest.mark.parametrize(
    "text", ["31/02/2026", "03/15/2026", "5/3/26", "13/2026", "0/2026", "quý V/2026", "0000", "mai", "12345", "99999"]
)
def test_what_is_no_date(text):
    assert read_days(text) is None


@pytest.mark.parametrize(
    ("text", "within"), [("2003", False), ("01/01/2004", True), ("31/12/2100", True), ("2101", False)]
)
def test_the_years_a_plan_may_have(text, within):
    assert in_range(read_days(text)) is within


@given(st.dates(min_value=day("2004-01-01"), max_value=day("2100-12-31")))
def test_a_date_cell_comes_back(one):
    assert read_days(text_of(one)) == Span(one, one)
