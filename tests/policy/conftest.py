"""The law in a database, places it needs, and officers who may change it."""

import datetime
import itertools

import pytest

from khuyencong.accounts.models import User
from khuyencong.directory.models import (
    AdministrativeUnit,
    Level,
    Membership,
    Organisation,
    OrganisationKind,
    UnitSuccession,
)
from khuyencong.directory.roles import Role
from khuyencong.policy.actions import load_policy

MERGED = datetime.date(2025, 7, 1)
LONG_AGO = datetime.date(2008, 8, 1)
_numbers = itertools.count(1)


@pytest.fixture
def province(db):
    def make(code, name, *, new=False, kind="tinh"):
        return AdministrativeUnit.objects.create(
            level=Level.PROVINCE,
            code=code,
            kind=kind,
            name=name,
            full_name=f"Tỉnh {name}",
            valid_from=MERGED if new else LONG_AGO,
            valid_to=None if new else MERGED,
        )

    return make


@pytest.fixture
def places(province):
    """The provinces whose norms were found, each on its own map."""
    old = {
        code: province(code, name)
        for code, name in (("93", "Hậu Giang"), ("17", "Hòa Bình"), ("49", "Quảng Nam"), ("01", "Hà Nội cũ"))
    }
    new = {
        code: province(code, name, new=True)
        for code, name in (("66", "Đắk Lắk"), ("51", "Quảng Ngãi"), ("92", "Cần Thơ"))
    }
    UnitSuccession.objects.create(predecessor=old["93"], successor=new["92"], on=MERGED, whole=True)
    return {"old": old, "new": new}


@pytest.fixture
def law(places):
    """The reviewed files, loaded."""
    return load_policy()


@pytest.fixture
def policy_officer(db):
    """Makes a policy officer of a new body of that kind, in that territory."""

    def make(kind=OrganisationKind.AGENCY, territory=None, role=Role.POLICY_OFFICER):
        number = next(_numbers)
        person = User.objects.create(email=f"officer{number}@example.vn", full_name=f"Cán bộ {number}")
        body = Organisation.objects.create(
            kind=kind, key=f"body-{number}", name=f"Cơ quan {number}", territory=territory
        )
        Membership.objects.create(user=person, organisation=body, role=role, valid_from=LONG_AGO)
        return person

    return make
