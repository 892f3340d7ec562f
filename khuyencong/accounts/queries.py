"""Answers about accounts."""

import datetime

from allauth.mfa.models import Authenticator

from khuyencong.accounts import codes, sealing
from khuyencong.accounts.models import User


def unused_code(user: User, *, now: datetime.datetime) -> tuple[str, int] | None:
    """
    A code of an authenticator that will be accepted, and the seconds to wait until then (mostly 0); None without one.
    """
    authenticator = Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP).first()
    if authenticator is None:
        return None
    here = codes.step_of(now)
    step = max(here, user.last_code_step + 1)
    opens_at = (step - codes.TOLERANCE) * codes.SECONDS
    secret = sealing.unseal(authenticator.data["secret"])
    return codes.code_at(secret, step), max(0, opens_at - int(now.timestamp()))


def unused_recovery_codes(user: User) -> int:
    """How many recovery codes are left."""
    authenticator = Authenticator.objects.filter(user=user, type=Authenticator.Type.RECOVERY_CODES).first()
    return len(authenticator.wrap().get_unused_codes()) if authenticator else 0
