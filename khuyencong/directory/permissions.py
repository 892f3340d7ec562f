"""Who may do what to people's rights and to the register of establishments."""

import datetime
from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from khuyencong.core.refusals import NotAllowed
from khuyencong.directory.models import Establishment, Membership, Organisation, OrganisationKind
from khuyencong.directory.models.bodies import NATIONAL_KINDS
from khuyencong.directory.roles import Role
from khuyencong.directory.standing import acts_for, bodies_above, roles_of, territory_where

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from khuyencong.accounts.models import User

REGISTERING = frozenset({Role.CENTRE_OFFICER, Role.APPRAISER, Role.COMMUNE_OFFICER, Role.POLICY_OFFICER})
MERGING = frozenset({Role.CENTRE_OFFICER, Role.APPRAISER, Role.POLICY_OFFICER})
LOADING = frozenset({Role.ADMINISTRATOR, Role.POLICY_OFFICER})

# whose administrators the ministry and its agency name: those of bodies nobody in the system stands above
NAMED_FROM_ABOVE = frozenset(
    {
        OrganisationKind.PROVINCE_COMMITTEE,
        OrganisationKind.DEPARTMENT,
        OrganisationKind.REGIONAL_CENTRE,
        OrganisationKind.AGENCY,
        OrganisationKind.OTHER,
    }
)


def may_administer(person: "User", organisation: Organisation, on: datetime.date, *, role: str = "") -> bool:
    """
    Whether a person may change rights in a body: its own administrator or that of a body above it.

    The ministry and its agency name the administrators of provincial departments, but not their other people.
    """
    rows = Membership.objects.on(on).filter(user=person, role=Role.ADMINISTRATOR)
    mine = list(rows.select_related("organisation"))
    if not mine or not person.is_active:
        return False
    bodies = {organisation.pk, *bodies_above(organisation.pk, _while_it_stood(organisation, on))}
    if any(acts_for(membership.organisation, on) & bodies for membership in mine):
        return True
    national = any(membership.organisation.kind in NATIONAL_KINDS for membership in mine)
    return national and role == Role.ADMINISTRATOR and organisation.kind in NAMED_FROM_ABOVE


def may_administer_all(person: "User", memberships: Iterable[Membership], on: datetime.date) -> bool:
    """Whether a person administers every body of these memberships; none of them is not enough."""
    bodies: dict[Organisation, set[str]] = {}
    for held in memberships:
        bodies.setdefault(held.organisation, set()).add(held.role)
    return bool(bodies) and all(
        any(may_administer(person, body, on, role=role) for role in roles) for body, roles in bodies.items()
    )


def may_look_after(person: "User", user: "User", on: datetime.date) -> bool:
    """Whether a person may touch another's account: only who administers every body the other now works in."""
    return may_administer_all(person, _not_ended(user, on), on)


def may_take_in(person: "User", user: "User", on: datetime.date) -> bool:
    """
    Whether a person may give a role to somebody who has an account already.

    Of one who works somewhere else, only whoever administers those bodies too; of a shut account, only whoever
    administers every body it ever worked in. The ministry and its agency stand above all bodies.
    """
    if _is_national_administrator(person, on):
        return True
    if not user.is_active:
        return may_administer_all(person, Membership.objects.filter(user=user).select_related("organisation"), on)
    held = list(_not_ended(user, on))
    return not held or may_administer_all(person, held, on)


def _not_ended(user: "User", on: datetime.date) -> "QuerySet[Membership]":
    # not «held on the day»: a day in the past must not hide a role that began since
    rows = Membership.objects.filter(Q(valid_to=None) | Q(valid_to__gt=on), user=user)
    return rows.select_related("organisation")


def _is_national_administrator(person: "User", on: datetime.date) -> bool:
    rows = Membership.objects.on(on).filter(user=person, role=Role.ADMINISTRATOR)
    return person.is_active and rows.filter(organisation__kind__in=NATIONAL_KINDS).exists()


def _while_it_stood(organisation: Organisation, on: datetime.date) -> datetime.date:
    if organisation.valid_to is None or on < organisation.valid_to:
        return on
    return organisation.valid_to - datetime.timedelta(days=1)


def may_review_rights(person: "User", organisation: Organisation, on: datetime.date) -> bool:
    """Whether a person may sign the review of rights in a body: its leader, or whoever administers it."""
    leads = Role.LEADER in roles_of(person, on, organisation_id=organisation.pk)
    return (leads and person.is_active) or may_administer(person, organisation, on)


def may_register(person: "User", on: datetime.date, *, province_id: int, unit_id: int | None = None) -> bool:
    """Whether a person may register or correct an establishment in that province or commune."""
    return _may_in(REGISTERING, person, on, province_id, unit_id)


def may_merge(person: "User", establishment: Establishment, on: datetime.date) -> bool:
    """Whether a person may merge this establishment with another, or take a merge back."""
    return _may_in(MERGING, person, on, establishment.province_id, None)


def may_load_trades(person: "User", on: datetime.date) -> bool:
    """Whether a person may load a classification of trades."""
    return bool(roles_of(person, on) & LOADING) and person.is_active


def require(allowed: bool) -> None:
    """
    Go on only when allowed.

    :raises NotAllowed: with what to do about it.
    """
    if not allowed:
        raise NotAllowed(remedy=_("Ask your unit's administrator which role is needed."))


def _may_in(roles: frozenset[Role], person: "User", on: datetime.date, province_id: int, unit_id: int | None) -> bool:
    return territory_where(person, on, roles).covers(province_id=province_id, unit_id=unit_id)
