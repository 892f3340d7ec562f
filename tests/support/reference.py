"""
Working in the database with the places, bodies and law an office has.

Bring the fixtures into a folder through its ``conftest.py``::

    from tests.support.reference import reference_data, reference_race

    __all__ = ["reference_data", "reference_race"]

A test asks for ``reference_data`` instead of ``db``: it works in that database, and what it writes is taken back.
"""

import datetime
from collections.abc import Iterator

import pytest
from django.db import transaction

from khuyencong.directory.models import Membership, Organisation
from khuyencong.directory.queries.bodies import promotion_body
from khuyencong.directory.queries.gazetteer import Gazetteer
from khuyencong.directory.roles import Role
from tests.support.people import person
from tests.support.race import RaceDatabase, copied_for_a_race
from tests.support.reference_database import LOADED_ON, working_in

__all__ = ["body_of", "officer_of", "reference_data", "reference_race"]
SINCE = datetime.date(2015, 1, 1)


@pytest.fixture
def reference_data(reference_database, django_db_blocker) -> Iterator[None]:
    """The test works among the reference data; nothing of it is kept."""
    with django_db_blocker.unblock(), working_in(reference_database), transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture
def reference_race(reference_database, django_db_blocker) -> Iterator[RaceDatabase]:
    """A copy of the reference database in which everything is really committed."""
    with django_db_blocker.unblock(), working_in(reference_database):
        yield from copied_for_a_race()


def body_of(province: str, day: datetime.date = LOADED_ON) -> Organisation:
    """The body that runs the programme in a province of that day."""
    place = Gazetteer.for_day(day).province_named(province)
    assert place is not None, f"no province is called {province} on {day}"
    return promotion_body(place.id)


def officer_of(province: str, role: Role = Role.CENTRE_OFFICER, *, email: str = "", enrolled: bool = False):
    """Somebody who works in the promotion body of a province."""
    user = person(email or f"{role}-{body_of(province).key}@minh-hoa.example", enrolled=enrolled)
    Membership.objects.create(user=user, organisation=body_of(province), role=role, valid_from=SINCE)
    return user
