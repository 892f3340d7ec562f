"""A hundred guesses at once are not more than five, and one code opens once however many hold it."""

from functools import partial

import pytest
from django.utils import timezone

from khuyencong.accounts import actions, backends
from khuyencong.accounts.models import User
from tests.support.people import PASSWORD, code_of, person

pytestmark = pytest.mark.race

AT_ONCE = 12


def test_only_five_passwords_are_tried(race_database, monkeypatch):
    user, tried, right = person(), [], User.check_password

    def counted(self, password):
        if not self.is_locked(timezone.now()):
            tried.append(password)
        return right(self, password)

    monkeypatch.setattr(User, "check_password", counted)

    race_database.at_once(
        *(partial(backends.checked, user.email, f"guess {number}", now=timezone.now()) for number in range(AT_ONCE))
    )

    assert len(tried) == 5
    assert backends.checked(user.email, PASSWORD, now=timezone.now()) is None


def test_one_code_opens_once(race_database):
    user = person()
    code, now = code_of(user), timezone.now()

    opened = race_database.at_once(*[partial(actions.accept_code, user=user, code=code, now=now)] * AT_ONCE)

    assert len([one for one in opened if one]) == 1
