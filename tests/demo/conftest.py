"""Places, bodies and law as an office has them."""

import pytest

from tests.support.reference import reference_data, reference_race

__all__ = ["reference_data", "reference_race"]


@pytest.fixture(autouse=True)
def among_reference_data(request):
    """Every test works among them; a race in a copy in which everything is really committed."""
    request.getfixturevalue("reference_race" if "reference_race" in request.fixturenames else "reference_data")
