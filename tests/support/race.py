"""
Many threads, or other processes, against one real database.

A flush between tests cannot empty the trail of acts, so a race gets a database of its own: a copy of the test
database, dropped afterwards. Bring the fixture into a folder through its ``conftest.py``::

    from tests.support.race import race_database

    __all__ = ["race_database"]
"""

import os
import threading
import time
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, urlencode

import pytest
from django.db import connection, connections
from django.db.utils import OperationalError, ProgrammingError

PATIENCE = 20


@dataclass(frozen=True)
class RaceDatabase:
    """A database in which everything is really committed."""

    name: str

    @property
    def url(self) -> str:
        """What ``DATABASE_URL`` must be for another process to work in this database."""
        it = connection.settings_dict
        words = {"host": it["HOST"], "port": it["PORT"]}
        person = quote(it["USER"]) + (f":{quote(it['PASSWORD'])}" if it["PASSWORD"] else "")
        return f"postgresql://{person}@/{self.name}?{urlencode({k: v for k, v in words.items() if v})}"

    def environment(self, **more: str) -> dict[str, str]:
        """The environment of another process which works in this database."""
        return {**os.environ, "DATABASE_URL": self.url, "DJANGO_SETTINGS_MODULE": "config.settings.test", **more}

    def at_once(self, *functions: Callable[[], Any]) -> list[Any]:
        """
        Call the functions in one thread each, all starting together.

        Returns what each returned, or the exception it raised, in the order given.
        """
        answers: list[Any] = [None] * len(functions)
        barrier = threading.Barrier(len(functions))

        def run(number: int, function: Callable[[], Any]) -> None:
            try:
                connection.ensure_connection()
                barrier.wait(timeout=PATIENCE)
                answers[number] = function()
            except BaseException as error:  # the test judges it
                answers[number] = error
            finally:
                connections.close_all()

        threads = [threading.Thread(target=run, args=pair) for pair in enumerate(functions)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        return answers


@pytest.fixture(scope="session")
def test_database(django_db_setup, django_db_blocker, django_db_keepdb) -> Iterator[str]:
    """
    The name of the test database.

    It is made only when a test asks for ``db``; where races run alone it is made here, so that no real one is copied.
    """
    name = connection.creation._get_test_db_name()
    real = connection.settings_dict["NAME"]
    if real == name:
        yield name
        return
    with django_db_blocker.unblock():
        connection.creation.create_test_db(verbosity=0, autoclobber=True, keepdb=django_db_keepdb)
    yield name
    with django_db_blocker.unblock():
        connection.creation.destroy_test_db(real, verbosity=0, keepdb=django_db_keepdb)


@pytest.fixture
def race_database(test_database, django_db_blocker) -> Iterator[RaceDatabase]:
    """A fresh copy of the test database, the default one for all threads while the test lasts."""
    with django_db_blocker.unblock():
        yield from copied_for_a_race()


def copied_for_a_race() -> Iterator[RaceDatabase]:
    """A copy of the database worked in, in its place until the race is over."""
    assert not connection.in_atomic_block, "a race commits for real: do not ask for `db` beside race_database"
    original = connection.settings_dict["NAME"]
    name = f"{original}_race_{uuid.uuid4().hex[:8]}"
    connections.close_all()
    _copied(original, name)
    connection.settings_dict["NAME"] = name
    try:
        yield RaceDatabase(name)
    finally:
        connections.close_all()
        connection.settings_dict["NAME"] = original
        dropped(name)


def _copied(original: str, name: str) -> None:
    """A copy needs the original unused; a connection just closed may take a moment to be gone."""
    deadline = time.monotonic() + PATIENCE
    while True:
        try:
            return _on_server(f'CREATE DATABASE "{name}" TEMPLATE "{original}"')
        except OperationalError as error:
            if "being accessed" not in str(error) or time.monotonic() > deadline:
                raise
            time.sleep(0.2)


def dropped(name: str) -> None:
    """
    Drop a database that a test made, with whatever of ours is still connected to it.

    FORCE may not end the server's own vacuum worker, which another role runs; it goes by itself in a moment.
    """
    deadline = time.monotonic() + PATIENCE
    while True:
        try:
            return _on_server(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        except (OperationalError, ProgrammingError) as error:
            passing = "permission denied to terminate" in str(error) or "being accessed" in str(error)
            if not passing or time.monotonic() > deadline:
                raise
            time.sleep(0.2)


def _on_server(sql: str) -> None:
    with connection._nodb_cursor() as cursor:
        cursor.execute(sql)


def until(condition: Callable[[], Any], *, seconds: float = PATIENCE) -> Any:
    """
    Wait for something another thread or process does; returns what the condition returned.

    :raises AssertionError: it did not come in time.
    """
    deadline = time.monotonic() + seconds
    while True:
        try:
            if answer := condition():
                return answer
        except OperationalError:
            connection.close()
        assert time.monotonic() < deadline, "it did not come in time"
        time.sleep(0.05)
