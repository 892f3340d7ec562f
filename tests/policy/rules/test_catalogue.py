"""The sentences are complete: every code both ways, every placeholder known, numbers as each language writes them."""

import ast
import datetime
from decimal import Decimal
from pathlib import Path
from string import Formatter

import pytest

from khuyencong.engines.rulebook import LegalSource, blocks
from khuyencong.policy import catalogue
from khuyencong.policy.catalogue import LANGUAGES, day, money, percent, sentence, term
from khuyencong.policy.rules import ALL

FINDINGS = catalogue._file("findings")
STYLES = {
    "",
    "money",
    "date",
    "percent",
    "number",
    "term",
    "terms",
    "list",
    "units",
    "cited",
    "who",
    "said",
    "fragment",
}


def test_the_catalogue_has_exactly_the_findings_that_rules_on_cases_and_plans_give():
    from khuyencong.planning.rules import PLAN_CODES

    assert set(FINDINGS) == {code for clause in ALL for code in clause.yields} | set(PLAN_CODES)


def test_the_questions_are_exactly_those_of_the_rules():
    from khuyencong.planning.rules import PLAN_RULES

    assert set(catalogue._file("questions")) == {clause.code for clause in ALL} | set(PLAN_RULES)


@pytest.mark.parametrize("code", FINDINGS)
def test_both_languages_speak_of_the_same_facts(code):
    said = {language: _placeholders(FINDINGS[code][language]) for language in LANGUAGES}

    assert {style for _, style in said["vi"] | said["en"]} <= STYLES
    assert _stems(said["vi"]) == _stems(said["en"])
    assert all(FINDINGS[code][language]["title"] for language in LANGUAGES)


@pytest.mark.parametrize("name", ["fragments", "terms", "questions"])
def test_every_word_is_there_in_both_languages(name):
    for code, entry in catalogue._file(name).items():
        assert set(entry) == set(LANGUAGES), code


def test_the_findings_of_a_list_are_exactly_those_its_rules_write_down():
    from khuyencong.planning import rules as planning_rules

    folder = Path(planning_rules.__file__).parent
    trees = [ast.parse((folder / name).read_text(encoding="utf-8")) for name in ("totals.py", "repeats.py")]
    written = {node.value for tree in trees for node in ast.walk(tree) if isinstance(node, ast.Constant)}

    assert {code for code in FINDINGS if code in written} == planning_rules.PLAN_CODES


def test_a_ceiling_is_explained_with_its_arithmetic():
    finding = blocks(
        "support_within_national_norm",
        "support_over_norm",
        LegalSource("Thông tư 28/2018/TT-BTC", "Điều 8 khoản 4"),
        requested=320_000_000,
        excess=20_000_000,
        ceiling=300_000_000,
        basis="percent_and_cap",
        percent=Decimal(50),
        percent_part=310_000_000,
        cap_part=300_000_000,
        unit="cơ sở",
        activity_vi="Ứng dụng máy móc thiết bị tiên tiến",
        activity_en="Advanced machinery",
    )

    vietnamese = sentence(finding)
    assert vietnamese.title == "Mức hỗ trợ vượt trần 20 triệu đồng."
    assert vietnamese.body == (
        "Đề nghị 320 triệu đồng cho «Ứng dụng máy móc thiết bị tiên tiến»; "
        "tối đa là số nhỏ hơn của 50% chi phí (310 triệu đồng) và 300 triệu đồng/cơ sở."
    )
    assert vietnamese.remedy == "Giảm còn 300 triệu đồng để được xét."
    assert "50% of the cost (310,000,000 VND)" in sentence(finding, "en").body


def test_a_finding_without_a_fact_its_sentence_needs_is_refused():
    with pytest.raises(KeyError):
        sentence(blocks("support_within_national_norm", "support_over_norm", requested=1))


@pytest.mark.parametrize(
    ("amount", "vietnamese", "english"),
    [
        (320_000_000, "320 triệu đồng", "320,000,000 VND"),
        (1_234_567, "1.234.567 đồng", "1,234,567 VND"),
        (6_000_000_000, "6.000 triệu đồng", "6,000,000,000 VND"),
        (0, "0 đồng", "0 VND"),
        (-5_000_000, "-5.000.000 đồng", "-5,000,000 VND"),
    ],
)
def test_money_is_written_as_each_language_does(amount, vietnamese, english):
    assert (money(amount), money(amount, "en")) == (vietnamese, english)


def test_percentages_and_days_are_written_as_each_language_does():
    assert (percent(Decimal("1.5")), percent(Decimal("1.5"), "en")) == ("1,5%", "1.5%")
    assert percent(Decimal(50)) == percent(Decimal("50.0"), "en") == "50%"
    assert day(datetime.date(2018, 5, 12)) == "12/05/2018"
    assert day(datetime.date(2018, 5, 12), "en") == "12 May 2018"


def test_a_word_that_is_no_code_stays_as_it_is():
    assert term("household") == "hộ kinh doanh"
    assert term("xưởng", "en") == "xưởng"


def _placeholders(entry):
    seen, waiting = set(), list(entry.values())
    while waiting:
        for _, name, style, _ in Formatter().parse(waiting.pop()):
            if name:
                seen.add((name, style))
    return seen


def _stems(placeholders):
    """Names of facts, the two languages' names of one thing being one, without what only fills a hole."""
    return {name.removesuffix("_vi").removesuffix("_en") for name, _ in placeholders}
