"""A workbook is taken in, read and checked; nothing of it is in the books yet."""

import datetime

import pytest

from khuyencong.audit.models import Act
from khuyencong.core.refusals import NotAllowed, WrongState
from khuyencong.directory.roles import Role
from khuyencong.files.models import StoredFile
from khuyencong.planning.actions.drafting import correct_facts, read_again, upload_plan
from khuyencong.planning.models import AnnualPlan, PlanDraft
from khuyencong.planning.queries.drafting import reading_of
from khuyencong.work.models import Job, JobState
from tests.planning.books import HERE, LOCAL, row, upload
from tests.planning.plans import TODAY
from tests.support.reference import officer_of

pytestmark = pytest.mark.usefixtures("reference_data")


def test_each_row_is_kept_as_typed_with_its_findings(tmp_path, officer):
    draft = upload(tmp_path, row(), row(STT=2, Đơn_vị_thụ_hưởng="HTX Mây Tre") | {LOCAL: "300,0"}, by=officer)

    first, second = draft.lines.all()
    assert (draft.state, first.verdict) == ("ready", "asks")
    assert second.cells["raw"]["support_local"] == "300,0"
    assert second.cells["support_local"] == 300_000_000
    assert {finding["code"] for finding in first.findings} >= {"tax_code_missing", "local_norm_missing"}


def test_nothing_of_it_is_in_the_books(tmp_path, officer):
    upload(tmp_path, by=officer)

    assert not AnnualPlan.objects.exists()


def test_what_the_plan_declares_is_compared_with_its_lines(tmp_path, officer):
    draft = upload(tmp_path, by=officer, plan={**HERE, "Tổng số đề án": 3})

    assert [finding["code"] for finding in draft.findings] == ["declared_projects_wrong"]


def test_a_row_that_cannot_be_read_waits_and_the_others_are_judged(tmp_path, officer):
    draft = upload(tmp_path, row(), row(STT=2) | {LOCAL: "ba trăm"}, by=officer)

    sound, broken = draft.lines.all()
    assert sound.verdict != ""
    assert (broken.verdict, broken.problems[0]["code"]) == ("", "not_a_number")


def test_a_plan_without_its_province_keeps_its_rows_and_asks_for_the_province(tmp_path, officer):
    draft = upload(tmp_path, by=officer, plan={**HERE, "Tỉnh": None})

    assert draft.state == "ready"
    assert draft.lines.count() == 1
    assert draft.refusal["field"] == "province"
    assert draft.totals == {}


def test_saying_the_province_afterwards_has_the_plan_judged(tmp_path, officer):
    draft = upload(tmp_path, by=officer, plan={**HERE, "Tỉnh": None})

    draft = correct_facts(draft=draft, cells={"province": "Lào Cai"}, version=1, by=officer, on=TODAY)

    assert draft.refusal == {}
    assert draft.lines.get().verdict == "asks"
    assert draft.totals["everything"]["support"] == 300_000_000


@pytest.mark.parametrize("content", [b"MZ not a workbook", b"", b"PK\x03\x04 broken"])
def test_a_hostile_file_is_refused_with_the_reason_in_both_languages(content, officer):
    draft = upload_plan(chunks=[content], name="ke-hoach.xlsx", by=officer, on=TODAY)

    assert (draft.state, draft.file.state) == ("refused", StoredFile.State.REFUSED)
    assert all(draft.refusal[language]["reason"] for language in ("vi", "en"))
    assert draft.lines.count() == 0


def test_the_name_of_a_file_is_shown_and_never_a_path(tmp_path, officer):
    draft = upload(tmp_path, by=officer, name="../../etc/kế hoạch.xlsx")

    assert draft.file.name == "kế hoạch.xlsx"


def test_uploading_is_an_act_with_the_hash_of_the_file(tmp_path, officer):
    draft = upload(tmp_path, by=officer)

    assert Act.objects.get(what="planning.draft.uploaded").details["sha256"] == draft.file.sha256


def test_a_person_whose_role_does_not_draw_up_plans_is_refused(tmp_path):
    with pytest.raises(NotAllowed):
        upload(tmp_path, by=officer_of("Lào Cai", Role.ACCOUNTANT))

    assert not PlanDraft.objects.exists()


def test_somebody_who_has_left_the_body_is_refused(tmp_path, officer):
    with pytest.raises(NotAllowed):
        upload(tmp_path, by=officer, on=datetime.date(2014, 1, 1))


@pytest.fixture
def broken_off(tmp_path, officer):
    """A draft whose job failed before anything was read."""
    draft = upload(tmp_path, by=officer)
    draft.lines.all().delete()
    PlanDraft.objects.filter(pk=draft.pk).update(state="reading", header={}, findings=[], totals={})
    Job.objects.filter(reference=draft.job_reference).update(
        state=JobState.FAILED, result={}, error="Máy dừng giữa chừng.", remedy="Thử lại."
    )
    draft.refresh_from_db()
    return draft


def test_a_reading_that_broke_off_says_why(broken_off):
    reading = reading_of(broken_off)

    assert (reading.goes_on, reading.error, reading.remedy) == (False, "Máy dừng giữa chừng.", "Thử lại.")


def test_a_reading_that_broke_off_can_be_asked_for_again(broken_off, officer):
    before = broken_off.job_reference

    draft = read_again(draft=broken_off, by=officer, on=TODAY)

    assert (draft.state, draft.lines.count()) == ("ready", 1)
    assert draft.job_reference != before


def test_a_workbook_that_was_read_is_not_read_again(tmp_path, officer):
    with pytest.raises(WrongState):
        read_again(draft=upload(tmp_path, by=officer), by=officer, on=TODAY)


def test_a_workbook_being_read_is_not_read_twice_at_once(tmp_path, officer, settings):
    settings.JOBS_IMMEDIATELY = False
    draft = upload(tmp_path, by=officer)

    with pytest.raises(WrongState):
        read_again(draft=draft, by=officer, on=TODAY)


def test_a_colleague_does_not_have_it_read_again(broken_off):
    with pytest.raises(NotAllowed):
        read_again(draft=broken_off, by=officer_of("Lào Cai", email="khac@minh-hoa.example"), on=TODAY)


def test_what_was_not_read_is_not_corrected(broken_off, officer):
    with pytest.raises(WrongState):
        correct_facts(draft=broken_off, cells={"year": "2026"}, version=1, by=officer, on=TODAY)
