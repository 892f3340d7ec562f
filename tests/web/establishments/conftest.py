"""Two provinces of today, one of them made of two, and who works in them."""

import datetime

import pytest

from khuyencong.directory.actions.establishments import register_establishment
from khuyencong.directory.models import (
    AdministrativeUnit,
    Level,
    Membership,
    Organisation,
    OrganisationKind,
    UnitSuccession,
)
from khuyencong.directory.roles import Role
from khuyencong.planning.models import AnnualPlan, Beneficiary, Proposal
from tests.support.people import person

D = datetime.date
OLD, NEW = D(2008, 8, 1), D(2025, 7, 1)
SINCE = D(2020, 1, 1)


def unit(level, code, name, kind, *, parent=None, since=NEW, until=None):
    titles = {"tinh": "Tỉnh", "thanh_pho": "Thành phố", "huyen": "Huyện", "xa": "Xã", "phuong": "Phường"}
    return AdministrativeUnit.objects.create(
        level=level,
        code=code,
        kind=kind,
        name=name,
        full_name=f"{titles[kind]} {name}",
        parent=parent,
        valid_from=since,
        valid_to=until,
    )


def became(old, new, *, whole=True):
    UnitSuccession.objects.create(predecessor=old, successor=new, on=NEW, whole=whole)


class Map:
    """Yên Bái (15) and Lào Cai (10) became Lào Cai (15); Hải Phòng stayed."""

    def __init__(self):
        old = {"since": OLD, "until": NEW}
        self.yen_bai = unit(Level.PROVINCE, "15", "Yên Bái", "tinh", **old)
        self.old_lao_cai = unit(Level.PROVINCE, "10", "Lào Cai", "tinh", **old)
        self.district = unit(Level.DISTRICT, "140", "Văn Chấn", "huyen", parent=self.yen_bai, **old)
        self.old_commune = unit(Level.COMMUNE, "04672", "Suối Giàng", "xa", parent=self.district, **old)
        self.old_hai_phong = unit(Level.PROVINCE, "31", "Hải Phòng", "thanh_pho", **old)
        self.lao_cai = unit(Level.PROVINCE, "15", "Lào Cai", "tinh")
        self.commune = unit(Level.COMMUNE, "04673", "Văn Chấn", "xa", parent=self.lao_cai)
        self.other_commune = unit(Level.COMMUNE, "02647", "Cốc Lếu", "phuong", parent=self.lao_cai)
        self.hai_phong = unit(Level.PROVINCE, "31", "Hải Phòng", "thanh_pho")
        became(self.yen_bai, self.lao_cai)
        became(self.old_lao_cai, self.lao_cai)
        became(self.old_hai_phong, self.hai_phong)
        became(self.old_commune, self.commune)


def body(key, kind, territory):
    return Organisation.objects.create(key=key, kind=kind, name=key, short_name=key, territory=territory)


@pytest.fixture
def places(db):
    return Map()


@pytest.fixture
def departments(places):
    return {
        "lao_cai": body("so-lao-cai", OrganisationKind.DEPARTMENT, places.lao_cai),
        "hai_phong": body("so-hai-phong", OrganisationKind.DEPARTMENT, places.hai_phong),
        "commune": body("ubnd-van-chan", OrganisationKind.COMMUNE, places.commune),
        "ministry": body("bo-cong-thuong", OrganisationKind.MINISTRY, None),
    }


@pytest.fixture
def somebody(departments):
    """A person with a role in a body, enrolled for the second factor."""

    def make(role, where="lao_cai"):
        user = person(f"{role}@{where}.example")
        Membership.objects.create(user=user, organisation=departments[where], role=role, valid_from=SINCE)
        return user

    return make


@pytest.fixture
def as_role(client, somebody):
    """A signed-in browser of somebody with that role."""

    def make(role=Role.APPRAISER, where="lao_cai"):
        client.user = somebody(role, where)
        client.force_login(client.user)
        return client

    return make


@pytest.fixture
def establishment(places, somebody):
    """Establishments of Lào Cai, registered by a colleague."""
    colleague = somebody(Role.CENTRE_OFFICER)

    def make(name="Hợp tác xã Chè Suối Giàng", **facts):
        facts.setdefault("kind", "cooperative")
        facts.setdefault("province_id", places.lao_cai.pk)
        return register_establishment(name=name, by=facts.pop("by", colleague), on=D(2026, 11, 1), **facts)

    make.colleague = colleague
    return make


@pytest.fixture
def supported(places, departments):
    """Give an establishment a line of a plan. Amounts in đồng."""

    def make(*establishments, year=2026, province=None, own=(), **amounts):
        number = Proposal.objects.count() + 1
        plan = AnnualPlan.objects.create(
            reference=f"KH-{number}",
            level="local",
            year=year,
            province=province or places.lao_cai,
            organisation=departments["lao_cai"],
        )
        proposal = Proposal.objects.create(
            reference=f"KC-{number}",
            plan=plan,
            position=1,
            level="local",
            kind="group" if len(establishments) > 1 else "single",
            year=year,
            province=plan.province,
            organisation=plan.organisation,
            name=f"Hỗ trợ máy móc {number}",
            beneficiary_count=len(establishments),
            state=amounts.pop("state", "approved"),
            verdict="holds",
            **amounts,
        )
        for position, one in enumerate(establishments, start=1):
            share = own[position - 1] if own else {}
            Beneficiary.objects.create(proposal=proposal, position=position, establishment=one, name=one.name, **share)
        return proposal

    return make
