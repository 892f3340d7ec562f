"""A person leaves: every right goes at once."""

import datetime

from django.db import transaction

from khuyencong.accounts.actions import end_sessions
from khuyencong.accounts.models import User
from khuyencong.core.refusals import NotAllowed
from khuyencong.directory.actions.people import end_membership
from khuyencong.directory.models import Membership
from khuyencong.directory.permissions import may_administer


@transaction.atomic
def depart(*, user: User, by: User, on: datetime.date) -> int:
    """
    End all roles the person holds in bodies that ``by`` administers, and close all sessions; returns how many ended.

    Roles in other bodies stay; whoever looks after those ends them.

    :raises NotAllowed: ``by`` administers none of the person's bodies.
    :raises Conflict: the person is ``by``, and the only administrator.
    """
    held = Membership.objects.filter(user=user, valid_to=None).select_related("organisation").order_by("pk")
    mine = [one for one in held if may_administer(by, one.organisation, on, role=one.role)]
    if not mine:
        raise NotAllowed
    for membership in mine:
        end_membership(membership=membership, by=by, on=on)
    end_sessions(user=user, by=by)
    return len(mine)
