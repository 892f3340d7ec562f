"""A draft is registered once, whatever is pressed and however often."""

import pytest

from khuyencong.core.refusals import Conflict, NotAllowed, UnusableInput, WrongState
from khuyencong.planning.actions.drafting import (
    ask_to_register,
    correct_line,
    register_draft,
    remove_draft,
)
from khuyencong.planning.models import AnnualPlan, PlanDraft, PlanDraftLine
from khuyencong.work.models import JobState
from tests.planning.books import HERE, LOCAL, row, upload
from tests.planning.plans import TODAY
from tests.support.reference import officer_of

pytestmark = pytest.mark.usefixtures("reference_data")


@pytest.fixture
def draft(tmp_path, officer):
    return upload(tmp_path, by=officer)


def test_a_draft_becomes_a_plan_that_names_its_file(draft, officer):
    plan = register_draft(draft=draft, version=1, by=officer, on=TODAY)

    draft.refresh_from_db()
    assert (draft.state, draft.plan, plan.source_file) == ("registered", plan, draft.file)
    assert plan.registered_by == officer
    assert plan.proposals.get().support == 300_000_000


def test_asking_registers_it_in_the_background_and_leads_to_the_plan(draft, officer):
    job = ask_to_register(draft=draft, version=1, by=officer, on=TODAY)

    plan = AnnualPlan.objects.get()
    assert (job.state, job.result["url"]) == (JobState.DONE, f"/planning/{plan.reference}/")


def test_pressing_twice_registers_once(draft, officer):
    ask_to_register(draft=draft, version=1, by=officer, on=TODAY)

    with pytest.raises(WrongState):
        ask_to_register(draft=draft, version=1, by=officer, on=TODAY)

    assert AnnualPlan.objects.count() == 1


def test_two_asked_before_either_has_run_register_once(draft, officer, settings):
    settings.JOBS_IMMEDIATELY = False
    for _ in range(2):
        ask_to_register(draft=draft, version=1, by=officer, on=TODAY)

    register_draft(draft=draft, version=1, by=officer, on=TODAY)
    with pytest.raises(WrongState):
        register_draft(draft=draft, version=1, by=officer, on=TODAY)

    assert AnnualPlan.objects.count() == 1


def test_a_draft_changed_since_the_page_was_opened_is_not_registered(draft, officer):
    correct_line(draft=draft, row=2, cells={}, kept=True, version=1, by=officer, on=TODAY)

    for verb in (ask_to_register, register_draft):
        with pytest.raises(Conflict):
            verb(draft=draft, version=1, by=officer, on=TODAY)

    assert not AnnualPlan.objects.exists()


def test_the_rows_that_were_understood_are_registered_without_the_others(tmp_path, officer):
    draft = upload(tmp_path, row(), row(STT=2) | {LOCAL: "ba trăm"}, by=officer)

    plan = register_draft(draft=draft, version=1, by=officer, on=TODAY)

    assert [one.position for one in plan.proposals.all()] == [2]


def test_a_draft_of_which_nothing_can_be_registered_is_refused(tmp_path, officer):
    draft = upload(tmp_path, row() | {LOCAL: "ba trăm"}, by=officer)

    with pytest.raises(UnusableInput):
        register_draft(draft=draft, version=1, by=officer, on=TODAY)

    draft.refresh_from_db()
    assert (draft.state, draft.version) == ("ready", 1)


@pytest.mark.parametrize(("fact", "field"), [("Tỉnh", "province"), ("Năm", "year"), ("Cấp", "level")])
def test_a_plan_that_does_not_say_its_province_year_or_level_is_refused(fact, field, tmp_path, officer):
    draft = upload(tmp_path, by=officer, plan={**HERE, fact: None})

    with pytest.raises(UnusableInput) as refused:
        register_draft(draft=draft, version=1, by=officer, on=TODAY)

    assert refused.value.field == field
    assert not AnnualPlan.objects.exists()


def test_a_plan_of_another_province_is_refused(tmp_path, officer):
    draft = upload(tmp_path, by=officer, plan={**HERE, "Tỉnh": "Hải Phòng"})

    with pytest.raises(NotAllowed):
        register_draft(draft=draft, version=1, by=officer, on=TODAY)


def test_a_colleague_neither_registers_nor_removes_it(draft):
    colleague = officer_of("Lào Cai", email="khac@minh-hoa.example")

    for verb in (ask_to_register, register_draft):
        with pytest.raises(NotAllowed):
            verb(draft=draft, version=1, by=colleague, on=TODAY)
    with pytest.raises(NotAllowed):
        remove_draft(draft=draft, by=colleague)


def test_a_draft_thrown_away_is_gone_and_its_file_is_kept(draft, officer):
    file = draft.file

    remove_draft(draft=draft, by=officer)

    assert not PlanDraft.objects.exists()
    assert not PlanDraftLine.objects.exists()
    file.refresh_from_db()


def test_a_registered_draft_is_not_thrown_away(draft, officer):
    register_draft(draft=draft, version=1, by=officer, on=TODAY)

    with pytest.raises(WrongState):
        remove_draft(draft=draft, by=officer)
