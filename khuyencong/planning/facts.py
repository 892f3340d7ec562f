"""A plan as it is written, before anybody judges it: from a workbook, from the demo, or from another system."""

import datetime
from dataclasses import dataclass, field, replace

from khuyencong.planning.rules import DeclaredGroup
from khuyencong.policy.case import BeneficiaryKind, Level, ProjectKind


@dataclass(frozen=True, slots=True)
class PartyFacts:
    """A beneficiary as written. Money in whole đồng, None where not given."""

    name: str
    kind: BeneficiaryKind | None = None
    tax_code: str = ""
    place_text: str = ""
    trade_text: str = ""
    total: int | None = None
    support_national: int | None = None
    support_local: int | None = None
    counterpart: int | None = None
    other: int | None = None


@dataclass(frozen=True, slots=True)
class LineFacts:
    """One line of a plan as written: a project, an expenditure or a reserve. Money in whole đồng."""

    row: int
    name: str
    kind: ProjectKind = ProjectKind.SINGLE
    order_number: str = ""
    level: Level | None = None
    activity: str | None = None
    activity_text: str = ""
    implementing_body: str = ""
    parties: tuple[PartyFacts, ...] = ()
    total: int | None = None
    support_national: int | None = None
    support_local: int | None = None
    counterpart: int | None = None
    other: int | None = None
    starts_on: datetime.date | None = None
    ends_on: datetime.date | None = None
    priority: str = ""
    note: str = ""
    section: str = ""
    """Heading of the part of the list that the line stands in."""

    @property
    def support(self) -> int:
        """Industrial promotion money, national and local together, đồng."""
        return (self.support_national or 0) + (self.support_local or 0)

    @property
    def is_project(self) -> bool:
        """Whether the line counts as a đề án."""
        return self.kind not in (ProjectKind.EXPENDITURE, ProjectKind.RESERVE)


@dataclass(frozen=True, slots=True)
class PlanFacts:
    """A plan as written, with its own facts and its lines."""

    level: Level | None
    year: int | None
    province: str
    """The province as written."""
    drafted_by: str = ""
    decision_number: str = ""
    decided_on: datetime.date | None = None
    declared_projects: int | None = None
    declared_support: int | None = None
    declared_national: int | None = None
    declared_local: int | None = None
    groups: tuple[DeclaredGroup, ...] = ()
    """Parts of the list that state their own sums."""
    published_source: str = ""
    lines: tuple[LineFacts, ...] = field(default=())
    unread: int = 0
    """Projects of the list that could not be read; while there are any, declared totals cannot be compared."""

    def with_lines(self, lines: tuple[LineFacts, ...]) -> "PlanFacts":
        """The same plan with other lines."""
        return replace(self, lines=lines)
