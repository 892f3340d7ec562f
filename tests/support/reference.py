"""
A database with the places, bodies and law an office has, made once per run: loading them takes some seconds.

Bring the fixtures into a folder through its ``conftest.py``::

    from tests.support.reference import reference_data, reference_database, reference_race

    __all__ = ["reference_data", "reference_database", "reference_race"]

A test asks for ``reference_data`` instead of ``db``: it works in that database, and what it writes is taken back.
"""

import datetime
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.db import connection, connections, transaction

from khuyencong.directory.models import Membership, Organisation
from khuyencong.directory.queries.bodies import promotion_body
from khuyencong.directory.queries.gazetteer import Gazetteer
from khuyencong.directory.reference import load_reference
from khuyencong.directory.roles import Role
from khuyencong.policy.actions import load_policy
from tests.support.people import person
from tests.support.race import RaceDatabase, _copied, _on_server, copied_for_a_race

__all__ = ["body_of", "officer_of", "reference_data", "reference_database", "reference_race"]
LOADED_ON = datetime.date(2026, 11, 23)
SINCE = datetime.date(2015, 1, 1)


@contextmanager
def _working_in(name: str) -> Iterator[None]:
    """Have the default connection of this process, and of threads begun meanwhile, point to another database."""
    original = connection.settings_dict["NAME"]
    connections.close_all()
    connection.settings_dict["NAME"] = name
    try:
        yield
    finally:
        connections.close_all()
        connection.settings_dict["NAME"] = original


@pytest.fixture(scope="session")
def reference_database(test_database, django_db_blocker, django_db_keepdb) -> Iterator[str]:
    """
    The name of a copy of the test database with the reference data in it.

    With ``--reuse-db`` it is kept for the next run too, and then it is as old as the first of these runs.
    """
    name = f"{test_database}_reference"
    with django_db_blocker.unblock():
        connections.close_all()
        if not (django_db_keepdb and _exists(name)):
            _loaded(test_database, name)
    yield name
    with django_db_blocker.unblock():
        if not django_db_keepdb:
            _on_server(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


def _loaded(original: str, name: str) -> None:
    _on_server(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
    _copied(original, name)
    with _working_in(name):
        load_reference(on=LOADED_ON)
        load_policy()
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")


def _exists(name: str) -> bool:
    with connection._nodb_cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name])
        return cursor.fetchone() is not None


@pytest.fixture
def reference_data(reference_database, django_db_blocker) -> Iterator[None]:
    """The test works among the reference data; nothing of it is kept."""
    with django_db_blocker.unblock(), _working_in(reference_database), transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture
def reference_race(reference_database, django_db_blocker) -> Iterator[RaceDatabase]:
    """A copy of the reference database in which everything is really committed."""
    with django_db_blocker.unblock(), _working_in(reference_database):
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
