"""A plan against itself: what it declares, what it lists, who stands in it twice."""

from dataclasses import replace

from khuyencong.engines.rulebook import Weight
from khuyencong.planning.rules import (
    PLAN_CODES,
    DeclaredGroup,
    ListFacts,
    ListLine,
    ListParty,
    judge_list,
    should_be,
)
from khuyencong.policy.case import ProjectKind
from khuyencong.policy.catalogue import LANGUAGES, question, sentence

MILLION = 1_000_000
MACHINE = ListLine(
    2,
    "1",
    "Máy ép gạch",
    "advanced_machinery",
    support_national=200 * MILLION,
    parties=(ListParty("Công ty A", "0100233488", "xã Tân Dĩnh"),),
)
BRAND = ListLine(
    3,
    "2",
    "Nhãn hiệu chè",
    "brand_registration",
    support_local=35 * MILLION,
    parties=(ListParty("Hợp tác xã B", "", "xã Thanh Sơn"),),
)
MANAGEMENT = ListLine(4, "3", "Chi quản lý", "mgmt_cost_authority", ProjectKind.EXPENDITURE, 3 * MILLION)
RESERVE = ListLine(5, "", "Dự phòng", None, ProjectKind.RESERVE, 10 * MILLION)
PLAN = ListFacts(
    (MACHINE, BRAND, MANAGEMENT, RESERVE),
    declared_projects=2,
    declared_support=238 * MILLION,
    declared_national=203 * MILLION,
    declared_local=35 * MILLION,
    groups=(DeclaredGroup("Máy móc", frozenset({2}), 200 * MILLION, 1),),
)


def said(plan):
    """The codes with their weights, remembering that each can be said in both languages."""
    findings = judge_list(plan)
    for finding in (*findings.of_plan, *(finding for _, finding in findings.of_lines)):
        for language in LANGUAGES:
            words = sentence(finding, language)
            assert words.title
            assert "None" not in f"{words.title}{words.body}{words.remedy}"
            assert question(finding.rule, language)
        assert finding.code in PLAN_CODES
    return [(finding.code, finding.weight) for finding in findings.of_plan]


def test_a_plan_that_fits_its_list_has_no_finding():
    assert said(PLAN) == []
    assert judge_list(PLAN).of_lines == ()


def test_what_the_totals_should_be_counts_management_cost_as_money_but_not_as_a_project():
    assert should_be(PLAN) == (2, 238 * MILLION, 203 * MILLION, 35 * MILLION)


def test_a_wrong_number_of_projects_blocks():
    assert said(replace(PLAN, declared_projects=3)) == [("declared_projects_wrong", Weight.BLOCKS)]


def test_a_wrong_total_blocks_and_says_what_fits():
    plan = replace(PLAN, declared_support=240 * MILLION, declared_national=None)

    assert said(plan) == [("declared_support_wrong", Weight.BLOCKS)]
    [finding] = judge_list(plan).of_plan
    assert finding.facts["fits"] == 238 * MILLION
    assert sentence(finding).remedy == "Sửa tổng thành 238 triệu đồng, hoặc sửa dòng ghi sai."


def test_a_total_without_the_management_cost_blocks_and_says_why():
    plan = replace(PLAN, declared_support=235 * MILLION, declared_national=None)

    assert said(plan) == [("declared_support_without_expenditure", Weight.BLOCKS)]


def test_a_total_with_the_reserve_is_only_told():
    plan = replace(PLAN, declared_support=248 * MILLION, declared_national=None)

    assert said(plan) == [("declared_support_with_reserve", Weight.INFORMS)]


def test_a_plan_that_declares_nothing_is_told_its_sums():
    assert said(ListFacts(PLAN.lines)) == [("declared_totals_missing", Weight.INFORMS)]
    assert said(ListFacts()) == []


def test_national_and_local_money_sum_to_the_total():
    plan = replace(PLAN, declared_national=200 * MILLION)

    assert said(plan) == [
        ("declared_sources_wrong", Weight.BLOCKS),
        ("declared_source_not_as_listed", Weight.BLOCKS),
    ]


def test_a_group_is_the_sum_and_the_number_of_its_lines():
    plan = replace(PLAN, groups=(DeclaredGroup("Tất cả", frozenset({2, 3, 4}), 240 * MILLION, 3),))

    assert said(plan) == [("group_sum_wrong", Weight.BLOCKS), ("group_count_wrong", Weight.BLOCKS)]


def test_one_tax_code_in_two_lines_for_one_activity_warns_and_names_both():
    plan = ListFacts((MACHINE, MACHINE._replace(row=9, order_number="2")), 2, 400 * MILLION)

    assert said(plan) == [("establishment_repeated_same_activity", Weight.WARNS)]
    [finding] = judge_list(plan).of_plan
    assert finding.facts["rows"] == ("1", "2")


def test_one_name_and_place_without_marks_in_two_lines_for_other_activities_is_told():
    other = MACHINE._replace(order_number="3", row=4, parties=(ListParty("HỢP TÁC XÃ B", "", "xa Thanh Son"),))
    plan = ListFacts((BRAND, other), 2, 235 * MILLION)

    assert said(plan) == [("establishment_repeated", Weight.INFORMS)]


def test_one_establishment_twice_in_one_group_project_is_one_line():
    twice = MACHINE._replace(parties=MACHINE.parties * 2)

    assert said(ListFacts((twice,), 1, 200 * MILLION)) == []


def test_each_part_of_a_list_may_number_its_lines_anew():
    numbers = [("A", "1"), ("A", "2"), ("B", "1"), ("B", "1"), ("B", "3")]
    lines = tuple(
        MACHINE._replace(row=row, section=section, order_number=number)
        for row, (section, number) in enumerate(numbers, start=2)
    )

    assert [(row, finding.code) for row, finding in judge_list(ListFacts(lines)).of_lines] == [
        (5, "order_number_repeated"),
        (6, "order_number_gap"),
    ]


def test_a_jump_and_a_repeat_in_the_order_numbers_are_told_at_their_rows():
    lines = tuple(ListLine(row, number) for row, number in [(2, "1"), (3, "3"), (4, "3"), (5, "I"), (6, "4")])
    plan = ListFacts(lines, 5, 0)

    assert said(plan) == []
    assert [(row, finding.code) for row, finding in judge_list(plan).of_lines] == [
        (3, "order_number_gap"),
        (4, "order_number_repeated"),
    ]


def test_a_plan_as_written_becomes_light_facts():
    from khuyencong.planning.facts import LineFacts, PartyFacts, PlanFacts

    line = LineFacts(
        row=2, name="Máy", order_number="1", support_national=5, parties=(PartyFacts("A", place_text="xã B"),)
    )
    plan = PlanFacts(
        level=None, year=2018, province="Bắc Giang", declared_projects=1, declared_support=5, lines=(line,)
    )

    assert ListFacts.of(plan) == ListFacts(
        (ListLine(2, "1", "Máy", support_national=5, parties=(ListParty("A", "", "xã B"),)),), 1, 5
    )
