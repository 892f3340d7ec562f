"""
What a list states of itself: the sums of its parts, and of the whole by source.

A total that the lines do not make blocks, so only what surely is one is taken: a part whose rows are all there and
understood, and a last row of totals that speaks of the whole list. What is not sure stays a remark on its cell.
"""

import re
from collections.abc import Iterable, Sequence
from itertools import takewhile
from typing import NamedTuple

from khuyencong.core.text import fold
from khuyencong.planning.rules import DeclaredGroup
from khuyencong.planning.workbook.plan import StatedTotal
from khuyencong.planning.workbook.projects import PlannedProject
from khuyencong.policy.case import ProjectKind

_SOURCES = ("support_national", "support_local")
_NUMBER = re.compile(r"[(:]\s*(\d+)\s+de an\s*\)?$")


class Stated(NamedTuple):
    """The sums a list states. Money in whole đồng."""

    national: int | None = None
    local: int | None = None
    groups: tuple[DeclaredGroup, ...] = ()


def stated_by(
    totals: Iterable[StatedTotal], listed: Sequence[PlannedProject], *, left_out: frozenset[int] = frozenset()
) -> Stated:
    """The sums that the lines must make. Where a line is not understood or left out, nothing can be compared."""
    stated = list(totals)
    grand = _of_the_whole(stated, listed)
    groups = tuple(group for total in stated if total is not grand and (group := _group(total, listed, left_out)))
    if grand is None or left_out or not all(project.valid for project in listed):
        return Stated(groups=groups)
    return Stated(
        _unless_with_reserve(grand, listed, "support_national"),
        _unless_with_reserve(grand, listed, "support_local"),
        groups,
    )


def _of_the_whole(totals: Sequence[StatedTotal], listed: Sequence[PlannedProject]) -> StatedTotal | None:
    """The last row of totals, where it stands below all lines and does not speak of a part."""
    rows = [total for total in totals if not total.whole_section]
    if not rows or not listed or rows[-1].row < listed[-1].row:
        return None
    in_parts = any(project.section for project in listed)
    return rows[-1] if not in_parts or fold(rows[-1].label).startswith("tong") else None


def _unless_with_reserve(grand: StatedTotal, listed: Sequence[PlannedProject], source: str) -> int | None:
    """What the row says of a source; nothing where it counts the reserve in, which its own rule tells."""
    said = grand.amounts.get(source)
    with_reserve = sum(getattr(project, source) or 0 for project in listed)
    reserves = any(project.kind is ProjectKind.RESERVE for project in listed)
    return None if reserves and said == with_reserve else said


def _group(total: StatedTotal, listed: Sequence[PlannedProject], left_out: frozenset[int]) -> DeclaredGroup | None:
    """The part that a heading or a row of totals sums up; None where it is not surely one, or not all is there."""
    part = _part(total, listed)
    money = [total.amounts[source] for source in _SOURCES if source in total.amounts]
    if not part or not money or not all(project.valid for project in part):
        return None
    rows = frozenset(project.row for project in part)
    # a row left out that stands next to the part may have been of it
    others = [project.row for project in listed if project.row not in rows]
    before = max((row for row in others if row < part[0].row), default=0)
    after = min((row for row in others if row > part[0].row), default=1 << 30)
    if any(before < row < after for row in left_out):
        return None
    found = _NUMBER.search(fold(total.label).strip())
    return DeclaredGroup(total.label, rows, sum(money), int(found.group(1)) if found else None)


def _part(total: StatedTotal, listed: Sequence[PlannedProject]) -> list[PlannedProject]:
    """The lines right below a heading, or right above a row of totals, that stand in its part and at one level."""
    if not total.section:
        return []
    if total.whole_section:
        near = [project for project in listed if project.row > total.row]
    else:
        near = [project for project in reversed(listed) if project.row < total.row]
    if not near:
        return []
    level = near[0].level
    part = list(takewhile(lambda project: project.section == total.section and project.level == level, near))
    return sorted(part, key=lambda project: project.row)
