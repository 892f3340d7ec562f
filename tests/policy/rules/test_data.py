"""The dated rows and lists beside the clauses agree with the law book and with each other."""

import re

import pytest

from khuyencong.engines.rulebook import Certainty
from khuyencong.policy import catalogue
from khuyencong.policy.rules.data import EVIDENCE, LIMITS, PERIODS, SOURCES
from khuyencong.policy.seed import seed_lawbook

BOOK = seed_lawbook()
TERMS = catalogue._file("terms")
NUMBER = re.compile(r"\d+/\d{4}/[\w-]+")


def test_every_activity_named_by_a_limit_is_in_the_law_book():
    named = {
        *LIMITS["without_establishment"],
        *LIMITS["cleaner_production"]["activities"],
        *LIMITS["machinery"],
        *LIMITS["demonstration"],
        *LIMITS["difficult_area_only"],
        *LIMITS["group_project_unsure"],
        *LIMITS["management"].values(),
        LIMITS["foreign_fair_activity"],
        LIMITS["priority_norm"],
    }

    assert named <= set(BOOK.activities)


def test_every_paper_asked_for_is_in_the_law_book_and_has_a_word():
    asked = {
        *EVIDENCE["funding_conditions"],
        EVIDENCE["new_machine"],
        EVIDENCE["new_in_district"],
        *(code for row in EVIDENCE["priorities"] for code in row["evidence"]),
    }
    known = {EVIDENCE["difficult_area"], EVIDENCE["craft_village"]}

    assert asked | known <= {paper.code for paper in BOOK.evidence["conditions"]}
    assert asked <= set(TERMS)
    assert {row["code"] for row in EVIDENCE["priorities"]} <= set(TERMS)


def test_every_unit_and_base_of_a_norm_has_a_word():
    norms = [norm for rows in BOOK.norms.values() for norm in rows]

    assert {norm.unit for norm in norms} | {norm.percent_of for norm in norms} <= set(TERMS)


@pytest.mark.parametrize(
    ("until", "since"),
    [
        ("beneficiary_2012", "beneficiary_2025"),
        ("place_2012", "place_gap_2025"),
        ("place_gap_2025", "place_2025"),
        ("trade_2012", "trade_2025"),
        ("key_project_2014", "key_project_2018"),
        ("funding_conditions_2014", "funding_conditions_2018"),
        ("no_double_2014", "no_double_2018"),
    ],
)
def test_one_law_begins_on_the_day_the_other_ends(until, since):
    assert PERIODS[until][1] == PERIODS[since][0]


@pytest.mark.parametrize("key", [key for key, source in SOURCES.items() if source])
def test_each_article_is_of_an_instrument_in_force_for_as_long_as_the_clause(key):
    source = SOURCES[key]
    [number, *_] = NUMBER.findall(source.instrument)
    instrument = BOOK.instruments.get(number)

    if instrument is None:
        assert source.certainty is Certainty.RECALLED
    elif instrument.valid_from:
        assert source.in_force_from >= instrument.valid_from
        assert instrument.valid_to is None or (PERIODS[key][1] or instrument.valid_to) <= instrument.valid_to
