"""Judging as a whole: order, versions, what is skipped, and that it stays a matter of memory alone."""

import builtins
import datetime
import subprocess
import sys

from khuyencong.engines.rulebook import Certainty, Weight
from khuyencong.policy.judging import RULES_VERSION, judge
from khuyencong.policy.rules import ALL
from tests.policy.rules.told import case_of, lawbook_of, told_cases

TYPICAL = {"name": "typical"}


def test_a_proposal_in_order_has_no_finding():
    judgement = judge(case_of(TYPICAL), lawbook_of(TYPICAL))

    assert judgement.findings == ()
    assert "support_within_national_norm" in judgement.held
    assert "place_since_2025" in judgement.skipped


def test_every_clause_is_either_found_held_or_skipped():
    for _, told in told_cases():
        judgement = judge(case_of(told), lawbook_of(told))
        found = {finding.rule for finding in judgement.findings}
        assert found | set(judgement.held) | set(judgement.skipped) == {clause.code for clause in ALL}
        assert len(found) + len(judgement.held) + len(judgement.skipped) == len(ALL)


def test_findings_come_heaviest_first():
    told = {"case": {"support_national": "320 triệu", "total": "620 triệu", "counterpart": "290 triệu", "evidence": []}}
    weights = [finding.weight for finding in judge(case_of(told), lawbook_of(told)).findings]

    assert weights == sorted(weights, key=list(Weight).index)
    assert weights[0] is Weight.BLOCKS


def test_a_judgement_names_the_versions_it_was_made_with():
    book = lawbook_of(TYPICAL)
    judgement = judge(case_of(TYPICAL), book)

    assert judgement.rules_version == f"{RULES_VERSION}+{book.version}"
    assert judgement.judged_on == datetime.date(2018, 6, 15)


def test_a_case_without_a_day_asks_for_it_and_is_still_added_up():
    told = {"day": None, "case": {"total": "700 triệu"}}
    judgement = judge(case_of(told), lawbook_of(told))

    assert [finding.code for finding in judgement.findings] == ["total_wrong", "decision_day_missing"]
    assert "support_within_national_norm" in judgement.skipped


def test_nothing_blocks_on_a_text_that_was_not_read():
    for _, told in told_cases():
        for finding in judge(case_of(told), lawbook_of(told)).blocking:
            certainty = finding.source.certainty if finding.source else Certainty.VERIFIED
            assert certainty in (Certainty.VERIFIED, Certainty.CONFIRMED)


def test_judging_opens_no_file_and_makes_few_calls(monkeypatch):
    case, book = case_of(TYPICAL), lawbook_of(TYPICAL)
    judge(case, book)
    monkeypatch.setattr(builtins, "open", _refuse)
    calls = 0

    def count(frame, event, argument):
        nonlocal calls
        calls += event == "call"

    sys.setprofile(count)
    try:
        judge(case, book)
    finally:
        sys.setprofile(None)

    assert calls < 600


def test_the_rules_know_nothing_of_django():
    told = "import sys; import khuyencong.policy.judging, khuyencong.planning.rules, khuyencong.policy.catalogue; "
    told += "print(sorted(name for name in sys.modules if name.partition('.')[0] == 'django'))"
    said = subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, check=True)

    assert said.stdout.strip() == "[]"


def _refuse(*args, **kwargs):
    raise AssertionError("a rule opened a file")
