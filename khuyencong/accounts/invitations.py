"""Invitations to a first password: a signed link which runs out and works once."""

import datetime

from django.conf import settings
from django.core import signing
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from khuyencong.accounts.models import User

SALT = "khuyencong.accounts.invitation"
RUN_OUT = _("This invitation has run out or has been used. Ask your unit's administrator for a new one.")


def token_for(user: User) -> str:
    """What the link in the letter carries. It stops working when the person has set a password."""
    return signing.dumps([user.pk, _state(user)], salt=SALT, compress=True)


def person_of(token: str) -> User | None:
    """The active person whom a token still invites."""
    lifetime = datetime.timedelta(days=settings.INVITATION_DAYS)
    try:
        key, state = signing.loads(token, salt=SALT, max_age=lifetime)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    user = User.objects.filter(pk=key, is_active=True).first()
    return user if user is not None and _state(user) == state else None


def _state(user: User) -> str:
    return salted_hmac(SALT, f"{user.password}|{user.email}|{user.sessions_number}", algorithm="sha256").hexdigest()[
        :20
    ]
