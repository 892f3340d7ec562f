"""Who may do what to people's rights and to the register of establishments."""

import datetime
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from khuyencong.core.refusals import NotAllowed
from khuyencong.directory.models import Establishment, Membership, Organisation, OrganisationKind
from khuyencong.directory.models.bodies import NATIONAL_KINDS
from khuyencong.directory.roles import Role
from khuyencong.directory.standing import Scope, acts_for, bodies_above, roles_of, territory_of

if TYPE_CHECKING:
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
    if not roles_of(person, on) & roles:
        return False
    scope: Scope = territory_of(person, on)
    return scope.covers(province_id=province_id, unit_id=unit_id)
