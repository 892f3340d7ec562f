"""Projects as they were published: what the rules must say of them, and what they must ask."""

from pathlib import Path

import pytest
import yaml

from khuyencong.engines.rulebook import Weight
from khuyencong.policy.catalogue import LANGUAGES, sentence
from khuyencong.policy.judging import judge
from khuyencong.policy.seed import seed_lawbook
from tests.policy.rules.told import CASES, case_of, expected_of

ROWS = yaml.safe_load((CASES / "published.yaml").read_text(encoding="utf-8"))["rows"]
COLLECTED = Path(__file__).parents[3] / "shared" / "cases" / "cases.yaml"


@pytest.mark.parametrize("row", ROWS, ids=[f"{row['id']}: {row['name']}" for row in ROWS])
def test_a_published_project_gets_exactly_the_findings_expected_of_it(row):
    judgement = judge(case_of(row, typical=False), seed_lawbook())

    assert [[finding.code, str(finding.weight)] for finding in judgement.findings] == expected_of(row)
    for finding in judgement.findings:
        assert all(sentence(finding, language).title for language in LANGUAGES)


def test_nothing_that_was_approved_and_published_is_blocked():
    for row in ROWS:
        findings = judge(case_of(row, typical=False), seed_lawbook()).findings
        assert all(finding.weight is not Weight.BLOCKS for finding in findings), row["id"]


@pytest.mark.skipif(not COLLECTED.exists(), reason="the collected cases are not beside the project")
def test_every_collected_project_is_judged():
    collected = yaml.safe_load(COLLECTED.read_text(encoding="utf-8"))["project_rows"]

    assert {row["id"] for row in ROWS} == {row["id"] for row in collected}
