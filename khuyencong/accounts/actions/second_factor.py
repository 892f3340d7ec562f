"""The second factor: accepting a code, taking the factor away, and enrolling invented people."""

import datetime

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.db import transaction
from django.db.models import F

from khuyencong.accounts import codes, sealing
from khuyencong.accounts.actions.sign_in import count_wrong_try
from khuyencong.accounts.models import User
from khuyencong.core.refusals import NotAllowed


@transaction.atomic
def accept_code(*, user: User, code: str, now: datetime.datetime) -> Authenticator | None:
    """
    The authenticator whose code this is, used up by this call; None for a wrong or used code and while locked.

    A wrong one counts towards the lock. Tries on one account take turns: of two calls with one code one gets it.
    """
    if User.objects.select_for_update().get(pk=user.pk).is_locked(now):
        return None
    for authenticator in Authenticator.objects.filter(user=user):
        if _used_up(authenticator, user, code, now):
            authenticator.user = user
            return authenticator
    count_wrong_try(user_id=user.pk, now=now)
    return None


def _used_up(authenticator: Authenticator, user: User, code: str, now: datetime.datetime) -> bool:
    if authenticator.type == Authenticator.Type.RECOVERY_CODES:
        return bool(authenticator.wrap().validate_code(code))
    step = codes.step_matching(sealing.unseal(authenticator.data["secret"]), code, now)
    if step is None:
        return False
    return bool(User.objects.filter(pk=user.pk, last_code_step__lt=step).update(last_code_step=step))


@transaction.atomic
def remove_second_factor(*, user: User, by: User | None) -> int:
    """
    Take the second factor and its recovery codes away, and end the person's sessions; returns how many there were.

    At the next sign-in they must enrol again.
    """
    found = 0
    for authenticator in Authenticator.objects.filter(user=user):
        authenticator.removed_by = by
        authenticator.delete()
        found += 1
    if found:
        User.objects.filter(pk=user.pk).update(sessions_number=F("sessions_number") + 1)
        user.refresh_from_db(fields=["sessions_number", "second_factor_since", "last_code_step"])
    return found


@transaction.atomic
def enrol_for_demo(user: User) -> str:
    """
    Give an invented person a second factor; returns the secret. Asked again, it gives the same one.

    :raises NotAllowed: the people of this site are not invented.
    """
    if not settings.DEMO:
        raise NotAllowed
    existing = Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP).first()
    if existing:
        return sealing.unseal(existing.data["secret"])
    secret = codes.new_secret()
    Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data={"secret": sealing.seal(secret)})
    user.refresh_from_db(fields=["second_factor_since"])
    return secret
