"""Giving, changing and ending people's rights; each verb is recorded in the chain of the body concerned."""

import datetime
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from khuyencong.accounts.actions import remove_second_factor
from khuyencong.accounts.models import User
from khuyencong.audit.actions import record_act
from khuyencong.core.refusals import Conflict, NotAllowed, UnusableInput, WrongState
from khuyencong.directory import permissions
from khuyencong.directory.models import Membership, Organisation, RightsReview
from khuyencong.directory.permissions import require
from khuyencong.directory.queries.people import half_year, members_of
from khuyencong.directory.roles import Role

ELSEWHERE = _("This person works in a unit which you do not look after.")
SHUT_ELSEWHERE = _("This account was shut and belonged to a unit which you do not look after.")
ASK_THEM = _(
    "Ask the administrator of a body above both units, or the agency; or invite the person under another address."
)


@dataclass(frozen=True, slots=True)
class Invited:
    """The person invited, the role given, and whether the person is new and must set a password."""

    user: User
    membership: Membership
    is_new: bool


@transaction.atomic
def invite(
    *, organisation: Organisation, email: str, full_name: str, role: str, by: User, on: datetime.date
) -> Invited:
    """
    Give a person a role in a body, and an account without a password where they have none.

    :raises NotAllowed: ``by`` does not administer the body, means themselves, or the person works (a shut account:
        worked) in a body which ``by`` does not administer.
    :raises Conflict: the person already has this role here.
    """
    require(permissions.may_administer(by, organisation, on, role=role))
    _known_role(role)
    address = email.strip().lower()
    user = User.objects.select_for_update().filter(email=address).first()
    is_new = user is None

    if user is None:
        user = User.objects.create_user(address, None, full_name=full_name.strip())
    membership = _give(user, organisation, role, by, on)
    record_act(
        actor=by,
        what="directory.person.invited",
        record=user,
        chain=organisation.key,
        organisation=organisation.key,
        role=role,
        on=on,
    )
    return Invited(user, membership, is_new)


@transaction.atomic
def grant_role(*, user: User, organisation: Organisation, role: str, by: User, on: datetime.date) -> Membership:
    """
    Give a person one more role in a body from a day.

    :raises NotAllowed: ``by`` does not administer the body, gives the role to themselves, or the person works (a shut
        account: worked) in a body which ``by`` does not administer.
    :raises Conflict: the person already has this role here.
    """
    user = User.objects.select_for_update().get(pk=user.pk)
    require(permissions.may_administer(by, organisation, on, role=role))
    _known_role(role)
    membership = _give(user, organisation, role, by, on)
    record_act(
        actor=by,
        what="directory.membership.granted",
        record=membership,
        chain=organisation.key,
        user=user.pk,
        role=role,
        on=on,
    )
    return membership


@transaction.atomic
def end_membership(*, membership: Membership, by: User, on: datetime.date) -> Membership:
    """
    End a role from a day. A person without any role left can no longer sign in.

    :raises NotAllowed: ``by`` does not administer the body.
    :raises WrongState: it has already ended.
    :raises Conflict: it is the last administrator's own role.
    """
    membership = (
        Membership.objects.select_for_update(of=("self",)).select_related("organisation", "user").get(pk=membership.pk)
    )
    require(permissions.may_administer(by, membership.organisation, on, role=membership.role))
    if membership.valid_to is not None:
        raise WrongState(_("This role has already ended."))
    if membership.user_id == by.pk and _is_last_administrator(membership, on):
        raise Conflict(
            _("You are the only administrator here."), remedy=_("Name another administrator first, then leave.")
        )

    membership.valid_to = max(on, membership.valid_from)
    membership.ended_by = by
    membership.save(update_fields=["valid_to", "ended_by"])
    if not Membership.objects.filter(user=membership.user, valid_to=None).exists():
        User.objects.filter(pk=membership.user_id).update(is_active=False)
    record_act(
        actor=by,
        what="directory.membership.ended",
        record=membership,
        chain=membership.organisation.key,
        user=membership.user_id,
        role=membership.role,
        on=on,
    )
    return membership


@transaction.atomic
def reset_second_factor(*, user: User, by: User, on: datetime.date) -> int:
    """
    Remove a person's second factors and end their sessions, so that they enrol anew at the next sign-in.

    Returns how many there were.

    :raises NotAllowed: ``by`` does not administer every body the person works in, or means themselves.
    """
    user = User.objects.select_for_update().get(pk=user.pk)
    require(permissions.may_look_after(by, user, on))
    chain = Membership.objects.filter(user=user).order_by("-valid_from", "-pk")[0].organisation.key
    if user.pk == by.pk:
        raise NotAllowed(_("Nobody resets their own second factor."), remedy=_("Ask another administrator."))

    removed = remove_second_factor(user=user, by=by)
    record_act(actor=by, what="directory.second_factor.reset", record=user, chain=chain, removed=removed, on=on)
    return removed


@transaction.atomic
def sign_off_review(
    *, organisation: Organisation, by: User, on: datetime.date, period: str | None = None
) -> RightsReview:
    """
    Sign that the rights in a body were looked over; the rows seen are kept with it.

    :raises NotAllowed: ``by`` neither leads nor administers the body.
    :raises Conflict: the half-year was already reviewed.
    """
    organisation = Organisation.objects.select_for_update(of=("self",)).get(pk=organisation.pk)
    require(permissions.may_review_rights(by, organisation, on))
    period = period or half_year(on)
    if period > half_year(on):
        raise UnusableInput(_("This half-year has not begun yet."), field="period")
    if RightsReview.objects.filter(organisation=organisation, period=period).exists():
        raise Conflict(_("The rights of this period have already been reviewed."))

    rows = [
        {"user": m.user_id, "name": m.user.full_name, "role": m.role, "since": m.valid_from.isoformat()}
        for m in members_of(organisation, on)
    ]
    review = RightsReview.objects.create(
        organisation=organisation, period=period, reviewed_by=by, reviewed_on=on, rows=rows
    )
    record_act(
        actor=by,
        what="directory.rights.reviewed",
        record=review,
        chain=organisation.key,
        period=period,
        members=len(rows),
    )
    return review


def _give(user: User, organisation: Organisation, role: str, by: User, on: datetime.date) -> Membership:
    if user.pk == by.pk:
        raise NotAllowed(_("Nobody gives a role to themselves."), remedy=_("Ask another administrator."))
    open_here = Membership.objects.filter(user=user, organisation=organisation, role=role, valid_to=None)
    if open_here.exists():
        raise Conflict(_("This person already has this role here."), field="role")
    if not permissions.may_take_in(by, user, on):
        raise NotAllowed(ELSEWHERE if user.is_active else SHUT_ELSEWHERE, remedy=ASK_THEM, field="email")
    if not user.is_active:
        user.is_active = True
        user.save(update_fields=["is_active"])
    return Membership.objects.create(user=user, organisation=organisation, role=role, valid_from=on, granted_by=by)


def _known_role(role: str) -> None:
    if role not in Role.values:
        raise UnusableInput(_("There is no such role."), field="role")


def _is_last_administrator(membership: Membership, on: datetime.date) -> bool:
    if membership.role != Role.ADMINISTRATOR:
        return False
    others = Membership.objects.on(on).filter(organisation=membership.organisation, role=Role.ADMINISTRATOR)
    return not others.exclude(user_id=membership.user_id).exists()
