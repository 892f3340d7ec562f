"""People for tests: smallest valid ones, and the way they sign in."""

import datetime

from django.utils import timezone

from khuyencong.accounts.actions import enrol_for_demo
from khuyencong.accounts.models import User
from khuyencong.accounts.queries import unused_code

PASSWORD = "một-mật-khẩu-đủ-dài"


def person(email="lan@so-hai-phong.example", *, enrolled=True, password=PASSWORD, **fields):
    """A person who can sign in; enrolled for the second factor unless said otherwise."""
    fields.setdefault("full_name", "Trần T. L.")
    user = User.objects.create_user(email, password, **fields)
    if enrolled:
        enrol_for_demo(user)
    return user


def code_of(user, now: datetime.datetime | None = None):
    """A code of the person's authenticator that has not been used."""
    user.refresh_from_db()
    code, _wait = unused_code(user, now=now or timezone.now())
    return code


def sign_in(client, user, *, password=PASSWORD, **extra):
    """Sign in through the pages with both factors; returns the last answer."""
    client.post("/accounts/login/", {"login": user.email, "password": password}, **extra)
    return client.post("/accounts/login/code/", {"code": code_of(user)}, **extra)
