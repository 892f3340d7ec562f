"""Writing reference rows so that a second run changes nothing and a correction changes only its row."""

from collections.abc import Iterable
from typing import Any

from django.db import models
from django.db.models import Q


def sync(
    model: type[models.Model], rows: Iterable[models.Model], *, key: tuple[str, ...], within: Q | None = None
) -> tuple[int, int]:
    """
    Create the rows that are missing and correct those that differ, found by ``key``; nothing is deleted.

    ``within`` narrows what is read for comparison. Returns how many were created and how many corrected.
    """
    columns = [
        field
        for field in model._meta.concrete_fields
        if not field.primary_key and not field.generated and field.attname != "sort_key"
    ]
    names = [field.attname for field in columns]
    place = [names.index(name) for name in key]
    kept = model._default_manager.filter(within) if within is not None else model._default_manager.all()
    known: dict[tuple[Any, ...], tuple[Any, ...]] = {}
    for pk, *values in kept.values_list("pk", *names):
        known[tuple(values[at] for at in place)] = (pk, *values)
    fresh, changed = [], []
    for row in rows:
        values = [getattr(row, name) for name in names]
        before = known.get(tuple(values[at] for at in place))
        if before is None:
            fresh.append(row)
        elif list(before[1:]) != values:
            row.pk = before[0]
            changed.append(row)
    if changed:
        updated = [field.name for field in columns if field.attname not in key]
        if any(field.attname == "sort_key" for field in model._meta.concrete_fields):
            updated.append("sort_key")
        model._default_manager.bulk_update(changed, updated, batch_size=500)
    # corrections first: a row that now ends earlier makes room for the one that follows it
    model._default_manager.bulk_create(fresh, batch_size=2000)
    return len(fresh), len(changed)
