"""Two units that know nothing of each other, and who works there."""

import datetime

import pytest

from khuyencong.directory.models import Membership, Organisation, OrganisationKind, OrganisationParent
from khuyencong.directory.roles import Role
from tests.support.people import person

LONG_AGO = datetime.date(2025, 7, 1)


def body(key, name, above=None, kind=OrganisationKind.DEPARTMENT):
    made = Organisation.objects.create(kind=kind, key=key, name=name, short_name=name)
    if above:
        OrganisationParent.objects.create(organisation=made, parent=above)
    return made


def member(organisation, role, email, **fields):
    user = person(email, **fields)
    Membership.objects.create(user=user, organisation=organisation, role=role, valid_from=LONG_AGO)
    return user


@pytest.fixture
def department(db):
    return body("so-hai-phong", "Sở Công Thương Hải Phòng")


@pytest.fixture
def centre(department):
    return body("tt-hai-phong", "Trung tâm Khuyến công Hải Phòng", department, OrganisationKind.CENTRE)


@pytest.fixture
def elsewhere(db):
    return body("so-lao-cai", "Sở Công Thương Lào Cai")


@pytest.fixture
def administrator(department):
    return member(department, Role.ADMINISTRATOR, "quan-tri@so.example", full_name="Phạm V. Q.")


@pytest.fixture
def appraiser(department):
    return member(department, Role.APPRAISER, "tham-dinh@so.example", full_name="Đỗ T. H.")


@pytest.fixture
def officer(centre):
    return member(centre, Role.CENTRE_OFFICER, "can-bo@tt.example", full_name="Lê V. T.")


@pytest.fixture
def stranger(elsewhere):
    return member(elsewhere, Role.APPRAISER, "nguoi-khac@lao-cai.example", full_name="Giàng A. S.")


@pytest.fixture
def as_administrator(client, administrator):
    client.force_login(administrator)
    return client
