"""An administrator looks after the people of their body and of those below it, and of no other."""

import datetime
import re

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from khuyencong.accounts.models import User
from khuyencong.audit.models import Act
from khuyencong.directory.models import Membership, OrganisationKind
from khuyencong.directory.roles import Role
from tests.support.people import code_of
from tests.web.people.conftest import body, member

pytestmark = pytest.mark.django_db

PAGES_OF_ONE = ["", "second-factor/", "departure/"]
POSTS_OF_ONE = ["role/", "invitation/", "second-factor/", "departure/"]


def text_of(answer):
    return answer.content.decode()


def test_the_list_shows_own_people_and_those_below(as_administrator, appraiser, officer, stranger):
    shown = text_of(as_administrator.get("/people/"))

    assert appraiser.email in shown
    assert officer.email in shown
    assert stranger.email not in shown


def test_somebody_below_does_not_see_those_above(client, centre, appraiser, officer):
    client.force_login(member(centre, Role.ADMINISTRATOR, "quan-tri@tt.example"))

    shown = text_of(client.get("/people/"))

    assert officer.email in shown
    assert appraiser.email not in shown
    assert client.get(f"/people/{appraiser.pk}/").status_code == 404


@pytest.mark.parametrize("address", PAGES_OF_ONE)
def test_people_of_another_unit_are_not_found(as_administrator, stranger, address):
    assert as_administrator.get(f"/people/{stranger.pk}/{address}").status_code == 404


@pytest.mark.parametrize("address", POSTS_OF_ONE)
def test_nothing_can_be_done_to_people_of_another_unit(as_administrator, stranger, address):
    assert as_administrator.post(f"/people/{stranger.pk}/{address}").status_code == 404


def test_a_role_in_another_unit_cannot_be_ended(as_administrator, stranger):
    pk = stranger.memberships.get().pk

    assert as_administrator.post(f"/people/roles/{pk}/end/", {"on": "2026-01-01"}).status_code == 404
    assert Membership.objects.get(pk=pk).valid_to is None


@pytest.mark.parametrize("address", ["", "invitation/", "review/", "review/export.xlsx"])
def test_colleagues_without_the_role_may_not(client, appraiser, address):
    client.force_login(appraiser)

    assert client.get(f"/people/{address}").status_code == 403


def test_one_who_is_no_longer_administrator_may_not_from_the_next_request_on(as_administrator, administrator):
    assert as_administrator.get("/people/").status_code == 200
    Membership.objects.filter(user=administrator).update(valid_to=timezone.localdate())

    assert as_administrator.get("/people/").status_code == 403


def test_nobody_signed_out_sees_anything(client, db):
    assert client.get("/people/").url.startswith("/accounts/login/")


@pytest.mark.parametrize(("words", "found"), [("do h", True), ("Đỗ", True), ("tham", True), ("pham", False)])
def test_people_are_found_without_marks(as_administrator, appraiser, words, found):
    assert (appraiser.email in text_of(as_administrator.get("/people/", {"q": words}))) == found


@pytest.mark.parametrize("more", [0, 12])
def test_the_list_costs_the_same_for_any_number(
    as_administrator, department, centre, officer, django_assert_max_num_queries, more
):
    for number in range(more):
        member(centre, Role.CENTRE_OFFICER, f"them-{number}@tt.example")
    as_administrator.get("/people/")

    with django_assert_max_num_queries(10):
        as_administrator.get("/people/")


def invite(client, organisation, **changes):
    form = {
        "full_name": "Vũ T. N.",
        "email": "moi@so.example",
        "organisation": organisation.pk,
        "role": "accountant",
        "on": "2026-01-01",
    }
    return client.post("/people/invitation/", form | changes)


def test_an_invited_person_comes_by_the_link_and_the_button(as_administrator, centre, client):
    answer = invite(as_administrator, centre)

    invited = User.objects.get(email="moi@so.example")
    assert answer.url == f"/people/{invited.pk}/"
    [letter] = mail.outbox
    assert "Trung tâm Khuyến công Hải Phòng" in letter.body
    assert "Phạm V. Q." in letter.body
    link = re.search(r"http://testserver(/accounts/invitation/\S+)", letter.body)[1]
    as_administrator.logout()
    assert client.get(link).status_code == 200
    client.post(link, {"password": "mật-khẩu-mới-của-tôi", "again": "mật-khẩu-mới-của-tôi"})
    client.post("/accounts/login/", {"login": invited.email, "password": "mật-khẩu-mới-của-tôi"})
    assert client.get("/").url == "/accounts/second-factor/app/"


def test_a_person_with_a_password_is_led_to_the_sign_in(as_administrator, department, officer):
    invite(as_administrator, department, email=officer.email)

    assert "http://testserver/accounts/login/" in mail.outbox[0].body
    assert officer.memberships.filter(organisation=department).exists()


