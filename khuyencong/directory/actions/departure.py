"""A person leaves: every right goes at once."""

import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from khuyencong.accounts.actions import end_sessions
from khuyencong.accounts.models import User
from khuyencong.core.refusals import NotAllowed
from khuyencong.directory.actions.people import end_membership
from khuyencong.directory.models import Membership
from khuyencong.directory.permissions import may_look_after


@transaction.atomic
def depart(*, user: User, by: User, on: datetime.date) -> int:
    """
    End all roles the person holds, and close all sessions; returns how many roles ended.

    Where the person also works in a body that ``by`` does not look after, single roles are ended instead.

    :raises NotAllowed: ``by`` does not administer all of the person's bodies.
    :raises Conflict: the person is ``by``, and the only administrator.
    """
    user = User.objects.select_for_update().get(pk=user.pk)
    held = list(Membership.objects.filter(user=user, valid_to=None).select_related("organisation").order_by("pk"))
    if not held or not may_look_after(by, user, on):
        raise NotAllowed(
            _("This person also works in a unit which you do not look after.") if held else None,
            remedy=_("End the roles in your own units one by one.") if held else None,
        )
    for membership in held:
        end_membership(membership=membership, by=by, on=on)
    end_sessions(user=user, by=by)
    return len(held)
