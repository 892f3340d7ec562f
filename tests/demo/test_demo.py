"""Demo data: loaded once, believable, marked with their source, and never where people are real."""

import json

import pytest
from stdnum.vn import mst

from khuyencong.accounts.models import User
from khuyencong.cli.main import main
from khuyencong.demo import actions, programme
from khuyencong.demo.actions import NotADemo, demo_provinces, load_demo, load_many
from khuyencong.demo.programme import plan_of
from khuyencong.demo.published import published_plans
from khuyencong.planning.models import AnnualPlan, Beneficiary, Proposal
from khuyencong.policy.case import Level
from tests.planning.plans import TODAY


def nothing(words):
    """Says nothing."""


@pytest.fixture
def small(monkeypatch):
    """A programme of one plan: loading all of it takes longer than a test should."""
    day = TODAY.replace(year=2025, month=12, day=20)
    (province,) = demo_provinces(day, ["Lào Cai"])
    monkeypatch.setattr(
        actions, "programme", lambda: [plan_of(province, year=2026, level=Level.LOCAL, lines=12, seed="thử")]
    )


def test_the_demo_is_loaded_once(small):
    first, second = load_demo(on=TODAY, say=nothing), load_demo(on=TODAY, say=nothing)

    assert (first, second) == (len(list(published_plans())) + 1, 0)
    assert AnnualPlan.objects.count() == first


def test_a_loading_that_breaks_off_leaves_nothing_and_can_be_done_again(small, monkeypatch):
    whole = actions.programme

    def broken():
        yield from whole()
        raise KeyboardInterrupt

    monkeypatch.setattr(actions, "programme", broken)
    with pytest.raises(KeyboardInterrupt):
        load_demo(on=TODAY, say=nothing)
    assert not AnnualPlan.objects.exists()

    monkeypatch.setattr(actions, "programme", whole)
    assert load_demo(on=TODAY, say=nothing) > 0


@pytest.mark.race
def test_two_loadings_at_once_load_it_once(reference_race, small):
    loaded = reference_race.at_once(*[lambda: load_demo(on=TODAY, say=nothing)] * 2)

    assert 0 in loaded
    assert AnnualPlan.objects.count() == max(loaded)


def test_its_staff_is_made_once_and_enrolled_for_the_second_factor(small):
    for _ in range(2):
        load_demo(on=TODAY, say=nothing)

    staff = User.objects.filter(email__endswith="@demo.khuyencong")
    assert staff.count() == 6
    assert all(one.authenticator_set.exists() for one in staff)


def test_each_published_plan_keeps_its_source_and_invented_ones_have_none(small):
    load_demo(on=TODAY, say=nothing)

    sources = AnnualPlan.objects.exclude(published_source="").count()
    assert sources == len(list(published_plans()))
    assert AnnualPlan.objects.filter(published_source="").count() == 1
    assert not Proposal.objects.filter(plan__published_source="").exclude(published_source="").exists()


def test_the_programme_is_that_of_28_northern_provinces_and_of_all_34():
    plans = list(actions.programme())

    assert [len({plan.province for plan in plans if plan.year == year}) for year in (2019, 2026)] == [28, 34]


def test_the_same_seed_gives_the_same_plan_and_another_another():
    (province,) = demo_provinces(TODAY, ["Lào Cai"])

    def made(seed):
        return plan_of(province, year=2026, level=Level.LOCAL, lines=12, seed=seed)

    assert made("a") == made("a")
    assert made("a") != made("b")


def test_invented_tax_codes_have_a_right_check_digit_and_belong_to_nobody():
    (province,) = demo_provinces(TODAY, ["Lào Cai"])
    plan = plan_of(province, year=2026, level=Level.LOCAL, lines=60, seed="a")

    codes = [party.tax_code for line in plan.lines for party in line.parties if party.tax_code]
    assert codes
    assert all(mst.is_valid(code) and code.startswith("99") for code in codes)


def test_households_are_named_by_initials_only(small):
    load_demo(on=TODAY, say=nothing)

    names = list(Beneficiary.objects.filter(kind="household").values_list("name", flat=True))
    assert names
    for name in names:
        initials = name.removeprefix("Hộ kinh doanh ").split()
        assert all(len(part) == 2 and part.endswith(".") for part in initials), name


@pytest.mark.parametrize("number", [1, 450])
def test_as_many_proposals_are_made_as_were_asked_for(number):
    made = load_many(number=number, on=TODAY, say=nothing)

    assert made == number == Proposal.objects.count()


def test_asked_again_it_makes_as_many_more():
    for _ in range(2):
        load_many(number=5, on=TODAY, say=nothing)

    assert Proposal.objects.count() == 10


def test_most_invented_lines_hold_and_some_have_something_to_see():
    load_many(number=300, on=TODAY, say=nothing)

    blocked = Proposal.objects.filter(verdict="blocks").count()
    assert 0 < blocked < 60


def test_where_people_are_real_nothing_is_loaded(settings):
    settings.DEMO = False

    for load in (lambda: load_demo(on=TODAY, say=nothing), lambda: load_many(number=1, on=TODAY, say=nothing)):
        with pytest.raises(NotADemo):
            load()

    assert not AnnualPlan.objects.exists()
    assert not User.objects.exists()


def test_the_command_makes_as_many_as_asked_and_says_so(capsys, monkeypatch):
    monkeypatch.setenv("KHUYENCONG_DATABASE_ROLE", "owner")

    assert main(["demo", "--proposals", "7", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {"proposals": 7}


@pytest.mark.parametrize("number", ["0", "-3", "nhiều"])
def test_the_command_refuses_what_is_no_number(number, capsys):
    with pytest.raises(SystemExit) as ended:
        main(["demo", "--proposals", number])

    assert ended.value.code == 2
    assert "lỗi:" in capsys.readouterr().err


def test_the_command_refuses_where_people_are_real(settings, capsys, monkeypatch):
    monkeypatch.setenv("KHUYENCONG_DATABASE_ROLE", "owner")
    settings.DEMO = False

    assert main(["demo", "--proposals", "7"]) == 2
    assert "không phải máy minh họa" in capsys.readouterr().err


def test_no_amount_of_the_programme_is_negative():
    (province,) = demo_provinces(TODAY, ["Lào Cai"])
    for seed in range(20):
        for line in plan_of(province, year=2026, level=Level.NATIONAL, lines=20, seed=str(seed)).lines:
            assert min(line.total, line.support, line.counterpart) >= 0
            assert line.total >= programme.MILLION
