"""Lines of a list put together: the rows of one group project are its beneficiaries."""

import datetime
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from khuyencong.core.text import fold, tidy
from khuyencong.planning.workbook.columns import MONEY_FIELDS
from khuyencong.planning.workbook.lines import Line
from khuyencong.planning.workbook.parsing import is_many
from khuyencong.planning.workbook.problems import ERROR
from khuyencong.policy.case import BeneficiaryKind, Level, ProjectKind


@dataclass(frozen=True, slots=True)
class PlannedParty:
    """A beneficiary in the list, with its own money where its row states it. Whole đồng."""

    row: int
    name: str
    tax_code: str = ""
    kind: BeneficiaryKind | None = None
    place: str = ""
    trade: str = ""
    total: int | None = None
    support_national: int | None = None
    support_local: int | None = None
    counterpart: int | None = None
    other: int | None = None


@dataclass(frozen=True, slots=True)
class PlannedProject:
    """A đề án, an expenditure or a reserve of the list, with its beneficiaries. Whole đồng."""

    row: int
    rows: tuple[int, ...]
    valid: bool
    role: str
    parties: tuple[PlannedParty, ...]
    level: Level | None = None
    section: str = ""
    order_number: str = ""
    name: str = ""
    kind: ProjectKind | None = None
    activity: str | None = None
    activity_text: str = ""
    implementing_body: str = ""
    place: str = ""
    trade: str = ""
    starts_on: datetime.date | None = None
    ends_on: datetime.date | None = None
    total: int | None = None
    support_national: int | None = None
    support_local: int | None = None
    counterpart: int | None = None
    other: int | None = None
    priority: str = ""
    note: str = ""


def projects(lines: Iterable[Line]) -> list[PlannedProject]:
    """The projects that the lines make up, in the order of the list."""
    return [_project(group) for group in groups(lines)]


def groups(lines: Iterable[Line]) -> Iterator[list[Line]]:
    """Lines of the same project, together."""
    open_: list[Line] = []
    for line in lines:
        if open_ and continues(open_[0], line):
            open_.append(line)
            continue
        if open_:
            yield open_
        open_ = [line]
    if open_:
        yield open_


def continues(head: Line, line: Line) -> bool:
    """
    Whether the line is one more beneficiary of the project that ``head`` begins.

    Its number is the same or blank, and it says nothing that would make it another project.
    """
    mark = "order_number" in line.shared or not line.order_number
    same_number = bool(line.order_number) and line.order_number == head.order_number
    if line.section != head.section or not (mark or same_number):
        return False
    if line.kind not in (None, head.kind):
        return False
    if is_many(head.kind):
        return not line.name or same_number or _same(line.name, head.name)
    # one project over several rows, of whatever kind: same number, and its name not another
    return same_number and (not line.name or _same(line.name, head.name))


def _same(one: str, other: str) -> bool:
    return fold(tidy(one)) == fold(tidy(other))


def _project(group: Sequence[Line]) -> PlannedProject:
    head = group[0]
    # a first row without a beneficiary holds the figures of the whole; the rows under it say whose they are
    covers = len(group) > 1 and not head.beneficiary and head.has_money
    parts = group[1:] if covers else group
    money = {name: getattr(head, name) if covers else _summed(group, name) for name in MONEY_FIELDS}
    return PlannedProject(
        row=head.row,
        rows=tuple(line.row for line in group),
        valid=all(line.valid for line in group),
        role=head.role,
        parties=tuple(_party(line, alone=len(group) == 1) for line in parts if line.beneficiary),
        level=head.level,
        section=head.section,
        order_number=head.order_number,
        name=head.name,
        kind=head.kind,
        activity=_first(group, "activity"),
        activity_text=_first(group, "activity_text") or "",
        implementing_body=_first(group, "implementing_body") or "",
        place=_first(group, "place") or "",
        trade=_first(group, "trade") or "",
        starts_on=_first(group, "starts_on"),
        ends_on=_first(group, "ends_on"),
        priority=_first(group, "priority") or "",
        note=_first(group, "note") or "",
        **money,
    )


def _party(line: Line, *, alone: bool) -> PlannedParty:
    own = {name: None if name in line.shared else getattr(line, name) for name in MONEY_FIELDS}
    own = dict.fromkeys(MONEY_FIELDS) if alone else own
    return PlannedParty(
        row=line.row,
        name=line.beneficiary,
        tax_code=line.tax_code,
        kind=line.beneficiary_kind,
        place=line.place,
        trade=line.trade,
        **own,
    )


def _summed(group: Sequence[Line], name: str) -> int | None:
    if any(problem.column_field == name and problem.severity == ERROR for line in group for problem in line.problems):
        # a sum without the amount that could not be read would be another sum
        return None
    known = [amount for line in group if (amount := getattr(line, name)) is not None]
    return sum(known) if known else None


def _first(group: Sequence[Line], name: str):
    return next((value for line in group if (value := getattr(line, name)) not in (None, "")), None)
