"""My own account, forgotten passwords and invitations."""

import re

import pytest
from django.core import mail, signing

from khuyencong.accounts import invitations, notices
from khuyencong.accounts.models import User
from tests.support.people import PASSWORD, person, sign_in

pytestmark = pytest.mark.django_db

NEW = "một-mật-khẩu-khác-hẳn"


def test_details_and_language_are_kept(client):
    user = person()
    sign_in(client, user)

    answer = client.post("/accounts/", {"full_name": " Trần  T. Lan ", "phone": "0912", "language": "en"}, follow=True)

    user.refresh_from_db()
    assert (user.full_name, user.phone, user.language) == ("Trần T. Lan", "0912", "en")
    assert "Your details are kept." in answer.content.decode()


def test_a_missing_name_is_told_at_the_field(client):
    sign_in(client, person())

    answer = client.post("/accounts/", {"full_name": "", "language": "vi"})

    assert answer.status_code == 200
    assert 'href="#id_full_name"' in answer.content.decode()


def test_the_language_switch_is_kept_with_the_person(client):
    user = person()
    sign_in(client, user)

    client.post("/accounts/language/", {"language": "en", "next": "/accounts/"})

    user.refresh_from_db()
    assert user.language == "en"


def test_a_strange_language_is_not_kept(client):
    user = person()
    sign_in(client, user)

    client.post("/accounts/language/", {"language": "xx", "next": "/accounts/"})

    user.refresh_from_db()
    assert user.language == "vi"


def link_in(letter):
    return re.search(r"http://testserver(\S+)", letter.body)[1]


def test_a_forgotten_password_is_renewed_by_letter_once(client):
    user = person()
    client.post("/accounts/password/forgotten/", {"email": user.email})
    [letter] = mail.outbox
    link = re.search(r"http://testserver(/accounts/password/forgotten/\S+)", letter.body)[1]

    form = client.get(link).url
    answer = client.post(form, {"password1": NEW, "password2": NEW})

    assert answer.url == "/accounts/password/renewed/"
    assert User.objects.get(pk=user.pk).check_password(NEW)
    assert "không còn dùng được" in client.get(link).content.decode()


def test_opening_the_letter_alone_changes_nothing(client):
    user = person()
    client.post("/accounts/password/forgotten/", {"email": user.email})
    link = re.search(r"http://testserver(/accounts/password/forgotten/\S+)", mail.outbox[0].body)[1]

    client.get(link, follow=True)

    assert User.objects.get(pk=user.pk).check_password(PASSWORD)


def test_an_unknown_address_gets_the_same_page_and_a_letter(client):
    user = person()

    known = client.post("/accounts/password/forgotten/", {"email": user.email})
    unknown = client.post("/accounts/password/forgotten/", {"email": "khong-co@so.example"})

    assert (known.status_code, known.url) == (unknown.status_code, unknown.url)
    assert len(mail.outbox) == 2
    assert "http://testserver/accounts/password" not in mail.outbox[1].body


@pytest.fixture
def invited():
    return person("moi@so.example", enrolled=False, password=None)


def test_an_invitation_is_a_letter_with_a_page_with_a_button(client, invited):
    link = f"http://testserver/accounts/invitation/{invitations.token_for(invited)}/"
    notices.send_invitation(invited=invited, inviter=person(), body="Sở Công Thương", role="thẩm định", link=link)
    [letter] = mail.outbox

    page = client.get(link_in(letter))

    assert letter.to == ["moi@so.example"]
    assert letter.subject == "Khuyến Công: lời mời tham gia Sở Công Thương"
    assert "Nhận lời và đặt mật khẩu này" in page.content.decode()
    assert not User.objects.get(pk=invited.pk).has_usable_password()


def test_accepting_sets_the_password_once(client, invited):
    address = f"/accounts/invitation/{invitations.token_for(invited)}/"

    assert client.post(address, {"password": NEW, "again": NEW}).url == "/accounts/login/"

    assert User.objects.get(pk=invited.pk).check_password(NEW)
    assert client.get(address).status_code == 410
    assert client.post(address, {"password": PASSWORD, "again": PASSWORD}).status_code == 410


def test_two_different_passwords_are_told(client, invited):
    address = f"/accounts/invitation/{invitations.token_for(invited)}/"

    answer = client.post(address, {"password": NEW, "again": PASSWORD})

    assert "Hai lần nhập mật khẩu không giống nhau" in answer.content.decode()


@pytest.mark.parametrize("password", ["ngắn", "1234567890123", "password123"])
def test_a_weak_password_is_refused(client, invited, password):
    address = f"/accounts/invitation/{invitations.token_for(invited)}/"

    assert client.post(address, {"password": password, "again": password}).status_code == 200
    assert not User.objects.get(pk=invited.pk).has_usable_password()


def test_an_invitation_runs_out(client, invited, settings):
    token = invitations.token_for(invited)
    settings.INVITATION_DAYS = -1

    answer = client.get(f"/accounts/invitation/{token}/")

    assert answer.status_code == 410
    assert "đã hết hạn hoặc đã được dùng" in answer.content.decode()


@pytest.mark.parametrize(
    "token",
    ["x", "a:b:c", signing.dumps("nothing", salt=invitations.SALT)],
    ids=["one letter", "not signed by us", "of nobody"],
)
def test_a_made_up_token_invites_nobody(client, token):
    assert client.get(f"/accounts/invitation/{token}/").status_code == 410
