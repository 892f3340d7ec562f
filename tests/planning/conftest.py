"""Places, bodies and law as an office has them, and somebody who draws up plans."""

import pytest

from tests.support.race import race_database
from tests.support.reference import officer_of, reference_data, reference_race

__all__ = ["race_database", "reference_data", "reference_race"]


@pytest.fixture
def officer(reference_data):
    """An officer of the centre of Lào Cai."""
    return officer_of("Lào Cai")


@pytest.fixture
def stranger(reference_data):
    """An officer of another province."""
    return officer_of("Hải Phòng")
