"""Demo staff: enrolled for two factors as real staff are. Production refuses them."""

import datetime
from dataclasses import dataclass

from khuyencong.accounts.actions import enrol_for_demo
from khuyencong.accounts.models import User
from khuyencong.directory.models import Membership, Organisation
from khuyencong.directory.roles import Role

PASSWORD = "khuyen-cong-demo-2026"  # noqa: S105 printed by `make run`, for invented people on a newcomer's machine


@dataclass(frozen=True, slots=True)
class DemoPerson:
    """An invented person and what they are where."""

    email: str
    name: str
    body: str
    roles: tuple[Role, ...]


def people(province_department: str, centre: str, agency: str) -> tuple[DemoPerson, ...]:
    """The demo staff, by the keys of the bodies they work in."""
    return (
        DemoPerson("canbo@demo.khuyencong", "Cán bộ trung tâm (minh họa)", centre, (Role.CENTRE_OFFICER,)),
        DemoPerson("thamdinh@demo.khuyencong", "Chuyên viên Sở (minh họa)", province_department, (Role.APPRAISER,)),
        DemoPerson("lanhdao@demo.khuyencong", "Lãnh đạo Sở (minh họa)", province_department, (Role.LEADER,)),
        DemoPerson(
            "quantri@demo.khuyencong", "Quản trị đơn vị (minh họa)", province_department,
            (Role.ADMINISTRATOR, Role.POLICY_OFFICER),
        ),
        DemoPerson(
            "cuc@demo.khuyencong", "Chuyên viên Cục (minh họa)", agency,
            (Role.ANALYST, Role.APPRAISER, Role.POLICY_OFFICER, Role.ADMINISTRATOR),
        ),
        DemoPerson("thanhtra@demo.khuyencong", "Thanh tra (minh họa)", agency, (Role.INSPECTOR,)),
    )  # fmt: skip


def make(person: DemoPerson, on: datetime.date) -> User | None:
    """The person with their roles and a second factor; None where the person is there already."""
    if User.objects.filter(email=person.email).exists():
        return None
    user = User.objects.create_user(person.email, PASSWORD, full_name=person.name)
    body = Organisation.objects.get(key=person.body)
    for role in person.roles:
        Membership.objects.create(user=user, organisation=body, role=role, valid_from=on)
    enrol_for_demo(user)
    return user
