"""Cells are put right in the page as they would be typed in the workbook, and the plan is checked again."""

import pytest

from khuyencong.audit.models import Act
from khuyencong.core.refusals import Conflict, NotAllowed, WrongState
from khuyencong.planning import drafts
from khuyencong.planning.actions.drafting import correct_facts, correct_line, register_draft
from khuyencong.work.models import Job
from tests.planning.books import HERE, LOCAL, row, upload
from tests.planning.plans import TODAY
from tests.support.reference import officer_of

pytestmark = pytest.mark.usefixtures("reference_data")


@pytest.fixture
def draft(tmp_path, officer):
    unread = row(STT=2, Đơn_vị_thụ_hưởng="HTX Mây Tre") | {LOCAL: "ba trăm"}
    return upload(tmp_path, row(), unread, by=officer, plan={**HERE, "Tổng số đề án": 2})


@pytest.fixture
def correct(draft, officer):
    def made(cells, *, number=3, kept=True, version=1, by=officer):
        return correct_line(draft=draft, row=number, cells=cells, kept=kept, version=version, by=by, on=TODAY)

    return made


def test_a_cell_put_right_is_read_as_the_workbook_would_be(correct):
    line = correct({"support_local": "300"})

    assert (line.problems, line.cells["support_local"], line.verdict) == ([], 300_000_000, "asks")


def test_a_cell_is_kept_as_typed(correct):
    line = correct({"support_local": " 300,00 "})

    assert line.cells["raw"]["support_local"] == " 300,00 "
    assert line.cells["support_local"] == 300_000_000


def test_the_cells_not_touched_stay_as_they_were(correct, draft):
    before = draft.lines.get(row=3).cells["raw"]

    line = correct({"support_local": "300"})

    assert {**before, "support_local": "300"} == line.cells["raw"]


def test_a_correction_checks_the_whole_plan_again(correct, draft):
    assert draft.findings == [], "while a row is unread nobody knows what the list comes to"

    correct({"support_local": "300"})

    draft.refresh_from_db()
    assert [finding["code"] for finding in draft.findings] == ["declared_support_wrong"]
    assert draft.totals["everything"]["support"] == 600_000_000


def test_a_row_left_out_is_not_judged_and_stays_in_the_workbook(correct, draft):
    line = correct({}, number=2, kept=False)

    draft.refresh_from_db()
    assert (line.kept, line.verdict, line.findings) == (False, "", [])
    assert draft.totals["everything"]["lines"] == 0


def test_of_two_windows_the_second_is_told_that_the_first_was_quicker(correct, draft):
    correct({"support_local": "300"}, version=1)

    with pytest.raises(Conflict):
        correct({"support_local": "500"}, version=1)

    draft.refresh_from_db()
    assert draft.version == 2
    assert draft.lines.get(row=3).cells["support_local"] == 300_000_000


def test_a_colleague_of_the_same_centre_corrects_nothing(correct):
    with pytest.raises(NotAllowed, match="đồng nghiệp|colleague"):
        correct({"support_local": "300"}, by=officer_of("Lào Cai", email="khac@minh-hoa.example"))


def test_a_registered_plan_is_not_corrected_any_more(correct, draft, officer):
    register_draft(draft=draft, version=1, by=officer, on=TODAY)

    with pytest.raises(WrongState):
        correct({"support_local": "300"}, version=2)


def test_the_plan_s_own_facts_are_read_as_typed(draft, officer):
    corrected = correct_facts(
        draft=draft, cells={"decided_on": "5.3.2026", "declared_projects": "1"}, version=1, by=officer, on=TODAY
    )

    facts = drafts.written_facts(corrected)
    assert (f"{facts.decided_on}", facts.declared_projects) == ("2026-03-05", 1)
    assert facts.raw["decided_on"] == "5.3.2026"


def test_a_fact_that_cannot_be_read_is_told_and_the_old_one_does_not_linger(draft, officer):
    corrected = correct_facts(draft=draft, cells={"year": "hai nghìn"}, version=1, by=officer, on=TODAY)

    assert drafts.written_facts(corrected).year is None
    assert "year" in [problem["column_field"] for problem in corrected.header["problems"]]


def test_a_long_plan_is_checked_again_in_the_background(tmp_path, officer, monkeypatch, settings):
    draft = upload(tmp_path, by=officer, plan={**HERE, "Tổng số đề án": 3})
    monkeypatch.setattr(drafts, "CHECKED_AT_ONCE", 0)
    settings.JOBS_IMMEDIATELY = False

    corrected = correct_facts(draft=draft, cells={"declared_projects": "1"}, version=1, by=officer, on=TODAY)

    assert Job.objects.get(reference=corrected.job_reference).kind == "planning.check_draft"
    assert [finding["code"] for finding in corrected.findings] == ["declared_projects_wrong"]


def test_each_correction_is_an_act_that_tells_what_stood_there_before(correct, draft, officer):
    correct({"support_local": "300"}, kept=False)
    correct_facts(draft=draft, cells={"declared_projects": "1"}, version=2, by=officer, on=TODAY)

    of_row, of_plan = Act.objects.filter(what="planning.draft.corrected").order_by("number")
    assert of_row.details == {
        "row": 3,
        "changed": {
            "kept": {"before": True, "after": False},
            "support_local": {"before": "ba trăm", "after": "300"},
        },
    }
    assert of_plan.details == {"changed": {"declared_projects": {"before": "2", "after": "1"}}}
    assert {of_row.chain, of_plan.chain} == {draft.organisation.key}
    assert of_row.actor_id == officer.pk
