"""What was measured beside what was promised."""

import statistics
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Figure:
    """One number with its target. ``least`` and ``most`` are the bounds promised; one of them is given."""

    name: str
    measured: float
    unit: str
    most: float | None = None
    least: float | None = None
    runs: tuple[float, ...] = ()
    """What each repetition gave, where there were several; ``measured`` is their median."""
    note: str = ""

    @property
    def met(self) -> bool:
        """Whether the promise is kept."""
        return (self.most is None or self.measured <= self.most) and (self.least is None or self.measured >= self.least)

    def as_dict(self) -> dict[str, Any]:
        """The figure as plain values."""
        sign, bound = ("≤", self.most) if self.most is not None else ("≥", self.least)
        values: dict[str, Any] = {
            "name": self.name,
            "measured": self.measured,
            "target": f"{sign} {bound:g}" if bound is not None else None,
            "unit": self.unit,
            "met": self.met,
        }
        if self.runs:
            values["runs"] = list(self.runs)
        if self.note:
            values["note"] = self.note
        return values


def median_of(name: str, runs: Sequence[float], unit: str, **bounds: Any) -> Figure:
    """A figure that is the median of several runs."""
    rounded = tuple(round(run, 1) for run in runs)
    return Figure(name, round(statistics.median(rounded), 1), unit, runs=rounded, **bounds)