def test_a_person_of_another_unit_is_refused_in_words(as_administrator, department, stranger):
    answer = invite(as_administrator, department, email=stranger.email)

    assert "đơn vị không do bạn quản trị" in text_of(answer)
    assert mail.outbox == []
    assert stranger.memberships.count() == 1


def test_nobody_is_invited_into_another_unit(as_administrator, elsewhere):
    answer = invite(as_administrator, elsewhere)

    assert answer.status_code == 200
    assert not User.objects.filter(email="moi@so.example").exists()
    assert mail.outbox == []


def test_the_same_role_twice_is_told_and_sends_nothing(as_administrator, department, appraiser):
    answer = invite(as_administrator, department, email=appraiser.email, role="appraiser")

    assert answer.status_code == 200
    assert "kc-wrong" in text_of(answer)
    assert mail.outbox == []


def test_the_letter_can_be_sent_again(as_administrator, department):
    invite(as_administrator, department)
    invited = User.objects.get(email="moi@so.example")

    as_administrator.post(f"/people/{invited.pk}/invitation/")

    assert len(mail.outbox) == 2


def test_a_role_is_given_and_ended_with_dates(as_administrator, department, appraiser):
    form = {"organisation": department.pk, "role": "inspector", "on": "2026-02-01"}
    as_administrator.post(f"/people/{appraiser.pk}/role/", form)
    given = appraiser.memberships.get(role="inspector")

    as_administrator.post(f"/people/roles/{given.pk}/end/", {"on": "2026-03-01"})

    given.refresh_from_db()
    assert (given.valid_from, given.valid_to) == (datetime.date(2026, 2, 1), datetime.date(2026, 3, 1))


def test_a_wrong_day_is_told_in_place(as_administrator, department, appraiser):
    form = {"organisation": department.pk, "role": "inspector", "on": "31/02/2026"}

    answer = as_administrator.post(f"/people/{appraiser.pk}/role/", form)

    assert answer.status_code == 422
    assert 'href="#id_on"' in text_of(answer)


def test_an_end_after_today_is_told(as_administrator, appraiser):
    pk = appraiser.memberships.get().pk

    answer = as_administrator.post(f"/people/roles/{pk}/end/", {"on": "2099-01-01"})

    assert "Ngày này không được sau hôm nay" in text_of(answer)


def test_nobody_gives_themselves_a_role(as_administrator, department, administrator):
    form = {"organisation": department.pk, "role": "leader", "on": "2026-02-01"}

    as_administrator.post(f"/people/{administrator.pk}/role/", form)

    assert not administrator.memberships.filter(role="leader").exists()


def test_the_only_administrator_cannot_leave(as_administrator, administrator):
    as_administrator.post(f"/people/{administrator.pk}/departure/")

    assert administrator.memberships.get().valid_to is None


def test_who_leaves_loses_every_role_and_every_session(as_administrator, appraiser, department):
    theirs = Client()
    theirs.force_login(appraiser)
    Membership.objects.create(
        user=appraiser, organisation=department, role="inspector", valid_from=datetime.date(2026, 1, 1)
    )

    as_administrator.post(f"/people/{appraiser.pk}/departure/")

    assert not appraiser.memberships.filter(valid_to=None).exists()
    assert theirs.get("/accounts/").url.startswith("/accounts/login/")


def test_asking_shows_what_will_happen_and_changes_nothing(as_administrator, appraiser):
    shown = text_of(as_administrator.get(f"/people/{appraiser.pk}/departure/"))

    assert "Sở Công Thương Hải Phòng" in shown
    assert appraiser.memberships.get().valid_to is None


def test_a_reset_makes_the_person_enrol_again_and_closes_their_sessions(as_administrator, administrator, appraiser):
    assert code_of(appraiser)
    theirs = Client()
    theirs.force_login(appraiser)

    as_administrator.post(f"/people/{appraiser.pk}/second-factor/")

    appraiser.refresh_from_db()
    assert appraiser.second_factor_since is None
    assert theirs.get("/accounts/").url.startswith("/accounts/login/")
    assert Act.objects.get(what="accounts.second_factor.removed").actor_id == administrator.pk


def test_the_ministry_names_administrators_of_departments_only(client, department, appraiser, administrator):
    agency = body("cuc", "Cục", kind=OrganisationKind.AGENCY)
    client.force_login(member(agency, Role.ADMINISTRATOR, "quan-tri@cuc.example"))

    assert invite(client, department, role="administrator").status_code == 302
    assert invite(client, department, role="appraiser", email="khac@so.example").status_code == 200
    shown = text_of(client.get("/people/"))
    assert administrator.email in shown
    assert appraiser.email not in shown
