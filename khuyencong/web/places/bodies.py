"""The bodies of a province on a day: under which name, beneath whom, and who acts for those that ended."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch

from khuyencong.directory.models import (
    Organisation,
    OrganisationKind,
    OrganisationName,
    OrganisationParent,
    OrganisationSuccession,
)


@dataclass(frozen=True, slots=True)
class Body:
    """One body as it was on the day; ``names`` are all its names, oldest first."""

    kind: str
    name: str
    short_name: str
    parent: str
    certainty: str
    names: list[OrganisationName]
    became: list[OrganisationSuccession]


def bodies_on(unit_ids: Iterable[int], day: datetime.date) -> list[Body]:
    """Bodies of the first level whose territory is one of these, existing on the day; a constant number of queries."""
    rows = (
        Organisation.objects.on(day)
        .filter(territory_id__in=list(unit_ids))
        .exclude(kind=OrganisationKind.COMMUNE)
        .prefetch_related(
            Prefetch("names", OrganisationName.objects.order_by("valid_from", "pk")),
            Prefetch("parents", OrganisationParent.objects.on(day).select_related("parent")),
            Prefetch("parents__parent__names", OrganisationName.objects.on(day), to_attr="names_then"),
            Prefetch("became", OrganisationSuccession.objects.select_related("successor").order_by("on")),
        )
    )
    found = [_body(row, day) for row in rows]
    order = list(OrganisationKind.values)
    return sorted(found, key=lambda body: (order.index(body.kind), body.name))


def _body(row: Any, day: datetime.date) -> Body:
    then = next((name for name in row.names.all() if _holds(name, day)), None)
    above = next(iter(row.parents.all()), None)
    return Body(
        kind=row.kind,
        name=then.name if then else row.name,
        short_name=then.short_name if then else row.short_name,
        parent=_named(above.parent) if above else "",
        certainty=row.certainty,
        names=list(row.names.all()),
        became=list(row.became.all()),
    )


def _named(parent: Any) -> str:
    return parent.names_then[0].name if parent.names_then else parent.name


def _holds(row: OrganisationName, day: datetime.date) -> bool:
    return (row.valid_from is None or row.valid_from <= day) and (row.valid_to is None or row.valid_to > day)
