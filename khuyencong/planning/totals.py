"""Totals of a plan, by source, activity and kind. Whole đồng."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from khuyencong.planning.facts import LineFacts


@dataclass(slots=True)
class Sum:
    """How many lines and how much money."""

    lines: int = 0
    projects: int = 0
    total: int = 0
    support_national: int = 0
    support_local: int = 0
    counterpart: int = 0
    other: int = 0

    @property
    def support(self) -> int:
        """National and local money together, đồng."""
        return self.support_national + self.support_local

    def add(self, line: LineFacts) -> None:
        """Count a line in."""
        self.lines += 1
        self.projects += line.is_project
        self.total += line.total or 0
        self.support_national += line.support_national or 0
        self.support_local += line.support_local or 0
        self.counterpart += line.counterpart or 0
        self.other += line.other or 0

    def as_dict(self) -> dict[str, int]:
        """The sums as plain values."""
        names = ("lines", "projects", "total", "support_national", "support_local", "counterpart", "other", "support")
        return {name: getattr(self, name) for name in names}


@dataclass(slots=True)
class Totals:
    """The sums of a list and of its parts. What a declared total should have been stands in ``everything``."""

    everything: Sum = field(default_factory=Sum)
    by_activity: dict[str, Sum] = field(default_factory=dict)
    by_kind: dict[str, Sum] = field(default_factory=dict)

    def as_dict(self) -> dict[str, object]:
        """The totals as plain values."""
        return {
            "everything": self.everything.as_dict(),
            "by_activity": {code: part.as_dict() for code, part in self.by_activity.items()},
            "by_kind": {code: part.as_dict() for code, part in self.by_kind.items()},
        }


def totals_of(lines: Iterable[LineFacts]) -> Totals:
    """
    The totals of a list.

    Expenditures count in the money but not among the projects. A reserve is named by its kind and stands outside the
    approved total, because its money is not given to anybody yet.
    """
    totals = Totals()
    for line in lines:
        totals.by_kind.setdefault(str(line.kind), Sum()).add(line)
        if line.kind == "reserve":
            continue
        totals.everything.add(line)
        totals.by_activity.setdefault(line.activity or "", Sum()).add(line)
    return totals
