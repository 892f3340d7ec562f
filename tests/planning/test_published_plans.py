"""Plans as they were published, judged among the real places by the real law, through the whole check."""

from pathlib import Path

import pytest
import yaml

from khuyencong.demo.published import judged_on, published_plans
from khuyencong.planning.answers import answer_of
from khuyencong.planning.checking import check_plan
from khuyencong.policy.case import ProjectKind
from khuyencong.policy.queries import current_lawbook
from tests.planning.plans import MILLION, checked, line

pytestmark = pytest.mark.usefixtures("reference_data")
CASES = yaml.safe_load((Path(__file__).parents[1] / "policy" / "cases" / "published.yaml").read_text(encoding="utf-8"))[
    "rows"
]
EXPECTED = yaml.safe_load((Path(__file__).parent / "published.yaml").read_text(encoding="utf-8"))

NOT_DECIDED = "not_decided_yet informs"
"""Said of every line of a plan published without the day of its decision."""


def named(plan):
    return f"{plan.province} {plan.year}"


def told(findings):
    return [f"{finding.code} {finding.weight}" for finding in findings]


@pytest.fixture
def judged():
    """A published plan by its province and year, checked."""
    plans = {named(plan): plan for plan in published_plans()}

    def check(name):
        return check_plan(plans[name], on=judged_on(plans[name]), lawbook=current_lawbook())

    return check


def test_every_published_plan_has_its_expectation():
    assert sorted(named(plan) for plan in published_plans()) == sorted(row["plan"] for row in EXPECTED)


@pytest.mark.parametrize("row", EXPECTED, ids=[row["plan"] for row in EXPECTED])
def test_a_published_plan_gets_exactly_the_findings_expected_of_it(row, judged):
    checked_plan = judged(row["plan"])

    found = {one.line.row: told(one.findings) for one in checked_plan.lines if one.findings}
    undecided = checked_plan.plan.decided_on is None
    assert all((NOT_DECIDED in of_line) == undecided for of_line in found.values())
    assert {line: [one for one in of_line if one != NOT_DECIDED] for line, of_line in found.items()} == row["lines"]
    assert told(checked_plan.findings) == row.get("of_plan", [])


@pytest.mark.parametrize(
    ("plan", "row", "case"), [("Hà Tĩnh 2019", 1, "D-01"), ("Bắc Giang 2018", 1, "D-03"), ("Bắc Giang 2018", 2, "D-04")]
)
def test_the_whole_check_says_what_the_rules_alone_say_of_the_same_project(plan, row, case, judged):
    alone = next(one for one in CASES if one["id"] == case)

    (found,) = (one for one in judged(plan).lines if one.line.row == row)
    assert told(found.findings) == [f"{code} {weight}" for said in alone["expect"] for code, weight in said.items()]


@pytest.mark.parametrize("row", EXPECTED, ids=[row["plan"] for row in EXPECTED])
def test_its_totals_are_those_published_or_the_difference_is_named(row, judged):
    checked_plan = judged(row["plan"])
    whole, declared = checked_plan.totals.everything, checked_plan.plan

    assert (whole.projects, whole.support) == (row["projects"], row["support"] * MILLION)
    asked_for_money = any("support_missing asks" in told(one.findings) for one in checked_plan.lines)
    if declared.declared_support not in (None, whole.support):
        assert asked_for_money
    if declared.declared_projects not in (None, whole.projects):
        assert "declared_projects_wrong blocks" in told(checked_plan.findings)


def test_no_line_of_a_published_plan_is_blocked(judged):
    for row in EXPECTED:
        for one in judged(row["plan"]).lines:
            assert all(finding.weight != "blocks" for finding in one.findings), (row["plan"], one.line.row)


def test_a_reserve_that_is_being_appraised_stands_outside_the_approved_total(judged):
    totals = judged("Bình Thuận 2019").totals

    assert totals.by_kind[ProjectKind.RESERVE].support == 94 * MILLION
    assert totals.everything.support + 94 * MILLION == 1080 * MILLION


def test_management_cost_is_money_of_the_plan_and_no_project(judged):
    totals = judged("Bình Định 2021").totals

    assert totals.by_kind[ProjectKind.EXPENDITURE].support == 141 * MILLION
    assert totals.by_kind[ProjectKind.EXPENDITURE].projects == 0


def test_a_plan_of_a_former_province_is_judged_on_the_map_of_its_day(judged):
    assert judged("Hậu Giang 2018").placing.code == "93"


def test_each_answer_is_said_in_both_languages(judged):
    for language in ("vi", "en"):
        answer = answer_of(judged("Bình Định 2021"), language=language)
        assert all(finding["title"] for line in answer["lines"] for finding in line["findings"])


def test_a_total_that_lines_without_money_could_still_fill_is_asked_about_and_not_blocked():
    plan = checked(
        line(3), line(4, order_number="2", support_local=None, counterpart=None), declared_support=500 * MILLION
    )

    assert told(plan.findings) == ["establishment_repeated_same_activity warns"]


def test_a_total_already_exceeded_blocks_whatever_the_other_lines_will_say():
    plan = checked(
        line(3), line(4, order_number="2", support_local=None, counterpart=None), declared_support=200 * MILLION
    )

    assert "declared_support_wrong blocks" in told(plan.findings)
