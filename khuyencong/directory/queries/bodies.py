"""Bodies of a day: their name, their superior, and for whom they act."""

import datetime

from khuyencong.directory.models import Organisation, OrganisationKind
from khuyencong.directory.standing import acts_for, bodies_above, bodies_acting_for, forms_of

__all__ = ["acts_for", "bodies_above", "bodies_acting_for", "named", "parent", "promotion_body", "with_predecessors"]


def named(organisation: Organisation, on: datetime.date) -> str:
    """What the body was called on a day; its newest name where no name of that day is known."""
    row = organisation.names.on(on).first()
    return row.name if row else organisation.name


def parent(organisation: Organisation, on: datetime.date) -> Organisation | None:
    """The body it stood under on a day."""
    row = organisation.parents.on(on).select_related("parent").first()
    return row.parent if row else None


def with_predecessors(organisation: Organisation) -> list[Organisation]:
    """The body and all it came from, oldest first."""
    ids = acts_for(organisation, datetime.date.max)
    return list(Organisation.objects.filter(pk__in=ids).order_by("valid_from", "key"))


def promotion_body(province_id: int) -> Organisation:
    """The body that runs the programme in a province: its promotion centre, else its Sở, else the ministry."""
    # a body's territory is its province's newest form; the plan may name an earlier one
    rows = Organisation.objects.filter(territory_id__in=forms_of(province_id))
    for kind in (OrganisationKind.CENTRE, OrganisationKind.DEPARTMENT):
        found = rows.filter(kind=kind).order_by("pk").first()
        if found is not None:
            return found
    return Organisation.objects.filter(kind=OrganisationKind.MINISTRY).order_by("pk")[0]
