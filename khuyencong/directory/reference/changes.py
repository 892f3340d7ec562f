"""The reviewed list of changes of the map beside the package's two lists."""

import datetime
from dataclasses import dataclass, field
from importlib import resources
from typing import Any

import yaml

FORMER_MAP_FROM = datetime.date(2008, 8, 1)
"""The first day of the 63 provinces. The package's list is that of their last day."""

TWO_TIERS_FROM = datetime.date(2025, 7, 1)
"""The first day of the 34 provinces; the district level ended the day before."""


@dataclass(frozen=True, slots=True)
class Change:
    """One change of the map, as the reviewed file has it."""

    key: str
    day: datetime.date
    what_vi: str
    what_en: str
    basis: str
    certainty: str
    missing_vi: str = ""
    missing_en: str = ""
    city: str = ""
    wards: tuple[str, ...] = ()
    before: dict[str, str] = field(default_factory=dict)


def reviewed(name: str) -> Any:
    """The content of a reviewed file of the package."""
    text = resources.files("khuyencong.directory.reference").joinpath("data", name).read_text("utf-8")
    return yaml.safe_load(text)


def changes() -> list[Change]:
    """The changes, oldest first."""
    rows = [Change(**{**row, "wards": tuple(row.get("wards", ()))}) for row in reviewed("changes.yaml")]
    return sorted(rows, key=lambda change: change.day)
