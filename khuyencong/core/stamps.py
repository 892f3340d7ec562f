"""Stamps that triggers renew, by which a process knows whether what it keeps in memory is still true."""

import uuid

from django.db import connection, models


def stamp_of(model: type[models.Model]) -> uuid.UUID | None:
    """
    The stamp in the one row of such a table; None where nothing has been written yet.

    Asked on every page: written by hand, it costs a quarter of what the ORM takes to make the same query.
    """
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT stamp FROM "{model._meta.db_table}" WHERE id = 1')  # noqa: S608 a table of ours
        row = cursor.fetchone()
    return row[0] if row else None
