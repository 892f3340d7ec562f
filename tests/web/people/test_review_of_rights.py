"""Twice a year somebody looks at who holds what, and signs."""

import io

import pytest
from django.utils import timezone
from python_calamine import CalamineWorkbook

from khuyencong.directory.models import RightsReview
from khuyencong.directory.queries.people import half_year
from khuyencong.directory.roles import Role
from tests.web.people.conftest import member

pytestmark = pytest.mark.django_db


def test_the_list_reminds_until_it_is_signed(as_administrator, department):
    assert "chưa được rà soát trong nửa năm này" in as_administrator.get("/people/").content.decode()

    as_administrator.post(f"/people/review/?body={department.pk}")

    assert "chưa được rà soát trong nửa năm này" not in as_administrator.get("/people/").content.decode()


def test_signing_keeps_who_when_and_what_was_seen(as_administrator, administrator, department, appraiser):
    as_administrator.post(f"/people/review/?body={department.pk}")

    review = RightsReview.objects.get()
    assert (review.reviewed_by, review.reviewed_on) == (administrator, timezone.localdate())
    assert review.period == half_year(timezone.localdate())
    assert {row["user"] for row in review.rows} == {administrator.pk, appraiser.pk}


def test_it_is_signed_once_in_a_half_year(as_administrator, department):
    for _ in range(2):
        as_administrator.post(f"/people/review/?body={department.pk}")

    assert RightsReview.objects.count() == 1
    assert "Tôi đã xem từng dòng; ký" not in as_administrator.get("/people/review/").content.decode()


def test_a_leader_may_sign_too(client, department):
    client.force_login(member(department, Role.LEADER, "lanh-dao@so.example"))

    assert client.get("/people/review/").status_code == 200
    client.post("/people/review/")
    assert RightsReview.objects.get().organisation == department


def test_another_unit_is_not_found(as_administrator, elsewhere):
    assert as_administrator.get("/people/review/", {"body": elsewhere.pk}).status_code == 404
    assert as_administrator.post(f"/people/review/?body={elsewhere.pk}").status_code == 404
    assert as_administrator.get("/people/review/export.xlsx", {"body": elsewhere.pk}).status_code == 404
    assert as_administrator.get("/people/review/", {"body": "x"}).status_code == 404


def test_the_workbook_holds_the_same_lines(as_administrator, department, administrator, appraiser):
    answer = as_administrator.get("/people/review/export.xlsx", {"body": department.pk})

    [sheet] = CalamineWorkbook.from_filelike(io.BytesIO(answer.content)).sheet_names
    rows = CalamineWorkbook.from_filelike(io.BytesIO(answer.content)).get_sheet_by_name(sheet).to_python()
    assert rows[3][:4] == ["STT", "Họ và tên", "Thư điện tử", "Vai trò"]
    assert {row[2] for row in rows[4:]} == {administrator.email, appraiser.email}


def test_a_name_that_looks_like_a_formula_stays_text(as_administrator, department):
    member(department, Role.ANALYST, "cong-thuc@so.example", full_name="=1+1")

    answer = as_administrator.get("/people/review/export.xlsx")

    sheet = CalamineWorkbook.from_filelike(io.BytesIO(answer.content)).get_sheet_by_index(0).to_python()
    assert "=1+1" in {row[1] for row in sheet[4:]}
