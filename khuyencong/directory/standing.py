"""Where a person or a body stands on a day: roles, bodies above and before it, and what of the country it may see."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import connection

from khuyencong.directory.models import Level, Membership, Organisation
from khuyencong.directory.models.bodies import NATIONAL_KINDS
from khuyencong.directory.roles import Role

if TYPE_CHECKING:
    from khuyencong.accounts.models import User

_CLOSURE = """
    WITH RECURSIVE found(id) AS (
        SELECT %s::bigint
        UNION
        SELECT s.{other} FROM found JOIN directory_organisationsuccession s ON s.{one} = found.id
        WHERE s."on" <= %s
    )
    SELECT id FROM found
"""


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


_FORMS = """
    WITH RECURSIVE step AS (
        SELECT s.predecessor_id AS before, s.successor_id AS after,
               count(*) OVER (PARTITION BY s.successor_id) = 1 AS alone
        FROM directory_unitsuccession s JOIN directory_administrativeunit u ON u.id = s.successor_id
        WHERE s.whole AND u.level = 1
    ), form(id) AS (
        SELECT %s::bigint
        UNION
        SELECT CASE WHEN step.before = form.id THEN step.after ELSE step.before END
        FROM form JOIN step ON (step.before = form.id OR step.after = form.id) AND step.alone
    )
    SELECT id FROM form
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


def roles_of(user: "User", on: datetime.date, *, organisation_id: int | None = None) -> frozenset[Role]:
    """The roles a person has on a day, anywhere or in one body."""
    rows = Membership.objects.on(on).filter(user_id=user.pk)
    if organisation_id is not None:
        rows = rows.filter(organisation_id=organisation_id)
    return frozenset(Role(role) for role in rows.values_list("role", flat=True))


def territory_of(user: "User", on: datetime.date) -> Scope:
    """What a person may see on a day. Two queries, whatever the number of memberships."""
    if not user.is_active:
        return NOTHING
    rows = list(Membership.objects.on(on).filter(user_id=user.pk).values_list("organisation_id", "organisation__kind"))
    return territory_with(rows, on) if rows else NOTHING


def territory_where(user: "User", on: datetime.date, roles: Iterable[str]) -> Scope:
    """
    Where a person acts in any of these roles on a day: the territory of the bodies that gave such a role.

    Narrower than what the person sees: a role in one province is none in another where they only read.
    """
    if not user.is_active:
        return NOTHING
    held = Membership.objects.on(on).filter(user_id=user.pk, role__in=list(roles))
    rows = list(held.values_list("organisation_id", "organisation__kind"))
    return territory_with(rows, on) if rows else NOTHING


def territory_ids(organisation_ids: Iterable[int], on: datetime.date) -> Scope:
    """What bodies may see together on a day."""
    rows = Organisation.objects.filter(pk__in=list(organisation_ids)).values_list("pk", "kind")
    return territory_with(list(rows), on)


def province_units_seen_by(organisation: Organisation, on: datetime.date) -> frozenset[int]:
    """Ids of the provinces whose files a body sees on a day: its own in every form, and those merged into it."""
    return territory_ids([organisation.pk], on).province_ids


def territory_with(rows: list[tuple[int, str]], on: datetime.date) -> Scope:
    """What bodies, given as (id, kind), may see together on a day. One query; for who has the rows at hand."""
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


def forms_of(province_id: int) -> set[int]:
    """Ids of a province in all its forms: under another name or kind, but not merged with others."""
    with connection.cursor() as cursor:
        cursor.execute(_FORMS, [province_id])
        return {row[0] for row in cursor.fetchall()}


def bodies_above(organisation_id: int, on: datetime.date) -> list[int]:
    """Ids of the bodies above it on a day, nearest first."""
    sql = """
        WITH RECURSIVE above(id, step) AS (
            SELECT %s::bigint, 0
            UNION
            SELECT p.parent_id, above.step + 1 FROM above JOIN directory_organisationparent p
                ON p.organisation_id = above.id
            WHERE (p.valid_from IS NULL OR p.valid_from <= %s) AND (p.valid_to IS NULL OR p.valid_to > %s)
              AND above.step < 10
        )
        SELECT id FROM above WHERE step > 0 ORDER BY step
    """
    with connection.cursor() as cursor:
        cursor.execute(sql, [organisation_id, on, on])
        return [row[0] for row in cursor.fetchall()]


def acts_for(organisation: Organisation, on: datetime.date) -> set[int]:
    """Ids of the bodies whose files this body sees and acts on: its own and, from the merger, its predecessors'."""
    return _closure(organisation.pk, on, one="successor_id", other="predecessor_id")


def bodies_acting_for(organisation: Organisation, on: datetime.date) -> set[int]:
    """Ids of the bodies that see and act on its files on a day: itself and, from the merger, its successors."""
    return _closure(organisation.pk, on, one="predecessor_id", other="successor_id")


def _closure(organisation_id: int, on: datetime.date, *, one: str, other: str) -> set[int]:
    with connection.cursor() as cursor:
        cursor.execute(_CLOSURE.format(one=one, other=other), [organisation_id, on])
        return {row[0] for row in cursor.fetchall()}
