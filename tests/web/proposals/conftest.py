"""Plans in the books of Lào Cai, and somebody signed in who may see them."""

import pytest

from khuyencong.planning.actions.registering import register_plan
from tests.planning.plans import TODAY, checked, line
from tests.support.reference import body_of, officer_of, reference_data

__all__ = ["reference_data"]


@pytest.fixture
def as_officer(client, reference_data):
    """A client of an officer of Lào Cai."""
    client.force_login(officer_of("Lào Cai", enrolled=True))
    return client


@pytest.fixture
def register(reference_data):
    """Puts a plan of so many like lines into the books."""

    def made(number, **changed):
        lines = (line(row, order_number=str(row - 2), **changed) for row in range(3, number + 3))
        return register_plan(checked=checked(*lines), actor=None, organisation=body_of("Lào Cai"), on=TODAY)

    return made
