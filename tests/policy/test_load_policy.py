"""Loading the reviewed files: idempotent, careful with what people signed for."""

import datetime

import pytest
from django.db import connection, transaction
from django.db.utils import IntegrityError
from django.test.utils import CaptureQueriesContext

from khuyencong.audit.models import Act
from khuyencong.core.refusals import NotAllowed, UnusableInput, WrongState
from khuyencong.directory.models import OrganisationKind
from khuyencong.directory.roles import Role
from khuyencong.policy import queries
from khuyencong.policy.actions import confirm_norm, enter_local_norm, enter_norm, load_policy, repeal_norm
from khuyencong.policy.models import Activity, Deadline, LegalInstrument, NormConfirmation, SupportNorm
from khuyencong.policy.queries import Standing
from khuyencong.policy.seed import seed_lawbook

TODAY = datetime.date(2026, 11, 23)
QUOTE = "Mức hỗ trợ tối đa 50% chi phí nhưng không quá 35 triệu đồng/thương hiệu."
pytestmark = pytest.mark.django_db


def norm(key):
    return SupportNorm.objects.get(key=key)


def test_the_book_from_the_database_is_the_book_from_the_files(law):
    fresh, seeded = queries.current_lawbook(), seed_lawbook()

    assert fresh.activities == seeded.activities
    assert fresh.instruments == seeded.instruments
    assert fresh.norms == seeded.norms
    assert set(fresh.shown) == set(seeded.shown)
    assert fresh.evidence == seeded.evidence


def test_loading_twice_changes_nothing_and_records_one_act(law):
    again = load_policy()

    assert (again.added, again.changed) == (0, 0)
    assert Act.objects.filter(what="policy.files.loaded").count() == 1


def test_norms_of_a_province_that_is_not_there_yet_wait(db):
    loaded = load_policy()

    assert "demo_model_new_tech@66-2025-07-26" in loaded.without_place
    assert SupportNorm.objects.filter(level="national").count() == 61
    assert not SupportNorm.objects.filter(level="local").exists()


def test_a_slip_in_a_reviewed_row_is_mended(law):
    SupportNorm.objects.filter(key="advanced_machinery@2018-05-11").update(cap_vnd=30)

    assert load_policy().changed == 1
    assert norm("advanced_machinery@2018-05-11").cap_vnd == 300_000_000


def test_loading_keeps_what_an_officer_signed_for(law, policy_officer):
    confirm_norm(norm=norm("brand_registration@2018-05-11"), officer=policy_officer(), page="7", quote=QUOTE, on=TODAY)
    SupportNorm.objects.filter(key="brand_registration@2018-05-11").update(cap_vnd=40_000_000)

    loaded = load_policy()

    assert loaded.kept_as_confirmed == ["brand_registration@2018-05-11"]
    assert norm("brand_registration@2018-05-11").cap_vnd == 40_000_000


def test_loading_does_not_revive_a_repealed_norm(law, policy_officer):
    day = datetime.date(2026, 10, 1)
    repeal_norm(
        norm=norm("consultancy@2018-05-11"),
        officer=policy_officer(),
        from_day=day,
        repealing_text="Thông tư mới",
        on=TODAY,
    )

    load_policy()

    assert norm("consultancy@2018-05-11").valid_to == day


def test_the_book_is_built_in_three_queries_and_then_asked_for_with_one(law):
    Activity.objects.filter(code="training").update(position=6)
    with CaptureQueriesContext(
        connection,
    ) as first:
        queries.current_lawbook()
    with CaptureQueriesContext(connection) as second:
        queries.current_lawbook()

    assert len(first) == 1 + 3
    assert len(second) == 1


def test_a_confirmation_makes_a_recalled_norm_blocking_at_once(law, policy_officer):
    before = queries.current_lawbook().norm("brand_registration", on=TODAY)

    confirm_norm(norm=norm("brand_registration@2018-05-11"), officer=policy_officer(), page="7", quote=QUOTE, on=TODAY)

    book = queries.current_lawbook()
    assert not before.binding_on(TODAY)
    assert book.norm("brand_registration", on=TODAY).binding_on(TODAY)
    assert book.version != seed_lawbook().version


