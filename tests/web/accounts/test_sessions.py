"""A session ends when nobody is there, when the person is shut out, and when they ask for it everywhere."""

import time

import pytest
from django.test import Client

from khuyencong.accounts import actions
from khuyencong.audit.models import Act
from tests.support.people import PASSWORD, person, sign_in

pytestmark = pytest.mark.django_db

HOME = "/accounts/"


@pytest.fixture
def at(monkeypatch):
    """Moves the middleware's clock by some seconds."""
    real = time.time

    def move(seconds):
        monkeypatch.setattr("khuyencong.accounts.middleware.time.time", lambda: real() + seconds)

    return move


def test_fifteen_idle_minutes_end_it(client, at):
    sign_in(client, person())
    client.get(HOME)

    at(15 * 60 + 31)
    answer = client.get("/accounts/?a=1")

    assert answer.url == "/accounts/login/?next=%2Faccounts%2F%3Fa%3D1"
    assert "một lúc lâu không có thao tác" in client.get(answer.url).content.decode()


def test_each_request_begins_the_quarter_anew(client, at):
    sign_in(client, person())
    for minutes in (0, 14, 28, 42):
        at(minutes * 60)
        assert client.get(HOME).status_code == 200


def test_the_time_can_be_set(client, at, settings):
    settings.SESSION_IDLE_SECONDS = 300
    sign_in(client, person())
    client.get(HOME)

    at(340)

    assert client.get(HOME).status_code == 302


def test_a_part_of_a_page_is_told_to_load_the_sign_in_whole(client, at):
    sign_in(client, person())
    client.get(HOME)
    at(1000)

    answer = client.get(HOME, headers={"HX-Request": "true"})

    assert answer["HX-Redirect"].startswith("/accounts/login/")


def test_pages_within_half_a_minute_do_not_write_the_session(client, django_assert_num_queries):
    sign_in(client, person())
    client.get("/accounts/logout/")

    with django_assert_num_queries(3):  # the session, the person, where they work
        client.get("/accounts/logout/")


def test_a_shut_account_is_out_at_the_next_request(client):
    user = person()
    sign_in(client, user)

    actions.disable(user=user, by=None)

    assert client.get(HOME).url.startswith("/accounts/login/")
    actions.enable(user=user, by=None)
    assert client.get(HOME).url.startswith("/accounts/login/")


def test_signing_out_everywhere_ends_other_machines_too(client):
    user, elsewhere = person(), Client()
    sign_in(client, user)
    sign_in(elsewhere, user)

    assert client.post("/accounts/sessions/").url == "/accounts/login/"

    assert elsewhere.get(HOME).status_code == 302
    assert client.get(HOME).status_code == 302
    assert Act.objects.filter(what="accounts.sessions.ended", actor_id=user.pk).exists()


def test_a_new_password_ends_other_machines_only(client):
    user, elsewhere = person(), Client()
    sign_in(client, user)
    sign_in(elsewhere, user)
    new = "một-mật-khẩu-khác-hẳn"

    client.post("/accounts/password/", {"oldpassword": PASSWORD, "password1": new, "password2": new})

    assert client.get(HOME).status_code == 200
    assert elsewhere.get(HOME).status_code == 302
    assert Act.objects.filter(what="accounts.password.changed").count() == 1
