"""
A database with the places, bodies and law an office has, made once per run: loading them takes some seconds.

It stands in the conftest of all tests, which is read before Django is ready: models are imported where they are used.
"""

import datetime
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.db import connection, connections

from tests.support.race import _copied, dropped

LOADED_ON = datetime.date(2026, 11, 23)


@contextmanager
def working_in(name: str) -> Iterator[None]:
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
            dropped(name)


def _loaded(original: str, name: str) -> None:
    from khuyencong.directory.reference import load_reference
    from khuyencong.policy.actions import load_policy

    dropped(name)
    _copied(original, name)
    with working_in(name):
        load_reference(on=LOADED_ON)
        load_policy()
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")


def _exists(name: str) -> bool:
    with connection._nodb_cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name])
        return cursor.fetchone() is not None