def test_a_confirmation_binds_again_what_was_read_only_until_a_day(law, policy_officer):
    confirm_norm(norm=norm("advanced_machinery@2018-05-11"), officer=policy_officer(), page="5", quote=QUOTE, on=TODAY)

    assert queries.current_lawbook().norm("advanced_machinery", on=TODAY).binding_on(TODAY)


def test_only_a_policy_officer_of_a_national_body_confirms_a_national_norm(law, policy_officer, places):
    for person in (
        policy_officer(kind=OrganisationKind.DEPARTMENT, territory=places["new"]["66"]),
        policy_officer(role=Role.APPRAISER),
    ):
        with pytest.raises(NotAllowed):
            confirm_norm(norm=norm("brand_registration@2018-05-11"), officer=person, page="7", quote=QUOTE, on=TODAY)


def test_a_province_confirms_its_own_norm_and_no_other(law, policy_officer, places):
    here = policy_officer(kind=OrganisationKind.DEPARTMENT, territory=places["new"]["66"])
    there = policy_officer(kind=OrganisationKind.DEPARTMENT, territory=places["new"]["51"])
    own = norm("demo_model_new_tech@66-2025-07-26")

    with pytest.raises(NotAllowed):
        confirm_norm(norm=own, officer=there, page="2", quote=QUOTE, on=TODAY)
    confirm_norm(norm=own, officer=here, page="2", quote=QUOTE, on=TODAY)

    assert queries.current_lawbook().norm("demo_model_new_tech", on=TODAY, territory="66").binding_on(TODAY)


def test_a_successor_province_acts_on_the_norms_of_what_became_part_of_it(law, policy_officer, places):
    heir = policy_officer(kind=OrganisationKind.DEPARTMENT, territory=places["new"]["92"])

    assert confirm_norm(norm=norm("advanced_machinery@93-2014-09-18"), officer=heir, page="3", quote=QUOTE, on=TODAY)


@pytest.mark.parametrize(("page", "quote"), [("", QUOTE), ("7", "35 triệu")])
def test_a_confirmation_names_a_page_and_quotes_the_clause(law, policy_officer, page, quote):
    with pytest.raises(UnusableInput):
        confirm_norm(
            norm=norm("brand_registration@2018-05-11"), officer=policy_officer(), page=page, quote=quote, on=TODAY
        )


@pytest.mark.parametrize("key", ["media@2018-05-11", "demo_model_new_tech@51-2025"])
def test_what_has_no_figure_or_is_a_draft_cannot_be_confirmed(law, policy_officer, places, key):
    row = norm(key)
    kind = OrganisationKind.DEPARTMENT if row.territory else OrganisationKind.AGENCY

    with pytest.raises(WrongState):
        confirm_norm(
            norm=row, officer=policy_officer(kind=kind, territory=row.territory), page="1", quote=QUOTE, on=TODAY
        )


def test_a_norm_is_confirmed_once(law, policy_officer):
    officer, row = policy_officer(), norm("brand_registration@2018-05-11")
    confirm_norm(norm=row, officer=officer, page="7", quote=QUOTE, on=TODAY)

    with pytest.raises(WrongState):
        confirm_norm(norm=row, officer=officer, page="7", quote=QUOTE, on=TODAY)


