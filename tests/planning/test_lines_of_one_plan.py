"""What an establishment asks for in other lines of the same plan is named as such and counted in their order."""

import datetime

import pytest

from khuyencong.policy.case import Level
from khuyencong.policy.catalogue import sentence
from tests.planning.plans import MILLION, checked, line, party

pytestmark = pytest.mark.usefixtures("reference_data")
DAY = datetime.date(2016, 1, 5)


def fair(row):
    money = {"total": 100 * MILLION, "support_national": 100 * MILLION, "support_local": None, "counterpart": 0}
    return line(row, name=f"Hội chợ {row}", activity="foreign_fair", **money)


def test_of_three_fairs_abroad_only_the_third_is_one_too_many():
    plan = checked(fair(3), fair(4), fair(5), level=Level.NATIONAL, year=2016, decided_on=DAY)
    found = [(one.line.row, f) for one in plan.lines for f in one.findings if f.code == "third_foreign_fair"]

    assert [row for row, _finding in found] == [5]
    assert "Đã hỗ trợ: dòng 1 của kế hoạch này; dòng 2 của kế hoạch này." in sentence(found[0][1]).body


def test_the_same_item_in_another_line_is_named_as_a_line_of_this_plan():
    one = {"parties": (party(tax_code="0100109106"),), "support_national": 300 * MILLION, "support_local": None}
    plan = checked(line(3, **one), line(4, **one), level=Level.NATIONAL, year=2016, decided_on=DAY)
    said = [sentence(f).title for f in plan.lines[0].findings if f.code == "supported_for_the_same_item_surely"]

    assert said == ["Cùng hạng mục đã có hỗ trợ khác: dòng 2 của kế hoạch này."]
