"""Counting wrong tries, in the database: the count is one, however many processes and addresses try."""

import datetime

from django.conf import settings
from django.db import transaction
from django.db.models import F, Q

from khuyencong.accounts.models import User
from khuyencong.audit.actions import record_act


@transaction.atomic
def count_wrong_try(*, user_id: int, now: datetime.datetime) -> bool:
    """
    One more wrong password or code; returns whether it locked the account. Tries while locked do not count, so that
    nobody can keep a colleague out for ever by guessing on.
    """
    row = User.objects.filter(pk=user_id)
    row.filter(Q(locked_until=None) | Q(locked_until__lte=now)).update(failed_sign_ins=F("failed_sign_ins") + 1)
    until = now + datetime.timedelta(minutes=settings.LOCK_MINUTES)
    locked = row.filter(failed_sign_ins__gte=settings.WRONG_TRIES_BEFORE_LOCK).update(
        locked_until=until, failed_sign_ins=0
    )
    if locked:
        record_act(actor=None, what="accounts.sign_in.locked", record=row.get(), until=until)
    return bool(locked)


def clear_wrong_tries(*, user: User) -> None:
    """Forget wrong tries: the person has proved who they are."""
    if user.failed_sign_ins or user.locked_until:
        User.objects.filter(pk=user.pk).update(failed_sign_ins=0, locked_until=None)
        user.failed_sign_ins, user.locked_until = 0, None
