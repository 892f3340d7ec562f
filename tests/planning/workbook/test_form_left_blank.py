"""A cell of the plan sheet left empty stays empty: what the form says beside it is no answer."""

import openpyxl

from khuyencong.planning.workbook.columns import HEADER_SHEET
from khuyencong.planning.workbook.reader import read_plan
from khuyencong.planning.workbook.template import write_template
from tests.planning.workbook.books import ACTIVITIES


def test_the_forms_own_help_is_not_read_as_the_decision(tmp_path):
    path = tmp_path / "mau.xlsx"
    write_template(path, ACTIVITIES)
    book = openpyxl.load_workbook(path)
    for label, value in book[HEADER_SHEET].iter_rows(min_col=1, max_col=2):
        if label.value == "Tỉnh":
            value.value = "Lào Cai"
    book.save(path)

    facts = read_plan(path, ACTIVITIES).facts

    assert facts.province == "Lào Cai"
    assert (facts.decision_number, facts.decided_on, facts.declared_projects) == ("", None, None)
