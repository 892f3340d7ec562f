"""Reference data: places, regions and bodies, loaded again as often as one likes."""

import datetime
from dataclasses import dataclass

from django.db import transaction

from khuyencong.audit.actions import record_act
from khuyencong.directory.reference import source
from khuyencong.directory.reference.bodies import load_bodies
from khuyencong.directory.reference.places import load_places
from khuyencong.directory.reference.regions import load_regions


@dataclass(frozen=True, slots=True)
class Loaded:
    """What stands in the directory after a loading, by name of the list."""

    counts: dict[str, int]


@transaction.atomic
def load_reference(*, on: datetime.date) -> Loaded:
    """
    Bring places, regions and bodies to the state of the package's lists and the reviewed files beside them.

    A second run changes nothing. Rows that officers entered are left alone. ``on`` is the day of the loading.
    """
    counts = load_places(source.read()) | load_regions() | load_bodies()
    record_act(actor=None, what="directory.reference.loaded", on=on, counts=counts)
    return Loaded(counts)
