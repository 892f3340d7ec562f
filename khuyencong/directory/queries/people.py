"""Who is what where on a day, and what of the country each may see."""

import datetime
from typing import TYPE_CHECKING

from khuyencong.directory.models import Membership, Organisation, RightsReview
from khuyencong.directory.standing import (
    NOTHING,
    Scope,
    province_units_seen_by,
    roles_of,
    territory_ids,
    territory_of,
    territory_where,
)

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from khuyencong.accounts.models import User

__all__ = [
    "NOTHING",
    "Scope",
    "half_year",
    "members_of",
    "membership_for",
    "memberships_of",
    "province_units_seen_by",
    "review_due",
    "roles_of",
    "territory_ids",
    "territory_of",
    "territory_where",
]


def memberships_of(user: "User", on: datetime.date) -> "QuerySet[Membership]":
    """The roles a person has on a day, newest first, with their bodies."""
    rows = Membership.objects.on(on).filter(user_id=user.pk)
    return rows.select_related("organisation", "organisation__territory").order_by("-valid_from", "-pk")


def membership_for(user: "User", on: datetime.date) -> Membership | None:
    """The newest membership a person has on a day: the body they work in."""
    return memberships_of(user, on).first()


def members_of(organisation: Organisation, on: datetime.date) -> "QuerySet[Membership]":
    """Who is what in a body on a day, by name."""
    rows = Membership.objects.on(on).filter(organisation=organisation)
    return rows.select_related("user").order_by("user__sort_key", "user_id", "role")


def half_year(on: datetime.date) -> str:
    """The half-year a day lies in, as a review of rights names it: 2026-H2."""
    return f"{on.year}-H{1 if on.month <= 6 else 2}"


def review_due(organisation: Organisation, on: datetime.date) -> str | None:
    """The half-year whose rights nobody has looked over yet, or None."""
    period = half_year(on)
    done = RightsReview.objects.filter(organisation=organisation, period=period).exists()
    return None if done else period
