"""Every clause on the stories beside this folder: what holds, what is broken, what is not known, day by day."""

import json

import pytest

from khuyencong.policy.catalogue import LANGUAGES, question, sentence
from khuyencong.policy.judging import judge
from khuyencong.policy.keeping import finding_from_json, finding_to_json
from khuyencong.policy.rules import ALL
from tests.policy.rules.told import CASES, case_of, expected_of, lawbook_of, money, told_cases

STORIES = [pytest.param(rule, told, id=f"{rule}: {told['name']}") for rule, told in told_cases()]


@pytest.mark.parametrize(("rule", "told"), STORIES)
def test_the_clause_says_what_the_story_expects(rule, told):
    judgement = judge(case_of(told), lawbook_of(told))

    found = [finding for finding in judgement.findings if finding.rule == rule]
    if told["expect"] == "holds":
        assert rule in judgement.held, found
    elif told["expect"] == "not examined":
        assert rule in judgement.skipped, found
    else:
        assert [[finding.code, str(finding.weight)] for finding in found] == expected_of(told)
        for name, value in told.get("facts", {}).items():
            assert found[0].facts[name] == money(value), name


@pytest.mark.parametrize(("rule", "told"), STORIES)
def test_every_finding_of_the_story_can_be_said_in_both_languages(rule, told):
    for finding in judge(case_of(told), lawbook_of(told)).findings:
        for language in LANGUAGES:
            said = sentence(finding, language)
            assert said.title
            assert "{" not in f"{said.title}{said.body}{said.remedy}"
            assert "None" not in f"{said.title}{said.body}{said.remedy}"
            assert question(finding.rule, language)


@pytest.mark.parametrize(("rule", "told"), STORIES)
def test_a_finding_that_was_kept_says_the_same(rule, told):
    for finding in judge(case_of(told), lawbook_of(told)).findings:
        kept = finding_from_json(json.loads(json.dumps(finding_to_json(finding))))
        assert sentence(kept) == sentence(finding)


def test_each_clause_has_its_stories():
    assert {path.stem for path in CASES.glob("*.yaml")} - {"published"} == {clause.code for clause in ALL}


def test_each_clause_has_a_story_in_which_it_holds_and_one_in_which_it_finds_something():
    holding = {rule for rule, told in told_cases() if told["expect"] == "holds"}
    finding = {rule for rule, told in told_cases() if not isinstance(told["expect"], str)}
    always_speaking = {
        "cleaner_production_anywhere_since_2025",
        "no_polluting_brick_kilns",
        "one_source_for_one_item_since_2018",
        "one_source_for_one_item_until_2018",
        "recoverable_support_has_a_basis",
        "trade_in_list_since_2025",
    }

    assert {clause.code for clause in ALL} - holding == always_speaking
    assert {clause.code for clause in ALL} == finding


def test_each_finding_that_a_clause_can_give_is_given_in_some_story():
    given = {
        (finding.rule, finding.code)
        for _, told in told_cases()
        for finding in judge(case_of(told), lawbook_of(told)).findings
    }

    assert {(clause.code, code) for clause in ALL for code in clause.yields} == given
