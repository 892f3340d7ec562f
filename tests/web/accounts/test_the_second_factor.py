"""Nobody goes on without a second factor; taking it away closes the door again."""

import re

import pytest
from allauth.mfa.models import Authenticator
from django.utils import timezone

from khuyencong.accounts import actions, codes
from khuyencong.accounts.models import User
from khuyencong.audit.models import Act
from tests.support.people import PASSWORD, code_of, person, sign_in

pytestmark = pytest.mark.django_db

ENROL = "/accounts/second-factor/app/"


def with_password_only(client, user):
    client.post("/accounts/login/", {"login": user.email, "password": PASSWORD})


def secret_on(page):
    return re.search(r'class="kc-secret">([A-Z2-7=]+)<', page.content.decode())[1]


def enrol(client):
    secret = secret_on(client.get(ENROL))
    return client.post(ENROL, {"code": codes.code_at(secret, codes.step_of(timezone.now()))})


@pytest.mark.parametrize("address", ["/", "/accounts/", "/search/", "/accounts/second-factor/recovery-codes/"])
def test_without_one_every_page_leads_to_enrolling(client, address):
    with_password_only(client, person(enrolled=False))

    assert client.get(address).url == ENROL


def test_posts_are_stopped_too(client):
    user = person(enrolled=False)
    with_password_only(client, user)

    client.post("/accounts/", {"full_name": "X", "language": "en"})

    user.refresh_from_db()
    assert user.full_name != "X"


def test_signing_out_and_choosing_a_language_stay_open(client):
    with_password_only(client, person(enrolled=False))

    assert client.post("/accounts/language/", {"language": "en", "next": "/"}).status_code == 302
    assert client.post("/accounts/logout/").url == "/accounts/login/"


def test_enrolling_opens_the_site_and_gives_recovery_codes(client):
    user = person(enrolled=False)
    with_password_only(client, user)

    answer = enrol(client)

    assert answer.url == "/accounts/second-factor/recovery-codes/"
    assert len(re.findall(r"<li><code>\d{8}</code>", client.get(answer.url).content.decode())) == 10
    assert client.get("/accounts/").status_code == 200
    assert Act.objects.filter(what="accounts.second_factor.enrolled", actor_id=user.pk).count() == 1


def test_the_square_is_a_picture_and_nothing_is_styled_inline(client):
    with_password_only(client, person(enrolled=False))

    page = client.get(ENROL).content.decode()

    assert 'src="data:image/svg+xml;base64,' in page
    assert not re.search(r'\sstyle="|<style|<script(?![^>]*\ssrc=)', page)


def test_the_secret_is_sealed_in_the_database():
    user = person(enrolled=False)
    secret = actions.enrol_for_demo(user)

    kept = Authenticator.objects.get(user=user).data["secret"]

    assert secret not in kept
    assert kept.startswith("gAAAA")


def test_a_reset_closes_sessions_and_asks_to_enrol_again(client):
    user, administrator = person(), person("quan-tri@so.example")
    sign_in(client, user)

    assert actions.remove_second_factor(user=user, by=administrator)

    assert client.get("/accounts/").url.startswith("/accounts/login/")
    with_password_only(client, user)
    assert client.get("/accounts/").url == ENROL
    assert Act.objects.get(what="accounts.second_factor.removed").actor_id == administrator.pk


def test_a_factor_removed_by_any_way_is_noticed_at_the_next_request(client):
    user = person()
    sign_in(client, user)

    Authenticator.objects.filter(user=user).delete()

    assert client.get("/accounts/").url == ENROL


def test_asking_for_it_costs_no_query(client, django_assert_num_queries):
    user = person()
    sign_in(client, user)
    client.get("/accounts/logout/")

    with django_assert_num_queries(3):  # the session, the person, where they work
        client.get("/accounts/logout/")


def test_a_recovery_code_opens_once(client):
    user = person()
    [code, *_] = (
        Authenticator.objects.create(user=user, type="recovery_codes", data=recovery_data()).wrap().get_unused_codes()
    )

    with_password_only(client, user)
    assert client.post("/accounts/login/code/", {"code": code}).url == "/"
    client.post("/accounts/logout/")
    with_password_only(client, user)
    assert client.post("/accounts/login/code/", {"code": code}).status_code == 200


def recovery_data():
    from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes

    from khuyencong.accounts.sealing import seal

    return {"seed": seal(RecoveryCodes.generate_seed()), "used_mask": 0}


def test_changing_the_telephone_asks_who_it_is_after_a_while(client, monkeypatch):
    user = person()
    sign_in(client, user)
    monkeypatch.setattr("khuyencong.web.accounts.adapter.RECENT_SECONDS", -1)

    answer = client.get("/accounts/second-factor/app/removal/")

    assert answer.url.startswith("/accounts/confirm/")


@pytest.mark.parametrize("way", ["password", "code"])
def test_either_factor_confirms_who_it_is(client, monkeypatch, way):
    user = person()
    sign_in(client, user)
    monkeypatch.setattr("khuyencong.web.accounts.adapter.RECENT_SECONDS", -1)
    there = "/accounts/second-factor/"
    User.objects.filter(pk=user.pk).update(last_code_step=0)

    if way == "password":
        answer = client.post("/accounts/confirm/", {"password": PASSWORD, "next": there})
    else:
        answer = client.post("/accounts/confirm/code/", {"code": code_of(user), "next": there})

    assert answer.url == there
