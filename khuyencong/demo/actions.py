"""Loading the demo: published plans, a believable programme, invented staff. Written only through verbs."""

import datetime
from collections.abc import Callable, Iterable, Iterator

from django.conf import settings
from django.db import connection, transaction

from khuyencong.core.refusals import Refusal
from khuyencong.demo import accounts
from khuyencong.demo.programme import DemoProvince, many_lines, plan_of
from khuyencong.demo.published import judged_on, published_plans
from khuyencong.directory.models import Level as UnitLevel
from khuyencong.directory.models import Organisation, OrganisationKind
from khuyencong.directory.queries.bodies import promotion_body
from khuyencong.directory.queries.gazetteer import Gazetteer, Place
from khuyencong.planning.actions.registering import register_plan
from khuyencong.planning.checking import check_plan
from khuyencong.planning.facts import PlanFacts
from khuyencong.planning.models import AnnualPlan
from khuyencong.policy.case import Level
from khuyencong.policy.queries import current_lawbook

Say = Callable[[str], None]
NORTH_2019 = (
    "Hà Nội", "Hải Phòng", "Vĩnh Phúc", "Bắc Ninh", "Quảng Ninh", "Hải Dương", "Hưng Yên", "Thái Bình", "Hà Nam",
    "Nam Định", "Ninh Bình", "Hà Giang", "Cao Bằng", "Bắc Kạn", "Tuyên Quang", "Lào Cai", "Yên Bái", "Thái Nguyên",
    "Lạng Sơn", "Bắc Giang", "Phú Thọ", "Điện Biên", "Lai Châu", "Sơn La", "Hòa Bình", "Thanh Hóa", "Nghệ An",
    "Hà Tĩnh",
)  # fmt: skip
ADDRESSES = 40
SEED = "minh-hoa"


class NotADemo(Refusal):
    """Demo data are only for a newcomer's machine."""

    message = "Máy này không phải máy minh họa, nên không nạp dữ liệu minh họa."
    remedy = "Chạy với cấu hình dev (make run), không phải production."


@transaction.atomic
def load_demo(*, on: datetime.date, say: Say) -> int:
    """
    Load the demo where no plan is registered yet, all of it or nothing; returns the number of plans registered now.

    Two commands at once load it once: the second waits and then finds it there.

    :raises NotADemo: the settings are not those of a demo.
    """
    _require_demo()
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('demo.loading'))")
    made = _staff(on)
    if AnnualPlan.objects.exists():
        return 0
    say("Nạp các kế hoạch đã công bố và chương trình minh họa 2019, 2026 …")
    registered = [_registered(plan, judged_on(plan)) for plan in [*published_plans(), *programme()]]
    say(f"Đã đăng ký {len(registered)} kế hoạch; {made} tài khoản minh họa.")
    return len(registered)


def load_many(*, number: int, on: datetime.date, say: Say) -> int:
    """
    Register ``number`` invented proposals more, for measuring; returns how many there are of them.

    :raises NotADemo: the settings are not those of a demo.
    """
    _require_demo()
    done = 0
    provinces = demo_provinces(datetime.date(2026, 1, 15), None)
    before = AnnualPlan.objects.count()
    for plan in many_lines(provinces, year=2026, number=number, seed=f"{SEED}-{before}", first=10_000 + before):
        if _registered(plan, judged_on(plan)):
            done += len(plan.lines)
            say(f"{done} / {number}")
    return done


def programme() -> Iterator[PlanFacts]:
    """The invented plans: 28 northern provinces for 2019, all 34 for 2026."""
    for year, day, names in (
        (2019, datetime.date(2018, 12, 20), NORTH_2019),
        (2026, datetime.date(2025, 12, 20), None),
    ):
        for province in demo_provinces(day, names):
            yield plan_of(province, year=year, level=Level.LOCAL, lines=12, seed=SEED)
            yield plan_of(province, year=year, level=Level.NATIONAL, lines=4, seed=SEED)


def demo_provinces(day: datetime.date, names: Iterable[str] | None) -> list[DemoProvince]:
    """Provinces on the map of a day with addresses in rural communes; all of them where no names are given."""
    here = Gazetteer.for_day(day)
    wanted = set(names) if names is not None else None
    return [
        DemoProvince(place.name, f"Trung tâm Khuyến công {place.name}", _addresses(here, place.code))
        for (level, _code), place in here.by_code.items()
        if level == UnitLevel.PROVINCE and (wanted is None or place.name in wanted)
    ]


def _addresses(here: Gazetteer, province_code: str) -> tuple[str, ...]:
    communes = [
        place
        for place in here.places.values()
        if place.level == UnitLevel.COMMUNE and place.province_code == province_code and place.kind == "xa"
    ]
    step = max(len(communes) // ADDRESSES, 1)
    return tuple(_address(here, place) for place in communes[::step][:ADDRESSES])


def _address(here: Gazetteer, place: Place) -> str:
    district = here.district_of(place)
    words = place.full_name
    return f"{words}, {district.full_name}" if district else words


def _registered(plan: PlanFacts, day: datetime.date) -> AnnualPlan:
    checked = check_plan(plan, on=day, lawbook=current_lawbook())
    organisation = promotion_body(checked.placing.province.id)
    return register_plan(checked=checked, actor=None, organisation=organisation, on=day)


def _staff(on: datetime.date) -> int:
    department, centre, agency = demo_bodies()
    return sum(1 for person in accounts.people(department, centre, agency) if accounts.make(person, on))


def demo_bodies() -> tuple[str, str, str]:
    """The keys of the bodies the demo staff work in: a Sở, its centre, the Cục."""
    here = Gazetteer.for_day(datetime.date(2026, 1, 1)).province_named("Hải Phòng")
    rows = Organisation.objects.filter(territory_id=here.id if here else None)
    department = rows.filter(kind=OrganisationKind.DEPARTMENT).order_by("pk")[0].key
    centre = rows.filter(kind=OrganisationKind.CENTRE).order_by("pk")[0].key
    return department, centre, Organisation.objects.filter(kind=OrganisationKind.AGENCY).order_by("pk")[0].key


def demo_accounts() -> list[str]:
    """Lines for a newcomer: who can sign in, and with what."""
    people = accounts.people("", "", "")
    return [f"{person.email:<28} {person.name}" for person in people] + [f"mật khẩu: {accounts.PASSWORD}"]


def _require_demo() -> None:
    if not getattr(settings, "DEMO", False):
        raise NotADemo
