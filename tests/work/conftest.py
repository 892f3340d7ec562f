"""Kinds of job which only the tests have, and a database for races."""

import tests.work.kinds  # noqa: F401
from tests.support.race import race_database

__all__ = ["race_database"]
