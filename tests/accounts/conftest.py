"""Races get a database of their own."""

from tests.support.race import race_database

__all__ = ["race_database"]
