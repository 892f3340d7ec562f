"""Checking a password, and locking who guesses."""

import datetime
from typing import Any

from allauth.account.auth_backends import AuthenticationBackend
from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone

from khuyencong.accounts import actions
from khuyencong.accounts.models import User

NOBODY = 0
"""No row has this key: an unknown address costs the same statements as a known one."""


class LockingBackend(AuthenticationBackend):
    """
    E-mail and password. The fifth wrong try locks the account for a while; the answer is the same for an unknown
    address, a wrong password, a locked and a disabled account, and takes as long.
    """

    def authenticate(self, request: HttpRequest | None, **credentials: Any) -> User | None:
        email = credentials.get("email") or credentials.get("username") or ""
        password = credentials.get("password") or ""
        if not email or not password:
            return None
        return checked(email, password, now=timezone.now())


@transaction.atomic
def checked(email: str, password: str, *, now: datetime.datetime) -> User | None:
    """
    The person whose address and password these are, unless they are locked out or disabled.

    Tries on one account take turns: a hundred guesses at once are not more than five.
    """
    user = User.objects.select_for_update().filter(email=email.strip().lower()).first()
    if user is None:
        make_password(password)
        actions.count_wrong_try(user_id=NOBODY, now=now)
        return None
    right = user.check_password(password)
    if user.is_locked(now):
        return None
    if not right:
        actions.count_wrong_try(user_id=user.pk, now=now)
        return None
    return user if user.is_active else None
