"""Who is what where on a day, and what of the country each may see."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import connection

from khuyencong.directory.models import Level, Membership, Organisation, RightsReview
from khuyencong.directory.models.bodies import NATIONAL_KINDS
from khuyencong.directory.roles import Role

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from khuyencong.accounts.models import User

# A province in all its forms (another name or kind, no merger), then what was merged into it by that day.
_TERRITORY = """
    WITH RECURSIVE step AS (
        SELECT s.predecessor_id AS before, s.successor_id AS after, s."on" AS day,
               count(*) OVER (PARTITION BY s.successor_id) = 1 AS alone
        FROM directory_unitsuccession s JOIN directory_administrativeunit u ON u.id = s.successor_id
        WHERE s.whole AND (u.level = 1 OR u.id IN (SELECT territory_id FROM directory_organisation WHERE id = ANY(%s)))
    ), form(id) AS (
        SELECT territory_id FROM directory_organisation WHERE id = ANY(%s) AND territory_id IS NOT NULL
        UNION
        SELECT CASE WHEN step.before = form.id THEN step.after ELSE step.before END
        FROM form JOIN step ON (step.before = form.id OR step.after = form.id) AND step.alone
    ), seen(id) AS (
        SELECT id FROM form
        UNION
        SELECT step.before FROM seen JOIN step ON step.after = seen.id AND step.day <= %s
    ), body(id) AS (
        SELECT unnest(%s::bigint[])
        UNION
        SELECT s.predecessor_id FROM body JOIN directory_organisationsuccession s
            ON s.successor_id = body.id AND s."on" <= %s
    )
    SELECT u.level, u.id FROM seen JOIN directory_administrativeunit u ON u.id = seen.id
    UNION ALL
    SELECT 0, id FROM body
"""


@dataclass(frozen=True, slots=True)
class Scope:
    """What a person may see. ``organisation_ids``: the bodies whose files are theirs, predecessors included."""

    national: bool = False
    province_ids: frozenset[int] = frozenset()
    commune_ids: frozenset[int] = frozenset()
    organisation_ids: frozenset[int] = frozenset()

    def covers_province(self, unit_id: int | None) -> bool:
        """Whether files of that province may be seen."""
        return self.national or unit_id in self.province_ids

    def covers(self, *, province_id: int | None, unit_id: int | None = None) -> bool:
        """Whether something in that province, or in that commune of it, may be seen."""
        return self.covers_province(province_id) or unit_id in self.commune_ids


NOTHING = Scope()


def memberships_of(user: "User", on: datetime.date) -> "QuerySet[Membership]":
    """The roles a person has on a day, newest first, with their bodies."""
    rows = Membership.objects.on(on).filter(user_id=user.pk)
    return rows.select_related("organisation", "organisation__territory").order_by("-valid_from", "-pk")


def membership_for(user: "User", on: datetime.date) -> Membership | None:
    """The newest membership a person has on a day: the body they work in."""
    return memberships_of(user, on).first()


def roles_of(user: "User", on: datetime.date, *, organisation_id: int | None = None) -> frozenset[Role]:
    """The roles a person has on a day, anywhere or in one body."""
    rows = Membership.objects.on(on).filter(user_id=user.pk)
    if organisation_id is not None:
        rows = rows.filter(organisation_id=organisation_id)
    return frozenset(Role(role) for role in rows.values_list("role", flat=True))


def members_of(organisation: Organisation, on: datetime.date) -> "QuerySet[Membership]":
    """Who is what in a body on a day, by name."""
    rows = Membership.objects.on(on).filter(organisation=organisation)
    return rows.select_related("user").order_by("user__sort_key", "user_id", "role")


def territory_of(user: "User", on: datetime.date) -> Scope:
    """What a person may see on a day. Two queries, whatever the number of memberships."""
    if not user.is_active:
        return NOTHING
    rows = list(Membership.objects.on(on).filter(user_id=user.pk).values_list("organisation_id", "organisation__kind"))
    return _scope(rows, on) if rows else NOTHING


def territory_ids(organisation_ids: Iterable[int], on: datetime.date) -> Scope:
    """What bodies may see together on a day."""
    rows = Organisation.objects.filter(pk__in=list(organisation_ids)).values_list("pk", "kind")
    return _scope(list(rows), on)


def province_units_seen_by(organisation: Organisation, on: datetime.date) -> frozenset[int]:
    """Ids of the provinces whose files a body sees on a day: its own in every form, and those merged into it."""
    return territory_ids([organisation.pk], on).province_ids


def _scope(rows: list[tuple[int, str]], on: datetime.date) -> Scope:
    ids = [pk for pk, _kind in rows]
    found: dict[int, set[int]] = {0: set(), Level.PROVINCE: set(), Level.DISTRICT: set(), Level.COMMUNE: set()}
    with connection.cursor() as cursor:
        cursor.execute(_TERRITORY, [ids, ids, on, ids, on])
        for level, pk in cursor.fetchall():
            found[level].add(pk)
    return Scope(
        national=any(kind in NATIONAL_KINDS for _pk, kind in rows),
        province_ids=frozenset(found[Level.PROVINCE]),
        commune_ids=frozenset(found[Level.COMMUNE]),
        organisation_ids=frozenset(found[0]),
    )


def half_year(on: datetime.date) -> str:
    """The half-year a day lies in, as a review of rights names it: 2026-H2."""
    return f"{on.year}-H{1 if on.month <= 6 else 2}"


def review_due(organisation: Organisation, on: datetime.date) -> str | None:
    """The half-year whose rights nobody has looked over yet, or None."""
    period = half_year(on)
    done = RightsReview.objects.filter(organisation=organisation, period=period).exists()
    return None if done else period
