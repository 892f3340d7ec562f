"""An amount is read as it was meant, or asked about; it is never changed in silence."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khuyencong.core.spreadsheet import text_of
from khuyencong.planning.workbook.amounts import LARGEST, Marks, convention_of, read_amount

MILLION = 1_000_000


@pytest.mark.parametrize(
    ("text", "unit", "dong"),
    [
        ("1.234,5", MILLION, 1_234_500_000),
        ("1,234.5", MILLION, 1_234_500_000),
        ("1.234.567", 1, 1_234_567),
        ("1,234,567", 1, 1_234_567),
        ("1 234", MILLION, 1_234_000_000),
        ("1\u00a0234,5", MILLION, 1_234_500_000),
        ("１２３４", 1, 1234),
        ("1.234", 1, 1234),
        ("1,234", 1, 1234),
        ("12,5", MILLION, 12_500_000),
        ("12.5", MILLION, 12_500_000),
        ("0,234", MILLION, 234_000),
        ("0", MILLION, 0),
        ("570 triệu đồng", 1, 570_000_000),
        ("1,5 tỷ", MILLION, 1_500_000_000),
        ("300.000.000 đ", MILLION, 300_000_000),
        ("+12", 1, 12),
        ("1'234'567", 1, 1_234_567),
    ],
)
def test_what_can_be_read_one_way_only(text, unit, dong):
    assert read_amount(text, unit=unit).dong == dong


@pytest.mark.parametrize(
    ("text", "unit", "problem"),
    [
        ("hơn 570", MILLION, "not_a_number"),
        ("570-600", MILLION, "not_a_number"),
        ("khoảng 5", MILLION, "not_a_number"),
        ("1.23.4", MILLION, "not_a_number"),
        ("12 34", MILLION, "not_a_number"),
        ("1e3", MILLION, "not_a_number"),
        ("-5", MILLION, "negative_money"),
        ("(5)", MILLION, "negative_money"),
        ("1.234", MILLION, "ambiguous_number"),
        ("1,234", 1000, "ambiguous_number"),
        ("0,5", 1, "fraction_of_dong"),
        ("1,23456789", MILLION, "fraction_of_dong"),
        ("9999999999", MILLION, "too_large"),
    ],
)
def test_what_a_person_must_settle(text, unit, problem):
    assert read_amount(text, unit=unit).problem == problem


def test_an_ambiguous_amount_names_both_readings():
    assert dict(read_amount("1.234", unit=MILLION).facts) == {"first": 1_234_000, "second": 1_234_000_000}


def test_the_marks_of_the_column_settle_it():
    assert read_amount("1.234", unit=MILLION, marks=Marks.VIETNAMESE).dong == 1_234_000_000
    assert read_amount("1.234", unit=MILLION, marks=Marks.ENGLISH).dong == 1_234_000


@pytest.mark.parametrize(
    ("texts", "marks"),
    [
        (["1.234", "1.234,5"], Marks.VIETNAMESE),
        (["1.234", "12.5"], Marks.ENGLISH),
        (["1.234", "5.678"], None),
        (["12.5", "12,5"], None),
        (["hơn 5", ""], None),
    ],
)
def test_a_column_tells_its_marks_only_where_its_numbers_agree(texts, marks):
    assert convention_of(texts) == marks


def vietnamese(dong, unit):
    number = Decimal(dong) / unit
    text = f"{number:,f}" if number % 1 else f"{int(number):,}"
    return text.translate(str.maketrans(",.", ".,"))


@given(st.integers(min_value=0, max_value=LARGEST), st.sampled_from([1, 1000, MILLION, 1000 * MILLION]))
def test_an_amount_written_the_vietnamese_way_comes_back(dong, unit):
    text = vietnamese(dong, unit)

    assert read_amount(text, unit=unit, marks=Marks.VIETNAMESE).dong == dong


@given(st.integers(min_value=0, max_value=LARGEST), st.sampled_from([1, 1000, MILLION, 1000 * MILLION]))
def test_without_marks_an_amount_comes_back_or_is_asked_about(dong, unit):
    amount = read_amount(vietnamese(dong, unit), unit=unit)

    assert amount.dong == dong or amount.problem == "ambiguous_number"


@given(st.integers(min_value=0, max_value=10**11), st.sampled_from(list(Marks) + [None]))
def test_a_number_cell_comes_back_whatever_the_marks_of_the_column(hundredths, marks):
    number = hundredths / 1000

    amount = read_amount(text_of(number), unit=MILLION, marks=marks)

    assert amount.dong == hundredths * 1000


@given(st.text(alphabet="0123456789., -+()đtriệ", max_size=14), st.sampled_from([1, MILLION]))
def test_whatever_is_typed_gives_an_amount_or_a_problem_but_never_both(text, unit):
    amount = read_amount(text, unit=unit)

    assert (amount.dong is None) == bool(amount.problem)
    assert amount.dong is None or amount.dong >= 0
