"""What was read from a workbook, as plain values that can be kept and taken up again."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from khuyencong.planning.workbook.columns import ActivityName
from khuyencong.planning.workbook.lines import Line, LineContext
from khuyencong.planning.workbook.planfacts import PlanFacts
from khuyencong.planning.workbook.problems import ERROR, Problem
from khuyencong.planning.workbook.projects import PlannedProject, projects


@dataclass(frozen=True, slots=True)
class StatedTotal:
    """A total that the workbook states; kept apart and never added up. Whole đồng."""

    row: int
    label: str
    section: str
    whole_section: bool
    """True where it stands in the heading of a part, False in a row of totals."""
    amounts: Mapping[str, int] = field(default_factory=dict)

    def to_json(self) -> dict[str, Any]:
        """Plain values, for keeping."""
        return {
            "row": self.row,
            "label": self.label,
            "section": self.section,
            "whole_section": self.whole_section,
            "amounts": dict(self.amounts),
        }


@dataclass(frozen=True)
class ReadPlan:
    """A plan as its workbook says it: facts of the plan, lines, stated totals, and what waits for a person."""

    facts: PlanFacts
    context: LineContext
    lines: tuple[Line, ...] = ()
    totals: tuple[StatedTotal, ...] = ()
    problems: tuple[Problem, ...] = ()
    """Of the workbook as a whole; those of a cell of the list are on its line."""

    @property
    def valid_lines(self) -> tuple[Line, ...]:
        """Lines without an error."""
        return tuple(line for line in self.lines if line.valid)

    @property
    def all_problems(self) -> tuple[Problem, ...]:
        """Those of the workbook, then those of each line."""
        return self.problems + tuple(problem for line in self.lines for problem in line.problems)

    @property
    def errors(self) -> tuple[Problem, ...]:
        """What must be corrected."""
        return tuple(problem for problem in self.all_problems if problem.severity == ERROR)

    def projects(self) -> list[PlannedProject]:
        """The lines put together: the rows of a group project are its beneficiaries."""
        return projects(self.lines)

    def to_json(self) -> dict[str, Any]:
        """Plain values, for keeping as a draft."""
        return {
            "facts": self.facts.to_json(),
            "context": self.context.to_json(),
            "lines": [line.to_json() for line in self.lines],
            "totals": [total.to_json() for total in self.totals],
            "problems": [problem.to_json() for problem in self.problems],
        }

    @classmethod
    def from_json(cls, kept: Mapping[str, Any], activities: tuple[ActivityName, ...] = ()) -> "ReadPlan":
        """The plan that was kept; ``activities`` are needed only to read cells anew."""
        return cls(
            facts=PlanFacts.from_json(kept["facts"]),
            context=LineContext.from_json(kept["context"], activities),
            lines=tuple(Line.from_json(line) for line in kept["lines"]),
            totals=tuple(StatedTotal(**total) for total in kept["totals"]),
            problems=tuple(Problem.from_json(problem) for problem in kept["problems"]),
        )
