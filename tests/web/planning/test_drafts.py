"""An uploaded plan on the site: shown, corrected, registered or thrown away."""

import pytest
from django.test import Client

from khuyencong.planning.models import AnnualPlan, PlanDraft
from khuyencong.work.models import Job, JobState
from tests.planning.books import LOCAL, row
from tests.support.reference import officer_of


def test_an_upload_leads_to_what_was_read_with_the_findings_beside_each_row(uploaded, workbook, signed_in):
    page = signed_in.get(uploaded(workbook())).content.decode()

    assert 'id="row-2"' in page
    assert "Hỗ trợ máy cưa" in page
    assert "Công ty TNHH Gỗ Xanh" in page


def test_nothing_chosen_is_said_in_the_page(signed_in):
    answer = signed_in.post("/planning/drafts/new/", {})

    assert answer.status_code == 422
    assert not PlanDraft.objects.exists()


@pytest.mark.parametrize("language", ["vi", "en"])
def test_a_hostile_file_gets_a_page_that_says_why_and_what_to_do(language, uploaded, tmp_path, signed_in):
    path = tmp_path / "ke-hoach.xlsx"
    path.write_bytes(b"MZ\x00\x00 a program")

    answer = signed_in.get(uploaded(path), headers={"accept-language": language})

    refusal = PlanDraft.objects.get().refusal[language]
    assert answer.status_code == 422
    assert refusal["reason"] in answer.content.decode()
    assert refusal["remedy"] in answer.content.decode()


@pytest.mark.parametrize("page", ["checked.xlsx", "facts/", "registration/", "lines/2/"])
def test_a_refused_file_is_never_opened_again(page, uploaded, tmp_path, signed_in):
    path = tmp_path / "ke-hoach.xlsx"
    path.write_bytes(b"MZ\x00\x00 a program")

    assert signed_in.get(uploaded(path) + page).status_code == 404


def test_a_plan_without_its_province_shows_its_rows_and_asks_for_the_province(uploaded, workbook, signed_in):
    address = uploaded(workbook(Tỉnh=None))

    page = signed_in.get(address).content.decode()
    assert 'id="row-2"' in page
    assert f"{address}facts/" in page
    assert "Tỉnh" in page

    signed_in.post(address + "facts/", {"version": "1", "province": "Lào Cai", "level": "Địa phương", "year": "2026"})
    assert "kc-tag-asks" in signed_in.get(address).content.decode()


def test_such_a_plan_cannot_be_registered_by_a_button(uploaded, workbook, signed_in):
    page = signed_in.get(uploaded(workbook(Tỉnh=None)) + "registration/").content.decode()

    assert 'name="version"' not in page


@pytest.fixture
def broken_off(uploaded, workbook):
    """The address of a draft whose reading failed."""
    address = uploaded(workbook())
    draft = PlanDraft.objects.get()
    draft.lines.all().delete()
    PlanDraft.objects.update(state="reading", header={}, findings=[], totals={})
    Job.objects.update(state=JobState.FAILED, result={}, error="Máy dừng giữa chừng.", remedy="Thử lại sau.")
    return address


def test_a_reading_that_broke_off_says_why_and_offers_to_try_again(broken_off, signed_in):
    answer = signed_in.get(broken_off)

    assert answer.status_code == 200, "not sent round between the page of the job and that of the draft"
    page = answer.content.decode()
    assert "Máy dừng giữa chừng." in page
    assert "Thử lại sau." in page
    assert f'action="{broken_off}reading/"' in page


def test_trying_again_reads_it(broken_off, signed_in):
    answer = signed_in.post(broken_off + "reading/", follow=True)

    assert answer.status_code == 200
    assert 'id="row-2"' in answer.content.decode()


def test_asking_for_it_by_get_reads_nothing(broken_off, signed_in):
    assert signed_in.get(broken_off + "reading/").status_code == 405


def test_while_it_is_being_read_the_page_leads_to_the_job(uploaded, workbook, signed_in, settings):
    settings.JOBS_IMMEDIATELY = False

    answer = signed_in.get(uploaded(workbook()))

    assert answer["Location"] == f"/jobs/{Job.objects.get().reference}/"


