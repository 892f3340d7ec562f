"""The reviewed files hang together: what one names the other has, and what is missing is written down here."""

import datetime
from decimal import Decimal
from pathlib import Path

import pytest
import yaml

from khuyencong.engines.rulebook import Certainty
from khuyencong.policy import data
from khuyencong.policy.lawbook import by_activity
from khuyencong.policy.seed import seed_lawbook

NORMS_AS_FOUND = Path(__file__).parents[3] / "shared" / "domain" / "norms.yaml"
day = datetime.date.fromisoformat


@pytest.fixture(scope="module")
def book():
    return seed_lawbook()


def all_norms(book):
    own = {n.key: n for norms in book.norms.values() for n in norms}
    return [*own.values(), *book.shown]


def test_every_national_norm_that_was_found_is_in_the_book(book):
    assert sum(n.territory == "" for n in all_norms(book)) == 61


@pytest.mark.skipif(not NORMS_AS_FOUND.exists(), reason="the folder ../shared is not here")
def test_each_figure_agrees_with_what_was_found(book):
    mine = {n.key: n for n in all_norms(book)}
    for found in yaml.safe_load(NORMS_AS_FOUND.read_text())["national_norms"]:
        norm = mine[found["id"]]
        percent, times = found["cap_percent"], found.get("cap_multiplier")
        assert norm.cap_percent == (None if percent is None else Decimal(str(percent))), found["id"]
        assert norm.cap_vnd == found["cap_vnd"], found["id"]
        assert norm.cap_multiplier == (None if times is None else Decimal(str(times))), found["id"]
        assert norm.unit == found["unit"], found["id"]
        assert norm.certainty == Certainty(found["status"].lower()), found["id"]
        assert (norm.evidence, norm.machine_use) == (found["evidence"], found["machine_use"]), found["id"]
        assert norm.valid_from == day(found["effective_from"]), found["id"]
        last = found["effective_to"]
        assert norm.valid_to == (last and day(last) + datetime.timedelta(days=1)), found["id"]
        read = found.get("verified_until")
        assert norm.verified_until == (read and day(read)), found["id"]


def test_every_norm_names_an_activity_and_an_instrument_that_are_known(book):
    for norm in all_norms(book):
        assert norm.activity in book.activities, norm.key
        assert norm.territory or book.knows(norm.instrument), norm.key


def test_every_activity_names_lists_and_tiers_that_are_known(book):
    for activity in book.activities.values():
        assert activity.evidence_list is None or activity.evidence_list in book.evidence, activity.code
        assert activity.advance_tier is None or activity.advance_tier in book.advances, activity.code
        assert activity.norm_of is None or activity.norm_of in book.activities, activity.code


def test_no_two_activities_share_a_name_or_an_alias(book):
    names = [name.lower() for a in book.activities.values() for name in (a.name_vi, *a.aliases)]

    assert sorted(names) == sorted(set(names))


def test_each_of_the_nine_groups_has_an_activity(book):
    assert {a.group for a in book.activities.values()} == set(range(10))


def test_each_of_the_eighteen_evidence_lists_belongs_to_an_activity(book):
    lists = set(data.read("evidence")["lists"])

    assert len(lists) == 18
    assert lists == {a.evidence_list for a in book.activities.values()} - {None}


def test_activities_without_any_norm_are_these(book):
    without = {a.code for a in book.activities.values() if not book.norms.get(a.norm_of or "")}

    assert without - {"vote_organise_provincial", "vote_prize_provincial"} == {
        "artisans",
        "cleaner_production_assessment",
        "cleaner_production_awareness",
        "competition",
        "database_website",
        "digital_transformation",
        "startup_training",
        "study_tour",
        "sustainable_consumption",
        "system_capacity",
        "training",
        "workshop_conference",
    }


def test_activities_without_an_evidence_list_are_these(book):
    assert {a.code for a in book.activities.values() if a.proposable and a.evidence_list is None} == {
        "artisans",
        "collaborator_allowance",
        "digital_transformation",
        "est_rural_enterprise",
        "foreign_study_airfare",
        "mgmt_cost_authority",
        "mgmt_cost_implementer",
        "pollution_treatment_establishment",
        "showroom",
        "study_tour",
        "sustainable_consumption",
    }


def test_activities_without_an_advance_tier_are_these(book):
    assert {a.code for a in book.activities.values() if a.proposable and a.advance_tier is None} == {
        "artisans",
        "collaborator_allowance",
        "competition",
        "digital_transformation",
        "foreign_fair",
        "mgmt_cost_authority",
        "mgmt_cost_implementer",
        "relocation_loan_interest",
        "showroom",
        "sustainable_consumption",
        "vote_organise_national",
        "vote_organise_provincial",
        "vote_organise_regional",
        "vote_prize_national",
        "vote_prize_provincial",
        "vote_prize_regional",
    }


def test_the_machinery_norm_rose_on_11_may_2018(book):
    before = book.norm("advanced_machinery", on=day("2018-05-10"))
    after = book.norm("advanced_machinery", on=day("2018-05-11"))

    assert (before.cap_vnd, after.cap_vnd) == (200_000_000, 300_000_000)
    assert str(after.source()) == "Thông tư 28/2018/TT-BTC, Điều 8 khoản 4"


def test_a_norm_binds_only_to_the_last_day_its_text_was_read(book):
    norm = book.norm("advanced_machinery", on=day("2024-08-28"))

    assert norm.binding_on(day("2024-08-27"))
    assert not norm.binding_on(day("2024-08-28"))


def test_technology_transfer_has_the_norm_of_machinery(book):
    assert book.norm("technology_transfer", on=day("2019-01-01")).cap_vnd == 300_000_000


def test_a_code_reused_in_2025_does_not_carry_the_old_provinces_norm(book):
    assert book.norm("advanced_machinery", on=day("2025-06-30"), territory="93").cap_vnd == 100_000_000
    assert book.norm("advanced_machinery", on=day("2025-07-01"), territory="93") is None
    assert book.norm("demo_model_new_tech", on=day("2025-07-25"), territory="66") is None
    assert book.norm("demo_model_new_tech", on=day("2025-07-26"), territory="66").cap_vnd == 800_000_000


def test_drafts_and_undated_examples_are_shown_and_never_reckoned_with(book):
    assert {n.territory for n in book.shown} == {"51", "17", "49", "01"}
    assert all(n.machine_use == "display_only" for n in book.shown)
    assert by_activity(book.shown).keys() <= book.activities.keys()


def test_what_was_not_read_in_a_text_is_never_enforced(book):
    assert not [n.key for n in all_norms(book) if n.certainty is Certainty.RECALLED and n.machine_use == "enforce"]


def test_every_note_condition_and_name_stands_in_both_languages():
    for name, part in (("norms", "national"), ("norms", "local"), ("instruments", "instruments")):
        for row in data.read(name)[part]:
            for field in ("note", "conditions", "title"):
                assert (f"{field}_vi" in row) == (f"{field}_en" in row), row


def test_the_version_is_a_day_and_a_hash(book):
    assert len(book.version) == len("2026-11-23.12345678")
    assert book.version == seed_lawbook().version


def test_replaced_instruments_end_on_the_day_of_their_successor():
    rows = {(r["number"], r.get("territory", ("",))[0]): r for r in data.read("instruments")["instruments"]}
    for row in rows.values():
        for number, first_day in row.get("replaces", ()):
            assert rows[number, ""]["to"] == first_day, number
