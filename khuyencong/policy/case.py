"""The facts that the rules judge: plain, frozen, filled by each stage for itself. A fact not known is None."""

import datetime
from dataclasses import dataclass, field
from enum import StrEnum


class Level(StrEnum):
    """Which plan a đề án belongs to (cấp)."""

    NATIONAL = "national"
    LOCAL = "local"


class ProjectKind(StrEnum):
    """Loại đề án: Thường, Nhóm, Điểm, Có thu hồi, Khoản chi, Dự phòng."""

    SINGLE = "single"
    GROUP = "group"
    KEY = "key"
    RECOVERABLE = "recoverable"
    EXPENDITURE = "expenditure"
    RESERVE = "reserve"


class BeneficiaryKind(StrEnum):
    """Loại hình cơ sở."""

    SME = "sme"
    COOPERATIVE = "cooperative"
    COOPERATIVE_UNION = "cooperative_union"
    COOPERATIVE_GROUP = "cooperative_group"
    HOUSEHOLD = "household"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class PlaceFacts:
    """
    Where something stands, on the map of a day.

    The kinds are those of the directory: xa, phuong, thi_tran, dac_khu for communes; huyen, quan, thi_xa,
    thanh_pho for districts (None since 1 July 2025); tinh, thanh_pho for provinces.
    """

    map_day: datetime.date
    province_code: str
    province_kind: str
    province_name: str = ""
    commune_kind: str | None = None
    commune_name: str = ""
    district_kind: str | None = None
    district_name: str = ""
    city_class: str | None = None
    """Class of the city the ward lies in: special, 1, 2, 3; None where not known."""
    ward_converted_on: datetime.date | None = None
    craft_village: bool | None = None
    difficult_area: bool | None = None
    in_zone: str | None = None
    """Words of the address that name an industrial zone, economic zone or cluster, if any."""


@dataclass(frozen=True, slots=True)
class Party:
    """A beneficiary of the case, with its own money where a group project says so. Money in whole đồng."""

    name: str = ""
    kind: BeneficiaryKind | None = None
    tax_code: str = ""
    place_text: str = ""
    place: PlaceFacts | None = None
    registered_name: str = ""
    """The clearly different name under which the plan's own province knows the tax code; empty where there is none."""
    code_of_another: bool = False
    """Whether the register knows the tax code under a clearly different name, in whatever province."""
    old_units: tuple[str, ...] = ()
    """Units of the earlier map that the place may be, where they are several and judged differently."""
    trade_text: str = ""
    trade_codes: tuple[str, ...] = ()
    workers: int | None = None
    founded_on: datetime.date | None = None
    establishment_id: int | None = None
    total: int | None = None
    support_national: int | None = None
    support_local: int | None = None
    counterpart: int | None = None
    other: int | None = None

    @property
    def support(self) -> int | None:
        """The party's own share of the industrial promotion money, đồng."""
        return _sum(self.support_national, self.support_local)


@dataclass(frozen=True, slots=True)
class PriorSupport:
    """Support the same establishment has had, or asks for elsewhere, as the register knows it."""

    reference: str
    year: int
    activity: str | None
    name: str
    level: Level
    support: int | None
    establishment_id: int | None = None
    province_name: str = ""
    decided_on: datetime.date | None = None
    same_plan: bool = False
    """Another line of the plan the case stands in; ``reference`` is then the line's number."""
    earlier: bool = True
    """Registered before, or an earlier line of the same plan."""
    other_province: bool = False
    """In another province: only that there was some in a year is told; reference, name and amount are empty."""


@dataclass(frozen=True, slots=True)
class Case:
    """One đề án (or one line of a plan) as the rules see it. Money in whole đồng, None where not given."""

    level: Level | None
    kind: ProjectKind | None
    year: int | None
    decided_on: datetime.date | None
    """The day of the decision; None where nothing is decided yet."""
    name: str = ""
    activity: str | None = None
    activity_text: str = ""
    territory: str = ""
    """Code of the province whose norms apply (on the map of ``day``)."""
    implementing_body: str = ""
    parties: tuple[Party, ...] = ()
    total: int | None = None
    support_national: int | None = None
    support_local: int | None = None
    counterpart: int | None = None
    other: int | None = None
    starts_on: datetime.date | None = None
    ends_on: datetime.date | None = None
    priority_text: str = ""
    note: str = ""
    registered_on: datetime.date | None = None
    plan_total_support: int | None = None
    """Support of the line's own source in its plan, without the reserve; management cost is a share of it."""
    plan_management_cost: int | None = None
    """What the authority's management lines of that source ask for together in the plan."""
    units: int | None = None
    """How many units of the norm the support pays for (models, booths, courses), where known."""
    evidence: frozenset[str] = frozenset()
    """Codes of evidence at hand (see the activity's evidence list)."""
    cited_instruments: tuple[str, ...] = ()
    approved_on: datetime.date | None = None
    """The day a running project was first approved, when it is judged again later; None for a new one."""
    activities: tuple[str, ...] = ()
    """All activities of a project that has several (đề án điểm), the main one included."""
    percent_base: int | None = None
    """What a norm's percentage is a share of when that is not the total: loan interest, booth rent; đồng."""
    prior: tuple[PriorSupport, ...] = field(default=())
    law_day: datetime.date | None = None
    """The day whose law judges the case where that is not the decision's: the day of judging while undecided."""

    @property
    def day(self) -> datetime.date | None:
        """The day whose law judges the case; None where neither it nor a decision is known."""
        return self.law_day or self.decided_on

    @property
    def support(self) -> int | None:
        """Industrial promotion money asked for, national and local together, đồng."""
        return _sum(self.support_national, self.support_local)


def _sum(*amounts: int | None) -> int | None:
    known = [amount for amount in amounts if amount is not None]
    return sum(known) if known else None
