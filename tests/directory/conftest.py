"""The reference data is loaded once per run of these tests: it takes some seconds."""

import datetime

import pytest
from django.db import transaction

from khuyencong.accounts.models import User
from khuyencong.directory import reference
from khuyencong.directory.models import AdministrativeUnit, Level, Membership, Organisation

D = datetime.date
BEFORE = D(2025, 6, 30)
AFTER = D(2025, 7, 1)
TODAY = D(2026, 11, 23)
SINCE = D(2020, 1, 1)


@pytest.fixture(scope="package")
def _loaded(django_db_setup, django_db_blocker):
    """Loaded in a transaction around all these tests and taken back after them: other tests begin empty."""
    with django_db_blocker.unblock(), transaction.atomic():
        reference.load_reference(on=TODAY)
        yield
        transaction.set_rollback(True)


@pytest.fixture
def reference_data(_loaded, db):
    """Places, regions and bodies as an office has them."""


@pytest.fixture
def province_on(reference_data):
    """The province with that code on a day."""

    def find(code, day=TODAY):
        return AdministrativeUnit.objects.on(day).get(level=Level.PROVINCE, code=code)

    return find


@pytest.fixture
def body(reference_data):
    """A body by its key."""
    return lambda key: Organisation.objects.get(key=key)


@pytest.fixture
def person(db):
    """A person with a role in a body."""

    def make(organisation=None, role="centre_officer", name="Người A", since=SINCE, until=None):
        user = User.objects.create_user(f"u{User.objects.count()}@example.vn", "x", full_name=name)
        if organisation is not None:
            Membership.objects.create(user=user, organisation=organisation, role=role, valid_from=since, valid_to=until)
        return user

    return make
