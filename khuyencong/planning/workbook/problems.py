"""What keeps a cell from being taken as it is: a code with facts; the sentences stand in one catalogue."""

import functools
from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib.resources import files
from typing import Any, NamedTuple

import yaml

from khuyencong.core.text import grouped

ERROR, NOTE = "error", "note"


@dataclass(frozen=True, slots=True)
class Problem:
    """
    One thing found in the workbook itself, before any rule of law.

    An ``error`` keeps its line out until a person corrects the cell; a ``note`` says how something was understood.
    """

    sheet: str
    cell: str
    row: int
    column_field: str
    value: str
    code: str
    severity: str = ERROR
    facts: Mapping[str, Any] = field(default_factory=dict)

    def to_json(self) -> dict[str, Any]:
        """Plain values, for keeping."""
        return {
            "sheet": self.sheet,
            "cell": self.cell,
            "row": self.row,
            "column_field": self.column_field,
            "value": self.value,
            "code": self.code,
            "severity": self.severity,
            "facts": dict(self.facts),
        }

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> "Problem":
        """The problem that was kept."""
        return cls(**kept)


class Sentence(NamedTuple):
    """The problem in words: what is wrong, what to do."""

    reason: str
    remedy: str

    def __str__(self) -> str:
        return f"{self.reason} {self.remedy}".strip()


def sentence(problem: Problem, language: str = "vi") -> Sentence:
    """The reason and the remedy, in Vietnamese or English; numbers are written the language's way."""
    said = catalogue()[problem.code][language]
    facts = {name: _worded(value, language) for name, value in problem.facts.items()}
    facts |= {"value": _short(problem.value), "cell": problem.cell, "sheet": problem.sheet, "row": str(problem.row)}
    return Sentence(said["reason"].format_map(facts), said["remedy"].format_map(facts))


@functools.cache
def catalogue() -> dict[str, dict[str, dict[str, str]]]:
    """Every code with its two sentences in each language."""
    return yaml.safe_load(files(__package__).joinpath("problems.yaml").read_text(encoding="utf-8"))


def _worded(value: Any, language: str) -> str:
    if isinstance(value, int) and not isinstance(value, bool):
        return grouped(value, language)
    if isinstance(value, list | tuple):
        return ", ".join(_worded(each, language) for each in value)
    return _short(str(value))


def _short(text: str) -> str:
    return text if len(text) <= 80 else f"{text[:77]}…"