@pytest.mark.parametrize(
    "change", ["UPDATE policy_normconfirmation SET page = '9'", "DELETE FROM policy_normconfirmation"]
)
def test_the_database_keeps_a_confirmation_as_it_was_signed(law, policy_officer, change):
    confirm_norm(norm=norm("brand_registration@2018-05-11"), officer=policy_officer(), page="7", quote=QUOTE, on=TODAY)

    with pytest.raises(Exception, match="never changed"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(change)

    assert NormConfirmation.objects.get().page == "7"


def entered(officer, territory, **changes):
    details = {
        "territory": territory,
        "activity": Activity.objects.get(code="advanced_machinery"),
        "instrument": LegalInstrument.objects.filter(territory=territory).first(),
        "officer": officer,
        "unit": "cơ sở",
        "valid_from": datetime.date(2026, 1, 1),
        "cap_vnd": 250_000_000,
        "on": TODAY,
    }
    return enter_local_norm(**details | changes)


def test_a_province_enters_its_norm_and_it_warns_until_confirmed(law, policy_officer, places):
    dak_lak = places["new"]["66"]
    officer = policy_officer(kind=OrganisationKind.DEPARTMENT, territory=dak_lak)

    row = entered(officer, dak_lak)
    entered_book = queries.current_lawbook()
    confirm_norm(norm=row, officer=officer, page="1", quote=QUOTE, on=TODAY)

    assert not entered_book.norm("advanced_machinery", on=TODAY, territory="66").binding_on(TODAY)
    assert queries.current_lawbook().norm("advanced_machinery", on=TODAY, territory="66").binding_on(TODAY)


def test_two_norms_for_one_thing_on_one_day_are_refused_by_the_database(law, policy_officer, places):
    dak_lak = places["new"]["66"]
    officer = policy_officer(kind=OrganisationKind.DEPARTMENT, territory=dak_lak)
    entered(officer, dak_lak)

    with pytest.raises(UnusableInput):
        entered(officer, dak_lak, valid_from=datetime.date(2026, 6, 1))
    row = norm("advanced_machinery@2018-05-11")
    row.pk, row.key, row.valid_from = None, "again", datetime.date(2020, 1, 1)
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save(force_insert=True)


def test_a_national_and_a_local_norm_hold_side_by_side(law):
    lines = queries.norms_on(TODAY, SupportNorm.objects.get(key="demo_model_new_tech@66-2025-07-26").territory)

    assert [line.norm.level for line in lines if line.activity.code == "demo_model_new_tech"] == ["local", "national"]


def test_an_older_norm_is_repealed_to_make_room_for_the_new_one(law, policy_officer, places):
    officer, national = policy_officer(), norm("consultancy@2018-05-11")
    day = datetime.date(2026, 12, 1)

    repeal_norm(norm=national, officer=officer, from_day=day, repealing_text="Thông tư mới", on=TODAY)
    enter_norm(
        territory=None,
        activity=national.activity,
        instrument=national.instrument,
        officer=officer,
        unit="cơ sở",
        cap_vnd=50_000_000,
        valid_from=day,
        on=TODAY,
    )

    book = queries.current_lawbook()
    assert book.norm("consultancy", on=day - datetime.timedelta(days=1)).cap_vnd == 35_000_000
    assert book.norm("consultancy", on=day).cap_vnd == 50_000_000


def test_a_figure_that_was_not_read_can_never_be_stored_as_blocking(law):
    with pytest.raises(IntegrityError), transaction.atomic():
        SupportNorm.objects.filter(key="brand_registration@2018-05-11").update(machine_use="enforce")


def test_standing_says_how_far_each_norm_may_be_relied_on(law):
    lines = {line.norm.activity: line for line in queries.norms_on(TODAY)}

    assert lines["advanced_machinery"].standing is Standing.READ_UNTIL
    assert lines["brand_registration"].standing is Standing.NOT_READ
    assert lines["collaborator_allowance"].standing is Standing.SHOWN
    assert {line.standing for line in queries.norms_on(datetime.date(2016, 1, 1))} == {Standing.BINDING, Standing.SHOWN}


def test_the_difference_over_11_may_2018_says_what_rose_and_what_is_new(law):
    changes = {
        c.activity.code: c.kind for c in queries.difference(datetime.date(2018, 5, 10), datetime.date(2018, 5, 11))
    }

    assert changes["advanced_machinery"] == "rose"
    assert changes["technology_line"] == "new"
    assert changes["vocational_training"] == "ended"
    assert changes["collaborator_allowance"] == "same"


def test_a_norms_history_runs_from_the_oldest(law):
    lines = queries.history(norm("advanced_machinery@2018-05-11"), TODAY)

    assert [line.norm.cap_vnd for line in lines] == [200_000_000, 300_000_000]


def test_a_province_shows_drafts_and_the_norms_of_what_became_part_of_it(law, places):
    assert {line.norm.territory for line in queries.shown_only(TODAY, places["new"]["51"])} == {"51"}
    assert {line.norm.territory for line in queries.shown_only(TODAY, places["new"]["92"])} == {"93"}


def test_the_deadline_for_registration_moved_from_15_to_20_june(law):
    def day_of(year):
        rows = queries.deadlines_on(datetime.date(year, 6, 1))
        return next(row.day for row in rows if row.code == "register_with_ministry")

    assert (day_of(2017), day_of(2019)) == (15, 20)
    assert Deadline.objects.count() == 10
