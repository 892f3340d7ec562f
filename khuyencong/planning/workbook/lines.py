"""One row of the list: its cells as typed, what they mean, what is wrong with them."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import Any

from khuyencong.planning.workbook.amounts import Marks
from khuyencong.planning.workbook.columns import LINE_FIELDS, MONEY_FIELDS, ActivityName
from khuyencong.planning.workbook.problems import ERROR, Problem
from khuyencong.policy.case import BeneficiaryKind, Level, ProjectKind

_ENUMS = {"level": Level, "kind": ProjectKind, "beneficiary_kind": BeneficiaryKind}
_DATES = ("starts_on", "ends_on")


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the list. Money in whole đồng, None where not given or not understood."""

    row: int
    raw: Mapping[str, str] = field(default_factory=dict)
    """The cells as typed, by field; a number cell as text that reads back the same."""
    problems: tuple[Problem, ...] = ()
    level: Level | None = None
    section: str = ""
    """Heading of the part of the list that the row stands in."""
    shared: tuple[str, ...] = ()
    """Fields whose cell spans this row and others (merged): they belong to the project, not to the party."""
    order_number: str = ""
    name: str = ""
    kind: ProjectKind | None = None
    activity: str | None = None
    activity_text: str = ""
    implementing_body: str = ""
    beneficiary: str = ""
    tax_code: str = ""
    beneficiary_kind: BeneficiaryKind | None = None
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

    @property
    def valid(self) -> bool:
        """Whether nothing in it waits for a correction."""
        return not any(problem.severity == ERROR for problem in self.problems)

    @property
    def role(self) -> str:
        """``project``, ``expenditure`` or ``reserve``."""
        special = (ProjectKind.EXPENDITURE, ProjectKind.RESERVE)
        return self.kind.value if self.kind in special else "project"

    @property
    def has_money(self) -> bool:
        """Whether any money cell holds something, understood or not."""
        return any(self.raw.get(name) for name in MONEY_FIELDS)

    def to_json(self) -> dict[str, Any]:
        """Plain values, for keeping; empty ones are left out."""
        kept = {f.name: _plain(getattr(self, f.name)) for f in fields(self)}
        return {name: value for name, value in kept.items() if value not in (None, "", [], {})}

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> "Line":
        """The line that was kept."""
        values = dict(kept)
        for name, enum in _ENUMS.items():
            values[name] = enum(values[name]) if values.get(name) else None
        for name in _DATES:
            values[name] = datetime.date.fromisoformat(values[name]) if values.get(name) else None
        values["problems"] = tuple(Problem.from_json(problem) for problem in values.get("problems", ()))
        values["shared"] = tuple(values.get("shared", ()))
        return cls(**values)


@dataclass(frozen=True)
class LineContext:
    """What the cells of a list need to be understood, beside themselves; kept with the plan."""

    sheet: str
    letters: Mapping[str, str]
    """Column letter of each field, as it stands in the file."""
    units: Mapping[str, int | None]
    """Multiplier to đồng of each money column; None where the unit is not known."""
    marks: Mapping[str, Marks | None] = field(default_factory=dict)
    level: Level | None = None
    """The plan's level, where neither line nor section says another."""
    activities: tuple[ActivityName, ...] = field(default=(), compare=False)

    def cell(self, name: str, row: int) -> str:
        """The cell's address, like K14; the row alone for a column the file does not have."""
        return f"{self.letters.get(name, '')}{row}"

    def heading(self, name: str) -> str:
        """The heading of a field, as the template has it."""
        return LINE_FIELDS[name].heading

    def to_json(self) -> dict[str, Any]:
        """Plain values; the activities are the site's own and not kept."""
        return {
            "sheet": self.sheet,
            "letters": dict(self.letters),
            "units": dict(self.units),
            "marks": {name: str(marks) if marks else None for name, marks in self.marks.items()},
            "level": str(self.level) if self.level else None,
        }

    @classmethod
    def from_json(cls, kept: Mapping[str, Any], activities: tuple[ActivityName, ...] = ()) -> "LineContext":
        """The context that was kept, with the activities of today."""
        return cls(
            sheet=kept["sheet"],
            letters=kept["letters"],
            units=kept["units"],
            marks={name: Marks(marks) if marks else None for name, marks in kept["marks"].items()},
            level=Level(kept["level"]) if kept["level"] else None,
            activities=activities,
        )


def _plain(value: Any) -> Any:
    if value is None or type(value) in (str, int):
        return value
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    if isinstance(value, Problem):
        return value.to_json()
    if isinstance(value, Mapping):
        return dict(value)
    return str(value) if isinstance(value, Level | ProjectKind | BeneficiaryKind) else value
