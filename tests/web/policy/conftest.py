"""The law loaded, and people who read it or sign under it."""

import datetime

import pytest

from khuyencong.accounts.models import User
from khuyencong.directory.models import OrganisationKind
from tests.policy.conftest import law, places, policy_officer, province

__all__ = ["law", "places", "policy_officer", "province"]
ENROLLED = datetime.datetime(2026, 1, 5, tzinfo=datetime.UTC)


def signed_in(client, user):
    User.objects.filter(pk=user.pk).update(second_factor_since=ENROLLED)
    client.force_login(user)
    client.user = user
    return client


@pytest.fixture
def reader(client, law):
    """A signed-in browser of somebody with no role in policy."""
    return signed_in(client, User.objects.create(email="reader@example.vn", full_name="Trần T. L."))


@pytest.fixture
def officer(client, law, policy_officer):
    """A signed-in browser of a policy officer of the ministry's agency."""
    return signed_in(client, policy_officer(kind=OrganisationKind.AGENCY))
