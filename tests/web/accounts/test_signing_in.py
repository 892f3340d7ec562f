"""Signing in: two factors, a lock after five wrong tries, the same answer for whoever is not let in."""

import datetime
import re

import pytest
from django.core.cache import cache
from django.utils import timezone

from khuyencong.accounts import actions
from khuyencong.accounts.models import User
from khuyencong.audit.models import Act
from tests.support.people import PASSWORD, code_of, person, sign_in

pytestmark = pytest.mark.django_db

LOGIN = "/accounts/login/"
CODE = "/accounts/login/code/"


def try_password(client, email, password="sai-mật-khẩu"):
    return client.post(LOGIN, {"login": email, "password": password})


def without_tokens(answer):
    text = re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", answer.content.decode())
    return re.sub(r'name="login" value="[^"]+"', "", text)


def is_signed_in(client):
    return client.get("/accounts/").status_code == 200


def test_both_factors_open_the_account(client):
    user = person()

    assert try_password(client, user.email, PASSWORD).url == CODE
    assert not is_signed_in(client)

    assert client.post(CODE, {"code": code_of(user)}).url == "/"
    assert is_signed_in(client)


def test_an_address_is_the_same_in_capitals(client):
    user = person()

    assert try_password(client, user.email.upper(), PASSWORD).url == CODE


def test_a_wrong_code_does_not_open_it(client):
    user = person()
    try_password(client, user.email, PASSWORD)

    answer = client.post(CODE, {"code": "000000"})

    assert "Mã không đúng hoặc đã được dùng" in answer.content.decode()
    assert not is_signed_in(client)


def test_a_code_works_once(client, django_user_model):
    user = person()
    code = code_of(user)
    try_password(client, user.email, PASSWORD)
    client.post(CODE, {"code": code})
    client.post("/accounts/logout/")

    try_password(client, user.email, PASSWORD)
    client.post(CODE, {"code": code})

    assert not is_signed_in(client)


def test_an_older_code_does_not_work_after_a_newer_one():
    user = person()
    now = timezone.now()
    old, new = code_of(user, now - datetime.timedelta(seconds=30)), code_of(user, now)

    assert actions.accept_code(user=user, code=new, now=now)
    assert actions.accept_code(user=user, code=old, now=now) is None


def test_the_sixth_try_is_refused_even_with_the_right_password(client):
    user = person()
    for _ in range(5):
        try_password(client, user.email)

    answer = try_password(client, user.email, PASSWORD)

    assert answer.status_code == 200
    assert "khóa 15 phút" in answer.content.decode()


def test_the_lock_stands_in_the_trail(client):
    user = person()
    for _ in range(5):
        try_password(client, user.email)

    assert Act.objects.filter(what="accounts.sign_in.locked", record_id=str(user.pk)).count() == 1


def test_the_lock_opens_after_fifteen_minutes(client):
    user = person()
    for _ in range(5):
        try_password(client, user.email)
    user.refresh_from_db()
    assert user.is_locked(timezone.now() + datetime.timedelta(minutes=14))
    assert not user.is_locked(timezone.now() + datetime.timedelta(minutes=15, seconds=1))

    User.objects.filter(pk=user.pk).update(locked_until=timezone.now() - datetime.timedelta(seconds=1))

    assert try_password(client, user.email, PASSWORD).url == CODE


def test_guessing_on_does_not_make_the_lock_longer(client):
    user = person()
    for _ in range(5):
        try_password(client, user.email)
    until = User.objects.get(pk=user.pk).locked_until
    for _ in range(6):
        try_password(client, user.email)

    assert User.objects.get(pk=user.pk).locked_until == until


def test_wrong_codes_count_too_and_the_password_alone_does_not_forgive_them(client):
    user = person()
    for _ in range(5):
        try_password(client, user.email, PASSWORD)
        client.post(CODE, {"code": "000000"})
        client.post("/accounts/logout/")

    assert User.objects.get(pk=user.pk).is_locked(timezone.now())


def test_a_whole_sign_in_forgives_wrong_tries(client):
    user = person()
    for _ in range(4):
        try_password(client, user.email)

    sign_in(client, user)

    assert User.objects.get(pk=user.pk).failed_sign_ins == 0


def test_unknown_wrong_locked_and_shut_look_the_same(client):
    user, shut = person(), person("shut@so.example", is_active=False)
    unknown = try_password(client, "khong-co@so.example")
    wrong = try_password(client, user.email)
    for _ in range(5):
        try_password(client, user.email)
    locked = try_password(client, user.email, PASSWORD)
    closed = try_password(client, shut.email, PASSWORD)

    assert len({without_tokens(answer) for answer in (unknown, wrong, locked, closed)}) == 1
    assert {answer.status_code for answer in (unknown, wrong, locked, closed)} == {200}


def test_an_unknown_address_costs_the_same_statements(client, django_assert_num_queries):
    user = person()
    from khuyencong.accounts.backends import checked

    with django_assert_num_queries(7):
        checked("khong-co@so.example", "x", now=timezone.now())
    with django_assert_num_queries(7):
        checked(user.email, "x", now=timezone.now())


def test_an_unknown_address_costs_a_hash_too(monkeypatch):
    from khuyencong.accounts import backends

    hashed = []
    monkeypatch.setattr(backends, "make_password", hashed.append)

    backends.checked("khong-co@so.example", "x", now=timezone.now())

    assert hashed == ["x"]


def test_signing_in_changes_the_session_key(client):
    user = person()
    client.get(LOGIN)
    try_password(client, user.email)
    before = client.session.session_key

    sign_in(client, user)

    assert client.session.session_key != before
    assert client.session["_auth_user_id"] == str(user.pk)


def test_there_is_no_way_to_sign_up(client):
    for address in ("signup/", "email/", "confirm-email/", "social/login/", "2fa/webauthn/"):
        assert client.get(f"/accounts/{address}").status_code == 404


def test_the_language_of_the_person_is_used_from_the_sign_in_on(client):
    user = person(language="en")

    sign_in(client, user)

    assert "My account" in client.get("/accounts/").content.decode()


def test_next_never_leads_to_another_site(client):
    user = person()
    client.post(LOGIN, {"login": user.email, "password": PASSWORD, "next": "https://elsewhere.example/"})

    assert client.post(CODE, {"code": code_of(user)}).url == "/"


def test_too_many_tries_from_one_address_get_a_readable_page(client, settings):
    cache.clear()
    settings.ACCOUNT_RATE_LIMITS = {"login": "2/m/ip"}
    for _ in range(2):
        try_password(client, "khong-co@so.example")

    answer = try_password(client, "khong-co@so.example")

    assert answer.status_code == 429
    assert "Hãy đợi một phút rồi thử lại" in answer.content.decode()
    cache.clear()
