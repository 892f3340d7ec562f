"""A database that can be spoilt."""

from tests.support.race import race_database

__all__ = ["race_database"]