def test_a_cell_is_put_right_in_the_page(uploaded, workbook, signed_in):
    address = uploaded(workbook(row() | {LOCAL: "ba trăm"}))
    line = PlanDraft.objects.get().lines.get()

    answer = signed_in.post(
        f"{address}lines/2/", {**line.cells["raw"], "support_local": "300", "version": "1", "kept": "on"}
    )

    assert answer["Location"] == f"{address}#row-2"
    line.refresh_from_db()
    assert (line.problems, line.cells["support_local"]) == ([], 300_000_000)


def test_the_second_of_two_windows_is_told_and_overwrites_nothing(uploaded, workbook, signed_in):
    address = uploaded(workbook())
    raw = PlanDraft.objects.get().lines.get().cells["raw"]
    signed_in.post(f"{address}lines/2/", {**raw, "version": "1", "kept": "on", "note": "đầu"})

    answer = signed_in.post(f"{address}lines/2/", {**raw, "version": "1", "kept": "on", "note": "sau"})

    assert answer.status_code == 409
    assert PlanDraft.objects.get().lines.get().cells["note"] == "đầu"


def test_pressing_register_puts_the_plan_into_the_books_once(uploaded, workbook, signed_in):
    address = uploaded(workbook())

    answers = [signed_in.post(address + "registration/", {"version": "1"}) for _ in range(2)]

    plan = AnnualPlan.objects.get()
    assert [answer.status_code for answer in answers] == [302, 409]
    assert signed_in.get(address)["Location"] == f"/planning/{plan.reference}/"
    assert signed_in.get(answers[0]["Location"])["Location"] == f"/planning/{plan.reference}/"


def test_a_plan_of_another_province_is_refused_and_the_job_says_so(uploaded, workbook, signed_in):
    address = uploaded(workbook(Tỉnh="Hải Phòng"))

    answer = signed_in.post(address + "registration/", {"version": "1"}, follow=True)

    assert not AnnualPlan.objects.exists()
    assert "tỉnh khác" in answer.content.decode()


def test_throwing_away_asks_first(uploaded, workbook, signed_in):
    address = uploaded(workbook())

    signed_in.get(address + "removal/")
    assert PlanDraft.objects.exists()

    signed_in.post(address + "removal/")
    assert not PlanDraft.objects.exists()
    assert signed_in.get(address).status_code == 404


@pytest.mark.parametrize("page", ["", "checked.xlsx", "facts/", "lines/2/", "registration/", "removal/"])
def test_a_colleague_s_draft_is_not_found(page, uploaded, workbook, reference_data):
    address = uploaded(workbook())
    other = Client()
    other.force_login(officer_of("Lào Cai", email="khac@minh-hoa.example", enrolled=True))

    assert other.get(address + page).status_code == 404


@pytest.mark.parametrize(
    "page", ["", "?show=errors", "?page=9", "checked.xlsx", "facts/", "lines/2/", "registration/", "removal/"]
)
def test_looking_changes_nothing(page, uploaded, workbook, signed_in):
    address = uploaded(workbook())
    before = list(PlanDraft.objects.values()), list(PlanDraft.objects.get().lines.values())

    answer = signed_in.get(address + page)
    assert answer.status_code == 200
    assert b"".join(answer), "an answer read to its end closes its file"
    assert (list(PlanDraft.objects.values()), list(PlanDraft.objects.get().lines.values())) == before


def test_a_choice_of_rows_that_there_is_not_is_not_found(uploaded, workbook, signed_in):
    assert signed_in.get(uploaded(workbook()) + "?show=everything").status_code == 404


def test_the_number_of_queries_does_not_grow_with_the_rows(
    uploaded, workbook, signed_in, django_assert_max_num_queries
):
    address = uploaded(workbook(*[row(STT=n, Đơn_vị_thụ_hưởng=f"Cơ sở {n}") for n in range(1, 60)]))

    with django_assert_max_num_queries(14):
        assert signed_in.get(address).status_code == 200
