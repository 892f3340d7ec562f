"""Amounts and dates in words: a golden list, and a reader that undoes the writer."""

import datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khuyencong.documents.words import amount_in_words, date_in_words, date_line, dong_in_words
from tests.documents.reader import number_read

GOLDEN = [line.split("\t") for line in (Path(__file__).parent / "amounts.tsv").read_text("utf-8").splitlines()]
SAMPLES = {
    0: "không",
    15: "mười lăm",
    21: "hai mươi mốt",
    24: "hai mươi tư",
    25: "hai mươi lăm",
    105: "một trăm linh năm",
    1005: "một nghìn không trăm linh năm",
    1_000_000: "một triệu",
    1_000_005: "một triệu không trăm linh năm",
    1_005_000: "một triệu không trăm linh năm nghìn",
    2_500_000_000_000: "hai nghìn năm trăm tỷ",
    10**15: "một triệu tỷ",
    -5: "âm năm",
    -250_000_000: "âm hai trăm năm mươi triệu",
}


@pytest.mark.parametrize(("number", "words"), SAMPLES.items())
def test_the_amounts_that_other_writers_get_wrong(number, words):
    assert amount_in_words(number) == words


def test_the_golden_list_has_three_hundred_amounts_and_all_are_right():
    assert len(GOLDEN) >= 300
    assert [amount_in_words(int(number)) for number, _ in GOLDEN] == [words for _, words in GOLDEN]


@given(st.integers(min_value=-(10**15), max_value=10**15))
def test_what_is_written_reads_back_as_the_same_number(number):
    assert number_read(amount_in_words(number)) == number


def test_every_number_below_ten_thousand_reads_back():
    assert all(number_read(amount_in_words(number)) == number for number in range(10_000))


@pytest.mark.parametrize("wrong", [1.5, "12", None, True])
def test_only_whole_numbers_are_written_out(wrong):
    with pytest.raises(TypeError, match="whole number"):
        amount_in_words(wrong)


def test_a_number_no_budget_holds_is_refused():
    with pytest.raises(ValueError, match="Beyond"):
        amount_in_words(10**18)


def test_an_amount_in_dong_begins_with_a_capital():
    assert dong_in_words(301_005_000) == "Ba trăm linh một triệu không trăm linh năm nghìn đồng"


def test_a_date_is_written_out_with_thang_tu_for_april():
    assert date_in_words(datetime.date(2026, 4, 24)) == (
        "ngày hai mươi tư tháng tư năm hai nghìn không trăm hai mươi sáu"
    )


@pytest.mark.parametrize(
    ("day", "line"),
    [
        (datetime.date(2026, 2, 5), "ngày 05 tháng 02 năm 2026"),
        (datetime.date(2026, 3, 15), "ngày 15 tháng 3 năm 2026"),
        (datetime.date(2026, 11, 9), "ngày 09 tháng 11 năm 2026"),
    ],
)
def test_days_under_ten_and_the_first_two_months_get_a_nought(day, line):
    assert date_line(day) == line
