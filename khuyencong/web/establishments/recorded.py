"""What the register said of an establishment on a day, read back from the trail of corrections."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from khuyencong.audit.models import Act
from khuyencong.directory.models import Establishment, EstablishmentKind

CORRECTED = "directory.establishment.corrected"
FIELDS = ("name", "kind", "tax_code", "address", "founded_on", "unit_id", "province_id")
"""The fields told back; what is personal is not among them."""


@dataclass(frozen=True, slots=True)
class Recorded:
    """The record as it stood at the end of a day. ``yet``: whether it was in the register by then."""

    values: dict[str, Any]
    changed: frozenset[str]
    yet: bool

    @property
    def kind_label(self) -> str:
        """The kind in words."""
        return str(dict(EstablishmentKind.choices).get(self.values["kind"], self.values["kind"]))


def recorded_on(establishment: Establishment, acts: Iterable[Act], day: datetime.date) -> Recorded:
    """Later corrections taken back, newest first; ``acts`` are all acts on it in that order."""
    now = {field: getattr(establishment, field) for field in FIELDS}
    values = dict(now)
    for act in acts:
        if act.what == CORRECTED and timezone.localdate(act.at) > day:
            values |= {field: _read(field, old) for field, old in act.details["before"].items() if field in FIELDS}
    changed = frozenset(field for field in FIELDS if values[field] != now[field])
    return Recorded(values, changed, timezone.localdate(establishment.registered_at) <= day)


def _read(field: str, value: Any) -> Any:
    if field == "founded_on" and value:
        return datetime.date.fromisoformat(value)
    return value
