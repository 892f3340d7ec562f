"""Who may change the law's rows: the policy officer of a national body for the country, of a province for its own."""

import datetime
from collections.abc import Iterator

from khuyencong.accounts.models import User
from khuyencong.core.refusals import NotAllowed
from khuyencong.directory.models import AdministrativeUnit, Membership, OrganisationKind, UnitSuccession
from khuyencong.directory.models.bodies import NATIONAL_KINDS
from khuyencong.directory.roles import Role

PROVINCE_KINDS = frozenset({OrganisationKind.PROVINCE_COMMITTEE, OrganisationKind.DEPARTMENT})


def may_change_norms_of(person: User, territory: AdministrativeUnit | None, *, on: datetime.date) -> bool:
    """Whether the person may confirm, enter or repeal norms of that territory (None: the whole country) on that day."""
    return body_for(person, territory, on=on) is not None


def body_for(person: User, territory: AdministrativeUnit | None, *, on: datetime.date) -> str | None:
    """The name of the body for which the person acts there, or None where they have no right."""
    for membership in _as_policy_officer(person, on):
        body = membership.organisation
        if territory is None and body.kind in NATIONAL_KINDS:
            return body.name
        if territory is not None and body.kind in PROVINCE_KINDS and _holds(body.territory_id, territory):
            return body.name
    return None


def require(person: User, territory: AdministrativeUnit | None, *, on: datetime.date) -> str:
    """The body's name, or :raises NotAllowed: the person is not a policy officer there."""
    body = body_for(person, territory, on=on)
    if body is None:
        raise NotAllowed
    return body


def _as_policy_officer(person: User, on: datetime.date) -> Iterator[Membership]:
    if not getattr(person, "pk", None) or not person.is_active:
        return iter(())
    rows = Membership.objects.on(on).filter(user=person, role=Role.POLICY_OFFICER)
    return rows.select_related("organisation").order_by("pk").iterator()


def _holds(body_territory: int | None, territory: AdministrativeUnit) -> bool:
    """The body's own province, or one that became part of it."""
    if body_territory is None:
        return False
    if body_territory == territory.pk:
        return True
    return UnitSuccession.objects.filter(predecessor=territory, successor_id=body_territory).exists()
