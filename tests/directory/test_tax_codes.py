"""Tax codes: which can be right, and why the others cannot."""

import pathlib

import pytest
import yaml
from django.utils import translation

from khuyencong.directory.tax_codes import REASONS, Kind, Problem, TaxCode, check, normalised

CASES = pathlib.Path(__file__).resolve().parents[3] / "shared" / "cases" / "cases.yaml"


@pytest.mark.parametrize(
    ("code", "kind", "kept"),
    [
        ("3702457025", Kind.TAXPAYER, "3702457025"),
        ("01.00.233.488", Kind.TAXPAYER, "0100233488"),
        ("0314409058-002", Kind.DEPENDENT_UNIT, "0314409058-002"),
        ("0314409058 002", Kind.DEPENDENT_UNIT, "0314409058-002"),
        ("001085012345", Kind.PERSON, "001085012345"),
    ],
)
def test_a_code_that_can_be_right_is_kept_one_way(code, kind, kept):
    assert check(code) == TaxCode(kind, kept)
    assert normalised(code) == kept


@pytest.mark.parametrize(
    ("code", "problem"),
    [
        ("0101010101", Problem.NEVER_ISSUED),
        ("0100233480", Problem.CHECK_DIGIT),
        ("0100000000", Problem.ZEROS),
        ("12345", Problem.LENGTH),
        ("01002334AB", Problem.NOT_DIGITS),
        ("  ", Problem.EMPTY),
        ("0314409058-000", Problem.ZEROS),
    ],
)
def test_a_code_that_cannot_be_right_says_why(code, problem):
    assert check(code) is problem


def test_the_worked_example_of_the_circular():
    assert isinstance(check("0100047516"), TaxCode)


def test_every_reason_is_told_in_both_languages():
    for problem in Problem:
        with translation.override("en"):
            english = str(REASONS[problem])
        with translation.override("vi"):
            assert str(REASONS[problem]) != english


@pytest.mark.skipif(not CASES.exists(), reason="the shared cases are not at hand")
def test_the_published_codes():
    codes = yaml.safe_load(CASES.read_text("utf-8"))["tax_codes"]

    assert all(isinstance(check(str(code).zfill(10)), TaxCode) for code in codes["valid"])
    assert not any(isinstance(check(str(row["mst"]).zfill(10)), TaxCode) for row in codes["invalid"])
