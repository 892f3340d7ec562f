"""The dated rows and word lists that the rules stand on, read once from the files beside this one."""

import datetime
import functools
from importlib import resources
from types import MappingProxyType
from typing import Any

import yaml

from khuyencong.engines.rulebook import Certainty, LegalSource

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@functools.cache
def rows(name: str) -> Any:
    """One data file of this folder, by its name without the ending."""
    text = resources.files(__package__).joinpath(f"{name}.yaml").read_text(encoding="utf-8")
    return yaml.load(text, Loader=_LOADER)  # noqa: S506 - a safe loader, the C one where there is one


def _source(row: dict[str, Any]) -> LegalSource | None:
    if not row.get("instrument"):
        return None
    return LegalSource(
        instrument=row["instrument"],
        article=row.get("article", ""),
        certainty=Certainty(row["certainty"]),
        in_force_from=row.get("valid_from"),
        verified_until=row.get("verified_until"),
    )


SOURCES = MappingProxyType({key: _source(row) for key, row in rows("sources").items()})
"""By key: the article to cite, or None for plain arithmetic and order in time."""

PERIODS: MappingProxyType[str, tuple[datetime.date | None, datetime.date | None]] = MappingProxyType(
    {key: (row.get("valid_from"), row.get("valid_to")) for key, row in rows("sources").items()}
)
"""By key: the first day a clause holds and the first day it does not, either open."""

LIMITS = MappingProxyType(rows("limits"))
EVIDENCE = MappingProxyType(rows("evidence"))
