"""A plan as its rules see it: light tuples, filled from a workbook or from the database. Money in whole đồng."""

from dataclasses import dataclass
from typing import Any, NamedTuple

from khuyencong.policy.case import ProjectKind


class ListParty(NamedTuple):
    """A beneficiary, as far as telling it from another needs."""

    name: str
    tax_code: str = ""
    place: str = ""


class ListLine(NamedTuple):
    """One line of the list."""

    row: int
    order_number: str = ""
    name: str = ""
    activity: str | None = None
    kind: ProjectKind = ProjectKind.SINGLE
    support_national: int = 0
    support_local: int = 0
    parties: tuple[ListParty, ...] = ()
    section: str = ""
    """Heading of the part of the list that the line stands in."""

    @property
    def support(self) -> int:
        """National and local money together, đồng."""
        return self.support_national + self.support_local

    @property
    def is_project(self) -> bool:
        """Whether the line counts as a đề án: expenditure and reserve lines do not."""
        return self.kind not in (ProjectKind.EXPENDITURE, ProjectKind.RESERVE)


class DeclaredGroup(NamedTuple):
    """A group's own line of sums, with the rows it is the sum of."""

    name: str
    rows: frozenset[int]
    support: int | None = None
    projects: int | None = None


@dataclass(frozen=True, slots=True)
class ListFacts:
    """What a plan declares and what it lists."""

    lines: tuple[ListLine, ...] = ()
    declared_projects: int | None = None
    declared_support: int | None = None
    declared_national: int | None = None
    declared_local: int | None = None
    groups: tuple[DeclaredGroup, ...] = ()

    @classmethod
    def of(cls, plan: Any) -> "ListFacts":
        """The facts of a plan as written: anything with ``lines`` and, where it has them, declared totals."""
        return cls(
            lines=tuple(_line(line) for line in plan.lines),
            declared_projects=getattr(plan, "declared_projects", None),
            declared_support=getattr(plan, "declared_support", None),
            declared_national=getattr(plan, "declared_national", None),
            declared_local=getattr(plan, "declared_local", None),
            groups=tuple(getattr(plan, "groups", ())),
        )


def _line(line: Any) -> ListLine:
    return ListLine(
        row=line.row,
        order_number=line.order_number,
        name=line.name,
        activity=line.activity,
        kind=line.kind,
        support_national=line.support_national or 0,
        support_local=line.support_local or 0,
        parties=tuple(ListParty(party.name, party.tax_code, party.place_text) for party in line.parties),
        section=line.section,
    )
