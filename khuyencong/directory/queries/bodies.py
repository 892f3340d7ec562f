"""Bodies of a day: their name, their superior, and for whom they act."""

import datetime

from khuyencong.directory.models import Organisation
from khuyencong.directory.standing import acts_for, bodies_above, bodies_acting_for

__all__ = ["acts_for", "bodies_above", "bodies_acting_for", "named", "parent", "with_predecessors"]


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
