"""
A small country: two provinces with their bodies, one person for each role in each, and something in every book.

Everything is registered through the real verbs, except places, bodies and memberships, which are reference data.
"""

import datetime
from dataclasses import dataclass, field

from khuyencong.accounts import invitations
from khuyencong.accounts.actions import enrol_for_demo
from khuyencong.accounts.models import User
from khuyencong.demo.programme import DemoProvince, plan_of
from khuyencong.directory.models import (
    AdministrativeUnit,
    Establishment,
    Level,
    Membership,
    Organisation,
    OrganisationKind,
    OrganisationParent,
    UnitSuccession,
)
from khuyencong.directory.roles import Role
from khuyencong.planning.actions.drafting import upload_plan
from khuyencong.planning.actions.registering import register_plan
from khuyencong.planning.actions.views import save_view
from khuyencong.planning.checking import check_plan
from khuyencong.planning.models import AnnualPlan, PlanDraft, Proposal
from khuyencong.policy.actions import load_policy
from khuyencong.policy.case import Level as Funding
from khuyencong.policy.models import SupportNorm
from khuyencong.policy.queries import current_lawbook
from khuyencong.work.models import Job
from tests.support.plan_workbook import plan_workbook

MERGED = datetime.date(2025, 7, 1)
LONG_AGO = datetime.date(2008, 8, 1)
SINCE = datetime.date(2025, 7, 1)
PASSWORD = "một-mật-khẩu-đủ-dài"
OLD_PROVINCES = (("93", "Hậu Giang"), ("17", "Hòa Bình"), ("49", "Quảng Nam"))
NEW_PROVINCES = (("66", "Đắk Lắk"), ("51", "Quảng Ngãi"), ("92", "Cần Thơ"))
AT_THE_CENTRE = {Role.CENTRE_OFFICER}
"""Roles held in the promotion centre; the others are held in the department."""


@dataclass
class Home:
    """A province with its department, its centre and one person for each role."""

    unit: AdministrativeUnit
    commune: AdministrativeUnit
    department: Organisation
    centre: Organisation
    people: dict[Role, User] = field(default_factory=dict)


@dataclass
class World:
    """Two homes, the national agency, and one of each thing that has a page; all of it in the first home."""

    home: Home
    elsewhere: Home
    agency: Organisation
    national: dict[Role, User]
    nobody: User
    invited: User
    plan: AnnualPlan
    proposal: Proposal
    establishment: Establishment
    draft: PlanDraft
    job: Job
    national_norm: SupportNorm

    @property
    def officer(self) -> User:
        """The centre officer of the first home, who uploaded the draft."""
        return self.home.people[Role.CENTRE_OFFICER]

    @property
    def invitation(self) -> str:
        """What the letter to the invited person carries."""
        return invitations.token_for(self.invited)


def build(*, on: datetime.date) -> World:
    """Make the country; takes about three seconds, nearly all of it for the law."""
    _places_of_the_law()
    load_policy()
    agency = Organisation.objects.create(
        kind=OrganisationKind.AGENCY, key="cuc", name="Cục Đổi mới sáng tạo, Chuyển đổi xanh và Khuyến công"
    )
    home, elsewhere = _home("31", "Hải Phòng", "Vĩnh Bảo", "hai-phong"), _home("15", "Lào Cai", "Bảo Thắng", "lao-cai")
    national = {role: _member(role, agency, f"{role}@cuc.example") for role in Role}
    officer = home.people[Role.CENTRE_OFFICER]
    plan = _plan(home, officer, on)
    proposal = plan.proposals.exclude(beneficiaries=None).order_by("position")[0]
    save_view(user=officer, name="Đang chờ", query="state=registered")
    invited = User.objects.create_user("duoc-moi@trung-tam.example", None, full_name="Ngô V. B.")
    Membership.objects.create(user=invited, organisation=home.centre, role=Role.CENTRE_OFFICER, valid_from=SINCE)
    return World(
        home=home,
        elsewhere=elsewhere,
        agency=agency,
        national=national,
        nobody=_person("khong-vai-tro@example.vn"),
        invited=invited,
        plan=plan,
        proposal=proposal,
        establishment=proposal.beneficiaries.exclude(establishment=None)[0].establishment,
        draft=_draft(home, officer, on),
        job=Job.objects.create(kind="planning.read_draft", requested_by=officer),
        national_norm=SupportNorm.objects.filter(territory=None, valid_from__isnull=False).order_by("key")[0],
    )


def _places_of_the_law() -> None:
    """The provinces whose own norms the law book knows."""
    old = {code: _unit(Level.PROVINCE, code, name, LONG_AGO, MERGED) for code, name in OLD_PROVINCES}
    new = {code: _unit(Level.PROVINCE, code, name, MERGED, None) for code, name in NEW_PROVINCES}
    UnitSuccession.objects.create(predecessor=old["93"], successor=new["92"], on=MERGED, whole=True)


def _unit(level, code, name, valid_from, valid_to, parent=None, kind="tinh", words="Tỉnh") -> AdministrativeUnit:
    return AdministrativeUnit.objects.create(
        level=level,
        code=code,
        kind=kind,
        name=name,
        full_name=f"{words} {name}",
        parent=parent,
        valid_from=valid_from,
        valid_to=valid_to,
    )


def _home(code: str, name: str, commune: str, key: str) -> Home:
    unit = _unit(Level.PROVINCE, code, name, MERGED, None)
    below = _unit(Level.COMMUNE, f"{code}001", commune, MERGED, None, parent=unit, kind="xa", words="Xã")
    department = _body(OrganisationKind.DEPARTMENT, f"so-{key}", f"Sở Công Thương {name}", unit)
    centre = _body(OrganisationKind.CENTRE, f"tt-{key}", f"Trung tâm Khuyến công {name}", unit)
    OrganisationParent.objects.create(organisation=centre, parent=department)
    made = Home(unit, below, department, centre)
    for role in Role:
        body = centre if role in AT_THE_CENTRE else department
        made.people[role] = _member(role, body, f"{role}@{key}.example")
    return made


def _body(kind, key, name, territory) -> Organisation:
    return Organisation.objects.create(kind=kind, key=key, name=name, short_name=name, territory=territory)


def _person(email: str) -> User:
    user = User.objects.create_user(email, PASSWORD, full_name="Người minh họa")
    enrol_for_demo(user)
    return user


def _member(role: Role, body: Organisation, email: str) -> User:
    user = _person(email)
    Membership.objects.create(user=user, organisation=body, role=role, valid_from=SINCE)
    return user


def _plan(home: Home, officer: User, on: datetime.date) -> AnnualPlan:
    address = f"{home.commune.full_name}, {home.unit.full_name}"
    here = DemoProvince(home.unit.name, home.centre.name, (address,))
    written = plan_of(here, year=2026, level=Funding.LOCAL, lines=24, seed="the gioi nho")
    checked = check_plan(written, on=on, lawbook=current_lawbook())
    return register_plan(checked=checked, actor=officer, organisation=home.centre, on=on)


def _draft(home: Home, officer: User, on: datetime.date) -> PlanDraft:
    place = f"{home.commune.full_name}, {home.unit.full_name}"
    content = plan_workbook(province=home.unit.name, place=place)
    draft = upload_plan(chunks=[content], name="ke-hoach-2026.xlsx", by=officer, on=on)
    draft.refresh_from_db()
    return draft
