"""Bodies of a day: their name, their superior, and for whom they act."""

import datetime

from django.db import connection

from khuyencong.directory.models import Organisation

_CLOSURE = """
    WITH RECURSIVE found(id) AS (
        SELECT %s::bigint
        UNION
        SELECT s.{other} FROM found JOIN directory_organisationsuccession s ON s.{one} = found.id
        WHERE s."on" <= %s
    )
    SELECT id FROM found
"""


def named(organisation: Organisation, on: datetime.date) -> str:
    """What the body was called on a day; its newest name where no name of that day is known."""
    row = organisation.names.on(on).first()
    return row.name if row else organisation.name


def parent(organisation: Organisation, on: datetime.date) -> Organisation | None:
    """The body it stood under on a day."""
    row = organisation.parents.on(on).select_related("parent").first()
    return row.parent if row else None


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


def with_predecessors(organisation: Organisation) -> list[Organisation]:
    """The body and all it came from, oldest first."""
    ids = _closure(organisation.pk, datetime.date.max, one="successor_id", other="predecessor_id")
    return list(Organisation.objects.filter(pk__in=ids).order_by("valid_from", "key"))


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
